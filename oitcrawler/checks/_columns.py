"""Tables as people read them: which column is which, which rows count, and what a row is called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..evidence.model import Evidence, Row, Table
from ..model import Citation, Origin
from ..thai.fold import arabic_digits
from ._words import says

RUNNING_NUMBER = ("ลำดับ", "ลำดับที่", "ที่", "ข้อ", "ข้อที่", "no", "no.", "#")
NONE_AT_ALL = (
    "ไม่มีการจัดซื้อ",
    "ไม่มีการจัดจ้าง",
    "ไม่มีการจัดหา",
    "ไม่มีรายการ",
    "ไม่มีการดำเนินการ",
    "ไม่มีโครงการ",
    "ไม่ได้ดำเนินการจัดซื้อ",
    "ไม่มีผู้รับบริการ",
    "ไม่มีเรื่องร้องเรียน",
)
_TOTALS = re.compile(r"^(รวม|ยอดรวม|ผลรวม|total|grand total)")
_BLANK = re.compile(r"^[\s.\-–—_*/]*$")
_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the header that its reader would see, and the rows below it."""

    table: Table
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, words: Sequence[str], but: Sequence[str] = ()) -> int | None:
        """Return the first column whose header says one of `words` and none of `but`."""
        return next(iter(self.columns(words, but)), None)

    def columns(self, words: Sequence[str], but: Sequence[str] = ()) -> tuple[int, ...]:
        """Return every column whose header says one of `words` and none of `but`."""
        return tuple(
            number
            for number, head in enumerate(self.header)
            if says(head, words, self.table.origin) and not (but and says(head, but, self.table.origin))
        )


def grids(evidence: Evidence, words: Sequence[str]) -> Iterator[Grid]:
    """Yield the tables of an evidence that have a column of `words`, with their continuations on later pages.

    A header that was read as one of the first rows is found there; a table without a header that follows on the
    next page with as many columns is the rest of the one before.
    """
    before: Grid | None = None
    for table in evidence.tables:
        grid = _with_header(table, words) or _continued(table, before)
        if grid is not None:
            yield grid
        before = grid


def any_grid(table: Table) -> Grid:
    """Return a table with its own header."""
    return Grid(table, table.header, table.rows)


def _with_header(table: Table, words: Sequence[str]) -> Grid | None:
    if any(says(head, words, table.origin) for head in table.header):
        return Grid(table, table.header, table.rows)
    for place, row in enumerate(table.rows[:_HEADER_WITHIN]):
        if _is_heading_row(row) and any(says(cell, words, table.origin) for cell in row.cells):
            return Grid(table, row.cells, table.rows[place + 1 :])
    return None


def _is_heading_row(row: Row) -> bool:
    """Whether a row looks like column names: several different short texts without long numbers."""
    filled = {cell.strip() for cell in row.cells if cell.strip()}
    return len(filled) >= 3 and not any(re.search(r"\d{5,}", arabic_digits(cell)) for cell in filled)


def _continued(table: Table, before: Grid | None) -> Grid | None:
    if before is None or table.page is None or before.table.page is None:
        return None
    if table.page not in (before.table.page, before.table.page + 1) or _width(table) != len(before.header):
        return None
    first = (Row(table.header, 0, table.page),) if any(cell.strip() for cell in table.header) else ()
    return Grid(table, before.header, (*first, *table.rows))


def _width(table: Table) -> int:
    return len(table.header) or max((len(row.cells) for row in table.rows), default=0)


def cell(row: Row, column: int) -> str:
    """Return a cell's text, empty when the row is too short."""
    return row.cells[column].strip() if column < len(row.cells) else ""


def is_blank(text: str) -> bool:
    """Whether a cell says nothing, or only a dash."""
    return _BLANK.match(text) is not None


def is_total(row: Row) -> bool:
    """Whether a row adds up the others."""
    return any(_TOTALS.match(one.strip().lower()) for one in row.cells[:4])


def says_none(row: Row) -> str | None:
    """Return what a row says when it says that there was nothing to report."""
    return says(" ".join(row.cells), NONE_AT_ALL)


def is_entry(grid: Grid, row: Row) -> bool:
    """Whether a row is an entry: not a total, a section's title, a repeated header or a row of column numbers."""
    filled = [one.strip() for one in row.cells if not is_blank(one)]
    if len(set(filled)) < 2 or is_total(row):
        return False
    same = sum(one.strip() == head.strip() for one, head in zip(row.cells, grid.header, strict=False) if one.strip())
    return same < 2 and not _counts_columns(filled)


def _counts_columns(filled: Sequence[str]) -> bool:
    """Whether a row counts the columns, as forms do under their header: (1) (2) (3), also (1) (2) (3)=(1)-(2)."""
    plain = [arabic_digits(one) for one in filled]
    counts = "".join(str(number) for number in range(1, 31))
    digits = "".join(re.sub(r"\D", "", one.partition("=")[0]) for one in plain)
    return len(plain) >= 3 and all(len(one) <= 12 for one in plain) and len(digits) >= 3 and counts.startswith(digits)


def entries(grid: Grid) -> tuple[Row, ...]:
    """Return the rows of a table that are entries."""
    return tuple(row for row in grid.rows if is_entry(grid, row))


def row_name(grid: Grid, row: Row) -> str:
    """Return a row's own running number, or its position in the table when it has none."""
    for number, head in enumerate(grid.header[:3]):
        own = _own_number(cell(row, number))
        if own and _heads_numbers(head):
            return own
    return str(row.number)


def _own_number(text: str) -> str:
    own = re.fullmatch(r"[(]?(\d{1,5})[.)]?(?:\.0)?", arabic_digits(text))
    return own[1] if own else ""


def _heads_numbers(head: str) -> bool:
    plain = re.sub(r"[\s.]", "", head).lower()
    return plain in {re.sub(r"[\s.]", "", word) for word in RUNNING_NUMBER} or says(plain, ("ลำดับ",)) is not None


def row_names(found: Sequence[tuple[Grid, Row]]) -> tuple[str, ...]:
    """Return what people call these rows of one evidence, so that no two have one name.

    Where the running numbers begin anew each month, "2" alone says nothing: then the title of the rows above it, the
    sheet or the page is added ("2 (เดือนพฤศจิกายน 2567)", "2 (หน้า 3)"), and where not even these differ, the position.
    """
    names = [row_name(grid, row) for grid, row in found]
    for told in (_section, _sheet, _page, _position):
        counts = Counter(names)
        places = [told(grid, row) if counts[name] > 1 else "" for name, (grid, row) in zip(names, found, strict=True)]
        names = [f"{name} ({place})" if place else name for name, place in zip(names, places, strict=True)]
    return tuple(names)


def skipped_numbers(found: Sequence[tuple[Grid, Row]]) -> tuple[int, ...]:
    """Return the running numbers that are jumped over, from 1 on: rows that were perhaps not read."""
    missing: list[int] = []
    before = 0
    for grid, row in found:
        own = int(row_name(grid, row)) if is_numbered(grid, row) else None
        if own is not None and own > before + 1:
            missing.extend(range(before + 1, own))
        before = own if own is not None else before
    return tuple(missing)


def is_numbered(grid: Grid, row: Row) -> bool:
    """Whether a row has a running number of its own."""
    return any(_own_number(cell(row, place)) and _heads_numbers(head) for place, head in enumerate(grid.header[:3]))


def _section(grid: Grid, row: Row) -> str:
    """Return the title of the rows among which a row stands."""
    title = ""
    for one in grid.rows:
        if one.number >= row.number:
            break
        texts = {text.strip() for text in one.cells if not is_blank(text)}
        if len(texts) == 1 and not is_total(one) and not any(map(_own_number, texts)):
            title = next(iter(texts))
    return " ".join(title.split())[:80]


def _sheet(grid: Grid, row: Row) -> str:
    return grid.table.sheet or ""


def _page(grid: Grid, row: Row) -> str:
    return f"หน้า {row.page or grid.table.page}" if (row.page or grid.table.page) and not grid.table.sheet else ""


def _position(grid: Grid, row: Row) -> str:
    return f"แถวที่ {row.number}"


def cite_row(evidence: Evidence, grid: Grid, row: Row, quote: str, called: str = "") -> Citation:
    """Cite one row of a table by what it is `called`, or else by its own number."""
    return evidence.cite(
        quote,
        page=row.page or grid.table.page,
        row=called or row_name(grid, row),
        selector=grid.table.selector,
        origin=grid.table.origin,
    )


def cite_header(evidence: Evidence, grid: Grid) -> Citation:
    """Cite the header of a table."""
    return evidence.cite(
        " | ".join(head for head in grid.header if head.strip()) or grid.table.caption,
        page=grid.table.page,
        selector=grid.table.selector,
        origin=grid.table.origin,
    )


def by_ocr(grid: Grid) -> bool:
    """Whether a table was read by OCR."""
    return grid.table.origin is Origin.OCR
