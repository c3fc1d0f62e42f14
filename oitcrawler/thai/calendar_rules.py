"""Rules for days and months: one point, a range, a list."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from .bare_years import fills_its_cell
from .lexicon import Kind
from .mentions import Line, Mention, Parsed, Reading, Role
from .periods import Precision
from .points import Partial, Point, read_point
from .stretches import END_OF_MONTH, Span, Stretch, common_years, day_of
from .view import read_as

_LONGEST_RANGE: Final = 60
_LONGEST_LIST: Final = 12
_BETWEEN: Final = read_as("ระหว่าง")


def read_calendar(line: Line, index: int) -> Parsed | None:
    """Read the longest phrase of days or months at token `index`: a range, a list, or one point."""
    left = read_point(line, index)
    if left is None or not left.options:
        return None
    rules = (_range, _days_of_month, _ranges, _list, _single)
    return next(filter(None, (rule(line, index, left) for rule in rules)), None)


def _single(line: Line, index: int, point: Point) -> Parsed | None:
    first = point.options[0]
    lone = line.kind(index) is Kind.DOTTED_MONTH and fills_its_cell(line, index, point.after)
    if first.month is None or (first.year is None and not point.sure and not lone):
        return None
    mention = _mention(line, index, point.after, [(option, option) for option in point.options])
    return Parsed((mention,), point.after) if mention else None


def _range(line: Line, index: int, left: Point) -> Parsed | None:
    start = left.after
    between = line.kind(start) is Kind.AND and line.word(index) == _BETWEEN
    if line.kind(start) not in (Kind.DASH, Kind.UNTIL) and not between:
        return None
    start += 2 if line.kind(start) is Kind.DASH and line.kind(start + 1) is Kind.UNTIL else 1
    right = read_point(line, start)
    if right is None or not right.options or right.options[0].month is None:
        return None
    named = left.options[0].year is not None or right.options[0].year is not None
    if not named and not right.sure and not _abbreviations(line, left.after - 1, right.after - 1):
        return None
    many = max(len(left.options), len(right.options))
    pairs = [_filled(left.option(number), right.option(number)) for number in range(many)]
    mention = _mention(line, index, right.after, [pair for pair in pairs if pair])
    return Parsed((mention,), right.after) if mention else None


def _days_of_month(line: Line, index: int, left: Point) -> Parsed | None:
    """Read "April 1-3, 2024"."""
    if (
        line.kind(index) is not Kind.ENGLISH_MONTH
        or left.options[0].day is not None
        or left.options[0].year is not None
    ):
        return None
    year = line.skip(index + 4, Kind.COMMA)
    numbers = line.kind(index + 1) is Kind.NUMBER and line.kind(index + 2) is Kind.DASH
    first, last = line.value(index + 1), line.value(index + 3)
    if not numbers or line.kind(index + 3) is not Kind.NUMBER or line.kind(year) is not Kind.YEAR:
        return None
    if not 1 <= first < last <= END_OF_MONTH:
        return None
    common = common_years(line.value(year), 4, None)[0]
    ends = (Partial(common, line.value(index), first), Partial(common, line.value(index), last))
    mention = _mention(line, index, year + 1, [ends])
    return Parsed((mention,), year + 1) if mention else None


def _ranges(line: Line, index: int, left: Point) -> Parsed | None:
    """Read "วันที่ 15 - 16, 22 - 23 มิถุนายน 2567": ranges and days whose month and year stand once, at the end."""
    groups: list[tuple[int, Point, Point]] = []
    start = index
    while len(groups) < _LONGEST_LIST:
        first = read_point(line, start)
        last = read_point(line, first.after + 1) if first and line.kind(first.after) is Kind.DASH else first
        if first is None or last is None or not first.options or not last.options or last.options[0].day is None:
            return None
        groups.append((start, first, last))
        start = line.skip(line.skip(last.after, Kind.COMMA), Kind.AND)
        if last.options[0].month is not None or start == last.after:
            break
    end = groups[-1][2].options[0]
    if len(groups) < 2 or end.year is None or end.month is None or all(first is last for _, first, last in groups):
        return None
    pairs = [_filled(first.options[0], Partial(end.year, end.month, last.options[0].day)) for _, first, last in groups]
    found = [
        _mention(line, start, last.after, [pair]) for (start, _, last), pair in zip(groups, pairs, strict=True) if pair
    ]
    mentions = tuple(mention for mention in found if mention)
    return Parsed(mentions, groups[-1][2].after) if len(mentions) == len(groups) else None


def _abbreviations(line: Line, left: int, right: int) -> bool:
    return line.kind(left) is Kind.DOTTED_MONTH and line.kind(right) is Kind.DOTTED_MONTH


def _filled(left: Partial, right: Partial) -> tuple[Partial, Partial] | None:
    """Give each end of a range what only the other end says; None when the two are no range."""
    month = left.month or right.month
    if left.month is None and right.day is None:
        return None
    start = (month or 0, left.day or 1)
    end = (right.month or 0, right.day or END_OF_MONTH)
    left_year, right_year = left.year, right.year
    if left_year is None and right_year is not None:
        left_year = right_year - (1 if start > end else 0)
    elif right_year is None and left_year is not None:
        right_year = left_year + (1 if start > end else 0)
    if left_year is not None and right_year is not None:
        if (left_year, start) > (right_year, end) or right_year - left_year > _LONGEST_RANGE:
            return None
    elif left.month is None and start > end:
        return None
    return Partial(left_year, month, left.day), Partial(right_year, right.month, right.day)


def _list(line: Line, index: int, first: Point) -> Parsed | None:
    """Read "วันที่ 1, 2 และ 3 มีนาคม 2567" or "มกราคม กุมภาพันธ์ และมีนาคม 2567"."""
    points, starts, after = [first], [index], first.after
    while points[-1].options[0].year is None and len(points) < _LONGEST_LIST:
        start = line.skip(line.skip(after, Kind.COMMA, Kind.SLASH), Kind.AND)
        point = read_point(line, start)
        if point is None or not point.options or not _same_shape(first, point, parted=start > after):
            break
        points.append(point)
        starts.append(start)
        after = point.after
    last = points[-1].options[0]
    if len(points) == 1 or last.month is None or (last.year is None and not points[-1].sure):
        return None
    return Parsed(_members(line, starts, points, last), after)


def _same_shape(first: Point, point: Point, *, parted: bool) -> bool:
    """Whether a point continues a list: days need a comma or "และ", months may stand side by side."""
    head, one = first.options[0], point.options[0]
    if head.month is None:
        return parted and one.day is not None
    return head.day is None and one.day is None


def _members(line: Line, starts: list[int], points: list[Point], last: Partial) -> tuple[Mention, ...]:
    """Return one mention for a list without holes, else one for each member."""
    filled = [_filled(point.options[0], last) for point in points]
    firsts = [pair[0] if pair else point.options[0] for pair, point in zip(filled, points, strict=True)]
    if all(_follows(one, two) for one, two in pairwise(firsts)):
        whole = _mention(line, starts[0], points[-1].after, [(firsts[0], last)])
        return (whole,) if whole else ()
    found = [
        _mention(line, start, point.after, [(one, one)])
        for start, point, one in zip(starts, points, firsts, strict=True)
    ]
    return tuple(mention for mention in found if mention)


def _follows(one: Partial, two: Partial) -> bool:
    if one.day is not None and two.day is not None:
        return two.day == one.day + 1 and one.month == two.month
    return (two.month or 0) == (one.month or 0) % 12 + 1


def _mention(line: Line, first: int, after: int, pairs: list[tuple[Partial, Partial]]) -> Mention | None:
    if not pairs or pairs[0][0].month is None:
        return None
    one, two = pairs[0]
    precision = Precision.MONTH if one.day is None and two.day is None else Precision.DAY
    if one.year is None:
        plain = line.mention(Role.PART, first, after, (Reading(None, precision),))
        stretch = Stretch((one.month or 1, one.day or 1), (two.month or 1, two.day or END_OF_MONTH))
        return Mention(Role.PART, plain.start, plain.end, plain.readings, stretch)
    spans = dict.fromkeys(_span(left, right) for left, right in pairs)
    return line.mention(Role.DATED, first, after, tuple(Reading(span, precision) for span in spans))


def _span(left: Partial, right: Partial) -> Span:
    return (
        day_of(left.year or 1, left.month or 1, left.day or 1),
        day_of(right.year or 1, right.month or 1, right.day or END_OF_MONTH),
    )
