"""A table of the evidence has all the columns that are asked for.

Looks for the table whose header names most of the columns; headers of two lines are joined, and a header that was
read as one of the first rows is found there.

Codes:
* `column-missing`: columns that no table of the evidence has, one fault for each. No table at all, or a header that
  could not be made out, gives a review.

Source: reference oit-2568 o12 (columns of the procurement list), oit-2566 o21 (columns of the monthly summary).
"""

from __future__ import annotations

from pydantic import Field

from ..evidence.model import Evidence
from ..model import Met, Result, Review, Text
from ._columns import Grid, any_grid, by_ocr, cell, cite_header, entries, grids, is_blank, says_none
from ._groups import Group, faults_of, names_of
from ._periods import of_year
from ._verdicts import documents_first, in_name, lacking, nothing_found
from ._words import hinted, opening, says, spots
from .base import Case, CheckParams, Found, best_of, each

CODES = ("column-missing",)


class Params(CheckParams):
    """`at_least` is how many columns suffice (all when None); `offset` leaves out evidence of another year."""

    columns: tuple[Group, ...] = Field(min_length=1)
    at_least: int | None = None
    offset: int | None = None


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the evidence found has such a table."""
    found = documents_first(case)
    if params.offset is not None:
        found = of_year(found, case.year + params.offset)
    if not found:
        return nothing_found(case, CODES[0], Text("ตารางข้อมูล", "a table"))
    return best_of(each(found, lambda one: _judge(one, params)))


def _judge(found: Found, params: Params) -> Result:
    evidence = found.evidence
    words = tuple(word for group in params.columns for word in group.any)
    tables = tuple(grids(evidence, words)) or tuple(any_grid(table) for table in evidence.tables)
    if not tables:
        return _no_table(evidence, params)
    best = max(tables, key=lambda grid: (len(_present(grid, params)), -(grid.table.page or 0)))
    present = _present(best, params)
    missing = tuple(group for group in params.columns if group not in present)
    if len(present) >= (len(params.columns) if params.at_least is None else params.at_least):
        names = names_of(present)
        if not _is_filled(best, present):
            return _empty(evidence, best)
        return Met(
            in_name(evidence, f"ตารางมีคอลัมน์ {names.th}", f"the table has the columns {names.en}"),
            (cite_header(evidence, best),),
        )
    return _missing(evidence, best, missing, bool(present))


def _present(grid: Grid, params: Params) -> tuple[Group, ...]:
    return tuple(group for group in params.columns if grid.column(group.any) is not None)


def _is_filled(grid: Grid, present: tuple[Group, ...]) -> bool:
    """Whether any entry says something in one of the columns; rows that say "there was none" count."""
    columns = [column for group in present if (column := grid.column(group.any)) is not None]
    return any(
        says_none(row) or any(not is_blank(cell(row, column)) for column in columns) for row in entries(grid)
    ) or any(says_none(row) for row in grid.rows)


def _empty(evidence: Evidence, grid: Grid) -> Review:
    return Review(
        CODES[0],
        in_name(
            evidence,
            "อ่านได้แต่หัวตาราง ไม่พบข้อมูลในตาราง โปรดเปิดดูว่ากรอกข้อมูลแล้วหรือไม่",
            "only the table's header could be read, no data in it; please look whether it has been filled in",
        ),
        (cite_header(evidence, grid),),
    )


def _no_table(evidence: Evidence, params: Params) -> Review:
    names = names_of(params.columns)
    return Review(
        CODES[0],
        in_name(
            evidence,
            f"อ่านตารางไม่พบ โปรดเปิดดูว่าแสดง {names.th} หรือไม่",
            f"no table could be read; please look whether {names.en} are shown",
        ),
        (opening(evidence),),
    )


def _missing(evidence: Evidence, best: Grid, missing: tuple[Group, ...], some: bool) -> Result:
    names = names_of(missing)
    at = cite_header(evidence, best)
    faults = faults_of(missing, at)
    reason = in_name(
        evidence,
        f"ตารางไม่มีคอลัมน์ {names.th} โปรดเพิ่มคอลัมน์ให้ครบ",
        f"the table has no column {names.en}; please add it",
    )
    elsewhere = all(
        hinted(evidence, group.any) or any(says(spot.text, group.any, spot.origin) for spot in spots(evidence))
        for group in missing
    )
    if not some or elsewhere or by_ocr(best):
        return Review(CODES[0], reason, (at,), faults)
    return lacking(evidence, CODES[0], reason, (at,), faults)
