"""PDF documents: text and tables page by page, and an honest word about pages that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import Origin
from ..thai.repair import repair
from ..urls import normalise
from .contacts import contacts_in
from .model import Depth, Evidence, Heading, Kind, Link, Passage, Place
from .pdf_joining import PageGrids, joined
from .pdf_layer import Document, Page, PdfError, needs_password
from .pdf_links import MAX_SPOTS, remarks_of
from .pdf_obstacles import PageState, broken_document, obstacle_of
from .pdf_tables import NO_TABLES, PageTables, find_tables
from .pdf_text import clean_text, is_legible, title_from
from .pdf_words import cell_text, with_marks
from .source import Source

MAX_PAGES = 600
_FEW_LETTERS = 40
_SCAN_SHARE = 0.5
_DRAWN_LETTERS = 300
_LONG_LINK = 300


@dataclass(frozen=True, slots=True)
class _PageText:
    """What one page gave; `origin` is OCR for the text that a scanning program left under its picture."""

    number: int
    text: str
    origin: Origin
    state: PageState
    tables: PageTables = NO_TABLES
    links: tuple[Link, ...] = ()


def extract_pdf(source: Source, depth: Depth = Depth.WHOLE) -> Evidence:
    """Return what a PDF says, with an obstacle when some of it cannot be read; tables only at depth `WHOLE`.

    Pages are read and closed one by one, at most `MAX_PAGES`.
    """
    try:
        with Document(source.body) as document:
            count, title = len(document), document.title()
            pages = [_page(document, number, source, depth) for number in range(min(count, MAX_PAGES))]
    except PdfError as error:
        return replace(_unopened(source, error), depth=depth)
    return replace(_evidence(source, pages, count, title), depth=depth)


def _unopened(source: Source, error: RuntimeError) -> Evidence:
    cause, detail = broken_document(source.body, str(error), is_locked=needs_password(error))
    return source.evidence(Kind.PDF, obstacle=cause, detail=detail)


def _page(document: Document, place: int, source: Source, depth: Depth) -> _PageText:
    try:
        with document.page(place) as page:
            return _read(page, place + 1, source, depth)
    except PdfError:
        return _PageText(place + 1, "", Origin.LAYER, PageState.BROKEN)


def _read(page: Page, number: int, source: Source, depth: Depth) -> _PageText:
    text, legible, shapes = clean_text(page.text), is_legible(page.text), page.shapes
    letters = sum(map(str.isalnum, text))
    links = tuple(_links(page, source.final_url, number))
    is_picture = shapes.image_share >= _SCAN_SHARE or len(shapes.paths) >= _DRAWN_LETTERS
    if not legible or (letters < _FEW_LETTERS and is_picture):
        return _PageText(number, text if legible else "", Origin.LAYER, PageState.UNREAD, links=links)
    tables = find_tables(page.glyphs(), page.rules()) if depth is Depth.WHOLE else NO_TABLES
    if shapes.is_hidden and shapes.image_share >= _SCAN_SHARE:
        return _PageText(number, text, Origin.OCR, PageState.RECOGNISED, tables, links)
    mended = repair(text)
    origin = Origin.LAYER if mended == text else Origin.REPAIRED
    return _PageText(number, mended, origin, PageState.READ, tables, links)


def _links(page: Page, base: str, number: int) -> Iterator[Link]:
    spots = [(spot, url) for spot in page.links() if (url := normalise(spot.address, base)) is not None]
    letters = with_marks(page.glyphs()) if spots else []
    for spot, url in spots:
        left, bottom, right, top = spot.box
        under = [one for one in letters if left <= one.centre[0] <= right and bottom <= one.centre[1] <= top]
        yield Link(url, repair(clean_text(cell_text(under, right)))[:_LONG_LINK] or url, Place.CONTENT, page=number)


def _evidence(source: Source, pages: Sequence[_PageText], count: int, title: str) -> Evidence:
    passages = tuple(Passage(page.text, page=page.number, origin=page.origin) for page in pages if page.text)
    if all(page.state is PageState.UNREAD for page in pages):
        passages = ()
    states = {page.number: page.state for page in pages}
    obstacle, detail = obstacle_of(source.body, states, count, has_text=bool(passages))
    named = title_from(title, [page.text for page in pages[:2]])
    links = tuple({(link.url, link.text): link for page in reversed(pages) for link in reversed(page.links)}.values())
    return replace(
        source.evidence(Kind.PDF, obstacle=obstacle, detail=detail),
        title=named,
        passages=passages,
        headings=(Heading(1, named),) if named else (),
        links=links[::-1][:MAX_SPOTS],
        tables=joined(PageGrids(page.number, page.origin, page.tables) for page in pages),
        contacts=contacts_in(passages),
        page_count=count,
        unread_pages=tuple(page.number for page in pages if page.state is PageState.UNREAD),
        remarks=remarks_of(source.body),
    )
