"""Stretches of a year without the year, and arithmetic of days and years."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .lexicon import Kind
from .periods import BUDDHIST_OFFSET

Span = tuple[date, date]
MonthDay = tuple[int, int]
END_OF_MONTH: Final = 31


class Basis(StrEnum):
    """Which year a stretch lies in."""

    FISCAL = "fiscal"
    SCHOOL = "school"
    CALENDAR = "calendar"


def day_of(year: int, month: int, day: int) -> date:
    """Return a day; a day that the month does not have (31 June) becomes the month's last."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def year_of_basis(basis: Basis, year: int) -> Span:
    """Return a whole year of the common era on one basis.

    A school year runs from 16 May to 31 March of the next year (rule of the ministry of education; the day on
    which a term really ends differs from school to school).
    """
    if basis is Basis.FISCAL:
        return date(year - 1, 10, 1), date(year, 9, 30)
    if basis is Basis.SCHOOL:
        return date(year, 5, 16), date(year + 1, 3, 31)
    return date(year, 1, 1), date(year, 12, 31)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day of the year to another, both inclusive, as (month, day)."""

    first: MonthDay
    last: MonthDay

    def within(self, year: int, basis: Basis) -> Span:
        """Return its days in one year of the common era; a stretch over New Year ends in a calendar year."""
        first, last = _turn(self.first[0], year, basis), _turn(self.last[0], year, basis)
        if basis is Basis.CALENDAR and self.last < self.first:
            first -= 1
        return day_of(first, *self.first), day_of(last, *self.last)

    @property
    def months(self) -> int:
        """How many months it touches."""
        return (self.last[0] - self.first[0]) % 12 + 1


def fiscal_months(first: int, count: int) -> Stretch:
    """Return `count` months from the `first` (0 to 11) of a fiscal year."""
    return Stretch(((9 + first) % 12 + 1, 1), ((9 + first + count - 1) % 12 + 1, END_OF_MONTH))


def _turn(month: int, year: int, basis: Basis) -> int:
    if basis is Basis.FISCAL and month >= 10:
        return year - 1
    if basis is Basis.SCHOOL and month < 5:
        return year + 1
    return year


def common_years(value: int, digits: int, era: Kind | None, *, english: bool = False) -> tuple[int, ...]:
    """Return the years of the common era that a written year can mean, likeliest first.

    Four digits: from 2400 on the Buddhist era. Two digits: 43 to 99 are B.E. 2543 to 2599, the common style; lower
    numbers are read as this century's common era first, because B.E. 2500 to 2535 is before agencies had websites.
    """
    if digits == 4:
        return (value - BUDDHIST_OFFSET if value >= 2400 else value,)
    buddhist, common = 2500 + value - BUDDHIST_OFFSET, 2000 + value
    if era is Kind.BUDDHIST:
        return (buddhist,)
    if era is Kind.COMMON:
        return (common,)
    if value >= 43:
        return (buddhist,)
    return (common, buddhist) if value <= 35 or english else (buddhist, common)
