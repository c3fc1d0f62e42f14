"""What `due` does: tell which sites are due, and with `--run` look at them."""

from __future__ import annotations

import json
import time as waiting
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import typer

from ..errors import UsageError
from ..history import site_name
from ..model import Lang, Text
from ..schedule import Attempts, Due, LastRuns, Registry, Schedule, name_of, night_time, standings
from ..schedule.registry import locked, make_folder
from ..schedule.running import Work, run_due
from ..schedule.starting import Starter
from ..urls import host_of
from .folders import start_url
from .last_runs import known_runs
from .screen_schedule import ScheduleScreen

USUAL_DAYS: Final = 15
_LOCK_SECONDS: Final = 2.0


@dataclass(frozen=True, slots=True)
class DueRequest:
    """What `due` is asked: names or sites (none: all that are kept), days between runs (None: as kept)."""

    sites: tuple[str, ...]
    every: int | None
    retry: int
    history: str | None
    registry: Path | None

    def kept(self) -> Registry:
        """Return the registry."""
        return Registry(self.registry.absolute() if self.registry is not None else None)


class MachineClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the moment, in the time zone of this machine."""
        return datetime.now().astimezone()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        waiting.sleep(seconds)


def show(request: DueRequest, lang: Lang, *, as_json: bool) -> bool:
    """Show what is due; tell whether something is."""
    now = MachineClock().now()
    with known_runs(request.history) as known:
        found = _standings(request, request.kept(), known, now)
    if as_json:
        typer.echo(json.dumps([told(one, now) for one in found], ensure_ascii=False, indent=2))
    else:
        ScheduleScreen(lang).due(found, now)
    return _any_due(found, now)


def execute(request: DueRequest, lang: Lang, *, as_json: bool) -> bool:
    """Run what is due, unless another process is at it; tell whether something is due still."""
    registry, clock, screen = request.kept(), MachineClock(), ScheduleScreen(lang, silent=as_json)
    make_folder(registry.path.parent)
    with locked(registry.path.with_name("due.lock"), _LOCK_SECONDS) as taken, known_runs(request.history) as known:
        if not taken:
            screen.say(_BUSY)
            return _any_due(_standings(request, registry, known, clock.now()), clock.now())
        work = Work(
            standings=lambda: _standings(request, registry, known, clock.now()),
            start=Starter(registry.path.with_name("logs")).start,
            known=known,
            attempts=Attempts.beside(registry),
            clock=clock,
            witness=screen,
            retry=timedelta(minutes=request.retry) if request.retry else None,
        )
        ended = run_due(work)
        left = work.standings()
    now = clock.now()
    if as_json:
        typer.echo(json.dumps([told(one, now) for one in left], ensure_ascii=False, indent=2))
    elif not ended:
        screen.due(left, now)
    return _any_due(left, now) or any(not one.done for one in ended.values())


def told(one: Due, now: datetime) -> dict[str, object]:
    """Return a standing as JSON has it; moments in ISO 8601."""
    schedule, attempt = one.schedule, one.attempt
    return {
        "name": schedule.name,
        "site": schedule.site,
        "url": schedule.url,
        "command": schedule.command,
        "every": schedule.every,
        "due": one.is_due(now),
        "due_at": one.at.isoformat() if one.at is not None and schedule_began(one) else None,
        "last_finished": one.last.isoformat() if one.last is not None else None,
        "last_attempt": {"ended_at": attempt.ended_at.isoformat(), "code": attempt.code, "done": attempt.done}
        if attempt is not None
        else None,
        "trouble": one.trouble.en if one.trouble is not None else None,
    }


def schedule_began(one: Due) -> bool:
    """Whether it can be said since when a site is due: not for one that nobody scheduled and nobody ever looked at."""
    return one.last is not None or one.schedule.installed_at is not None


def _standings(request: DueRequest, registry: Registry, known: LastRuns, now: datetime) -> tuple[Due, ...]:
    asked = _asked(request.sites, registry) if request.sites else registry.all()
    every = request.every
    wanted = asked if every is None else tuple(replace(one, every=every) for one in asked)
    return standings(wanted, known, Attempts.beside(registry).all(), now.tzinfo)


def _asked(words: Iterable[str], registry: Registry) -> tuple[Schedule, ...]:
    found: dict[str, Schedule] = {}
    for word in words:
        kept = registry.named(word, _site(word))
        found |= {one.name: one for one in kept or (_unscheduled(word),)}
    return tuple(found.values())


def _site(word: str) -> str | None:
    try:
        return site_name(word)
    except UsageError:
        return None


def _unscheduled(word: str) -> Schedule:
    """Return the audit of a site that stands in no registry, as `links` does it in the folder where one is."""
    url = start_url(word)
    site = site_name(url)
    out = str(Path(f"links-{host_of(url)}").absolute())
    return Schedule(name_of(site, "links"), site, url, "links", USUAL_DAYS, night_time(site), out)


def _any_due(found: Iterable[Due], now: datetime) -> bool:
    """Tell whether something is due, or might be, for all that is known."""
    return any(one.is_due(now) or one.trouble is not None for one in found)


_BUSY: Final = Text(
    "มีโปรแกรมกำลังตรวจตามกำหนดอยู่แล้ว และจะตรวจแห่งที่ถึงกำหนดให้ทั้งหมด",
    "another process is running what is due, and will run these, too",
)
