"""From the book of a finished run to what a report says of the links: every broken one with every page that has it."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from ..model import Cause
from ..report import BrokenLink, Links, LinkSource
from .book import Book
from .fragments import missing_fragments
from .model import Standing

SPREAD: Final = 8.0
"""Seconds that must lie between the first and the last look before one run alone calls a link broken for sure."""
SHOWN_OF_REMARKS: Final = 20
"""Pages that are told of a link that works."""

_TARGETS = """
SELECT id, url, standing, cause, status, final_url, detail, remarks, first_look, last_look, looks FROM targets
WHERE named = :run AND done = :run AND (standing != 'works' OR remarks NOT IN ('', 'plain-http'))
"""
_EDGES = "SELECT id, raw, kind, text, place, target, cause FROM edges"
_PAGES = """
SELECT t.url, p.edges FROM pages p JOIN targets t ON t.id = p.target WHERE p.run = :run AND t.done = :run
ORDER BY t.url
"""
_CHECKED = "SELECT count(*) FROM targets WHERE named = :run AND done = :run"


@dataclass(slots=True)
class _Entry:
    """One line of the report in the making."""

    url: str
    standing: Standing
    cause: Cause | None
    status: int | None = None
    final_url: str = ""
    detail: str = ""
    first: str = ""
    confirmed: bool = True
    sources: set[LinkSource] = field(default_factory=set)


@dataclass(slots=True)
class _Sheet:
    """What is being told: entries by target and by address, and the references that belong to each."""

    started: str
    by_target: dict[int, _Entry] = field(default_factory=dict)
    by_place: dict[tuple[str, Cause], _Entry] = field(default_factory=dict)
    of_edge: dict[int, list[_Entry]] = field(default_factory=dict)
    written: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)

    def at(self, url: str, cause: Cause, standing: Standing) -> _Entry:
        """Return the entry for a fault of references to `url`."""
        return self.by_place.setdefault(
            (url, cause), _Entry(url, standing, cause, first=self.started, confirmed=standing is Standing.BROKEN)
        )

    def entries(self) -> list[_Entry]:
        """Return what some page has, sorted."""
        found = [one for one in (*self.by_target.values(), *self.by_place.values()) if one.sources]
        return sorted(found, key=lambda one: (one.url, one.cause or ""))


def told(book: Book, *, with_browser: bool) -> Links:
    """Return what the run of a book found. Reads what is written, and asks nothing of the network."""
    sheet = _Sheet(book.meta("started_at"))
    _read_targets(book, sheet)
    _read_edges(book, sheet)
    _read_fragments(book, sheet, with_browser=with_browser)
    _read_pages(book, sheet)
    entries = sheet.entries()
    (checked,) = next(book.rows(_CHECKED, {"run": book.run}))
    return Links(
        checked=int(checked),
        broken=tuple(_line(one) for one in entries if one.standing is Standing.BROKEN),
        unverified=tuple(_line(one) for one in entries if one.standing is Standing.UNVERIFIED),
        remarks=tuple(_line(one) for one in entries if one.standing is Standing.WORKS),
    )


def _read_targets(book: Book, sheet: _Sheet) -> None:
    for row in book.rows(_TARGETS, {"run": book.run}):
        number, url, standing, cause, status, final_url, detail, remarks, first, last, looks = row
        is_remark = standing == Standing.WORKS
        sheet.by_target[int(number)] = _Entry(
            url=str(url),
            standing=Standing(standing),
            cause=Cause(cause) if cause else None,
            status=None if status is None else int(status),
            final_url=str(final_url),
            detail=str(remarks if is_remark else detail),
            first=str(first),
            confirmed=int(looks) > 1 and _seconds(str(first), str(last)) >= SPREAD,
        )


def _read_edges(book: Book, sheet: _Sheet) -> None:
    for number, raw, kind, text, place, target, cause in book.rows(_EDGES):
        found = []
        entry = sheet.by_target.get(int(target))
        if entry is not None:
            found.append(entry)
        if cause:
            url = entry.url if entry is not None else book.url_of(int(target)) or str(raw)
            found.append(sheet.at(url, Cause(cause), Standing.BROKEN))
        if found:
            sheet.of_edge[int(number)] = found
            sheet.written[int(number)] = (str(raw), str(kind), str(text), str(place))


def _read_fragments(book: Book, sheet: _Sheet, *, with_browser: bool) -> None:
    for one in missing_fragments(book):
        is_sure = one.is_sure or (with_browser and one.was_rendered)
        standing, cause = (Standing.BROKEN, Cause.NO_FRAGMENT) if is_sure else (Standing.UNVERIFIED, Cause.NO_BROWSER)
        entry = sheet.at(f"{one.url}#{one.fragment}", cause, standing)
        sheet.of_edge.setdefault(one.edge, []).append(entry)
        sheet.written[one.edge] = one.written


def _read_pages(book: Book, sheet: _Sheet) -> None:
    for url, edges in book.rows(_PAGES, {"run": book.run}):
        if not isinstance(edges, bytes):
            continue
        for edge in sheet.of_edge.keys() & set(array("I", edges)):
            raw, kind, text, place = sheet.written[edge]
            for entry in sheet.of_edge[edge]:
                if entry.standing is Standing.WORKS and len(entry.sources) >= SHOWN_OF_REMARKS:
                    continue
                entry.sources.add(LinkSource(str(url), text, place, kind, raw))


def _line(one: _Entry) -> BrokenLink:
    return BrokenLink(
        url=one.url,
        cause=one.cause or Cause.PROTOCOL,
        status=one.status,
        confirmed=one.confirmed,
        sources=tuple(sorted(one.sources, key=lambda source: (source.page, source.written, source.text, source.place))),
        first_seen=one.first,
        final_url=one.final_url,
        detail=one.detail,
    )


def _seconds(first: str, last: str) -> float:
    return (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()
