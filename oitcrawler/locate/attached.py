"""The documents that a chosen page links from its content: they are part of its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from ..checks import Found
from ..evidence.model import Evidence, Link, Place
from ..thai.dates import find_periods
from ..thai.periods import Precision
from .candidates import Candidate, Index, labels_of
from .labels import says_something, years
from .lists import assessment_year

MAX_ATTACHED = 60
_CONTENT = (Place.CONTENT, Place.TABLE)


def with_attached(of: Index, chosen: tuple[Candidate, ...], topic: str) -> tuple[Found, ...]:
    """Return what was chosen, then the documents that the chosen pages link, one page deep.

    A document whose link names another subject of the list is left out; the documents inside an archive stand in its
    place, and the archive beside them only when some of it could not be read. At most `MAX_ATTACHED` are taken.
    """
    found = {one.evidence.final_url: Found(one.evidence, one.labels, False, one.via) for one in chosen}
    for one in chosen:
        for extra in _documents(of, one.evidence, topic, depth=1):
            if len(found) >= len(chosen) + MAX_ATTACHED:
                break
            found.setdefault(extra.evidence.final_url, extra)
    return tuple(one for each in found.values() for one in _opened(each))


def _opened(found: Found) -> Iterator[Found]:
    """Return a document, or what is inside an archive, each with the archive's labels and its own name."""
    members = found.evidence.members
    if not members or found.evidence.obstacle is not None:
        yield found
    for one in members:
        yield from _opened(Found(one, (*found.labels, one.file_name), found.attached, found.via))


def _documents(of: Index, page: Evidence, topic: str, depth: int) -> Iterator[Found]:
    if not page.is_page or page is of.site.home:
        return
    for link, target in _of_the_year(of, _linked(of, page, topic), topic):
        if not target.is_page:
            yield Found(
                target, labels_of(link), True, page.cite(link.text or link.row or link.url, selector=link.selector)
            )
        elif depth and target is not page and _is_of_topic(of, link, topic):
            yield from _documents(of, target, topic, depth - 1)


def _linked(of: Index, page: Evidence, topic: str) -> tuple[tuple[Link, Evidence], ...]:
    return tuple(
        (link, target)
        for link in page.links
        if link.place in _CONTENT and (target := of.site.by_url.get(link.url)) is not None and _belongs(of, link, topic)
    )


def _of_the_year(of: Index, linked: tuple[tuple[Link, Evidence], ...], topic: str) -> Iterator[tuple[Link, Evidence]]:
    """Leave out what is plainly of other years where the year's own stands beside it.

    Where none is of the year all stay: what is there, and wrong, is for the checks to say.
    """
    wanted = _wanted_year(of, topic)
    named = [_years_of(link) for link, _ in linked]
    has_own = any(wanted in among for among in named)
    yield from (one for one, among in zip(linked, named, strict=True) if not (has_own and among) or wanted in among)


def _years_of(link: Link) -> tuple[int, ...]:
    """Return the years that a link names, or else the headings over it, the nearest first.

    A day names when a document was signed and not what it is of, and "ITA 2568" the assessment and not the document.
    """
    for text in (_label(link), *reversed(link.headings)):
        if assessment_year(text) is None and not any(one.precision is Precision.DAY for one in find_periods(text)):
            named = years(text)
            if named:
                return named
    return ()


def _wanted_year(of: Index, topic: str) -> int:
    """Return the year that a topic's evidence should be of: for a yearly result the one before the list's."""
    params = (one.params for item in of.checklist.items for one in item.requirements if one.topic == topic)
    offsets = (getattr(one, "offset", None) for one in params)
    return of.checklist.year + next((int(offset) for offset in offsets if offset), 0)


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
