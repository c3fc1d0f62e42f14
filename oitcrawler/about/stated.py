"""Which periods a text states of itself, as opposed to days of signature, deadlines and the assessment's own year.

Years of laws are left out by `find_periods` already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..thai.dates import find_periods
from ..thai.fold import arabic_digits
from ..thai.periods import BUDDHIST_OFFSET, Period, Precision, fiscal_year_of

_SHORT: Final = 27
_SIGNED: Final = re.compile(
    r"(ลงวันที่|ลงนาม|ประกาศ\s*ณ|ให้ไว้\s*ณ|สั่ง\s*ณ|ณ\s*วันที่|เมื่อวันที่|เผยแพร่เมื่อ|โพสต์เมื่อ|โพสท์เมื่อ|อัพเดท|อัปเดต|ปรับปรุงล่าสุด"
    r"|ภายในวันที่|ภายในเดือน)[^\n\d]{0,40}$"
)
_NOT_HELD: Final = re.compile(
    r"(ลงวันที่|ลงนาม|ประกาศ\s*ณ(?:\s*วันที่)?|ให้ไว้\s*ณ(?:\s*วันที่)?|สั่ง\s*ณ(?:\s*วันที่)?|เผยแพร่(?:เมื่อ)?|โพสต์(?:เมื่อ)?"
    r"|โพสท์(?:เมื่อ)?|อัพเดท|อัปเดต|ปรับปรุงล่าสุด|ภายใน(?:วันที่)?|วันที่ประกาศ|วันที่ลงข่าว|posted|updated|date)[\s:เมื่อวันที่]{0,20}$",
    re.IGNORECASE,
)
_ASSESSMENT: Final = re.compile(
    r"(\b(?:ita|oit|iit|eit|lpa)\b|\b(?:ita|oit)(?=\s*\d)|การประเมินคุณธรรมและความโปร่งใส[^\n]{0,60}|การเปิดเผยข้อมูลสาธารณะ)"
    r"[\s():\-–_/]*(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?[\s.]*(?:พ\.?\s*ศ\.?)?\s*$",
    re.IGNORECASE,
)
_RESULT: Final = re.compile(r"ผลการประเมินคุณธรรมและความโปร่งใส|ผลการประเมิน\s?ITA")
_OF_A_YEAR: Final = re.compile(r"ประจำ|งบ|รอบ")
_NOT_OWN: Final = re.compile(r"\b(?:ita|oit|iit|eit|lpa)(?![a-z])|การศึกษา", re.IGNORECASE)


def stated(text: str) -> Iterator[Period]:
    """Yield the periods that a text states of itself; a report on the assessment's result is of the year assessed."""
    is_result = _RESULT.search(text) is not None
    return (period for period in find_periods(text) if is_statement(text, period) or (is_result and _is_year(period)))


def is_statement(text: str, period: Period) -> bool:
    """Whether a period found in a text says what the text is about.

    The month of a signature or a deadline, a single day, a school year and the year of the assessment itself ("ITA
    2568") do not; years of laws are left out by `find_periods`.
    """
    before = arabic_digits(text[max(0, period.position - 160) : period.position])
    if _ASSESSMENT.search(before) or _NOT_OWN.search(period.phrase) or _is_short(period):
        return False
    loose = period.precision in (Precision.MONTH, Precision.YEAR) and not _OF_A_YEAR.search(period.phrase)
    return not (loose and _SIGNED.search(before))


def _is_year(period: Period) -> bool:
    return "งบ" in period.phrase and len(years(period)) == 1


def is_signed_or_published(text: str, period: Period) -> bool:
    """Whether a day is that of a law, a signature, a deadline or of publishing, not of what happened."""
    before = arabic_digits(text[max(0, period.position - 60) : period.position])
    return _NOT_HELD.search(before) is not None


def _is_short(period: Period) -> bool:
    if period.start is None or period.end is None:
        return period.precision is Precision.DAY
    return (period.end - period.start).days < _SHORT


def readings(period: Period) -> tuple[Period, ...]:
    """Return all readings of a phrase, most likely first."""
    return (period, *period.alternatives)


def years(period: Period) -> range:
    """Return the years B.E. that a phrase names, as a clerk would say them: FY2568 is 2568, and so is ปี 2568."""
    if period.start is None or period.end is None:
        return range(0)
    if period.precision in (Precision.YEAR, Precision.FISCAL_YEAR):
        last = period.end.year + BUDDHIST_OFFSET
        first = period.start.year + BUDDHIST_OFFSET + (1 if period.start.month >= 10 else 0)
        return range(first, last + 1)
    return range(fiscal_year_of(period.start), fiscal_year_of(period.end) + 1)


def is_of_budget(reading: Period, phrase: str) -> bool:
    """Whether a reading of a phrase can only mean a year of the budget."""
    return "งบ" in phrase or reading.precision is Precision.FISCAL_YEAR


def all_years(period: Period) -> frozenset[int]:
    """Return every year B.E. that somebody could call the phrase's own, in any reading.

    The calendar years count too, unless the phrase itself says that it means a budget's year.
    """
    found: set[int] = set()
    for one in readings(period):
        found.update(years(one))
        if one.start is not None and one.end is not None and not is_of_budget(one, period.phrase):
            found.update(range(one.start.year + BUDDHIST_OFFSET, one.end.year + BUDDHIST_OFFSET + 1))
    return frozenset(found)
