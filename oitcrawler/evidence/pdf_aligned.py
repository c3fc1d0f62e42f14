"""Tables without ruling lines: words that stand in columns over several lines. Pure.

Columns are what lies between gutters, the upright strips that (nearly) no line of the table crosses. Running text,
tables of contents and signatures also stand apart from something; what tells them from tables is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..thai.fold import arabic_digits
from .grids import filled, is_header, looks_like_number
from .pdf_shapes import Rule
from .pdf_words import Line, Segment, joined_lines

_MIN_LINES: Final = 3
_MIN_GUTTER: Final = 4.0
_CROSSING: Final = 0.15
_FAR: Final = 3.2
_CLEARLY: Final = 1.2
_SPLITS: Final = 5
_SHORT: Final = 60
_STRAIGHT: Final = 5.0
_LEADER: Final = re.compile(r"[.…·]{5,}|(?:\. ){5,}|_{5,}")
_SIGNATURE: Final = re.compile(r"ลงชื่อ|ลงนาม|^\(.{5,60}\)$|^\.{3,}$")
_RUNNING: Final = re.compile(r"[(]?\d{1,5}[.)]?")
_AMOUNT: Final = re.compile(r"[\d๐-๙][,.][\d๐-๙]{2}")
_CONTENTS: Final = re.compile(r"สารบัญ|^หน้า(?:ที่)?$")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand in columns; `gutters` are the x positions between the columns."""

    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]
    top: float
    bottom: float
    header_rows: int


def aligned_blocks(lines: Sequence[Line], levels: Sequence[Rule]) -> Iterator[Block]:
    """Yield the tables among the lines of a page; `levels` are its level ruling lines, which may divide rows."""
    for run in _runs(lines):
        yield from _blocks(run, levels, _SPLITS)


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield stretches of lines without a wide space between them that hold several lines with gaps."""
    run: list[Line] = []
    for line in lines:
        if run and run[-1].base - line.base > _FAR * max(run[-1].height, line.height, 8.0):
            yield from _trimmed(run)
            run = []
        run.append(line)
    yield from _trimmed(run)


def _trimmed(run: list[Line]) -> Iterator[list[Line]]:
    parted = [place for place, line in enumerate(run) if len(line.segments) > 1]
    if len(parted) >= _MIN_LINES:
        first = parted[0]
        is_heading = first > 0 and not _is_apart(run[first - 1], run[first])
        yield run[first - is_heading : parted[-1] + 4]


def _blocks(run: list[Line], levels: Sequence[Rule], splits: int) -> Iterator[Block]:
    """Yield the table that a stretch is, or else those in its parts: divided where it is most loosely set."""
    parted = [line for line in run if len(line.segments) > 1]
    if len(parted) < _MIN_LINES:
        return
    block = _block(run, parted, levels)
    if block is not None:
        yield block
    elif splits and len(run) > _MIN_LINES:
        for part in _parts(run):
            yield from _blocks(part, levels, splits - 1)


def _parts(run: list[Line]) -> tuple[list[Line], list[Line]]:
    def looseness(place: int) -> tuple[int, float]:
        above, below = run[place - 1], run[place]
        change = (len(above.segments) > 1) != (len(below.segments) > 1)
        return int(change), above.base - below.base

    place = max(range(1, len(run)), key=lambda one: (looseness(one), -abs(2 * one - len(run))))
    return run[:place], run[place:]


def _block(run: list[Line], parted: list[Line], levels: Sequence[Rule]) -> Block | None:
    columns = _columns(run, parted)
    if len(columns) < 2:
        return None
    lines = _inside([_Placed.of(line, columns) for line in run], columns)
    if not _is_table(lines, len(columns)):
        return None
    rows, header_rows = _rows(lines, columns, levels)
    if len(rows) < _MIN_LINES - 1 or not _holds_data(rows, header_rows):
        return None
    gutters = [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]
    edges = (columns[0][0], *gutters, columns[-1][1])
    return Block(tuple(rows), edges, lines[0].line.top, lines[-1].line.bottom, header_rows)


def _columns(run: Sequence[Line], parted: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the stretches (left, right) between the gutters.

    Lines of one segment count where they wrap a cell, that is, where they lie within one of the wider columns.
    """
    allowed = max(int(_CROSSING * len(parted)), 1 if len(parted) > _MIN_LINES else 0)
    wide = _stretches([one for line in parted for one in line.segments], allowed)
    wrapped = [
        line
        for line in run
        if len(line.segments) == 1 and sum(_overlaps(line.segments[0], column) for column in wide) == 1
    ]
    return _with_headings(_stretches([one for line in (*parted, *wrapped) for one in line.pieces], allowed), parted)


def _stretches(segments: Sequence[Segment], allowed: int) -> list[tuple[float, float]]:
    """Return the stretches that more than `allowed` of the segments cover."""
    ends = sorted([(one.left, 1) for one in segments] + [(one.right, -1) for one in segments])
    found: list[tuple[float, float]] = []
    depth, start = 0, 0.0
    for x, step in ends:
        was = depth
        depth += step
        if was <= allowed < depth:
            start = x
        elif depth <= allowed < was:
            if found and start - found[-1][1] < _MIN_GUTTER:
                found[-1] = (found[-1][0], x)
            else:
                found.append((start, x))
    return found


def _with_headings(columns: list[tuple[float, float]], parted: Sequence[Line]) -> list[tuple[float, float]]:
    """Put a heading that stands beside what it heads (centred over short numbers) into one column with it."""
    place = 0
    while place + 1 < len(columns):
        left, right = columns[place], columns[place + 1]
        heads = min(_own_lines_of(left, columns, parted), _own_lines_of(right, columns, parted), key=len)
        if heads and heads <= {0, 1} and not any(_parts_columns(parted[at], left, right) for at in heads):
            columns[place : place + 2] = [(left[0], right[1])]
        else:
            place += 1
    return columns


def _own_lines_of(
    column: tuple[float, float], columns: Sequence[tuple[float, float]], parted: Sequence[Line]
) -> set[int]:
    """Return the lines that hold something in this column alone."""
    others = [one for one in columns if one != column]
    return {
        at
        for at, line in enumerate(parted)
        for piece in line.pieces
        if _overlaps(piece, column) and not any(_overlaps(piece, other) for other in others)
    }


def _parts_columns(line: Line, left: tuple[float, float], right: tuple[float, float]) -> bool:
    """Whether a line stands in both columns with a wide gap between."""
    return any(_overlaps(one, left) and _overlaps(other, right) for one, other in pairwise(line.segments))


def _overlaps(segment: Segment, column: tuple[float, float]) -> bool:
    return segment.left < column[1] and column[0] < segment.right


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line with its segments by column; a segment over several columns stands in each of them."""

    line: Line
    cells: tuple[Segment | None, ...]
    spans: int
    outside: bool

    @staticmethod
    def of(line: Line, columns: Sequence[tuple[float, float]]) -> _Placed:
        cells: list[Segment | None] = [None] * len(columns)
        spans, outside = 0, False
        for segment in line.pieces:
            places = [place for place, one in enumerate(columns) if _overlaps(segment, one)]
            if not places:
                places = [min(range(len(columns)), key=lambda at: _distance(segment, columns[at]))]
            spans += len(places) > 1
            for place in places:
                before = cells[place]
                outside = outside or (before is not None and len(places) > 1)
                cells[place] = segment if before is None else before.with_next(segment)
        return _Placed(line, tuple(cells), spans, outside)

    @property
    def count(self) -> int:
        """How many columns hold something."""
        return sum(cell is not None for cell in self.cells)


def _distance(segment: Segment, column: tuple[float, float]) -> float:
    return max(column[0] - segment.right, segment.left - column[1])


def _inside(lines: list[_Placed], columns: Sequence[tuple[float, float]]) -> list[_Placed]:
    """Leave out lines of running text above and below the table."""
    width = len(columns)

    def is_text(one: _Placed) -> bool:
        if one is lines[0] and len(lines) > 1 and one.cells[0] is None and not _is_apart(one.line, lines[1].line):
            return False
        only = one.line.segments[0]
        over = sum(_overlaps(only, column) for column in columns)
        return len(one.line.segments) == 1 and (over > 1 or width == 2)

    first = next((place for place, one in enumerate(lines) if not is_text(one)), len(lines))
    last = next((place for place in range(len(lines), first, -1) if not is_text(lines[place - 1])), first)
    while last < len(lines) and width > 2 and not lines[last].spans:
        last += 1
    return lines[first:last]


def _is_apart(above: Line, below: Line) -> bool:
    """Whether two lines are as far apart as lines of text: half as far are cells that are centred in their rows."""
    return above.base - below.base > 1.1 * below.height


def _is_table(lines: Sequence[_Placed], width: int) -> bool:
    parted = [one for one in lines if len(one.line.segments) > 1]
    if len(parted) < _MIN_LINES or any(left.spans and right.spans for left, right in pairwise(lines[2:])):
        return False
    neat = sum(not one.spans and not one.outside for one in parted)
    full = sum(one.count * 2 >= width for one in parted)
    texts = [segment.text for one in lines for segment in one.line.segments]
    if sum(_is_straight([one.cells[column] for one in lines]) for column in range(width)) < max(2, 0.6 * width):
        return False
    leaders = sum(bool(_LEADER.search(text)) for text in texts)
    signed = sum(bool(_SIGNATURE.search(text)) for text in texts)
    return (
        neat >= 0.6 * len(parted)
        and full >= 0.35 * len(parted)
        and leaders * 5 < len(lines)
        and signed * 4 < len(texts)
    )


def _is_straight(cells: Sequence[Segment | None]) -> bool:
    """Whether a column's cells begin, end or have their middle at one x, as the gaps of running text do not."""
    held = [cell for cell in cells if cell is not None]
    for places in ([one.left for one in held], [one.right for one in held], [one.left + one.right for one in held]):
        usual = sorted(places)[len(places) // 2] if places else 0.0
        if sum(abs(place - usual) <= _STRAIGHT for place in places) >= 0.6 * len(places):
            return bool(held)
    return False


def _holds_data(rows: Sequence[tuple[str, ...]], header_rows: int) -> bool:
    """Whether rows say more than numbered paragraphs, labels with their values, or a table of contents do."""
    width, body = len(rows[0]), rows[header_rows:]
    if width <= 3 and _lists_pages(rows[:header_rows], body):
        return False
    if width > 2:
        several = sum(len(filled(row)) >= 3 for row in body)
        return several >= max(2, 0.4 * len(body)) and (header_rows > 0 or (several >= _MIN_LINES and _is_even(body)))
    if sum(len(filled(row)) < width for row in body) > 0.2 * len(body):
        return False
    values = sum(looks_like_number(row[1]) for row in body)
    named = header_rows > 0 and is_header(rows[0], body[0]) and not any(map(str.isdigit, "".join(rows[0])))
    is_short = all(len(cell) <= _SHORT for cell in rows[0]) and sum(len(row[1]) for row in body) <= _SHORT * len(body)
    return len(body) >= _MIN_LINES - 1 and (values >= 0.6 * len(body) or (named and is_short))


def _lists_pages(header: Sequence[tuple[str, ...]], body: Sequence[tuple[str, ...]]) -> bool:
    """Whether the last column gives the pages of a table of contents: small numbers that never fall."""
    if any(_CONTENTS.search(cell) for row in header for cell in row):
        return True
    pages = [arabic_digits(row[-1]) for row in body if row[-1]]
    if header or not all(re.fullmatch(r"\d{1,3}(?:\s*-\s*\d{1,3})?", page) for page in pages):
        return False
    numbers = [int(re.split(r"\s*-\s*", page)[0]) for page in pages]
    return numbers == sorted(numbers)


def _is_even(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether some column holds numbers, or all rows are alike and short."""
    columns = list(zip(*rows, strict=True))
    numbers = any(sum(map(looks_like_number, column)) >= 0.5 * len(rows) for column in columns[1:])
    return numbers or (len(rows) > _MIN_LINES and all(len(cell) <= 40 for row in rows for cell in row))


def _rows(
    lines: list[_Placed], columns: Sequence[tuple[float, float]], levels: Sequence[Rule]
) -> tuple[list[tuple[str, ...]], int]:
    """Return the rows, wrapped cells put together, and how many of them are the header."""
    key = _key_column(lines)
    anchors = [place for place, one in enumerate(lines) if _is_anchor(one, key, len(columns))]
    body = _first_body(lines, anchors, key)
    starts = _by_rules(lines, columns, levels, anchors) or _starts(lines, [one for one in anchors if one >= body])
    groups = ([lines[:body]] if body else []) + [
        lines[start:stop] for start, stop in pairwise((*(max(start, body) for start in starts), len(lines)))
    ]
    rows = [_row(group, columns) for group in groups if group]
    return rows, 1 if body else 0


def _key_column(lines: Sequence[_Placed]) -> int | None:
    """Return the column of running numbers, if the table has one."""
    for column in (0, 1):
        texts = [cell.text for one in lines if (cell := one.cells[column]) is not None]
        running = sum(bool(_RUNNING.fullmatch(arabic_digits(text))) for text in texts)
        if running >= 2 and running >= 0.6 * (len(texts) - 2):
            return column
    return None


def _is_anchor(one: _Placed, key: int | None, width: int) -> bool:
    if key is None:
        return one.count * 5 >= width * 3 or (one.spans > 0 and len(one.line.segments) == 1)
    return one.cells[key] is not None


def _first_body(lines: Sequence[_Placed], anchors: Sequence[int], key: int | None) -> int:
    """Return the index of the first line of the body: after the lines that name the columns."""
    if key is not None:
        numbered = (
            place
            for place in anchors
            if (cell := lines[place].cells[key]) is not None and _RUNNING.fullmatch(arabic_digits(cell.text))
        )
        first = next(numbered, 0)
        above = [cell.text for one in lines[:first] for cell in one.cells if cell is not None]
        if any(map(_AMOUNT.search, above)):
            return 0
        is_section = first > 1 and lines[first - 1].spans and len(lines[first - 1].line.segments) == 1
        return first - 1 if is_section and lines[first - 1].cells[key] is not None else _own_lines(lines, first)
    texts = [[cell.text for cell in one.cells if cell is not None] for one in lines]
    numbers = [any(map(looks_like_number, cells)) for cells in texts]
    first = next((place for place in range(1, min(4, len(lines))) if numbers[place]), 0)
    return first if first and not any(numbers[:first]) and any(len(cells) > 1 for cells in texts[:first]) else 0


def _own_lines(lines: Sequence[_Placed], first: int) -> int:
    """Return where the first row begins: lines close above its number are its own when its cells are centred."""
    gaps = [above.line.base - below.line.base for above, below in pairwise(lines[: first + 1])]
    if len(gaps) < 2:
        return first
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    others = [gap for place, gap in enumerate(gaps) if place != widest]
    is_own = gaps[widest] >= _CLEARLY * max(others) and gaps[-1] < 0.8 * gaps[widest]
    return widest + 1 if is_own and lines[widest].count > 1 and lines[first].count < len(lines[0].cells) else first


def _by_rules(
    lines: Sequence[_Placed], columns: Sequence[tuple[float, float]], levels: Sequence[Rule], anchors: Sequence[int]
) -> list[int]:
    """Return where rows begin when level lines divide them, else []."""
    left, right = columns[0][0], columns[-1][1]
    ys = [rule.at for rule in levels if min(rule.stop, right) - max(rule.start, left) >= 0.6 * (right - left)]
    bands = [sum(y > one.line.base for y in ys) for one in lines]
    starts = [place for place, band in enumerate(bands) if not place or band != bands[place - 1]]
    return starts if len(starts) >= max(3, 0.7 * len(anchors)) else []


def _starts(lines: Sequence[_Placed], anchors: Sequence[int]) -> list[int]:
    """Return where rows begin: lines between two anchors go to the nearer, to the upper when nothing tells."""
    starts = list(anchors[:1])
    for above, below in pairwise(anchors):
        gaps = [lines[place].line.base - lines[place + 1].line.base for place in range(above, below)]
        widest = max(range(len(gaps)), key=gaps.__getitem__)
        others = [gap for place, gap in enumerate(gaps) if place != widest]
        is_clear = others and gaps[widest] >= _CLEARLY * max(others)
        starts.append(above + widest + 1 if is_clear else below)
    return starts or [0]


def _row(group: Sequence[_Placed], columns: Sequence[tuple[float, float]]) -> tuple[str, ...]:
    return tuple(
        joined_lines([cell for one in group if (cell := one.cells[place]) is not None], column[1])
        for place, column in enumerate(columns)
    )
