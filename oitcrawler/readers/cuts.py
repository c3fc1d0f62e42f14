"""Evidence too large to be of use is cut, and says so: a parser's output is limited like its time and memory. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from ..evidence.model import Evidence, Row, Table
from ..model import Cause, Text

LETTERS: Final = 10_000_000
PARTS: Final = 400_000
_TITLE: Final = 2_000

_Part = TypeVar("_Part")


@dataclass(slots=True)
class Room:
    """What may still be kept: `letters` of text, and `parts` (passages, links, rows, cells, …)."""

    letters: int = LETTERS
    parts: int = PARTS
    is_short: bool = False

    def keep(self, many: Iterable[_Part], size: Callable[[_Part], tuple[int, int]]) -> tuple[_Part, ...]:
        """Return the first of `many` for which there is room; `size` gives the letters and parts of one."""
        kept: list[_Part] = []
        for one in many:
            letters, parts = size(one)
            if letters > self.letters or parts > self.parts:
                self.is_short = True
                break
            self.letters -= letters
            self.parts -= parts
            kept.append(one)
        return tuple(kept)

    def tables(self, tables: Iterable[Table]) -> tuple[Table, ...]:
        """Return the tables for which there is room, the last one perhaps with its first rows only."""
        kept: list[Table] = []
        for table in tables:
            rows = self.keep(table.rows, _of_row)
            if len(rows) < len(table.rows):
                return (*kept, replace(table, rows=rows)) if rows else tuple(kept)
            kept.extend(self.keep((replace(table, rows=rows),), _of_table))
        return tuple(kept)


def within(evidence: Evidence, room: Room | None = None) -> Evidence:
    """Return evidence that is no larger than `room`; what had to be cut has the obstacle `TOO_LARGE`, or its own.

    The members of an archive share its room.
    """
    left = room or Room()
    kept = replace(
        evidence,
        title=evidence.title[:_TITLE],
        passages=left.keep(evidence.passages, lambda one: (len(one.text), 1)),
        headings=left.keep(evidence.headings, lambda one: (len(one.text), 1)),
        breadcrumb=left.keep(evidence.breadcrumb, lambda one: (len(one), 1)),
        tables=left.tables(evidence.tables),
        links=left.keep(
            evidence.links, lambda one: (_length(one.url, one.text, one.row, one.selector, *one.headings), 1)
        ),
        forms=left.keep(evidence.forms, lambda one: (_length(one.action, one.submit, *one.headings), len(one.fields))),
        images=left.keep(evidence.images, lambda one: (_length(one.url, one.alt, one.near, one.selector), 1)),
        contacts=left.keep(evidence.contacts, lambda one: (_length(one.value, one.quote, one.selector), 1)),
        socials=left.keep(evidence.socials, lambda one: (_length(one.url, one.text, one.selector), 1)),
        unread_pages=left.keep(evidence.unread_pages, lambda _: (0, 1)),
    )
    kept = replace(kept, members=_members(evidence.members, left))
    return _said(kept) if left.is_short else evidence


def _members(members: Iterable[Evidence], room: Room) -> tuple[Evidence, ...]:
    """Return members as far as there is room; one that comes after the room has ended is not there."""
    kept: list[Evidence] = []
    for one in members:
        if room.is_short:
            break
        kept.append(within(one, room))
    return tuple(kept)


def _said(evidence: Evidence) -> Evidence:
    more = Text(
        f"เนื้อหามากเกินไป เก็บไว้เพียงส่วนต้น (ไม่เกิน {LETTERS:,} อักษร)",
        f"there is too much in it; only the beginning was kept (at most {LETTERS:,} letters)",
    )
    said = evidence.detail
    joined = Text(f"{said.th} {more.th}", f"{said.en}; {more.en}") if said else more
    return replace(evidence, obstacle=evidence.obstacle or Cause.TOO_LARGE, detail=joined)


def _of_row(row: Row) -> tuple[int, int]:
    return sum(map(len, row.cells)), 1 + len(row.cells)


def _of_table(table: Table) -> tuple[int, int]:
    return _length(table.caption, table.selector, *table.header), 1 + len(table.header)


def _length(*texts: str | None) -> int:
    return sum(len(text) for text in texts if text)
