"""PDF documents: text and tables page by page, and an honest word about pages that cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..model import Cause, Origin, Text
from ..thai.repair import repair
from .contacts import contacts_in
from .grids import split
from .model import Depth, Evidence, Heading, Kind, Passage, Row, Table
from .pdf_layer import Document, Layer, PdfError, needs_password
from .pdf_tables import Grid, find_grids
from .pdf_text import clean_text, is_legible, title_from
from .sniff import is_truncated
from .source import Source

MAX_PAGES = 400
_FEW_LETTERS = 40
_SCAN_SHARE = 0.5
_DRAWN_LETTERS = 300
_SAME_EDGE = 6.0


@dataclass(frozen=True, slots=True)
class _PageText:
    number: int
    text: str
    origin: Origin
    grids: tuple[Grid, ...]
    is_unread: bool


def extract_pdf(source: Source, depth: Depth = Depth.WHOLE) -> Evidence:
    """Return what a PDF says, with an obstacle when some of it cannot be read; tables only at depth `WHOLE`."""
    try:
        with Document(source.body) as document:
            pages = [_read(document.page(number), number + 1) for number in range(min(len(document), MAX_PAGES))]
            return replace(_evidence(source, pages, len(document), document.title()), depth=depth)
    except PdfError as error:
        return _unopened(source, error)


def _read(layer: Layer, number: int) -> _PageText:
    text = clean_text(layer.text)
    letters = sum(letter.isalnum() for letter in text)
    legible = is_legible(layer.text)
    is_picture = layer.image_share >= _SCAN_SHARE or layer.path_count >= _DRAWN_LETTERS
    if not legible or (letters < _FEW_LETTERS and is_picture):
        return _PageText(number, text if legible else "", Origin.LAYER, (), True)
    if layer.is_hidden and layer.image_share >= _SCAN_SHARE:
        return _PageText(number, text, Origin.OCR, find_grids(layer.glyphs, layer.rules), False)
    mended = repair(text)
    origin = Origin.LAYER if mended == text else Origin.REPAIRED
    return _PageText(number, mended, origin, find_grids(layer.glyphs, layer.rules), False)


def _evidence(source: Source, pages: Sequence[_PageText], count: int, title: str) -> Evidence:
    passages = tuple(Passage(page.text, page=page.number, origin=page.origin) for page in pages if page.text)
    obstacle, detail = _obstacle(source, pages, count)
    if obstacle is Cause.SCANNED and all(page.is_unread for page in pages):
        passages = ()
    named = title_from(title, [page.text for page in pages[:2]])
    return replace(
        source.evidence(Kind.PDF, obstacle=obstacle, detail=detail),
        title=named,
        passages=passages,
        headings=(Heading(1, named),) if named else (),
        tables=tuple(_tables(pages)),
        contacts=contacts_in(passages),
        page_count=count,
        unread_pages=tuple(page.number for page in pages if page.is_unread),
    )


def _obstacle(source: Source, pages: Sequence[_PageText], count: int) -> tuple[Cause | None, Text | None]:
    unread = [page.number for page in pages if page.is_unread]
    if is_truncated(source.body, Kind.PDF):
        return Cause.TRUNCATED, _cut_short()
    if unread:
        return Cause.SCANNED, _scanned(unread, count)
    if count > len(pages):
        return Cause.TOO_LARGE, Text(
            f"เอกสารมี {count} หน้า อ่านเพียง {len(pages)} หน้าแรก",
            f"the document has {count} pages; only the first {len(pages)} were read",
        )
    if not any(page.text for page in pages):
        return Cause.EMPTY_BODY, Text("เอกสารไม่มีข้อความ", "the document has no text")
    return None, None


def _scanned(unread: Sequence[int], count: int) -> Text:
    is_all = len(unread) == count
    shown = ", ".join(map(str, unread[:10])) + ("…" if len(unread) > 10 else "")
    which, which_en = ("ทุกหน้า", "all pages") if is_all else (f"หน้า {shown}", f"pages {shown}")
    return Text(
        f"อ่านข้อความไม่ได้ ({which}) เพราะเป็นภาพสแกนหรือใช้แบบอักษรที่คัดลอกข้อความไม่ได้ "
        "ควรเผยแพร่ไฟล์ที่ค้นหาและคัดลอกข้อความได้ เช่น บันทึกเป็น PDF จากโปรแกรมพิมพ์เอกสารโดยตรง",
        f"the text cannot be read ({which_en}): a scan, or fonts whose text cannot be copied; "
        "publish a version with real text, for example saved as PDF from the word processor itself",
    )


def _cut_short() -> Text:
    return Text(
        "ไฟล์ขาดส่วนท้าย ดาวน์โหลดมาไม่ครบหรือต้นฉบับเสีย", "the file ends too early: cut short, or broken on the server"
    )


def _unopened(source: Source, error: RuntimeError) -> Evidence:
    if needs_password(error):
        cause, detail = Cause.ENCRYPTED, Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
    elif is_truncated(source.body, Kind.PDF):
        cause, detail = Cause.TRUNCATED, _cut_short()
    else:
        cause, detail = Cause.PARSER_ERROR, Text("ไฟล์ PDF เสีย เปิดไม่ได้", f"the PDF cannot be opened: {error}")
    return source.evidence(Kind.PDF, obstacle=cause, detail=detail)


@dataclass(slots=True)
class _Growing:
    """A table that may go on over the next page."""

    header: tuple[str, ...]
    titles: tuple[str, ...]
    rows: list[Row]
    count: int
    page: int
    edges: tuple[float, ...]
    origin: Origin
    last_page: int


def _tables(pages: Iterable[_PageText]) -> Iterable[Table]:
    found: list[_Growing] = []
    for page in pages:
        for place, grid in enumerate(page.grids):
            before = found[-1] if found and place == 0 and found[-1].last_page == page.number - 1 else None
            rows = [tuple(clean_text(repair(cell)) for cell in row) for row in grid.rows]
            if before is not None and _goes_on(before, rows, grid):
                _append(before, rows, page)
            else:
                found.append(_begin(rows, grid, page))
    return [Table(one.header, tuple(one.rows), " ".join(one.titles), page=one.page, origin=one.origin) for one in found]


def _begin(rows: list[tuple[str, ...]], grid: Grid, page: _PageText) -> _Growing:
    parts = split(rows)
    body = [Row(row, number, page.number) for number, row in enumerate(rows, 1) if number > parts.body]
    origin = Origin.OCR if page.origin is Origin.OCR else page.origin
    return _Growing(parts.header, parts.titles, body, len(rows), page.number, grid.edges, origin, page.number)


def _goes_on(before: _Growing, rows: list[tuple[str, ...]], grid: Grid) -> bool:
    """Whether a page's first table continues the last one of the page before: same columns, and no other header."""
    width = len(before.rows[0].cells) if before.rows else len(before.header)
    if width != len(rows[0]):
        return False
    parts = split(rows)
    if parts.header:
        return parts.header == before.header
    same = len(before.edges) == len(grid.edges) and all(
        abs(one - other) <= _SAME_EDGE for one, other in zip(before.edges, grid.edges, strict=True)
    )
    return same and not parts.titles


def _append(before: _Growing, rows: list[tuple[str, ...]], page: _PageText) -> None:
    parts = split(rows)
    skipped = parts.body if parts.header else 0
    before.rows.extend(
        Row(row, before.count + number, page.number) for number, row in enumerate(rows, 1) if number > skipped
    )
    before.count += len(rows)
    before.last_page = page.number
    if Origin.OCR in (before.origin, page.origin):
        before.origin = Origin.OCR
    elif page.origin is Origin.REPAIRED:
        before.origin = Origin.REPAIRED
