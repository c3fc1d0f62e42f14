"""The words for links: what an address is to its page, where it stands, and what there is to know of one that works."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from oitcrawler.model import Lang, Text
from oitcrawler.report import BrokenLink

KINDS: Final[Mapping[str, Text]] = {
    "link": Text("ลิงก์", "link"),
    "frame": Text("กรอบที่ฝังหน้าอื่น (iframe)", "embedded frame"),
    "image": Text("ภาพ", "picture"),
    "script": Text("สคริปต์", "script"),
    "style": Text("ไฟล์รูปแบบ (CSS)", "style sheet"),
    "media": Text("วิดีโอหรือเสียง", "video or sound"),
    "form": Text("แบบฟอร์ม", "form"),
    "form-post": Text("แบบฟอร์มที่ส่งข้อมูล", "form that sends data"),
    "refresh": Text("การส่งต่ออัตโนมัติ", "automatic redirect"),
    "canonical": Text("ที่อยู่หลักของหน้า (canonical)", "canonical address"),
    "icon": Text("ไอคอนของเว็บไซต์", "site icon"),
    "css": Text("ภาพหรือไฟล์ในรูปแบบ (CSS)", "file named in a style sheet"),
    "document": Text("ลิงก์ในเอกสาร", "link in a document"),
}
PLACES: Final[Mapping[str, Text]] = {
    "menu": Text("เมนู", "menu"),
    "header": Text("ส่วนหัวของหน้า", "page header"),
    "footer": Text("ส่วนท้ายของหน้า", "page footer"),
    "sidebar": Text("แถบข้าง", "sidebar"),
    "main": Text("เนื้อหา", "content"),
}
_NUMBERED: Final[Mapping[str, Text]] = {
    "line": Text("บรรทัด {} ของโค้ดหน้าเว็บ", "line {} of the page's source"),
    "page": Text("หน้า {}", "page {}"),
    "row": Text("แถว {}", "row {}"),
    "sheet": Text("แผ่นงาน {}", "sheet {}"),
    "slide": Text("สไลด์ {}", "slide {}"),
}
_NUMBER = re.compile(r"(line|page|row|sheet|slide) (.+)", re.DOTALL)

REMARKS: Final[Mapping[str, tuple[Text, Text]]] = {
    "permanent-redirect": (
        Text("ย้ายที่อยู่ถาวรแล้ว", "It has moved for good"),
        Text(
            "ยังเปิดได้เพราะเว็บไซต์ส่งต่อให้ ควรแก้ลิงก์เป็นที่อยู่ใหม่ก่อนที่การส่งต่อจะถูกยกเลิก",
            "It still opens because the website sends visitors on: link to the new address before that ends",
        ),
    ),
    "plain-http": (
        Text("ใช้ http ที่ไม่เข้ารหัส", "It uses http, which is not encrypted"),
        Text(
            "เบราว์เซอร์แจ้งว่าไม่ปลอดภัย ถ้าเว็บไซต์ปลายทางเปิดด้วย https ได้ ให้แก้ลิงก์เป็น https",
            "Browsers call it not secure: if the website opens with https, link to that",
        ),
    ),
    "incomplete-chain": (
        Text("ติดตั้งใบรับรอง (https) ไม่ครบสาย", "Its certificate (https) lacks a part of the chain"),
        Text(
            "เบราว์เซอร์ส่วนใหญ่เปิดได้ แต่บางเครื่องเปิดไม่ได้ ให้ผู้ดูแลเว็บไซต์นั้นติดตั้งใบรับรองชั้นกลางเพิ่ม",
            "Most browsers open it and some machines do not: have the intermediate certificate installed",
        ),
    ),
}
_OTHER_REMARK: Final = (Text("มีข้อสังเกต", "Something to know"), Text("เปิดดูด้วยตนเอง", "Open it yourself"))


def kind_words(kind: str, lang: Lang) -> str:
    """Return what an address is to its page; a kind that is not known here stays as it is."""
    return KINDS[kind].to(lang) if kind in KINDS else kind


def place_words(place: str, lang: Lang) -> str:
    """Return where a link stands (`main, line 214`) in words; what is not known here stays as it is."""
    if place.startswith(("row ", "sheet ")):  # what follows is the document's own, with commas of its own
        return _part(place, lang)
    return " ".join(_part(part, lang) for part in place.split(", ") if part)


def remarks_of(link: BrokenLink) -> tuple[str, ...]:
    """Return the names of what there is to know of a link that works."""
    return tuple(link.detail.split())


def remark_words(name: str) -> tuple[Text, Text]:
    """Return what a remark says, and what to do."""
    return REMARKS.get(name, _OTHER_REMARK)


def _part(part: str, lang: Lang) -> str:
    if part in PLACES:
        return PLACES[part].to(lang)
    found = _NUMBER.fullmatch(part)
    return _NUMBERED[found[1]].to(lang).format(found[2]) if found else part
