"""The evidence says that it is of the wanted period.

Looks at the words of the link, the title, the file's name and the headings, then at the first pages; for a
half-year also at all headings and captions. Years of laws, days of signature and the assessment's own year ("ITA
2568") are not statements of a period. Names and labels outrank the body; when they contradict each other, or only
the file's name or its properties tell the year, a person must look.

Codes:
* `period-mismatch`: the evidence names another period and never the wanted one.
* `period-not-stated`: the evidence does not say which period it is of; a gap only when the year demands that it
  says so (`must_say`).

Source: seed 004, o11, FY2565 (the report must say that it is of the first six months of the year); reference
oit-2565 o11, o15, o23, oit-2568 o6, o12 (the period is part of the item's name).
"""

from __future__ import annotations

from ..evidence.model import Evidence
from ..model import Met, NotMet, Result, Review, Text
from ._judging_periods import (
    contradicting,
    fits_half,
    fits_year,
    goes_beyond_half,
    halves_in_pieces,
    is_other_half,
    is_undated_half,
    leading,
)
from ._periods import (
    Rank,
    Statement,
    Wanted,
    contradicts,
    heading_statements,
    is_of_year,
    statements,
    touches_year,
    wanted_words,
)
from ._verdicts import documents_first, in_name, missing, nothing_found, wrong
from ._words import by_ocr, opening
from .base import Case, CheckParams, Found, best_of, each

CODES = ("period-mismatch", "period-not-stated")


class Params(CheckParams):
    """`offset` is added to the checklist's year; `many_years` lets a plan of several years count.

    A year before the checklist's is over, so that a report of its first months alone is not of the whole year.
    """

    period: Wanted = "fiscal-year"
    offset: int = 0
    many_years: bool = False
    must_say: bool = False


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the documents found says that it is of the wanted period."""
    year = case.year + params.offset
    found = documents_first(case)
    if not found:
        return nothing_found(case, "period-not-stated", Text("เอกสารของช่วงเวลานี้", "a document of this period"))
    if params.period == "first-half" and (pooled := _pooled(found, year)) is not None:
        return pooled
    result = best_of(each(found, lambda one: _judge(one, year, params)))
    return _unless_elsewhere(case, _page_says_so(case, result, year, params))


def _pooled(found: tuple[Found, ...], year: int) -> Met | None:
    """Return that the documents together name all six months, when they do and each of them was read."""
    if len(found) < 2 or any(one.evidence.obstacle is not None for one in found):
        return None
    pieces = halves_in_pieces([one for each_found in found for one in statements(each_found)], year)
    if not pieces:
        return None
    words = wanted_words(year, "first-half")
    return Met(
        Text(f"เอกสารรวมกันระบุครบ {words.th}", f"The documents together name {words.en}"),
        tuple(one.cite for one in pieces),
    )


def _judge(found: Found, year: int, params: Params) -> Result:
    stated = statements(found)
    if params.period == "fiscal-year":
        return _judge_year(found.evidence, stated, year, params)
    return _judge_half(found.evidence, (*stated, *heading_statements(found.evidence)), year, params)


def _judge_year(evidence: Evidence, stated: tuple[Statement, ...], year: int, params: Params) -> Result:
    good, contradicted = leading(
        stated, lambda one: fits_year(one, year, many_years=params.many_years, is_over=params.offset < 0), year
    )
    if good is not None:
        return (
            _conflict(evidence, good, stated, year, params) if contradicted else _fitting(evidence, good, year, params)
        )
    if others := contradicting(stated, year):
        return _mismatch(evidence, others, year, params)
    if several := next((one for one in stated if touches_year(one.period, year)), None):
        return _doubtful(evidence, several, year, params)
    return _not_stated(evidence, year, params)


def _judge_half(evidence: Evidence, stated: tuple[Statement, ...], year: int, params: Params) -> Result:
    good, contradicted = leading(stated, lambda one: fits_half(one, year), year)
    if good is not None:
        return (
            _conflict(evidence, good, stated, year, params) if contradicted else _fitting(evidence, good, year, params)
        )
    if pieces := halves_in_pieces(stated, year):
        return Met(_met(evidence, pieces[0], year, params).reason, tuple(one.cite for one in pieces))
    if others := contradicting(stated, year):
        return _mismatch(evidence, others, year, params)
    half = next((one for one in stated if is_undated_half(one.period)), None)
    own_year = next((one for one in stated if one.rank < Rank.FILE and is_of_year(one.period, year)), None)
    if half is not None and own_year is not None:
        return Met(_met(evidence, half, year, params).reason, tuple(dict.fromkeys((half.cite, own_year.cite))))
    return _not_the_half(evidence, stated, year, params)


def _not_the_half(evidence: Evidence, stated: tuple[Statement, ...], year: int, params: Params) -> Result:
    wider = next((one for one in stated if goes_beyond_half(one.period, year)), None)
    if wider is not None:
        return _doubtful(evidence, wider, year, params) if params.must_say else _met(evidence, wider, year, params)
    if other := next((one for one in stated if one.rank < Rank.FILE and is_other_half(one.period, year)), None):
        return _mismatch(evidence, (other,), year, params)
    part = next((one for one in stated if touches_year(one.period, year) or is_undated_half(one.period)), None)
    return _not_stated(evidence, year, params, part)


def _fitting(evidence: Evidence, good: Statement, year: int, params: Params) -> Met | Review:
    """Accept what fits; what only a file's name says must be looked at."""
    if good.rank is not Rank.FILE:
        return _met(evidence, good, year, params)
    words = wanted_words(year, params.period)
    return Review(
        "period-not-stated",
        in_name(
            evidence,
            f"มีเพียงชื่อไฟล์หรือคุณสมบัติของไฟล์ที่บอกปี โปรดเปิดดูว่าเนื้อหาเป็นของ{words.th}หรือไม่",
            f"only the file's name or properties tell the year; please look whether the content is of {words.en}",
        ),
        (good.cite,),
    )


def _met(evidence: Evidence, good: Statement, year: int, params: Params) -> Met:
    words = wanted_words(year, params.period)
    said = " ".join(good.period.phrase.split())
    return Met(
        in_name(evidence, f"ระบุ “{said}” ตรงกับ{words.th}", f"says “{said}”, which is {words.en}"),
        (good.cite,),
    )


def _conflict(evidence: Evidence, good: Statement, stated: tuple[Statement, ...], year: int, params: Params) -> Review:
    words = wanted_words(year, params.period)
    bad = next((one for one in stated if contradicts(one, year)), good)
    said, other = " ".join(good.period.phrase.split()), " ".join(bad.period.phrase.split())
    return Review(
        "period-mismatch",
        in_name(
            evidence,
            f"ระบุทั้ง “{other}” และ “{said}” โปรดเปิดดูว่าเป็นข้อมูลของ{words.th}หรือไม่",
            f"says both “{other}” and “{said}”; please look whether it is of {words.en}",
        ),
        (bad.cite, good.cite),
    )


def _mismatch(evidence: Evidence, others: tuple[Statement, ...], year: int, params: Params) -> NotMet | Review:
    words = wanted_words(year, params.period)
    said = " ".join(others[0].period.phrase.split())
    reason = in_name(
        evidence,
        f"ระบุว่าเป็นของ “{said}” แต่ต้องเป็น{words.th}",
        f"says that it is of “{said}”, but {words.en} is asked for",
    )
    return wrong("period-mismatch", reason, (others[0].cite,), scanned=by_ocr(evidence))


def _doubtful(evidence: Evidence, several: Statement, year: int, params: Params) -> Review:
    words = wanted_words(year, params.period)
    said = " ".join(several.period.phrase.split())
    return Review(
        "period-not-stated",
        in_name(
            evidence,
            f"ระบุ “{said}” ซึ่งกว้างหรือแคบกว่า{words.th} โปรดเปิดดูว่ามีข้อมูลของช่วงนี้ชัดเจนหรือไม่",
            f"says “{said}”, which is more or less than {words.en}; please look whether this period is clearly shown",
        ),
        (several.cite,),
    )


def _not_stated(evidence: Evidence, year: int, params: Params, part: Statement | None = None) -> Result:
    words = wanted_words(year, params.period)
    seen = f" (พบเพียง “{' '.join(part.period.phrase.split())}”)" if part else ""
    seen_en = f" (it says only “{' '.join(part.period.phrase.split())}”)" if part else ""
    reason = in_name(
        evidence, f"ไม่ได้ระบุว่าเป็นข้อมูลของ{words.th}{seen}", f"does not say that it is of {words.en}{seen_en}"
    )
    proof = (part.cite,) if part else (opening(evidence),)
    if params.must_say:
        return missing(evidence, "period-not-stated", reason, proof)
    return Review("period-not-stated", reason, proof)


def _page_says_so(case: Case, result: Result, year: int, params: Params) -> Result:
    """Turn a gap into a review when the page that holds the document names the wanted period itself."""
    if not isinstance(result, NotMet):
        return result
    for page in case.found:
        if not page.evidence.is_page or page.evidence.obstacle is not None:
            continue
        near = tuple(one for one in statements(page) if one.rank < Rank.FILE)
        fits = next((one for one in near if _fits(one, year, params)), None)
        if fits is not None and case.documents():
            return Review(
                result.code,
                Text(
                    f"{result.reason.th} แต่หน้าเว็บที่เผยแพร่ระบุช่วงเวลาที่ถูกต้อง โปรดเปิดดูเอกสาร",
                    f"{result.reason.en}; the page that publishes it names the right period: please look",
                ),
                (*result.proof, fits.cite),
            )
    return result


def _unless_elsewhere(case: Case, result: Result) -> Result:
    """Turn a wrong year into a review when the site was not seen whole: the right document may be what was not seen."""
    if not isinstance(result, NotMet) or result.code != "period-mismatch" or case.coverage.obstacle is None:
        return result
    seen = case.coverage.seen
    return Review(
        result.code,
        Text(
            f"{result.reason.th} แต่ยังตรวจเว็บไซต์ได้ไม่ครบ ({seen.th}) โปรดดูว่ามีเอกสารของช่วงเวลาที่ต้องการหรือไม่",
            f"{result.reason.en}; but the site was not seen whole ({seen.en}): please look for the right document",
        ),
        result.proof,
    )


def _fits(one: Statement, year: int, params: Params) -> bool:
    if params.period == "first-half":
        return fits_half(one.period, year)
    return fits_year(one.period, year, many_years=params.many_years, is_over=params.offset < 0)
