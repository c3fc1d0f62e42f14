"""Whether statements of period fit a fiscal year or its first six months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from ..about.stated import readings, years
from ..thai.periods import Period, Precision, first_half, fiscal_year, months, quarter
from ._periods import Rank, Statement, contradicts, is_of_year, is_second_half, touches_year

_HALF_A_YEAR = timedelta(days=180)
_NEARLY_A_YEAR = timedelta(days=330)
_WHOLE = (Precision.YEAR, Precision.FISCAL_YEAR)


def fits_year(period: Period, year: int, *, many_years: bool = False, is_over: bool = False) -> bool:
    """Whether a phrase means that fiscal year: by name, by a plan of several years, or by six months of it.

    Of a year that is over (`is_over`) six months are not enough.
    """
    if is_of_year(period, year):
        return True
    if any(one.precision in _WHOLE for one in readings(period)):
        return many_years and touches_year(period, year)
    least = _NEARLY_A_YEAR if is_over else _HALF_A_YEAR
    return _shared(period, fiscal_year(year)) >= least and (many_years or len(years(period)) == 1)


def _shared(period: Period, other: Period) -> timedelta:
    if period.start is None or period.end is None or other.start is None or other.end is None:
        return timedelta(0)
    return min(period.end, other.end) - max(period.start, other.start) + timedelta(days=1)


def fits_half(period: Period, year: int) -> bool:
    """Whether a phrase names the first six months of that fiscal year, or days and months from October to March."""
    half = first_half(year)
    return any(
        one.precision not in _WHOLE and one.covers(half) and one.start == half.start and one.end == half.end
        for one in readings(period)
    )


def goes_beyond_half(period: Period, year: int) -> bool:
    """Whether days or months that a phrase names hold the first six months and more."""
    half = first_half(year)
    return any(one.precision not in _WHOLE and one.covers(half) for one in readings(period)) and not fits_half(
        period, year
    )


def is_other_half(period: Period, year: int) -> bool:
    """Whether a phrase names the second six months of that fiscal year."""
    if period.start is None:
        return period.precision is Precision.HALF and is_second_half(period)
    second = first_half(year).end
    return second is not None and period.precision is Precision.HALF and period.start > second


def is_undated_half(period: Period) -> bool:
    """Whether a phrase says "six months" without a year, and does not mean the second ones."""
    return period.start is None and period.precision is Precision.HALF and not is_second_half(period)


def halves_in_pieces(stated: Sequence[Statement], year: int) -> tuple[Statement, ...]:
    """Return the statements that together name the first six months: both quarters, or all six months."""
    both = tuple(quarter(year, number) for number in (1, 2))
    return _all_of(stated, both) or _all_of(stated, months(year, half=True))


def _all_of(stated: Sequence[Statement], pieces: Sequence[Period]) -> tuple[Statement, ...]:
    named = [next((one for one in stated if _same_days(one.period, piece)), None) for piece in pieces]
    return tuple(one for one in named if one is not None) if all(named) else ()


def _same_days(period: Period, other: Period) -> bool:
    return any(one.start == other.start and one.end == other.end for one in readings(period))


def contradicting(stated: Sequence[Statement], year: int) -> tuple[Statement, ...]:
    """Return the statements of another year that stand nearest to the document's name; none after one of that year."""
    for rank in Rank:
        here = [one for one in stated if one.rank is rank]
        if any(touches_year(one.period, year) for one in here):
            return ()
        if bad := tuple(one for one in here if contradicts(one, year)):
            return bad
    return ()


def leading(stated: Sequence[Statement], fits: Callable[[Period], bool], year: int) -> tuple[Statement | None, bool]:
    """Return the first statement that fits, and whether a statement nearer to the name contradicts it.

    Names and labels outrank headings, these the cover, then a file's name, then the body; within one rank the first
    that is definite decides.
    """
    for rank in Rank:
        here = [one for one in stated if one.rank is rank]
        good = next((one for one in here if fits(one.period)), None)
        bad = next((one for one in here if contradicts(one, year)), None)
        if good is not None:
            return good, bad is not None and here.index(bad) < here.index(good)
        if bad is not None:
            later = next((one for one in stated if one.rank > rank and fits(one.period)), None)
            return later, later is not None
    return None, False
