"""Characters to lines, words and cells: where a PDF says nothing about spaces, distances do. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .pdf_layer import Glyph

_GAP = 1.1
_WRAP_ROOM = 0.25
_THAI_END = re.compile("[ก-๎]\\Z")
_THAI_START = re.compile("[ก-ฮเแโใไ]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters of one line without a wide gap between them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float


def is_mark(letter: str) -> bool:
    """Whether a character stands over or under the one before it."""
    return unicodedata.category(letter) == "Mn" or 0xF700 <= ord(letter) <= 0xF71A


def with_marks(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return letters together with the marks that follow them: as one, with the letter's box."""
    found: list[Glyph] = []
    for glyph in glyphs:
        last = found[-1] if found else None
        if last and is_mark(glyph.text[0]) and last.left - 2 <= glyph.centre[0] <= last.right + 4:
            found[-1] = replace(last, text=last.text + glyph.text)
        else:
            found.append(glyph)
    return found


def lines_of(glyphs: Sequence[Glyph]) -> list[Line]:
    """Return the lines of a page from top to bottom, each cut at its wide gaps."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(with_marks(glyphs), key=lambda one: -one.centre[1]):
        if rows and _is_level(rows[-1][0], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [_line(row) for row in rows]


def _is_level(one: Glyph, other: Glyph) -> bool:
    return abs(one.centre[1] - other.centre[1]) <= 0.75 * max(one.top - one.bottom, other.top - other.bottom, 4.0)


def _line(row: list[Glyph]) -> Line:
    height = max(one.top - one.bottom for one in row)
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=lambda one: one.left):
        if runs and glyph.left - runs[-1][-1].right <= _GAP * max(height, 6.0):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    segments = tuple(Segment(cell_text(run, run[-1].right), run[0].left, run[-1].right) for run in runs)
    return Line(segments, max(one.top for one in row), min(one.bottom for one in row))


def cell_text(glyphs: Sequence[Glyph], right: float) -> str:
    """Return the text of a cell whose right border is at `right`, in the order of the characters given.

    A line that reaches the border was wrapped: Thai words and numbers go on without a space there.
    """
    words: list[str] = []
    last: Glyph | None = None
    left = min((one.left for one in glyphs), default=0.0)
    for glyph in with_marks(glyphs):
        if last is not None and not is_mark(glyph.text[0]):
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
