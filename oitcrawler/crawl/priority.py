"""Which URL to fetch first: what may be evidence before what only fills a site. Pure, words folded."""

from __future__ import annotations

import re
from enum import IntEnum
from urllib.parse import unquote

from ..thai.fold import fold
from ..urls import suffix_of


class Rank(IntEnum):
    """How soon a URL is fetched; the lowest first. From `PAGE` on, many of one shape are bounded."""

    START = 0
    ITA = 1
    SUBJECT = 2
    MENU = 3
    DOCUMENT = 4
    PAGE = 5
    NEWS = 6
    LAST = 7


_ITA_WORDS = (
    "ita",
    "oit",
    "คุณธรรมและความโปร่งใส",
    "การเปิดเผยข้อมูลสาธารณะ",
    "เปิดเผยข้อมูล",
    "ข้อมูลสาธารณะ",
    "ความโปร่งใส",
)
_SUBJECT_WORDS = (
    "โครงสร้าง",
    "อำนาจหน้าที่",
    "ภารกิจ",
    "ผู้บริหาร",
    "แผนพัฒนา",
    "แผนยุทธศาสตร์",
    "แผนดำเนินงาน",
    "แผนการดำเนินงาน",
    "แผนปฏิบัติ",
    "แผนการใช้จ่าย",
    "งบประมาณ",
    "รายงานผล",
    "รายงานการกำกับ",
    "ความก้าวหน้า",
    "จัดซื้อ",
    "จัดจ้าง",
    "จัดหาพัสดุ",
    "พัสดุ",
    "สขร",
    "egp",
    "e-gp",
    "คู่มือ",
    "มาตรฐานการปฏิบัติงาน",
    "มาตรฐานการให้บริการ",
    "สถิติ",
    "พึงพอใจ",
    "e-service",
    "eservice",
    "บริการออนไลน์",
    "ทรัพยากรบุคคล",
    "บริหารงานบุคคล",
    "พัฒนาบุคลากร",
    "อัตรากำลัง",
    "ร้องเรียน",
    "ร้องทุกข์",
    "ทุจริต",
    "no gift",
    "nogift",
    "นโยบาย",
    "เจตจำนง",
    "ความเสี่ยง",
    "จริยธรรม",
    "วัฒนธรรมองค์กร",
    "มีส่วนร่วม",
    "รับฟังความคิดเห็น",
    "กฎหมาย",
    "กฏหมาย",
    "ข้อบัญญัติ",
    "เทศบัญญัติ",
    "ข้อมูลส่วนบุคคล",
    "pdpa",
    "ติดต่อ",
    "contact",
    "ถามตอบ",
    "ถาม-ตอบ",
    "q&a",
    "กระดานสนทนา",
    "กระดานข่าว",
    "เว็บบอร์ด",
    "webboard",
    "สื่อสังคม",
    "แผนผังเว็บ",
    "ผังเว็บ",
    "sitemap",
    "ข้อมูลข่าวสาร",
    "วิสัยทัศน์",
    "ข้อมูลพื้นฐาน",
    "ประวัติ",
    "ตรวจสอบภายใน",
    "ควบคุมภายใน",
)
_NEWS_WORDS = (
    "ข่าวประชาสัมพันธ์",
    "ข่าวกิจกรรม",
    "ภาพกิจกรรม",
    "ประมวลภาพ",
    "อัลบั้ม",
    "album",
    "gallery",
    "activity",
    "news",
    "event",
    "ปฏิทิน",
    "calendar",
)
_ITEM_CODE = re.compile(
    r"(?<![a-z0-9])o\s?-?\s?(?:[1-9]|[1-3]\d|4[0-8])(?![a-z0-9])|(?<![a-z])oit|(?<![a-z])ita(?![a-z])"
)
_PAGINATION = re.compile(
    r"[?&](?:page|paged|pages|pageno|start|offset|limitstart|pg)=\d+(?:&|$)|/page/\d+/?(?:\?|$)", re.IGNORECASE
)
_PAGE_LABEL = re.compile(
    r"|[\d๐-๙]+|[«»‹›<>|…. ]+|.{0,8}(?:ถัดไป|ก่อนหน้า|แรก|สุดท้าย|next|prev(?:ious)?|first|last).{0,8}", re.IGNORECASE
)
_COPY = re.compile(
    r"[?&](?:print=1|tmpl=component|format=(?:pdf|feed|rss)|replytocom=|share=|action=edit|sort|order)", re.I
)
_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff"})
_ITA = tuple(fold(word) for word in _ITA_WORDS if len(word) > 3)
_SUBJECT = tuple(fold(word) for word in _SUBJECT_WORDS)
_NEWS = tuple(fold(word) for word in _NEWS_WORDS)


def rank(url: str, label: str, *, is_document: bool, source: Rank) -> Rank:
    """Return how soon to fetch `url`, which a page of rank `source` links with the text `label`."""
    words = fold(f"{label} {unquote(url.partition('://')[2].partition('/')[2])}")
    if _COPY.search(url):
        return Rank.LAST
    if _ITEM_CODE.search(words) or any(word in words for word in _ITA):
        return Rank.ITA
    if any(word in words for word in _SUBJECT):
        return Rank.SUBJECT
    if _PAGINATION.search(url) and _PAGE_LABEL.fullmatch(label.strip()):
        return Rank.PAGE if source <= Rank.SUBJECT else Rank.LAST
    if is_picture(url):
        return Rank.DOCUMENT if source <= Rank.SUBJECT else Rank.NEWS
    return _by_source(words, is_document=is_document, source=source)


def is_picture(url: str) -> bool:
    """Whether an address has the extension of a picture: a photographed announcement, or one photo of an album."""
    return suffix_of(url) in _PICTURES


def _by_source(words: str, *, is_document: bool, source: Rank) -> Rank:
    if is_document:
        return Rank.DOCUMENT if source <= Rank.MENU else Rank.PAGE
    if any(word in words for word in _NEWS):
        return Rank.NEWS
    if source <= Rank.SUBJECT:
        return Rank.MENU
    return Rank.PAGE if source <= Rank.PAGE else source
