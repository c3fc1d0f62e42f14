"""The day on which a document was signed or announced, and who signed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..model import Origin
from ..thai.dates import find_periods
from ..thai.periods import Precision
from .lines import Leaf, Line
from .model import DocumentKind, Said, Where
from .opening import Opening

_AFTER_DATE: Final = 14
_FEW_PAGES: Final = 3
_YEARS: Final = range(1997, 2058)
_GIVEN: Final = re.compile(r"(?:จึง)?\s*(?:ประกาศ|สั่ง|ให้ไว้|ตราไว้)\s*ณ\s*")
_LETTER_DAY: Final = re.compile(r"(?:^|\s)วัน\s?ที่\s*(?=[\d๐-๙])")
_DAY_LINE: Final = re.compile(
    r"(?:ณ\s*)?(?:วันที่\s*)?[\d๐-๙]{1,2}\s*(?:เดือน\s*)?[ก-๎.]{3,12}\s*(?:พ\.?\s?ศ\.?\s*)?[\d๐-๙]{4}"
)
_TITLES: Final = (
    r"นางสาว|นาย(?!ก(?:องค์|เทศ|อบ|เมือง|สมาคม|สภา|\s)|อำเภอ|ช่าง|แพทย์(?:ชำนาญ|เชี่ยว|สา)|ทะเบียน)"
    r"|นาง|น\.\s?ส\.|ว่าที่\s?(?:ร้อย|พัน|ร\.?|พ\.?)[ก-๎. ]{1,10}"
    r"|ดร\.|นพ\.|พญ\.|ทพ\.|ทพญ\.|ภก\.|ผศ\.|รศ\.|ศ\.|ม\.ล\.|ม\.ร\.ว\."
    r"|พล\.?\s?[ตอร]\.?|พ\.\s?[ตทอจ]\.|ร\.\s?[ตทอ]\.|จ\.\s?[ตทอส]\.|ส\.\s?[ตทอ]\.|ด\.\s?ต\.|จ่า|พัน|สิบ|ร้อย|พระ"
)
_SIGNED: Final = re.compile(
    rf"(?P<before>[^()]*)\(\s*(?P<name>(?:{_TITLES})\s*[ก-๎.]+(?:\s+[ก-๎.]+){{1,4}})\s*\)\s*(?P<post>.*)"
)
_PLAIN_NAME: Final = re.compile(rf"(?:(?:{_TITLES})\s*)?[ก-๎]{{2,20}}\s+[ก-๎]{{2,25}}")
_POST: Final = re.compile(
    r"(?:ตำแหน่ง|รอง|ผู้ช่วย|รักษา|ปฏิบัติ|นายก|ปลัด|ผู้|ประธาน|หัวหน้า|นัก"
    r"|เจ้า(?:พนักงาน|หน้าที่)|สาธารณสุข|นายแพทย์|แพทย์|ทันต|เภสัช|พยาบาล|อธิบดี|อธิการ|คณบดี|ครู|นายอำเภอ|กำนัน|เลขา|กรรมการ|รัฐมนตรี|นิติกร|วิศวกร|นายช่าง|พนักงาน|สารวัตร|ผกก|ท้องถิ่น|เกษตร|พัฒนา|คลัง|สัสดี|นายทะเบียน|ศึกษาธิการ|โฆษก|เลขาธิการ)"
)
_POST_MORE: Final = re.compile(
    r"(?:รักษา(?:ราชการ|การ)|ปฏิบัติ(?:หน้าที่|ราชการ)|รักษา|นายก|ผู้(?:อำนวยการ|ว่าราชการ)|หัวหน้า|ปลัด"
    r"|ประธาน|ทำการแทน|สังกัด|องค์การบริหาร|เทศบาล|โรงพยาบาล)"
)
_NO_POST: Final = re.compile(r"วันที่|ลงชื่อ|โทร|สำเนา|[\d๐-๙]{2}")
_THAI_DIGIT: Final = re.compile("[๐-๙]")
_ANNOUNCED: Final = (DocumentKind.ANNOUNCEMENT, DocumentKind.ORDER, DocumentKind.RULES)


@dataclass(frozen=True, slots=True)
class Issue:
    """When a document was issued and by whom."""

    issued: Said[date] | None = None
    signatory: Said[str] | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """A place in the lines of one page."""

    leaf: Leaf
    place: int

    @property
    def line(self) -> Line:
        return self.leaf.lines[self.place]

    @property
    def text(self) -> str:
        return self.line.mended


def issue_of(first: Sequence[Leaf], last: Sequence[Leaf], opening: Opening, kind: DocumentKind | None) -> Issue:
    """Return when a document was issued and who signed it; what is not sure is left out.

    An announcement is dated where it says "ประกาศ ณ วันที่", a letter in its head, other documents there or by a
    day that stands alone at the only signature. The end of a long report may be an annexed order, so it counts only
    for announcements, orders and rules.
    """
    if opening.is_letter:
        signed = next(_signatures(first), None)
        return Issue(_letter_day(opening), _signatory(signed))
    leaves = (*first, *last) if kind in _ANNOUNCED or _is_short(last) else tuple(first)
    for at in _given(leaves):
        day = _day(at)
        return Issue(day, _signatory(_signature_after(at)))
    if kind in (DocumentKind.ANNOUNCEMENT, DocumentKind.ORDER, DocumentKind.MINUTES):
        return Issue(None, _signatory(_only_signature(leaves)))
    signed = _only_signature((*first, *last))
    return Issue(_day_beside(signed) if signed else None, _signatory(signed))


def _is_short(last: Sequence[Leaf]) -> bool:
    return all(leaf.page is None or leaf.page <= _FEW_PAGES + 2 for leaf in last)


def _given(leaves: Sequence[Leaf]) -> Iterator[_At]:
    for leaf in leaves:
        for place, line in enumerate(leaf.lines):
            if "ณ" in line.text and _GIVEN.match(line.mended):
                yield _At(leaf, place)


def _day(at: _At) -> Said[date] | None:
    given = _GIVEN.match(at.text)
    text = at.text[given.end() if given else 0 :][:80]
    if not re.search(r"[\d๐-๙]{4}", text) and at.place + 1 < len(at.leaf.lines):
        text = f"{text} {at.leaf.lines[at.place + 1].mended[:60]}"
    return _said_day(text, at.line, at.text[:120])


def _said_day(text: str, line: Line, quote: str) -> Said[date] | None:
    if line.origin is Origin.OCR and _THAI_DIGIT.search(text):
        return None
    days = [one for one in find_periods(text) if one.precision is Precision.DAY]
    if len(days) != 1 or days[0].alternatives or days[0].start is None or days[0].start.year not in _YEARS:
        return None
    return Said(days[0].start, quote, Where.CONTENT, line.page, line.origin)


def _letter_day(opening: Opening) -> Said[date] | None:
    head = opening.head[:8]
    for line in head:
        text = line.mended
        if text.startswith("เรื่อง"):
            break
        found = _LETTER_DAY.search(text)
        if found or _DAY_LINE.fullmatch(text):
            return _said_day(text[found.start() if found else 0 :][:60], line, text[:120])
    return None


def _signatures(leaves: Sequence[Leaf]) -> Iterator[_At]:
    for leaf in leaves:
        for place, line in enumerate(leaf.lines):
            if "(" in line.text and len(line.text) < 160 and _SIGNED.fullmatch(line.mended):
                yield _At(leaf, place)


def _signature_after(at: _At) -> _At | None:
    leaf = Leaf(at.leaf.page, at.leaf.lines[at.place + 1 : at.place + 1 + _AFTER_DATE])
    signed = next(_signatures((leaf,)), None)
    if signed is not None:
        return signed
    for place, line in enumerate(leaf.lines[:3]):
        following = leaf.lines[place + 1].mended if place + 1 < len(leaf.lines) else ""
        if _PLAIN_NAME.fullmatch(line.mended) and _POST.match(following) and not _POST.match(line.mended):
            return _At(leaf, place)
    return None


def _only_signature(leaves: Sequence[Leaf]) -> _At | None:
    """Return the one signature of a document; None when several people are named in parentheses."""
    found = list(_signatures(leaves))
    names = {_name(at) for at in found}
    return found[0] if len(names) == 1 else None


def _name(at: _At) -> str:
    signed = _SIGNED.fullmatch(at.text)
    return "".join((signed["name"] if signed else at.text).split())


def _signatory(at: _At | None) -> Said[str] | None:
    if at is None:
        return None
    signed = _SIGNED.fullmatch(at.text)
    name = f"({' '.join(signed['name'].split())})" if signed else at.text
    shown = " ".join((name, *_post(at, signed["post"] if signed else "")))
    return Said(shown, shown, Where.CONTENT, at.line.page, at.line.origin)


def _post(at: _At, beside: str) -> list[str]:
    """Return the one or two lines of the post under a name."""
    if beside and _POST.match(beside):
        return [beside]
    post: list[str] = []
    for line in at.leaf.lines[at.place + 1 : at.place + 3]:
        text = line.mended
        wanted = _POST_MORE if post else _POST
        if len(text) > 100 or _NO_POST.search(text) or not wanted.match(text):
            break
        post.append(text)
    return post


def _day_beside(at: _At) -> Said[date] | None:
    """Return the day that stands alone near a signature."""
    near = at.leaf.lines[max(0, at.place - 4) : at.place + 5]
    days = [
        one for line in near if _DAY_LINE.fullmatch(line.mended) and (one := _said_day(line.mended, line, line.mended))
    ]
    return days[0] if days and len({one.value for one in days}) == 1 else None
