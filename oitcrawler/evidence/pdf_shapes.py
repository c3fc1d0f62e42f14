"""What is drawn on a PDF page: pictures, ruling lines, and whether its text is there to be seen.

Objects inside forms (pages put into pages) are measured where they are shown. pypdfium2's wrappers cost more than
the work, so pdfium is called directly.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from pypdfium2 import raw  # type: ignore[import-untyped]

MAX_OBJECTS: Final = 30_000
MAX_DEPTH: Final = 6
_THIN: Final = 3.0
_LONG: Final = 6.0
_SEGMENTS: Final = 400
_FILLING: Final = 0.8
_DOT: Final = 1.6
_DASH_GAP: Final = 4.5
_DASHES: Final = 5

Handle = Any  # a pointer of pdfium
Box = tuple[float, float, float, float]
Point = tuple[float, float]


class Rule(NamedTuple):
    """A ruling line: `at` is its y when it is level, else its x; it runs from `start` to `stop`."""

    is_level: bool
    at: float
    start: float
    stop: float


class Matrix(NamedTuple):
    """An affine map of the plane, as PDF writes it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the upright box around where a box goes."""
        corners = [self.point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def then(self, other: Matrix) -> Matrix:
        """Return this map followed by another."""
        a, b = self.a * other.a + self.b * other.c, self.a * other.b + self.b * other.d
        c, d = self.c * other.a + self.d * other.c, self.c * other.b + self.d * other.d
        return Matrix(a, b, c, d, *other.point(self.e, self.f))


@dataclass(frozen=True, slots=True)
class Shapes:
    """The objects of a page: the handles of its paths, and what its pictures do to its text.

    `image_share` is the part of the page that its largest picture covers (0 to 1). `is_hidden` tells that most of
    the text is invisible or lies under a picture, as text recognition leaves it in a scan.
    """

    paths: tuple[tuple[Handle, Matrix], ...]
    image_share: float
    is_hidden: bool


def turned(box: Box, turn: int) -> Box:
    """Turn a box as the page is turned (clockwise degrees), around the origin."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box


def shapes_of(page: Handle, width: float, height: float) -> Shapes:
    """Return what is drawn on a page of this size (points); at most `MAX_OBJECTS` objects are looked at."""
    area = max(width * height, 1.0)
    drawn = _Drawn([], [], [])
    _collect(drawn, page, raw.FPDFPage_CountObjects(page), raw.FPDFPage_GetObject, Matrix(), 1)
    share, cover = 0.0, -1
    for place, (shape, matrix) in enumerate(drawn.images):
        covered = _share(matrix.box(*_bounds(shape)), width, height, area)
        share = max(share, covered)
        if covered >= _FILLING and not raw.FPDFPageObj_HasTransparency(shape):
            cover = place
    return Shapes(tuple(drawn.paths), share, share > 0 and _is_hidden(drawn.texts, cover))


def _share(box: Box, width: float, height: float, area: float) -> float:
    left, bottom, right, top = box
    return min(1.0, min(right - left, width) * min(top - bottom, height) / area)


def _is_hidden(texts: list[tuple[int, Handle]], cover: int) -> bool:
    hidden: int = sum(
        before <= cover or raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        for before, text in texts
    )
    return 2 * hidden > len(texts)


class _Drawn(NamedTuple):
    """Handles by kind; texts with the number of pictures that are drawn before them."""

    paths: list[tuple[Handle, Matrix]]
    texts: list[tuple[int, Handle]]
    images: list[tuple[Handle, Matrix]]

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.paths) + len(self.texts) + len(self.images)


def _collect(drawn: _Drawn, holder: Handle, count: int, get: Handle, matrix: Matrix, depth: int) -> None:
    """Collect the objects of a page, or of a form on it, in the order of drawing."""
    kind_of, add_text, add_path = raw.FPDFPageObj_GetType, drawn.texts.append, drawn.paths.append
    for number in range(min(count, MAX_OBJECTS - drawn.size)):
        shape = get(holder, number)
        kind = kind_of(shape)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            add_text((len(drawn.images), shape))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            add_path((shape, matrix))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.images.append((shape, matrix))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH and drawn.size < MAX_OBJECTS:
            inside = raw.FPDFFormObj_CountObjects(shape)
            _collect(drawn, shape, inside, raw.FPDFFormObj_GetObject, _matrix(shape).then(matrix), depth + 1)


def _matrix(shape: Handle) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(shape, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _bounds(shape: Handle) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def rules_of(shapes: Shapes, turn: int) -> tuple[Rule, ...]:
    """Return the ruling lines among the paths, upright as people see a page turned by `turn` degrees."""
    rules: list[Rule] = []
    dots: list[Box] = []
    for shape, matrix in shapes.paths:
        box = turned(matrix.box(*_bounds(shape)), turn)
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            _add_rule(rules, box)
            if min(wide, high) <= _DOT and max(wide, high) < _LONG:
                dots.append(box)
        elif raw.FPDFPath_CountSegments(shape) <= _SEGMENTS:
            for (x0, y0), (x1, y1) in _strokes(shape, matrix):
                _add_rule(rules, turned((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), turn))
    return (*rules, *_dashed(dots))


def _add_rule(rules: list[Rule], box: Box) -> None:
    left, bottom, right, top = box
    if top - bottom <= _THIN and right - left >= _LONG:
        rules.append(Rule(True, (bottom + top) / 2, left, right))
    elif right - left <= _THIN and top - bottom >= _LONG:
        rules.append(Rule(False, (left + right) / 2, bottom, top))


def _dashed(dots: list[Box]) -> Iterator[Rule]:
    """Yield the lines that are drawn as many dots or dashes, each a shape of its own."""
    if len(dots) < _DASHES:
        return
    for is_level, (at_low, at_high, low, high) in ((True, (1, 3, 0, 2)), (False, (0, 2, 1, 3))):
        pieces = sorted((round((box[at_low] + box[at_high]) / 2, 1), box[low], box[high]) for box in dots)
        run: list[tuple[float, float, float]] = []
        for piece in (*pieces, (float("inf"), 0.0, 0.0)):
            if run and piece[0] == run[-1][0] and piece[1] - run[-1][2] <= _DASH_GAP:
                run.append(piece)
                continue
            if len(run) >= _DASHES and run[-1][2] - run[0][1] >= 2 * _LONG:
                yield Rule(is_level, run[0][0], run[0][1] - _DASH_GAP, run[-1][2] + _DASH_GAP)
            run = [piece]


def _strokes(shape: Handle, outer: Matrix) -> Iterator[tuple[Point, Point]]:
    """Return the straight parts of a path."""
    matrix = _matrix(shape).then(outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for number in range(raw.FPDFPath_CountSegments(shape)):
        segment = raw.FPDFPath_GetPathSegment(shape, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point
