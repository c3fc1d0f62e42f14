"""What the history adds to a report, and pictures of places on pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Text, Verdict
from .items import Interval


@dataclass(frozen=True, slots=True)
class PastRun:
    """An earlier run of the same list on the same site, for charts: its day, its score, each item's verdict."""

    id: str
    day: str
    oit: Interval
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An item whose verdict is another than in the run before, and why."""

    item: str
    before: Verdict
    after: Verdict
    why: Text


@dataclass(frozen=True, slots=True)
class Past:
    """What the history knows of the runs before this one, oldest first, and what changed since the last.

    `mended` and `came_back` are ids of findings; mended ones stand in `Report.findings` too, with their day.
    """

    runs: tuple[PastRun, ...]
    changes: tuple[VerdictChange, ...] = ()
    mended: tuple[str, ...] = ()
    came_back: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the place on a page that a citation names: JPEG or PNG bytes."""

    url: str
    selector: str
    media_type: str
    width: int
    height: int
    data: bytes
