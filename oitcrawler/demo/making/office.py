"""Writes the demo's DOCX, XLSX, XLS and CSV documents; the same document gives the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

from docx.document import Document as DocxDocument

from .expand import expand
from .markup import Block, Command, Grid, Head, Items, Para, plain
from .records import AGENCY, Document

FIXED = (1980, 1, 1, 0, 0, 0)


def write_docx(document: Document) -> bytes:
    """Return the document as DOCX."""
    import docx

    made = docx.Document()
    made.core_properties.title = document.title
    made.core_properties.author = AGENCY
    made.core_properties.created = made.core_properties.modified = _moment(document)
    made.add_heading(document.title, 0)
    for block in expand(document.body):
        _add(made, block)
    out = io.BytesIO()
    made.save(out)
    return repacked(out.getvalue())


def _add(made: DocxDocument, block: Block) -> None:
    match block:
        case Head(text):
            made.add_heading(text, 2)
        case Para(text):
            made.add_paragraph(plain(text))
        case Items(items):
            for item in items:
                made.add_paragraph(plain(item), style="List Bullet")
        case Grid():
            _add_table(made, block)
        case Command():
            for line in _said(block):
                made.add_paragraph(line)


def _add_table(made: DocxDocument, grid: Grid) -> None:
    table = made.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    for row in (grid.head, *grid.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(text)


def write_xlsx(document: Document) -> bytes:
    """Return the document as XLSX, one sheet, tables below each other."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = document.title
    book.properties.creator = AGENCY
    book.properties.created = book.properties.modified = _moment(document)
    sheet = book.worksheets[0]
    sheet.title = "ข้อมูล"
    for line in _lines(document):
        sheet.append(line)
    for column in "BCDEFGHIJKLMNOP":
        sheet.column_dimensions[column].width = 20
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue(), _moment(document))


def write_xls(document: Document) -> bytes:
    """Return the document as the old binary XLS."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("ข้อมูล")
    for at, line in enumerate(_lines(document)):
        for column, text in enumerate(line):
            sheet.write(at, column, text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_csv(document: Document) -> bytes:
    """Return the tables of the document as CSV in UTF-8 with a byte-order mark, as spreadsheets write it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for block in expand(document.body):
        if isinstance(block, Grid):
            writer.writerow(block.head)
            writer.writerows(block.rows)
    return out.getvalue().encode("utf-8-sig")


def repacked(body: bytes, modified: datetime | None = None) -> bytes:
    """Return a zip-based document with fixed times and uncompressed members, independent of clock and zlib."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            data = old.read(name)
            if modified and name == "docProps/core.xml":
                data = _stamped(data, modified)
            entry = zipfile.ZipInfo(name, FIXED)
            entry.create_system = 3
            new.writestr(entry, data)
    return out.getvalue()


def _stamped(core: bytes, modified: datetime) -> bytes:
    """Put the fixed time back: openpyxl writes the time of saving."""
    import re

    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)


def _moment(document: Document) -> datetime:
    return datetime(document.modified.year, document.modified.month, document.modified.day, 9, 0)


def _lines(document: Document) -> list[list[str]]:
    lines: list[list[str]] = [[document.title]]
    for block in expand(document.body):
        lines.extend(_sheet_lines(block))
    return lines


def _sheet_lines(block: Block) -> list[list[str]]:
    match block:
        case Head(text) | Para(text):
            return [[plain(text)]]
        case Items(items):
            return [[plain(item)] for item in items]
        case Grid(head, rows):
            return [list(head), *(list(row) for row in rows), []]
        case Command():
            return [[line] for line in _said(block)]


def _said(command: Command) -> tuple[str, ...]:
    if command.name != "sign":
        raise ValueError(f"an office document cannot show !{command.name}")
    name, position, day = command.argument.split("|")
    return (
        f"(ลงชื่อ) {name.split(' ')[-1]}",
        f"({name.strip()})",
        position.strip(),
        day.strip() and f"วันที่ {day.strip()}",
    )
