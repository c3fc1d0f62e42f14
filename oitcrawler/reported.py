"""Reads a `report.json` that an earlier run wrote: the part of it that decisions and comparisons need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from .errors import SnapshotError, UsageError
from .model import Text, Verdict
from .report import Ground, Interval

FILE = "report.json"


@dataclass(frozen=True, slots=True)
class ReportedTool:
    """Which version wrote the report."""

    version: str


@dataclass(frozen=True, slots=True)
class ReportedAgency:
    """The agency that was judged."""

    url: str
    domain: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportedRun:
    """When the site was crawled (ISO 8601) and for which day it was judged."""

    id: str
    started_at: str
    as_of: str


@dataclass(frozen=True, slots=True)
class ReportedList:
    """The list that was used; `files` by name with their digests."""

    key: str
    year: int
    authority: str
    kind: str
    kind_title: str
    digest: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReportedScore:
    """The score in all."""

    oit: Interval


@dataclass(frozen=True, slots=True)
class ReportedDecision:
    """What a person had decided."""

    verdict: Verdict
    state: str
    own: Verdict
    reason: str
    day: str
    until: str | None


@dataclass(frozen=True, slots=True)
class ReportedRequirement:
    """What one requirement came to."""

    id: str
    topic: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One item's verdict and what it stands on."""

    id: str
    title: str
    topics: tuple[str, ...]
    verdict: Verdict
    summary: str
    grounds: tuple[Ground, ...]
    requirements: tuple[ReportedRequirement, ...] = ()
    decision: ReportedDecision | None = None

    @property
    def own(self) -> Verdict:
        """The verdict of the tool itself, whatever people decided."""
        return self.decision.own if self.decision else self.verdict


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """Where in a document a finding is."""

    page: int | None = None
    row: str | None = None
    selector: str | None = None


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One thing to mend."""

    code: str
    item: str | None
    url: str
    message: str
    status: str
    location: ReportedPlace


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link that does not work."""

    url: str
    cause: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ReportedLinks:
    """The links that were tried."""

    checked: int
    broken: tuple[ReportedLink, ...]


@dataclass(frozen=True, slots=True)
class ReportedAnswers:
    """The sheet of declared addresses that was held against the site."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A report as it stands in its file."""

    schema: Literal["oitcrawler.report/1"]
    tool: ReportedTool
    agency: ReportedAgency
    run: ReportedRun
    checklist: ReportedList
    score: ReportedScore
    items: tuple[ReportedItem, ...]
    findings: tuple[ReportedFinding, ...]
    links: ReportedLinks
    answers: ReportedAnswers | None = None

    def item(self, item_id: str) -> ReportedItem | None:
        """Return an item by its id, if the report has it."""
        return next((one for one in self.items if one.id == item_id), None)


_ADAPTER = TypeAdapter(Reported)


def read(place: Path) -> Reported:
    """Read a `report.json`, or that of a folder. Raises UsageError for none, SnapshotError for a damaged one."""
    path = place / FILE if place.is_dir() else place
    if not path.is_file():
        raise UsageError(
            Text(
                f"ไม่พบ {path} ให้ระบุโฟลเดอร์ผลของ check หรือสั่ง judge โดยใช้ --formats json ก่อน",
                f"there is no {path}; name the folder that `check` wrote, or run `judge` with --formats json first",
            )
        )
    try:
        return parse(path.read_bytes())
    except (OSError, ValidationError) as damaged:
        raise SnapshotError(
            Text(
                f"{path} เสียหายหรือเป็นของโปรแกรมรุ่นอื่น สั่ง judge โดยใช้ --formats json เพื่อเขียนใหม่",
                f"{path} is damaged or of another version; run `judge` with --formats json to write it anew",
            )
        ) from damaged


def parse(written: bytes) -> Reported:
    """Read a report from the bytes of its file. Raises pydantic's ValidationError for what is no such report."""
    return _ADAPTER.validate_json(written)
