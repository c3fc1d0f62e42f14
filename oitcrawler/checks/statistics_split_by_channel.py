"""The service statistics give numbers for walk-in and for online service each.

Looks for both channels, as columns or rows of a table whose cells hold numbers, or as words with a number beside
them; over all evidence that was found, because agencies publish one file for each channel. "0" and "ไม่มี" are
numbers; an empty cell is not. Visitor counters ("ขณะนี้ออนไลน์ 5 คน") do not count.

Codes:
* `channels-not-split`: a channel is missing, or stands there without numbers.
Statistics without a table that could be read give a review; they may be a picture.

Source: seed 001, o11, FY2568 (E-Service statistics not broken down; walk-in against online).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..evidence.model import Evidence, Table
from ..model import Citation, Met, Result, Review, Text
from ..thai.fold import arabic_digits
from ._columns import any_grid, cell, cite_header, cite_row
from ._periods import of_year
from ._verdicts import blind_of, in_name, missing, nothing_found
from ._words import Spot, after, opening, says, show, spots
from .base import Case, CheckParams, Found

CODES = ("channels-not-split",)

WALK_IN = (
    "walk-in",
    "walk in",
    "walkin",
    "วอล์คอิน",
    "วอล์กอิน",
    "วอร์คอิน",
    "ณ จุดบริการ",
    "จุดให้บริการ",
    "ด้วยตนเอง",
    "ด้วยตัวเอง",
    "ที่สำนักงาน",
    "ณ สำนักงาน",
    "ณ ที่ทำการ",
    "on-site",
    "onsite",
    "on site",
    "ออนไซต์",
    "เคาน์เตอร์",
    "ติดต่อโดยตรง",
    "มาติดต่อ",
    "one stop service",
)
ONLINE = (
    "online",
    "ออนไลน์",
    "e-service",
    "e service",
    "eservice",
    "อีเซอร์วิส",
    "ผ่านระบบ",
    "ผ่านเว็บไซต์",
    "ทางเว็บไซต์",
    "ทางอินเทอร์เน็ต",
    "อิเล็กทรอนิกส์",
    "google form",
    "line oa",
)
_COUNTERS = ("ขณะนี้", "ผู้เข้าชม", "เยี่ยมชม", "ผู้ใช้งานออนไลน์", "ผู้ใช้ออนไลน์", "กำลังออนไลน์", "สถิติเว็บไซต์", "visitor")
_COUNTED = re.compile(r"\d[\d,]*\s*(?:ราย|คน|เรื่อง|ครั้ง|ฉบับ|คำขอ|คำร้อง)|[:=]\s*\d")
_ANOTHER = re.compile(r"walk|online|ออนไลน์|e-?service|ด้วยตนเอง|จุดบริการ", re.IGNORECASE)
_NUMBER = re.compile(r"\d|ไม่มี")


class Params(CheckParams):
    """`walk_in` and `online` are the words of the two channels."""

    walk_in: tuple[str, ...] = WALK_IN
    online: tuple[str, ...] = ONLINE
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A channel that some evidence names; `counted` when numbers stand with it, `in_table` when a table names it."""

    evidence: Evidence
    cite: Citation
    counted: bool
    in_table: bool = False


def check(case: Case, params: Params) -> Result:
    """Judge the statistics of all evidence together."""
    found = case.found if params.offset is None else of_year(case.found, case.year + params.offset)
    if not found:
        return nothing_found(case, CODES[0], Text("สถิติการให้บริการ", "service statistics"))
    channels = tuple((words, _seen(found, words)) for words in (params.walk_in, params.online))
    counted = [next((one for one in seen if one.counted), None) for _, seen in channels]
    if all(counted):
        return Met(
            Text(
                "สถิติแยกผู้รับบริการแบบ Walk-in และออนไลน์ พร้อมจำนวน", "The statistics count walk-in and online service each"
            ),
            tuple(one.cite for one in counted if one is not None),
        )
    return blind_of(found) or _not_split(found, channels, counted)


def _seen(found: Sequence[Found], words: Sequence[str]) -> tuple[Seen, ...]:
    return tuple(one for each in found for one in (*_in_tables(each.evidence, words), *_in_text(each.evidence, words)))


def _in_tables(evidence: Evidence, words: Sequence[str]) -> Iterator[Seen]:
    for table in evidence.tables:
        yield from _in_columns(evidence, table, words)
        yield from _in_rows(evidence, table, words)


def _in_columns(evidence: Evidence, table: Table, words: Sequence[str]) -> Iterator[Seen]:
    grid = any_grid(table)
    for column in grid.columns(words):
        filled = sum(_is_number(cell(row, column)) for row in table.rows)
        yield Seen(evidence, cite_header(evidence, grid), filled > 0, True)


def _in_rows(evidence: Evidence, table: Table, words: Sequence[str]) -> Iterator[Seen]:
    """Yield rows that name a channel, and rows that are a second header with numbers below them."""
    grid = any_grid(table)
    for place, row in enumerate(table.rows):
        if not says(" ".join(row.cells), words, table.origin):
            continue
        for column, text in enumerate(row.cells):
            if says(text, words, table.origin) and not says(text, _COUNTERS):
                beside = any(_is_number(one) for one in row.cells[column + 1 :])
                below = any(_is_number(cell(other, column)) for other in table.rows[place + 1 :])
                yield Seen(evidence, cite_row(evidence, grid, row, " | ".join(row.cells)), beside or below, True)


def _is_number(text: str) -> bool:
    return _NUMBER.search(arabic_digits(text)) is not None and len(text) < 40


def _in_text(evidence: Evidence, words: Sequence[str]) -> Iterator[Seen]:
    headers = {" ".join((table.caption, *table.header)).strip() for table in evidence.tables}
    for spot in spots(evidence):
        if spot.row is not None or spot.text in headers or not says(spot.text, words, spot.origin):
            continue
        for word in words:
            if says(spot.text, (word,), spot.origin):
                yield from _beside(evidence, spot, word)


def _beside(evidence: Evidence, spot: Spot, word: str) -> Iterator[Seen]:
    """Yield each line that names a channel; it is counted when the next number in that line is of people or cases."""
    for line in spot.text.splitlines():
        if says(line, (word,), spot.origin) and not says(line, _COUNTERS):
            following = _ANOTHER.split(arabic_digits(after(line, word, 60)))[0]
            yield Seen(evidence, show(evidence, spot, word), _COUNTED.search(following) is not None)


def _not_split(
    found: Sequence[Found],
    channels: Sequence[tuple[Sequence[str], tuple[Seen, ...]]],
    counted: Sequence[Seen | None],
) -> Result:
    lacking = [Text("Walk-in (มาติดต่อเอง)", "walk-in"), Text("ออนไลน์ (E-Service)", "online (e-service)")]
    names = [one for one, seen in zip(lacking, counted, strict=True) if seen is None]
    evidence = _most_telling(found)
    proof = tuple(dict.fromkeys(one.cite for _, seen in channels for one in seen))[:3]
    reason = in_name(
        evidence,
        f"ไม่พบจำนวนผู้รับบริการของช่องทาง {' และ '.join(one.th for one in names)} "
        "โปรดแจกแจงจำนวนผู้รับบริการแต่ละงาน แยก Walk-in กับออนไลน์",
        f"no numbers for {' and '.join(one.en for one in names)}; please give the number of each service, "
        "walk-in and online apart",
    )
    if not _tables(found) or _named_outside_tables(channels, counted):
        return Review(CODES[0], reason, proof or (opening(evidence),))
    return missing(evidence, CODES[0], reason, proof)


def _named_outside_tables(
    channels: Sequence[tuple[Sequence[str], tuple[Seen, ...]]], counted: Sequence[Seen | None]
) -> bool:
    """Whether running text names every lacking channel: its numbers may stand in a table that was read badly."""
    lacking = [seen for (_, seen), one in zip(channels, counted, strict=True) if one is None]
    return all(seen and not any(one.in_table for one in seen) for seen in lacking)


def _most_telling(found: Sequence[Found]) -> Evidence:
    return max((one.evidence for one in found), key=lambda one: (len(one.tables) > 0, not one.is_page, len(one.text)))


def _tables(found: Sequence[Found]) -> bool:
    """Whether a table with numbers was read, so that what it lacks says something."""
    rows = (row for one in found for table in one.evidence.tables for row in table.rows)
    return any(_is_number(text) for row in rows for text in row.cells[1:])
