"""The text layer of a PDF page as plain values: characters with their boxes, ruling lines, pictures.

pypdfium2 is used here and nowhere else.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

MAX_GLYPHS: Final = 30_000
MAX_PATHS: Final = 20_000
_THIN: Final = 3.0
_LONG: Final = 6.0
_SEGMENTS: Final = 400

PdfError = pdfium.PdfiumError


@dataclass(frozen=True, slots=True)
class Glyph:
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: `at` is its y when it is level, else its x; it runs from `start` to `stop`."""

    is_level: bool
    at: float
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Layer:
    """What one page holds. `image_share` is the part of the page that its largest picture covers (0 to 1).

    `is_hidden` tells that most of the text is invisible, as text recognition puts it under a scan.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    image_share: float
    path_count: int
    is_hidden: bool


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

    def page(self, number: int) -> Layer:
        """Read page `number`, counted from 0."""
        page = self._document[number]
        try:
            return _read(page)
        finally:
            page.close()


def needs_password(error: RuntimeError) -> bool:
    """Whether a PdfError was raised because the document is encrypted."""
    return getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def _read(page: pdfium.PdfPage) -> Layer:
    textpage = page.get_textpage()
    try:
        text = str(textpage.get_text_range(errors="replace")) if textpage.count_chars() else ""
        turn = int(page.get_rotation())
        glyphs = tuple(_glyphs(textpage, turn))
        width, height = page.get_size()
        shapes = _Shapes(turn, width * height)
        for shape in page.get_objects(max_depth=6):
            shapes.add(shape)
        return Layer(text, glyphs, tuple(shapes.rules), shapes.image_share, shapes.paths, shapes.is_mostly_hidden())
    finally:
        textpage.close()


def _glyphs(textpage: pdfium.PdfTextPage, turn: int) -> Iterator[Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    spaced = False
    for number in range(min(textpage.count_chars(), MAX_GLYPHS)):
        code = raw.FPDFText_GetUnicode(textpage, number)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "
        if letter.isspace() or letter in "\x00\x02\ufffe":
            spaced = spaced or letter.isspace()
            continue
        if raw.FPDFText_GetCharBox(textpage, number, left, right, bottom, top):
            yield Glyph(letter, *_turned(left.value, bottom.value, right.value, top.value, turn), spaced)
            spaced = False


def _turned(left: float, bottom: float, right: float, top: float, turn: int) -> tuple[float, float, float, float]:
    """Turn a box as the page is turned (clockwise degrees), around the origin."""
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return left, bottom, right, top


class _Shapes:
    """Collects ruling lines, pictures and the visibility of text from the objects of a page."""

    def __init__(self, turn: int, area: float) -> None:
        self.rules: list[Rule] = []
        self.image_share = 0.0
        self.paths = 0
        self._turn, self._area = turn, max(area, 1.0)
        self._hidden = self._shown = 0

    def add(self, shape: pdfium.PdfObject) -> None:
        if shape.type == raw.FPDF_PAGEOBJ_PATH:
            self.paths += 1
            if self.paths <= MAX_PATHS:
                self._add_path(shape)
        elif shape.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(shape)
            self.image_share = max(self.image_share, min(1.0, (right - left) * (top - bottom) / self._area))
        elif shape.type == raw.FPDF_PAGEOBJ_TEXT:
            is_hidden = raw.FPDFTextObj_GetTextRenderMode(shape.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            self._hidden, self._shown = self._hidden + is_hidden, self._shown + (not is_hidden)

    def is_mostly_hidden(self) -> bool:
        return self._hidden > self._shown

    def _add_path(self, shape: pdfium.PdfObject) -> None:
        left, bottom, right, top = _turned(*_bounds(shape), self._turn)
        if min(right - left, top - bottom) <= _THIN:
            self._add_rule(left, bottom, right, top)
        elif raw.FPDFPath_CountSegments(shape.raw) <= _SEGMENTS:
            for start, stop in _strokes(shape):
                x0, y0, x1, y1 = _turned(start[0], start[1], stop[0], stop[1], self._turn)
                self._add_rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def _add_rule(self, left: float, bottom: float, right: float, top: float) -> None:
        if top - bottom <= _THIN and right - left >= _LONG:
            self.rules.append(Rule(True, (bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _LONG:
            self.rules.append(Rule(False, (left + right) / 2, bottom, top))


Point = tuple[float, float]
Box = tuple[float, float, float, float]


def _bounds(shape: pdfium.PdfObject) -> Box:
    left, bottom, right, top = shape.get_bounds()
    return float(left), float(bottom), float(right), float(top)


def _strokes(shape: pdfium.PdfObject) -> Iterator[tuple[Point, Point]]:
    """Return the straight parts of a path."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for number in range(raw.FPDFPath_CountSegments(shape.raw)):
        segment = raw.FPDFPath_GetPathSegment(shape.raw, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = (float(x.value), float(y.value))
        point = matrix.on_point(*here)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point
