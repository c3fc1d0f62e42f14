"""Closed lists for the repair of damaged text layers.

A word stands here only if its damaged form cannot be read as anything else in running Thai.
"""

from __future__ import annotations

import re
from typing import Final

# Words whose first syllable ends in sara am, as (that syllable, the rest). They lose the sara am, or keep a space
# after it ("ประจำ ปี"); read with sara aa they are no words at all.
_SPLIT: Final = (
    ("กำ", "หนด"),
    ("กำ", "กับ"),
    ("กำ", "ลัง"),
    ("จำ", "นวน"),
    ("จำ", "แนก"),
    ("จำ", "หน่าย"),
    ("จำ", "กัด"),
    ("จำ", "เป็น"),
    ("ชำ", "นาญ"),
    ("ชำ", "ระ"),
    ("ชำ", "รุด"),
    ("ดำ", "เนิน"),
    ("ดำ", "รงตำแหน่ง"),
    ("ตำ", "บล"),
    ("ตำ", "แหน่ง"),
    ("ตำ", "รวจ"),
    ("ทำ", "เนียบ"),
    ("บำ", "รุง"),
    ("บำ", "บัด"),
    ("บำ", "เหน็จ"),
    ("บำ", "นาญ"),
    ("ลำ", "ดับที่"),
    ("ลำ", "ดับความ"),
    ("สำ", "นัก"),
    ("สำ", "คัญ"),
    ("สำ", "หรับ"),
    ("สำ", "เร็จ"),
    ("สำ", "รวจ"),
    ("สำ", "เนา"),
    ("อำ", "เภอ"),
    ("อำ", "นวย"),
    ("อำ", "นาจ"),
    ("คำ", "นวณ"),
    ("คำ", "นึง"),
    ("ประจำ", "ปีงบประมาณ"),
    ("ประจำ", "ปี"),
    ("ประจำ", "เดือน"),
    ("คณะทำ", "งาน"),
    ("การทำ", "งาน"),
    ("เลขประจำ", "ตัว"),
)
# Each half is a word of its own, so a space between them may be right.
_KEEP_SPACE: Final = frozenset({("จำ", "เป็น"), ("จำ", "กัด"), ("คณะทำ", "งาน"), ("การทำ", "งาน"), ("กำ", "ลัง")})
_STAFF: Final = ("งาน", "หน้าที่", "ลูกจ้าง", "บุคลากร", "อาจารย์", "ครู", "ข้าราชการ", "แพทย์", "พยาบาล", "คน")
# Lost without a trace: what stands directly before must not make another word of it (เวลาดับเพลิง).
_NOT_AFTER: Final = {
    "ลา": "(?<!เวลา)(?<!ศาลา)(?<!เพลา)(?<!ปลาลา)",
    "คา": "(?<!ราคา)",
    "ตา": "(?<!กตา)",
}
_READS_OTHERWISE: Final = frozenset(
    {("จำ", "เป็น"), ("กำ", "กับ"), ("กำ", "ลัง"), ("ชำ", "ระ"), ("บำ", "นาญ"), ("ดำ", "รงตำแหน่ง"), ("ตำ", "แหน่ง")}
)

# Fonts without tone marks; what follows must not make "ขอ" + "มูลค่า" of it.
LOST_TONES: Final = (
    (re.compile("(?<!ร้อง)(?<!คำ)ขอมูล(?!ค่า|ฝอย|นิธิ|เหตุ|ฐาน|สัตว์|ดิน)"), "ข้อมูล"),
    (re.compile("หนวยงาน"), "หน่วยงาน"),
    (re.compile("โปรงใส"), "โปร่งใส"),
    (re.compile("เจาหนาที่"), "เจ้าหน้าที่"),
    (re.compile("จัดซื้อจัดจาง"), "จัดซื้อจัดจ้าง"),
)

# Short words of fonts without tone marks, read only where a text proves that it has such a font.
TONELESS: Final = (
    (re.compile("ให(?!้|ม่|ญ่|ล|่)"), "ให้"),
    (re.compile("(?<!กระ)(?<!บัน)(?<!กะ)ได(?![้โเรซ]|อา)"), "ได้"),
    (re.compile("(?<!ไ)ชวย"), "ช่วย"),
    (re.compile("ดวย"), "ด้วย"),
    (re.compile("กลุม(?![่ภ])"), "กลุ่ม"),
    (re.compile("(?<!ส)เปน(?!็)"), "เป็น"),
    (re.compile("แลว(?=[ ก-ฮ])"), "แล้ว"),
    (re.compile("แตละ"), "แต่ละ"),
    (re.compile("วันที(?!่)"), "วันที่"),
    (re.compile("ทังนี(?!้)"), "ทั้งนี้"),
    (re.compile("ทังสิน(?!้)"), "ทั้งสิ้น"),
    (re.compile("เพือ"), "เพื่อ"),
    (re.compile("เรือง(?= |ร้อง|ที่|แต่ง|แผน|ราย)"), "เรื่อง"),
    (re.compile("ผู(?![ก้่])"), "ผู้"),
    (re.compile("(?<=[ ก-ฮ])ป(?=งบประมาณ)"), "ปี"),
    (re.compile("ตอ(?=ไป|การ|สาธารณะ|ประชาชน|หน่วย|ผู้)"), "ต่อ"),
    (re.compile("สู(?=การ|ความ|ระดับ)"), "สู่"),
    (re.compile("อันจะส\\s?งผล"), "อันจะส่งผล"),
)


def split_tails() -> dict[str, tuple[str, ...]]:
    """Return by the syllable with sara am what follows it in known words, where a space between is damage."""
    tails: dict[str, tuple[str, ...]] = {}
    for head, tail in _SPLIT:
        if (head, tail) not in _KEEP_SPACE:
            tails[head] = (*tails.get(head, ()), tail)
    return tails


def is_rank(before: str) -> bool:
    """Whether "ประจำ" after these words is a rank: "พนักงานประจำ ปี 2568" is right as it stands."""
    return before.endswith(_STAFF)


def lost_pattern() -> re.Pattern[str]:
    """Return a pattern for the heads of known words whose sara am came out as sara aa."""
    tails: dict[str, list[str]] = {}
    for head, tail in _SPLIT:
        if (head, tail) not in _READS_OTHERWISE:
            tails.setdefault(head.replace("ำ", "า"), []).append(tail)
    words = (f"{head}{_NOT_AFTER.get(head, '')}(?=[ \u00a0]?(?:{'|'.join(after)}))" for head, after in tails.items())
    return re.compile("|".join(words))


def known_sara_am() -> re.Pattern[str]:
    """Return a pattern for the heads of known words, where a sara am is right even in a text of wrong ones."""
    return re.compile("|".join(f"{head}(?=[ \u00a0]?{tail[0]})" for head, tail in _SPLIT))
