"""Rows of a sheet (XLSX, XLS, ODS, CSV) to what they state: a label somewhere in the row, a score beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from ..answers.sheets import Line, Sheet
from ..errors import UsageError
from ..model import Text
from ..thai.fold import fold
from .entries import Entry, Stated, number_at, year_in
from .labels import Labels
from .model import Level, Mark
from .numbers import NotAScore, score_in

_HEAD: Final = re.compile(r".*(?:คะแนน|ร้อยละ|score|result|ผลการประเมิน).*|(?:ปี|พ\.?ศ\.?|ปีงบประมาณ|fy|year|\s|\.)*\d{4}")
_NOT_HEAD: Final = re.compile(r".*(?:คะแนนเต็ม|น้ำหนัก|ถ่วง|เกณฑ์|ผลต่าง|เพิ่ม|ลด|weight|full|diff|change).*")
_YEAR_ROW: Final = re.compile(
    r"(?:ประจำ)?(?:ปี|ปีงบประมาณ|fiscal year|year|fy)(?:\s*(?:พ\.?\s?ศ\.?|ที่ประเมิน|b\.?e\.?))?\s*:?"
)
_AGENCY_ROW: Final = re.compile(r"(?:ชื่อ)?หน่วยงาน\s*:?|agency")
_RATING_ROW: Final = re.compile(
    r"ระดับ(?:ผลการประเมิน|คะแนน|คุณธรรม.*)?(?:\s*\(.*\))?\s*:?|ผลการประเมินระดับ|rating|grade|level"
)
_INDICATOR_HEAD: Final = re.compile(r"ตัวชี้วัด(?:ที่)?|indicator")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of scores, with the year that its heading names."""

    at: int
    year: int | None


def read_sheet(name: str, sheet: Sheet, labels: Labels) -> Stated:
    """Return what one sheet states. Raises UsageError, with file and row, for a label with a score that is none."""
    columns: tuple[_Column, ...] = ()
    numbered = False
    entries: list[Entry] = []
    unread: list[Text] = []
    stated = Stated()
    indicator = ""
    for line in sheet.lines:
        heading = _headings(line, labels)
        if heading:
            columns = heading
            numbered = any(_INDICATOR_HEAD.fullmatch(fold(cell)) for cell in line.cells)
            continue
        meta = _meta(line, stated)
        if meta is not None:
            stated = meta
            continue
        mark = _mark(line, columns, labels, numbered=numbered)
        if mark is not None and mark.level is Level.INDICATOR:
            indicator = mark.key
        if mark is None:
            unread.extend(_unplaced(sheet, line, columns))
        elif mark.level is not Level.SUB:
            entries.extend(_entries(name, sheet, line, columns, mark, indicator))
    years = tuple(year for line in sheet.lines for cell in line.cells if (year := year_in(cell)) is not None)
    return replace(stated, entries=tuple(entries), years=years, unread=tuple(unread))


def _headings(line: Line, labels: Labels) -> tuple[_Column, ...]:
    """Return the columns of scores when the row is one of headings: such words, and no number from 0 to 100."""
    filled = [(at, fold(cell)) for at, cell in enumerate(line.cells) if cell.strip()]
    if len(filled) < 2 or any(_plain(cell) is not None for _, cell in filled):
        return ()
    found = [(at, cell) for at, cell in filled if _HEAD.fullmatch(cell) and not _NOT_HEAD.fullmatch(cell)]
    if len({cell for _, cell in filled}) < 2 or _meta(line, Stated()) is not None:
        return ()
    first_is_label = labels.first([filled[0][1]]) is not None
    return () if first_is_label else tuple(_Column(at, year_in(cell)) for at, cell in found if at > filled[0][0])


def _meta(line: Line, stated: Stated) -> Stated | None:
    """Return `stated` with the year, agency or rating that the row gives; None when it gives none."""
    filled = [cell for cell in line.cells if cell.strip()]
    if len(filled) < 2:
        return None
    label, value = fold(filled[0]), filled[1].strip()
    if _YEAR_ROW.fullmatch(label):
        year = year_in(value)
        return replace(stated, year=year) if year else None
    if _AGENCY_ROW.fullmatch(label):
        return replace(stated, agency=value)
    return replace(stated, rating=value) if _RATING_ROW.fullmatch(label) else None


def _mark(line: Line, columns: Sequence[_Column], labels: Labels, *, numbered: bool) -> Mark | None:
    skipped = {one.at for one in columns}
    cells = [cell for at, cell in enumerate(line.cells) if at not in skipped]
    found = labels.first(cells)
    if found is None and numbered:
        return next((mark for cell in cells[:2] if (mark := labels.plain(cell))), None)
    return found


def _entries(
    name: str, sheet: Sheet, line: Line, columns: Sequence[_Column], mark: Mark, indicator: str
) -> Iterator[Entry]:
    where = _where(sheet, line)
    words = _title(line, columns, mark)
    for column in columns or _last_number(line):
        cell = line.cell(column.at)
        labelled = [one for at, one in enumerate(line.cells) if at != column.at]
        merged = cell in labelled and _plain(fold(cell)) is None  # a merged cell repeats its label
        value = None if merged else number_at(name, where, cell)
        if value is not None:
            under = indicator if mark.level is Level.QUESTION else ""
            yield Entry(where, mark, value, words, under, column.year)


def _last_number(line: Line) -> tuple[_Column, ...]:
    """Return the column of the last number of a row, where no heading says which it is."""
    found = [at for at, cell in enumerate(line.cells) if cell.strip() and _plain(fold(cell)) is not None]
    return (_Column(found[-1], None),) if found and found[-1] > 0 else ()


def _plain(cell: str) -> Decimal | None:
    try:
        return score_in(cell)
    except NotAScore:
        return None


def _unplaced(sheet: Sheet, line: Line, columns: Sequence[_Column]) -> Iterator[Text]:
    """Say that a row with a label and a score could not be placed."""
    has_score = any(_plain(fold(line.cell(column.at))) is not None for column in columns or _last_number(line))
    label = next((cell for cell in line.cells if cell.strip() and _plain(fold(cell)) is None), "")
    if has_score and label:
        where = _where(sheet, line)
        yield Text(f"{where.th}: “{label[:80]}”", f"{where.en}: “{label[:80]}”")


def _title(line: Line, columns: Sequence[_Column], mark: Mark) -> str:
    """Return the words of a question or item: its longest text, without the code."""
    if mark.level not in (Level.QUESTION, Level.ITEM):
        return ""
    skipped = {one.at for one in columns}
    texts = [cell for at, cell in enumerate(line.cells) if at not in skipped and _plain(fold(cell)) is None]
    longest = max(texts, key=len, default="")
    return without_code(longest)


_LEADING_CODE: Final = re.compile(r"^\s*(?:ข้อ(?:ที่)?|item)?\s*[ieoIEO0๐][\s.-]*[0-9๐-๙]{1,2}(?![0-9๐-๙])[\s.:)–-]*")


def without_code(label: str) -> str:
    """Return a label without the code at its start."""
    return " ".join(_LEADING_CODE.sub("", label).split())


def _where(sheet: Sheet, line: Line) -> Text:
    th, en = f"แถวที่ {line.number}", f"row {line.number}"
    return Text(f"แผ่นงาน “{sheet.name}” {th}", f"sheet “{sheet.name}”, {en}") if sheet.name else Text(th, en)


def fractions(entries: Sequence[Entry]) -> UsageError | None:
    """Return the error for scores that are all fractions of 1, as percent cells of a workbook are; None otherwise."""
    values = [one.value for one in entries]
    if len(values) < 3 or max(values) > 1 or all(value in (0, 1) for value in values):
        return None
    return UsageError(
        Text(
            "คะแนนทุกค่าไม่เกิน 1 น่าจะเป็นเซลล์แบบร้อยละ ให้เขียนเป็นคะแนน 0–100 เช่น 95.30",
            "every score is at most 1, as percent cells are; write scores from 0 to 100, such as 95.30",
        )
    )
