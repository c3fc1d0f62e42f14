"""The chapter of measures: the table with its six columns, equal measures of several items in one row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..ita_scores import Analysis, Asked, ScoredIndicator
from ..model import Text
from ..report import FindingStatus, Measure
from ..report.plan import Cell, Chapter, Paragraph, PlanTable, to_fill
from .about import OPEN, About

COLUMNS: Final = (
    Text("ประเด็น", "Issue"),
    Text("มาตรการ", "Measure"),
    Text("ขั้นตอนหรือวิธีการ", "Steps"),
    Text("ระยะเวลาดำเนินการ", "Time frame"),
    Text("ผู้รับผิดชอบ", "Responsible"),
    Text("การกำกับติดตาม", "Monitoring"),
)
_WIDTHS: Final = (6, 5, 9, 4, 4, 5)
_PLACE: Final = "\0"
BROKEN_LINK: Final = "broken-link"
_NOTHING: Final = Text(
    "การตรวจครั้งนี้ไม่พบช่องว่างที่ต้องมีมาตรการ (ข้อที่ยังต้องให้คนตรวจหรือตรวจไม่ได้ อยู่ในบทที่ 4)",
    "This check found no gap that needs a measure (what a person must still look at stands in chapter 4).",
)


@dataclass(frozen=True, slots=True)
class Grouped:
    """One measure, and the findings that it is against: `against` are their codes with the item ("": the site)."""

    against: tuple[tuple[str, str], ...]
    issues: tuple[Text, ...]
    measure: Text
    steps: tuple[Text, ...]
    time_frame: Text
    owners: tuple[Text, ...]
    monitoring: Text

    def covers(self, code: str, item: str | None) -> bool:
        """Whether the measure is against a finding's code in an item (None: the site as a whole)."""
        return (code, item or "") in self.against


def chapters(about: About) -> Iterator[Chapter]:
    """Yield the chapter of measures: for staff, for the public, for disclosure."""
    yield Chapter(
        Text(
            f"5. มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. {about.year}",
            f"5. Measures of fiscal year {about.year}",
        ),
        is_wide=True,
    )
    sides = (
        ("IIT", Text("5.1 มาตรการสำหรับผู้มีส่วนได้ส่วนเสียภายใน (IIT)", "5.1 Measures for staff (IIT)")),
        ("EIT", Text("5.2 มาตรการสำหรับผู้มีส่วนได้ส่วนเสียภายนอก (EIT)", "5.2 Measures for the public (EIT)")),
    )
    for instrument, title in sides:
        yield Chapter(title, _perceived(about, instrument), 2, is_wide=True)
    title = Text("5.3 มาตรการด้านการเปิดเผยข้อมูลสาธารณะ (OIT)", "5.3 Measures for disclosure (OIT)")
    rows = (*(_row(one) for one in grouped(about)), *_failed_rows(about))
    if rows:
        body: tuple[Paragraph | PlanTable, ...] = (PlanTable(COLUMNS, rows, _WIDTHS),)
    else:
        body = (Paragraph(_NOTHING),)
    yield Chapter(title, body, 2, is_wide=True)


def _failed_rows(about: About) -> Iterator[tuple[Cell, ...]]:
    """Yield the measures against items that the published result failed and in which the check found no gap."""
    analysis = about.analysis
    if analysis is None:
        return
    gaps = {item.id for item in about.report.items if item.measures} if about.same_year else set()
    for asked in about.indicators:
        failed = [one for one in analysis.items if one.indicator == asked.number and one.code not in gaps]
        if failed:
            year = analysis.scores.year
            th = ", ".join(f"{one.code.upper()} {one.title.th}".strip() for one in failed)
            en = ", ".join(f"{one.code.upper()} {one.title.en}".strip() for one in failed)
            issue = Text(f"ข้อที่ไม่ได้คะแนนเต็มในผลประเมินปี {year}: {th}", f"Items that fell short in {year}: {en}")
            yield _written_row(asked, issue, about.year - 1)


def grouped(about: About, statuses: tuple[FindingStatus, ...] = OPEN) -> tuple[Grouped, ...]:
    """Return the measures against what the check found, equal ones of several items together, dearest item first.

    `statuses` are those of the findings that count; measures of items with a gap always do.
    """
    worth = {item.id: item.worth for item in about.report.items}
    measures = sorted(_measures(about, statuses), key=lambda one: -worth.get(one.item, 0.0))
    groups: dict[tuple[str, ...], list[Measure]] = {}
    for one in dict.fromkeys(measures):
        groups.setdefault(_sameness(one), []).append(one)
    return tuple(_group(about, same) for same in groups.values())


def _measures(about: About, statuses: tuple[FindingStatus, ...]) -> Iterator[Measure]:
    report = about.report
    there: set[tuple[str, str | None]] = set()
    for item in report.items:
        there |= {(one.code, item.id) for one in item.measures}
        yield from item.measures
    wanted = dict.fromkeys((one.code, one.item) for one in report.findings if one.status in statuses)
    if any(one.confirmed for one in report.links.broken):
        wanted[BROKEN_LINK, None] = None
    for code, item_id in wanted:
        found = None if (code, item_id) in there else about.measure_of(code, item_id)
        if found is not None:
            yield found


def _sameness(one: Measure) -> tuple[str, ...]:
    """Return what makes two measures one: everything but the item's number and the unit."""
    words = (one.measure, *one.steps, one.time_frame, one.monitoring)
    return tuple(_without(text.th, one.item) for text in words)


def _without(words: str, item: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(item)}(?!\w)", _PLACE, words, flags=re.IGNORECASE) if item else words


def _group(about: About, same: list[Measure]) -> Grouped:
    order = {item.id: at for at, item in enumerate(about.report.items)}
    same = sorted(same, key=lambda one: order.get(one.item, -1))
    first = same[0]
    items = tuple(dict.fromkeys(one.item for one in same if one.item))
    named = ", ".join(item.upper() for item in items)

    def said(text: Text) -> Text:
        return Text(*(_without(words, first.item).replace(_PLACE, named) for words in (text.th, text.en)))

    return Grouped(
        against=tuple(dict.fromkeys((one.code, one.item) for one in same)),
        issues=tuple(dict.fromkeys(one.issue for one in same)),
        measure=said(first.measure),
        steps=tuple(said(step) for step in first.steps),
        time_frame=first.time_frame,
        owners=tuple(dict.fromkeys(one.owner for one in same)),
        monitoring=said(first.monitoring),
    )


def _row(one: Grouped) -> tuple[Cell, ...]:
    return (
        _bullets(one.issues),
        (one.measure,),
        _numbered(one.steps),
        (one.time_frame,),
        one.owners,
        (one.monitoring,),
    )


def _bullets(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return texts if len(texts) == 1 else tuple(Text(f"- {one.th}", f"- {one.en}") for one in texts)


def _numbered(texts: tuple[Text, ...]) -> tuple[Text, ...]:
    return tuple(Text(f"{at}. {one.th}", f"{at}. {one.en}") for at, one in enumerate(texts, 1))


def _perceived(about: About, instrument: str) -> tuple[Paragraph | PlanTable, ...]:
    """Return the measures for what staff or the public think; places to fill in where that is not known."""
    analysis = about.analysis
    known = [one for one in analysis.ranked if one.instrument == instrument] if analysis else []
    if analysis is None or not known:
        gap = to_fill(
            f"มาตรการจากผล {instrument} (ไม่มีคะแนนในไฟล์ที่ให้มา)", f"measures from {instrument} (no scores were given)"
        )
        blank: Cell = (to_fill("…", "…"),)
        return (Paragraph(gap), PlanTable(COLUMNS, (tuple(blank for _ in COLUMNS),), _WIDTHS))
    weak = [one for one in known if _needs(analysis, one)]
    rows = [_indicator_row(about, analysis, one) for one in sorted(weak, key=lambda one: (one.score, int(one.number)))]
    kept = [one for one in known if one not in weak]
    if kept:
        rows.append(_kept_row(about, kept))
    return (PlanTable(COLUMNS, tuple(rows), _WIDTHS),)


def _needs(analysis: Analysis, one: ScoredIndicator) -> bool:
    return one in analysis.weaknesses or one in analysis.below_goal or bool(_low(analysis, one))


def _low(analysis: Analysis, one: ScoredIndicator) -> tuple[tuple[str, Decimal], ...]:
    """Return the questions of an indicator that are below the threshold."""
    threshold = analysis.scale.threshold
    return tuple(
        (question.code, question.score)
        for question in analysis.questions
        if question.indicator == one.number and question.score < threshold
    )


def _indicator_row(about: About, analysis: Analysis, one: ScoredIndicator) -> tuple[Cell, ...]:
    asked = next(asked for asked in about.indicators if asked.number == one.number)
    low = ", ".join(f"{code} ({score})" for code, score in _low(analysis, one))
    threshold = analysis.scale.threshold
    th = f" โดยข้อที่ต่ำกว่า {threshold}: {low}" if low else ""
    en = f"; questions below {threshold}: {low}" if low else ""
    issue = Text(
        f"ตัวชี้วัดที่ {one.number} {one.title.th} ได้ {one.score} คะแนน{th}",
        f"Indicator {one.number}, {one.title.en}: {one.score}{en}",
    )
    return _written_row(asked, issue, about.year - 1)


def _written_row(asked: Asked, issue: Text, year: int) -> tuple[Cell, ...]:
    written = asked.measure

    def fill(words: Text) -> Text:
        return Text(
            *(one.replace("{year}", str(year)).replace("{next_year}", str(year + 1)) for one in (words.th, words.en))
        )

    steps = tuple(fill(step.text()) for step in written.steps)
    cells = (written.measure, written.time_frame, written.owner, written.monitoring)
    measure, time_frame, owner, monitoring = (fill(cell.text()) for cell in cells)
    return ((issue,), (measure,), _numbered(steps), (time_frame,), (owner,), (monitoring,))


def _kept_row(about: About, kept: Iterable[ScoredIndicator]) -> tuple[Cell, ...]:
    told = ", ".join(f"{one.number} ({one.score})" for one in sorted(kept, key=lambda one: int(one.number)))
    year = about.year
    return (
        (Text(f"ตัวชี้วัดที่ผ่านเกณฑ์: {told}", f"Indicators that reach the threshold: {told}"),),
        (Text("มาตรการรักษาระดับมาตรฐาน", "Keep the standard"),),
        (
            Text("1. ปฏิบัติตามแนวทางเดิมและสื่อสารผลที่ทำได้ดีแก่บุคลากร", "1. Go on as before, and tell staff what went well"),
            Text("2. ทบทวนข้อที่คะแนนลดลงจากปีก่อน (ถ้ามี)", "2. Look again at what fell since last year, if anything"),
        ),
        (Text(f"ตลอดปีงบประมาณ พ.ศ. {year}", f"fiscal year {year}"),),
        (Text("ทุกสำนัก/กอง", "every division"),),
        (Text("รายงานต่อปลัดทุก 6 เดือน", "reported to the clerk every six months"),),
    )
