"""Draws the demo's PDF documents: Thai text with a text layer that is right, ruled tables, page numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from .expand import expand
from .linebreak import wrap
from .markup import Block, Command, Grid, Head, Items, Para, plain
from .records import AGENCY, Document

FONTS = Path(__file__).parent / "fonts"
MARGIN = 50.0
TEXT_SIZE = 12.0
LEADING = 1.5
PAPERS = {"a4": A4, "a4-landscape": landscape(A4), "a3-landscape": landscape(A3)}


@dataclass(slots=True)
class Sheet:
    """Where the pen is on which page."""

    canvas: Canvas
    width: float
    height: float
    y: float = field(init=False)
    page: int = 1

    def __post_init__(self) -> None:
        self.y = self.height - MARGIN

    @property
    def inner(self) -> float:
        """The width between the margins, in points."""
        return self.width - 2 * MARGIN

    def room(self, needed: float) -> bool:
        """Start a new page if less than `needed` points are left; say whether it did."""
        if self.y - needed >= MARGIN:
            return False
        self.turn()
        return True

    def turn(self) -> None:
        """Finish this page and start the next."""
        self.number()
        self.canvas.showPage()
        self.page += 1
        self.y = self.height - MARGIN

    def number(self) -> None:
        """Write the page's number at its foot."""
        self.canvas.setFont("Sarabun", 9)
        self.canvas.drawCentredString(self.width / 2, MARGIN / 2, f"- {self.page} -")

    def line(self, text: str, x: float, size: float, font: str = "Sarabun") -> None:
        """Write one line at `x` points and move down."""
        self.room(size * LEADING)
        self.y -= size * LEADING
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, text)

    def text(self, text: str, size: float = TEXT_SIZE, font: str = "Sarabun", indent: float = 0.0) -> None:
        """Write a text in as many lines as it takes."""
        for line in wrap(text, self.inner - indent, lambda part: pdfmetrics.stringWidth(part, font, size)):
            self.line(line, MARGIN + indent, size, font)

    def centred(self, text: str, size: float, font: str = "Sarabun", at: float | None = None) -> None:
        """Write a text centred on the page or on `at` points."""
        for line in wrap(text, self.inner, lambda part: pdfmetrics.stringWidth(part, font, size)):
            width = pdfmetrics.stringWidth(line, font, size)
            self.line(line, (at or self.width / 2) - width / 2, size, font)


def register_fonts() -> None:
    """Make the fonts known to reportlab. Raises FileNotFoundError if they are not in the source tree."""
    for name, file in (("Sarabun", "Sarabun-Regular.ttf"), ("Sarabun-Bold", "Sarabun-Bold.ttf")):
        if not (FONTS / file).exists():
            raise FileNotFoundError(f"{FONTS / file}: the demo's font is missing; take it from the source repository")
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file), shapable=False))


def draw_pdf(document: Document) -> bytes:
    """Return the document as PDF; the same document gives the same bytes."""
    register_fonts()
    size = PAPERS[document.paper]
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=0)
    canvas.setTitle(document.title)
    canvas.setAuthor(AGENCY)
    sheet = Sheet(canvas, *size)
    sheet.centred(document.title, 15, "Sarabun-Bold")
    if AGENCY not in document.title:
        sheet.centred(AGENCY, 13, "Sarabun-Bold")
    sheet.y -= 6
    for block in expand(document.body):
        _draw(sheet, block)
    sheet.number()
    canvas.save()
    return out.getvalue()


def _draw(sheet: Sheet, block: Block) -> None:
    match block:
        case Head(text):
            sheet.room(60)
            sheet.y -= 6
            sheet.text(text, 13, "Sarabun-Bold")
        case Para(text):
            sheet.text(plain(text))
        case Items(items):
            for item in items:
                sheet.text(f"• {plain(item)}", indent=18)
        case Grid():
            _table(sheet, block)
        case Command("page"):
            sheet.turn()
        case Command("sign", argument):
            _signature(sheet, argument)
        case Command(name):
            raise ValueError(f"a PDF cannot show !{name}")


def _signature(sheet: Sheet, argument: str) -> None:
    name, position, day = argument.split("|")
    sheet.room(100)
    at = sheet.width * 0.65
    sheet.y -= 12
    if day.strip():
        sheet.centred(f"ประกาศ ณ วันที่ {day.strip()}", TEXT_SIZE, at=at)
        sheet.y -= 10
    for line in (f"(ลงชื่อ) {name.split(' ')[-1]}", f"({name.strip()})", position.strip()):
        sheet.centred(line, TEXT_SIZE, at=at)


def _table(sheet: Sheet, grid: Grid) -> None:
    size = 10.0 if len(grid.head) <= 7 else 8.0
    shares = grid.widths or (1.0,) * len(grid.head)
    widths = [share / sum(shares) * sheet.inner for share in shares]
    sheet.y -= 6
    sheet.room(3 * size * LEADING)
    _row(sheet, grid.head, widths, size, "Sarabun-Bold")
    for row in grid.rows:
        lines = _cells(row, widths, size, "Sarabun")
        if sheet.room(max(len(cell) for cell in lines) * size * 1.4 + 6):
            _row(sheet, grid.head, widths, size, "Sarabun-Bold")
        _row(sheet, row, widths, size, "Sarabun")
    sheet.y -= 6


def _cells(row: tuple[str, ...], widths: list[float], size: float, font: str) -> list[list[str]]:
    return [
        wrap(plain(cell), width - 6, lambda part: pdfmetrics.stringWidth(part, font, size))
        for cell, width in zip(row, widths, strict=True)
    ]


def _row(sheet: Sheet, row: tuple[str, ...], widths: list[float], size: float, font: str) -> None:
    cells = _cells(row, widths, size, font)
    height = max(len(cell) for cell in cells) * size * 1.4 + 6
    x, top = MARGIN, sheet.y
    for lines, width in zip(cells, widths, strict=True):
        sheet.canvas.rect(x, top - height, width, height)
        sheet.canvas.setFont(font, size)
        for number, line in enumerate(lines, 1):
            sheet.canvas.drawString(x + 3, top - number * size * 1.4, line)
        x += width
    sheet.y = top - height
