"""Tables in a PDF page, by geometry: first where lines are ruled, then where words stand in columns. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .grids import filled
from .pdf_layer import Glyph, Rule
from .pdf_words import Line, cell_text, lines_of

_NEAR = 3.0
_MAX_COLUMNS = 60
_MAX_ROWS = 500
_MAX_RULES = 3000
_MIN_COLUMNS = 3
_MIN_LINES = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, merged cells repeated, with the x positions that bound the columns (in points)."""

    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    is_ruled: bool


def find_grids(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[Grid, ...]:
    """Return the tables of a page from top to bottom."""
    ruled = [grid for group in _connected(_joined(rules)) if (grid := _ruled_grid(group, glyphs)) is not None]
    outside = [one for one in glyphs if not any(_is_inside(one, grid) for grid in ruled)]
    return tuple(sorted((*ruled, *_aligned_grids(lines_of(outside))), key=lambda grid: -grid.top))


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
    ys = _clustered([rule.at for rule in level])[::-1]
    if not (3 <= len(xs) <= _MAX_COLUMNS and 3 <= len(ys) <= _MAX_ROWS):
        return None
    cells = _Cells(xs, ys, level, upright)
    rows = cells.read(glyphs)
    used = [place for place in range(len(xs) - 1) if any(row[place] for row in rows)]
    kept = [tuple(row[place] for place in used) for row in rows if any(row)]
    if len(kept) < 2 or len(used) < 2 or cells.cuts(glyphs) or not _is_filled(kept):
        return None
    return Grid(tuple(kept), tuple(xs), ys[0], ys[-1], True)


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


def _aligned_grids(lines: Sequence[Line]) -> list[Grid]:
    """Return tables without ruling lines: at least three lines in a row whose words stand in the same columns."""
    found: list[Grid] = []
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and (not run or _fits(run, line)) and len(line.segments) >= _MIN_COLUMNS:
            run.append(line)
            continue
        if len(run) >= _MIN_LINES:
            found.append(_aligned_grid(run))
        run = [line] if line is not None and len(line.segments) >= _MIN_COLUMNS else []
    return found


def _fits(run: list[Line], line: Line) -> bool:
    """Whether a line has the columns of the lines above: as many segments, each overlapping the one above."""
    last = run[-1]
    return len(last.segments) == len(line.segments) and all(
        upper.left < lower.right and lower.left < upper.right
        for upper, lower in zip(last.segments, line.segments, strict=True)
    )


def _aligned_grid(run: list[Line]) -> Grid:
    rows = tuple(tuple(segment.text for segment in line.segments) for line in run)
    edges = tuple(min(line.segments[place].left for line in run) for place in range(len(run[0].segments)))
    right = max(line.segments[-1].right for line in run)
    return Grid(rows, (*edges, right), run[0].top, run[-1].bottom, False)
