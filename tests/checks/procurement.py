"""One fictional procurement report in every form in which agencies publish theirs, with two wrong project numbers."""

from __future__ import annotations

import csv
import html
import io
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise

from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from oitcrawler.thai.fold import thai_digits

from ..evidence.papers import Page, old_workbook, pdf, word, workbook

HEADER = ("ลำดับ", "งานที่ซื้อหรือจ้าง", "วงเงิน (บาท)", "วิธีซื้อหรือจ้าง", "ผู้ได้รับการคัดเลือก", "เลขที่โครงการ (e-GP)")
WRONG = ("19", "29")
EDGES = (40, 80, 235, 300, 370, 460, 555)
TITLE = "สรุปผลการจัดซื้อจัดจ้าง องค์การบริหารส่วนตำบลตัวอย่าง"
NAMES = (
    "ซื้อวัสดุสำนักงาน",
    "จ้างเหมาบริการรถยนต์ส่วนกลาง",
    "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านตัวอย่าง หมู่ที่ 2 ตำบลตัวอย่าง",
    "ซื้อครุภัณฑ์คอมพิวเตอร์",
    "จ้างซ่อมแซมรางระบายน้ำพร้อมบ่อพักภายในหมู่บ้านสมมุติ",
)
Rows = list[tuple[str, ...]]


def rows(count: int = 32, *, right: bool = False) -> Rows:
    """The entries: rows 19 and 29 have a number of ten and of twelve digits, unless all are to be right."""
    found: Rows = []
    for place in range(1, count + 1):
        number = f"6{6 + (place > 16)}{place % 12 + 1:02d}9{place * 7919 % 1000000:06d}"
        if not right:
            number = {"19": number[:10], "29": number + "4"}.get(str(place), number)
        money = f"{place * 13750 % 490000 + 900:,}.00"
        found.append((str(place), NAMES[place % 5], money, "เฉพาะเจาะจง", f"ร้านตัวอย่าง {'กขคงจ'[place % 5]}", number))
    return found


def in_thai(table: Rows) -> Rows:
    return [tuple(map(thai_digits, row)) for row in table]


def spelt(table: Rows, spell: Callable[[str], str]) -> Rows:
    """Spell the project numbers otherwise."""
    return [(*row[:-1], spell(row[-1])) for row in table]


def with_sections(table: Rows) -> Rows:
    """Put in what is no entry: the numbers of the columns, months, totals and a repeated header."""
    width = len(HEADER)
    marked: Rows = [tuple(f"({number})" for number in range(1, width + 1)), ("เดือนตุลาคม 2566",) * width]
    for place, row in enumerate(table):
        if place == 12:
            marked += [("รวม", "12 รายการ", "500,000.00", "", "", ""), ("เดือนพฤศจิกายน 2566",) * width]
        if place == 20:
            marked.append(HEADER)
        marked.append(row)
    return [*marked, ("รวมทั้งสิ้น", "", "1,500,000.00", "", "", "")]


def monthly(table: Rows) -> Rows:
    """Begin the running numbers anew each month."""
    months = ("เดือนตุลาคม 2566", "เดือนพฤศจิกายน 2566", "เดือนธันวาคม 2566", "เดือนมกราคม 2567")
    found: Rows = []
    for place, row in enumerate(table):
        if place % 10 == 0:
            found.append((months[place // 10],) * len(HEADER))
        found.append((str(place % 10 + 1), *row[1:]))
    return found


def as_pages(table: Rows, per_page: int, *, repeated: bool) -> list[Rows]:
    """Divide rows among pages, the first with the header."""
    pages = [table[start : start + per_page] for start in range(0, len(table), per_page)]
    return [[HEADER, *page] if repeated or not number else page for number, page in enumerate(pages)]


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text as word processors do: at spaces, else between letters, never before a mark."""
    found: list[str] = []
    for piece in simpleSplit(text, "Sarabun", size, width - 6) or [""]:
        line = ""
        for letter in piece:
            is_mark = ("ั" <= letter <= "ฺ" and letter not in "าำ") or "็" <= letter <= "๎"
            if not is_mark and drawn_width(line + letter, size) > width - 6:
                found.append(line)
                line = ""
            line += letter
        found.append(line)
    return found


def drawn_width(text: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Sarabun", size))


Ruling = Callable[[Canvas, Sequence[float], Sequence[float], Sequence[bool]], None]


def full(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    """Draw every border."""
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for top, bottom, is_merged in zip(ys, ys[1:], merged, strict=False):
        for x in (xs[0], xs[-1]) if is_merged else xs:
            canvas.line(x, top, x, bottom)


def dashed(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    canvas.setDash(2, 2)
    full(canvas, xs, ys, merged)
    canvas.setDash()


def double(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    full(canvas, xs, ys, merged)
    full(canvas, [x + 1.4 for x in xs], [y - 1.4 for y in ys], merged)


def dotted(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    """Draw borders as many small shapes, as word processors do for dotted lines."""
    for y in ys:
        for step in range(int((xs[-1] - xs[0]) / 3)):
            canvas.rect(xs[0] + 3 * step, y, 1.5, 0.5, stroke=0, fill=1)
    for x in xs:
        for step in range(int((ys[0] - ys[-1]) / 3)):
            canvas.rect(x, ys[-1] + 3 * step, 0.5, 1.5, stroke=0, fill=1)


def filled(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    """Draw each cell as a filled rectangle with white between."""
    canvas.saveState()
    canvas.setFillGray(0.9)
    for top, bottom in pairwise(ys):
        for left, right in pairwise(xs):
            canvas.rect(left + 0.5, bottom + 0.5, right - left - 1, top - bottom - 1, stroke=0, fill=1)
    canvas.restoreState()


def level(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    """Draw the level borders alone."""
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def none(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], merged: Sequence[bool]) -> None:
    """Draw no border."""


def drawn(
    table: Rows,
    ruling: Ruling = full,
    *,
    edges: Sequence[float] = EDGES,
    size: float = 9,
    top: float = 770,
    title: str = "",
    centred: bool = False,
    right: Sequence[int] = (2,),
    padding: float = 6,
) -> Page:
    """A page with a table whose cells wrap; `right` are the columns of right-aligned numbers."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Sarabun", size)
        if title:
            canvas.drawCentredString(300, top + 15, title)
        ys, merged = [top], []
        for row in table:
            is_merged = len(set(row)) == 1
            widths = [edges[-1] - edges[0]] if is_merged else [b - a for a, b in pairwise(edges)]
            cells = [wrapped(text, width, size) for text, width in zip(row, widths, strict=False)]
            height = max(map(len, cells)) * size * 1.3 + padding
            for column, lines in enumerate(cells):
                inset = (height - padding - len(lines) * size * 1.3) / 2 if centred else 0
                for number, line in enumerate(lines):
                    y = ys[-1] - inset - size * 1.3 * (number + 1)
                    if column in right:
                        canvas.drawRightString(edges[column + 1] - 3, y, line)
                    else:
                        canvas.drawString(edges[column] + 3, y, line)
            ys.append(ys[-1] - height)
            merged.append(is_merged)
        ruling(canvas, edges, ys, merged)

    return draw


def turned(page: Page) -> Page:
    """Lay a page on its side, shown upright."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.scale(0.7, 0.7)
        page(canvas)

    return draw


def split_row(table: Rows, at: int, ruling: Ruling = full) -> bytes:
    """Break the page within row `at` (from 0): the name and the number go on over the page."""
    row = table[at]
    number = row[-1]
    first = (row[0], row[1][:12], row[2], row[3], row[4], number[:7])
    rest = ("", row[1][12:], "", "", "", number[7:])
    return pdf(drawn([HEADER, *table[:at], first], ruling, padding=4, size=8), drawn([rest, *table[at + 1 :]], ruling))


def as_pdf(pages: Sequence[Rows], ruling: Ruling = full, *, centred: bool = False, title: str = TITLE) -> bytes:
    return pdf(*(drawn(page, ruling, centred=centred, title=title) for page in pages))


def valued(row: tuple[str, ...], *, numbers: bool) -> list[str | float]:
    """Return the values of a sheet's row, the running and the project number as text or as numbers."""
    return [float(text) if numbers and text.isdigit() and place in (0, 5) else text for place, text in enumerate(row)]


def as_xlsx(table: Rows, *, numbers: bool = False) -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.append([TITLE])
        sheet.merge_cells("A1:F1")
        for row in [HEADER, *table]:
            plain = [
                float(text) if numbers and text.isdigit() and place in (0, 5) else text
                for place, text in enumerate(row)
            ]
            sheet.append(plain)
            if len(set(row)) == 1:
                sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)

    return workbook(fill)


def as_xls(table: Rows, *, numbers: bool = False) -> bytes:
    return old_workbook([valued(row, numbers=numbers) for row in [HEADER, *table]])


def as_ods(table: Rows, *, numbers: bool = False) -> bytes:
    def cell(text: str, place: int) -> str:
        if numbers and text.isdigit() and place in (0, 5):
            shown = f"{float(text):.2E}" if place else text
            typed = f'office:value-type="float" office:value="{text}"'
            return f"<table:table-cell {typed}><text:p>{shown}</text:p></table:table-cell>"
        return f'<table:table-cell office:value-type="string"><text:p>{html.escape(text)}</text:p></table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(cell(text, place) for place, text in enumerate(row))}</table:table-row>"
        for row in [HEADER, *table]
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="O13">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def as_csv(table: Rows, encoding: str, delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows([HEADER, *table])
    return out.getvalue().encode(encoding)


def as_docx(table: Rows, *, numbers_in_two_paragraphs: bool = False) -> bytes:
    def fill(document: Document) -> None:
        document.add_paragraph(TITLE)
        grid = document.add_table(0, len(HEADER))
        for row in [HEADER, *table]:
            cells = grid.add_row().cells
            if len(set(row)) == 1:
                cells[0].merge(cells[-1]).text = row[0]
                continue
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
            if numbers_in_two_paragraphs and len(row[-1]) > 9 and row is not HEADER:
                cells[-1].text = row[-1][:6]
                cells[-1].add_paragraph(row[-1][6:])

    return word(fill)


def as_html(table: Rows) -> bytes:
    def line(row: tuple[str, ...], tag: str) -> str:
        if len(set(row)) == 1:
            return f"<tr><{tag} colspan={len(row)}>{row[0]}</{tag}></tr>"
        return "<tr>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in row) + "</tr>"

    body = "".join(line(row, "td") for row in table)
    return f"<!DOCTYPE html><meta charset=utf-8><h1>{TITLE}</h1><table>{line(HEADER, 'th')}{body}</table>".encode()
