"""Lays out a `Paper` as a Word document that people go on editing: real headings, lists and tables, no text boxes."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import docx.api
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as Written

from oitcrawler.model import Cause, Lang, Text
from oitcrawler.report import Report
from oitcrawler.report.plan import FILL_STARTS, Block, Cell, Chapter, Listing, Paper, Paragraph, PlanTable

from ._docx_styles import AFTER_TABLE, CELL, NOTE, count_in_thai, number_pages, numbered_list, set_page, set_styles
from ._safe import clean, readable
from ._text import CAUSES

_TO_FILL: Final = re.compile(rf"((?:{'|'.join(re.escape(one) for one in FILL_STARTS)})[^\]]*\])")
_TO_THAI: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# Addresses keep their digits: who copies them must reach the page.
_ADDRESS: Final = re.compile(r"((?:https?://|www\.)[^\s“”]+|[^\s@]+@[^\s@]+|(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}[^\s“”]*)")
_UNKNOWN_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
_TOGETHER: Final = 4
_WIDE: Final = 25.7
_NARROW: Final = 16.0


def written(paper: Paper, report: Report, lang: Lang, *, thai_digits: bool) -> bytes:
    """Return a document as the bytes of a `.docx` file."""
    document = docx.api.Document()
    set_styles(document)
    set_page(document.sections[0], is_wide=False)
    number_pages(document.sections[0], thai_digits=thai_digits)
    _Page(document, lang, thai_digits).write(paper)
    _set_properties(document, paper, report, lang)
    body = io.BytesIO()
    document.save(body)
    return body.getvalue()


@dataclass(slots=True)
class _Page:
    """Writes blocks one below the other."""

    document: Document
    lang: Lang
    thai_digits: bool
    is_wide: bool = False

    def write(self, paper: Paper) -> None:
        for line in paper.title:
            self.fill(self.document.add_paragraph(style="Title"), self.said(line))
        self.blocks(paper.before)
        for chapter in paper.chapters:
            self.chapter(chapter)

    def chapter(self, chapter: Chapter) -> None:
        if chapter.is_wide is not self.is_wide:
            self.is_wide = chapter.is_wide
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            self.document.paragraphs[-1].style = AFTER_TABLE  # it carries the break and must not fill a page
            set_page(section, is_wide=self.is_wide)
            if self.thai_digits:
                count_in_thai(section)
        self.fill(self.document.add_paragraph(style=f"Heading {chapter.level}"), self.said(chapter.title))
        self.blocks(chapter.body)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                style = NOTE if block.is_note else "Normal"
                paragraph = self.document.add_paragraph(style=style)
                if not block.is_note:
                    paragraph.paragraph_format.first_line_indent = Cm(1.25)
                self.fill(paragraph, self.said(block.text))
            elif isinstance(block, Listing):
                self.listing(block)
            else:
                self.table(block)

    def listing(self, listing: Listing) -> None:
        number = numbered_list(self.document, thai_digits=self.thai_digits) if listing.is_numbered else None
        for entry in listing.entries:
            style = "List Bullet" if number is None else "List Number"
            paragraph = self.document.add_paragraph(style=style)
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val = 0
                properties.get_or_add_numId().val = number
            self.fill(paragraph, self.said(entry))

    def table(self, table: PlanTable) -> None:
        made = self.document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        _set_widths(made, table.widths, _WIDE if self.is_wide else _NARROW)
        # Cells are fetched by row once: `table.cell` walks the whole table each time.
        for at, cell in enumerate(made.rows[0].cells):
            self.heading(cell, table.columns[at])
        _repeat(made)
        for row, cells in zip(made.rows[1:], table.rows, strict=True) if table.rows else ():
            for at, (place, cell) in enumerate(zip(row.cells, cells, strict=True)):
                self.cell(place, cell, is_centred=at in table.numeric)
        if len(table.rows) <= _TOGETHER and not self.is_wide:
            _keep_together(made)
        self.document.add_paragraph(style=AFTER_TABLE)

    def heading(self, place: _Cell, words: Text) -> None:
        paragraph = place.paragraphs[0]
        paragraph.style = CELL
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        self.fill(paragraph, self.said(words), is_bold=True)
        shading = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="DDE6F3"/>')
        place._tc.get_or_add_tcPr().append(shading)

    def cell(self, place: _Cell, cell: Cell, *, is_centred: bool) -> None:
        for number, part in enumerate(cell):
            paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
            paragraph.style = CELL
            if is_centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self.fill(paragraph, self.said(CAUSES[part].name if isinstance(part, Cause) else part))

    def said(self, text: Text) -> str:
        words = readable(text.to(self.lang))
        return in_thai_digits(words) if self.thai_digits else words

    def fill(self, paragraph: Written, words: str, *, is_bold: bool = False) -> None:
        """Write words into a paragraph; what must be filled in is marked."""
        for number, part in enumerate(_TO_FILL.split(words)):
            if not part:
                continue
            run = paragraph.add_run(part)
            if is_bold:
                run.bold = True
                run.font.cs_bold = True
            if number % 2:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def in_thai_digits(words: str) -> str:
    """Return words with Thai digits, but for addresses of pages and mailboxes."""
    return "".join(
        part if number % 2 else part.translate(_TO_THAI) for number, part in enumerate(_ADDRESS.split(words))
    )


def _set_widths(table: Table, shares: tuple[int, ...], width: float) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(width * share / sum(shares))
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(width * share / sum(shares))


def _repeat(table: Table) -> None:
    """Repeat the first row on every page, and break pages between rows, not within them."""
    for number, row in enumerate(table.rows):
        for tag in ("w:cantSplit", "w:tblHeader") if number == 0 else ("w:cantSplit",):
            mark = OxmlElement(tag)
            mark.set(qn("w:val"), "true")
            row._tr.get_or_add_trPr().append(mark)


def _keep_together(table: Table) -> None:
    """Keep a small table on one page."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _set_properties(document: Document, paper: Paper, report: Report, lang: Lang) -> None:
    """Set what Word shows as the document's properties; its days come from the report, never from the clock."""
    properties = document.core_properties
    properties.title = " ".join(clean(line.to(lang)) for line in paper.title)[:255]
    properties.author = properties.last_modified_by = "oitcrawler"
    properties.comments = ""
    properties.language = "th-TH" if lang == "th" else "en-US"
    try:
        at = datetime.fromisoformat(report.run.as_of)
    except ValueError:
        at = _UNKNOWN_DAY
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.revision = 1
