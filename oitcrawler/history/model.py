"""The values of the history: runs, lives of links and findings, and what is raised.

All moments are aware datetimes in UTC; days that people read are days in Thailand (`day_of`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Final, Literal, get_args

from ..errors import OitError, UsageError
from ..links.model import Standing
from ..model import Cause
from ..report import FindingStatus, Interval

RunKind = Literal["check", "links", "verify"]
KINDS: Final[tuple[RunKind, ...]] = get_args(RunKind)
THAILAND: Final = timezone(timedelta(hours=7))


class HistoryBusy(UsageError):
    """Another process is at work on this site; nothing was begun."""


class HistoryTrouble(OitError):
    """The database cannot be opened, read or written, is damaged, or is of a newer version of the program."""


class RunTaken(HistoryTrouble):
    """The run is no longer this process's own: it was broken off, or has been finished already."""


class RunState(StrEnum):
    """How far a run came; only finished runs count."""

    RUNNING = "running"
    FINISHED = "finished"
    BROKEN_OFF = "broken-off"


class Change(StrEnum):
    """What one run changed about one address; `UNVERIFIED` and `GONE` are only notes."""

    BROKE = "broke"
    MENDED = "mended"
    CAME_BACK = "came-back"
    STILL = "still"
    UNVERIFIED = "unverified"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class LinkObservation:
    """What one run saw of one address.

    `confirmed_in_run`: its attempts were spread in time within the run. `pages` are all pages that name it, when they
    are known: by them the history sees later that nobody names it any more. Raises ValueError for a naive datetime.
    """

    url: str
    standing: Standing
    cause: Cause | None
    status: int | None
    looked_at: datetime
    confirmed_in_run: bool = False
    first_attempt: datetime | None = None
    last_attempt: datetime | None = None
    pages: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for one in (self.looked_at, self.first_attempt, self.last_attempt):
            aware(one)
        if (self.cause is None) is not (self.standing is Standing.WORKS):
            raise ValueError(f"{self.url}: what works has no cause, all else has one")


@dataclass(frozen=True, slots=True)
class LinkLife:
    """What the history knows of one address.

    `standing`, `cause` and `status` are the last that are known. `first_seen` is the first look, `last_good` the last
    that found it working. `broken_since` begins and `mended_at` ends the latest time that it was broken; `times_broken`
    counts these times, so that a link with two of them came back. `runs_broken` are the runs of the latest time that
    saw it broken. `unverified_since`: since then no look could tell (`unverified_cause`), and all else is from before.
    `gone_at`: since then no page names it, which neither mends nor breaks it.
    """

    url: str
    standing: Standing
    cause: Cause | None
    status: int | None
    first_seen: datetime
    last_good: datetime | None
    broken_since: datetime | None
    mended_at: datetime | None
    times_broken: int
    confirmed: bool
    runs_broken: int
    last_run: int
    last_look: datetime
    unverified_since: datetime | None = None
    unverified_cause: Cause | None = None
    gone_at: datetime | None = None
    pages: tuple[str, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether it is broken as far as is known, and some page still names it."""
        return self.standing is Standing.BROKEN and self.gone_at is None

    @property
    def came_back(self) -> bool:
        """Whether it is broken again after it had been mended or taken away."""
        return self.is_broken and self.times_broken > 1


@dataclass(frozen=True, slots=True)
class ChangedLink:
    """One address in the story of one run."""

    url: str
    cause: Cause | None
    status: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LinkChanges:
    """What one run found changed against all runs before it; each part is sorted by address."""

    broke: tuple[ChangedLink, ...] = ()
    mended: tuple[ChangedLink, ...] = ()
    came_back: tuple[ChangedLink, ...] = ()
    still: tuple[ChangedLink, ...] = ()
    unverified: tuple[ChangedLink, ...] = ()
    gone: tuple[ChangedLink, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether a link broke, was mended or came back."""
        return bool(self.broke or self.mended or self.came_back)


@dataclass(frozen=True, slots=True)
class FindingLife:
    """What the history knows of one finding of one list: `times` counts how often it appeared anew.

    `place` is where it was last found (`identity.exact_place`), `requirements` are those of its item that gave it.
    """

    id: str
    list_key: str
    code: str
    item: str | None
    url: str
    place: str
    requirements: tuple[str, ...]
    status: FindingStatus
    first_seen: datetime
    last_seen: datetime
    mended_at: datetime | None
    came_back_at: datetime | None
    times: int
    last_run: int


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run. `year` is the list's key; counts are of addresses; `oit` is None without a report.

    `folder` is where its files were written, as an absolute path, "" if that is not known.
    """

    id: int
    site: str
    kind: RunKind
    state: RunState
    started_at: datetime
    finished_at: datetime | None
    year: str
    looked: int
    broken: int
    unverified: int
    oit: Interval | None
    folder: str
    report: str
    """The id of the stored report (`Report.run.id`), empty without one."""


@dataclass(frozen=True, slots=True)
class SiteRow:
    """One site: how many finished runs it has, the last of them, and how many links are broken now."""

    site: str
    runs: int
    last: RunRow | None
    broken: int


def aware(moment: datetime | None) -> None:
    """Raise ValueError for a moment without its time zone."""
    if moment is not None and moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone")


def day_of(moment: datetime | None) -> str:
    """Return the ISO 8601 day in Thailand, "" for None."""
    return moment.astimezone(THAILAND).date().isoformat() if moment is not None else ""
