"""Groups of words of which each must be said: parameters that several checks share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict, Field

from ..model import Citation, Fault, Text


class Group(BaseModel):
    """Something that must be shown, with its name in both languages and the words by which it is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name_th: str
    name_en: str
    any: tuple[str, ...] = Field(min_length=1)

    @property
    def name(self) -> Text:
        """The name in both languages."""
        return Text(self.name_th, self.name_en)


def names_of(groups: Iterable[Group]) -> Text:
    """Name several groups in one enumeration."""
    many = tuple(groups)
    return Text(", ".join(one.name_th for one in many), ", ".join(one.name_en for one in many))


def faults_of(groups: Sequence[Group], at: Citation) -> tuple[Fault, ...]:
    """Return one fault for each missing group."""
    return tuple(Fault(at, Text(f"ไม่พบ{one.name_th}", f"{one.name_en} was not found")) for one in groups)
