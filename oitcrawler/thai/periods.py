"""Periods of time as Thai agencies write them (types and fiscal-year arithmetic)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BUDDHIST_OFFSET = 543


class Precision(StrEnum):
    """How exactly a phrase names its period."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    FISCAL_YEAR = "fiscal_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a phrase names.

    `start` and `end` are inclusive days of the common era (2024-10-01 for 1 ตุลาคม 2567); both are None when the phrase
    names no year ("รอบ 6 เดือน"). `precision` is how exactly the phrase names it: "ต.ค. 67 – มี.ค. 68" is MONTH, though
    it is half a fiscal year, and a round of nine months is MONTH too. `phrase` is the text as it stands and `position`
    its offset in the searched text, in characters. `alternatives` holds the other readings of an ambiguous phrase,
    most likely first, each without alternatives of its own; ambiguity is returned, never guessed away.
    """

    start: date | None
    end: date | None
    precision: Precision
    phrase: str = ""
    position: int = 0
    alternatives: tuple[Period, ...] = ()

    def covers(self, other: Period) -> bool:
        """Whether all days of `other` lie within this period. False when either has no dates."""
        if None in (self.start, self.end, other.start, other.end):
            return False
        return self.start <= other.start and other.end <= self.end  # type: ignore[operator]

    def overlaps(self, other: Period) -> bool:
        """Whether the two share at least one day. False when either has no dates."""
        if None in (self.start, self.end, other.start, other.end):
            return False
        return self.start <= other.end and other.start <= self.end  # type: ignore[operator]


def fiscal_year(year: int) -> Period:
    """Return the Thai government's fiscal year B.E. `year`: 1 October of the year before to 30 September.

    >>> str(fiscal_year(2568).start), str(fiscal_year(2568).end)
    ('2024-10-01', '2025-09-30')
    """
    common = year - BUDDHIST_OFFSET
    return Period(date(common - 1, 10, 1), date(common, 9, 30), Precision.FISCAL_YEAR, f"ปีงบประมาณ พ.ศ. {year}")


def first_half(year: int) -> Period:
    """Return the first six months of the fiscal year B.E. `year`: October to March."""
    common = year - BUDDHIST_OFFSET
    return Period(date(common - 1, 10, 1), date(common, 3, 31), Precision.HALF, f"6 เดือนแรกของปีงบประมาณ พ.ศ. {year}")


def quarter(year: int, number: int) -> Period:
    """Return quarter 1 to 4 of the fiscal year B.E. `year`. Raises ValueError for another number."""
    if number not in (1, 2, 3, 4):
        raise ValueError(f"a fiscal year has quarters 1 to 4, not {number}")
    first = 10 + 3 * (number - 1)
    common = year - BUDDHIST_OFFSET
    start = date(common - 1, first, 1) if first <= 12 else date(common, first - 12, 1)
    after = first + 3
    end = (date(common - 1, after, 1) if after <= 12 else date(common, after - 12, 1)) - timedelta(days=1)
    return Period(start, end, Precision.QUARTER, f"ไตรมาสที่ {number} ปีงบประมาณ พ.ศ. {year}")


def months(year: int, *, half: bool = False) -> tuple[Period, ...]:
    """Return the twelve months of the fiscal year B.E. `year`, or its first six."""
    common = year - BUDDHIST_OFFSET
    firsts = [date(common - 1, m, 1) for m in (10, 11, 12)] + [date(common, m, 1) for m in range(1, 10)]
    lasts = [(first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1) for first in firsts]
    all_of_them = tuple(Period(first, last, Precision.MONTH) for first, last in zip(firsts, lasts, strict=True))
    return all_of_them[:6] if half else all_of_them


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year B.E. that a day lies in."""
    return day.year + BUDDHIST_OFFSET + (1 if day.month >= 10 else 0)
