"""Reads the cells of a workbook in a process of its own: body on standard input, JSON on standard output.

python-calamine is fast and reads every format, but a broken file can make it panic, or ask for more memory than
there is, which ends the process; it must not be the crawl's. This file is started as a script and so imports nothing of
the package.
"""

from __future__ import annotations

import datetime
import io
import json
import sys
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_SHEETS: Final = 60
MEMORY: Final = 3 * 1024**3
LOCKED: Final = 3
BROKEN: Final = 4

Value = int | float | str | bool | datetime.date | datetime.time | datetime.datetime | datetime.timedelta | None


def shown(value: Value) -> str:
    """Return a cell as people read it: whole numbers without ".0", days as ISO dates."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else " ".join(str(value).split())


def read_rows(sheet: CalamineSheet) -> list[list[str]]:
    """Return the rows of a sheet, at most `MAX_ROWS`, the text of merged cells repeated, without empty rows."""
    rows: list[list[str]] = []
    for row in sheet.iter_rows():
        if len(rows) >= MAX_ROWS:
            break
        rows.append([shown(value) for value in row[:MAX_COLUMNS]])
    for area in sheet.merged_cell_ranges or ():
        _fill(rows, area, sheet.start or (0, 0))
    return [row for row in rows if any(row)]


def _fill(rows: list[list[str]], area: tuple[tuple[int, int], tuple[int, int]], start: tuple[int, int]) -> None:
    """Repeat the text of a merged area; rows are counted from the first used cell."""
    (first_row, first_column), (last_row, last_column) = area
    inside = [
        (row - start[0], column - start[1])
        for row in range(max(first_row, start[0]), min(last_row, start[0] + len(rows) - 1) + 1)
        for column in range(max(first_column, start[1]), min(last_column, start[1] + MAX_COLUMNS - 1) + 1)
    ]
    known = [(row, column) for row, column in inside if column < len(rows[row])]
    text = next((rows[row][column] for row, column in known if rows[row][column]), "")
    for row, column in known:
        rows[row][column] = rows[row][column] or text


def read_workbook(body: bytes) -> dict[str, object]:
    """Return the sheets of a workbook; `is_cut` tells that not all of it was read.

    Raises PasswordError, CalamineError, ValueError, LookupError and OverflowError; a broken file may also end the
    process, or take all its memory, so call it only where that does no harm.
    """
    with CalamineWorkbook.from_filelike(io.BytesIO(body)) as book:
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names[:MAX_SHEETS]]
        is_cut = len(book.sheet_names) > MAX_SHEETS or any(sheet.height > MAX_ROWS for sheet in sheets)
        return {"is_cut": is_cut, "sheets": [{"name": sheet.name, "rows": read_rows(sheet)} for sheet in sheets]}


def main() -> int:
    """Read, write, and return the exit code: 0, `LOCKED` for a password, `BROKEN` with a reason on standard error."""
    _limit_memory()
    try:
        book = read_workbook(sys.stdin.buffer.read())
    except PasswordError:
        return LOCKED
    except (CalamineError, ValueError, LookupError, OverflowError, MemoryError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}")
        return BROKEN
    sys.stdout.buffer.write(json.dumps(book).encode())
    return 0


def _limit_memory() -> None:
    """Keep a broken file from taking all memory, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
