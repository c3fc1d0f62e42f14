"""Which column of a sheet holds the item, which the addresses, which the note: by the header, or by what is in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ..checklist import Checklist, Item
from ..locate.codes import item_codes
from ..thai.fold import arabic_digits, fold
from .cells import SpacedAddress, urls_in
from .sheets import Line, Sheet

_HEADER_WITHIN: Final = 40
_LONGEST_HEADING: Final = 60
_ITEM: Final = (
    re.compile(r"(?:ข้อ|รหัส|item|oit)(?!มูล|ความ|เสนอ)|^o$|^code"),
    re.compile(r"^(?:ลำดับ|ที่$|no\b|#|ประเด็น|ตัวชี้วัด|รายการ|คำถาม)"),
)
_URL: Final = (
    re.compile(r"url|ลิ[้]?ง[คก]์|link"),
    re.compile(r"ที่อยู่เว็บ|เว็บไซต์|website|web|คำตอบ|หลักฐาน|answer|address"),
)
_NOTE: Final = re.compile(r"หมายเหตุ|note|remark|อธิบาย|comment|รายละเอียด")
_ONE_NUMBER: Final = re.compile(r"0{0,2}(\d{1,2})(?:\.0+)?[.)]?")


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns from 0; `first` is the place of the first line below the header."""

    item: int
    urls: tuple[int, ...]
    note: int | None
    first: int


def columns_of(sheet: Sheet, checklist: Checklist) -> Columns | None:
    """Return the columns of a sheet, or None when it is no sheet of answers."""
    for place, line in enumerate(sheet.lines[:_HEADER_WITHIN]):
        found = _by_header(line, place)
        if found is not None:
            return found
    return _by_content(sheet.lines, checklist)


def items_in(text: str, checklist: Checklist) -> tuple[Item, ...]:
    """Return the items that a cell names: `o1`, `O๑`, `ข้อ 1`, `1`, `1.0`, `o1 โครงสร้าง`, or a title alone."""
    plain = arabic_digits(text).strip()
    by_number = {item.number: item for item in checklist.items}
    alone = _ONE_NUMBER.fullmatch(plain)
    if alone:
        return tuple(filter(None, [by_number.get(int(alone[1]))]))
    numbers = dict.fromkeys(number for code in item_codes(plain, checklist.item_prefix) for number in code.numbers)
    if numbers:
        return tuple(by_number[number] for number in numbers if number in by_number)
    return tuple(item for item in checklist.items if fold(item.title.th) == fold(plain))


def _by_header(line: Line, place: int) -> Columns | None:
    headings = [fold(cell) if len(cell) <= _LONGEST_HEADING else "" for cell in line.cells]
    if any("://" in heading for heading in headings):
        return None
    urls = next((found for kind in _URL if (found := _matching(headings, kind))), ())
    items = next((found for kind in _ITEM if (found := _matching(headings, kind, without=urls))), ())
    if not urls or not items:
        return None
    notes = _matching(headings, _NOTE, without=(*urls, items[0]))
    return Columns(items[0], urls, notes[0] if notes else None, place + 1)


def _matching(headings: Sequence[str], kind: re.Pattern[str], without: Sequence[int] = ()) -> tuple[int, ...]:
    return tuple(at for at, one in enumerate(headings) if at not in without and one and kind.search(one))


def _by_content(lines: Sequence[Line], checklist: Checklist) -> Columns | None:
    """Find the columns of a sheet without header: the first that names items, and those that hold addresses."""
    width = max((len(line.cells) for line in lines), default=0)
    urls = tuple(at for at in range(width) if any(_has_url(line, at) for line in lines))
    with_url = [line for line in lines if any(_has_url(line, at) for at in urls)]
    for at in range(width):
        named = [line for line in with_url if items_in(line.cell(at), checklist)]
        if at not in urls and named and len(named) >= 0.6 * len(with_url):
            return Columns(at, urls, next((one for one in range(width) if one > max(*urls, at)), None), 0)
    return None


def _has_url(line: Line, column: int) -> bool:
    if column in line.links:
        return True
    try:
        return any(one.startswith(("http", "//")) for one in urls_in(line.cell(column)))
    except SpacedAddress:
        return True
