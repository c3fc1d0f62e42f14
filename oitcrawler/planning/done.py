"""The report on what was done: per measure from the history of findings, with room for a person to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..model import Text
from ..report import Finding, FindingStatus
from ..report.plan import Block, Cell, Chapter, Listing, Paragraph, PlanTable, to_fill
from .about import OPEN, About, day, place
from .following import signatures
from .measures import BROKEN_LINK, Grouped, grouped

_SHOWN: Final = 60
_COUNTED: Final[tuple[FindingStatus, ...]] = (*OPEN, "mended", "could-not-check")
_STATUSES: Final = (
    ("mended", Text("แก้ไขแล้ว", "mended")),
    ("open", Text("ยังไม่แก้ไข", "still open")),
    ("came-back", Text("แก้แล้วแต่กลับมาพบอีก", "came back")),
    ("could-not-check", Text("ครั้งนี้ตรวจซ้ำไม่ได้", "could not be checked again")),
    ("set-aside", Text("เจ้าหน้าที่วินิจฉัยแล้ว", "decided by a person")),
)


def chapters(about: About) -> Iterator[Chapter]:
    """Yield the chapters of the report on results."""
    name, year = about.agency, about.year_done
    yield Chapter(
        Text("1. ความเป็นมา", "1. Background"),
        (
            Paragraph(
                Text(
                    f"{name.th} กำหนดมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. {year} "
                    "ตาม [กรอก: ประกาศหรือคำสั่ง และวันที่] รายงานนี้สรุปผลที่เห็นได้จากการตรวจเว็บไซต์ถึงวันที่ "
                    f"{day(about.report.run.as_of).th} ร่วมกับที่ผู้รับผิดชอบรายงาน",
                    f"{name.en} set measures for fiscal year B.E. {year} by [fill in: announcement or order, and its "
                    f"date]. This report sums up what checks of the website show up to "
                    f"{day(about.report.run.as_of).en}, with what those responsible report.",
                )
            ),
        ),
    )
    yield Chapter(Text("2. สรุปผลการดำเนินการ", "2. Summary"), tuple(_summary(about)))
    yield Chapter(Text("3. ผลการดำเนินการรายมาตรการ", "3. Results by measure"), tuple(_by_measure(about)), is_wide=True)
    yield Chapter(Text("4. รายการที่แก้ไขแล้ว", "4. What was mended"), tuple(_mended(about)))
    yield Chapter(Text("5. รายการที่ต้องดำเนินการต่อ", "5. What remains"), tuple(_remaining(about)))
    yield Chapter(
        Text("6. ปัญหา อุปสรรค และข้อเสนอแนะ", "6. Problems and advice"),
        (
            Listing(
                (
                    to_fill("ปัญหาและอุปสรรคในการดำเนินการ", "problems"),
                    to_fill("ข้อเสนอแนะสำหรับปีต่อไป", "advice for the next year"),
                )
            ),
            *signatures(),
        ),
    )


def _summary(about: About) -> Iterator[Block]:
    report = about.report
    if report.past is None or not report.past.runs:
        yield Paragraph(
            Text(
                "[กรอก: ผลการดำเนินการ] โปรแกรมไม่มีผลการตรวจครั้งก่อนให้เทียบ จึงไม่ทราบว่ารายการใดได้แก้ไขแล้ว "
                "รายการด้านล่างเป็นสภาพ ณ วันตรวจครั้งนี้เท่านั้น",
                "[fill in: what was done] There is no earlier check to compare with, so what was mended is not known; "
                "below is how things stand at this check.",
            ),
            is_note=True,
        )
    else:
        yield _scores(about)
    counts = tuple((words, sum(one.status == status for one in report.findings)) for status, words in _STATUSES)
    rows = tuple(((words,), (Text(str(count), str(count)),)) for words, count in counts)
    yield PlanTable((Text("สถานะ", "Status"), Text("จำนวนจุด", "Findings")), rows, (8, 3), numeric=(1,))
    yield Paragraph(
        Text(
            f"ลิงก์ที่เคยเสียและแก้ไขแล้ว {len(report.links.mended)} รายการ ลิงก์ที่ยืนยันว่ายังเสีย "
            f"{sum(one.confirmed for one in report.links.broken)} รายการ",
            f"{len(report.links.mended)} links were mended; {sum(one.confirmed for one in report.links.broken)} are "
            "confirmed broken.",
        )
    )


def _scores(about: About) -> PlanTable:
    """Return the estimate of the OIT score at the earlier checks and now."""
    past = about.report.past
    runs = [(one.day, one.oit.min, one.oit.max) for one in past.runs] if past else []
    runs.append((about.report.run.as_of, about.report.score.oit.min, about.report.score.oit.max))
    if len(runs) > 6:
        runs = [runs[0], *runs[-5:]]
    rows = tuple(
        ((day(at),), (Text(*([f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"] * 2)),))
        for at, low, high in runs
    )
    columns = (Text("วันที่ตรวจ", "Checked on"), Text("คะแนน OIT ที่ประมาณจากหลักฐาน", "OIT estimated from evidence"))
    return PlanTable(columns, rows, (5, 8), numeric=(1,))


_COLUMNS: Final = (
    Text("มาตรการ/แนวทาง", "Measure"),
    Text("วิธีการดำเนินการ", "Steps"),
    Text("ผลการดำเนินการ", "What was done"),
    Text("ความสำเร็จของการดำเนินการ", "Success"),
)


def _by_measure(about: About) -> Iterator[Block]:
    groups = grouped(about, _COUNTED)
    rows: list[tuple[Cell, ...]] = []
    left = list(about.report.findings)
    for one in groups:
        own = [finding for finding in left if one.covers(finding.code, finding.item)]
        left = [finding for finding in left if finding not in own]
        steps = tuple(Text(f"{at}. {step.th}", f"{at}. {step.en}") for at, step in enumerate(one.steps, 1))
        rows.append(((one.measure,), steps, (*_links(about, one), *_what(own)), _success(about, own)))
    if any(one.status in _COUNTED for one in left):
        counted = [one for one in left if one.status in _COUNTED]
        unnamed = to_fill("มาตรการของรายการที่เหลือ", "the measure against what is left")
        rows.append(((unnamed,), (to_fill("วิธีการ", "steps"),), _what(counted), _success(about, counted)))
    blank = to_fill("มาตรการอื่นที่ได้ดำเนินการ เช่น ด้าน IIT และ EIT", "other measures, such as for IIT and EIT")
    gap: Cell = (to_fill("…", "…"),)
    rows.append(((blank,), gap, gap, gap))
    yield PlanTable(_COLUMNS, tuple(rows), (6, 10, 9, 7))


def _links(about: About, one: Grouped) -> Cell:
    """Return what became of broken links, for the measure against them."""
    if not one.covers(BROKEN_LINK, None):
        return ()
    links = about.report.links
    mended, left = len(links.mended), sum(link.confirmed for link in links.broken)
    return (Text(f"ลิงก์ที่แก้ไขแล้ว {mended} รายการ ยังเสีย {left} รายการ", f"{mended} links mended, {left} still broken"),)


def _what(own: Sequence[Finding]) -> Cell:
    """Return what the history shows of a measure's findings, and room for what people did."""
    told: list[Text] = []
    for status, words in _STATUSES:
        found = [one for one in own if one.status == status]
        if found:
            told.append(
                Text(f"{words.th} {len(found)} จุด{_days(found).th}", f"{len(found)} {words.en}{_days(found).en}")
            )
    return (*told, to_fill("กิจกรรมที่ได้ดำเนินการ วันที่ และหลักฐาน", "what was done, when, with which evidence"))


def _days(found: Sequence[Finding]) -> Text:
    days = sorted({one.mended[:10] for one in found if one.mended})
    if not days:
        return Text("", "")
    first, last = day(days[0]), day(days[-1])
    if first == last:
        return Text(f" (ตรวจพบว่าแก้ไขแล้วเมื่อ {first.th})", f" (seen mended on {first.en})")
    return Text(f" (ตรวจพบว่าแก้ไขแล้วระหว่าง {first.th} – {last.th})", f" (seen mended from {first.en} to {last.en})")


def _success(about: About, own: Sequence[Finding]) -> Cell:
    counted = [one for one in own if one.status != "set-aside"]
    mended = sum(one.status == "mended" for one in counted)
    room = to_fill("ผลที่เกิดขึ้นต่อผู้รับบริการหรือหน่วยงาน", "what it brought")
    if about.report.past is None or all(one.status == "could-not-check" for one in counted):
        return (room,)
    if mended == len(counted):
        words = Text("แก้ไขครบตามที่ตรวจพบ", "all that was found is mended")
    elif mended:
        words = Text(f"แก้ไขแล้ว {mended} จาก {len(counted)} จุด", f"{mended} of {len(counted)} mended")
    else:
        words = Text("ยังไม่พบการแก้ไขจากการตรวจ", "no mending seen by the check")
    return (words, room)


def _mended(about: About) -> Iterator[Block]:
    found = [one for one in about.report.findings if one.status == "mended"]
    if not found:
        unknown = about.report.past is None
        none = Text("ไม่มีรายการที่ตรวจพบว่าแก้ไขแล้ว", "Nothing was seen to be mended.")
        yield Paragraph(to_fill("รายการที่แก้ไขแล้ว", "what was mended") if unknown else none)
        return
    columns = (*_FINDING_COLUMNS, Text("พบครั้งแรก", "First seen"), Text("ตรวจพบว่าแก้ไขแล้ว", "Seen mended"))
    rows = tuple((*_row(one), (day(one.first_seen),), (day(one.mended),)) for one in found[:_SHOWN])
    yield PlanTable(columns, rows, (2, 8, 3, 3), numeric=(0,))
    yield from _more(len(found))


def _remaining(about: About) -> Iterator[Block]:
    found = [one for one in about.report.findings if one.status in (*OPEN, "could-not-check")]
    if not found:
        yield Paragraph(Text("ไม่มีรายการค้างจากการตรวจครั้งนี้", "This check left nothing open."))
        return
    words = dict(_STATUSES)
    columns = (*_FINDING_COLUMNS, Text("สถานะ", "Status"), Text("กำหนดแล้วเสร็จ", "Due"))
    due = to_fill("วันที่", "date")
    rows = tuple((*_row(one), (words[one.status],), (day(one.due) if one.due else due,)) for one in found[:_SHOWN])
    yield PlanTable(columns, rows, (2, 8, 3, 3), numeric=(0,))
    yield from _more(len(found))


_FINDING_COLUMNS: Final = (Text("ข้อ", "Item"), Text("รายการ", "Finding"))


def _row(one: Finding) -> tuple[Cell, ...]:
    at = place(one)
    message = Text(f"{one.message.th} {at.th}".strip(), f"{one.message.en} {at.en}".strip())
    code = (one.item or "").upper() or "–"
    return ((Text(code, code),), (message,))


def _more(count: int) -> Iterator[Block]:
    if count > _SHOWN:
        more = count - _SHOWN
        yield Paragraph(Text(f"และอีก {more} รายการ ดูรายการของผู้ดูแลเว็บไซต์", f"and {more} more: see the webmaster's list"))
