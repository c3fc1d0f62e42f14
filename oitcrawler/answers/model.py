"""What an agency filed as its answers: for each item the addresses it gave, with the row where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..urls import normalise


@dataclass(frozen=True, slots=True)
class Declared:
    """One address as it was given.

    `written` is the address as the cell spells it, mended only so far that it can be resolved (`//host/path` when the
    scheme was left out); `row` counts from 1 in the sheet; `sheet` is empty for CSV.
    """

    written: str
    row: int
    sheet: str = ""
    note: str = ""

    def address(self, start_url: str) -> str:
        """Return the address as it is fetched; one without scheme gets that of the main website."""
        return normalise(self.written, start_url) or self.written


@dataclass(frozen=True, slots=True)
class Answer:
    """What was given for one item. Without addresses the agency named the item and gave none ("-", "ไม่มี", empty)."""

    item: str
    row: int
    sheet: str = ""
    urls: tuple[Declared, ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole sheet of answers, with the file's bytes and their SHA-256; items that it does not name are not in it."""

    name: str
    digest: str
    by_item: Mapping[str, Answer] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)

    def addresses(self, start_url: str) -> tuple[str, ...]:
        """Return every address that was given, each once, sorted."""
        return tuple(sorted({one.address(start_url) for answer in self.by_item.values() for one in answer.urls}))
