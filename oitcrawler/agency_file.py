"""The agency's own file, `agency.yaml`: its names, units, people, measures, and the words by which it calls items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from .checklist_schema import Bilingual, Name, Phrase, Units, Written, WrittenDue
from .model import Text
from .yamlfile import Path as Place
from .yamlfile import YamlFile, open_given

_PLACE = re.compile(r"\{([^{}]*)\}")
_FILLED = frozenset({"item", "title", "year", "next_year"})


def _both(value: object) -> object:
    return {"th": value, "en": value} if isinstance(value, str) else value


def _quoted(value: object) -> object:
    """Refuse numbers: YAML reads a telephone number without quotation marks as another number."""
    if isinstance(value, int | float):
        raise ValueError('ใส่เครื่องหมายคำพูด เช่น "0 2000 0000" · write it in quotation marks')  # noqa: TRY004 (pydantic tells only these)
    return value


Said = Annotated[Bilingual, BeforeValidator(_both)]
"""A sentence in both languages; one that is written once serves for both."""
Words = Annotated[str, BeforeValidator(_quoted), StringConstraints(strip_whitespace=True, min_length=1)]
Subject = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""The name of a topic, or the number of an item of the list that is judged."""


class Person(Written):
    """Somebody who is responsible, as reports name them."""

    name: Words
    position: Words | None = None
    phone: Words | None = None
    email: Words | None = None

    def told(self) -> str:
        """Return the person on one line."""
        return " ".join(one for one in (self.name, self.position, self.phone, self.email) if one)


class Responsible(Written):
    """Who answers for a topic or an item: a unit by its key, a person, or both."""

    unit: Units | None = None
    person: Person | None = None


class OwnMeasure(Written):
    """The columns of a measure that the agency words itself; the others stay."""

    measure: Said | None = None
    steps: Annotated[tuple[Said, ...], Field(min_length=1)] | None = None
    time_frame: Said | None = None
    unit: Units | None = None
    monitoring: Said | None = None
    due: WrittenDue | None = None

    def texts(self) -> Iterator[tuple[str, Bilingual]]:
        """Yield the sentences with the names of their columns."""
        yield from (("steps", step) for step in self.steps or ())
        for column, text in (
            ("measure", self.measure),
            ("time_frame", self.time_frame),
            ("monitoring", self.monitoring),
        ):
            if text is not None:
                yield column, text


class AgencyFile(Written):
    """What an agency says of itself. Everything may be left out.

    `units` are its own names of the general units, `people` who heads them; `responsible` and `aliases` are keyed by
    topic or item, `measures` by finding code.
    """

    names: tuple[Words, ...] = ()
    kind: Name | None = None
    url: Words | None = None
    units: dict[Name, Said] = Field(default_factory=dict)
    people: dict[Name, Person] = Field(default_factory=dict)
    responsible: dict[Subject, Responsible] = Field(default_factory=dict)
    measures: dict[Name, OwnMeasure] = Field(default_factory=dict)
    aliases: dict[Subject, tuple[Phrase, ...]] = Field(default_factory=dict)

    def aliases_of(self, item: str, topics: Iterable[str]) -> tuple[str, ...]:
        """Return the agency's own words for an item, each once: those of the item, then those of its topics."""
        return tuple(dict.fromkeys(words for key in (item, *topics) for words in self.aliases.get(key, ())))


@dataclass(frozen=True, slots=True)
class Known:
    """The names that an agency file may use. `items` are those of every list."""

    kinds: frozenset[str]
    units: frozenset[str]
    topics: frozenset[str]
    items: frozenset[str]
    codes: frozenset[str]


def load(path: Path, known: Known) -> AgencyFile:
    """Read an agency's file.

    Raises UsageError when it cannot be read, and ChecklistError, with file and line, for what does not fit.
    """
    return read(open_given(path), known)


def read(file: YamlFile, known: Known) -> AgencyFile:
    """Build the agency from a parsed file. Raises ChecklistError for a name that does not exist."""
    agency = file.read(AgencyFile)
    subjects = known.topics | known.items
    if agency.kind is not None:
        _refuse(file, ("kind",), (agency.kind,), known.kinds, Text("ประเภทหน่วยงาน", "kind of agency"))
    _keys(file, "units", agency.units, known.units, _UNIT)
    _keys(file, "people", agency.people, known.units, _UNIT)
    _keys(file, "responsible", agency.responsible, subjects, _SUBJECT, known.topics)
    _keys(file, "aliases", agency.aliases, subjects, _SUBJECT, known.topics)
    _keys(file, "measures", agency.measures, known.codes, Text("รหัสสิ่งที่พบ", "finding code"))
    for key, one in agency.responsible.items():
        _refuse(file, ("responsible", key, "unit"), one.unit or (), known.units, _UNIT)
    for code, own in agency.measures.items():
        _refuse(file, ("measures", code, "unit"), own.unit or (), known.units, _UNIT)
        for column, text in own.texts():
            _refuse(file, ("measures", code, column), _PLACE.findall(text.th + text.en), known.units | _FILLED, _UNIT)
    return agency


_UNIT = Text("หน่วยงานภายใน", "unit")
_SUBJECT = Text("หัวเรื่องหรือข้อ", "topic or item")


def _keys(
    file: YamlFile,
    part: str,
    keys: Iterable[str],
    there: frozenset[str],
    what: Text,
    told: frozenset[str] | None = None,
) -> None:
    for key in keys:
        _refuse(file, (part, key), (key,), there, what, told)


def _refuse(
    file: YamlFile,
    place: Place,
    names: Iterable[str],
    there: frozenset[str],
    what: Text,
    told: frozenset[str] | None = None,
) -> None:
    for name in names:
        if name not in there:
            every = ", ".join(sorted(there if told is None else told))
            raise file.wrong(
                place, Text(f"ไม่มี{what.th} {name!r} มี: {every}", f"no {what.en} {name!r}; there are: {every}")
            )
