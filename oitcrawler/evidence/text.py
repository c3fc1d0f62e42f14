"""Plain text, JSON and feeds."""

from __future__ import annotations

import html
import re
from dataclasses import replace

from ..model import Cause, Text
from .contacts import contacts_in
from .encoding import decode
from .model import Evidence, Kind, Passage
from .source import Source

MAX_LETTERS = 2_000_000
_TAG = re.compile(r"<!\[CDATA\[|\]\]>|<[^<>]{0,2000}>")
_BLANK_LINE = re.compile(r"\n\s*\n")


def extract_text(source: Source) -> Evidence:
    """Return the paragraphs of a text; the tags of feeds and other XML are left out."""
    text, _ = decode(source.body, source.content_type)
    is_cut = len(text) > MAX_LETTERS
    text = text[:MAX_LETTERS].lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip().startswith("<"):
        text = html.unescape(_TAG.sub("\n", text))
    paragraphs = [" ".join(part.split()) for part in _BLANK_LINE.split(text)]
    passages = tuple(Passage(part) for part in paragraphs if part)
    cause = Cause.TOO_LARGE if is_cut else None if passages else Cause.EMPTY_BODY
    return replace(
        source.evidence(Kind.TEXT, obstacle=cause, detail=_why(cause)),
        title=passages[0].text[:200] if passages else "",
        passages=passages,
        contacts=contacts_in(passages),
    )


def _why(cause: Cause | None) -> Text | None:
    if cause is Cause.TOO_LARGE:
        return Text("ข้อความยาวเกินไป อ่านเพียงส่วนต้น", "the text is too long; only its beginning was read")
    return Text("ไฟล์ไม่มีข้อความ", "the file has no text") if cause else None
