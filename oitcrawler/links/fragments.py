"""References to a place on a page (`#id`) that the page does not offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .book import PLAIN, RENDERED, Book
from .scanning.spelling import matches

MOST_RENDERED: Final = 60

_EDGES = """
SELECT e.id, e.raw, e.kind, e.text, e.place, e.target, e.fragment, t.url, t.final_url FROM edges e
JOIN targets t ON t.id = e.target
WHERE e.fragment != '' AND t.named = :run AND t.done = :run AND t.standing = 'works' ORDER BY e.id
"""
_PAGE = """
SELECT p.target, p.scripted, i.names FROM pages p JOIN idsets i ON i.id = p.ids JOIN targets t ON t.id = p.target
WHERE t.url = :url AND p.run = :run AND t.sort = 'page' AND t.standing = 'works'
"""


@dataclass(frozen=True, slots=True)
class MissingFragment:
    """A reference whose place was not found. `is_sure` says that no script can have made it."""

    edge: int
    written: tuple[str, str, str, str]
    url: str
    page: int
    fragment: str
    is_sure: bool
    was_rendered: bool


def missing_fragments(book: Book) -> Iterator[MissingFragment]:
    """Yield the references to places that their page does not have; pages that were not read say nothing."""
    pages: dict[str, tuple[int, int, frozenset[str]] | None] = {}
    for row in tuple(book.rows(_EDGES, {"run": book.run})):
        edge, raw, kind, text, place, _target, fragment, url, final_url = row
        at = str(final_url or url)
        if at not in pages:
            pages[at] = _page(book, at)
        page = pages[at]
        if page is None or matches(str(fragment), page[2]):
            continue
        yield MissingFragment(
            edge=int(edge),
            written=(str(raw), str(kind), str(text), str(place)),
            url=str(url),
            page=page[0],
            fragment=str(fragment),
            is_sure=page[1] == PLAIN,
            was_rendered=page[1] == RENDERED,
        )


def _page(book: Book, url: str) -> tuple[int, int, frozenset[str]] | None:
    for target, scripted, names in book.rows(_PAGE, {"run": book.run, "url": url}):
        return int(target), int(scripted), frozenset(str(names).split("\n"))
    return None
