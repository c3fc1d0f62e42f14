"""Whether four digits without any word beside them are a year."""

from __future__ import annotations

import re
from typing import Final

from .lexicon import Kind
from .mentions import Line
from .view import read_as

_EARLIEST: Final = 2530
_LATEST: Final = 2599
_LONGEST_CELL: Final = 30
_REPORT: Final = re.compile(r"(?:report|plan|budget|survey|statistics) $")
_JOINED_BEFORE: Final = frozenset("/=_#&?%.:@+*$฿")
_COUNTED_BEFORE: Final = re.compile(
    read_as(
        r"(?:จำนวน|โทร|โทรสาร|รหัส|เลขที่|no|รวม|เงิน|ราคา|ประมาณ|อาคาร|ซอย|ถนน|ไม่เกิน|กว่า|ห้อง|หมายเลข|ทะเบียน(?:\s?\S{1,4})?)[\s.:]*$|โทร[\d\s.:-]*$|(?<!\d)0\d?\s$"
    )
)
_UNITS: Final = re.compile(
    read_as(
        r"\s?(?:บาท|คน|ราย(?!งาน)|เรื่อง|ครั้ง|ชุด|แห่ง|ตร|ตาราง|กก|กิโล|เมตร|ม\.|ไร่|ครัวเรือน|คะแนน|ลิตร|วัน(?!ที่)|ชั่วโมง"
        r"|นาที|หน่วย|หลัง|ตัว|เครื่อง|คัน|แผ่น|เล่ม|ตัน|ล้าน|หุ้น|ฉบับ|%)"
    )
)


def may_stand_bare(line: Line, at: int, *, in_range: bool) -> bool:
    """Whether the number at token `at` is plausible as a year, not part of a code, and not counting things."""
    token = line.tokens[at]
    if 2000 <= token.value <= 2049:
        of_quarter = Kind.QUARTER in (line.kind(at - 1), line.kind(at - 2))
        return of_quarter or fills_its_cell(line, at, at + 1) or _names_report(line.text, token.start)
    if not _EARLIEST <= token.value <= _LATEST or line.kind(at - 1) in (Kind.COUNTER, Kind.SLASH):
        return False
    if _joined(line.text, token.start) or _spaced_code(line, at):
        return False
    if in_range:
        return True
    before = line.text[max(0, token.start - 15) : token.start]
    touching = line.text[token.end : token.end + 1] in ("/", ":") and line.kind(at + 2) is not Kind.QUARTER
    return not (touching or counts_things(line.text, token.end) or _COUNTED_BEFORE.search(before))


def fills_its_cell(line: Line, first: int, after: int) -> bool:
    """Whether the tokens `first` up to `after` are all there is in a short text, apart from brackets and signs."""
    if len(line.text) > _LONGEST_CELL:
        return False
    before, behind = line.text[: line.tokens[first].start], line.text[line.tokens[after - 1].end :]
    return not (before + behind).strip(" \n()[]|:.,*•\"'-")


def _names_report(text: str, start: int) -> bool:
    """Whether "Annual Report" or the like stands directly before a year."""
    return _REPORT.search(text, max(0, start - 12), start) is not None


def counts_things(text: str, end: int) -> bool:
    """Whether a unit follows a number that ends at `end`."""
    return _UNITS.match(text, end) is not None


def _joined(text: str, start: int) -> bool:
    """Whether a sign of a code or an address touches the number from the left."""
    before = text[max(0, start - 2) : start]
    return before[-1:] in _JOINED_BEFORE or (before[-1:] == "-" and before[:1].isdigit())


def _spaced_code(line: Line, at: int) -> bool:
    """Whether the number is the last group of a telephone number ("0 2123 2567")."""
    before = line.word(at - 1)
    return line.kind(at - 1) is Kind.CODE and before.isdigit() and len(before) >= 4
