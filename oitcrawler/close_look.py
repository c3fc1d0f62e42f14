"""Reads closely what was chosen as evidence (tables, OCR), and compares it with what earlier runs saw.

Everything of a site is read quickly first; what takes long is done only for what the checks will look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from .checks import Found
from .evidence.model import Depth, Evidence, Kind
from .gather import Gathered, Progress, Read, source_of
from .locate.labels import says_something
from .model import Cause, Text
from .readers import Job
from .snapshots import Resource, Snapshot
from .versions import Earlier, Sighting, Versions, grown

MAX_SCANS = 150
_BROKE_OFF = (Cause.READING_TIME, Cause.READING_MEMORY, Cause.PARSER_CRASH)
_ENOUGH = Text(
    f"ยังไม่ได้อ่านด้วย OCR เพราะรอบหนึ่งอ่านไม่เกิน {MAX_SCANS} ไฟล์", f"not read by OCR, which reads {MAX_SCANS} files a run"
)


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs saw: their versions of documents, and how to read one of those again."""

    versions: Versions = field(default_factory=Versions)
    earlier: Earlier = lambda version: None


class CloseLook:
    """Given everything that was chosen as evidence, returns it read closely, with its changes.

    `versions` holds what is known of each document after that.
    """

    def __init__(
        self, snapshot: Snapshot, gathered: Gathered, read: Read, past: Past, progress: Progress | None = None
    ) -> None:
        self._snapshot, self._gathered, self._read, self._past = snapshot, gathered, read, past
        self._progress = progress
        self.versions = past.versions

    def __call__(self, chosen: tuple[Found, ...]) -> tuple[Found, ...]:
        """Return what was chosen, in the same order, as far as it could be read."""
        first = sorted(chosen, key=lambda one: one.attached)  # the item's own document before what hangs on its page
        whole = self._closely(one.evidence for one in first)
        found = tuple(replace(one, evidence=whole.get(one.evidence.url, one.evidence)) for one in chosen)
        started = self._snapshot.meta.started_at
        seen = {one.evidence.url: _sighting(one) for one in found if not one.evidence.is_page and one.evidence.digest}
        known = self._past.versions.until(started)
        self.versions = grown(known, [seen[url] for url in sorted(seen)], started, self._past.earlier)
        return tuple(replace(one, changes=self.versions.changes(one.evidence.url)) for one in found)

    def _closely(self, chosen: Iterable[Evidence]) -> dict[str, Evidence]:
        """Read again what the quick reading left something out of; return it by address, archives with members."""
        resources = {resource.url: resource for resource in self._gathered.resources}
        asked = dict.fromkeys(one.url.partition("#")[0] for one in chosen if _left_something_out(one))
        wanted = [url for url in asked if url in resources]
        quick = self._gathered.site.by_url
        scans = [url for url in wanted if _is_unread(quick[url])]
        jobs = self._jobs([resources[url] for url in wanted], frozenset(scans[:MAX_SCANS]))
        left = frozenset(scans[MAX_SCANS:])
        found: dict[str, Evidence] = {}
        for place, (url, whole) in enumerate(zip(wanted, self._read(jobs), strict=True)):
            if self._progress:
                self._progress(place, len(wanted), url)
            one = _at_least(quick[url], _not_recognised(whole) if url in left else whole)
            found.update((member.url, member) for member in (one, *_members(one)))
        return found

    def _jobs(self, resources: list[Resource], scans: frozenset[str]) -> Iterator[Job]:
        for one in resources:
            yield Job(source_of(self._snapshot, one), Depth.WHOLE, ocr=one.url in scans)


def _left_something_out(one: Evidence) -> bool:
    return one.depth is Depth.TEXT or one.obstacle is Cause.SCANNED


def _is_unread(one: Evidence) -> bool:
    """Whether a document has pages for OCR; the text that a scanner put under its pictures is read already."""
    return one.obstacle is Cause.SCANNED and (bool(one.unread_pages) or one.kind is not Kind.PDF)


def _at_least(quick: Evidence, whole: Evidence) -> Evidence:
    """Keep what the quick reading saw when the close one broke off, with the reason why there is not more."""
    if quick.text and whole.obstacle in _BROKE_OFF:
        return replace(quick, obstacle=whole.obstacle, detail=whole.detail)
    return whole


def _not_recognised(one: Evidence) -> Evidence:
    detail = one.detail or _ENOUGH
    return replace(one, detail=Text(f"{detail.th} ({_ENOUGH.th})", f"{detail.en} ({_ENOUGH.en})"))


def _members(whole: Evidence) -> Iterator[Evidence]:
    for one in whole.members:
        yield one
        yield from _members(one)


def _sighting(one: Found) -> Sighting:
    label = next((label for label in one.labels if says_something(label)), "")
    return Sighting(one.evidence, one.via.url if one.via else "", label)
