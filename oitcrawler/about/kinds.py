"""What sort of document a title names: by its head noun, because the words after it say what the document is on."""

from __future__ import annotations

import re
from typing import Final

from .agencies import names_in
from .model import DocumentKind

_CODE: Final = (
    r"(?:m?oit|ita|iit|eit|eb|o|ข้อ(?:ที่)?|ตัวชี้วัด(?:ที่)?|เอกสารแนบ(?:ท้าย)?|ภาคผนวก|เอกสารหมายเลข)?\s*[-:.#]?\s*"
    r"[\d๐-๙]+(?:[.\-/][\d๐-๙]+)*\s*[).:\-–]*\s+"
)
_LEAD: Final = re.compile(
    rf"(?:[^\wก-๙(]|{_CODE}|[\d๐-๙]{{1,2}}[.)](?=[ก-๎])|[oO]\s?[\d๐-๙]{{1,2}}(?![\d๐-๙])|[oO0๐][\d๐-๙]{{2}}(?![\d๐-๙])|\(?(?:ร่าง|สำเนา)\)?\s*(?=[ก-๙(])"
    r"|ดาวน์โหลด|คลิก(?:ดู|อ่าน)?|ไฟล์(?:แนบ)?|รายละเอียด\s*:?|เอกสาร(?:ประกอบ)?\s*:|เผยแพร่(?=แผน|รายงาน|ประกาศ|คู่มือ|ข้อบัญญัติ)|ดู(?=แผน|ราย|ประกาศ|สรุป|คู่มือ|สถิติ|ข้อมูล))*",
    re.IGNORECASE,
)
_FILLED: Final = re.compile(r"ประจำ|งบประมาณ|ไตรมาส|รอบ|เดือน|ปี\s*(?:พ\.?\s*ศ\.?)?\s*[2๒]")

_NOUNS: Final[tuple[tuple[DocumentKind | None, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (DocumentKind.LETTER, r"บันทึก\s?ข้อ\s?ความ|หนังสือ(?:เวียน|ภายนอก|ภายใน|ราชการ|นำส่ง)"),
        (DocumentKind.MINUTES, r"(?:บันทึก|สำเนา|สรุป(?:ผล)?)?\s*ราย\s?งาน\s?การ\s?ประชุม|(?:บันทึก|สรุป(?:ผล)?)การประชุม"),
        (DocumentKind.ORDER, r"คำสั่ง(?!ซื้อ|จ้าง|ศาล|ซอง)"),
        (DocumentKind.ANNOUNCEMENT, r"ประกาศ(?!นียบัตร|จากระบบ|ต่าง)"),
        (
            DocumentKind.RULES,
            r"ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ|ระเบียบ(?!วาระ|การประชุม|วิธีการ)|กฎ(?!บัตร)|กฏ(?:กระทรวง|หมาย)|พระราช(?:บัญ[ญย]ัติ|กำหนด|กฤษฎีกา)"
            r"|รัฐธรรมนูญ|พ\.\s?ร\.\s?[บกฎ]\.|ประมวล(?:จริยธรรม|กฎหมาย)|หลักเกณฑ์|จรรยาบรรณ",
        ),
        (
            DocumentKind.STATISTICS,
            r"(?:(?:ราย\s?งาน|สรุป|ข้อมูล|ตาราง(?:แสดง)?|ผล|แสดง|จำนวน|การ)\s*)*(?:เชิง\s?)?สถิติ(?!ศาสตร์)",
        ),
        (
            DocumentKind.MANUAL,
            r"คู่มือ|มาตรฐานการ(?:ปฏิบัติงาน|ให้บริการ)|แนว(?:ทาง)?(?:การ)?ปฏิบัติ(?!การ)|(?:แผนผัง|ผัง)?ขั้นตอนการ(?:ปฏิบัติงาน|ให้บริการ)",
        ),
        (
            DocumentKind.FORM,
            r"แบบ\s?ฟอร์ม|(?:แบบ|ใบ)?คำ(?:ร้อง(?!เรียน)|ขอ)|ใบ(?:สมัคร|แจ้ง|ลา|ขอ)|แบบ(?:สอบถาม|ประเมิน|ยื่น|แจ้ง|ขอ(?!ง)|หนังสือ|สำรวจ|แสดง(?:รายการ|ความ)|บันทึกการ|ใบ)"
            r"|หนังสือ(?:มอบอำนาจ|ยินยอม)",
        ),
        (None, r"แบบ\s?(?:รายงาน|สรุป)|แผน\s?(?:/|และ)\s?(?:ผล|รายงาน|คว)"),
        (
            DocumentKind.REPORT,
            r"(?:การ|สรุป|ตาราง|ข้อมูล|ผล)?\s?ราย\s?งาน(?!ตัว|ข่าว)|สรุป(?:ผล|การ(?:จัดซื้อ|ดำเนิน|ประเมิน|ใช้จ่าย|รายงาน|ปฏิบัติ))"
            r"|ผลการ(?:ดำเนิน|ประเมิน|ปฏิบัติ|จัดซื้อ|สำรวจ|ใช้จ่าย|เบิกจ่าย|วิเคราะห์|ติดตาม|บริหาร|พัฒนา|ตรวจสอบ|จัดหา)"
            r"|การติดตามและประเมินผลแผน",
        ),
        (
            DocumentKind.PLAN,
            r"แผน(?!ที่|ภูมิ|ผัง|ก(?!า|ล|ำ)|ไทย)|เล่มแผน|ตารางแผน|รายละเอียดแผน|ร่างแผน|ประมาณการแผน",
        ),
    )
)
_REPORT_FORM: Final = re.compile(r"แบบ\s?(?:รายงาน|สรุป)")

# Sorts of document that nobody takes for another. Announcements, orders and letters bring other documents, and forms
# and statistics are often called reports, so they contradict nothing.
_APART: Final = frozenset(
    {
        frozenset({DocumentKind.PLAN, DocumentKind.REPORT}),
        frozenset({DocumentKind.PLAN, DocumentKind.MANUAL}),
        frozenset({DocumentKind.PLAN, DocumentKind.MINUTES}),
        frozenset({DocumentKind.PLAN, DocumentKind.STATISTICS}),
        frozenset({DocumentKind.REPORT, DocumentKind.MANUAL}),
        frozenset({DocumentKind.MANUAL, DocumentKind.MINUTES}),
        frozenset({DocumentKind.MANUAL, DocumentKind.STATISTICS}),
    }
)


def without_lead(title: str) -> str:
    """Return a title without the item codes, numbers and words for clicking that stand before it."""
    lead = _LEAD.match(title)
    return title[lead.end() :] if lead else title


def _subject(title: str) -> str:
    """Return a title without what stands before its head noun: codes, and the agency ("เทศบาลตำบล… แผน…")."""
    own = without_lead(title)
    name = next(names_in(own), None)
    is_first = name is not None and name.position == 0 and _noun(own) is None
    return without_lead(own[len(name.text) :]) if is_first and name is not None else own


def head_noun(title: str) -> str | None:
    """Return the words with which a title says what sort of document it names, or None when it does not."""
    found = _noun(_subject(title))
    return found[1] if found else None


def kind_of(title: str) -> DocumentKind | None:
    """Return the sort of document that a title names by its head noun; None when it is not sure.

    "รายงานผลการดำเนินงานตามแผน…" is a report and "คู่มือการปฏิบัติงานเรื่องร้องเรียน" a manual. A "แบบรายงาน" that
    names a period is a report on a form; one that does not may be the empty form, so it has no kind.
    """
    own = _subject(title)
    found = _noun(own)
    if found is None:
        return None
    kind, _ = found
    if kind is None and _REPORT_FORM.match(own) and _FILLED.search(own):
        return DocumentKind.REPORT
    return kind


def _noun(title: str) -> tuple[DocumentKind | None, str] | None:
    """Return the first kind whose words begin a title, and those words."""
    for kind, pattern in _NOUNS:
        if found := pattern.match(title):
            return kind, found[0]
    return None


def are_apart(kind: DocumentKind | None, other: DocumentKind | None) -> bool:
    """Whether two sorts of document are so different that words that name one are not of the other."""
    return frozenset({kind, other}) in _APART
