"""Tables given as cells with edges (Word, RTF, PowerPoint): from places on paper to rows and columns. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

MAX_COLUMNS: Final = 63


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the places of its four edges, in any unit; rows and columns are told by them."""

    text: str
    left: int
    right: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell of one row. `goes_on`: it is merged with the cell above it."""

    text: str
    left: int
    right: int
    goes_on: bool = False


def rows_from(cells: Sequence[Cell], slack: int, down: int = 0) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, merged cells repeated.

    Edges that lie at most `slack` apart (`down` from top to bottom) are one edge.
    """
    columns = _steps([edge for one in cells for edge in (one.left, one.right)], slack)
    lines = _steps([edge for one in cells for edge in (one.top, one.bottom)], down)
    if len(columns) - 1 > MAX_COLUMNS:
        return _unaligned(cells)
    spans = [(one, _span(columns, one.left, one.right), _span(lines, one.top, one.bottom)) for one in cells]
    kept = sorted({span.start for _, span, _ in spans if len(span) == 1}) or list(range(len(columns) - 1))
    spans = [(one, _within(kept, span), down_span) for one, span, down_span in spans]
    rows = [[""] * len(kept) for _ in lines[1:]]
    for one, across, under in spans:
        for row in under:
            for column in across:
                rows[row][column] = rows[row][column] or one.text
    return tuple(tuple(row) for row in rows)


def _steps(edges: Iterable[int], slack: int) -> list[int]:
    """Return the edges in order, each group of near ones by its first; the last one closes the last group."""
    found: list[int] = []
    last = 0
    for edge in sorted(set(edges)):
        if not found or edge - last > slack:
            found.append(edge)
        last = edge
    return found


def _span(steps: Sequence[int], first: int, last: int) -> range:
    start = max(bisect_left(steps, first + 1) - 1, 0)
    end = max(bisect_left(steps, last + 1) - 1, start + 1)
    return range(min(start, max(len(steps) - 2, 0)), min(end, max(len(steps) - 1, 1)))


def _within(kept: Sequence[int], span: range) -> range:
    """Return the columns of a span among those that some row has alone; the others are wobbles of an edge."""
    start, end = bisect_left(kept, span.start), bisect_left(kept, span.stop)
    start = min(start, len(kept) - 1)
    return range(start, max(end, start + 1))


def _unaligned(cells: Sequence[Cell]) -> tuple[tuple[str, ...], ...]:
    rows: dict[int, list[str]] = {}
    for one in cells:
        rows.setdefault(one.top, []).append(one.text)
    return tuple(tuple(rows[top]) for top in sorted(rows))


def merged_down(rows: Sequence[Sequence[RowCell]], slack: int) -> list[Cell]:
    """Return the cells of rows as cells with four edges, a cell that goes on being part of the one above it."""
    cells: list[Cell] = []
    above: dict[int, int] = {}
    for number, row in enumerate(rows):
        places: dict[int, int] = {}
        for one in row:
            place = _near(above, one.left, slack) if one.goes_on else None
            if place is None:
                cells.append(Cell(one.text, one.left, max(one.right, one.left + 1), number, number + 1))
                place = len(cells) - 1
            else:
                cells[place] = replace(cells[place], bottom=number + 1)
            places[one.left] = place
        above = places
    return cells


def _near(places: dict[int, int], left: int, slack: int) -> int | None:
    return next((place for edge, place in places.items() if abs(edge - left) <= slack), None)
