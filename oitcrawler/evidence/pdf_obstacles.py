"""What keeps a PDF from being read whole, in words that say what to do about it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from ..model import Cause, Text
from .model import Kind
from .sniff import is_truncated


class PageState(Enum):
    """How far a page could be read: `UNREAD` shows something but no text, `RECOGNISED` is a scan with OCR's text."""

    READ = "read"
    RECOGNISED = "recognised"
    UNREAD = "unread"
    BROKEN = "broken"


def obstacle_of(
    body: bytes, states: Mapping[int, PageState], count: int, *, has_text: bool
) -> tuple[Cause | None, Text | None]:
    """Return why not everything was read and what to say of it, or (None, None).

    `states` are those of the pages that were looked at (from 1), `count` is the number of all pages.
    """
    found = tuple(_found(body, states, count))
    if found:
        details = [detail for _, detail in found]
        return found[0][0], Text("; ".join(one.th for one in details), "; ".join(one.en for one in details))
    if not has_text:
        return Cause.EMPTY_BODY, Text("เอกสารไม่มีข้อความ", "the document has no text")
    return None, None


def _found(body: bytes, states: Mapping[int, PageState], count: int) -> list[tuple[Cause, Text]]:
    by_state = {state: [number for number, one in states.items() if one is state] for state in PageState}
    found: list[tuple[Cause, Text]] = []
    if is_truncated(body, Kind.PDF):
        found.append((Cause.TRUNCATED, _cut_short()))
    if by_state[PageState.BROKEN]:
        found.append((Cause.PARSER_ERROR, _broken(by_state[PageState.BROKEN], count)))
    if by_state[PageState.UNREAD]:
        found.append((Cause.SCANNED, _scanned(by_state[PageState.UNREAD], count)))
    if by_state[PageState.RECOGNISED]:
        found.append((Cause.SCANNED, _recognised(by_state[PageState.RECOGNISED], count)))
    if count > len(states):
        found.append((Cause.TOO_LARGE, _too_long(count, len(states))))
    return found


def broken_document(body: bytes, said: str, *, is_locked: bool) -> tuple[Cause, Text]:
    """Return why a PDF could not be opened at all. `said` is what pdfium said."""
    if is_locked:
        return Cause.ENCRYPTED, Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
    if is_truncated(body, Kind.PDF):
        return Cause.TRUNCATED, _cut_short()
    return Cause.PARSER_ERROR, Text("ไฟล์ PDF เสีย เปิดไม่ได้", f"the PDF cannot be opened: {said}")


def _which(numbers: Sequence[int], count: int) -> tuple[str, str]:
    shown = ", ".join(map(str, numbers[:10])) + ("…" if len(numbers) > 10 else "")
    return ("ทุกหน้า", "all pages") if len(numbers) == count else (f"หน้า {shown}", f"pages {shown}")


def _scanned(unread: Sequence[int], count: int) -> Text:
    which, which_en = _which(unread, count)
    return Text(
        f"อ่านข้อความไม่ได้ ({which}) เพราะเป็นภาพสแกนหรือใช้แบบอักษรที่คัดลอกข้อความไม่ได้ "
        "ควรเผยแพร่ไฟล์ที่ค้นหาและคัดลอกข้อความได้ เช่น บันทึกเป็น PDF จากโปรแกรมพิมพ์เอกสารโดยตรง",
        f"the text cannot be read ({which_en}): a scan, or fonts whose text cannot be copied; "
        "publish a version with real text, for example saved as PDF from the word processor itself",
    )


def _recognised(numbers: Sequence[int], count: int) -> Text:
    which, which_en = _which(numbers, count)
    return Text(
        f"เป็นภาพสแกนที่มีข้อความจาก OCR ซ้อนอยู่ ({which}) ใช้ยืนยันสิ่งที่พบได้ แต่ใช้ชี้ว่าขาดหรือผิดไม่ได้ "
        "ควรเผยแพร่ไฟล์ที่บันทึกเป็น PDF จากโปรแกรมพิมพ์เอกสารโดยตรง",
        f"a scan with text that OCR put under it ({which_en}), which shows what is there, never what is missing; "
        "publish a version with real text, for example saved as PDF from the word processor itself",
    )


def _too_long(count: int, read: int) -> Text:
    return Text(
        f"เอกสารมี {count:,} หน้า อ่านเพียง {read:,} หน้าแรก",
        f"the document has {count:,} pages; only the first {read:,} were read",
    )


def _broken(numbers: Sequence[int], count: int) -> Text:
    which, which_en = _which(numbers, count)
    return Text(f"บางหน้าเสีย เปิดไม่ได้ ({which})", f"damaged and cannot be opened: {which_en}")


def _cut_short() -> Text:
    return Text(
        "ไฟล์ขาดส่วนท้าย ดาวน์โหลดมาไม่ครบหรือต้นฉบับเสีย", "the file ends too early: cut short, or broken on the server"
    )
