"""From when on a site is due. Pure: the moment, and what is known of earlier runs, are given.

Days are counted by the calendar, for a run ends later than it begins: with 24-hour days, each would be due only the
night after. A run that failed is due again at the site's next own time: a site that is down is asked once a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from typing import Final

from ..errors import OitError
from .jitter import first_day
from .model import EARLY, Attempt, Due, LastRuns, Schedule

LONG_AGO: Final = (2000, 1, 1)
"""Since when a site is due that stands in no registry and has never been looked at."""


def due_at(schedule: Schedule, last: datetime | None, attempt: Attempt | None, zone: tzinfo | None) -> datetime:
    """Return from when on a site is due, in the time zone in which its time of day is meant.

    `last` is when it was last looked at, `attempt` how the last attempt ended.
    """
    regular = _first(schedule, zone) if last is None else _at(schedule, _next_day(schedule, last, zone), zone)
    if attempt is None or attempt.done or (last is not None and last >= attempt.ended_at):
        return regular
    return max(regular, _own_time_after(schedule, attempt.ended_at, zone))


def standings(
    schedules: Iterable[Schedule], known: LastRuns, attempts: Mapping[str, Attempt], zone: tzinfo | None
) -> tuple[Due, ...]:
    """Return from when on each is due, the longest overdue first; those of which it cannot be told at the end."""
    found = [_standing(one, known, attempts.get(one.name), zone) for one in schedules]
    told = sorted((one for one in found if one.at), key=lambda one: (one.at, one.schedule.name))
    return (*told, *sorted((one for one in found if one.at is None), key=lambda one: one.schedule.name))


def _standing(schedule: Schedule, known: LastRuns, attempt: Attempt | None, zone: tzinfo | None) -> Due:
    try:
        remembered = known.last_finished(schedule)
    except OitError as error:
        return Due(schedule, None, None, attempt, error.text)
    moments = [remembered] if remembered is not None else []
    if attempt is not None and attempt.done:  # a run that keeps no history is remembered here alone
        moments.append(attempt.ended_at)
    last = max(moments, default=None)
    return Due(schedule, due_at(schedule, last, attempt, zone), last, attempt)


def _first(schedule: Schedule, zone: tzinfo | None) -> datetime:
    if schedule.installed_at is None:
        return datetime(*LONG_AGO, tzinfo=zone)
    since = schedule.installed_at.astimezone(zone)
    turn = _at(schedule, first_day(schedule.site, schedule.every, since.date()), zone)
    return turn if turn >= since else turn + timedelta(days=schedule.every)


def _next_day(schedule: Schedule, last: datetime, zone: tzinfo | None) -> date:
    return last.astimezone(zone).date() + timedelta(days=schedule.every)


def _own_time_after(schedule: Schedule, moment: datetime, zone: tzinfo | None) -> datetime:
    own = _at(schedule, moment.astimezone(zone).date(), zone)
    return own if own > moment + EARLY else own + timedelta(days=1)


def _at(schedule: Schedule, day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, schedule.at, zone)
