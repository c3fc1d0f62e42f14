"""The chapters on the published result: scores by indicator, strengths, weaknesses, where points were lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from ..ita_scores import Analysis, ScoredIndicator, instrument_mean
from ..model import Text
from ..report.plan import Block, Cell, Chapter, Listing, Paragraph, PlanTable, to_fill
from .about import About

_WORST: Final = 10
_BLANK: Final = to_fill("คะแนน", "score")


def results(about: About) -> Iterator[Chapter]:
    """Yield the chapter of results, with a table of all ten indicators."""
    year = about.scored_year
    title = Text(
        f"2. ผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. {year}",
        f"2. Result of the assessment, fiscal year B.E. {year}",
    )
    if about.analysis is None:
        yield Chapter(title, (Paragraph(_not_given(about), is_note=True), _empty_table(about)))
        return
    yield Chapter(title, tuple(_overall(about, about.analysis)))
    yield Chapter(Text("2.1 คะแนนรายตัวชี้วัด", "2.1 Scores by indicator"), (_table(about, about.analysis),), level=2)
    yield Chapter(Text("2.2 คะแนนรายเครื่องมือ", "2.2 Scores by instrument"), (_instruments(about.analysis),), level=2)


def _not_given(about: About) -> Text:
    low, high = about.report.score.oit.min, about.report.score.oit.max
    seen = f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"
    return Text(
        "[กรอก: ผลคะแนนที่ประกาศ] ยังไม่ได้ให้ไฟล์ผลคะแนน ITA โปรแกรมจึงไม่ทราบคะแนน IIT, EIT และ OIT ที่ประกาศ "
        f"จากการตรวจเว็บไซต์เอง คาดว่าคะแนน OIT ตามรายการปี {about.report.checklist.key} อยู่ระหว่าง {seen} "
        "ซึ่งเป็นการประมาณจากหลักฐานที่พบ ไม่ใช่ผลการประเมิน",
        "[fill in: the published scores] No file of published ITA scores was given, so the scores of IIT, EIT and OIT "
        f"are not known. By its own check of the website the tool puts OIT (list {about.report.checklist.key}) at "
        f"{seen}: an estimate from the evidence located, not a result.",
    )


def _empty_table(about: About) -> PlanTable:
    rows = tuple((_one(one.number), (one.title,), (_BLANK,)) for one in about.indicators)
    return PlanTable(_COLUMNS[:3], rows, (2, 8, 3), numeric=(0, 2))


_COLUMNS: Final = (
    Text("ที่", "No."),
    Text("ตัวชี้วัด", "Indicator"),
    Text("คะแนน", "Score"),
    Text("เครื่องมือ", "Instrument"),
    Text("ผลเทียบเกณฑ์", "Against the threshold"),
    Text("คะแนนรวมที่เสียไป", "Points of the total lost"),
)
_CHANGE: Final = Text("เทียบปีก่อน", "Since last year")


def _overall(about: About, analysis: Analysis) -> Iterator[Block]:
    name, total = about.agency, analysis.total
    if total is None:
        known = to_fill("คะแนนรวมและระดับที่ประกาศ", "total and rating as published")
        yield Paragraph(Text(f"{name.th} ได้คะแนนรวม {known.th}", f"{name.en} has the total {known.en}"))
    else:
        yield Paragraph(_sentence(about, analysis, total))
    change, before = analysis.change, analysis.scores.previous
    if change is not None and before is not None:
        yield Paragraph(_since(before.year, change))
    if about.doubts:
        yield Paragraph(
            Text("ข้อควรตรวจก่อนเผยแพร่ (ลบออกเมื่อตรวจแล้ว):", "To look at before publishing (take out afterwards):"),
            is_note=True,
        )
        yield Listing(about.doubts)


def _sentence(about: About, analysis: Analysis, total: Decimal) -> Text:
    threshold = analysis.scale.threshold
    passed = total >= threshold
    published = analysis.scores.rating
    rating = Text(published, published) if published else analysis.rating.words or Text("", "")
    th = "ผ่านเกณฑ์" if passed else "ไม่ผ่านเกณฑ์"
    return Text(
        f"{about.agency.th} ได้คะแนนรวม {total} คะแนน จาก 100 คะแนน {th} {threshold} คะแนน ระดับผลการประเมิน: {rating.th}",
        f"{about.agency.en} has {total} of 100 points, {'at or above' if passed else 'below'} the threshold of "
        f"{threshold}. Rating: {rating.en}",
    )


def _since(year: int, change: Decimal) -> Text:
    if change == 0:
        return Text(f"คะแนนรวมเท่ากับปี {year}", f"The total is that of {year}.")
    th, en = ("เพิ่มขึ้น", "up") if change > 0 else ("ลดลง", "down")
    return Text(
        f"คะแนนรวม{th}จากปี {year} จำนวน {abs(change)} คะแนน", f"The total is {en} by {abs(change)} since {year}."
    )


def _table(about: About, analysis: Analysis) -> PlanTable:
    """Return all indicators in their order, the missing ones as places to fill in."""
    there = {one.number: one for one in analysis.ranked}
    with_change = any(one.change is not None for one in analysis.ranked)
    rows = []
    for asked in about.indicators:
        one = there.get(asked.number)
        instrument = analysis.scale.instrument_of(asked.number).name
        score = (_BLANK,) if one is None else _one(str(one.score))
        cells = (
            _one(asked.number),
            (asked.title,),
            score,
            _one(instrument),
            (_against(analysis, one),),
            _one("" if one is None else str(one.lost)),
        )
        rows.append((*cells, _one(_signed(one))) if with_change else cells)
    columns = (*_COLUMNS, _CHANGE) if with_change else _COLUMNS
    widths = (2, 7, 4, 5, 5, 4, 4) if with_change else (2, 8, 4, 5, 5, 5)
    return PlanTable(columns, tuple(rows), widths, numeric=(0, 2, 3, 5, 6))


def _against(analysis: Analysis, one: ScoredIndicator | None) -> Text:
    if one is None:
        return Text("", "")
    if one in analysis.weaknesses:
        return Text(f"ต่ำกว่า {analysis.scale.threshold}", f"below {analysis.scale.threshold}")
    if one in analysis.below_goal:
        goal = analysis.scores.goal
        return Text(f"ผ่าน แต่ต่ำกว่าเป้าหมาย {goal}", f"reached, but below the goal of {goal}")
    return Text("ผ่าน", "reached")


def _signed(one: ScoredIndicator | None) -> str:
    return "" if one is None or one.change is None else f"{one.change:+}"


def _instruments(analysis: Analysis) -> PlanTable:
    rows = []
    for one in analysis.instruments:
        score = instrument_mean(one)
        parts = " / ".join(str(part) for part in one.parts) if len(one.parts) > 1 else ""
        told = (
            (_BLANK,)
            if score is None
            else (Text(str(score), str(score)), *([Text(f"({parts})", f"({parts})")] if parts else []))
        )
        lost = "" if one.lost is None else str(one.lost)
        name = Text(
            f"{one.instrument.name} {one.instrument.title.th}", f"{one.instrument.name}: {one.instrument.title.en}"
        )
        rows.append(((name,), _one(f"{one.instrument.weight}"), told, _one(lost)))
    columns = (
        Text("เครื่องมือ", "Instrument"),
        Text("น้ำหนัก", "Weight"),
        Text("คะแนน", "Score"),
        Text("คะแนนรวมที่เสียไป", "Points of the total lost"),
    )
    return PlanTable(columns, tuple(rows), (8, 3, 4, 4), numeric=(1, 2, 3))


def analysis_of(about: About) -> Iterator[Chapter]:
    """Yield the chapter that analyses the result: strengths, weaknesses, where points were lost."""
    yield Chapter(Text("3. การวิเคราะห์ผลการประเมิน", "3. Analysis of the result"))
    analysis = about.analysis
    titles = (Text("3.1 จุดแข็ง", "3.1 Strengths"), Text("3.2 จุดอ่อนและประเด็นที่ต้องแก้ไขโดยเร่งด่วน", "3.2 Weaknesses"))
    if analysis is None or not analysis.ranked:
        gap = to_fill("วิเคราะห์จากคะแนนรายตัวชี้วัดที่ประกาศ", "from the published scores by indicator")
        yield from (Chapter(title, (Paragraph(gap),), level=2) for title in titles)
    else:
        yield Chapter(titles[0], tuple(_strengths(analysis)), level=2)
        yield Chapter(titles[1], tuple(_weaknesses(analysis)), level=2)
        yield from _lost(analysis)
    yield Chapter(
        Text("3.4 โอกาสและข้อจำกัด", "3.4 Opportunities and limits"),
        (
            Listing(
                (
                    to_fill("โอกาส เช่น นโยบายผู้บริหาร การสนับสนุนจากหน่วยงานกำกับ", "opportunities"),
                    to_fill("ข้อจำกัดหรือปัจจัยคุกคาม เช่น บุคลากร งบประมาณ ระบบเว็บไซต์", "limits and threats"),
                )
            ),
        ),
        level=2,
    )


def _strengths(analysis: Analysis) -> Iterator[Block]:
    threshold, found = analysis.scale.threshold, analysis.strengths
    if not found:
        yield Paragraph(Text(f"ไม่มีตัวชี้วัดใดถึง {threshold} คะแนน", f"No indicator reaches {threshold}."))
        return
    yield Paragraph(
        Text(
            f"ตัวชี้วัดที่ได้ {threshold} คะแนนขึ้นไป จำนวน {len(found)} ตัวชี้วัด เรียงจากคะแนนมากไปน้อย ดังนี้",
            f"{len(found)} indicators reach {threshold}, from the highest:",
        )
    )
    yield Listing(tuple(_told(one) for one in found), is_numbered=True)


def _weaknesses(analysis: Analysis) -> Iterator[Block]:
    threshold, found, goal = analysis.scale.threshold, analysis.weaknesses, analysis.scores.goal
    if found:
        yield Paragraph(
            Text(
                f"ตัวชี้วัดที่ได้ต่ำกว่า {threshold} คะแนน จำนวน {len(found)} ตัวชี้วัด เรียงจากคะแนนน้อยที่สุด ดังนี้",
                f"{len(found)} indicators are below {threshold}, from the lowest:",
            )
        )
        yield Listing(tuple(_told(one) for one in found), is_numbered=True)
    elif len(analysis.ranked) == len(analysis.scale.indicators):
        yield Paragraph(Text(f"ไม่มีตัวชี้วัดใดต่ำกว่า {threshold} คะแนน", f"No indicator is below {threshold}."))
    else:
        yield Paragraph(
            Text(
                f"ในตัวชี้วัดที่มีคะแนน ({len(analysis.ranked)} ตัวชี้วัด) ไม่มีตัวใดต่ำกว่า {threshold} คะแนน",
                f"Of the {len(analysis.ranked)} indicators whose score is known none is below {threshold}.",
            )
        )
    if analysis.below_goal:
        yield Paragraph(
            Text(
                f"ตัวชี้วัดที่ผ่านเกณฑ์แต่ต่ำกว่าเป้าหมายของผู้บริหาร ({goal} คะแนน) จำนวน {len(analysis.below_goal)} ตัวชี้วัด "
                "เรียงจากคะแนนมากไปน้อย ดังนี้",
                f"{len(analysis.below_goal)} indicators reach the threshold but not the agency's goal of {goal}:",
            )
        )
        yield Listing(tuple(_told(one) for one in analysis.below_goal), is_numbered=True)


def _told(one: ScoredIndicator) -> Text:
    return Text(
        f"ตัวชี้วัดที่ {one.number} {one.title.th} ({one.score} คะแนน): {one.asks.th}",
        f"Indicator {one.number}, {one.title.en} ({one.score}): {one.asks.en}",
    )


def _lost(analysis: Analysis) -> Iterator[Chapter]:
    rows = tuple(_lost_rows(analysis))
    body: tuple[Block, ...] = ()
    if rows:
        body = (PlanTable(_LOST_COLUMNS, rows, (3, 9, 4, 4), numeric=(2, 3)),)
    elif analysis.scores.questions or analysis.scores.items:
        body = (Paragraph(Text("ทุกข้อที่มีคะแนนได้คะแนนเต็ม", "Every question and item whose score is known has 100.")),)
    if not analysis.scores.questions:
        gap = to_fill(
            "คะแนนรายข้อ IIT (i) และ EIT (e) ที่ต่ำ ไฟล์ที่ให้มาไม่มีคะแนนรายข้อ",
            "low questions of IIT and EIT; the file has none",
        )
        body = (*body, Paragraph(gap))
    more = len(analysis.questions) - _WORST
    if more > 0:
        body = (
            *body,
            Paragraph(Text(f"คำถามที่ไม่เต็ม 100 คะแนนยังมีอีก {more} ข้อ", f"{more} more questions are below 100.")),
        )
    yield Chapter(Text("3.3 คะแนนที่เสียไปรายข้อ", "3.3 Where points were lost"), body, level=2)


_LOST_COLUMNS: Final = (
    Text("ข้อ", "Item"),
    Text("ประเด็น", "Subject"),
    Text("คะแนน", "Score"),
    Text("คะแนนรวมที่เสียไป", "Points of the total lost"),
)


def _lost_rows(analysis: Analysis) -> Iterator[tuple[Cell, ...]]:
    """Yield the OIT items that failed, then the lowest questions."""
    for item in analysis.items:
        yield _lost_row(item.code.upper(), item.title, item.score, item.lost)
    for one in analysis.questions[:_WORST]:
        words = one.words or (analysis.scale.asked(one.indicator).title.th if one.indicator else "")
        english = one.words or (analysis.scale.asked(one.indicator).title.en if one.indicator else "")
        yield _lost_row(one.code, Text(words, english), one.score, one.lost)


def _lost_row(code: str, title: Text, score: Decimal, lost: Decimal | None) -> tuple[Cell, ...]:
    unknown = Text("ไม่ทราบ", "not known")
    return (_one(code), (title,), _one(str(score)), (unknown,) if lost is None else _one(str(lost)))


def _one(words: str) -> tuple[Text, ...]:
    return (Text(words, words),)
