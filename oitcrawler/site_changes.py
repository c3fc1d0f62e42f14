"""Which pages and documents of an item are not as they were in an earlier crawl, and what their text says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from .difference import Place
from .evidence.changes import Extent, compare
from .evidence.model import Depth, Evidence
from .evidence.model import Place as Standing
from .gather import Read, source_of
from .grounds import place_of
from .readers import Job
from .report import Ground
from .reported import ReportedItem
from .snapshots import Resource, Snapshot

MOST = 8
_LINES = 5
_ORDER = {"changed": 0, "failed": 1, "gone": 2, "new": 3}
_CONTENT = (Standing.CONTENT, Standing.TABLE)


@dataclass(frozen=True, slots=True)
class Crawl:
    """One recorded crawl with its responses by place."""

    snapshot: Snapshot
    start: str
    there: Mapping[str, Resource]


def crawl_of(snapshot: Snapshot) -> Crawl:
    """Read what a crawl fetched, by the places that two crawls share."""
    start = snapshot.meta.start_url
    there: dict[str, Resource] = {}
    resources = snapshot.resources()
    for one in resources:
        there[place_of(one.url, start)] = one
    for one in resources:
        there.setdefault(place_of(one.final_url, start), one)
    return Crawl(snapshot, start, there)


def changes_of(old: ReportedItem, new: ReportedItem, before: Crawl, after: Crawl, read: Read) -> tuple[Place, ...]:
    """Return what is not as it was among the evidence of an item and the pages that link it.

    If nothing of it is, then whatever else of the site is not: what could not be fetched any more comes first.
    """
    own = {*_places(old, before.start), *_places(new, after.start)}
    found = [_compared(one, before, after, read) for one in _different(own, before, after)]
    telling = [one for one in found if not one.same_text]
    if not telling:
        elsewhere = _different({*before.there, *after.there} - own, before, after)
        hidden = [one for one in elsewhere if one.how != "changed"] or elsewhere
        telling = [_compared(one, before, after, read) for one in _sorted(hidden)[:MOST]]
    return tuple(_sorted(telling or found)[:MOST])


def by_digest(old: ReportedItem, new: ReportedItem, starts: tuple[str, str]) -> tuple[Place, ...]:
    """Return what is not as it was by the digests in two reports alone, where the crawls themselves are not kept."""
    before = {place_of(one.url, starts[0]): one for one in old.grounds}
    after = {place_of(one.url, starts[1]): one for one in new.grounds}
    found = []
    for place in sorted({*before, *after}):
        was, now = before.get(place), after.get(place)
        if was and now and _same(was, now):
            continue
        how = "changed" if was and now else "new" if now else "gone"
        found.append(Place(place, how, was.sha256 if was else "", now.sha256 if now else ""))
    return tuple(found[:MOST])


def _same(was: Ground, now: Ground) -> bool:
    return was.sha256 == now.sha256 or (was.words != "" and was.words == now.words)


def _places(item: ReportedItem, start: str) -> Iterable[str]:
    for one in item.grounds:
        yield place_of(one.url.partition("#")[0], start)
        if one.via:
            yield place_of(one.via, start)


def _different(places: set[str], before: Crawl, after: Crawl) -> list[Place]:
    found = []
    for place in sorted(places):
        was, now = before.there.get(place), after.there.get(place)
        seen = (was is not None and was.cause is None, now is not None and now.cause is None)
        old, new = (one.digest if one and ok else "" for one, ok in zip((was, now), seen, strict=True))
        if old == new:
            continue
        cause = str(now.cause) if now is not None and now.cause is not None else ""
        how = "changed" if all(seen) else "new" if seen[1] else _lost(now)
        found.append(Place(place, how, old, new, cause))
    return found


def _lost(now: Resource | None) -> str:
    return "gone" if now is None or (now.cause is not None and now.cause.means_gone) else "failed"


def _compared(place: Place, before: Crawl, after: Crawl, read: Read) -> Place:
    """Say what the text of a changed page or document says otherwise."""
    if place.how != "changed":
        return place
    was, now = (
        next(iter(read([Job(source_of(crawl.snapshot, crawl.there[place.url]), Depth.TEXT)])))
        for crawl in (before, after)
    )
    change = compare(was, now, seen="", since="")
    if change.extent is Extent.UNREADABLE and not (was.is_page and now.is_page):
        return place
    gone, new = _links(was, now, before.start, after.start)
    return replace(
        place,
        removed=(*change.removed, *gone)[:_LINES],
        added=(*change.added, *new)[:_LINES],
        same_text=change.extent is not Extent.TEXT and not gone and not new,
    )


def _links(was: Evidence, now: Evidence, old_start: str, new_start: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the links in the content of one version of a page alone, as "words → place"."""
    old, new = (
        {f"{link.text} → {place_of(link.url, start)}": None for link in page.links if link.place in _CONTENT}
        for page, start in ((was, old_start), (now, new_start))
    )
    return tuple(one for one in old if one not in new), tuple(one for one in new if one not in old)


def _sorted(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda one: (_ORDER[one.how], one.url))
