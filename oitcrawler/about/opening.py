"""The head of a document: the lines above its body, and the title among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ..thai.fold import skeleton
from .agencies import first_name, is_only_name
from .kinds import head_noun, without_lead
from .lines import Leaf, Line

_MOST_HEAD: Final = 16
_MOST_LETTERHEAD: Final = 20
_MOST_TITLE: Final = 6
_LONG_TITLE: Final = 400
_LONG_LINE: Final = 170
_SHORT_LINE: Final = 60

_RULE: Final = re.compile(r"[\s.\-_–—=*…~+•]{5,}")
_SIGNS: Final = r"(?:[^\wก-๎]|[\d๐-๙_])*"
_NOISE: Final = re.compile(
    rf"(?:m?oit|ita|eb|o)?\s*{_SIGNS}|{_SIGNS}[ก-ฮ]{{1,2}}{_SIGNS}|"
    r"หน้า\s*:?\s*(?:ที่\s*)?[\d๐-๙ก-ฮ/\s]+(?:จาก.*)?|เล่ม\s*(?:ที่\s*)?[\d๐-๙]+.*|.*ราชกิจจานุเบกษา.*|page\s*\d.*"
    r"|[-( ]*(?:สำเนา(?:คู่ฉบับ)?|รับรองสำเนา.*|ร่าง|ด่วน(?:ที่สุด|มาก)?|ลับ)[-) ]*"
    r"|(?:https?:|www\.).*|(?:โทร|e-?mail|เว็บไซต์|facebook).*"
    r"|(?:แบบ|เอกสาร|สิ่งที่)\s*(?:แนบ|ส่งมาด้วย|หมายเลข|ประกอบ|เลขที่)?(?:ท้าย)?(?:\s*ที่)?\s*[\d๐-๙.]*"
    r"|แบบ\s*(?:[ก-ฮ]{1,3}\s?\.?\s?){1,4}[\d๐-๙./\-]+"
    r"|(?:sheet|แผ่นงาน)\s*\d*|[“\"'(]?\s*(?:วิสัยทัศน์|พันธกิจ|คำขวัญ|สโลแกน).*|[“\"].*|logo|ตรา.{0,20}",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(
    r"(?:จัดทำโดย|โดย\s|สังกัด|กอง(?!ทุน)|งาน(?!สภา)|ฝ่าย|กลุ่ม(?!เป้า)|สำนักปลัด|สำนัก(?:คลัง|ช่าง|การ)|สำนักงานปลัด"
    r"|ส่วนราชการ|หน่วยงาน|หน่วยตรวจสอบ|ศูนย์|แผนก(?!ล)|ตำบล|อำเภอ|จังหวัด|ต\.|อ\.|จ\.|หมู่ที่|เลขที่|ถนน|ที่ว่าการ|ที่ทำการ|ณ\s)"
)
_BODY: Final = re.compile(
    r"ด้วย|ตาม(?:ที่|พระราช|มาตรา|หนังสือ|ระเบียบ|ประกาศ|คำสั่ง)|เพื่อ(?:ให้|เป็น|อนุ)|โดยที่|อาศัยอำนาจ|อนุสนธิ|เนื่อง(?:ด้วย|จาก)|หลักการ|คำนำ|สารบัญ|คำ\s?นำ"
    r"|บทที่|ส่วนที่|หมวด(?:ที่)?\s|ข้อ\s*[\d๐-๙]|[\d๐-๙]{1,2}\s*[.)]|เรียน\s|เสนอ\s|อ้างถึง|ผู้(?:มา|เข้า|ไม่มา)(?:ร่วม)?ประชุม|ระเบียบวาระ|เริ่มประชุม|มาตรา\s"
    r"|ลำดับ|ที่\s+(?:รายการ|ชื่อ|โครงการ|งาน|เลข|วัน|หมวด|ประเภท)|ประกาศ\s*ณ|สั่ง\s*ณ|จึง|ข้าพเจ้า|เขียนที่|ชื่อ|\(?ลงชื่อ|ความเป็นมา|บทนำ|วัตถุประสงค์"
    r"|นาย|นาง|\(\s*(?:นาย|นาง|น\.ส|ว่าที่)|คำชี้แจง|[ก-๎]{2,30}ฉบับนี้"
)
_SENTENCE: Final = re.compile(
    r"\s*(?:(?:อำเภอ|จังหวัด)\s?\S+\s*)*(?:มี|ได้|ขอ|จึง|เห็น|เป็น|ตระหนัก|ให้|โดย|จะ|กำหนด|จัดทำ|ดำเนิน|ซึ่ง|ประกาศ)"
)
_STOPS: Final = re.compile(
    r"(?:จัดทำ|เสนอ)โดย|โดย\s|เสนอ|ของ(?:$|\s)|จัดทำเมื่อ|วันที่|เมื่อวันที่|วัน(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)|ณ\s"
    r"|เลขที่|ข้อมูล\s?ณ|\(?หน่วย\s?:|เดือน\s+จำนวน|ปรับปรุง|โทร|ระหว่าง(?!เดือน|วันที่|ปี)"
    r"|(?:(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)[ก-๎]{0,3}"
    r"|(?!พ\.\s?ศ)[ก-ฮ]{1,2}ิ?\.\s?[ก-ฮ]\.)\s*(?:พ\.?\s?ศ\.?)?\s*[\d๐-๙]{4}$"
)
_TOPIC: Final = re.compile(
    r"ตาราง|ข้อมูล|มาตรการ|นโยบาย|ยุทธศาสตร์|โครงสร้าง|อำนาจ\s?หน้าที่|วงเงิน|ราคากลาง|การ(?=[ก-๎])|โครงการ|งบ|รายชื่อ|บัญชี|เจตจำนง|เจตนารมณ์|หลักสูตร"
    r"|บทบาท|ช่องทาง|ขั้นตอน|ประวัติ|ทำเนียบ|รายละเอียด|รายการ|กิจกรรม|สรุป|แนวทาง|กรอบ|ปฏิทิน|คำแถลง|คำรับรอง|สัญญา|ทะเบียน|วารสาร|จดหมายข่าว|มาตรฐาน"
    r"|ผล(?=การ|คะแนน|สำรวจ)|ความ(?=เสี่ยง|พึงพอใจ|ก้าวหน้า)|ราย(?:รับ|จ่าย|ได้)|ประชาสัมพันธ์|ใบเสนอราคา|ร่าง|เอกสาร(?=สอบ|ประกวด|ประกอบ|งบ|แผน)|กฎบัตร|ฐานข้อมูล"
    r"|บันทึกข้อตกลง|พื้นที่|สถานะ|ปริมาณ|จำนวน|ค่านิยม|หน้าที่|ภารกิจ|ระบบ|บริการ|เกณฑ์|No Gift"
)
_NATIONAL: Final = re.compile(r"กฎกระทรวง|กฏกระทรวง|พระราช")
_ENVELOPE: Final = re.compile(r"ประกาศ|คำสั่ง")
_YEAR_LINE: Final = re.compile(r"\(?\s*(?:ประจำ)?\s?(?:ปี|เดือน|ไตรมาส|รอบ)[^A-Za-z]{0,60}[\d๐-๙]{4}\s*\)?")
# OCR loses the marks above letters ("บนทกขอความ", "เรอง"), so letters are known by their consonants.
_MEMO: Final = skeleton("บันทึกข้อความ")
_SUBJECT: Final = re.compile(r"เร[ืี]?่?อง\s*[:.]?\s*")
_ADDRESS: Final = re.compile(r"(?:กราบ)?(?:เรียน|เสนอ)\s")
_LETTER_NUMBER: Final = re.compile(r"ที่\s+[ก-ฮ]{1,3}\s?\.?\s?[\d๐-๙]{2,}")


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a document: its title's lines, and all lines of the head. `is_letter` for letters and memos."""

    title: tuple[Line, ...] = ()
    head: tuple[Line, ...] = ()
    is_letter: bool = False
    is_memo: bool = False

    @property
    def title_text(self) -> str:
        """The title as one line, without the item code before it."""
        words = " ".join(one.mended for one in self.title)[:_LONG_TITLE]
        named = without_lead(words) or words
        subject = _SUBJECT.match(named)
        return named[subject.end() :] if subject and self.is_letter else named


def opening_of(leaves: Sequence[Leaf], *, is_sheet: bool = False) -> Opening:
    """Return the head of the first page that has one; an empty one when no page begins like a document."""
    first = Opening()
    for leaf in leaves:
        opening = _letter(leaf) or _of_leaf(leaf, is_sheet=is_sheet)
        if opening.title:
            return opening
        first = first if first.head else opening
        if opening.head or _begins_inside(leaf):
            break
    return first


def _begins_inside(leaf: Leaf) -> bool:
    """Whether a page is a foreword, a table of contents or a chapter: what comes after it is no head either."""
    line = next((one.mended for one in leaf.lines if not _is_noise(one.mended)), "")
    return re.match(r"คำ\s?นำ|สารบัญ|บทที่|ส่วนที่\s*[1๑]|บทนำ", line) is not None


def _letter(leaf: Leaf) -> Opening | None:
    """Return the head of a memo or letter: its subject is its title."""
    lines = [(one, one.mended) for one in leaf.lines[:_MOST_LETTERHEAD]]
    memo = any(_MEMO in skeleton(text) and len(text) < _SHORT_LINE for _, text in lines[:6])
    numbered = any(_LETTER_NUMBER.match(text) for _, text in lines[:8])
    place = next((at for at, (_, text) in enumerate(lines) if _SUBJECT.match(text)), None)
    addressed = any(_ADDRESS.match(text) for _, text in lines)
    if place is None or not (memo or (numbered and addressed)):
        return None
    end = place + 1
    while end < min(len(lines), place + 4) and not _ends_subject(lines[end][1]):
        end += 1
    title = tuple(one for one, _ in lines[place:end])
    return Opening(title, tuple(one for one, _ in lines[:end]), is_letter=True, is_memo=memo)


def _ends_subject(text: str) -> bool:
    return _RULE.fullmatch(text) is not None or _BODY.match(text) is not None or text.startswith(("กราบเรียน", "สิ่งที่ส่ง"))


def _of_leaf(leaf: Leaf, *, is_sheet: bool) -> Opening:
    head, is_clean = _head(leaf.lines)
    texts = [one.mended for one in head]
    place = _anchor(texts, is_surely_head=is_clean or is_sheet)
    if place is None:
        return Opening((), tuple(head))
    end = place + 1
    while end < min(len(texts), place + _MOST_TITLE) and _goes_on(texts, place, end):
        end += 1
    title = [one for one, text in zip(head[place:end], texts[place:end], strict=True) if not _RULE.fullmatch(text)]
    return Opening(tuple(title), tuple(head))


def _head(lines: Sequence[Line]) -> tuple[list[Line], bool]:
    """Return the lines above the body, and whether they end as a head does: at a rule, a body's words, a short page."""
    head: list[Line] = []
    is_begun = False
    for line in lines:
        if _RULE.fullmatch(line.text) and not re.search(r"[ก-๙]", line.text):
            if is_begun:
                return head, True
            continue
        text = line.mended
        is_body = _is_body(text) and (is_begun or head_noun(text) is None)
        if is_begun and is_body:
            return head, True
        if is_body or len(text) > _LONG_LINE or len(head) >= _MOST_HEAD:
            return head, False
        head.append(line)
        is_begun = is_begun or not _is_noise(text)
    return head, bool(head)


def _is_noise(text: str) -> bool:
    return _NOISE.fullmatch(text) is not None


def _anchor(texts: Sequence[str], *, is_surely_head: bool) -> int | None:
    """Return the line with which the title begins: the first that is no noise, agency or address."""
    for place, text in enumerate(texts):
        if head_noun(text):
            return place
        if _is_noise(text) or is_only_name(text) or _UNIT.match(text) or _YEAR_LINE.fullmatch(text):
            continue
        named = without_lead(text)
        if _TOPIC.match(named) and is_surely_head and len(named) >= 6:
            return place
        return None
    return None


def _is_body(text: str) -> bool:
    """Whether a line begins a document's body: with the words that bodies begin with, or a sentence on the agency."""
    if _BODY.match(text):
        return True
    name = first_name(text)
    return name is not None and name.position == 0 and _SENTENCE.match(text, len(name.text)) is not None


def _goes_on(texts: Sequence[str], start: int, place: int) -> bool:
    """Whether the line at `place` still belongs to the title that began at `start`."""
    text, noun = texts[place], without_lead(texts[start])
    if _STOPS.match(text) or _is_noise(text) or _is_body(text):
        return text.startswith("(") and "25" in text
    if _NATIONAL.match(noun):
        return True
    subject = any("เรื่อง" in one or "ว่าด้วย" in one for one in texts[start:place])
    if is_only_name(text):
        return not subject and any(one.startswith(("เรื่อง", "ว่าด้วย")) for one in texts[place + 1 : place + 3])
    return not _UNIT.match(text) or (subject and _ENVELOPE.match(noun) is not None)


def spoken(lines: Iterable[Line]) -> str:
    """Return lines as one text, each on its own line, as they are read."""
    return "\n".join(one.mended for one in lines)


def names_topic(text: str) -> bool:
    """Whether a text begins with a word with which documents without a head noun are called."""
    return _TOPIC.match(without_lead(text)) is not None
