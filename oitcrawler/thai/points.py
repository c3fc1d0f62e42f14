"""Points of the calendar: a day, a month, a day of a month, with or without the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .bare_years import counts_things, fills_its_cell
from .lexicon import Kind
from .mentions import Line
from .stretches import common_years

_NUMBERS: Final = re.compile(r"\d+")
_APOSTROPHES: Final = frozenset({"'", "’", "‘", "`", "."})


@dataclass(frozen=True, slots=True)
class Partial:
    """What is known of a day. `month` None stands for the month that follows ("8-14 พ.ค.")."""

    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its readings, likeliest first. `sure` is whether it is a point even without a year."""

    options: tuple[Partial, ...]
    after: int
    sure: bool = True

    def option(self, number: int) -> Partial:
        """Return reading `number`, or the last one."""
        return self.options[min(number, len(self.options) - 1)]


def read_point(line: Line, index: int) -> Point | None:
    """Read a point of the calendar that begins at token `index`."""
    if index not in line.points:
        line.points[index] = _read_point(line, index)
    return line.points[index]


def _read_point(line: Line, index: int) -> Point | None:
    at = line.skip(index, Kind.FROM)
    number = at
    while line.kind(number) is Kind.DAY_WORD:
        number += 1
    if line.kind(number) is Kind.DATE:
        return _numeric(line, number)
    if line.kind(number) is Kind.NUMBER and 1 <= line.value(number) <= 31:
        return _lone_month_number(line, number) or _day(line, number, introduced=number > at)
    return _month(line, at) if number == at else None


def read_year(line: Line, index: int, *, month_only: bool) -> tuple[tuple[int, ...], int] | None:
    """Read the year after a month: its readings and the index after it."""
    joined = _joined(line, index)
    at = line.skip(line.skip(joined, Kind.COMMA), Kind.PLAIN_YEAR, Kind.CALENDAR_YEAR)
    named = at
    at = line.skip(at, Kind.BUDDHIST, Kind.COMMON)
    era = line.kind(named) if at > named else None
    if line.kind(at) is Kind.OTHER and line.word(at) in _APOSTROPHES:
        at += 1
    if line.kind(at) is Kind.YEAR:
        return common_years(line.value(at), 4, era), at + 1
    abbreviated = joined > index and line.kind(index - 1) is Kind.ENGLISH_MONTH  # "Oct-23", as spreadsheets write it
    if not _is_short_year(line, at, index - 1, sure=era is not None or not month_only or abbreviated):
        return None
    return common_years(line.value(at), 2, era, english=line.kind(index - 1) is Kind.ENGLISH_MONTH), at + 1


def _joined(line: Line, index: int) -> int:
    """Return the index after a sign that joins a month and its year: "ม.ค.-67", "ม.ค. / 2567"."""
    if line.kind(index) is Kind.SLASH and line.kind(index + 1) in (Kind.YEAR, Kind.NUMBER):
        return index + 1
    return line.glue(index)


def _is_day_ahead(line: Line, at: int) -> bool:
    """Whether a number is rather the day of the month that follows it in the same line."""
    if not line.is_month(at + 1) or line.value(at) > 31:
        return False
    return "\n" not in line.text[line.tokens[at].end : line.tokens[at + 1].start]


def _is_short_year(line: Line, at: int, month: int, *, sure: bool) -> bool:
    """Whether a number after a month is a year of two digits, and not a day, an hour or a number of things."""
    if line.kind(at) is not Kind.NUMBER or len(line.word(at)) != 2 or _is_day_ahead(line, at):
        return False
    if not sure:
        return 43 <= line.value(at) <= 89 and not counts_things(line.text, line.tokens[at].end)
    return line.value(at) >= (40 if line.kind(month) is Kind.MONTH else 0)


def _numeric(line: Line, index: int) -> Point:
    first, second, third = (match[0] for match in _NUMBERS.finditer(line.word(index)))
    if len(first) == 4:
        options = _valid([(year, int(second), int(third)) for year in common_years(int(first), 4, None)])
        return Point(options, index + 1)
    years = common_years(int(third), len(third), None)
    thai = [(year, int(second), int(first)) for year in years]
    american = [(years[0], int(first), int(second))] if len(third) == 4 and int(third) < 2400 else []
    return Point(_valid(thai + american), index + 1)


def _valid(dates: list[tuple[int, int, int]]) -> tuple[Partial, ...]:
    possible = [(y, m, d) for y, m, d in dates if 1 <= m <= 12 and 1 <= d <= 31 and 1800 <= y <= 2200]
    return tuple(Partial(y, m, d) for y, m, d in dict.fromkeys(possible))


def _day(line: Line, index: int, *, introduced: bool) -> Point:
    """Read "12 มกราคม 2567", "วันที่ 12 เดือน 1 พ.ศ. 2567", or a day whose month is still to come."""
    day = line.value(index)
    glued = line.glue(index + 1)
    if line.word(glued) == "of":
        glued += 1
    word = line.skip(index + 1, Kind.MONTHS_WORD) if introduced and glued == index + 1 else glued
    numbered = (
        line.kind(word - 1) is Kind.MONTHS_WORD and line.kind(word) is Kind.NUMBER and 1 <= line.value(word) <= 12
    )
    if (line.is_month(word) and line.kind(index - 1) is not Kind.COUNTER) or numbered:
        year = read_year(line, word + 1, month_only=False)
        month = line.value(word)
        if year is not None:
            return Point(tuple(Partial(one, month, day) for one in year[0]), year[1])
        if not numbered:
            sure = line.kind(word) in (Kind.MONTH, Kind.DOTTED_MONTH)
            return Point((Partial(None, month, day),), word + 1, sure)
    return Point((Partial(None, None, day),), index + 1, sure=False)


def _month(line: Line, index: int) -> Point | None:
    """Read "เดือน มกราคม 2567", "มกราคม 12, 2021", or a month whose year is not named."""
    word = line.skip(index, Kind.MONTHS_WORD)
    if not line.is_month(word):
        return _numbered_month(line, word) if word > index else None
    month = line.value(word)
    american = _american_day(line, word)
    if american is not None:
        return american
    year = read_year(line, word + 1, month_only=True)
    if year is not None:
        return Point(tuple(Partial(one, month, None) for one in year[0]), year[1])
    kind = line.kind(word)
    sure = kind is Kind.MONTH or (kind is Kind.DOTTED_MONTH and word > index)
    return Point((Partial(None, month, None),), word + 1, sure)


def _numbered_month(line: Line, number: int) -> Point | None:
    """Read "เดือน 10/2567", "เดือน 10/67", "เดือน 10 ปี 2567"."""
    if line.kind(number) is not Kind.NUMBER or not 1 <= line.value(number) <= 12:
        return None
    if line.kind(number + 1) not in (Kind.SLASH, Kind.PLAIN_YEAR, Kind.BUDDHIST):
        return None
    year = read_year(line, number + 1, month_only=False)
    return Point(tuple(Partial(one, line.value(number), None) for one in year[0]), year[1]) if year else None


def _lone_month_number(line: Line, index: int) -> Point | None:
    """Read "03/2567" when it is all there is; with a leading zero it is no running number of a year."""
    if not line.word(index).startswith("0") or line.kind(index + 2) is not Kind.YEAR:
        return None
    return _numbered_month(line, index) if fills_its_cell(line, index, index + 3) else None


def _american_day(line: Line, word: int) -> Point | None:
    number = word + 1
    if line.kind(number) is not Kind.NUMBER or not 1 <= line.value(number) <= 31:
        return None
    year = line.skip(number + 1, Kind.COMMA)
    if line.kind(year) is not Kind.YEAR:
        return None
    value = common_years(line.value(year), 4, None)[0]
    return Point((Partial(value, line.value(word), line.value(number)),), year + 1)
