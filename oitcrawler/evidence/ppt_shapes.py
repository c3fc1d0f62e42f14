"""Shapes on a slide of PowerPoint 97–2003 ([MS-ODRAW]): where they stand, their texts, pictures and tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import Grid
from .edges import Cell, rows_from
from .ppt_records import Record

_GROUP, _SHAPE, _SORT = 0xF003, 0xF004, 0xF00A
_PROPERTIES: Final = frozenset({0xF00B, 0xF121, 0xF122})
_ANCHOR, _CHILD_ANCHOR, _TEXT, _DATA = 0xF010, 0xF00F, 0xF00D, 0xF011
_ACTION: Final = 0x0FF2
_PICTURE_FRAME: Final = 75
_PICTURE, _TABLE = 0x0104, 0x039F
_SLACK: Final = 12  # of 576 units to the inch, between edges that are meant as one
_MAX_DEPTH: Final = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with its edges, the records of its text and of what a click does, and its cells if it is a table."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0
    text: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    is_picture: bool = False
    table: tuple[Shape, ...] | None = None

    @property
    def area(self) -> int:
        """The shape's area, in square units of the slide."""
        return abs((self.right - self.left) * (self.bottom - self.top))

    def grid(self, cells: Sequence[tuple[Shape, str]]) -> Grid:
        """Return the rows of a table, given its cells with their texts."""
        placed = [Cell(" ".join(text.split()), one.left, one.right, one.top, one.bottom) for one, text in cells]
        return Grid(rows_from(placed, _SLACK, _SLACK) if placed else ())


@dataclass(slots=True)
class _Counted:
    left: int


def read_shapes(drawing: Record, limit: int) -> tuple[list[Shape], int]:
    """Return the shapes of a drawing, reading at most `limit` records, and how many records are left of these."""
    counted = _Counted(limit)
    shapes = [
        shape
        for page in drawing.parts()
        for group in page.parts()
        if group.type == _GROUP
        for shape in _group(group, None, counted, 0)
    ]
    return shapes, max(counted.left, 0)


def _group(group: Record, within: Shape | None, counted: _Counted, depth: int) -> Iterator[Shape]:
    """Yield the shapes of a group; they stand where the outermost group stands."""
    frame: Shape | None = None
    cells: list[Shape] = []
    is_table = False
    for one in group.parts():
        counted.left -= 1
        if counted.left <= 0:
            break
        if one.type == _GROUP and depth < _MAX_DEPTH:
            yield from _group(one, within or (frame if depth else None), counted, depth + 1)
        elif one.type == _SHAPE and frame is None:
            frame = _shape(one, counted)
            is_table = _TABLE in _properties(one)
        elif one.type == _SHAPE:
            shape = _shape(one, counted)
            if is_table:
                cells.append(shape)
            else:
                yield _moved(shape, within or (frame if depth else None))
    if frame is not None and is_table:
        boxes = tuple(one for one in cells if one.text and one.right > one.left and one.bottom > one.top)
        yield Shape(frame.left, frame.top, frame.right, frame.bottom, table=boxes)


def _moved(shape: Shape, within: Shape | None) -> Shape:
    if within is None:
        return shape
    edges = (within.left, within.top, within.right, within.bottom)
    return Shape(*edges, shape.text, shape.actions, shape.is_picture)


def _shape(record: Record, counted: _Counted) -> Shape:
    edges = (0, 0, 0, 0)
    text: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    is_picture = _PICTURE in _properties(record)
    for one in record.parts():
        counted.left -= 1
        if one.type == _SORT:
            is_picture = is_picture or one.instance == _PICTURE_FRAME
        elif one.type in (_ANCHOR, _CHILD_ANCHOR):
            edges = _edges(one)
        elif one.type == _TEXT:
            text = tuple(Record(one.type, one.instance, True, one.body).parts())
            counted.left -= len(text)
        elif one.type == _DATA:
            actions = tuple(part for part in Record(one.type, 0, True, one.body).parts() if part.type == _ACTION)
    return Shape(*edges, text, actions, is_picture)


def _edges(anchor: Record) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom edge ([MS-ODRAW] 2.2.39, [MS-PPT] 2.7.1)."""
    if anchor.type == _CHILD_ANCHOR and len(anchor.body) >= 16:
        left, top, right, bottom = struct.unpack_from("<4i", anchor.body)
    elif len(anchor.body) >= 8:
        top, left, right, bottom = struct.unpack_from("<4i" if len(anchor.body) >= 16 else "<4h", anchor.body)
    else:
        return 0, 0, 0, 0
    return left, top, right, bottom


def _properties(shape: Record) -> set[int]:
    """Return the numbers of the properties that a shape sets ([MS-ODRAW] 2.2.7)."""
    return {
        struct.unpack_from("<H", one.body, 6 * place)[0] & 0x3FFF
        for one in shape.parts()
        if one.type in _PROPERTIES
        for place in range(min(one.instance, len(one.body) // 6))
    }
