"""The general units of an agency (`checklists/units.yaml`): keys in the data, names by kind of agency for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Final

from .checklist_schema import WrittenUnit, WrittenUnits
from .model import Text
from .yamlfile import Path, YamlFile, open_yaml

FILE: Final = "units.yaml"
DEFAULT: Final = ("clerk",)
"""Who is responsible where neither the finding nor its topic says so."""


@dataclass(frozen=True, slots=True)
class Units:
    """The units by key; `digest` names the exact wording of the file."""

    written: Mapping[str, WrittenUnit] = field(default_factory=dict)
    digest: str = ""

    def name(self, key: str, kind: str) -> Text:
        """Return what a kind of agency calls a unit, the neutral name if the kind is not named, else the key."""
        unit = self.written.get(key)
        return Text(key, key) if unit is None else unit.names.get(kind, unit.neutral).text()

    def check(self, file: YamlFile, path: Path, keys: Iterable[str]) -> None:
        """Refuse keys that no unit has. Raises ChecklistError with file, line and the keys that exist."""
        for key in keys:
            if key not in self.written:
                there = ", ".join(sorted(self.written))
                raise file.wrong(
                    path, Text(f"ไม่มีหน่วยงานภายใน {key!r} มี: {there}", f"no unit {key!r}; there are: {there}")
                )


def load_units(folder: Traversable, fallback: Traversable) -> Units:
    """Read the units of a folder of lists, or those of `fallback` where the folder has none of its own.

    Raises ChecklistError, with file and line, for what does not fit.
    """
    own = folder / FILE
    file = open_yaml(own if own.is_file() else fallback / FILE, FILE)
    return Units(file.read(WrittenUnits).units, file.digest)


def joined(names: Iterable[Text]) -> Text:
    """Return the names of units that work together as one."""
    every = tuple(dict.fromkeys(names))
    return Text(" ร่วมกับ ".join(one.th for one in every), " with ".join(one.en for one in every))
