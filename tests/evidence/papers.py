"""Documents made for the tests: PDF, Word and Excel files of a fictional agency."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import xlwt
from docx.document import Document
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from reportlab.lib import pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path(__file__).parents[2] / "oitcrawler" / "demo" / "making" / "fonts" / "Sarabun-Regular.ttf"
Page = Callable[[Canvas], None]


def pdf(*pages: Page, title: str = "", password: str = "") -> bytes:
    """Draw a PDF; each page is a function that draws on the canvas."""
    pdfmetrics.registerFont(TTFont("Sarabun", str(FONT)))
    out = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(out, pagesize=A4, encrypt=lock, invariant=True)
    canvas.setTitle(title)
    for page in pages:
        canvas.setFont("Sarabun", 12)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, top: float = 780) -> Page:
    """A page of lines."""

    def draw(canvas: Canvas) -> None:
        for place, text in enumerate(texts):
            canvas.drawString(60, top - 20 * place, text)

    return draw


def ruled(
    rows: Sequence[Sequence[str]], *, edges: Sequence[float] = (60, 110, 330, 530), top: float = 700, height: float = 24
) -> Page:
    """A page with a ruled table; an empty text with no line to its left continues the cell before it."""

    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.5)
        for place in range(len(rows) + 1):
            canvas.line(edges[0], top - place * height, edges[-1], top - place * height)
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                if text != "<":
                    canvas.line(edges[column], top - place * height, edges[column], top - (place + 1) * height)
                    canvas.drawString(edges[column] + 4, top - place * height - 16, text)
            canvas.line(edges[-1], top - place * height, edges[-1], top - (place + 1) * height)

    return draw


def aligned(rows: Sequence[Sequence[str]], columns: Sequence[float] = (60, 130, 330)) -> Page:
    """A page with a table that has no lines."""

    def draw(canvas: Canvas) -> None:
        for place, row in enumerate(rows):
            for at, text in zip(columns, row, strict=True):
                canvas.drawString(at, 700 - 20 * place, text)

    return draw


def scan(canvas: Canvas) -> None:
    """A page that is one picture."""
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, A4[0], A4[1])


def recognised(*texts: str) -> Page:
    """A scanned page with invisible text over it, as text recognition leaves it."""

    def draw(canvas: Canvas) -> None:
        scan(canvas)
        for place, text in enumerate(texts):
            words = canvas.beginText(60, 700 - 20 * place)
            words.setFont("Sarabun", 12)
            words.setTextRenderMode(3)
            words.textOut(text)
            canvas.drawText(words)

    return draw


def word(fill: Callable[[Document], None]) -> bytes:
    """Write a Word document."""
    document = docx.Document()
    fill(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def workbook(fill: Callable[[Worksheet], None], *, more: Sequence[str] = ()) -> bytes:
    """Write an xlsx workbook with one filled sheet and empty ones."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "ข้อมูล"
    fill(sheet)
    for name in more:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """Write an xls workbook."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("แผ่น1")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (640, 480)) -> bytes:
    """Write a picture in one of Pillow's formats."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind)
    return out.getvalue()
