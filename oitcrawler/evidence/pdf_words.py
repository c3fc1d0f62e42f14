"""Characters to lines, words and cells: where a PDF says nothing about spaces, distances do. Pure."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .pdf_layer import Glyph

_GAP = 1.1
_PIECE = 0.75
_WRAP_ROOM = 0.25
_SMALL = 0.5
_LEVEL = 0.6
_THAI_END = re.compile("[ก-๎]\\Z")
_THAI_START = re.compile("[ก-ฮเแโใไ]")


class Segment:
    """Characters of one line without a wide gap between them; put into words only when asked for."""

    __slots__ = ("_glyphs", "_text", "left", "right")

    def __init__(self, glyphs: Sequence[Glyph], left: float, right: float) -> None:
        self._glyphs, self.left, self.right = glyphs, left, right
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The words."""
        if self._text is None:
            self._text = cell_text(self._glyphs, self.right)
        return self._text

    def with_next(self, other: Segment) -> Segment:
        """Return this segment and one to its right as one."""
        return Segment((*self._glyphs, *other._glyphs), self.left, other.right)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `base` is the y on which its letters stand.

    `segments` are cut at wide gaps, `pieces` also at gaps that are only somewhat wider than a space.
    """

    segments: tuple[Segment, ...]
    pieces: tuple[Segment, ...]
    top: float
    bottom: float
    base: float

    @property
    def height(self) -> float:
        """From the lowest to the highest point."""
        return self.top - self.bottom


def is_mark(letter: str) -> bool:
    """Whether a character stands over or under the one before it."""
    return unicodedata.category(letter) == "Mn" or 0xF700 <= ord(letter) <= 0xF71A


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return letters together with the marks that follow them: as one, with the letter's box."""
    found: list[Glyph] = []
    for glyph in glyphs:
        last = found[-1] if found else None
        if last and is_mark(glyph.text[0]) and last.left - 2 <= glyph.centre[0] <= last.right + 4:
            found[-1] = last._replace(text=last.text + glyph.text)
        else:
            found.append(glyph)
    return found


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of letters (`with_marks`) from top to bottom, each cut at its wide gaps."""
    if not glyphs:
        return []
    usual = median(one.top - one.bottom for one in glyphs)
    rows: list[list[Glyph]] = []
    small: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda one: -one.bottom - one.top):
        if glyph.top - glyph.bottom < _SMALL * usual:
            small.append(glyph)
        elif rows and _is_level(rows[-1][0], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    _add_small(rows, small, usual)
    return [_line(row) for row in rows]


def _add_small(rows: list[list[Glyph]], small: Sequence[Glyph], usual: float) -> None:
    """Add dots, commas and dashes to the nearest line; what has none near stands alone."""
    falling = [-row[0].centre[1] for row in rows]
    for glyph in small:
        place = bisect_left(falling, -glyph.centre[1])
        near = [one for one in (place - 1, place) if 0 <= one < len(falling)]
        nearest = min(near, key=lambda one: abs(falling[one] + glyph.centre[1]), default=None)
        if nearest is not None and abs(falling[nearest] + glyph.centre[1]) <= usual:
            rows[nearest].append(glyph)


def _is_level(one: Glyph, other: Glyph) -> bool:
    return abs(one.centre[1] - other.centre[1]) <= _LEVEL * max(one.top - one.bottom, other.top - other.bottom, 4.0)


def _line(row: list[Glyph]) -> Line:
    row.sort(key=lambda one: one.left)
    heights = sorted(one.top - one.bottom for one in row)
    segments = tuple(_cut(row, _GAP * max(heights[-1], 6.0)))
    pieces = tuple(_cut(row, _PIECE * max(heights[len(row) // 2], 4.0)))
    base = sorted(one.bottom for one in row)[len(row) // 2]
    return Line(segments, pieces, max(one.top for one in row), min(one.bottom for one in row), base)


def _cut(row: Sequence[Glyph], gap: float) -> Iterator[Segment]:
    start = 0
    for place in range(1, len(row) + 1):
        if place == len(row) or row[place].left - row[place - 1].right > gap:
            yield Segment(row[start:place], row[start].left, row[place - 1].right)
            start = place


def joined_lines(segments: Sequence[Segment], right: float) -> str:
    """Return the text of a cell from its lines; `right` is where the longest line of its column ends."""
    distinct = list(dict.fromkeys(segments))
    left = min((one.left for one in distinct), default=0.0)
    words = [one.text for one in distinct[:1]]
    for above, below in pairwise(distinct):
        is_wrapped = right - above.right <= _WRAP_ROOM * (right - left)
        words += ["" if is_wrapped and _goes_on(above.text, below.text) else " ", below.text]
    return " ".join("".join(words).split())


def _goes_on(above: str, below: str) -> bool:
    """Whether a line begins within the word or number with which the one above it ends."""
    is_one_word = bool(_THAI_END.search(above) and _THAI_START.match(below))
    return is_one_word or (above[-1:].isdigit() and below[:1].isdigit())


def cell_text(glyphs: Sequence[Glyph], right: float) -> str:
    """Return the text of a cell whose right border is at `right`, in the order of the letters (`with_marks`) given.

    A line that reaches the border was wrapped: Thai words and numbers go on without a space there.
    """
    words: list[str] = []
    last: Glyph | None = None
    left = min((one.left for one in glyphs), default=0.0)
    for glyph in glyphs:
        if last is not None:
            words.append(_between(last, glyph, left, right))
        words.append(glyph.text)
        last = glyph
    return " ".join("".join(words).split())


def _between(last: Glyph, glyph: Glyph, left: float, right: float) -> str:
    height = max(last.top - last.bottom, glyph.top - glyph.bottom, 4.0)
    if last.centre[1] - glyph.centre[1] > 0.8 * height:
        is_wrapped = right - last.right <= _WRAP_ROOM * (right - left)
        is_one_word = bool(_THAI_END.search(last.text) and _THAI_START.match(glyph.text)) or (
            last.text.isdigit() and glyph.text.isdigit()
        )
        return "" if is_wrapped and is_one_word else " "
    is_apart = glyph.left - last.right > 0.8 * height or glyph.right < last.left - height
    return " " if glyph.spaced or is_apart else ""
