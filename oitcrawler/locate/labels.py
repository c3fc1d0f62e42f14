"""What a label says: its words without codes, years, the agency's name and the dust around them."""

from __future__ import annotations

import re
from functools import lru_cache

from ..thai import find_periods, fold
from .codes import without_codes

_YEAR = re.compile(
    r"(?:ประจำ)?(?:ปี\s*)?(?:งบประมาณ\s*)?(?:พ\.?\s*ศ\.{0,2}\s*)?(?<![0-9])25[5-9][0-9](?![0-9])(?:\s*[-–]\s*25[5-9][0-9])?"
)
_AGENCY = re.compile(
    r"(?:ของ\s*)?(?:องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาล(?:ตำบล|เมือง|นคร)|อบต\.?|อบจ\.?|ทต\.?|ทม\.?|ทน\.?)"
    r"\s*[ก-๎]*\s*$"
)
_DUST = re.compile(
    r"คลิก(?:ที่นี่|เพื่อดู|ลิงค์|ลิงก์)?|ดาวน์โหลด(?:เอกสาร|ไฟล์)?|รายละเอียด(?:เพิ่มเติม)?|อ่านเพิ่มเติม|อ่านต่อ|ดูทั้งหมด|ดูข้อมูล|เปิดข้อมูล"
    r"|ลิงก์ที่|ลิงค์ที่|ลิงก์|ลิงค์|ไฟล์แนบ|เอกสารแนบ|url|link|click|download|view|more|pdf|docx?|xlsx?|[0-9.]+\s*[km]b\b"
)
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_EDGES = " .,:;-–—_|/\\•·>»«*#\"'“”()[]"
_LETTERS = re.compile(r"[ก-ฮa-z]")


@lru_cache(maxsize=100_000)
def core(text: str, prefix: str = "o") -> str:
    """Return the folded words of a label that say what it is about.

    Item codes, years, "ประจำปีงบประมาณ พ.ศ.", a trailing name of an agency, and words such as "คลิก" go.
    """
    plain = fold(without_codes(text, prefix))
    for pattern in (_YEAR, _DUST, _EMPTY_BRACKETS):
        plain = pattern.sub(" ", plain)
    plain = " ".join(plain.split()).strip(_EDGES)
    plain = _AGENCY.sub("", plain).strip(_EDGES) or plain
    return " ".join(plain.split())


def says_something(text: str, prefix: str = "o") -> bool:
    """Whether a label has words of its own; "คลิก", "ดาวน์โหลด 1" and "11" have none."""
    return len(_LETTERS.findall(core(text, prefix))) >= 4


@lru_cache(maxsize=100_000)
def years(text: str) -> tuple[int, ...]:
    """Return the years B.E. that a label names, fiscal or plain, sorted; of a range both ends and between."""
    found: set[int] = set()
    for period in find_periods(text):
        if period.start is None or period.end is None:
            continue
        whole_years = period.precision in ("year", "fiscal_year")
        first = period.start.year + 543 + (1 if period.start.month >= 10 else 0)
        last = period.end.year + 543 + (1 if period.end.month >= 10 and not whole_years else 0)
        found.update(range(min(first, last), max(first, last) + 1) if last - first <= 10 else (first, last))
    return tuple(sorted(found))
