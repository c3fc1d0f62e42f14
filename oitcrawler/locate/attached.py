"""The documents that a chosen page links from its content: they are part of its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from ..checks import Found
from ..evidence.model import Evidence, Link, Place
from .candidates import Candidate, Index, labels_of
from .labels import says_something, years

MAX_ATTACHED = 60
_CONTENT = (Place.CONTENT, Place.TABLE)


def with_attached(of: Index, chosen: tuple[Candidate, ...], topic: str) -> tuple[Found, ...]:
    """Return what was chosen, then the documents that the chosen pages link, one page deep.

    A document whose link names another subject of the list is left out. At most `MAX_ATTACHED` are taken.
    """
    found = {one.evidence.final_url: Found(one.evidence, one.labels, False, one.via) for one in chosen}
    for one in chosen:
        for extra in _documents(of, one.evidence, topic, depth=1):
            if len(found) >= len(chosen) + MAX_ATTACHED:
                break
            found.setdefault(extra.evidence.final_url, extra)
    return tuple(found.values())


def _documents(of: Index, page: Evidence, topic: str, depth: int) -> Iterator[Found]:
    if not page.is_page or page is of.site.home:
        return
    for link in page.links:
        target = of.site.by_url.get(link.url)
        if target is None or link.place not in _CONTENT or not _belongs(of, link, topic):
            continue
        if not target.is_page:
            yield Found(
                target, labels_of(link), True, page.cite(link.text or link.row or link.url, selector=link.selector)
            )
        elif depth and target is not page and _is_of_topic(of, link, topic):
            yield from _documents(of, target, topic, depth - 1)


def _belongs(of: Index, link: Link, topic: str) -> bool:
    label = _label(link)
    named = years(label)
    if named and min(named) > of.checklist.year:
        return False
    best = of.subjects.best(label)
    return best is None or best.topic == topic or best.score < 0.75


def _is_of_topic(of: Index, link: Link, topic: str) -> bool:
    return of.subjects.score(_label(link), topic).score >= 0.6


def _label(link: Link) -> str:
    return link.text if says_something(link.text) else link.row
