"""The opening of a document: the lines of its first page that say what it is. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..thai.fold import skeleton

_LINES = 60
_TITLE_LINES = 6
_MAX_TITLE = 240
_COVER_LINES = 16
_FAR = 14
_SHORT = 40

# Lines that stand above a title: numbers, logos, running heads, what kind of copy it is, when and where.
_ABOVE = re.compile(
    r"^[\W\d_]*$|^.{1,2}$|^(?:หน้า)?ปก(?:หน้า|ใน|รอง)?$|^-?\s*\d+\s*-?$|^(?:หน้า|แผ่น)(?:ที่)?\s*[\d๐-๙]+|^[(\[]?\s*(?:สำเนา(?:คู่ฉบับ)?|ลับ(?:มาก|ที่สุด)?|ด่วน(?:มาก|ที่สุด)?|ร่าง)\s*[)\]]?$"
    r"|^ที่\s|^เล่ม(?:ที่)?\s*[\d๐-๙]+\s*ตอน|ราชกิจจานุเบกษา|^(?:วันที่|ลงวันที่)\s*[\d๐-๙.…]|^https?:|^www\.|^โทร|^[\x00-\x7f]{1,12}$"
    r"|^(?:เอกสาร|สิ่งที่ส่งมา)(?:แนบ|ด้วย)|^ภาคผนวก$|^(?:แบบ|ส)\s?\S{0,6}\s?[\d๐-๙]{1,3}$|^(?:ตราครุฑ|ครุฑ|โลโก้|logo)$"
)
_TITLE_WORD = re.compile(
    r"แผน|รายงาน|ประกาศ|คำสั่ง|คู่มือ|มาตรการ|นโยบาย|สรุป|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ|แบบ|สถิติ|ข้อมูล|โครงการ|การ|ประมวล|แนวทาง|หลักเกณฑ์"
    r"|ตาราง|บัญชี|งบ|ทะเบียน|โครงสร้าง|พระราช|กฎ|หนังสือ|คำขอ|รายชื่อ|รายการ|เจตจำนง|ผล|บันทึก|อำนาจ|ยุทธศาสตร์|ขั้นตอน|ปฏิทิน"
)
_AGENCY = re.compile(
    r"^(?:สำนัก|สำนักงาน|องค์การบริหารส่วน|เทศบาล|กระทรวง|กรม|โรงพยาบาล|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|อำเภอ|จังหวัด|ตำบล|ที่ทำการ|ที่ว่าการ|อบต\.|อบจ\.|กอง(?!ทุน)|ฝ่าย|กลุ่มงาน"
    r"|กลุ่ม|งาน(?=พัสดุ|คลัง|บริหาร|นโยบาย|การเจ้าหน้าที่|นิติ|ธุรการ)|ศูนย์|สังกัด|โดย|จัดทำ|ผู้จัดทำ|นาย|นาง|\(นาย|\(นาง|ว่าที่)"
)
_OWNER = re.compile(r"^(?:องค์การบริหารส่วน|เทศบาล|อบต\.|อบจ\.|โรงพยาบาล|โรงเรียน|วิทยาลัย|มหาวิทยาลัย|สำนักงาน)")
_OFFICIAL = re.compile(
    r"^(?:ประกาศ|คำสั่ง|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ|กฎกระทรวง|พระราช(?:บัญญัติ|กฤษฎีกา|กำหนด)|รายงานการประชุม|ประมวล|แถลงการณ์)"
)
_BODY = re.compile(
    r"^(?:ด้วย|ตามที่|ตามพระราช|ตามประกาศ|ตามมติ|ตามหนังสือ|อาศัย|เพื่อ(?!พัฒนา|เพิ่ม)|โดยที่|เนื่อง|ข้าพเจ้า|เรียน|อ้างถึง|สิ่งที่ส่งมา|ทั้งนี้|จึง|ในการนี้|เมื่อ|คำนำ|สารบัญ|บทนำ|บทสรุป"
    r"|ลำดับ|รายการ\s|ชื่อ|หน่วยงาน(?:เจ้า|ที่)|ส่วนราชการ|วันที่|มาตรา|หมวด|ส่วนที่|บทที่|ข้อ\s*[\d๐-๙]|หน้า$|หลักการและเหตุผล|ความเป็นมา|วิสัยทัศน์|พันธกิจ|ผู้มาประชุม|ณ\s|เริ่มประชุม)"
    r"|^[\d๐-๙]+(?:[.)]|\s*\.)|^\([\d๐-๙]+\)|^[-•*–]\s?|[.…_]{5,}|[-=*]{4,}|\s\|\s"
)
_GOES_ON = re.compile(
    r"^(?:ประจำ|พ\.?\s?ศ\.?|ปี|รอบ|ของ|ว่าด้วย|เรื่อง|และ|หรือ|ใน|ตาม|สำหรับ|เพื่อ|ฉบับ|\((?!นาย|นาง|ว่าที่)|ไตรมาส|ระหว่าง|ตั้งแต่|เดือน|ด้าน|ที่\s?[\d๐-๙]|ครั้งที่|สมัย|กับ|โดย(?!\s)|แห่ง|ต่อ|ณ\s+วันที่|[\d๐-๙]{4}|“|\")"
)
_UNFINISHED = re.compile(r"(?:และ|หรือ|ของ|การ|ใน|ด้าน|เพื่อ|ตาม|ประจำปี|ประจำ|งบประมาณ|ว่าด้วย|เรื่อง|กับ|ต่อ|พ\.ศ\.|\()$")
_SUBJECT = re.compile(r"^เรื่อง\s*:?\s*(?=\S)")
_LETTER_END = re.compile(r"^(?:เรียน|กราบเรียน|อ้างถึง|สิ่งที่ส่งมา|ถึง\s|[๑1]\s?[.)]|ต้นเรื่อง|ความเป็นมา|ข้อเท็จจริง|ด้วย|ตาม)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A title as the first page shows it, and the lines it was taken from.

    `is_weak` tells that it is only the first line, with nothing that makes it a title.
    """

    title: str
    lines: tuple[str, ...]
    is_weak: bool = False


def opening(pages: Sequence[str]) -> Opening:
    """Return the title that the first lines of `pages` show; "" when they hold no words."""
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()][:_LINES]
        first = next((place for place, line in enumerate(lines) if not _ABOVE.search(line)), None)
        if first is not None:
            return _opening(lines, first)
    return Opening("", ())


def says_same(named: str, lines: Sequence[str]) -> bool:
    """Whether the opening lines say `named`, in whatever line breaks and spaces."""
    bones = skeleton(named)
    return len(bones) > 3 and bones in skeleton("".join(lines))


def _opening(lines: list[str], first: int) -> Opening:
    seen = tuple(lines)
    letter = _letter(lines)
    if letter:
        return Opening(letter, seen)
    start = _start(lines, first)
    parts = list(_parts(lines, start))
    title = " ".join(parts)
    return Opening(title, seen, is_weak=not _TITLE_WORD.search(title))


def _letter(lines: list[str]) -> str:
    """Return the subject of a memorandum or letter, whose form fixes the place of it."""
    memo = next((place for place, line in enumerate(lines[:6]) if re.match(r"บันทึกข้อความ\b", line)), None)
    subject = next((place for place, line in enumerate(lines[:_FAR]) if _SUBJECT.match(line)), None)
    if subject is None:
        return ""
    addressed = any(re.match(r"(?:กราบ)?เรียน\s", line) for line in lines[subject + 1 : subject + 5])
    if memo is None and not (addressed and not any(_OFFICIAL.match(line) for line in lines[:subject])):
        return ""
    rest = []
    for line in lines[subject + 1 : subject + 4]:
        if _LETTER_END.match(line) or _ABOVE.search(line):
            break
        rest.append(line)
    is_short = memo is not None
    words = _SUBJECT.sub("", lines[subject])
    return " ".join(["บันทึกข้อความ เรื่อง" if is_short else "หนังสือ เรื่อง", words, *rest])[:_MAX_TITLE]


def _start(lines: list[str], first: int) -> int:
    """Return where the title begins: after the names of agencies in the letterhead, if a title follows them."""
    for place, line in enumerate(lines[first : first + 6], first):
        if _ABOVE.search(line):
            continue
        if not _AGENCY.match(line):
            return place if _TITLE_WORD.search(line) or place == first else first
    return first


def _parts(lines: list[str], start: int) -> Iterator[str]:
    """Return the lines of a title that is broken over several."""
    yield lines[start]
    is_official = _OFFICIAL.match(lines[start]) is not None
    is_cover = len(lines) <= _COVER_LINES
    length, before, has_subject = len(lines[start]), lines[start], "เรื่อง" in lines[start]
    for line in lines[start + 1 : start + _TITLE_LINES]:
        goes_on = _GOES_ON.match(line) or _UNFINISHED.search(before)
        begins_subject = is_official and not has_subject and _SUBJECT.match(line)
        if length + len(line) > _MAX_TITLE or (_BODY.search(line) and not begins_subject):
            return
        is_apart = _AGENCY.match(line) is not None and not (_OWNER.match(line) and length < _SHORT)
        if not (goes_on or begins_subject or is_official or (is_cover and not is_apart)):
            return
        if _ABOVE.search(line) and not _GOES_ON.match(line):
            return
        yield line
        has_subject = has_subject or begins_subject is not None
        length, before = length + len(line), line
