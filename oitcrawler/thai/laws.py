"""Years that are part of a law's name: they say nothing about the period of a document."""

from __future__ import annotations

import re
from typing import Final

from .view import read_as

_LOOK_BACK: Final = 240
_LAW: Final = re.compile(
    read_as(
        r"พระราช\s?(?:บัญ[ญย]ัติ|ก\s?ำหนด|กฤษฎีกา)|(?<![ก-ฺเ-ๆ.])พ\s?\.\s?ร\s?\.\s?[บกฎ]|(?<![ก-ฺเ-ๆ])พรบ|รัฐ\s?ธรรมนูญ"
        r"|กฎ\s?กระทรวง|กฎ\s?หมาย|ระเบียบ(?!วาระ|\s?การ\s?ประชุม)|ข้อ\s?บังคับ|มาตรา|ว่า\s?ด้วย|กฎ\s?ก\s?\.|ประมวล\s?กฎ|กฏ\s?(?:กระทรวง|หมาย)|(?<![a-z])act(?![a-z])"
    )
)
_ORDINANCE: Final = re.compile(read_as(r"(?:ข้อ|เทศ)\s?บัญญัติ"))
_OTHER_YEAR: Final = re.compile(read_as(r"(?<!\d)2[45]\d\d(?!\d)|ปี\s?งบ|ประจำ\s?ปี|\n\s*\n|[|]"))
_AMENDED: Final = re.compile(read_as(r"(?:ฉบับที่\s?\d+\s?\)?|แก้ไขเพิ่มเติม[^\d\n]{0,30})[\s,]*$"))


def is_year_of_law(text: str, start: int) -> bool:
    """Whether a year at `start` of a view's text ends the name of an Act, a regulation or an amendment."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if _AMENDED.search(before[-60:]):
        return True
    after = max((other.end() for other in _OTHER_YEAR.finditer(before)), default=0)
    # "ข้อบัญญัติ ... พ.ศ. 2562" is a name; "ข้อบัญญัติ 2562" is a menu's heading for those of a year.
    ordinance = text[start : start + 1] == "พ" and _ORDINANCE.search(before, after) is not None
    return ordinance or _LAW.search(before, after) is not None
