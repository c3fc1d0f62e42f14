"""Bytes of an answers file to rows of cells: workbooks (xlsx, xls, ods), and CSV in whatever encoding and delimiter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from zipfile import BadZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from ..evidence.encoding import decode
from ..evidence.sheet_cells import MAX_COLUMNS, shown
from ..evidence.zips import zip_obstacle

MAX_ROWS: Final = 5000
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DELIMITERS: Final = (",", ";", "\t", "|")


class Unreadable(ValueError):
    """A file that is no sheet, is locked, or is too large. The message is for the log; `locked` tells a password."""

    def __init__(self, why: str, *, locked: bool = False) -> None:
        super().__init__(why)
        self.locked = locked


@dataclass(frozen=True, slots=True)
class Line:
    """One row: `number` counts from 1 as the program that made the file shows it; `links` by column from 0."""

    number: int
    cells: tuple[str, ...]
    links: Mapping[int, str] = field(default_factory=dict)

    def cell(self, column: int | None) -> str:
        """Return the text of a column, or "" when the row has none."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a CSV file is one without a name."""

    name: str
    lines: tuple[Line, ...]


def readings(body: bytes) -> tuple[tuple[Sheet, ...], ...]:
    """Return the ways in which a file can be read: one for a workbook, one for each delimiter of a CSV file.

    Raises Unreadable.
    """
    if body.startswith((_ZIP, _OLE)):
        return (_workbook(body),)
    if b"\x00" in body[:4000] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("neither a workbook nor text")
    text, _ = decode(body, "text/csv")
    return tuple((Sheet("", tuple(_lines(text, one))),) for one in DELIMITERS)


def _lines(text: str, delimiter: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff").replace("\x00", ""), newline=""), delimiter=delimiter)
    try:
        for number, row in enumerate(reader, 1):
            if number > MAX_ROWS:
                raise Unreadable(f"more than {MAX_ROWS} rows")
            yield Line(number, tuple(" ".join(cell.split()) for cell in row[:MAX_COLUMNS]))
    except csv.Error as broken:
        raise Unreadable(str(broken)) from broken


def _workbook(body: bytes) -> tuple[Sheet, ...]:
    from .hyperlinks import hyperlinks

    links = hyperlinks(body)
    try:
        if body.startswith(_ZIP) and (refused := zip_obstacle(body)):
            raise Unreadable(refused[1].en)
        with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
            named = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
            return tuple(_sheet(name, one, links.get(name, {})) for name, one in named)
    except PasswordError as locked:
        raise Unreadable("protected by a password", locked=True) from locked
    except (CalamineError, BadZipFile, ValueError, LookupError, OverflowError) as broken:
        if isinstance(broken, Unreadable):
            raise
        raise Unreadable(str(broken)) from broken


def _sheet(name: str, sheet: CalamineSheet, links: Mapping[tuple[int, int], str]) -> Sheet:
    if sheet.height > MAX_ROWS:
        raise Unreadable(f"more than {MAX_ROWS} rows")
    rows = [[shown(value) for value in row[:MAX_COLUMNS]] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        text = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [one or text for one in row[left : right + 1]]
    by_row: dict[int, dict[int, str]] = {}
    for (row_number, column), target in links.items():
        by_row.setdefault(row_number, {})[column] = target
    return Sheet(name, tuple(Line(at + 1, tuple(row), by_row.get(at, {})) for at, row in enumerate(rows)))
