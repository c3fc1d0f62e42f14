"""Tables in a PDF page, by geometry: first where lines are ruled, then where words stand in columns. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from .grids import filled
from .pdf_aligned import aligned_blocks
from .pdf_layer import Glyph
from .pdf_rests import Rest, rest_of
from .pdf_shapes import Rule
from .pdf_words import cell_text, lines_of, with_marks

_NEAR = 3.0
_MAX_COLUMNS = 60
_MAX_ROWS = 500
_LONE = 3
_MAX_RULES = 3000


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, merged cells repeated, with the x positions that bound the columns (in points).

    `header_rows` is the number of rows known to be the header; 0 when that is left to their words. `above` and
    `below` are the numbers of letters on the page over and under the table.
    """

    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    is_ruled: bool
    header_rows: int = 0
    above: int = 0
    below: int = 0


@dataclass(frozen=True, slots=True)
class PageTables:
    """The tables of a page from top to bottom.

    `rest` and `lone` are what may be the end of a table of the page before: rows without ruling lines at the top, and
    one ruled row. Alone they are no table, and their words may also stand in `grids`.
    """

    grids: tuple[Grid, ...] = ()
    rest: Rest | None = None
    lone: Grid | None = None


NO_TABLES: Final = PageTables()


def find_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> PageTables:
    """Return the tables of a page."""
    letters = with_marks(glyphs)
    drawn = [grid for group in _connected(_joined(rules)) if (grid := _ruled_grid(group, letters)) is not None]
    ruled = [grid for grid in drawn if len(grid.rows) > 1]
    outside = [one for one in letters if not any(_is_inside(one, grid) for grid in ruled)]
    lines = lines_of(outside)
    level = [rule for rule in rules if rule.is_level]
    aligned = [
        Grid(one.rows, one.edges, one.top, one.bottom, False, one.header_rows) for one in aligned_blocks(lines, level)
    ]
    heights = sorted(one.centre[1] for one in letters)
    grids = tuple(_placed(one, heights) for one in sorted((*ruled, *aligned), key=lambda grid: -grid.top))
    rest = rest_of(lines)
    highest = max(drawn, key=lambda grid: grid.top, default=None)
    return PageTables(
        grids,
        rest if rest and all(grid.top <= rest.bottom for grid in grids) else None,
        _placed(highest, heights) if highest is not None and len(highest.rows) == 1 else None,
    )


def _placed(grid: Grid, heights: list[float]) -> Grid:
    """Return a table with the numbers of letters over and under it; `heights` are those of all letters, rising."""
    above, below = len(heights) - bisect_right(heights, grid.top), bisect_left(heights, grid.bottom)
    return replace(grid, above=above, below=below)


def _is_inside(glyph: Glyph, grid: Grid) -> bool:
    x, y = glyph.centre
    return grid.edges[0] <= x <= grid.edges[-1] and grid.bottom <= y <= grid.top


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join pieces of one line: Word draws a border cell by cell."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.is_level, round(one.at / _NEAR), one.start)):
        last = found[-1] if found else None
        is_same = last and last.is_level == rule.is_level and abs(last.at - rule.at) <= _NEAR
        if last and is_same and rule.start <= last.stop + _NEAR:
            found[-1] = Rule(rule.is_level, last.at, last.start, max(last.stop, rule.stop))
        else:
            found.append(rule)
    return found


def _connected(rules: list[Rule]) -> list[list[Rule]]:
    """Group lines that cross or touch; a drawing of thousands of lines is no table."""
    if len(rules) > _MAX_RULES:
        return []
    level = [place for place, rule in enumerate(rules) if rule.is_level]
    upright = [place for place, rule in enumerate(rules) if not rule.is_level]
    sets = Sets(len(rules))
    for one in level:
        for other in upright:
            if _touches(rules[one], rules[other]):
                sets.join(one, other)
    groups: dict[int, list[Rule]] = {}
    for place, rule in enumerate(rules):
        groups.setdefault(sets.root(place), []).append(rule)
    return [group for group in groups.values() if len(group) >= 5]


def _touches(level: Rule, upright: Rule) -> bool:
    return (
        level.start - _NEAR <= upright.at <= level.stop + _NEAR
        and upright.start - _NEAR <= level.at <= upright.stop + _NEAR
    )


def _clustered(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _ruled_grid(rules: list[Rule], glyphs: Sequence[Glyph]) -> Grid | None:
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level]
    xs = _clustered([rule.at for rule in upright])
    ys = _with_open_ends(_clustered([rule.at for rule in level]), upright)[::-1]
    if not (3 <= len(xs) <= _MAX_COLUMNS and 2 <= len(ys) <= _MAX_ROWS):
        return None
    cells = _Cells(xs, ys, level, upright)
    rows = cells.read(glyphs)
    used = [place for place in range(len(xs) - 1) if any(row[place] for row in rows)]
    kept = [tuple(row) for row in rows if any(row)]
    held = [tuple(row[place] for place in used) for row in kept]
    if not kept or len(used) < (2 if len(kept) > 1 else _LONE) or cells.cuts(glyphs) or not _is_filled(held):
        return None
    return Grid(tuple(kept), tuple(xs), ys[0], ys[-1], True)


def _with_open_ends(ys: list[float], upright: Sequence[Rule]) -> list[float]:
    """Add the ends of the upright lines where they go on past the last level one: a row that the page's end splits."""
    if not ys or not upright:
        return ys
    low, high = median(rule.start for rule in upright), median(rule.stop for rule in upright)
    return [
        *((low,) if low < ys[0] - 2 * _NEAR else ()),
        *ys,
        *((high,) if high > ys[-1] + 2 * _NEAR else ()),
    ]


def _is_filled(rows: list[tuple[str, ...]]) -> bool:
    """Whether rows hold data: an organisation chart has boxes, too, but few of them in a row."""
    counts = [len(filled(row)) for row in rows]
    several = sum(count >= 2 for count in counts)
    return several >= 0.5 * len(rows) and (len(rows[0]) <= 8 or sum(counts) >= 0.35 * len(rows) * len(rows[0]))


class _Cells:
    """The cells between ruling lines; cells with no line between them are one."""

    def __init__(self, xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> None:
        self._xs, self._falling = xs, [-y for y in ys]
        self._columns, self._rows = len(xs) - 1, len(ys) - 1
        self._sets = Sets(self._columns * self._rows)
        at_x = [[rule for rule in upright if abs(rule.at - x) <= _NEAR] for x in xs]
        at_y = [[rule for rule in level if abs(rule.at - y) <= _NEAR] for y in ys]
        for row in range(self._rows):
            for column in range(self._columns):
                here = row * self._columns + column
                if column and not _is_drawn(at_x[column], ys[row + 1], ys[row]):
                    self._sets.join(here, here - 1)
                if row and not _is_drawn(at_y[row], xs[column], xs[column + 1]):
                    self._sets.join(here, here - self._columns)

    def read(self, glyphs: Sequence[Glyph]) -> list[tuple[str, ...]]:
        """Return the rows of cell texts."""
        held: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            x, y = glyph.centre
            column, row = bisect_right(self._xs, x) - 1, bisect_right(self._falling, -y) - 1
            if 0 <= column < self._columns and 0 <= row < self._rows:
                held.setdefault(self._sets.root(row * self._columns + column), []).append(glyph)
        rights = self._rights()
        texts = {group: cell_text(inside, rights[group]) for group, inside in held.items()}
        groups = [self._sets.root(cell) for cell in range(self._columns * self._rows)]
        return [
            tuple(texts.get(group, "") for group in groups[start : start + self._columns])
            for start in range(0, len(groups), self._columns)
        ]

    def cuts(self, glyphs: Sequence[Glyph]) -> bool:
        """Whether the lines cut through the text: then they belong to a drawing over it."""
        inside = cut = 0
        for glyph in glyphs:
            quarter = (glyph.right - glyph.left) / 4
            left, right = (bisect_right(self._xs, x) - 1 for x in (glyph.left + quarter, glyph.right - quarter))
            row = bisect_right(self._falling, -glyph.centre[1]) - 1
            if 0 <= left <= right < self._columns and 0 <= row < self._rows:
                inside += 1
                start = row * self._columns
                cut += self._sets.root(start + left) != self._sets.root(start + right)
        return cut > 0.04 * inside

    def _rights(self) -> dict[int, float]:
        found: dict[int, float] = {}
        for cell in range(self._columns * self._rows):
            group = self._sets.root(cell)
            found[group] = max(found.get(group, self._xs[0]), self._xs[cell % self._columns + 1])
        return found


class Sets:
    """Numbers from 0 joined into sets; the smallest one names its set."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def root(self, one: int) -> int:
        """Return the number that names the set of `one`."""
        while self._parents[one] != one:
            self._parents[one] = self._parents[self._parents[one]]
            one = self._parents[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = self.root(one), self.root(other)
        self._parents[max(first, second)] = min(first, second)


def _is_drawn(rules: list[Rule], start: float, stop: float) -> bool:
    """Whether lines cover most of a stretch."""
    covered = sum(max(0.0, min(rule.stop, stop) - max(rule.start, start)) for rule in rules)
    return covered >= 0.6 * (stop - start)
