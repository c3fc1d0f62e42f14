"""Pages that are no item's evidence whatever the item: results of a search, a list without entries."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from ..evidence.model import Evidence, Passage, Place
from ..thai.fold import fold

_SEARCH_PATH: Final = re.compile(r"/(?:search(?:results?)?|ค้นหา)(?:[/.]|$)|com_search|com_finder", re.IGNORECASE)
_SEARCH_NAMES: Final = frozenset(
    {"s", "q", "query", "search", "searchword", "keyword", "keywords", "kw", "term", "ค้นหา"}
)
_SEARCH_TITLE: Final = re.compile(r"ผลการค้นหา|ค้นหา\s*[:“\"']|search results?|results? for")
_NOTHING: Final = re.compile(
    r".{0,20}?(?:ไม่พบ|ยังไม่มี|ไม่มี)(?:ข้อมูล|รายการ|เอกสาร|ไฟล์|บทความ|เนื้อหา)"
    r"(?:\s*(?:ใน|ที่ค้นหา|ที่ท่าน|ที่คุณ|นี้|สำหรับ(?:หน้า|หมวด)|เผยแพร่|แสดง|ค่ะ|ครับ).{0,40})?[\s.!…]*"
    r"|no (?:data|records?|results?|entries|posts?|items?|articles?)(?: (?:found|available|to display))?[\s.!]*"
    r"|(?:nothing|not) found[\s.!]*"
)
_CONTENT: Final = (Place.CONTENT, Place.TABLE)


def is_search(url: str, page: Evidence | None) -> bool:
    """Whether an address is that of search results: its words and parameters, or its heading, say so."""
    parts = urlsplit(url)
    asked = any(name.lower() in _SEARCH_NAMES and value for name, value in parse_qsl(parts.query))
    titles = fold(" ".join((page.title, *(one.text for one in page.headings[:3])))) if page is not None else ""
    says_so = _SEARCH_TITLE.search(titles) is not None
    return asked and (says_so or _SEARCH_PATH.search(url) is not None or parts.path in ("", "/"))


def says_nothing_is_here(page: Evidence) -> Passage | None:
    """Return the passage by which a page says that its list is empty; None when it shows anything at all."""
    has_content = any(link.place in _CONTENT for link in page.links) or any(table.rows for table in page.tables)
    if not page.is_page or page.obstacle is not None or has_content or any(not one.is_search for one in page.forms):
        return None
    return next((one for one in page.passages if len(one.text) <= 120 and _NOTHING.fullmatch(fold(one.text))), None)
