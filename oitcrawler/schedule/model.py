"""The values of regular runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final, Literal, Protocol, get_args

from ..model import Text

CommandName = Literal["links", "check"]
COMMANDS: Final[tuple[CommandName, ...]] = get_args(CommandName)
EARLY: Final = timedelta(minutes=5)
"""A timer that goes off a little before its time is not sent away until the next day."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A site that is looked at regularly.

    `site` is the name by which the history knows it, `every` is in days, `at` the time of day on this machine. `out` is
    an absolute path. `extra` are further words of the command line. `environment` holds what the run needs of the
    environment in which it was asked for (where the history is, which browser, which proxy). Without `installed_at` it
    stands in no registry, and is due as soon as it has never been run.
    """

    name: str
    site: str
    url: str
    command: CommandName
    every: int
    at: time
    out: str
    installed_at: datetime | None = None
    year: str = ""
    extra: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def arguments(self) -> tuple[str, ...]:
        """Return the words of the command line of one run."""
        year = ("--year", self.year) if self.year else ()
        return (self.command, self.url, *year, "--out", self.out, *self.extra)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How the last run that `due --run` began has ended. `code` is the exit code; `done` whether it finished."""

    ended_at: datetime
    code: int
    done: bool


@dataclass(frozen=True, slots=True)
class Due:
    """From when on a site is due. `last` is when it was last looked at, None for never.

    `trouble` says why that could not be found out; then nothing is known of `at`, and nothing is begun.
    """

    schedule: Schedule
    at: datetime | None
    last: datetime | None = None
    attempt: Attempt | None = None
    trouble: Text | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether it should be run now."""
        return self.at is not None and self.at <= now + EARLY


class LastRuns(Protocol):
    """Knows when a site was last looked at."""

    def last_finished(self, schedule: Schedule) -> datetime | None:
        """Return when the last run of the schedule's command on its site finished, None for never. Raises OitError."""
