"""Rules for years: fiscal, plain, school and tax years, ranges and lists of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from .bare_years import counts_things, fills_its_cell, may_stand_bare
from .lexicon import Kind
from .mentions import Line, Mention, Parsed, Reading, Role
from .periods import Precision
from .points import read_point
from .stretches import Basis, Span, Stretch, common_years, day_of, year_of_basis

_FISCAL_HEADS: Final = frozenset({Kind.FISCAL, Kind.BUDGET, Kind.ASSESSMENT})
_HEADS: Final = _FISCAL_HEADS | {Kind.PLAIN_YEAR, Kind.SCHOOL_YEAR, Kind.CALENDAR_YEAR}
_ERAS: Final = (Kind.BUDDHIST, Kind.COMMON)
_MARKS_AHEAD: Final = frozenset({":", ".", "'", "’", "‘", ": '", ":'"})
_THOUSANDS: Final = re.compile(r"2,[45]\d\d")
_NUMBERED: Final = frozenset({Kind.QUARTER, Kind.TERM, Kind.APPRAISAL, Kind.COUNTER, Kind.MONTHS_WORD})
_LONG_PLAN: Final = 15
_LONGEST: Final = 60


def read_years(line: Line, index: int) -> Parsed | None:
    """Read the longest phrase of years at token `index`."""
    head = line.kind(index) if line.kind(index) in _HEADS else None
    at = index if head is None else _after_head(line, index)
    bare = at
    at = at if head is None or line.word(at) not in _MARKS_AHEAD else at + 1
    era_at = at
    at = line.skip(at, *_ERAS)
    era = line.kind(era_at) if at > era_at else None
    years = _year_at(line, at, named=head is not None or era is not None)
    if years is None or _is_amount(line, at, head):
        nameless = at if bare == era_at else bare
        return _year_ended(line, index, at, head) or (
            _without_year(line, index, nameless) if head is Kind.FISCAL else None
        )
    span = _read_range(line, at, years[0])
    if head is None and era is None and not may_stand_bare(line, at, in_range=span is not None):
        return None
    if span is not None:
        whole = _range(line, index, span[1], years[0], span[0], head, era)
        if line.kind(at + 1) is Kind.SLASH:  # "2566/2567" can also be the one year that begins in the first
            whole = replace(whole, readings=(*whole.readings, *_readings(span[0], _basis(head) or Basis.FISCAL)))
        return Parsed((whole,), span[1])
    first = _single(line, index, at + 1, years, head, era)
    return _listed(line, first, at + 1) if head in _FISCAL_HEADS else Parsed((first,), at + 1)


def _after_head(line: Line, index: int) -> int:
    if line.kind(index) in (Kind.BUDGET, Kind.ASSESSMENT):
        return line.glue(line.skip(index + 1, Kind.PLAIN_YEAR, Kind.FISCAL))
    return line.glue(index + 1)


def _year_at(line: Line, at: int, *, named: bool) -> tuple[int, ...] | None:
    """Return the years of the common era written at `at`; beside a word for years short ones and slips count too."""
    if line.kind(at) is Kind.YEAR:
        return common_years(line.value(at), 4, None)
    if not named or line.is_month(at + 1):
        return None
    if line.kind(at) is Kind.CODE:
        return _mistyped(line, at)
    if line.kind(at) is Kind.NUMBER and len(line.word(at)) == 2 and 40 <= line.value(at) <= 99:
        return common_years(line.value(at), 2, line.kind(at - 1) if line.kind(at - 1) in _ERAS else None)
    return None


def _mistyped(line: Line, at: int) -> tuple[int, ...] | None:
    """Return what "๓๕๖๓", "2,567" or "25654" can mean beside a word for years.

    Of five digits one is too many: the last stays when a year was typed over the old one, so it is left out first.
    """
    word = line.word(at)
    if 3400 <= line.value(at) <= 3699:
        return common_years(line.value(at) - 1000, 4, None)
    if _THOUSANDS.fullmatch(word) and line.kind(at - 1) is Kind.BUDDHIST:
        return common_years(int(word.replace(",", "")), 4, None)
    if len(word) != 5 or not word.isdigit() or counts_things(line.text, line.tokens[at].end):
        return None
    fewer = dict.fromkeys(int(word[:place] + word[place + 1 :]) for place in (4, 3, 2, 1))
    return tuple(common_years(year, 4, None)[0] for year in fewer if 2500 <= year <= 2599) or None


def _is_amount(line: Line, at: int, head: Kind | None) -> bool:
    """Whether the number in "5 ปี 68 วัน", "ITA 68" or "งบประมาณ 68 ล้านบาท" is an amount and no year."""
    counting = (head is Kind.BUDGET or line.kind(at) is Kind.NUMBER) and counts_things(line.text, line.tokens[at].end)
    if line.kind(at) is not Kind.NUMBER:
        return counting
    aged = (
        head is Kind.PLAIN_YEAR and line.kind(at - 2) in (Kind.NUMBER, Kind.CODE) and line.kind(at - 3) not in _NUMBERED
    )
    return aged or counting or line.kind(at - 1) is Kind.ASSESSMENT


def _year_ended(line: Line, index: int, at: int, head: Kind | None) -> Parsed | None:
    """Read "สำหรับปีสิ้นสุดวันที่ 30 กันยายน 2567", the head of financial statements."""
    if head not in (Kind.FISCAL, Kind.PLAIN_YEAR) or not line.word(at).startswith("สิน"):
        return None
    point = read_point(line, at + 1)
    last = point.options[0] if point is not None and point.options else None
    if point is None or last is None or last.year is None or last.month is None or last.day is None:
        return None
    end = day_of(last.year, last.month, last.day)
    start = day_of(last.year - 1, last.month, last.day) + timedelta(days=1)
    fiscal = (end.month, end.day) == (9, 30)
    reading = Reading((start, end), Precision.FISCAL_YEAR if fiscal else Precision.YEAR)
    return Parsed((line.mention(Role.DATED, index, point.after, (reading,)),), point.after)


def _without_year(line: Line, index: int, after: int) -> Parsed:
    mention = line.mention(Role.PART, index, after, (Reading(None, Precision.FISCAL_YEAR),))
    whole = Stretch((10, 1), (9, 30))
    return Parsed((replace(mention, stretch=whole, basis=Basis.FISCAL),), after)


def _read_range(line: Line, at: int, first: int) -> tuple[int, int] | None:
    """Read the rest of a range of years after its first: the last year and the index after it."""
    if line.kind(at + 1) is Kind.SLASH:
        year = _last_year(line, at + 2, line.value(at))
        return (year, at + 3) if year == first + 1 else None
    if line.kind(at + 1) not in (Kind.DASH, Kind.UNTIL):
        return None
    last = at + 2
    if line.kind(last) in _HEADS:
        last = _after_head(line, last)
    last = line.skip(last, *_ERAS)
    year = _last_year(line, last, line.value(at))
    return (year, last + 1) if year is not None and first < year <= first + _LONGEST else None


def _last_year(line: Line, last: int, first_written: int) -> int | None:
    value, kind = line.value(last), line.kind(last)
    if kind is Kind.YEAR:
        return common_years(value, 4, None)[0]
    if kind is Kind.NUMBER and len(line.word(last)) == 2 and not line.is_month(last + 1):
        century = first_written - first_written % 100 if first_written > 99 else 2500
        return common_years(century + value, 4, None)[0]
    if kind is Kind.CODE and len(line.word(last)) == 5:
        return next(iter(_mistyped(line, last) or ()), None)
    if kind is Kind.CODE and value and value % 1000 > first_written % 1000 and first_written // 1000 == 2:
        return common_years(2000 + value % 1000, 4, None)[0]
    return None


def _single(line: Line, first: int, after: int, years: tuple[int, ...], head: Kind | None, era: Kind | None) -> Mention:
    basis = _basis(head)
    readings = tuple(reading for year in years for reading in _readings(year, basis))
    if head in (Kind.PLAIN_YEAR, None) and era is None and _heads_column(line, first, after):
        readings = readings[::-1]
    start, end = line.tokens[first].start, line.tokens[after - 1].end
    return Mention(Role.YEAR, start, end, readings, year=years[0], basis=basis)


def _heads_column(line: Line, first: int, after: int) -> bool:
    """Whether "ปี 2561", "2561" or "ปี 61" is all there is: the head of a budget column, and so a fiscal year."""
    plain = line.word(first) == "ปี" or first == after - 1
    buddhist = line.value(after - 1) >= 2400 or line.value(after - 1) < 100
    return plain and buddhist and fills_its_cell(line, first, after)


def _basis(head: Kind | None) -> Basis | None:
    if head in _FISCAL_HEADS:
        return Basis.FISCAL
    if head is Kind.SCHOOL_YEAR:
        return Basis.SCHOOL
    return Basis.CALENDAR if head is Kind.CALENDAR_YEAR else None


def _readings(year: int, basis: Basis | None) -> tuple[Reading, ...]:
    if basis is not None:
        precision = Precision.FISCAL_YEAR if basis is Basis.FISCAL else Precision.YEAR
        return (Reading(year_of_basis(basis, year), precision),)
    return (
        Reading(year_of_basis(Basis.CALENDAR, year), Precision.YEAR),
        Reading(year_of_basis(Basis.FISCAL, year), Precision.FISCAL_YEAR),
    )


def _listed(line: Line, first: Mention, after: int) -> Parsed:
    """Read on in "ปีงบประมาณ 2566, 2567 และ 2568": the word of the first holds for all."""
    mentions = [first]
    while line.kind(after) in (Kind.COMMA, Kind.AND):
        at = line.skip(line.skip(line.skip(after, Kind.COMMA), Kind.AND), *_ERAS)
        if line.kind(at) is not Kind.YEAR or line.kind(at + 1) in (Kind.DASH, Kind.SLASH):
            break
        mentions.append(_single(line, after + 1, at + 1, common_years(line.value(at), 4, None), Kind.FISCAL, None))
        after = at + 1
    return Parsed(tuple(mentions), after)


def _range(line: Line, first: int, after: int, start: int, end: int, head: Kind | None, era: Kind | None) -> Mention:
    """Return a range of years. Plans run in fiscal years; national plans of decades in calendar years."""
    calendar, fiscal = _years(Basis.CALENDAR, start, end), _years(Basis.FISCAL, start, end)
    basis = _basis(head)
    if basis is not None:
        precision = Precision.FISCAL_YEAR if basis is Basis.FISCAL else Precision.YEAR
        readings: tuple[Reading, ...] = (Reading(_years(basis, start, end), precision),)
    elif era is Kind.COMMON:
        readings = (Reading(calendar, Precision.YEAR), Reading(fiscal, Precision.FISCAL_YEAR))
    elif end - start < _LONG_PLAN:
        readings = (Reading(fiscal, Precision.FISCAL_YEAR), Reading(calendar, Precision.YEAR))
    else:
        national = line.kind(first - 1) is Kind.OTHER and line.word(first - 1).rstrip(" (").endswith("แหงชาติ")
        ordered = (calendar, fiscal) if national else (fiscal, calendar)
        readings = tuple(Reading(span, Precision.YEAR) for span in ordered)
    return line.mention(Role.DATED, first, after, readings)


def _years(basis: Basis, start: int, end: int) -> Span:
    first: date = year_of_basis(basis, start)[0]
    return first, year_of_basis(basis, end)[1]
