"""Putting neighbouring mentions together: "รอบ 6 เดือนแรก" + "(ต.ค. – มี.ค.)" + "ปีงบประมาณ 2568" is one period."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from .mentions import Mention, Reading, Role
from .part_rules import in_year
from .periods import Precision
from .stretches import Basis
from .view import read_as

_LONGEST_GAP: Final = 30
_CLOSE: Final = re.compile(
    read_as(r"[ \n()\[\],:;/_“”\"'-]*(?:(?:ของ|ใน|แห่ง|สำหรับ|ตาม|ตลอด|ประจำ|ระหว่าง|of|the)[ \n(]*)*(?:พ\.ศ\.)?\s*")
)
_DEADLINE: Final = re.compile(read_as(r"[ \n(]*(?:ให้|ส่ง|รายงาน)?[ ]*(?:ภายใน|ไม่เกิน|ก่อน)[ ]*"))
_AGAIN: Final = re.compile(read_as(r"\s*[(/=]\s*(?:annual report|ตรงกับ|หรือ|คือ)?\s*"))
_PLAIN: Final = (Basis.CALENDAR, Basis.FISCAL)
_DATES: Final = frozenset({Precision.DAY, Precision.MONTH})
_LABELS: Final = frozenset({Precision.QUARTER, Precision.HALF, Precision.FISCAL_YEAR})

Rule = Callable[[str, Mention, Mention], Mention | None]


def put_together(text: str, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with neighbours joined that say one thing; `text` is the view's."""
    for rules in _STAGES:
        mentions = _joined(text, mentions, rules)
    return mentions


def _joined(text: str, mentions: list[Mention], rules: tuple[Rule, ...]) -> list[Mention]:
    result: list[Mention] = []
    for mention in mentions:
        whole = next(filter(None, (rule(text, result[-1], mention) for rule in rules)), None) if result else None
        if whole is None:
            result.append(mention)
        else:
            result[-1] = whole
    return result


def _gap(text: str, one: Mention, two: Mention) -> str | None:
    """Return what stands between two mentions when they are near and no blank line parts them."""
    gap = text[one.end : two.start]
    return None if len(gap) > _LONGEST_GAP or gap.count("\n") > 1 else gap


def _close(text: str, one: Mention, two: Mention) -> bool:
    gap = _gap(text, one, two)
    return gap is not None and _CLOSE.fullmatch(gap) is not None


def _over(one: Mention, two: Mention, mention: Mention) -> Mention:
    return replace(mention, start=one.start, end=two.end)


def _label(mention: Mention) -> bool:
    return mention.role is Role.PART and mention.precision in _LABELS


def _months(mention: Mention) -> bool:
    return mention.role is Role.PART and mention.precision in _DATES


def _nameless_year(mention: Mention) -> bool:
    """Whether the mention is "ปีงบประมาณ" whose number is missing."""
    return mention.role is Role.PART and mention.precision is Precision.FISCAL_YEAR and mention.basis is Basis.FISCAL


def _part_and_months(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "รอบ 6 เดือนแรก (ต.ค.–มี.ค.)", and the other way round: the months say which half it is."""
    label, months = (one, two) if _label(one) else (two, one)
    if not (_label(label) and _months(months)) or not _close(text, one, two):
        return None
    if label.stretch is None or months.stretch is None or label.stretch.months != months.stretch.months:
        return None
    return _over(one, two, replace(label, stretch=months.stretch, named_months=True))


def _part_again(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "รอบ 6 เดือน (ครึ่งปีแรก)"."""
    again = _label(one) and _label(two) and one.stretch == two.stretch and one.precision is two.precision
    return _over(one, two, one) if again and _close(text, one, two) else None


def _part_and_nameless_year(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "6 เดือนแรกของปีงบประมาณ(ปัจจุบัน)"."""
    label, year = (two, one) if _nameless_year(one) else (one, two)
    if not (_label(label) and _nameless_year(year)) or _nameless_year(label) or not _close(text, one, two):
        return None
    return _over(one, two, replace(label, basis=label.basis or Basis.FISCAL))


def _part_and_days(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "รอบ 6 เดือนแรก (ตุลาคม 2567 – มีนาคม 2568)", or a deadline for a round."""
    label, dated = (one, two) if _label(one) else (two, one)
    if not _label(label) or dated.role is not Role.DATED or dated.span is None or label.stretch is None:
        return None
    gap = _gap(text, one, two)
    if label is one and gap is not None and _DEADLINE.fullmatch(gap) and dated.precision in _DATES:
        return _over(one, two, replace(dated, readings=(*dated.readings, *label.readings)))
    start, end = dated.span
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months != label.stretch.months or start.day != 1 or not _close(text, one, two):
        return None
    readings = tuple(Reading(reading.span, label.precision) for reading in dated.readings)
    return _over(one, two, replace(dated, readings=readings))


def _part_before_year(text: str, one: Mention, two: Mention) -> Mention | None:
    if one.role is not Role.PART or two.role is not Role.YEAR:
        return None
    only_space = (
        _nameless_year(one) and len(text[one.end : two.start]) <= _LONGEST_GAP and not text[one.end : two.start].strip()
    )
    return _resolved(text, one, two, part=one, year=two) if only_space or _close(text, one, two) else None


def _year_before_part(text: str, one: Mention, two: Mention) -> Mention | None:
    if one.role is not Role.YEAR or two.role is not Role.PART or not _close(text, one, two):
        return None
    if two.precision is Precision.FISCAL_YEAR and two.basis is Basis.FISCAL:
        return None
    return _resolved(text, one, two, part=two, year=one)


def _resolved(text: str, one: Mention, two: Mention, *, part: Mention, year: Mention) -> Mention | None:
    """Return the part within the year, when the year is of the part's kind."""
    if part.stretch is None or year.year is None:
        return None
    basis = year.basis if part.basis is None else part.basis
    if part.basis is not None and year.basis is not None and part.basis is not year.basis:
        return None
    if (_months(part) or part.named_months) and basis is None:
        of_year = part.named_months and "ปี" in text[year.start : year.end]
        kinds = _PLAIN[::-1] if of_year else _PLAIN
        days = tuple(Reading(part.stretch.within(year.year, kind), part.precision) for kind in kinds)
        readings = tuple(dict.fromkeys(days))
    else:
        readings = in_year(part.stretch, part.precision, year.year, basis)
    return _over(one, two, replace(year, role=Role.DATED, readings=readings, stretch=None))


def _same_days(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "ปีงบประมาณ 2568 (1 ตุลาคม 2567 – 30 กันยายน 2568)": the one repeats the other, or narrows it down."""
    if not _is_period(one) or not _is_period(two) or one.span is None or two.span is None:
        return None
    if not _close(text, one, two):
        return None
    if one.span == two.span and one.precision is not two.precision:
        return _over(one, two, two if two.precision in _LABELS else one)
    return _narrower(one, two) or _narrower(two, one) or _dated_apart(text, one, two)


def _dated_apart(text: str, part: Mention, days: Mention) -> Mention | None:
    """Return "ไตรมาสที่ 1/2566 (ต.ค.-ธ.ค. 66)" by the days in its brackets, with the days of its own year besides."""
    if part.precision not in (Precision.QUARTER, Precision.HALF) or days.precision not in _DATES:
        return None
    if part.span is None or days.span is None or "(" not in text[part.end : days.start]:
        return None
    months = [(last.year - first.year) * 12 + last.month - first.month for first, last in (part.span, days.span)]
    if months[0] != months[1]:
        return None
    return _over(part, days, replace(days, readings=(Reading(days.span, part.precision), *part.readings)))


def _narrower(year: Mention, part: Mention) -> Mention | None:
    """Return a half or quarter with dates over both mentions when it lies in the fiscal year beside it."""
    if year.basis is not Basis.FISCAL or part.precision not in (Precision.HALF, Precision.QUARTER):
        return None
    if year.span is None or part.span is None:
        return None
    inside = year.span[0] <= part.span[0] and part.span[1] <= year.span[1]
    first, last = (year, part) if year.start < part.start else (part, year)
    return _over(first, last, part) if inside else None


def _days_within_year(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "ปี 2567 (ต.ค. 66 – มี.ค. 67)" and "ประจำเดือนกันยายน 2568 ปีงบประมาณ 2568": days within the year named."""
    year, dated = (one, two) if one.role is Role.YEAR else (two, one)
    if year.role is not Role.YEAR or dated.role is not Role.DATED or dated.span is None or not _close(text, one, two):
        return None
    first, last = dated.span
    gap = text[one.end : two.start]
    if first == last or dated.precision not in _DATES or ("\n" in gap and "(" not in gap):
        return None
    inside = any(span and span[0] <= first and last <= span[1] for span in (reading.span for reading in year.readings))
    return _over(one, two, dated) if inside else None


def _year_again(text: str, one: Mention, two: Mention) -> Mention | None:
    """Join "พ.ศ. 2567 (ค.ศ. 2024)": a year in brackets that repeats the year before it."""
    if one.span is None or two.role is not Role.YEAR or two.year != one.span[1].year or two.basis is not None:
        return None
    gap = _gap(text, one, two)
    repeated = gap is not None and _AGAIN.fullmatch(gap) is not None
    return _over(one, two, one) if repeated and one.basis is None else None


def _is_period(mention: Mention) -> bool:
    """Whether a mention has days and is more than a plain date or plain year."""
    return mention.basis is Basis.FISCAL or mention.role is Role.DATED


_STAGES: Final[tuple[tuple[Rule, ...], ...]] = (
    (_part_and_months, _part_again, _part_and_nameless_year),
    (_part_and_days,),
    (_part_before_year,),
    (_year_before_part, _same_days),
    (_year_again, _days_within_year),
)
