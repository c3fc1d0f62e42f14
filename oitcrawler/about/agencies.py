"""Names of agencies in a text: where one begins and ends, and whether two names are the same agency's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ..thai.fold import fold, skeleton

# What an agency's name begins with, its one spelling for comparing, and whether it publishes for itself: ministries,
# departments and national bodies are named in titles mostly as those who ask for a document.
_LOCAL: Final = (
    (r"องค์\s?การ\s?บริหาร\s?ส่วน\s?ตำบล|อบต\s?\.?", "อบต"),
    (r"องค์\s?การ\s?บริหาร\s?ส่วน\s?จังหวัด|อบจ\s?\.?", "อบจ"),
    (r"เทศบาล\s?ตำบล|ทต\s?\.", "เทศบาลตำบล"),
    (r"เทศบาล\s?เมือง|ทม\s?\.", "เทศบาลเมือง"),
    (r"เทศบาล\s?นคร|ทน\s?\.", "เทศบาลนคร"),
    (r"โรงพยาบาล\s?ส่งเสริม\s?สุขภาพ\s?ตำบล|รพ\s?\.\s?สต\s?\.", "รพสต"),
    (r"โรงพยาบาล(?!ส่งเสริม)|รพ\s?\.(?!\s?สต)", "โรงพยาบาล"),
    (r"สำนักงาน\s?เขต\s?พื้นที่\s?การ\s?ศึกษา", "สพท"),
    (r"สำนักงาน(?=[ก-๎]{2,40}?(?:จังหวัด|อำเภอ))", "สำนักงาน"),
    (r"สำนักงานเขต(?!พื้นที่|ตรวจ)", "สำนักงานเขต"),
    (r"ที่ว่าการอำเภอ", "อำเภอ"),
    (r"สถานีตำรวจ(?:ภูธร|นครบาล|ทางหลวง|น้ำ)?|สภ\s?\.", "สถานีตำรวจ"),
    (r"มหาวิทยาลัย", "มหาวิทยาลัย"),
    (r"วิทยาลัย", "วิทยาลัย"),
    (r"โรงเรียน", "โรงเรียน"),
)
_NATIONAL: Final = (
    (r"กรม(?!ธรรม์|การ|ศุลกากรรม)", "กรม"),
    (r"สำนักงานปลัดกระทรวง|กระทรวง", "กระทรวง"),
    (r"สำนักงานคณะกรรมการ|สำนักงาน\s?(?:ป\s?\.\s?ป\s?\.\s?[ชท]|ก\s?\.\s?พ)\s?\.", "สำนักงานคณะกรรมการ"),
)
_KINDS: Final = (*_LOCAL, *_NATIONAL)
_START: Final = re.compile("|".join(f"(?P<k{place}>{pattern})" for place, (pattern, _) in enumerate(_KINDS)))
_WORD: Final = re.compile(r"[ก-ฮเ-ไ][ก-๎]*")
_ENDS: Final = re.compile(
    r"(?<=[ก-๎]{2})(?:อำเภอ|จังหวัด|ประจำ(?:ปี|เดือน|งวด)|ประจาปี|เรื่อง(?!แสง)|ว่าด้วย|ตามแผน|ปีงบ|พ\.ศ|รอบ(?:[\d๐-๙]|เดือน)|ได้(?:จัด|กำหนด|ประกาศ|ดำเนิน|รับ)"
    r"|จึง|มีความ|ขอ(?:ประกาศ|แจ้ง|ความ|เชิญ|ให้)|โดย(?!ธรรม)|ซึ่ง|เพื่อ|ที่ได้|แล้ว|และ|หรือ|โทร|ครั้งที่|สมัย(?=สามัญ|วิสามัญ|ที่|แรก))"
)
_OFFICE_ENDS: Final = re.compile(
    r"(?<=[ก-๎]{2})(?:ประจำ(?:ปี|เดือน)|เรื่อง|ว่าด้วย|ปีงบ|พ\.ศ|ได้(?:จัด|กำหนด)|จึง|โดย|และ|หรือ|โทร)"
)
_NOT_NAMES: Final = re.compile(
    r"(?:มี|ได้|ของ|สังกัด|และ|โดย|ให้|จะ|เป็น(?!สุข)|ตาม|ว่า(?!น)|ใน(?!เมือง)|ที่|ซึ่ง|อำเภอ|เรื่อง|ประจำ|พ\.|หรือ|ทุก|จึง|ขอ(?:ประกาศ|แจ้ง|ให้|เชิญ|เผย|ความ)"
    r"|ด้าน|จังหวัด|ต้อง|กำหนด|เพื่อ|แห่ง|ต่าง|ทั่วไป|จัดทำ|อาจ|ดำเนิน|กับ|จำนวน|ซึ่ง|นั้น|นี้|ไป|ต่อ|ครั้ง|สมัย|ปี|จาก|เอกชน|แต่ละ|อื่น|ผู้|วันที่|ลงวัน|มา(?:ตรา|ใช้)|รัฐ$)"
)
_AREA: Final = re.compile(r"\s?เขต\s?[\d๐-๙]{1,2}")
_TWIN: Final = re.compile(r"\s(?:อำเภอ|จังหวัด)\s?[ก-๎]{2,30}")
_PARENT: Final = re.compile(
    r"(?:สังกัด|ในสังกัด|เสนอ(?:ต่อ)?|(?<!ร้อง)เรียน|ถึง|(?<!ขน)ส่ง|ตามหนังสือ|อ้างถึง|ขึ้นกับ|(?<!ติด)ต่อ|ให้แก่|ตามแบบ(?:ของ)?|ตามที่)\s*$"
)
_SAME: Final = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """An agency's name as printed. `kind` and `proper` are for comparing; `is_local` as in `_LOCAL`."""

    text: str
    kind: str
    proper: str
    is_local: bool
    position: int
    is_parent: bool = False


def names_in(text: str) -> Iterator[Name]:
    """Yield the full names of agencies in a text, in order; the bare word for a sort of agency is no name."""
    place = 0
    while found := _START.search(text, place):
        place = found.end()
        number = int((found.lastgroup or "k0")[1:])
        name = _name(text, found, number)
        if name is not None:
            place = name.position + len(name.text)
            yield name


def _name(text: str, found: re.Match[str], number: int) -> Name | None:
    kind = _KINDS[number][1]
    start = found.end()
    gap = len(text[start:]) - len(text[start:].lstrip(" "))
    word = _WORD.match(text, start + gap) if gap <= 1 else None
    if word is None or _NOT_NAMES.match(word[0]):
        return None
    cut = _office_end(word[0]) if kind == "สำนักงาน" else _ENDS.search(word[0])
    proper = word[0][: cut.start()] if cut else word[0]
    end = word.start() + len(proper)
    if kind == "สำนักงาน" and proper.endswith(("จังหวัด", "อำเภอ")):
        more = _WORD.match(text, end + 1)
        end = more.end() if more and text[end : end + 1] == " " else end
    if kind == "สพท" and (area := _AREA.match(text, end)):
        end = area.end()
    proper = text[start:end]
    if len(skeleton(proper)) < 2 or proper.strip() in ("จังหวัด", "อำเภอ"):
        return None
    shown = " ".join(text[found.start() : end].split())
    is_parent = _PARENT.search(text[max(0, found.start() - 20) : found.start()]) is not None
    return Name(shown, kind, fold(proper).replace(" ", ""), number < len(_LOCAL), found.start(), is_parent)


def _office_end(word: str) -> re.Match[str] | None:
    """Return where an office's name ends: after its province or district ("สำนักงานเกษตรและสหกรณ์จังหวัด…")."""
    area = max(word.find("จังหวัด"), word.find("อำเภอ"), 0)
    return _OFFICE_ENDS.search(word, area)


def first_name(text: str) -> Name | None:
    """Return the first agency named in a text that is not named as the one above or addressed."""
    return next((one for one in names_in(text) if not one.is_parent), None)


def only_local(text: str) -> Name | None:
    """Return the one local agency that a text names; None when it names several."""
    found = [one for one in names_in(text) if one.is_local and not one.is_parent]
    return found[0] if found and all(same(found[0].text, one.text) for one in found) else None


def is_only_name(text: str) -> bool:
    """Whether a line is nothing but an agency's name, perhaps with its district and province."""
    name = next(names_in(text), None)
    if name is None or name.position > len("สภา"):
        return False
    rest = _TWIN.sub("", text[name.position + len(name.text) :])
    return len(rest.strip(" .()-")) <= 2


def same(one: str, other: str) -> bool:
    """Whether two names may be the same agency's.

    Different only when both are of one sort and their names differ plainly, whatever text layers lose.
    """
    first, second = next(names_in(one), None), next(names_in(other), None)
    if first is None or second is None or first.kind != second.kind:
        return True
    bare, bare_other = skeleton(first.proper), skeleton(second.proper)
    if bare.startswith(bare_other) or bare_other.startswith(bare):
        return True
    return SequenceMatcher(None, first.proper, second.proper, autojunk=False).ratio() >= _SAME
