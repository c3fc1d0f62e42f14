"""Each project or activity of the evidence shows how far it is and how much of its budget was used.

Looks for tables with a column of projects and, beside it, columns of progress (or status, or result) and of money
spent. A column counts as filled when at least `share` of its rows are; the empty rows are named. Columns for
ticks (done, under way, not begun) count together.

Codes:
* `progress-not-shown`: no column of progress, or too many rows without it.
* `budget-not-shown`: no column of money spent, or too many rows without it.
A report that shows both in running text, a single column of money that may be the plan's, or a table that could not
be read gives a review.

Source: seed 004, o11, FY2565 and reference oit-2566 o12 (progress and budget used of each project).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..evidence.model import Evidence, Row
from ..model import Citation, Fault, Met, Result, Review, Text
from ._columns import Grid, cell, cite_header, cite_row, entries, grids, is_blank, row_name
from ._periods import COVER, of_year
from ._verdicts import documents_first, in_name, judge_whole, missing, nothing_found, wrong
from ._words import excerpt, listing, opening, says, seek, seek_all
from .base import Case, CheckParams, Found, best_of, worst_of

CODES = ("progress-not-shown", "budget-not-shown")

PROJECTS = ("โครงการ", "กิจกรรม", "รายการ", "มาตรการ", "แนวทาง")
NOT_PROJECTS = ("งบประมาณ", "ผล", "จำนวน", "เลขที่", "ผู้รับผิดชอบ", "ความก้าวหน้า", "สถานะ", "ระยะเวลา")
PROGRESS = (
    "ความก้าวหน้า",
    "ความคืบหน้า",
    "ผลการดำเนิน",
    "ผลดำเนิน",
    "ผลการปฏิบัติ",
    "ผลสัมฤทธิ์",
    "ผลที่ได้",
    "สถานะ",
    "ดำเนินการแล้ว",
    "แล้วเสร็จ",
    "เสร็จสิ้น",
    "อยู่ระหว่าง",
    "กำลังดำเนินการ",
    "ยังไม่ดำเนินการ",
    "ยังไม่ได้ดำเนินการ",
    "การดำเนินการ",
    "ผลผลิต",
)
NOT_PROGRESS = ("ระยะเวลา", "วิธีการ", "ขั้นตอน", "แผนการดำเนิน", "สถานที่", "เบิกจ่าย", "งบประมาณ", "ผู้รับผิดชอบ")
SPENT = (
    "เบิกจ่าย",
    "ใช้จ่าย",
    "ใช้ไป",
    "จ่ายจริง",
    "จ่ายไป",
    "งบประมาณที่ใช้",
    "งบที่ใช้",
    "เงินที่ใช้",
    "ใช้งบประมาณ",
    "ก่อหนี้",
    "ผลการใช้งบ",
    "งบประมาณที่เบิก",
    "งบประมาณคงเหลือ",
)
NOT_SPENT = ("แผนการใช้จ่าย", "แผนการเบิกจ่าย", "ไม่ใช้งบประมาณ")
MONEY = ("งบประมาณ", "จำนวนเงิน", "วงเงิน", "บาท")
PLANNED = ("ตามแผน", "ตั้งไว้", "จัดสรร", "อนุมัติ", "ได้รับ", "ข้อบัญญัติ", "เทศบัญญัติ", "แผนการใช้จ่าย")
TOLD = ("แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ", "ดำเนินการแล้ว", "ร้อยละความสำเร็จ")


class Params(CheckParams):
    """Header words may be replaced; `show_progress` and `show_budget` switch the two parts."""

    projects: tuple[str, ...] = PROJECTS
    progress: tuple[str, ...] = PROGRESS
    budget: tuple[str, ...] = SPENT
    show_progress: bool = True
    show_budget: bool = True
    share: float = 0.8
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two things that each project must show."""

    code: str
    words: tuple[str, ...]
    but: tuple[str, ...]
    name: Text


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the documents found shows both parts for its projects."""
    found = documents_first(case)
    if params.offset is not None:
        found = of_year(found, case.year + params.offset)
    if not found:
        return nothing_found(case, CODES[0], Text("รายงานความก้าวหน้าของโครงการ", "a report on the projects' progress"))
    return best_of(judge_whole(found, lambda one: _judge(one, params)))


def _judge(found: Found, params: Params) -> Result:
    evidence = found.evidence
    tables = tuple(
        grid for grid in grids(evidence, params.projects) if _project_column(grid, params) is not None and entries(grid)
    )
    if not tables:
        return _no_table(evidence)
    return worst_of(_judge_part(evidence, tables, part, params) for part in _parts(params))


def _parts(params: Params) -> tuple[Part, ...]:
    progress = Part(CODES[0], params.progress, NOT_PROGRESS, Text("ความก้าวหน้าหรือผลการดำเนินการ", "progress"))
    budget = Part(CODES[1], params.budget, NOT_SPENT, Text("งบประมาณที่ใช้ไป", "the budget used"))
    return (progress,) * params.show_progress + (budget,) * params.show_budget


def _project_column(grid: Grid, params: Params) -> int | None:
    return grid.column(params.projects, NOT_PROJECTS)


def _no_table(evidence: Evidence) -> Review:
    told = seek(evidence, TOLD)
    return Review(
        CODES[0],
        in_name(
            evidence,
            "อ่านไม่พบตารางโครงการ โปรดเปิดดูว่าทุกโครงการแสดงความก้าวหน้าและงบประมาณที่ใช้หรือไม่",
            "no table of projects could be read; please look whether each project shows its progress and budget used",
        ),
        (told.cite if told else opening(evidence),),
    )


def _judge_part(evidence: Evidence, tables: Sequence[Grid], part: Part, params: Params) -> Result:
    shown = tuple(grid for grid in tables if _columns(grid, part, params))
    if not shown:
        return _no_column(evidence, tables, part)
    rows = [(grid, row) for grid in shown for row in entries(grid)]
    empty = [(grid, row) for grid, row in rows if not _filled(grid, row, part, params)]
    if 1 - len(empty) / len(rows) >= params.share:
        return _part_met(evidence, shown[0], part, len(rows), empty)
    dashed = any(cell(row, column) for grid, row in empty for column in _columns(grid, part, params))
    return _part_empty(evidence, part, len(rows), empty, dashed)


def _columns(grid: Grid, part: Part, params: Params) -> tuple[int, ...]:
    own = _project_column(grid, params)
    return tuple(column for column in grid.columns(part.words, part.but) if column != own)


def _filled(grid: Grid, row: Row, part: Part, params: Params) -> bool:
    """Whether a row says something; for money a dash means none, which is said."""
    texts = [cell(row, column) for column in _columns(grid, part, params)]
    return any(text and (not is_blank(text) or part.code == CODES[1]) for text in texts)


def _part_met(evidence: Evidence, grid: Grid, part: Part, count: int, empty: Sequence[tuple[Grid, Row]]) -> Met:
    left = f" (ไม่ได้กรอก {len(empty)} แถว)" if empty else ""
    left_en = f" ({len(empty)} rows are empty)" if empty else ""
    first = entries(grid)[0]
    return Met(
        in_name(
            evidence,
            f"แสดง{part.name.th}ของ {count} รายการ{left}",
            f"shows {part.name.en} of {count} entries{left_en}",
        ),
        (cite_header(evidence, grid), cite_row(evidence, grid, first, " | ".join(first.cells))),
    )


def _no_column(evidence: Evidence, tables: Sequence[Grid], part: Part) -> Result:
    header = cite_header(evidence, tables[0])
    if told := _told_elsewhere(evidence, tables, part):
        return Review(
            part.code,
            in_name(
                evidence,
                f"ตารางไม่มีคอลัมน์{part.name.th}ที่ชัดเจน แต่มีข้อความที่อาจแสดงไว้ โปรดเปิดดูว่าแสดงครบทุกโครงการหรือไม่",
                f"the table has no clear column of {part.name.en}, but other words may show it; please look",
            ),
            (header, told),
        )
    return missing(
        evidence,
        part.code,
        in_name(
            evidence,
            f"ตารางโครงการไม่มีคอลัมน์{part.name.th} โปรดเพิ่มคอลัมน์นี้ให้ครบทุกโครงการ",
            f"the table of projects has no column of {part.name.en}; please add it for each project",
        ),
        (header,),
    )


def _told_elsewhere(evidence: Evidence, tables: Sequence[Grid], part: Part) -> Citation | None:
    """Return what may show the part outside a column of its own.

    That is a column of money which may be the plan's or the spent, words about progress, and, in files whose tables
    may have been read badly, the words of the missing header after the first lines.
    """
    if part.code == CODES[1]:
        money = next((grid for grid in tables if grid.column(MONEY, PLANNED) is not None), None)
        if money is not None:
            return cite_header(evidence, money)
    elif (told := next((hit for hit in seek_all(evidence, TOLD) if hit.spot.text != evidence.title), None)) is not None:
        return told.cite
    return None if evidence.is_page else _in_running_text(evidence, part)


def _in_running_text(evidence: Evidence, part: Part) -> Citation | None:
    for number, passage in enumerate(evidence.passages):
        text = passage.text if number else passage.text[COVER:]
        if word := says(text, part.words, passage.origin):
            return evidence.cite(excerpt(text, word), page=passage.page, origin=passage.origin)
    return None


def _part_empty(evidence: Evidence, part: Part, count: int, empty: Sequence[tuple[Grid, Row]], dashed: bool) -> Result:
    names = listing([row_name(grid, row) for grid, row in empty])
    faults = tuple(_fault(evidence, grid, row, part) for grid, row in empty)
    reason = in_name(
        evidence,
        f"ไม่ได้แสดง{part.name.th} {len(empty)} จาก {count} รายการ (ลำดับที่ {names})",
        f"{part.name.en} is not shown for {len(empty)} of {count} entries (rows {names})",
    )
    proof = tuple(fault.at for fault in faults[:5])
    return Review(part.code, reason, proof, faults) if dashed else wrong(part.code, reason, proof, faults)


def _fault(evidence: Evidence, grid: Grid, row: Row, part: Part) -> Fault:
    number = row_name(grid, row)
    return Fault(
        cite_row(evidence, grid, row, " | ".join(row.cells)),
        Text(f"ลำดับที่ {number}: ไม่ได้แสดง{part.name.th}", f"row {number}: {part.name.en} is not shown"),
    )
