"""Until when a finding should be mended: counted from a day, or to the end of a month of the fiscal year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from .checklist_schema import WrittenDue

BUDDHIST_OFFSET = 543
_FIRST_MONTH = 10
"""Fiscal year N (B.E.) begins on 1 October of the year before (Budget Procedures Act B.E. 2561, section 4)."""


def due_of(due: WrittenDue, since: date, year: int) -> date:
    """Return the day until which what was seen `since` should be mended.

    `within_days` counts from `since`. `month` is the first end of that month that is neither before `since` nor before
    the fiscal year judged (`year`, B.E.) begins, so that the day always lies in a fiscal year in which it can be done.
    """
    if due.within_days is not None:
        return since + timedelta(days=due.within_days)
    first = max(since, date(year - BUDDHIST_OFFSET - 1, _FIRST_MONTH, 1))
    month = due.month or first.month
    this_year = _end(first.year, month)
    return this_year if this_year >= first else _end(first.year + 1, month)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
