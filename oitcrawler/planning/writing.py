"""Puts the chapters together."""

from __future__ import annotations

from .. import checklist
from ..checklist import Checklist
from ..ita_scores import Scores, analyse, doubts, indicators, scale_of
from ..model import Text
from ..report import Measure, Report
from ..report.plan import Paper, Paragraph, Plan
from . import done, measures
from .about import About, MeasureOf, day
from .by_item import items
from .following import following
from .published import analysis_of, results
from .rationale import rationale


def plan_of(
    report: Report,
    scores: Scores | None = None,
    measure_of: MeasureOf | None = None,
    listed: Checklist | None = None,
) -> Plan:
    """Return the plan against the gaps of a report, and the report on what was done, both half written.

    `scores` is the published result; without it the chapters on it are places to fill in. `measure_of` gives the
    measure against a finding of the site as a whole, or of an item that has no gap any more; without it only the
    measures that stand in the report appear. `listed` spares reading the list again when it is that of the scores'
    year. Raises ChecklistError when nothing is known of the scores' year.
    """
    about = _about(report, scores, measure_of or _from_items(report), listed)
    return Plan(about.year, _measures(about), _results(about))


def _about(report: Report, scores: Scores | None, measure_of: MeasureOf, listed: Checklist | None) -> About:
    if scores is None:
        return About(report, indicators(), None, (), measure_of)
    scale = scale_of(scores.year)
    listed = _list_of(scores.year, listed)
    analysis = analyse(scores, scale, listed)
    found = doubts(analysis, listed)
    if scores.year != report.checklist.year:
        year, other = scores.year, report.checklist.year
        found = (
            *found,
            Text(
                f"ผลคะแนนเป็นของปี {year} แต่การตรวจเว็บไซต์ใช้รายการปี {other} หมายเลขข้อของสองปีอาจไม่ตรงกัน",
                f"the scores are of {year}, the check is by the list of {other}: item numbers may differ",
            ),
        )
    return About(report, scale.indicators, analysis, found, measure_of)


def _list_of(year: int, known: Checklist | None) -> Checklist | None:
    key = str(year)
    if known is not None and known.key == key:
        return known
    return checklist.load(key) if key in checklist.available() else None


def _from_items(report: Report) -> MeasureOf:
    known = {(one.code, one.item): one for item in report.items for one in item.measures}

    def measure_of(code: str, item: str | None) -> Measure | None:
        return known.get((code, item or ""))

    return measure_of


def _measures(about: About) -> Paper:
    title = (
        Text("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "Measures for integrity and transparency"),
        Text(f"ประจำปีงบประมาณ พ.ศ. {about.year}", f"Fiscal year B.E. {about.year}"),
        about.agency,
    )
    chapters = (
        rationale(about),
        *results(about),
        *analysis_of(about),
        *items(about),
        *measures.chapters(about),
        following(about),
    )
    return Paper(title, chapters, (_draft(about),))


def _results(about: About) -> Paper:
    title = (
        Text(
            "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
            "Report on the measures for integrity and transparency",
        ),
        Text(f"ประจำปีงบประมาณ พ.ศ. {about.year_done}", f"Fiscal year B.E. {about.year_done}"),
        about.agency,
    )
    return Paper(title, tuple(done.chapters(about)), (_draft(about),))


def _draft(about: About) -> Paragraph:
    at = day(about.report.run.as_of)
    return Paragraph(
        Text(
            f"ร่างจากการตรวจเว็บไซต์ด้วยโปรแกรม oitcrawler ณ วันที่ {at.th} ให้เติมข้อความใน [กรอก: …] ตรวจทานทุกบท "
            "และลบย่อหน้านี้ก่อนเผยแพร่",
            f"A draft from a check of the website by oitcrawler as of {at.en}. Fill in what stands in [fill in: …], "
            "read every chapter, and take this paragraph out before publishing.",
        ),
        is_note=True,
    )
