"""The text of PDF pages: what fonts without Unicode leave unreadable, and what a document calls itself. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .tree import tidy

_NOISE = re.compile("[\x00\x02\x03\xad\ufffe\ufeff\u200b]")
_UNREADABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf6ff\uf71b-\uf8ff]")
_OLD_THAI = re.compile("[\xa1-\xda\xdf-\xfb]")
_THAI = re.compile("[ก-๛]")
_SENSELESS = re.compile(
    r"(?i)microsoft|powerpoint|untitled|\.(?:docx?|xlsx?|pptx?|pdf|tmp|indd|jpg)\b|^(?:scan|img|doc|document|slide|print)\b|งานนำเสนอ"
    r"|ภาพนิ่ง|^บันทึกข้อความ$|^เรื่อง$|^[\W\d_]*$|^.{0,3}$|^เอกสาร\d*$|template|^book\d*$|^sheet\d*$"
)
_NO_HEADING = re.compile(r"^[\W\d_]*$|^-?\s*\d+\s*-?$|^หน้า(?:ที่)?\s*\d+|^[(]?(?:สำเนา|ลับ)|^ที่\s")
_OPENING = re.compile(r"^(?:ประกาศ|คำสั่ง|บันทึกข้อความ|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|รายงานการประชุม)")
_MAX_TITLE = 250


def clean_text(text: str) -> str:
    """Return the text of a layer without what is no text; Thai that old fonts wrote as Latin letters is read."""
    return tidy(_NOISE.sub("", _from_old_font(text).replace("\r\n", "\n").replace("\r", "\n")))


def is_legible(text: str) -> bool:
    """Whether a layer says what the page shows: fonts without a Unicode map give control characters instead."""
    letters = sum(not letter.isspace() for letter in text)
    return len(_UNREADABLE.findall(text)) <= 0.05 * letters


def _from_old_font(text: str) -> str:
    """Read a layer that holds TIS-620 codes as if they were Latin-1 ("á¼¹" for "แผน")."""
    old = len(_OLD_THAI.findall(text))
    if old < 20 or old < 4 * len(_THAI.findall(text)):
        return text
    return _OLD_THAI.sub(lambda found: found[0].encode("latin-1").decode("cp874"), text)


def title_from(metadata: str, pages: Sequence[str]) -> str:
    """Return what a document calls itself: its metadata if they make sense, else its first lines."""
    named = " ".join(_from_old_font(metadata).split())
    if named and not _SENSELESS.search(named) and _THAI.search(named) and len(named) <= _MAX_TITLE:
        return named
    lines = [line.strip() for page in pages for line in page.splitlines()]
    return " ".join(_opening(lines))[:_MAX_TITLE].strip()


def _opening(lines: Sequence[str]) -> Iterator[str]:
    """Return the first line that says something, and for an announcement the line that says on what."""
    first = next((place for place, line in enumerate(lines) if not _NO_HEADING.search(line)), None)
    if first is None:
        return
    yield lines[first]
    if _OPENING.match(lines[first]):
        subject = next((line for line in lines[first + 1 : first + 12] if line.startswith("เรื่อง")), "")
        if subject:
            yield subject
    elif len(lines[first]) < 40 and len(lines) > first + 1 and not _NO_HEADING.search(lines[first + 1]):
        yield lines[first + 1]
