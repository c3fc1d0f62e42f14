"""Tables that go on over pages: with their header repeated or not, with a row split by the page's end. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model import Origin
from ..thai.fold import arabic_digits
from ..thai.repair import repair
from .grids import MAX_HEADER_ROWS, filled, join_header, looks_like_number, split
from .model import Row, Table
from .pdf_rests import Rest, rows_of
from .pdf_tables import Grid, PageTables
from .pdf_text import clean_text

_SAME_EDGE = 6.0
_SAME_GAP = 30.0
_FOOT = 150
_HEAD = 500
_RUNNING = re.compile(r"(?:ข้อ\s*)?[(]?(\d{1,5})[.)]?")
_THAI_END = re.compile(r"[ก-๎]\Z")
_THAI_START = re.compile(r"[ก-ฮเ-ไ]")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageGrids:
    """The tables of one page and where the page's text comes from."""

    number: int
    origin: Origin
    tables: PageTables


@dataclass(slots=True)
class _Growing:
    """A table that may go on over the next page."""

    header: Cells
    titles: Cells
    rows: list[Row]
    count: int
    page: int
    grid: Grid
    origin: Origin
    last_page: int


def joined(pages: Iterable[PageGrids]) -> tuple[Table, ...]:
    """Return the tables of a document in reading order, each with its continuations on the pages that follow."""
    found: list[_Growing] = []
    for page in pages:
        before = found[-1] if found and found[-1].last_page == page.number - 1 else None
        lone, bottom = page.tables.lone, float("inf")
        if before is not None and lone is not None and _append(before, _mended(lone.rows), lone, page):
            before, bottom = None, lone.bottom
        elif before is not None and page.tables.rest is not None:
            _append_rest(before, page.tables.rest, page)
        for grid in page.tables.grids:
            rows = _mended(grid.rows)
            is_new = before is None or not _append(before, rows, grid, page)
            if is_new and grid.top <= bottom:
                found.append(_begin(rows, grid, page))
            before = None
    return tuple(_table(one) for one in found)


def _mended(rows: Sequence[Cells]) -> list[Cells]:
    """Return the rows with their text repaired, as far as possible all at once: one line tells on another."""
    texts = [cell for row in rows for cell in filled(row)]
    lines = repair(clean_text("\n".join(texts))).split("\n")
    if len(lines) != len(texts):
        lines = [repair(clean_text(text)) for text in texts]
    known = dict(zip(texts, lines, strict=True))
    return [tuple(known.get(cell, "") for cell in row) for row in rows]


def _begin(rows: list[Cells], grid: Grid, page: PageGrids) -> _Growing:
    parts = split(rows, grid.header_rows)
    body = [Row(row, number, page.number) for number, row in enumerate(rows, 1) if number > parts.body]
    return _Growing(parts.header, parts.titles, body, len(rows), page.number, grid, page.origin, page.number)


def _table(one: _Growing) -> Table:
    """Return the finished table without columns that are empty throughout."""
    every = [one.header, *(row.cells for row in one.rows)]
    width = max(map(len, every))
    used = [place for place in range(width) if any(place < len(row) and row[place] for row in every)]
    rows = tuple(Row(tuple(row.cells[place] for place in used), row.number, row.page) for row in one.rows)
    header = tuple(one.header[place] for place in used) if one.header else ()
    return Table(header, rows, " ".join(one.titles), page=one.page, origin=one.origin)


def _append(before: _Growing, rows: list[Cells], grid: Grid, page: PageGrids) -> bool:
    """Add a page's first table to the last one of the page before, if it continues it."""
    edges = _common_edges(before.grid, grid)
    if edges is None or before.grid.below > _FOOT:
        return False
    fitted = _fitted(rows, grid.edges, edges)
    header = _fitted([before.header], before.grid.edges, edges)[0] if before.header else ()
    skipped = _repeated(fitted, header)
    if skipped is None or grid.above > (_HEAD if skipped else _FOOT):
        return False
    before.rows = [Row(_fitted([row.cells], before.grid.edges, edges)[0], row.number, row.page) for row in before.rows]
    before.header, before.grid = header, replace(grid, rows=(), edges=edges)
    fresh = [Row(row, before.count + number, page.number) for number, row in enumerate(fitted, 1) if number > skipped]
    if fresh and before.rows and _is_rest(before.rows, fresh[0]):
        before.rows[-1] = _whole_row(before.rows[-1], fresh.pop(0))
    before.rows.extend(fresh)
    before.count += len(rows)
    before.last_page = page.number
    before.origin = _worse(before.origin, page.origin)
    return True


def _append_rest(before: _Growing, rest: Rest, page: PageGrids) -> None:
    """Add what the page before left over of a table without ruling lines."""
    if before.grid.is_ruled or before.grid.below > _FOOT or rest.above > _FOOT or not before.rows:
        return
    for row in _mended(rows_of(rest, before.grid.edges)):
        before.count += 1
        fresh = Row(row, before.count, page.number)
        if _is_rest(before.rows, fresh):
            before.rows[-1] = _whole_row(before.rows[-1], fresh)
        elif _plain(row) != _plain(before.header):
            before.rows.append(fresh)
        before.last_page = page.number
        before.origin = _worse(before.origin, page.origin)


def _worse(one: Origin, other: Origin) -> Origin:
    return next(origin for origin in (Origin.OCR, Origin.REPAIRED, one) if origin in (one, other))


def _common_edges(one: Grid, other: Grid) -> tuple[float, ...] | None:
    """Return the column borders of both, or None when they are not of one table."""
    longer, shorter = (one.edges, other.edges) if len(one.edges) >= len(other.edges) else (other.edges, one.edges)
    if one.is_ruled != other.is_ruled:
        return None
    near = _SAME_EDGE if one.is_ruled else _SAME_GAP
    ends = abs(longer[0] - shorter[0]) <= near and abs(longer[-1] - shorter[-1]) <= near
    if not one.is_ruled:
        ends = len(longer) == len(shorter)
    inner = all(any(abs(edge - known) <= near for known in longer) for edge in shorter[1:-1])
    return longer if ends and inner else None


def _fitted(rows: Sequence[Cells], edges: Sequence[float], onto: Sequence[float]) -> list[Cells]:
    """Return rows with the columns of other borders, of which their own are a part: a wide cell is repeated."""
    if len(edges) == len(onto):
        return list(rows)
    middles = [(left + right) / 2 for left, right in pairwise(onto)]
    places = [max(0, min(sum(edge <= middle for edge in edges) - 1, len(edges) - 2)) for middle in middles]
    return [tuple(row[place] for place in places) for row in rows]


def _repeated(rows: Sequence[Cells], header: Cells) -> int | None:
    """Return how many rows repeat the header (0 for none), or None when the rows begin another table."""
    for start in range(min(3, len(rows))):
        for height in range(1, MAX_HEADER_ROWS + 1):
            if header and _plain(join_header(rows[start : start + height])) == _plain(header):
                return start + height
    entries = [row for row in rows if len(filled(row)) > 1 and not row[0].startswith("รวม")]
    is_body = not entries or not entries[0][0] or bool(_RUNNING.match(arabic_digits(entries[0][0])))
    return 0 if is_body or not split(entries).header else None


def _plain(cells: Cells) -> Cells:
    return tuple(re.sub(r"\s", "", cell) for cell in cells)


def _is_rest(above: Sequence[Row], row: Row) -> bool:
    """Whether a page's first row is the rest of the row that the end of the page before has split."""
    last = above[-1].cells
    numbered = sum(bool(_RUNNING.fullmatch(arabic_digits(one.cells[0]))) for one in above)
    if row.cells[0] or not filled(row.cells) or numbered * 2 < len(above):
        return False
    if not _RUNNING.fullmatch(arabic_digits(last[0])) or len(filled(row.cells)) >= len(filled(last)):
        return False
    both = [place for place, cell in enumerate(row.cells) if cell and last[place]]
    numbers = [place for place in both if looks_like_number(row.cells[place]) and looks_like_number(last[place])]
    return not numbers or any(_is_broken_number(above, row, place) for place in numbers)


def _is_broken_number(above: Sequence[Row], row: Row, place: int) -> bool:
    """Whether two numbers put together have as many digits as the column's others, and the first alone has not."""
    lengths = Counter(_digits(one.cells[place]) for one in above[:-1] if one.cells[place])
    usual = next(iter(lengths.most_common(1)), (0, 0))[0]
    begun = _digits(above[-1].cells[place])
    return begun != usual and begun + _digits(row.cells[place]) == usual


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _whole_row(row: Row, rest: Row) -> Row:
    return Row(tuple(map(_whole, row.cells, rest.cells)), row.number, row.page)


def _whole(text: str, rest: str) -> str:
    if not text or not rest:
        return text or rest
    is_one = bool(_THAI_END.search(text) and _THAI_START.match(rest)) or (text[-1].isdigit() and rest[0].isdigit())
    return f"{text}{rest}" if is_one else f"{text} {rest}"
