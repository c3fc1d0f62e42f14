"""Every procurement entry of the evidence has its e-GP project number with all 11 digits.

Looks at the column of the tables whose header names the project number, never at contract, tax or telephone
numbers. Thai and Arabic digits, spaces and hyphens inside a number, and numbers that a spreadsheet turned into
decimals are read; totals, repeated headers, months without procurement and small purchases outside e-GP (ว 119) do
not count. A number that only OCR has read never makes a gap.

Codes:
* `egp-number-length`: a number has fewer or more digits; every row is named by its own ลำดับ.
* `egp-number-missing`: a row has no number, or the spreadsheet has lost its digits (6.6E+10), or the running numbers
  jump, or project numbers stand outside the tables, so that rows may not have been read; a person must look.
* `egp-column-missing`: no such column was found; a person must look, because some forms have none.

Source: seed 001, o13, FY2568 (rows 19 and 29 without all 11 digits: no points); reference sites.md §4 (the number
is the year in two digits, the month, and seven digits).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from ..evidence.model import Evidence, Kind, Row
from ..model import Citation, Fault, Met, Result, Review, Text
from ..thai.fold import arabic_digits
from ._columns import (
    Grid,
    any_grid,
    cell,
    cite_header,
    cite_row,
    entries,
    grids,
    is_blank,
    is_numbered,
    row_names,
    says_none,
    skipped_numbers,
)
from ._egp import NUMBER_WORDS, Cell, Number, holds_contracts, number_column, read_number
from ._periods import of_year
from ._verdicts import blind_of, in_name, judge_whole, nothing_found, wrong
from ._words import listing, name, opening
from .base import Case, CheckParams, Found, worst_of

# A project number of the years 2550 to 2579: year, month, seven digits; a plan's number begins with a letter.
_PROJECT = re.compile(r"(?<![\dA-Za-z])[567]\d(?:0[1-9]|1[0-2])\d{7}(?!\d)")
CODES = ("egp-number-length", "egp-number-missing", "egp-column-missing")


class Params(CheckParams):
    """`columns` are words of the header; `offset` (years) leaves out evidence that states another year."""

    digits: int = 11
    columns: tuple[str, ...] = NUMBER_WORDS
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with what its project number's cell holds.

    `mixed` marks a column that also holds contracts, `torn` a number that may go on in the row below or come from the
    row above; `called` is the row's name, of which there is no other.
    """

    grid: Grid
    row: Row
    text: str
    number: Number
    mixed: bool = False
    called: str = ""
    torn: bool = False


def check(case: Case, params: Params) -> Result:
    """Judge every evidence that has a column of project numbers."""
    found = case.found if params.offset is None else of_year(case.found, case.year + params.offset)
    if not found:
        return nothing_found(case, "egp-column-missing", Text("ข้อมูลการจัดซื้อจัดจ้าง", "procurement data"))
    telling = tuple(one for one in found if _entries(one.evidence, params) or _none_at_all(one.evidence))
    blind = tuple(one for one in found if one not in telling and not one.evidence.is_page and one.evidence.obstacle)
    if telling:
        return worst_of(judge_whole((*telling, *blind), lambda one: _judge(one, params)))
    return blind_of(found) or _no_column(found)


def _no_column(found: Sequence[Found]) -> Review:
    first = next((one for one in found if not one.evidence.is_page), found[0]).evidence
    return Review(
        "egp-column-missing",
        in_name(
            first,
            "อ่านตารางไม่พบคอลัมน์เลขที่โครงการในระบบ e-GP โปรดเปิดดูว่ามีเลขที่โครงการครบ 11 หลักทุกรายการหรือไม่",
            "no column of e-GP project numbers could be read; please look whether every entry has its 11 digits",
        ),
        (opening(first),),
    )


def _entries(evidence: Evidence, params: Params) -> tuple[Entry, ...]:
    found = tuple(
        entry
        for grid in grids(evidence, params.columns)
        if (column := number_column(grid, params.columns)) is not None
        for entry in _of_grid(grid, column, params)
    )
    names = row_names([(one.grid, one.row) for one in found])
    torn = _torn(found)
    return tuple(
        replace(one, called=name, torn=place in torn)
        for place, (one, name) in enumerate(zip(found, names, strict=True))
    )


def _torn(found: Sequence[Entry]) -> frozenset[int]:
    """Return the places of entries whose numbers may be halves: rows without a running number, and those above them.

    Where a page ends within a row, the rest of the row stands on the next page without its running number.
    """
    numbered = [is_numbered(one.grid, one.row) for one in found]
    if sum(numbered) < 0.6 * len(found):
        return frozenset()
    rests = {place for place, own in enumerate(numbered) if not own and any(map(str.isdigit, found[place].text))}
    return frozenset(rests | {place - 1 for place in rests if place})


def _of_grid(grid: Grid, column: int, params: Params) -> tuple[Entry, ...]:
    """Return the entries of a table; rows of a smaller table below it, which fill few of its columns, are none."""
    mixed = holds_contracts(grid.header[column])
    read = [
        Entry(grid, row, cell(row, column), _read(row, column, params.digits), mixed)
        for row in entries(grid)
        if not says_none(row)
    ]
    usual = median(_filled(one.row) for one in read) if read else 0
    return tuple(one for one in read if one.number.kind is not Cell.EMPTY or _filled(one.row) > usual / 2)


def _filled(row: Row) -> int:
    return sum(not is_blank(text) for text in row.cells)


def _read(row: Row, column: int, digits: int) -> Number:
    number = read_number(cell(row, column), digits)
    if number.kind is not Cell.EMPTY:
        return number
    elsewhere = read_number(" ".join(one for place, one in enumerate(row.cells) if place != column), digits)
    return elsewhere if elsewhere.kind is Cell.EXEMPT else number


def _none_at_all(evidence: Evidence) -> Citation | None:
    """Return where the tables say that there was no procurement, when they hold no entry at all."""
    tables = tuple(any_grid(table) for table in evidence.tables)
    if any(not says_none(row) for grid in tables for row in entries(grid)):
        return None
    none = next(((grid, row) for grid in tables for row in grid.rows if says_none(row)), None)
    return None if none is None else cite_row(evidence, none[0], none[1], " ".join(none[1].cells))


def _judge(found: Found, params: Params) -> Result:
    evidence, read = found.evidence, _entries(found.evidence, params)
    faulty = tuple(one for one in read if one.number.kind is Cell.WRONG and not one.torn)
    if faulty and not any(one.mixed for one in faulty):
        return _wrong_length(evidence, faulty, params.digits)
    if unclear := tuple(one for one in read if one.number.kind not in (Cell.GOOD, Cell.EXEMPT)):
        return _look(evidence, unclear, params.digits)
    if skipped := skipped_numbers([(one.grid, one.row) for one in read]):
        return _skipped(evidence, skipped)
    if outside := _outside(evidence, read):
        return _outside_tables(evidence, outside)
    good = next((one for one in read if one.number.kind is Cell.GOOD), None)
    if good is not None:
        count = sum(one.number.kind is Cell.GOOD for one in read)
        return Met(
            in_name(
                evidence,
                f"เลขที่โครงการ e-GP ครบ {params.digits} หลักทั้ง {count} รายการ",
                f"all {count} e-GP project numbers have {params.digits} digits",
            ),
            (
                cite_header(evidence, good.grid),
                cite_row(evidence, good.grid, good.row, " | ".join(good.row.cells), good.called),
            ),
        )
    return _no_numbers(evidence, read)


def _outside(evidence: Evidence, read: Sequence[Entry]) -> tuple[str, ...]:
    """Return the project numbers on the pages of a PDF that stand in none of the rows read."""
    if evidence.kind is not Kind.PDF:
        return ()
    known = re.sub(r"[^\dA-Za-z|]", "", arabic_digits("|".join(text for one in read for text in one.row.cells)))
    shown = dict.fromkeys(_PROJECT.findall(arabic_digits(evidence.text)))
    return tuple(number for number in shown if number not in known)


def _outside_tables(evidence: Evidence, numbers: Sequence[str]) -> Review:
    shown = ", ".join(numbers[:5]) + ("…" if len(numbers) > 5 else "")
    return Review(
        "egp-number-missing",
        in_name(
            evidence,
            f"มีเลขที่โครงการอีก {len(numbers)} เลขที่โปรแกรมอ่านเป็นตารางไม่ได้ ({shown}) โปรดเปิดดูแถวเหล่านั้น",
            f"{len(numbers)} more project numbers stand where no table could be read ({shown}); please look at them",
        ),
        (opening(evidence),),
    )


def _skipped(evidence: Evidence, skipped: Sequence[int]) -> Review:
    rows = listing([str(number) for number in skipped])
    return Review(
        "egp-number-missing",
        in_name(
            evidence,
            f"ไม่พบลำดับที่ {rows} ในตารางที่อ่านได้ โปรดเปิดดูว่าลำดับถูกข้ามไป หรือเป็นแถวที่โปรแกรมอ่านไม่ออก",
            f"rows {rows} are not in the table that was read; please look whether the numbering skips them "
            "or the program could not read them",
        ),
        (opening(evidence),),
    )


def _no_numbers(evidence: Evidence, read: tuple[Entry, ...]) -> Result:
    """Say why an evidence without a number is still complete: nothing was procured, or nothing through e-GP."""
    none = _none_at_all(evidence)
    proof = none or (cite_row(evidence, read[0].grid, read[0].row, " | ".join(read[0].row.cells)) if read else None)
    return Met(
        in_name(
            evidence,
            "ระบุว่าไม่มีการจัดซื้อจัดจ้าง หรือไม่มีรายการที่ต้องดำเนินการในระบบ e-GP",
            "says that nothing was procured, or nothing that had to go through e-GP",
        ),
        (proof or opening(evidence),),
    )


def _wrong_length(evidence: Evidence, faulty: tuple[Entry, ...], digits: int) -> Result:
    rows = listing([one.called for one in faulty])
    faults = tuple(_fault(evidence, one, _length(one, digits)) for one in faulty)
    return wrong(
        "egp-number-length",
        in_name(
            evidence,
            f"เลขที่โครงการ e-GP ไม่ครบ {digits} หลักในลำดับที่ {rows} โปรดตรวจกับระบบ e-GP แล้วแก้ให้ครบ {digits} หลัก",
            f"rows {rows}: e-GP project numbers without {digits} digits; please correct them from the e-GP system",
        ),
        tuple(fault.at for fault in faults),
        faults,
    )


def _length(entry: Entry, digits: int) -> Text:
    row, count, shown = entry.called, len(entry.number.shown), entry.number.shown
    return Text(
        f"ลำดับที่ {row}: เลขที่โครงการ {shown} มี {count} หลัก ต้องมี {digits} หลัก",
        f"row {row}: project number {shown} has {count} digits, it must have {digits}",
    )


def _look(evidence: Evidence, unclear: tuple[Entry, ...], digits: int) -> Review:
    rows = listing([one.called for one in unclear])
    faults = tuple(_fault(evidence, one, _unclear(one, digits)) for one in unclear)
    return Review(
        "egp-number-missing",
        in_name(
            evidence,
            f"อ่านเลขที่โครงการ e-GP ไม่ได้ในลำดับที่ {rows} โปรดเปิดดูแถวเหล่านี้ (หากไม่ต้องมีเลข ให้ระบุเหตุผลในช่องนั้น)",
            f"no e-GP project number could be read in rows {rows}; please look at them "
            "(where none is needed, the cell should say why)",
        ),
        tuple(fault.at for fault in faults[:5]),
        faults,
    )


def _unclear(entry: Entry, digits: int) -> Text:
    row = entry.called
    if entry.number.kind is Cell.LOST:
        return Text(
            f"ลำดับที่ {row}: โปรแกรมตารางย่อเลขเป็น {entry.number.shown} ทำให้เลขหาย โปรดตั้งช่องเป็นข้อความ",
            f"row {row}: the spreadsheet shortened the number to {entry.number.shown}; please format the cell as text",
        )
    if entry.number.kind is Cell.PLAN:
        return Text(
            f"ลำดับที่ {row}: {entry.number.shown} เป็นเลขที่แผน (ขึ้นต้นด้วย M) ไม่ใช่เลขที่โครงการ",
            f"row {row}: {entry.number.shown} is the number of a plan (it starts with M), not of a project",
        )
    if entry.number.kind is Cell.WRONG:
        return _length(entry, digits)
    return Text(f"ลำดับที่ {row}: ไม่พบเลขที่โครงการ e-GP", f"row {row}: no e-GP project number")


def _fault(evidence: Evidence, entry: Entry, message: Text) -> Fault:
    item = next((one for one in entry.row.cells if len(one) > 8 and one != entry.text), "")
    quote = f"{entry.text or '(ว่าง)'} — {item}" if item else entry.text or f"(ว่าง) {name(evidence)}"
    return Fault(cite_row(evidence, entry.grid, entry.row, quote, entry.called), message)
