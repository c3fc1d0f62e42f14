"""What a run saw of every address, row by row, for whoever remembers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ..model import Cause
from ..report import Links
from .book import Book
from .model import Standing
from .told import SPREAD

_WRITTEN_WRONG: Final = frozenset({Cause.MALFORMED, Cause.LOCAL_ADDRESS, Cause.NO_FRAGMENT})
_ROWS = """
SELECT url, standing, cause, status, first_look, last_look, looks FROM targets
WHERE named = :run AND done = :run AND standing != '' ORDER BY id
"""
_JUMPS = """
SELECT DISTINCT t.url || '#' || e.fragment
FROM edges e JOIN targets t ON t.id = e.target JOIN pages p ON p.target = t.id
WHERE e.fragment != '' AND t.named = :run AND t.done = :run AND t.standing = 'works' AND p.run = :run
"""
_PAGES = """
SELECT t.url, t.standing, t.status FROM targets t LEFT JOIN pages p ON p.target = t.id
WHERE t.named = :run AND t.done = :run AND t.standing != '' AND (p.target IS NOT NULL OR t.sort = 'page')
"""
_GONE: Final = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class PagesRead:
    """Which pages a run has read, or heard to be gone; `whole` when no page of the site failed otherwise."""

    pages: frozenset[str]
    whole: bool


def pages_read(book: Book) -> PagesRead:
    """Return of which pages a run can say what they name."""
    read: set[str] = set()
    whole = True
    for url, standing, status in book.rows(_PAGES, {"run": book.run}):
        if standing == Standing.WORKS or status in _GONE:
            read.add(str(url))
        else:
            whole = False
    return PagesRead(frozenset(read), whole)


@dataclass(frozen=True, slots=True)
class Observed:
    """What one run saw of one address; `confirmed` when its looks were spread in time."""

    url: str
    standing: Standing
    cause: Cause | None
    status: int | None
    first: datetime
    last: datetime
    confirmed: bool


def observed(book: Book, links: Links, at: datetime, doubted: frozenset[str] = frozenset()) -> Iterator[Observed]:
    """Yield what a run saw of each address, and references whose writing is wrong. `at` is the moment of the run.

    Of places on pages only those are told that are missing, and those in `doubted` that are there again.
    """
    for url, standing, cause, status, first, last, looks in book.rows(_ROWS, {"run": book.run}):
        began, ended = datetime.fromisoformat(str(first)), datetime.fromisoformat(str(last))
        yield Observed(
            url=str(url),
            standing=Standing(standing),
            cause=Cause(cause) if cause else None,
            status=None if status is None else int(status),
            first=began,
            last=ended,
            confirmed=int(looks) > 1 and (ended - began).total_seconds() >= SPREAD,
        )
    for one in links.broken:
        if one.cause in _WRITTEN_WRONG:
            yield Observed(one.url, Standing.BROKEN, one.cause, None, at, at, confirmed=True)
    listed = {one.url for one in (*links.broken, *links.unverified)}
    for (url,) in book.rows(_JUMPS, {"run": book.run}) if doubted else ():
        if url in doubted and url not in listed:
            yield Observed(str(url), Standing.WORKS, None, None, at, at, confirmed=False)
