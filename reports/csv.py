"""The webmaster's list for spreadsheets and other programs: `findings.csv`, UTF-8 with a byte order mark for Excel.

No cell begins with what a spreadsheet takes for a formula: such a text gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from oitcrawler.model import Lang
from oitcrawler.report import Report

from . import _written
from ._tables import Address, Cell, Day, to_mend

STEM: Final = "findings"
SUFFIX: Final = "csv"
MEDIA_TYPE: Final = "text/csv"
_BOM: Final = "\ufeff"
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return one row a finding, with the columns of the first sheet of `xlsx`."""
    table = to_mend(report, lang)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.heading.to(lang) for column in table.columns])
    writer.writerows([safe(_written_as(cell, lang)) for cell in row] for row in table.rows)
    return (_BOM + text.getvalue()).encode("utf-8")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_A_FORMULA) else text


def _written_as(cell: Cell, lang: Lang) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Address):
        return cell.shown
    if isinstance(cell, Day):
        return _written.day(cell.iso, lang) if cell.date else ""
    return str(cell)
