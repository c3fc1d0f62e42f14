"""What does not agree in a file of scores, and what is not known of its year: said, never mended silently."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..checklist import Checklist
from ..model import Text, Verdict
from ..score import score as oit_score
from ..thai.fold import fold
from .analysis import Analysis, computed_total
from .numbers import hundredths

# Published numbers are rounded: a mean of five rounded numbers may differ by a hundredth, a sum of means by two.
_SLACK: Final = Decimal("0.02")


def doubts(analysis: Analysis, checklist: Checklist | None = None) -> tuple[Text, ...]:
    """Return what a person should look at before the numbers are published again; empty when all agrees."""
    return (
        *_missing(analysis),
        *_totals(analysis),
        *_instruments(analysis),
        *_questions(analysis),
        *_items(analysis, checklist),
        *_ratings(analysis),
        *(
            Text(
                f"อ่านแถวนี้ไม่ออกจึงไม่ได้นำมาวิเคราะห์ — {one.th}", f"this row could not be placed and was left out: {one.en}"
            )
            for one in analysis.scores.unread
        ),
    )


def _missing(analysis: Analysis) -> Iterator[Text]:
    given = analysis.scores.indicators
    missing = [one.number for one in analysis.scale.indicators if one.number not in given]
    if missing and given:
        which = ", ".join(missing)
        yield Text(f"ไฟล์คะแนนไม่มีตัวชี้วัดที่ {which}", f"the file has no score of indicators {which}")


def _totals(analysis: Analysis) -> Iterator[Text]:
    published, computed = analysis.scores.total, computed_total(analysis)
    if published is not None and computed is not None and abs(published - computed) > _SLACK:
        yield Text(
            f"คะแนนรวมในไฟล์ {published} ไม่ตรงกับที่คำนวณจากตัวชี้วัดและค่าน้ำหนักได้ {computed} ให้ตรวจกับประกาศผล",
            f"the total in the file, {published}, is not what the indicators give, {computed}; compare with the notice",
        )
    if not analysis.scale.weights_confirmed and (published is None or computed is None) and computed is not None:
        yield Text(
            f"ยังไม่พบแหล่งยืนยันค่าน้ำหนักของปี {analysis.scale.year} คะแนนรวมที่คำนวณได้จึงเป็นค่าประมาณ",
            f"the weights of {analysis.scale.year} are not confirmed, so the total computed is an estimate",
        )


def _instruments(analysis: Analysis) -> Iterator[Text]:
    for one in analysis.instruments:
        computed = None if one.score is None else hundredths(one.score)
        if computed is None or not one.parts or min(one.parts) - _SLACK <= computed <= max(one.parts) + _SLACK:
            continue
        published = ", ".join(str(part) for part in one.parts)
        name = one.instrument.name
        yield Text(
            f"{name} ในไฟล์ {published} ไม่ตรงกับค่าเฉลี่ยของตัวชี้วัดในเครื่องมือนี้ {computed}",
            f"{name} in the file, {published}, is not the mean of its indicators, {computed}",
        )


def _questions(analysis: Analysis) -> Iterator[Text]:
    given = analysis.scores.questions
    places = analysis.scale.questions
    if not analysis.scale.questions_confirmed:
        return
    for code in (one for one in given if one not in places):
        yield Text(
            f"ปี {analysis.scale.year} ไม่มีคำถามข้อ {code}",
            f"{analysis.scale.year} has no question {code}",
        )
    for number, score in analysis.scores.indicators.items():
        codes = [code for code, of in places.items() if of == number]
        if not codes or any(code not in given for code in codes):
            continue
        mean = hundredths(sum((given[code] for code in codes), Decimal(0)) / len(codes))
        if abs(mean - score) > _SLACK:
            yield _disagrees(number, score, mean)


def _items(analysis: Analysis, checklist: Checklist | None) -> Iterator[Text]:
    given = analysis.scores.items
    if checklist is None or not given:
        return
    strange = [code for code in given if all(code != one.id for one in checklist.items)]
    if strange:
        which = ", ".join(strange)
        yield Text(f"รายการ OIT ปี {checklist.key} ไม่มีข้อ {which}", f"the OIT list {checklist.key} has no item {which}")
    whole = all(one.id in given for one in checklist.items)
    full, none = Decimal(str(checklist.scoring.met)), Decimal(str(checklist.scoring.not_met))
    if not whole or not checklist.scoring.means or any(value not in (full, none) for value in given.values()):
        return
    verdicts = {code: Verdict.PASS if value == full else Verdict.GAP for code, value in given.items()}
    by_indicator = oit_score(checklist, verdicts).indicators
    for number, score in analysis.scores.indicators.items():
        mean = hundredths(Decimal(repr(by_indicator[number].min))) if number in by_indicator else score
        if abs(mean - score) > _SLACK:
            yield _disagrees(number, score, mean)


def _disagrees(number: str, score: Decimal, mean: Decimal) -> Text:
    return Text(
        f"ตัวชี้วัดที่ {number} ในไฟล์ได้ {score} แต่คำนวณจากรายข้อได้ {mean} ให้ตรวจคะแนนรายข้อกับประกาศผล",
        f"indicator {number} has {score} in the file, but its questions or items give {mean}; compare with the notice",
    )


def _ratings(analysis: Analysis) -> Iterator[Text]:
    published = fold(analysis.scores.rating)
    words = analysis.rating.words
    names = {fold(name) for one in analysis.rating.names for name in (one.th, one.en)}
    if published and names and words and not any(published.removeprefix("ระดับ").strip() == name for name in names):
        yield Text(
            f"ระดับในไฟล์ “{analysis.scores.rating}” ไม่ตรงกับเกณฑ์ที่ทราบของปี {analysis.scale.year} ซึ่งได้ “{words.th}”",
            f"the rating in the file, “{analysis.scores.rating}”, is not that of the scale known of "
            f"{analysis.scale.year}, “{words.en}”",
        )
    if words and not analysis.rating.confirmed and not published:
        yield Text(
            f"ยังไม่พบแหล่งยืนยันเกณฑ์ระดับผลการประเมินส่วนนี้ของปี {analysis.scale.year} ระดับ “{words.th}” จึงต้องตรวจกับประกาศผล",
            f"this part of the scale of {analysis.scale.year} is not confirmed; compare the rating “{words.en}” "
            "with the notice",
        )
