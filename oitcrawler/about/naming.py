"""The agency whose document it is: who announces, writes or signs it, and not whom it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from .agencies import Name, first_name, is_only_name, names_in, only_local
from .kinds import head_noun, without_lead
from .lines import Leaf, Line
from .model import DocumentKind, Said, Where
from .opening import Opening

_LETTERHEAD: Final = re.compile(r"ส่?วน\s?ราชการ")
_OWNER: Final = re.compile(r"(?:ชื่อ)?\s?หน่วยงาน(?:เจ้าของโครงการ|ของรัฐ|ผู้จัดทำ)?\s*[:.]?\s*(?=[ก-๎])")
_UNIT_LINE: Final = re.compile(r"(?:จัดทำโดย|เสนอโดย|โดย|ของ|กอง|งาน|ฝ่าย|กลุ่ม|สำนัก|ส่วน|หน่วย|แผนก|ศูนย์)")
_AREA_ORDER: Final = re.compile(r"(?:ประกาศ|คำสั่ง)\s?((?:จังหวัด|อำเภอ)(?!ที่|ทุก)[ก-๎]{2,30}|กรุงเทพมหานคร|เมืองพัทยา)(?=\s|$)")
_IN_HEAD: Final = (DocumentKind.ANNOUNCEMENT, DocumentKind.ORDER, DocumentKind.RULES, DocumentKind.MINUTES)


def agency_of(
    opening: Opening, leaves: Sequence[Leaf], kind: DocumentKind | None, signatory: Said[str] | None
) -> Said[str] | None:
    """Return the agency whose document it is.

    Its letterhead or the head noun of an announcement says it first, then the cover's own lines, then the title,
    then the post of who signed, then a line that names the owner. An agency above ("สังกัด …") or addressed is left
    out, and so are national bodies that a title merely mentions.
    """
    sources = (
        _letterhead(opening),
        _owner(leaves) if kind is DocumentKind.FORM else (),
        _announcer(opening, kind),
        _cover(opening, kind),
        _title(opening, kind),
        _signing(signatory),
        _owner(leaves),
    )
    return next((said for source in sources for said in source), None)


def agency_in(text: str, where: Where) -> Said[str] | None:
    """Return the one local agency that a label or a file's name names."""
    name = only_local(text)
    return Said(name.text, text, where) if name is not None else None


def _said(name: Name, line: Line) -> Said[str]:
    return Said(name.text, line.mended[:200], Where.CONTENT, line.page, line.origin)


def _letterhead(opening: Opening) -> Iterator[Said[str]]:
    if not opening.is_letter:
        return
    for line in opening.head:
        text = line.mended
        name = first_name(text)
        if name is None or text.startswith(("เรื่อง", "เรียน")):
            continue
        if _LETTERHEAD.match(text) or is_only_name(text) or text[: name.position].endswith(("ที่ทำการ", "สำนักงาน")):
            yield _said(name, line)


def _announcer(opening: Opening, kind: DocumentKind | None) -> Iterator[Said[str]]:
    """Yield the agency that stands next to the head noun: "ประกาศองค์การบริหารส่วนตำบล…"."""
    if kind not in _IN_HEAD or not opening.title:
        return
    for line in opening.title[:2]:
        text = without_lead(line.mended)
        if text.startswith(("เรื่อง", "ว่าด้วย")):
            return
        if area := _AREA_ORDER.match(text):
            yield Said(" ".join(area[1].split()), text[:200], Where.CONTENT, line.page, line.origin)
        noun = head_noun(text) or ""
        name = first_name(text)
        if name is not None and "เรื่อง" not in text[len(noun) : name.position] and name.position <= len(noun) + 12:
            yield _said(name, line)


def _cover(opening: Opening, kind: DocumentKind | None) -> Iterator[Said[str]]:
    """Yield the agencies that lines of the head consist of, and those of the units that made the document.

    A form names the national body that drew it up; "โดย …" under a title that names an agency is who was asked to
    write for it.
    """
    is_named = only_local(opening.title_text) is not None
    for line in opening.head:
        text = line.mended
        if line in opening.title or text.startswith(("สังกัด", "ในสังกัด", "เรียน", "เสนอต่อ")):
            continue
        if is_named and text.startswith(("โดย", "จัดทำโดย")):
            continue
        if is_only_name(text) or _UNIT_LINE.match(text):
            name = first_name(text)
            if name is not None and (name.is_local or (is_only_name(text) and kind is not DocumentKind.FORM)):
                yield _said(name, line)


def _title(opening: Opening, kind: DocumentKind | None) -> Iterator[Said[str]]:
    if kind is DocumentKind.RULES or not opening.title:
        return
    name = only_local(opening.title_text)
    if name is not None:
        yield Said(name.text, opening.title_text, Where.CONTENT, opening.title[0].page, opening.title[0].origin)


def _signing(signatory: Said[str] | None) -> Iterator[Said[str]]:
    name = only_local(signatory.value) if signatory is not None else None
    if signatory is not None and name is not None:
        yield Said(name.text, signatory.quote, Where.CONTENT, signatory.page, signatory.origin)


def _owner(leaves: Iterable[Leaf]) -> Iterator[Said[str]]:
    for leaf in leaves:
        for line in leaf.lines[:25]:
            if "หน่วยงาน" in line.text and (owner := _OWNER.match(line.mended)):
                name = next(names_in(line.mended[owner.end() :]), None)
                if name is not None and name.position == 0:
                    yield _said(name, line)
