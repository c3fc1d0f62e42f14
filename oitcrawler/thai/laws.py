"""Years that are part of a law's name: they say nothing about the period of a document."""

from __future__ import annotations

import re
from typing import Final

from .view import read_as

_LOOK_BACK: Final = 240
_LAW: Final = re.compile(
    read_as(
        r"พระราช\s?(?:บัญ[ญย]ัติ|กำหนด|กฤษฎีกา)|(?<![ก-ฺเ-ๆ.])พ\s?\.\s?ร\s?\.\s?[บกฎ]|(?<![ก-ฺเ-ๆ])พรบ|รัฐ\s?ธรรมนูญ"
        r"|กฎ\s?กระทรวง|กฎ\s?หมาย|ระเบียบ(?!วาระ|\s?การ\s?ประชุม)|ข้อ\s?บังคับ|มาตรา|กฎ\s?ก\s?\.|ประมวล\s?กฎ|กฏ\s?(?:กระทรวง|หมาย)|(?<![a-z])act(?![a-z])"
    )
)
_OTHER_YEAR: Final = re.compile(read_as(r"(?<!\d)2[45]\d\d(?!\d)|ปี\s?งบ|ประจำ\s?ปี|\n\s*\n|[|]"))
_AMENDED: Final = re.compile(read_as(r"(?:ฉบับที่\s?\d+\s?\)?|แก้ไขเพิ่มเติม[^\d\n]{0,30})[\s,]*$"))


def is_year_of_law(text: str, start: int) -> bool:
    """Whether a year at `start` of a view's text ends the name of an Act, a regulation or an amendment."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if _AMENDED.search(before[-60:]):
        return True
    ends = [law.end() for law in _LAW.finditer(before)]
    return bool(ends) and _OTHER_YEAR.search(before, ends[-1]) is None
