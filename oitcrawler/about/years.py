"""The fiscal year and the period that a document says it is of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..thai.fold import arabic_digits
from ..thai.periods import Period, Precision, first_half
from .model import DocumentKind
from .stated import all_years, readings, stated, years

_PLAUSIBLE: Final = range(2540, 2601)
_OF_YEAR: Final = re.compile(r"ประจำ|ประจา|งบ|รอบ|ไตรมาส|ครึ่ง|เดือน|ปี(?!\s*พ)")
# Longer than a day: `stated` leaves single days out, so what is left of day precision is from one day to another.
_STRETCHES: Final = (Precision.DAY, Precision.QUARTER, Precision.HALF)
_BUDGET: Final = re.compile(r"งบ")
_MAY_HOLD: Final = re.compile(r"[\d๐-๙]{2}|ไตรมาส|รอบ|เดือน|แรก")
# The year of a revision ("ฉบับทบทวน พ.ศ. 2566") or of what a document compares itself with is not its own.
_OTHERS: Final = re.compile(
    r"(?:ปรับปรุง|ทบทวน|แก้ไข|เปลี่ยนแปลง|เพิ่มเติม|ฉบับใหม่|เปรียบเทียบ|เทียบ|กับ|จาก|ก่อน|ที่ผ่านมา|ตั้งแต่|ใช้|ตามแบบ|ณ|เดิม)(?:กับ|จาก)?"
    r"\s*\(?(?:ครั้งที่\s*\d+\s*)?(?:/|พ\.?\s?ศ\.?|ปี(?:งบประมาณ)?|ประจำปี(?:งบประมาณ)?|ของปี)?[\s.]*$"
)
_COMPARED: Final = re.compile(r"(?:เปรียบเทียบ|เทียบ)(?:กับ)?[^\n]{0,40}$|(?:กับ|จาก|ของ)\s?ปีก่อน[^\n]{0,20}$")
_DRAWN: Final = re.compile(r"(?:ภายใต้|ตาม)แผน[^\n]{0,60}$")
_NAMED_BY_ISSUE: Final = (DocumentKind.RULES, DocumentKind.ANNOUNCEMENT, DocumentKind.ORDER, DocumentKind.MANUAL)
_UNDATED_FIRST: Final = re.compile(r"(?:6|๖|หก)\s*เดือน\s*แรก|ครึ่งปีแรก")


@dataclass(frozen=True, slots=True)
class Timing:
    """What a text says of its own time. `year` is None when it names none or several."""

    year: int | None = None
    year_phrase: str = ""
    period: Period | None = None


def timing_of(text: str, kind: DocumentKind | None, *, is_title: bool = True) -> Timing:
    """Return the one year and the one period that a text states of itself.

    A text that states two years which are both its own has neither: ambiguity is not guessed away. What
    `_NAMED_BY_ISSUE` are called after ("ประกาศ เรื่อง … พ.ศ. 2561") is the year of their issue and does not count;
    council minutes are of a session of the calendar year and have no fiscal year. In lines of the head that are not its
    title (`is_title` false) phrases such as "ประจำปี…" and quarters count, no bare year and no month of printing.
    """
    found = [one for one in stated(text) if _is_own(text, one, kind)] if _MAY_HOLD.search(text) else []
    if not is_title:
        found = [one for one in found if _OF_YEAR.search(one.phrase) or one.precision in _STRETCHES]
    singles = _without_frames([one for one in found if own_year(one) is not None])
    named = {year for one in singles if (year := own_year(one)) is not None}
    if len(named) > 1:
        singles = [one for one in singles if _BUDGET.search(one.phrase)]
        named = {year for one in singles if (year := own_year(one)) is not None}
    if len(named) != 1:
        return Timing(period=None if named else _only(found))
    year = named.pop()
    best = min(singles, key=_length)
    plainest = next((one for one in singles if _BUDGET.search(one.phrase)), best)
    if kind is DocumentKind.MINUTES or _is_calendar(plainest):
        return Timing(period=best)
    return Timing(year, plainest.phrase, _half(found, year) or best)


def own_year(period: Period) -> int | None:
    """Return the one year B.E. that a phrase names: of the budget where it can be; None for several or none.

    A month lies in one fiscal year: "ประจำเดือน ตุลาคม 2566" is of fiscal year 2567.
    """
    for one in readings(period):
        named = years(one)
        if len(named) == 1 and named[0] in _PLAUSIBLE:
            return named[0]
    return None


def _is_own(text: str, period: Period, kind: DocumentKind | None) -> bool:
    if period.start is None and not period.phrase:
        return False
    before = arabic_digits(text[max(0, period.position - 80) : period.position])
    if _COMPARED.search(before):
        return False
    is_loose = _OF_YEAR.search(period.phrase) is None and period.precision in (Precision.YEAR, Precision.FISCAL_YEAR)
    if len(years(period)) > 1:
        return period.precision is not Precision.FISCAL_YEAR or not _DRAWN.search(before)
    if kind is DocumentKind.RULES and not _BUDGET.search(period.phrase):
        return False
    return not is_loose or (kind not in _NAMED_BY_ISSUE and not _OTHERS.search(before))


def _without_frames(singles: Sequence[Period]) -> list[Period]:
    """Leave out a plain year that only says in which calendar year a month or quarter lies."""
    dated = [one for one in singles if one.precision in (Precision.MONTH, *_STRETCHES)]
    inside = {year for one in dated for year in all_years(one)}
    return [
        one
        for one in singles
        if not dated or one in dated or _BUDGET.search(one.phrase) or not (all_years(one) & inside)
    ]


def _is_calendar(period: Period) -> bool:
    """Whether a phrase says that it means a year of the calendar."""
    if "ปฏิทิน" in period.phrase:
        return True
    return all(one.precision is Precision.YEAR and years(one) and _is_whole(one) for one in readings(period))


def _is_whole(period: Period) -> bool:
    return period.start is not None and (period.start.month, period.start.day) == (1, 1)


def _only(found: Iterable[Period]) -> Period | None:
    """Return the one stretch that all phrases mean; of several years, as a plan has."""
    dated = [one for one in found if one.start is not None]
    spans = {(one.start, one.end) for one in dated}
    return dated[0] if len(spans) == 1 else None


def _half(found: Sequence[Period], year: int) -> Period | None:
    """Return the first six months of the year when a phrase without a year names them."""
    undated = [one for one in found if one.start is None and _UNDATED_FIRST.search(one.phrase)]
    if not undated:
        return None
    half = first_half(year)
    return Period(half.start, half.end, half.precision, undated[0].phrase, undated[0].position)


def _length(period: Period) -> tuple[int, int]:
    days = ((period.end or date.max) - (period.start or date.min)).days
    return days, period.position
