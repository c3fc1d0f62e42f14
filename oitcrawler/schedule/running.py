"""Running what is due: one after the other, each in a process of its own, so that none stops the others.

Whoever is at work looks again after each run: a site whose time has come meanwhile is run, too, so that a second
process that finds the first at work can go away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from ..errors import OitError
from .model import Attempt, Due, LastRuns, Schedule
from .registry import Attempts

_PAUSE: Final = timedelta(minutes=1)
_TWICE: Final = 2


class Clock(Protocol):
    """What time it is, and waiting."""

    def now(self) -> datetime:
        """Return the moment, in the time zone of this machine."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class Witness(Protocol):
    """Is told what happens."""

    def begins(self, schedule: Schedule) -> None:
        """Hear that a run begins."""

    def ended(self, schedule: Schedule, attempt: Attempt, again: datetime | None) -> None:
        """Hear that a run has ended; `again` is when this process will try it once more."""


@dataclass(frozen=True, slots=True)
class Work:
    """What `run_due` works with.

    `standings` gives what is due, anew each time; `start` runs a schedule and returns its exit code. `retry` is how
    long after a failed run it is tried once more (the network of a machine that has just started may not be there yet);
    None for never.
    """

    standings: Callable[[], tuple[Due, ...]]
    start: Callable[[Schedule], int]
    known: LastRuns
    attempts: Attempts
    clock: Clock
    witness: Witness
    retry: timedelta | None = None


def run_due(work: Work) -> Mapping[str, Attempt]:
    """Run what is due until nothing is left; return how each ended, by the name of its schedule."""
    ended: dict[str, Attempt] = {}
    again: dict[str, tuple[datetime, Schedule]] = {}
    tries: dict[str, int] = {}
    while True:
        chosen = _next(work, tries, again)
        if chosen is None and not again:
            return ended
        if chosen is None:
            work.clock.sleep(_wait(work, again).total_seconds())
            continue
        again.pop(chosen.name, None)
        tries[chosen.name] = tries.get(chosen.name, 0) + 1
        ended[chosen.name] = attempt = _run(work, chosen)
        when = _once_more(work, attempt) if tries[chosen.name] < _TWICE else None
        if when is not None:
            again[chosen.name] = (when, chosen)
        work.witness.ended(chosen, attempt, when)


def _next(work: Work, tries: Mapping[str, int], again: Mapping[str, tuple[datetime, Schedule]]) -> Schedule | None:
    now = work.clock.now()
    for one in work.standings():
        if one.is_due(now) and one.schedule.name not in tries:
            return one.schedule
    return next((schedule for when, schedule in sorted(again.values(), key=_first) if when <= now), None)


def _first(waiting: tuple[datetime, Schedule]) -> tuple[datetime, str]:
    return waiting[0], waiting[1].name


def _wait(work: Work, again: Mapping[str, tuple[datetime, Schedule]]) -> timedelta:
    earliest = min(when for when, _ in again.values())
    return min(max(earliest - work.clock.now(), timedelta(seconds=1)), _PAUSE)


def _once_more(work: Work, attempt: Attempt) -> datetime | None:
    return attempt.ended_at + work.retry if work.retry is not None and not attempt.done else None


def _run(work: Work, schedule: Schedule) -> Attempt:
    work.witness.begins(schedule)
    began = work.clock.now()
    code = work.start(schedule)
    attempt = Attempt(work.clock.now(), code, code == 0 or _remembered(work.known, schedule, began))
    work.attempts.put(schedule.name, attempt)
    return attempt


def _remembered(known: LastRuns, schedule: Schedule, began: datetime) -> bool:
    """Whether the history knows of a run that finished since: exit code 1 may say so, or that the program broke."""
    try:
        last = known.last_finished(schedule)
    except OitError:
        return False
    return last is not None and last >= began
