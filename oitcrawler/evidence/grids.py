"""Rows of cells to tables: which rows are titles, which the header, which the body.

Web pages, Word tables, sheets and PDFs are read into the same rows first, merged cells repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MAX_HEADER_ROWS = 4
_NUMBER = re.compile(r"[\s\d๐-๙.,%()/฿+-]+(?:บาท|วัน|คน)?")
_NUMBERED = re.compile(r"(?:ข้อ\s*)?[(]?(?:[oO]\s?)?[\d๐-๙]{1,3}[.)]?(?:\s|\Z)")
_HEADER_WORDS = re.compile(
    r"^ที่$|ลำดับ|รายการ|รายละเอียด|ชื่อ|โครงการ|กิจกรรม|วันที่|วัน เดือน ปี|เดือน|จำนวน|หมายเหตุ|งบประมาณ|ราคา|^ข้อ|ประเภท"
    r"|วิธี|เลขที่|หน่วยงาน|ผู้|ประเด็น|ข้อมูล|ตัวชี้วัด|ความเสี่ยง|มาตรการ|ผล|แผน|งาน|ระยะเวลา|สถานะ|ลิง[กค]|เอกสาร|ไตรมาส|ร้อยละ|ปี"
    r"|\b(?:no|name|title|item|date|amount|total|url|link|description|project|remark|status|budget|type|file|month)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A table's parts. `body` is the index of the first body row; `header` is empty when no row is a header."""

    titles: tuple[str, ...]
    header: tuple[str, ...]
    body: int


def filled(row: Sequence[str]) -> list[str]:
    """Return the distinct texts of a row, in order."""
    return list(dict.fromkeys(cell for cell in row if cell))


def looks_like_number(text: str) -> bool:
    """Whether a cell holds a number, an amount or a date in digits."""
    return bool(_NUMBER.fullmatch(text)) and any(letter.isdigit() for letter in text)


def join_header(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Join the rows of a header column by column; a cell merged over several rows counts once."""
    width = max((len(row) for row in rows), default=0)
    columns = ([row[place] for row in rows if place < len(row)] for place in range(width))
    return tuple(" ".join(filled(column)) for column in columns)


def split(rows: Sequence[Sequence[str]], header_rows: int = 0) -> Parts:
    """Tell title rows, header and body apart.

    `header_rows` is the number of rows that the document itself marks as header (0 when it marks none).
    """
    titles: list[str] = []
    start = 0
    has_columns = max(map(len, rows), default=0) > 1
    while start < len(rows) and len(filled(rows[start])) <= 1 and has_columns:
        titles += filled(rows[start])
        start += 1
    if start >= len(rows):
        return Parts((), (), 0)
    height = max(header_rows - start, 0) or _header_height(rows, start)
    if not height:
        return Parts((), (), 0) if not titles else Parts(tuple(titles), (), start)
    return Parts(tuple(titles), join_header(rows[start : start + height]), start + height)


def _header_height(rows: Sequence[Sequence[str]], start: int) -> int:
    if not is_header(rows[start], rows[start + 1] if start + 1 < len(rows) else ()):
        return 0
    height = 1
    while height < MAX_HEADER_ROWS and start + height < len(rows):
        if not _continues(rows[start + height - 1], rows[start + height]):
            break
        height += 1
    return height


def is_header(row: Sequence[str], below: Sequence[str] = ()) -> bool:
    """Whether a row reads like a header: short words that name columns, no running number, no amounts."""
    cells = filled(row)
    if len(cells) < 2 or any(len(cell) > 120 for cell in cells) or _NUMBERED.match(next(iter(row), "") or "x"):
        return False
    numbers = sum(looks_like_number(cell) for cell in cells)
    named = sum(bool(_HEADER_WORDS.search(cell)) for cell in cells)
    if numbers > 0.2 * len(cells):
        return numbers <= 0.6 * len(cells) and named >= 2
    below_numbers = sum(looks_like_number(cell) for cell in below)
    return named >= max(1, len(cells) // 3) or below_numbers > numbers


def _continues(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether `row` is one more line of the header `above`: a cell is merged with the one over it, or over columns."""
    cells = filled(row)
    if not cells or sum(looks_like_number(cell) for cell in cells) > 0.5 * len(cells):
        return False
    merged_down = any(upper and upper == lower for upper, lower in zip(above, row, strict=False))
    merged_across = any(left and left == right for left, right in pairwise(above))
    return merged_down and merged_across and list(above) != list(row)
