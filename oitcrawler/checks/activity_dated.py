"""An activity of the wanted kind is reported with the date on which it was held, inside the fiscal year.

Looks for the words of the activity and, in the same block or within 300 characters, for a day. The day of a law, of
a signature or of publishing is not the day of an activity.

Codes:
* `activity-undated`: the activity is reported without the day on which it was held.
* `activity-outside-period`: every day named with it lies outside the wanted fiscal year.
Pictures with hardly any text give a review, because dates inside pictures cannot be read.

Source: seed 001, o16, FY2568 (ethics activities must carry the day and time on which they were held, lest they be
taken for old pictures); reference oit-2566 o35 (held in the year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ..about.stated import is_signed_or_published
from ..evidence.model import Evidence
from ..model import Citation, Met, NotApplicable, Result, Review, Text
from ..thai.dates import find_periods
from ..thai.periods import Period, Precision, fiscal_year
from ._verdicts import in_name, missing, nothing_found, wrong
from ._words import Spot, by_ocr, opening, says, show, spots
from .base import Case, CheckParams, Found, best_of, each

CODES = ("activity-undated", "activity-outside-period")

ACTIVITIES = ("กิจกรรม", "โครงการ", "อบรม", "ประชุม", "สัมมนา", "ประกาศเจตนารมณ์", "พิธี", "รณรงค์")
_NEAR = 300
_TELLING = 60
_TIME = re.compile(r"\d{1,2}\s*[.:]\s*\d{2}\s*น")
_LONGEST = timedelta(days=45)


class Params(CheckParams):
    """`about` are the words of the activity; `with_time` also asks for the hour, `offset` moves the year."""

    about: tuple[str, ...] = ACTIVITIES
    offset: int = 0
    with_time: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day that stands with the words of an activity."""

    period: Period
    text: str
    cite: Citation
    published: bool


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the evidence found dates its activity inside the wanted year."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("กิจกรรมในเรื่องนี้", "an activity of this kind"))
    year = case.year + params.offset
    result = best_of(each(case.found, lambda one: _judge(one, year, params)))
    return _not_told(case.found[0].evidence) if isinstance(result, NotApplicable) else result


def _judge(found: Found, year: int, params: Params) -> Result:
    evidence = found.evidence
    days = tuple(_days(found, params))
    held = tuple(day for day in days if not day.published)
    inside = [day for day in held if fiscal_year(year).covers(day.period)]
    if inside:
        return _inside(evidence, inside, year, params)
    if published := next((day for day in days if day.published and fiscal_year(year).covers(day.period)), None):
        return _only_published(evidence, published)
    if held:
        return _outside(evidence, held, year)
    return _undated(evidence, params)


def _days(found: Found, params: Params) -> Iterator[Day]:
    evidence = found.evidence
    labels = (Spot(" ".join(found.labels)),) if found.labels else ()
    for spot in (*labels, *spots(evidence)):
        for period in find_periods(spot.text):
            near = spot.text[max(0, period.position - _NEAR) : period.position + len(period.phrase) + _NEAR]
            if _is_day(period) and says(near, params.about, spot.origin):
                quote = show(evidence, spot, period.phrase)
                yield Day(period, near, quote, is_signed_or_published(spot.text, period))


def _is_day(period: Period) -> bool:
    if period.precision is not Precision.DAY or period.start is None or period.end is None:
        return False
    return period.end - period.start < _LONGEST


def _inside(evidence: Evidence, days: list[Day], year: int, params: Params) -> Result:
    timed = next((day for day in days if _TIME.search(day.text)), None)
    first = timed or days[0]
    said = " ".join(first.period.phrase.split())
    if params.with_time and timed is None:
        return Review(
            CODES[0],
            in_name(
                evidence,
                f"กิจกรรมระบุวันที่ “{said}” แต่ไม่พบเวลา โปรดเปิดดูว่าระบุเวลาที่จัดกิจกรรมหรือไม่",
                f"the activity is dated “{said}”, but no hour was found; please look whether the time is given",
            ),
            (first.cite,),
        )
    return Met(
        in_name(
            evidence,
            f"กิจกรรมจัดเมื่อ “{said}” อยู่ในปีงบประมาณ พ.ศ. {year}",
            f"the activity was held on “{said}”, in fiscal year {year} B.E.",
        ),
        (first.cite,),
    )


def _only_published(evidence: Evidence, day: Day) -> Review:
    said = " ".join(day.period.phrase.split())
    return Review(
        CODES[0],
        in_name(
            evidence,
            f"พบเพียงวันที่เผยแพร่หรือลงนาม “{said}” โปรดเปิดดูว่าระบุวันที่จัดกิจกรรมหรือไม่",
            f"only the day of publishing or signing, “{said}”, was found; please look for the day of the activity",
        ),
        (day.cite,),
    )


def _outside(evidence: Evidence, held: tuple[Day, ...], year: int) -> Result:
    said = " ".join(held[0].period.phrase.split())
    return wrong(
        CODES[1],
        in_name(
            evidence,
            f"กิจกรรมระบุวันที่ “{said}” ซึ่งไม่อยู่ในปีงบประมาณ พ.ศ. {year} (1 ต.ค. {year - 1} – 30 ก.ย. {year})",
            f"the activity is dated “{said}”, outside fiscal year {year} B.E. "
            f"(1 October {year - 1} to 30 September {year})",
        ),
        tuple(day.cite for day in held[:3]),
    )


def _not_told(evidence: Evidence) -> Review:
    return Review(
        CODES[0],
        in_name(
            evidence,
            "ไม่พบข้อความที่กล่าวถึงกิจกรรม โปรดเปิดดูว่ามีกิจกรรมพร้อมวันที่จัดหรือไม่",
            "no text tells of the activity; please look whether an activity and its day are shown",
        ),
        (opening(evidence),),
    )


def _undated(evidence: Evidence, params: Params) -> Result:
    named = [spot for spot in spots(evidence) if says(spot.text, params.about, spot.origin)]
    reason = in_name(
        evidence,
        "ไม่พบวันที่จัดกิจกรรม โปรดระบุวันที่และเวลาที่จัดไว้กับเนื้อหาและภาพกิจกรรม",
        "no day of the activity was found; please write its day and time beside the text and the pictures",
    )
    if not named:
        return NotApplicable(reason)
    longest = max(named, key=lambda spot: len(spot.text))
    proof = (show(evidence, longest, says(longest.text, params.about, longest.origin) or ""),)
    if by_ocr(evidence) or (evidence.images and len(longest.text) < _TELLING):
        return Review(CODES[0], reason, proof)
    return missing(evidence, CODES[0], reason, proof)
