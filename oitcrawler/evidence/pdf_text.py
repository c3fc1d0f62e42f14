"""The text of PDF pages: what fonts without Unicode leave unreadable, what is no text, and its title. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..thai.old_fonts import read_old_font
from ..thai.repair import repair
from .opening import opening, says_same
from .tree import tidy

_NOISE = re.compile("[\x00\x02\x03\xad\ufffe\ufeff\u200b]")
_UNREADABLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufffd\ue000-\uf6ff\uf71b-\uf872\uf876-\uf8ff]")
_SYMBOLS = re.compile(r"[!\"#$&'*+;<=>?@\[\\\]^`{|}~]")
_LETTERS = re.compile(r"[^\W_]")
_THAI = re.compile("[ก-๛]")
_SENSELESS = re.compile(
    r"(?i)microsoft|powerpoint|untitled|ไม่มีชื่อ|\.(?:docx?|xlsx?|pptx?|pdf|tmp|indd|jpe?g|png|ai|psd)\b"
    r"|^(?:scan|img|doc|document|slide|print|fax|page|สแกน)[\W\d_]*\d*\b|งานนำเสนอ|^การนำเสนอ|^สไลด์"
    r"|ภาพนิ่ง|^บันทึกข้อความ$|^เรื่อง$|^[\W\d_]*$|^.{0,3}$|^เอกสาร\s*\d*$|template|^book\d*$|^sheet\d*$|^สมุดงาน\d*$|^แผ่น\d*$"
)
_MAX_TITLE = 250
_SYMBOL_SHARE = 0.18
_ENOUGH = 80


def clean_text(text: str) -> str:
    """Return the text of a layer without what is no text; Thai that old fonts wrote as Latin letters is read."""
    return tidy(_NOISE.sub("", read_old_font(text).replace("\r\n", "\n").replace("\r", "\n")))


def is_legible(text: str) -> bool:
    """Whether a layer says what the page shows.

    Fonts without a Unicode map give control characters, or the printable characters that happen to have the numbers
    of their glyphs: then symbols stand among the letters everywhere.
    """
    seen = len("".join(text.split()))
    if _UNREADABLE.search(text) and len(_UNREADABLE.findall(text)) > 0.05 * seen:
        return False
    if seen < _ENOUGH or len(_THAI.findall(text)) > 0.3 * seen:
        return True
    symbols = len(_SYMBOLS.findall(text))
    return symbols <= _SYMBOL_SHARE * (symbols + len(_LETTERS.findall(text)))


def title_from(metadata: str, pages: Sequence[str]) -> str:
    """Return what a document calls itself: the opening lines of its first pages.

    Its properties are often those of another document from which it was made. They count when the opening says the
    same in more words or fewer, and when it says nothing.
    """
    named = " ".join(repair(read_old_font(metadata)).split())
    if _SENSELESS.search(named) or not _THAI.search(named) or len(named) > _MAX_TITLE:
        named = ""
    shown = opening(pages)
    if not shown.title:
        return named
    if named and (shown.is_weak or len(named) > len(shown.title)) and says_same(named, shown.lines):
        return named
    return shown.title[:_MAX_TITLE].strip()
