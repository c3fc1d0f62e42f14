"""Rules for parts of a year: quarters, half years, rounds of months, school terms."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from .lexicon import Kind
from .mentions import Line, Parsed, Reading, Role
from .periods import Precision
from .stretches import Basis, Stretch, common_years, fiscal_months

_TERMS: Final = {1: Stretch((5, 16), (10, 11)), 2: Stretch((11, 1), (3, 31)), 3: Stretch((4, 1), (5, 15))}
_ROUNDS: Final = {3: Precision.QUARTER, 6: Precision.HALF, 9: Precision.MONTH, 12: Precision.FISCAL_YEAR}
_ORDINALS: Final = frozenset({"1st", "2nd", "3rd", "4th"})
_MONTHS: Final = "เดือน"


def read_part(line: Line, index: int) -> Parsed | None:
    """Read a part of a year at token `index`."""
    kind = line.kind(index)
    if kind is Kind.QUARTER:
        return _quarters(line, index)
    if line.kind(index + 1) is Kind.QUARTER and line.word(index) in _ORDINALS:
        stretch = fiscal_months(3 * line.value(index) - 3, 3)
        return _part(line, index, index + 2, stretch, Precision.QUARTER)
    if kind is Kind.HALF:
        stretch = fiscal_months(6 if "หลัง" in line.word(index) else 0, 6)
        return _part(line, index, index + 1, stretch, Precision.HALF)
    if kind in (Kind.TERM, Kind.SCHOOL_YEAR):
        return _term(line, index)
    if kind is Kind.APPRAISAL:
        return _appraisal(line, index)
    return _round(line, index)


def _quarters(line: Line, index: int) -> Parsed | None:
    number = index + 1
    if line.kind(number) in (Kind.FIRST, Kind.LAST):
        first = 1 if line.kind(number) is Kind.FIRST else 4
        return _part(line, index, number + 1, fiscal_months(3 * first - 3, 3), Precision.QUARTER)
    if not _is_quarter(line, number):
        return None
    last = _last_quarter(line, number)
    first, many = line.value(number), line.value(last) - line.value(number) + 1
    return _part(line, index, last + 1, fiscal_months(3 * first - 3, 3 * many), Precision.QUARTER)


def _is_quarter(line: Line, at: int) -> bool:
    return line.kind(at) in (Kind.NUMBER, Kind.COUNT_WORD) and 1 <= line.value(at) <= 4


def _last_quarter(line: Line, number: int) -> int:
    """Return the index of the last number in "ไตรมาสที่ 1 - 2" or "ไตรมาสที่ 1, 2 และ 3"."""
    while line.kind(number + 1) in (Kind.DASH, Kind.UNTIL, Kind.COMMA, Kind.AND):
        after = line.skip(number + 2, Kind.QUARTER)
        listed = line.kind(number + 1) in (Kind.COMMA, Kind.AND)
        step = line.value(after) - line.value(number)
        if not _is_quarter(line, after) or step < 1 or (listed and step != 1) or line.is_month(after + 1):
            break
        number = after
    return number


def _term(line: Line, index: int) -> Parsed | None:
    number = index + 1
    stretch = _TERMS.get(line.value(number)) if line.kind(number) is Kind.NUMBER else None
    in_year = line.kind(index) is Kind.SCHOOL_YEAR
    if stretch is None or (in_year and line.kind(number + 1) is not Kind.SLASH):
        return None
    return _part(line, index, number + 1, stretch, Precision.HALF, Basis.SCHOOL)


def _appraisal(line: Line, index: int) -> Parsed | None:
    """Read "รอบการประเมินที่ 1/2568": the two half years in which officials are appraised."""
    number = index + 1
    if line.kind(number) is not Kind.NUMBER or line.value(number) not in (1, 2):
        return None
    if "ประเมิน" not in line.word(index) and line.kind(number + 1) is not Kind.SLASH:
        return None
    return _part(line, index, number + 1, fiscal_months(6 * line.value(number) - 6, 6), Precision.HALF)


def _round(line: Line, index: int) -> Parsed | None:
    """Read "รอบ 6 เดือน", "6 เดือนแรก", "รอบ 12 เดือน"."""
    number = line.skip(index, Kind.ROUND)
    months = line.value(number)
    counted = line.kind(number) in (Kind.NUMBER, Kind.COUNT_WORD) and line.word(number + 1) == _MONTHS
    if not counted or months not in _ROUNDS:
        return None
    end = line.skip(number + 2, Kind.FIRST, Kind.LAST)
    if number == index and end == number + 2 and not _bracketed(line, index):
        return None
    late = end > number + 2 and line.kind(end - 1) is Kind.LAST
    return _part(line, index, end, fiscal_months(12 - months if late else 0, months), _ROUNDS[months])


def _bracketed(line: Line, number: int) -> bool:
    """Whether "(6 เดือน)" stands in brackets of its own."""
    start, end = line.tokens[number].start, line.tokens[number + 1].end
    return line.text[max(0, start - 1) : start] == "(" and line.text[end : end + 1] == ")"


def _part(
    line: Line, first: int, after: int, stretch: Stretch, precision: Precision, basis: Basis | None = None
) -> Parsed:
    """Return the part, with its year when "/2568" or "-2568" follows directly."""
    plain = replace(line.mention(Role.PART, first, after, (Reading(None, precision),)), stretch=stretch, basis=basis)
    years = _slash_year(line, after)
    if years is None:
        return Parsed((plain,), after)
    mention = line.mention(Role.DATED, first, after + 2, in_year(stretch, precision, years[0], basis))
    return Parsed((mention,), after + 2)


def _slash_year(line: Line, at: int) -> tuple[int, ...] | None:
    if line.kind(at) is not Kind.SLASH and (line.glue(at) == at or line.kind(at + 1) is not Kind.YEAR):
        return None
    if line.kind(at + 1) is Kind.YEAR:
        return common_years(line.value(at + 1), 4, None)
    short = line.kind(at + 1) is Kind.NUMBER and len(line.word(at + 1)) == 2 and line.value(at + 1) >= 40
    return common_years(line.value(at + 1), 2, None) if short else None


def in_year(stretch: Stretch, precision: Precision, year: int, basis: Basis | None) -> tuple[Reading, ...]:
    """Return the readings of a part of a year: the fiscal year first, the calendar year if nothing says which.

    Quarters and half years of agencies count from October (OIT manuals: the six-month report covers October to
    March); read in a calendar year the same words count from January.
    """
    if basis is not None:
        return (Reading(stretch.within(year, basis), precision),)
    fiscal = Reading(stretch.within(year, Basis.FISCAL), precision)
    if stretch.months == 12:
        return (fiscal,)
    shifted = Stretch(_three_later(stretch.first), _three_later(stretch.last))
    return fiscal, Reading(shifted.within(year, Basis.CALENDAR), precision)


def _three_later(day: tuple[int, int]) -> tuple[int, int]:
    return (day[0] + 2) % 12 + 1, day[1]
