"""Project numbers of the e-GP system as they stand in cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from ..thai.fold import arabic_digits
from ._columns import Grid, cell
from ._words import says

NUMBER_WORDS = (
    "เลขที่โครงการ",
    "เลขโครงการ",
    "หมายเลขโครงการ",
    "เลขคุมโครงการ",
    "เลขที่คุมโครงการ",
    "รหัสโครงการ e-gp",
    "เลขที่ e-gp",
    "เลข e-gp",
    "เลขที่ egp",
    "เลข egp",
    "หมายเลข e-gp",
    "รหัส e-gp",
    "e-gp no",
    "e-gp number",
    "project id",
    "e-gp",
    "egp",
    "e - gp",
    "อีจีพี",
)
_OTHER_COLUMNS = ("สถานะ", "วิธี", "วันที่ประกาศ", "แผน", "ผู้เสียภาษี", "โทร", "งบประมาณ", "ราคา", "หน่วยงาน")
_LONG = 9
_CONTRACT = ("สัญญา", "ใบสั่งซื้อ", "ข้อตกลง")
_EXEMPT = ("ว119", "ว.119", "ว 119", "ไม่ต้องดำเนินการในระบบ", "ไม่ได้ดำเนินการในระบบ", "ไม่เข้าระบบ", "ไม่ผ่านระบบ")
_GROUP = re.compile(r"\d(?:[ \t\u00a0\-–.]{0,3}\d)*")
_FLOAT = re.compile(r"(?<!\d)(\d{5,})\.0+(?!\d)")
_SCIENTIFIC = re.compile(r"\d[.,]\d+\s*e\s*\+?\s*\d+", re.IGNORECASE)
_PLAN = re.compile(r"\bm\s?\d{11}\b", re.IGNORECASE)


class Cell(Enum):
    """What a cell of the project number's column holds."""

    GOOD = "good"
    WRONG = "wrong"
    EMPTY = "empty"
    EXEMPT = "exempt"
    LOST = "lost"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Number:
    """One cell, read. `shown` is the number at fault, in Arabic digits."""

    kind: Cell
    shown: str = ""


def read_number(text: str, digits: int) -> Number:
    """Read one cell: Thai or Arabic digits, spaces and hyphens inside, numbers that a spreadsheet made floats."""
    plain = _FLOAT.sub(r"\1", arabic_digits(text)).strip()
    if says(plain, _EXEMPT):
        return Number(Cell.EXEMPT, plain)
    if _SCIENTIFIC.search(plain):
        return Number(Cell.LOST, plain)
    if _PLAN.search(plain):
        return Number(Cell.PLAN, plain)
    return _judge_groups(_groups(plain, digits), digits, plain)


def _judge_groups(groups: Sequence[str], digits: int, plain: str) -> Number:
    if any(len(group) == digits for group in groups):
        return Number(Cell.GOOD)
    joined = "".join(groups)
    if not joined.strip("0"):
        return Number(Cell.EMPTY, plain)
    if len(joined) == digits and "\n" in plain:
        return Number(Cell.GOOD)
    return Number(Cell.WRONG, max(groups, key=len))


def _groups(plain: str, digits: int) -> list[str]:
    """Return the numbers of a cell: what only spaces or hyphens divide is one number, unless its parts are numbers."""
    numbers: list[str] = []
    for found in (run for line in plain.splitlines() for run in _GROUP.finditer(line)):
        parts = [_bare(part) for part in found[0].split()]
        apart = any(len(part) == digits for part in parts) or all(len(part) >= digits - 2 for part in parts)
        numbers.extend(parts if apart else [_bare(found[0])])
    return numbers


def _bare(run: str) -> str:
    return re.sub(r"\D", "", run)


def number_column(grid: Grid, words: Sequence[str]) -> int | None:
    """Return the column of project numbers: "เลขที่โครงการ" before a header that only says e-GP.

    Where several say so, as under a merged header, it is the one that holds the most long numbers.
    """
    columns = [column for column in grid.columns(words) if not _is_other(grid.header[column])]
    named = [column for column in columns if says(grid.header[column], ("โครงการ", "เลข", "หมายเลข", "project"))]
    return max(named or columns, key=lambda column: (_long_numbers(grid, column), -column), default=None)


def _long_numbers(grid: Grid, column: int) -> int:
    return sum(sum(map(str.isdigit, cell(row, column))) >= _LONG for row in grid.rows)


def _is_other(head: str) -> bool:
    """Whether a header speaks of e-GP but its column holds something else."""
    return says(head, _OTHER_COLUMNS) is not None and says(head, ("เลข", "หมายเลข", "รหัส")) is None


def holds_contracts(head: str) -> bool:
    """Whether a column's header says that contract numbers stand there too."""
    return says(head, _CONTRACT) is not None
