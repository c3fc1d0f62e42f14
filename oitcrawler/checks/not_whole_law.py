"""Powers and duties are explained by the agency itself, not only by a whole Act.

Looks for text about powers and duties that is not a law as enacted. A law as enacted is known by its formula
(ราชกิจจานุเบกษา, "โดยที่เป็นการสมควร", "ให้ไว้ ณ วันที่") and its numbered sections.

Codes:
* `whole-law-only`: the evidence is the law itself. Mostly a review; a gap only when a page with no text of its own
  links nothing but law files.

Source: reference oit-2568 o1 (data that explain duties and powers; not a whole law), oit-2566 o3.
"""

from __future__ import annotations

import re

from ..evidence.model import Evidence
from ..model import Met, Result, Review, Text
from ..thai.fold import arabic_digits
from ._channels import cite_link, content_links, is_file
from ._verdicts import blind_of, in_name, missing, nothing_found
from ._words import Hit, by_ocr, opening, says, seek_all
from .base import Case, CheckParams, Found

CODES = ("whole-law-only",)

DUTIES = ("อำนาจหน้าที่", "หน้าที่และอำนาจ", "อำนาจและหน้าที่", "ภารกิจ", "บทบาทหน้าที่")
LAWS = ("พระราชบัญญัติ", "พ.ร.บ", "พรบ", "กฎหมาย", "กฎกระทรวง", "พระราชกฤษฎีกา", "ประมวลกฎหมาย", "ราชกิจจานุเบกษา")
_FORMULA = ("ราชกิจจานุเบกษา", "โดยที่เป็นการสมควร", "ให้ไว้ ณ วันที่", "พระบาทสมเด็จพระ", "จึงทรงพระกรุณาโปรดเกล้า")
_SECTION = re.compile(r"มาตรา\s*(\d{1,3})")
_MANY_SECTIONS = 12
_EXPLAINING = 200


class Params(CheckParams):
    """`duties` are the words under which powers are explained; `enough` is the least length of text (characters)."""

    duties: tuple[str, ...] = DUTIES
    enough: int = _EXPLAINING


def check(case: Case, params: Params) -> Result:
    """Judge whether one of the evidence found explains powers and duties."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("หน้าที่และอำนาจ", "powers and duties"))
    for one in case.found:
        if (hit := _explains(one, params)) is not None:
            return Met(
                in_name(
                    one.evidence,
                    "อธิบายหน้าที่และอำนาจไว้โดยเฉพาะ ไม่ใช่กฎหมายทั้งฉบับ",
                    "explains powers and duties itself, not by a whole law",
                ),
                (hit.cite,),
            )
    return blind_of(case.found) or _only_law(case, params)


def _explains(found: Found, params: Params) -> Hit | None:
    evidence = found.evidence
    if _is_law(evidence) or len(_own_text(evidence)) < params.enough:
        return None
    hits = seek_all(evidence, params.duties)
    return max(hits, key=lambda hit: len(hit.spot.text), default=None)


def _own_text(evidence: Evidence) -> str:
    """Return the text of an evidence without the texts of its links."""
    links = {link.text.strip() for link in evidence.links}
    return "\n".join(passage.text for passage in evidence.passages if passage.text.strip() not in links)


def _is_law(evidence: Evidence) -> bool:
    """Whether an evidence is a law as enacted."""
    text = arabic_digits(evidence.text)
    sections = {int(found) for found in _SECTION.findall(text)}
    return len(sections) >= _MANY_SECTIONS and says(text, _FORMULA) is not None


def _only_law(case: Case, params: Params) -> Result:
    page = next((one.evidence for one in case.found if one.evidence.is_page), None)
    reason = Text(
        "พบเพียงกฎหมายทั้งฉบับ โปรดสรุปหน้าที่และอำนาจของหน่วยงานเป็นเนื้อหาของหน่วยงานเอง",
        "only a whole law was found; please explain the agency's own powers and duties",
    )
    if page is not None and not page.images and not by_ocr(page) and _links_only_laws(case, page, params):
        cited = tuple(cite_link(page, link) for link in content_links(page))
        return missing(page, CODES[0], reason, cited[:3] or (opening(page),))
    law = next((one.evidence for one in case.found if _is_law(one.evidence)), None)
    if law is not None:
        look = Text(f"{reason.th} (โปรดเปิดดูว่ามีคำอธิบายอยู่ที่อื่นหรือไม่)", f"{reason.en} (please look for it elsewhere)")
        return Review(CODES[0], look, (opening(law),))
    return Review(
        CODES[0],
        in_name(
            case.found[0].evidence,
            "ไม่พบข้อความที่อธิบายหน้าที่และอำนาจอย่างชัดเจน โปรดเปิดดู",
            "no text that clearly explains powers and duties was found; please look",
        ),
        (opening(case.found[0].evidence),),
    )


def _links_only_laws(case: Case, page: Evidence, params: Params) -> bool:
    """Whether a page has no text of its own and every document behind it is a law by name or by content."""
    if len(_own_text(page)) >= params.enough:
        return False
    documents = case.documents()
    links = tuple(link for link in content_links(page) if is_file(link.url))
    named = all(says(f"{link.text} {link.row}", LAWS) for link in links)
    return bool(links) and named and all(_is_law(one.evidence) for one in documents)
