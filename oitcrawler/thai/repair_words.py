"""Closed lists for the repair of damaged text layers.

A word stands here only if its damaged form cannot be read as anything else in running Thai.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = "ัิีึืฺุู็่้๊๋์ํ๎"

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
_NOT_AFTER: Final = {"ลำ": "(?<!เว)(?<!ศา)(?<!เพ)(?<!ปลา)", "คำ": "(?<!รา)", "ตำ": "(?<!ก)"}
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

# Words of offices whose marks come out one letter too far right ("ขอ้ มลู", "เดอื น", "พสัดุ").
_SHIFTING: Final = (
    "ข้อมูล",
    "วันที่",
    "เดือน",
    "คุณภาพ",
    "สุขภาพ",
    "ชีวิต",
    "ระดับ",
    "ปัญหา",
    "อัตรา",
    "วิสัยทัศน์",
    "บริหาร",
    "บริการ",
    "ปฏิบัติ",
    "ทุจริต",
    "จริยธรรม",
    "บุคคล",
    "บุคลากร",
    "สัญญา",
    "พัสดุ",
    "จัดซื้อ",
    "จัดจ้าง",
    "จัดการ",
    "จัดทำ",
    "หนังสือ",
    "งบประมาณ",
    "จังหวัด",
    "พัฒนา",
    "ส่งเสริม",
    "เว็บไซต์ของ",
    "เว็บไซต์",
    "ผลสัมฤทธิ์",
    "กุมภาพันธ์",
    "มีนาคม",
    "มิถุนายน",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
    "ทั้งสิ้น",
    "ทั้งนี้",
    "คู่มือ",
    "ยุทธศาสตร์",
    "ประชาสัมพันธ์",
    "ร้องเรียน",
    "ดำเนินการ",
    "ดำเนินงาน",
    "ประสิทธิภาพ",
    "ประสิทธิผล",
    "รับผิดชอบ",
    "ผู้รับ",
    "ผู้ป่วย",
    "อนุมัติ",
    "ประกัน",
    "ปลอดภัย",
    "สามัคคี",
    "ซื่อสัตย์",
    "ต่อเนื่อง",
    "พื้นที่",
    "ยั่งยืน",
    "เชื่อมั่น",
    "ควบคุม",
    "ครอบคลุม",
    "ตัดสินใจ",
    "สิ่งแวดล้อม",
    "ความเสี่ยง",
    "เสียชีวิต",
    "ทะเบียน",
    "รักษา",
    "ป้องกัน",
    "คัดกรอง",
    "ได้รับ",
    "ต้องการ",
    "ต่อสาธารณะ",
    "นักงาน",
    "เนินงาน",
    "เนินการ",
    "ปัจจัย",
    "เสี่ยง",
    "ส่วนร่วม",
    "ภาคส่วน",
    "คุณค่า",
    "ตัวชี้วัด",
    "เข้าถึง",
    "ขึ้นไป",
    "ร้อยละ",
    "จุลชีพ",
    "อนามัย",
    "ดูแล",
    "สำคัญ",
    "หลักประกัน",
    "ฟื้นฟู",
    "อาชีว",
    "มอบอำนาจ",
    "พฤติกรรม",
    "อิเล็กทรอนิกส์",
    "เจ้าหน้าที่",
    "ท้องถิ่น",
    "ปรับปรุง",
)


def split_pattern() -> re.Pattern[str]:
    """Return a pattern for known words with a space after their sara am; the match is that space."""
    halves = (
        f"(?<={head}){_staff(head)}[ \u00a0]+(?={tail})" for head, tail in _SPLIT if (head, tail) not in _KEEP_SPACE
    )
    return re.compile("|".join(halves))


def _staff(head: str) -> str:
    """Return what must not stand before a word of rank: "พนักงานประจำ ปี 2568" is right as it stands."""
    return "".join(f"(?<!{word}{head})" for word in _STAFF) if head == "ประจำ" else ""


def lost_pattern() -> re.Pattern[str]:
    """Return a pattern for the heads of known words whose sara am came out as sara aa."""
    words = (
        f"{_NOT_AFTER.get(head, '')}{head.replace('ำ', 'า')}(?=[ \u00a0]?{tail})"
        for head, tail in _SPLIT
        if (head, tail) not in _READS_OTHERWISE
    )
    return re.compile("|".join(words))


def known_sara_am() -> re.Pattern[str]:
    """Return a pattern for the heads of known words, where a sara am is right even in a text of wrong ones."""
    return re.compile("|".join(f"{head}(?=[ \u00a0]?{tail[0]})" for head, tail in _SPLIT))


def shifted_words() -> tuple[tuple[str, str], ...]:
    """Return (damaged, right) for every way in which marks of the known words stand one letter too far right."""
    pairs = {damaged: word for word in _SHIFTING for damaged in _shifts(word)[1:]}
    return tuple(sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _shifts(word: str) -> list[str]:
    """Return `word` and its renderings with groups of marks one letter later, with or without a space after them."""
    clusters = re.findall(f"[^{_MARKS}][{_MARKS}]*", word)
    renderings = [("", "")]
    for number, cluster in enumerate(clusters):
        letter, marks = cluster[0], cluster[1:]
        following = [(text + letter + carried + marks, "") for text, carried in renderings if not carried]
        for text, carried in renderings:
            if carried:
                following += [(text + letter + marks + carried, ""), (text + letter + marks + carried + " ", "")]
            if marks and number + 1 < len(clusters):
                following.append((text + letter + carried, marks))
        renderings = following
    return [text for text, _ in renderings]
