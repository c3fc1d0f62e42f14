"""The last rows of a table without ruling lines that end alone at the top of the next page: too few to be seen as one.

They count only where the table of the page before has their columns. Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .pdf_words import Line

_WITHIN: Final = 4
_MIN_SEGMENTS: Final = 3


@dataclass(frozen=True, slots=True)
class Rest:
    """Lines at the top of a page; each with its pieces (middle, text). `above` counts the letters over them."""

    lines: tuple[tuple[tuple[float, str], ...], ...]
    above: int
    bottom: float


def rest_of(lines: Sequence[Line]) -> Rest | None:
    """Return the lines at the top of a page that may be a table's last rows, or None."""
    first = next((at for at, line in enumerate(lines[:_WITHIN]) if len(line.segments) >= _MIN_SEGMENTS), None)
    if first is None:
        return None
    last = first
    while last + 1 < len(lines) and last < first + 2 * _WITHIN and _is_near(lines[last], lines[last + 1]):
        last += 1
    kept = lines[first : last + 1]
    above = sum(len(one.text) for line in lines[:first] for one in line.segments)
    pieces = tuple(tuple(((one.left + one.right) / 2, one.text) for one in line.pieces) for line in kept)
    return Rest(pieces, above, kept[-1].bottom)


def _is_near(above: Line, below: Line) -> bool:
    return above.base - below.base <= 2.2 * max(above.height, below.height, 8.0)


def rows_of(rest: Rest, edges: Sequence[float]) -> list[tuple[str, ...]]:
    """Return the rows that a rest is between these borders; [] when its first line does not stand in their columns."""
    rows: list[list[str]] = []
    for line in rest.lines:
        cells = [""] * (len(edges) - 1)
        for middle, text in line:
            place = bisect_right(edges, middle) - 1
            if not 0 <= place < len(cells):
                return _told(rows)
            cells[place] = f"{cells[place]} {text}".strip()
        filled = sum(map(bool, cells))
        if filled >= _MIN_SEGMENTS:
            rows.append(cells)
        elif rows and filled and not cells[0]:
            rows[-1] = [f"{one} {more}".strip() for one, more in zip(rows[-1], cells, strict=True)]
        else:
            break
    return _told(rows)


def _told(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return [tuple(row) for row in rows]
