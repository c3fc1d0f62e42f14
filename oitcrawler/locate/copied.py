"""Pages on which stands only what the assessment's manual asks for: every keyword, and no evidence.

Source: requirement texts copied into item pages and tables (reference: sites, section 3).
"""

from __future__ import annotations

import re

from ..evidence.model import Evidence, Place
from ..thai.fold import fold
from ..urls import looks_like_document

_CONTENT = (Place.CONTENT, Place.TABLE)
_ASKS = re.compile(
    r"^[\s\-–•*○o0-9.()]*(?:เป็นการ)?แสดง(?:ถึง)?(?:แผน|ผล|ราย|ช่องทาง|ข้อมูล|การ|คู่มือ|โครงสร้าง|ประกาศ|สรุป|ตำแหน่ง|ชื่อ|นโยบาย|หลักฐาน|กฎหมาย|url|ที่อยู่)"
    r"|องค์ประกอบด้านข้อมูล|อย่างน้อย(?:ต้อง)?ประกอบ(?:ไป)?ด้วย|ต้องเป็นข้อมูลของปี|ที่มีระยะเวลาบังคับใช้(?:ในปี|ครอบคลุม)"
)
_TELLING = 40
MOSTLY = 0.6


def only_asks(page: Evidence) -> bool:
    """Whether the content of a page is the manual's demands, and nothing on it could be what they demand.

    A page with a document, a form, a table of data or a picture is never taken for one.
    """
    if not page.is_page or page.obstacle is not None or page.forms or page.tables or page.images:
        return False
    if any(link.place in _CONTENT and looks_like_document(link.url) for link in page.links):
        return False
    lines = [fold(line) for one in page.passages for line in one.text.split("\n") if len(line) >= _TELLING]
    asking = sum(len(line) for line in lines if _ASKS.search(line))
    return asking > 0 and asking >= MOSTLY * sum(map(len, lines))
