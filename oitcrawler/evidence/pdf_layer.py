"""The text layer of PDF pages as plain values: text, characters with their boxes, pictures and ruling lines.

pypdfium2 is used here and in `pdf_shapes.py` and `pdf_links.py`, and nowhere else. A page is open only inside its
`with`; reading a long document page by page keeps the memory flat.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from .pdf_links import Spot, spots_of
from .pdf_shapes import Box, Handle, Rule, Shapes, rules_of, shapes_of, turned

if TYPE_CHECKING:
    from types import TracebackType

    from PIL.Image import Image

MAX_PIXELS: Final = 30_000_000
MAX_GLYPHS: Final = 30_000

PdfError = pdfium.PdfiumError


class Glyph(NamedTuple):
    """A character with its box in points, upright as people see the page; `spaced` when white space precedes it."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    spaced: bool

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Page:
    """An open page. Its text is read at once, the rest when asked for."""

    def __init__(self, page: Handle, textpage: Handle) -> None:
        self._page, self._textpage = page, textpage
        self._count = int(textpage.count_chars())
        self._shapes: Shapes | None = None
        self.text = str(textpage.get_text_range(errors="replace")) if self._count else ""

    @property
    def shapes(self) -> Shapes:
        """What is drawn on the page."""
        if self._shapes is None:
            self._shapes = shapes_of(self._page.raw, *self._page.get_size())
        return self._shapes

    def rules(self) -> tuple[Rule, ...]:
        """Return the ruling lines, upright as people see the page."""
        return rules_of(self.shapes, self._page.get_rotation())

    def glyphs(self) -> tuple[Glyph, ...]:
        """Return the characters in the order of the layer, white space left out."""
        return tuple(_glyphs(self._textpage.raw, self._letters(), int(self._page.get_rotation())))

    def links(self) -> tuple[Spot, ...]:
        """Return the addresses of the page's link annotations with their boxes, upright as people see the page."""
        turn = self._page.get_rotation()
        return tuple(Spot(one.address, turned(one.box, turn)) for one in spots_of(self._page))

    def _letters(self) -> str:
        """Return one character for each of the layer's, as the boxes are numbered."""
        count = min(self._count, MAX_GLYPHS)
        if len(self.text) == self._count:
            return self.text[:count]
        codes = (raw.FPDFText_GetUnicode(self._textpage.raw, number) for number in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


class Document:
    """An open PDF. Raises PdfError when it cannot be opened; `needs_password` tells why."""

    def __init__(self, body: bytes) -> None:
        self._document = pdfium.PdfDocument(body)

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def __len__(self) -> int:
        return len(self._document)

    def title(self) -> str:
        """Return the title in the document's metadata, or ""."""
        return str(self._document.get_metadata_value("Title")).strip("\x00 \t\r\n")

    @contextmanager
    def page(self, number: int) -> Iterator[Page]:
        """Open page `number`, counted from 0, for as long as the `with` lasts."""
        page = self._document[number]
        try:
            textpage = page.get_textpage()
            try:
                yield Page(page, textpage)
            finally:
                textpage.close()
        finally:
            page.close()


def page_picture(body: bytes, number: int, dpi: int) -> Image:
    """Return page `number` (from 1) of a PDF as a grey picture of at most `MAX_PIXELS`, for text recognition.

    A page too large for `dpi` (dots per inch) is drawn with fewer. Needs Pillow. Raises PdfError when the document
    cannot be opened or has no such page.
    """
    with pdfium.PdfDocument(body) as document:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            scale = min(dpi / 72, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
            picture: Image = page.render(scale=scale, grayscale=True).to_pil()
            return picture
        finally:
            page.close()


def needs_password(error: RuntimeError) -> bool:
    """Whether a PdfError was raised because the document is encrypted."""
    return getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def _glyphs(textpage: Handle, letters: str, turn: int) -> Iterator[Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    get = raw.FPDFText_GetCharBox
    spaced = False
    for number, letter in enumerate(letters):
        if letter.isspace() or letter in "\x00\x02\ufffe":
            spaced = spaced or letter.isspace()
            continue
        if get(textpage, number, left, right, bottom, top):
            box: Box = (left.value, bottom.value, right.value, top.value)
            yield Glyph(letter, *(turned(box, turn) if turn else box), spaced)
            spaced = False
