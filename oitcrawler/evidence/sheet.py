"""Spreadsheets (xlsx, xls, ods) and CSV files: each sheet a table."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..model import Cause, Text
from .blocks import links_from
from .contacts import contacts_in
from .encoding import decode
from .grids import filled, is_header, split
from .macros import has_macros
from .model import Evidence, Kind, Passage, Remark, Row, Table
from .sheet_cells import BROKEN, LOCKED, MAX_COLUMNS, MAX_ROWS
from .sheet_links import references_in
from .source import Source
from .zips import zip_obstacle

_READER = Path(__file__).with_name("sheet_cells.py")
_SECONDS = 120
_HEADER_WITHIN = 30
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    rows: tuple[tuple[str, ...], ...]
    is_cut: bool


def extract_sheet(source: Source, kind: Kind) -> Evidence:
    """Return what a workbook says. Raises ValueError on broken files."""
    if kind in (Kind.XLSX, Kind.ODS):
        refused = zip_obstacle(source.body)
        if refused:
            return source.evidence(kind, obstacle=refused[0], detail=refused[1])
    try:
        # S603: our own file, run by our own Python, with the document on its standard input.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_READER)],
            input=source.body,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return source.evidence(kind, obstacle=Cause.TOO_LARGE, detail=_why(Cause.TOO_LARGE))
    if done.returncode == LOCKED:
        detail = Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
        return source.evidence(kind, obstacle=Cause.ENCRYPTED, detail=detail)
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace") if done.returncode == BROKEN else "it breaks the reader"
        raise ValueError(said)
    seen = _evidence(source, kind, _sheets(json.loads(done.stdout)))
    links = tuple(links_from(source, references_in(source.body))) if kind is Kind.XLSX else ()
    return replace(seen, links=links, remarks=(Remark.MACROS,) if has_macros(source.body) else ())


def _sheets(book: dict[str, Any]) -> list[_Sheet]:
    """Return the sheets that `read_workbook` read."""
    return [
        _Sheet(one["name"], _without_empty_columns(tuple(map(tuple, one["rows"]))), book["is_cut"])
        for one in book["sheets"]
    ]


def extract_csv(source: Source) -> Evidence:
    """Return what a CSV file says, whatever its encoding and delimiter."""
    text, _ = decode(source.body, source.content_type)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    for row in reader:
        if len(rows) >= MAX_ROWS:
            return _evidence(source, Kind.CSV, [_Sheet("", tuple(rows), True)])
        if any(cell.strip() for cell in row):
            rows.append(tuple(" ".join(cell.split()) for cell in row[:MAX_COLUMNS]))
    return _evidence(source, Kind.CSV, [_Sheet("", tuple(rows), False)])


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:30]
    return max(_DELIMITERS, key=lambda one: (_evenness(lines, one), -_DELIMITERS.index(one)))


def _evenness(lines: Sequence[str], delimiter: str) -> float:
    counts = [line.count(delimiter) for line in lines]
    usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
    return usual and counts.count(usual) / len(counts) + min(usual, 9) / 100


def _without_empty_columns(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    width = max((len(row) for row in rows), default=0)
    used = [place for place in range(width) if any(place < len(row) and row[place] for row in rows)]
    return tuple(tuple(row[place] if place < len(row) else "" for place in used) for row in rows)


def _evidence(source: Source, kind: Kind, sheets: Sequence[_Sheet]) -> Evidence:
    tables = [table for number, sheet in enumerate(sheets, 1) for table in _tables(sheet, number)]
    passages = tuple(_passages(sheets))
    is_cut = any(sheet.is_cut for sheet in sheets)
    cause = Cause.TOO_LARGE if is_cut else None if passages else Cause.EMPTY_BODY
    return replace(
        source.evidence(kind, obstacle=cause, detail=_why(cause)),
        title=_title(sheets),
        passages=passages,
        tables=tuple(tables),
        contacts=contacts_in(passages),
    )


def _why(cause: Cause | None) -> Text | None:
    if cause is Cause.TOO_LARGE:
        return Text(
            f"ตารางใหญ่เกินไป อ่านเพียง {MAX_ROWS:,} แถวแรกของแต่ละแผ่นงาน",
            f"the workbook is too large; only the first {MAX_ROWS:,} rows of each sheet were read",
        )
    return Text("ไฟล์ตารางไม่มีข้อมูล", "the workbook holds no data") if cause else None


def _passages(sheets: Iterable[_Sheet]) -> Iterable[Passage]:
    for number, sheet in enumerate(sheets, 1):
        lines = [" ".join(filled(row)) for row in sheet.rows]
        if lines:
            yield Passage("\n".join((sheet.name, *lines) if sheet.name else lines), page=number)


def _title(sheets: Sequence[_Sheet]) -> str:
    """Return the title rows of the first sheet, for example "รายงาน… ประจำปี 2568"."""
    rows = next((sheet.rows for sheet in sheets if sheet.rows), ())
    start = _header_row(rows)
    above = rows[: start if start is not None else 1]
    return " ".join(" ".join(filled(row)) for row in above[:3])[:250]


def _header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the first row that names columns and is followed by rows filled alike, or None."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        below = rows[place + 1 : place + 6]
        cells = [cell for cell in row if cell]
        usual = sorted(sum(bool(cell) for cell in one) for one in below)[len(below) // 2] if below else 0
        if is_header(row, below[0] if below else ()) and len(cells) >= 2 and len(cells) >= 0.5 * usual:
            return place
    return None


def _tables(sheet: _Sheet, number: int) -> Iterable[Table]:
    if not sheet.rows or len(sheet.rows[0]) < 2:
        return
    start = _header_row(sheet.rows)
    titles = tuple(" ".join(filled(row)) for row in sheet.rows[: start or 0])
    parts = split(sheet.rows[start:]) if start is not None else None
    first = (start or 0) + (parts.body if parts else 0)
    rows = tuple(Row(row, place, number) for place, row in enumerate(sheet.rows, 1) if place > first)
    yield Table(parts.header if parts else (), rows, " ".join(titles), page=number, sheet=sheet.name or None)
