"""Tables of data in web pages; tables that only lay a page out are no data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .grids import join_header, split
from .model import Row, Table
from .tree import CELLS, Tree

MAX_CELLS = 200_000
MAX_SPAN = 100
_LONG_CELL = 300
_LAYOUT_TAGS = ("table", "form", "h1", "h2", "iframe", "nav", "header", "footer")


@dataclass(frozen=True, slots=True)
class _Line:
    element: int
    cells: tuple[str, ...]
    is_head: bool


def is_data_table(tree: Tree, table: int) -> bool:
    """Whether a `<table>` holds rows of data: marked as such, or even rows of short cells."""
    if tree.hidden[table] or tree.get(table, "role") in ("presentation", "none"):
        return False
    if next(tree.within(table, *_LAYOUT_TAGS), None) is not None:
        return False
    rows = [[cell for cell in tree.children(row) if tree.tags[cell] in CELLS] for row in tree.within(table, "tr")]
    rows = [row for row in rows if row]
    widths = [sum(_span(tree.get(cell, "colspan")) for cell in row) for row in rows]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    if any(tree.tags[one] in ("th", "thead", "caption") for one in tree.within(table)):
        return True
    return _is_even(widths) and _has_short_cells(tree, rows)


def _is_even(widths: list[int]) -> bool:
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return usual >= 2 and widths.count(usual) >= 0.6 * len(widths)


def _has_short_cells(tree: Tree, rows: list[list[int]]) -> bool:
    lengths = [len(tree.text(cell)) for row in rows for cell in row]
    used = [length for length in lengths if length]
    crowded = any(sum(1 for _ in tree.within(cell, "a")) > 8 for row in rows for cell in row)
    return not crowded and len(used) >= 0.4 * len(lengths) and sum(used) <= _LONG_CELL * len(used)


def read_table(tree: Tree, table: int, selector: str) -> Table | None:
    """Read a data table, or return None when nothing visible is in it."""
    lines = [line for line in _lines(tree, table) if any(line.cells)]
    if not lines:
        return None
    marked = 0
    while marked < len(lines) and lines[marked].is_head:
        marked += 1
    cells = [line.cells for line in lines]
    parts = split(cells, marked)
    header, start = parts.header, parts.body
    if not header and 0 < marked < len(lines):
        header, start = join_header(cells[:marked]), marked
    if header and start == len(lines):
        header, start = (), len(parts.titles)
    captions = [tree.text(one) for one in tree.children(table) if tree.tags[one] == "caption"]
    rows = tuple(Row(line.cells, number) for number, line in enumerate(lines, 1) if number > start)
    return Table(header, rows, " ".join((*captions, *parts.titles)), selector=selector)


def _lines(tree: Tree, table: int) -> Iterator[_Line]:
    """Return the rows with merged cells repeated."""
    pending: dict[int, tuple[int, str]] = {}
    total = 0
    for row in tree.within(table, "tr"):
        if tree.hidden[row] or next(one for one in tree.ancestors(row) if tree.tags[one] == "table") != table:
            continue
        elements = [cell for cell in tree.children(row) if tree.tags[cell] in CELLS and not tree.hidden[cell]]
        cells = _filled_row(tree, elements, pending)
        total += len(cells)
        if total > MAX_CELLS:
            return
        heads = [cell for cell in elements if tree.text(cell)]
        in_head = any(tree.tags[one] == "thead" for one in tree.ancestors(row) if one > table)
        yield _Line(row, cells, in_head or (bool(heads) and all(tree.tags[cell] == "th" for cell in heads)))


def _filled_row(tree: Tree, elements: list[int], pending: dict[int, tuple[int, str]]) -> tuple[str, ...]:
    cells: list[str] = []
    waiting = list(elements)
    while waiting or any(place >= len(cells) for place in pending):
        place = len(cells)
        if place in pending:
            left, text = pending.pop(place)
            if left > 1:
                pending[place] = (left - 1, text)
            cells.append(text)
        elif waiting:
            _place_cell(tree, waiting.pop(0), cells, pending)
        else:
            cells.append("")
    return tuple(cells)


def _place_cell(tree: Tree, element: int, cells: list[str], pending: dict[int, tuple[int, str]]) -> None:
    text = cell_text(tree, element)
    rows = _span(tree.get(element, "rowspan"))
    for _ in range(_span(tree.get(element, "colspan"))):
        if rows > 1:
            pending[len(cells)] = (rows - 1, text)
        cells.append(text)


def _span(value: str) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def cell_text(tree: Tree, cell: int) -> str:
    """Return the text of a cell, or the alternative texts of its pictures when it has no text."""
    text = tree.text(cell)
    return text or " ".join(alt for one in tree.within(cell, "img") if (alt := tree.get(one, "alt").strip()))
