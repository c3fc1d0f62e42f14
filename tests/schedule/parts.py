"""Stand-ins for the machine: its programs, its clock, its history; and schedules of fictional sites."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from oitcrawler.errors import UsageError
from oitcrawler.model import Text
from oitcrawler.schedule import Attempt, Ended, Schedule
from oitcrawler.schedule.timer import Job

HERE = timezone(timedelta(hours=7))
SITE = "tambon-tuayang.example.go.th"


def moment(day: int, hour: int = 12, minute: int = 0, *, month: int = 5) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=HERE)


SCHEDULE = Schedule(
    name=SITE,
    site=SITE,
    url=f"https://www.{SITE}/",
    command="links",
    every=15,
    at=time(2, 17),
    out="/srv/ผลตรวจ ลิงก์",
    installed_at=moment(1),
)


def scheduled(name: str, **changes: object) -> Schedule:
    """Return a schedule of another site."""
    return replace(SCHEDULE, name=name, site=name, url=f"https://{name}/", **changes)  # type: ignore[arg-type]


def job(folder: Path | str = "/var/lib/งาน oit", *, minute: int = 17) -> Job:
    words = ("/opt/oit venv/bin/python", "-m", "oitcrawler", "due", "--run", "--registry", f"{folder}/schedules.json")
    return Job(SITE, time(2, minute), words, Path(folder), date(2025, 5, 1))


@dataclass(slots=True)
class Programs:
    """Programs that answer as told; what was called, with which input, is kept."""

    answer: Callable[[Sequence[str], bytes], Ended] = lambda _words, _stdin: Ended(0)
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def run(self, words: Sequence[str], stdin: bytes = b"") -> Ended:
        self.calls.append(tuple(words))
        return self.answer(words, stdin)


class Crontab(Programs):
    """A `crontab` with a table; None is a user without one."""

    def __init__(self, table: bytes | None = None) -> None:
        super().__init__(self._answered)
        self.table = table

    def _answered(self, words: Sequence[str], stdin: bytes) -> Ended:
        if words[0] != "crontab":
            return Ended(127, err=b"not found")
        if words[1] == "-":
            self.table = stdin
            return Ended(0)
        return Ended(1, err=b"no crontab for somebody\n") if self.table is None else Ended(0, self.table)


@dataclass(slots=True)
class Known:
    """A history: when each site was last looked at; a sentence instead is trouble."""

    last: dict[str, datetime | str] = field(default_factory=dict)

    def last_finished(self, schedule: Schedule) -> datetime | None:
        found = self.last.get(schedule.name)
        if isinstance(found, str):
            raise UsageError(Text(found, found))
        return found


@dataclass(slots=True)
class SimulatedClock:
    """A clock that goes on by what is slept, and by what runs take."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.at += timedelta(seconds=seconds)


@dataclass(slots=True)
class Notes:
    """Hears what happens."""

    said: list[str] = field(default_factory=list)

    def begins(self, schedule: Schedule) -> None:
        self.said.append(f"{schedule.name} begins")

    def ended(self, schedule: Schedule, attempt: Attempt, again: datetime | None) -> None:
        then = f", again {again:%H:%M}" if again else ""
        self.said.append(f"{schedule.name} {'done' if attempt.done else attempt.code}{then}")
