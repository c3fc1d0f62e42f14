"""Writes sheets of answers for people: XLSX or CSV, every cell a text, nothing in it a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import PurePath
from typing import Final

from ..errors import UsageError
from ..model import Lang, Text

_SHEET: Final = Text("คำตอบ OIT", "OIT answers")
_COLUMNS: Final = (
    ("item", Text("ข้อ", "Item"), 7),
    ("title", Text("ชื่อรายการ", "Title"), 46),
    ("url", Text("URL", "URL"), 64),
    ("note", Text("หมายเหตุ", "Note"), 40),
    ("verdict", Text("ผลตรวจ", "Verdict"), 16),
    ("look", Text("สิ่งที่ต้องดู", "Where to look"), 80),
)
_TO_FILL_IN: Final = 4
_LONGEST_CELL: Final = 32_000
# A fixed day, so that the same answers give the same file.
_CREATED: Final = datetime(2000, 1, 1)
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sheet, as `_COLUMNS` names its cells."""

    item: str
    title: str
    url: str = ""
    note: str = ""
    verdict: str = ""
    look: str = ""

    def cells(self, columns: int) -> tuple[str, ...]:
        """Return the first cells."""
        return tuple(str(getattr(self, one.name))[:_LONGEST_CELL] for one in fields(self))[:columns]


def render(path: PurePath, rows: Sequence[Row], lang: Lang, *, judged: bool) -> bytes:
    """Return the file that `path` asks for by its suffix (`.xlsx`, `.csv`).

    `judged` adds the columns of a run. Raises UsageError for another suffix.
    """
    suffix = path.suffix.lower()
    columns = len(_COLUMNS) if judged else _TO_FILL_IN
    if suffix == ".xlsx":
        return _xlsx(rows, lang, columns)
    if suffix == ".csv":
        return _csv(rows, lang, columns)
    raise UsageError(
        Text(f"ชื่อไฟล์ {path.name} ต้องลงท้ายด้วย .xlsx หรือ .csv", f"the name {path.name} must end in .xlsx or .csv")
    )


def _csv(rows: Sequence[Row], lang: Lang, columns: int) -> bytes:
    """Write UTF-8 with a byte order mark, by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([title.to(lang) for _, title, _ in _COLUMNS[:columns]])
    writer.writerows([_harmless(cell) for cell in row.cells(columns)] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _xlsx(rows: Sequence[Row], lang: Lang, columns: int) -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    body = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(body, options) as book:
        book.set_properties({"created": _CREATED})
        sheet = book.add_worksheet(_SHEET.to(lang))
        plain = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1}
        head = book.add_format({**plain, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"})
        cell, to_fill = book.add_format(plain), book.add_format({**plain, "bg_color": "#FFF8E1"})
        for at, (_, title, width) in enumerate(_COLUMNS[:columns]):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title.to(lang), head)
        for number, row in enumerate(rows, 1):
            for at, text in enumerate(row.cells(columns)):
                sheet.write_string(number, at, text, to_fill if at in (2, 3) else cell)
        sheet.freeze_panes(1, 2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return body.getvalue()
