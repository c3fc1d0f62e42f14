"""Which versions of each document the runs of one folder have judged: the memory behind "changed without notice".

The file lies beside the report. Every run adds what it saw; judging a recorded crawl again uses only what was known
when that crawl was made, so that it gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .about import understand
from .errors import SnapshotError
from .evidence.changes import Change, Extent, compare
from .evidence.model import Evidence
from .model import Text
from .whole_files import write_whole

FILE = "versions.json"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A document that this run judges: where its link stands (`page`), and the words of that link."""

    evidence: Evidence
    page: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a document: first and last seen in the runs started then; `change` is how it came about."""

    url: str
    digest: str
    first_seen: str
    last_seen: str
    page: str = ""
    label: str = ""
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything seen so far, in the order in which it was seen."""

    seen: tuple[Version, ...] = field(default=())

    def until(self, moment: str) -> Versions:
        """Return what the runs started up to `moment` (ISO 8601) had seen."""
        return Versions(tuple(one for one in self.seen if one.first_seen <= moment))

    def changes(self, url: str) -> tuple[Change, ...]:
        """Return how the document at an address came to be what it is, the newest change last."""
        return tuple(one.change for one in self.seen if one.url == url and one.change is not None)

    def latest(self, url: str) -> Version | None:
        """Return the newest version of the document at an address."""
        return next((one for one in reversed(self.seen) if one.url == url), None)


Earlier = Callable[[Version], Evidence | None]


def grown(known: Versions, sightings: Iterable[Sighting], started: str, earlier: Earlier) -> Versions:
    """Return the versions with those that a run started at `started` has seen.

    `earlier` reads an old version again, or returns None where its bytes were not kept.
    """
    found = list(known.seen)
    sightings = tuple(sightings)
    linked = {one.evidence.url for one in sightings}
    for one in sightings:
        before = Versions(tuple(found)).latest(one.evidence.url) or _replaced(found, one, linked)
        if before is not None and before.digest == one.evidence.digest and before.url == one.evidence.url:
            found[found.index(before)] = replace(before, last_seen=started)
        else:
            change = _change(before, one, started, earlier) if before and before.digest != one.evidence.digest else None
            found.append(
                Version(one.evidence.url, one.evidence.digest, started, started, one.page, one.label, change),
            )
    return Versions(tuple(found))


def _replaced(found: list[Version], now: Sighting, linked: set[str]) -> Version | None:
    """Return the version of another address whose place this one took: the same words on the same page led there."""
    if not now.label:
        return None
    return next(
        (
            one
            for one in reversed(found)
            if one.page == now.page and one.label == now.label and one.url not in linked and one.page
        ),
        None,
    )


def _change(before: Version, now: Sighting, started: str, earlier: Earlier) -> Change | None:
    """Return how a document came to be another; None when what stands at its place is a new document."""
    old = earlier(before)
    if old is not None and _is_other_year(old, now.evidence):
        return Change(Extent.OTHER_YEAR, before.digest, before.last_seen, started)
    unknown = Evidence(url=before.url, final_url=before.url, kind=now.evidence.kind, digest=before.digest)
    elsewhere = before.url if before.url != now.evidence.url else ""
    change = compare(old or unknown, now.evidence, seen=before.last_seen, since=started, before_url=elsewhere)
    is_new = elsewhere and (change.extent is Extent.UNREADABLE or change.count > change.lines / 2)
    return None if is_new else change


def _is_other_year(old: Evidence, now: Evidence) -> bool:
    """Whether one address holds each year's document in turn: a new edition is no change of the old one."""
    then, since = understand(old).fiscal_year, understand(now).fiscal_year
    return then is not None and since is not None and then.value != since.value


_ADAPTER = TypeAdapter(Versions)


def load(folder: Path) -> Versions:
    """Read what the earlier runs of a folder have seen; nothing when there was none. Raises SnapshotError."""
    path = folder / FILE
    if not path.is_file():
        return Versions()
    try:
        return _ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValidationError) as damaged:
        raise SnapshotError(
            Text(
                f"ไฟล์ {path} เสียหาย ลบทิ้งแล้วสั่งใหม่ได้ (จะไม่รู้ว่าเอกสารใดเปลี่ยนไปจากรอบก่อน)",
                f"{path} is damaged; delete it and run again (changes since earlier runs will not be known)",
            )
        ) from damaged


def save(folder: Path, versions: Versions) -> None:
    """Write what was seen, whole or not at all. Raises OutputError."""
    write_whole(folder / FILE, _ADAPTER.dump_json(versions, indent=1) + b"\n")
