"""What a label says: its words without codes, years, the agency's name and the dust around them."""

from __future__ import annotations

import re
from functools import lru_cache

from ..thai.dates import find_periods
from ..thai.fold import fold
from .codes import without_codes

# Misspellings and variants that agencies publish again and again, with the form that the lists use.
_SPELLINGS = (
    (re.compile("ปฎิ"), "ปฏิ"),
    (re.compile("กฏ"), "กฎ"),
    (re.compile("มาตราฐาน"), "มาตรฐาน"),
    (re.compile("บุคล(?![ก-ฮ]?[ะ-ู])"), "บุคคล"),
    (re.compile("บุคคลากร"), "บุคลากร"),
    (re.compile("ดุลยพินิจ"), "ดุลพินิจ"),
    (re.compile("พึ่งพอใจ"), "พึงพอใจ"),
    (re.compile("สรปุ"), "สรุป"),
    (re.compile("ควาวก้าว"), "ความก้าว"),
    (re.compile("ผู้มีส่วนได้เสีย"), "ผู้มีส่วนได้ส่วนเสีย"),
    (re.compile(r"(?:การ)?จัดซื้อ\s*(?:[-/,]|และ|หรือ)?\s*(?:การ)?จัดจั?้าง"), "การจัดซื้อจัดจ้าง"),
    (re.compile("หรือจัดหาพัสดุ"), "หรือการจัดหาพัสดุ"),
    (re.compile(r"\be\s*-?\s*service"), "e-service"),
    (re.compile(r"no\s*-?\s*gift"), "no gift"),
    (re.compile(r"q\s*&\s*a(?![a-z])"), "q&a"),
)
_WITH_YEAR = r"(?:ปี\s*)?(?:การศึกษา\s*|งบประมาณ\s*)?(?:พ\.?\s*ศ\.{0,2}\s*)?"
_YEARS = r"(?<![0-9])25[4-9][0-9](?![0-9])(?:\s*[-–]\s*25[4-9][0-9])?"
_OF_YEAR = re.compile(rf"ประจำ{_WITH_YEAR}{_YEARS}|ประจำปี\s*(?:การศึกษา|งบประมาณ)(?:\s*พ\.?\s*ศ\.{{0,2}})?")
_YEAR = re.compile(rf"{_WITH_YEAR}{_YEARS}")
_PART_OF_YEAR = re.compile("เดือน|ไตรมาส")
_MONTH = re.compile("(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม)")
_EDITION = re.compile(
    r"\(?\s*(?:update|อัปเดต|อัพเดท)[^)]*\)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}"
    r"|(?:\(?ฉบับ)?(?:เพิ่มเติม|เปลี่ยนแปลง|แก้ไข|ทบทวน)?\s*(?:ฉบับที่|ครั้งที่)\s*[0-9/]+\)?"
)
_THE_AGENCY = (
    r"(?:องค์การบริหารส่วนตำบล|องค์การบริหารส่วนจังหวัด|เทศบาล(?:ตำบล|เมือง|นคร)?"
    r"|(?<![ก-๎])(?:อบต|อบจ|ทต|ทม|ทน)\b\.?|(?<=[ก-๎])(?:อบต|อบจ)\.?)"
)
_AGENCY = re.compile(rf"(?:ของ\s*)?{_THE_AGENCY}\s*[ก-๎]*\s*$|ของหน่วยงาน$")
_DUST = re.compile(
    r"คลิก(?:ที่นี่|เพื่อดู|ลิงค์|ลิงก์)?|ดาวน์โหลด(?:เอกสาร|ไฟล์)?|รายละเอียด(?:เพิ่มเติม)?|อ่านเพิ่มเติม|อ่านต่อ|ดูทั้งหมด|ดูข้อมูล|เปิดข้อมูล"
    r"|ลิงก์ที่|ลิงค์ที่|ลิงก์|ลิงค์|ไฟล์แนบ|เอกสารแนบ|url|link|click|download|view|more|pdf|docx?|xlsx?|[0-9.]+\s*[km]b\b"
)
_LEADING = re.compile(r"^(?:[^ก-๎a-z0-9]+|ดู(?!แล)(?=[ก-ฮเ-ไ])|เมนู\s)+")
_EMPTY_BRACKETS = re.compile(r"[(\[]\s*[)\]]")
_EDGES = " .,:;-–—_|/\\•·>»«*#\"'“”()[]ฯ"
_LETTERS = re.compile(r"[ก-ฮa-z]")


def spelled(text: str) -> str:
    """Return a text folded, and with the usual misspellings of this subject put right."""
    plain = fold(text)
    for pattern, right in _SPELLINGS:
        plain = pattern.sub(right, plain)
    return plain


@lru_cache(maxsize=100_000)
def core(text: str, prefix: str = "o") -> str:
    """Return the folded words of a label that say what it is about.

    Item codes, years, months, editions, a trailing name of an agency, and words such as "คลิก" go. "ประจำปีงบประมาณ
    พ.ศ. 2568" becomes "ประจำปี", except beside a month or a quarter, where it only says which year they are of.
    """
    plain = _without_dust(text, prefix)
    return " ".join((_AGENCY.sub("", plain).strip(_EDGES) or plain).split())


@lru_cache(maxsize=100_000)
def of_the_agency(text: str, prefix: str = "o") -> str:
    """Return the words of `core` with "หน่วยงาน" for the name of an agency at the end: แผนพัฒนา อบต. → แผนพัฒนาหน่วยงาน."""
    plain = _without_dust(text, prefix)
    return " ".join(_AGENCY.sub("หน่วยงาน", plain).split()) if _AGENCY.search(plain) else plain


def _without_dust(text: str, prefix: str) -> str:
    plain = spelled(without_codes(text, prefix))
    plain = _OF_YEAR.sub(" " if _PART_OF_YEAR.search(plain) else "ประจำปี ", plain)
    for pattern in (_YEAR, _MONTH, _EDITION, _DUST, _EMPTY_BRACKETS):
        plain = pattern.sub(" ", plain)
    return " ".join(_LEADING.sub("", " ".join(plain.split())).strip(_EDGES).split())


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
