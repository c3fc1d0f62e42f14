"""Line breaks for Thai text in the demo's PDFs, without a dictionary.

Thai has no spaces between words. A line may end at a space, or before one of the words below, which is where a
word processor would break most of our sentences; a cluster (consonant with its marks) is never torn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_WORDS = (
    "การ|และ|ของ|ใน|ที่|โดย|ตาม|เพื่อ|หรือ|จาก|ประจำ|ปีงบประมาณ|องค์การ|ส่วนตำบล|อำเภอ|จังหวัด|"
    "งบประมาณ|โครงการ|ดำเนิน|เจ้าหน้าที่|ผู้|ให้|ได้|เป็น|ไม่|แล้ว|จัดซื้อ|จัดจ้าง|แผน|รายงาน|"
    "ประชาชน|หน่วยงาน|ทุจริต|ประพฤติ|ร้องเรียน|บริการ|พัฒนา|ส่งเสริม|ป้องกัน|ปฏิบัติ|คุณธรรม|ความ|"
    "จริยธรรม|ระยะเวลา|ค่าธรรมเนียม|เอกสาร|หลักฐาน|ขั้นตอน|เฉพาะ|เจาะจง|เรียบร้อย|เงิน|ราคา|สัญญา|"
    "ตำแหน่ง|บุคคล|ทรัพยากร|สำนักงาน|กอง|ถนน|คอนกรีต|หมู่|วัสดุ|เชิญชวน|ทั่วไป|มหาดไทย"
)
_INSIDE = (
    "หน้า",
    "พื้น",
    "ติด",
    "ริ",
    "ราช",
    "กรรม",
    "ราย",
    "ธุร",
    "วิชา",
    "โครง",
    "องค์",
    "ภาย",
    "จัด",
    "พนักงาน",
    "หมู่",
    "ปี",
    "ชั่ว",
)
_BREAK = re.compile("".join(f"(?<!{part})" for part in _INSIDE) + f"(?={_WORDS})")
_CLUSTER = re.compile(r"[เ-ไ]?[^ัิ-ฺ็-๎เ-ไ][ัิ-ฺ็-๎ะาำๅๆฯ]*|.")


def wrap(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Break a text into lines of at most `width`, measured by `measure` in the same unit."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.strip())
        *whole, line = _torn(piece, width, measure)
        lines.extend(whole)
    return [*lines, line.strip()] if line.strip() or not lines else lines


def _pieces(text: str) -> Iterator[str]:
    for word in re.findall(r"\S+\s*|\s+", text):
        yield from (piece for piece in _BREAK.split(word) if piece)


def _torn(piece: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(piece.rstrip()) <= width:
        return [piece]
    parts = [""]
    for cluster in _CLUSTER.findall(piece):
        if parts[-1] and measure(parts[-1] + cluster) > width:
            parts.append("")
        parts[-1] += cluster
    return parts
