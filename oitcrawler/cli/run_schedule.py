"""What `schedule` does: install a regular run, show those there are, take one away."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command

from ..errors import OitError, UsageError
from ..history import site_name
from ..model import Lang, Text
from ..notify import configuration_for
from ..schedule import (
    Attempts,
    CommandName,
    Due,
    Registry,
    Schedule,
    SystemCommands,
    name_of,
    night_time,
    standings,
)
from ..schedule.starting import carried, own_program
from ..schedule.timer import Job, Timer
from ..schedule.timers import remove_everywhere, timers, usable
from ..urls import host_of
from .folders import made_folder, start_url
from .histories import NO_HISTORY
from .last_runs import VARIABLE, known_runs
from .screen_schedule import ScheduleScreen


@dataclass(frozen=True, slots=True)
class InstallRequest:
    """What `schedule install` is asked."""

    url: str
    command: CommandName
    every: int
    at: str | None
    out: Path | None
    year: str
    history: str | None
    notify: Path | None
    extra: tuple[str, ...]
    registry: Path | None
    timer: bool = True


def show_install(request: InstallRequest, lang: Lang) -> None:
    """Show what would be written."""
    registry = _registry(request.registry)
    schedule, now = schedule_of(request), datetime.now().astimezone()
    several = timers(SystemCommands())
    timer = next((one for one in several if one.works()), several[0])
    ScheduleScreen(lang).planned(timer.called, timer.planned(_job(schedule, registry, now)))


def run_install(request: InstallRequest, lang: Lang) -> None:
    """Keep a schedule and set the timer. What is wrong is told first; when the timer fails, nothing is kept."""
    registry = _registry(request.registry)
    schedule, now = schedule_of(request), datetime.now().astimezone()
    advice = _advice(schedule, request.notify)
    several = timers(SystemCommands())
    timer = usable(several) if request.timer else None
    made_folder(Path(schedule.out))
    before = next((one for one in registry.all() if one.name == schedule.name), None)
    if before is not None:  # its first day stays
        schedule = replace(schedule, installed_at=before.installed_at)
    registry.put(schedule)
    try:
        hints = timer.install(_job(schedule, registry, now)) if timer is not None else ()
        remove_everywhere(several, schedule.name, but=timer)
    except OitError:
        _undo(registry, schedule, before)
        raise
    screen, called = ScheduleScreen(lang), timer.called if timer is not None else None
    screen.installed(_standing(schedule, registry, now), called, now, updated=before is not None)
    for hint in (*hints, *advice):
        screen.say(hint)


def run_list(place: Path | None, history: str | None, lang: Lang) -> None:
    """Show the schedules."""
    registry = _registry(place)
    now = datetime.now().astimezone()
    with known_runs(history) as known:
        found = standings(registry.all(), known, Attempts.beside(registry).all(), now.tzinfo)
    several = timers(SystemCommands())
    there = {one.schedule.name: _timer_of(several, one.schedule.name) for one in found}
    ScheduleScreen(lang).schedules(found, there, now, registry.path)


def run_remove(name: str, place: Path | None, lang: Lang) -> None:
    """Take away the schedules of a name or site, with their timers. Raises UsageError when there is none."""
    registry = _registry(place)
    several = timers(SystemCommands())
    found = tuple(one.name for one in registry.named(name, _site(name)))
    for one in found:
        remove_everywhere(several, one)
        registry.take_out(one)
        ScheduleScreen(lang).removed(one)
    if not found and _can_be_name(name) and remove_everywhere(several, name):  # a timer whose schedule was lost
        ScheduleScreen(lang).removed(name)
    elif not found:
        there = ", ".join(one.name for one in registry.all()) or "–"
        raise UsageError(Text(f"ไม่ได้ตั้งเวลา {name} ไว้ ที่ตั้งไว้: {there}", f"{name} is not scheduled; there are: {there}"))


def schedule_of(request: InstallRequest) -> Schedule:
    """Return what is asked for, with absolute paths. Raises UsageError, or what the command line says of an option."""
    url = start_url(request.url)
    site = site_name(url)
    if (request.command == "check") is not bool(request.year):
        raise UsageError(
            Text("ระบุ --year เมื่อใช้ --command check และเฉพาะเมื่อนั้น", "--year belongs to --command check, which needs it")
        )
    words = (*_notify_words(request.notify), *_history_words(request.history), *request.extra)
    schedule = Schedule(
        name=name_of(site, request.command),
        site=site,
        url=url,
        command=request.command,
        every=request.every,
        at=_time_of(request.at) if request.at is not None else night_time(site),
        out=str((request.out or Path(f"{'oit' if request.year else 'links'}-{host_of(url)}")).absolute()),
        installed_at=datetime.now().astimezone().replace(microsecond=0),
        year=request.year,
        extra=words,
        environment=_environment(request.history),
    )
    _refuse_wrong_words(schedule)
    return schedule


def _registry(place: Path | None) -> Registry:
    return Registry(place.absolute() if place is not None else None)


def _job(schedule: Schedule, registry: Registry, now: datetime) -> Job:
    return Job(schedule.name, schedule.at, own_program(registry.path), registry.path.parent, now.date())


def _standing(schedule: Schedule, registry: Registry, now: datetime) -> Due:
    with known_runs(None) as known:
        return standings((schedule,), known, Attempts.beside(registry).all(), now.tzinfo)[0]


def _undo(registry: Registry, schedule: Schedule, before: Schedule | None) -> None:
    if before is not None:
        registry.put(before)
    else:
        registry.take_out(schedule.name)


def _timer_of(several: tuple[Timer, ...], name: str) -> Text | None:
    return next((one.called for one in several if one.is_there(name)), None)


def _can_be_name(words: str) -> bool:
    return re.fullmatch(r"[a-z0-9][a-z0-9.-]*", words) is not None


def _site(words: str) -> str | None:
    try:
        return site_name(words)
    except UsageError:
        return None


def _time_of(written: str) -> time:
    try:
        return datetime.strptime(written.strip(), "%H:%M").time()
    except ValueError:
        raise UsageError(
            Text(f"เวลา {written!r} ไม่ถูกต้อง เช่น 02:00", f"{written!r} is no time; right is 02:00")
        ) from None


def _environment(history: str | None) -> dict[str, str]:
    kept = carried(os.environ)
    usual = kept.pop(VARIABLE, None)
    chosen = history if history is not None else usual
    if chosen and chosen != NO_HISTORY:
        kept[VARIABLE] = chosen if "://" in chosen else str(Path(chosen).expanduser().absolute())
    return kept


def _history_words(history: str | None) -> tuple[str, ...]:
    return ("--history", NO_HISTORY) if history == NO_HISTORY else ()


def _notify_words(notify: Path | None) -> tuple[str, ...]:
    return ("--notify", str(notify.absolute())) if notify is not None else ()


def _refuse_wrong_words(schedule: Schedule) -> None:
    """Read the command line as each run will, so that a wrong option is told now and not at night."""
    from .commands import app

    top = get_command(app)
    if isinstance(top, TyperGroup):
        top.commands[schedule.command].make_context(schedule.command, list(schedule.arguments()[1:]))


def _advice(schedule: Schedule, notify: Path | None) -> tuple[Text, ...]:
    found = configuration_for(notify, Path(schedule.out))
    return found.for_timers() if found is not None else ()
