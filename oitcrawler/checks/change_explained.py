"""Evidence that is marked as amended or replaced has an explanation beside it; or none is marked so.

Looks at link texts, titles and file names for marks of replacement ("ฉบับแก้ไข", "(แก้ไข)", "revised"), and at the
same page and its documents for a letter that explains the change (หนังสือชี้แจง, บันทึกชี้แจง). A plan that is
"แก้ไขเพิ่มเติม ครั้งที่ 2" is an ordinary kind of plan and no replacement.

Codes:
* `document-changed-without-notice`: a mark of replacement without an explanation; weaker marks ("ปรับปรุง",
  "ฉบับที่ 2", "edit") give a review.

Source: seed 001, o6, FY2568 (no points because the file was changed or amended without the explanation that the
handbook asks for).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Citation, Met, Result, Review, Text
from ..thai import fold
from ._verdicts import blind_of, in_name, nothing_found, wrong
from ._words import name, says, seek
from .base import Case, CheckParams, Found

CODES = ("document-changed-without-notice",)

EXPLAINS = (
    "หนังสือชี้แจง",
    "บันทึกชี้แจง",
    "คำชี้แจง",
    "ชี้แจงการแก้ไข",
    "ชี้แจงเหตุผล",
    "ชี้แจงการเปลี่ยนแปลง",
    "ชี้แจงการปรับปรุง",
    "ขอชี้แจง",
)
_REPLACED = re.compile(
    r"ฉบับแก้ไข|ฉบับปรับปรุงแก้ไข|[(\[]\s*แก้ไข\s*[)\]]|แก้ไขใหม่|ไฟล์แก้ไข|แก้ไขไฟล์|แทนไฟล์เดิม|แทนฉบับเดิม|แทนที่ไฟล์"
    r"|แทนที่ฉบับ|[(\[]\s*ปรับปรุงใหม่\s*[)\]]|ฉบับปรับปรุงใหม่|ปรับปรุงใหม่|\brevised\b"
)
_PERHAPS = re.compile(r"แก้ไข|ปรับปรุง|ฉบับที่ [2-9]|(?<![a-z])(?:edit(?:ed)?|rev|final|v)[ _-]?[2-9]?(?![a-z0-9])|ใหม่[)\]]")
_ORDINARY = re.compile(
    r"(?:แก้ไข|เพิ่มเติม|เปลี่ยนแปลง)[^)]{0,12}(?:ครั้งที่|\(?ฉบับที่)|พระราชบัญญัติ|พ\.ร\.บ|ระเบียบ|ข้อบัญญัติ|เทศบัญญัติ|การแก้ไขปัญหา"
    r"|แก้ไขปัญหา|การปรับปรุง(?!ใหม่)|ปรับปรุง(?:ถนน|ระบบ|การ|งาน|คุณภาพ|อาคาร|ภูมิทัศน์|ล่าสุด)|โครงการ"
)


class Params(CheckParams):
    """`explains` are the words by which an explanation is known."""

    explains: tuple[str, ...] = EXPLAINS


def check(case: Case, params: Params) -> Result:
    """Judge the names of all evidence found."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("หลักฐาน", "evidence"))
    explained = next(_explanations(case, params), None)
    marks = tuple(mark for one in case.found for mark in _marks(one, _REPLACED))
    perhaps = tuple(mark for one in case.found for mark in _marks(one, _PERHAPS))
    if (marks or perhaps) and explained is not None:
        return Met(
            Text("มีเครื่องหมายว่าแก้ไขเอกสาร และมีหนังสือชี้แจงประกอบ", "A change is marked, with an explanation beside it"),
            (*(marks or perhaps)[:2], explained),
        )
    named = not marks and not perhaps and all(any((*one.labels, one.evidence.title)) for one in case.found)
    return (None if named else blind_of(case.found)) or _without_notice(case, marks, perhaps)


def _explanations(case: Case, params: Params) -> Iterator[Citation]:
    for one in case.found:
        evidence = one.evidence
        for label in (*one.labels, evidence.title, evidence.file_name):
            if says(label, params.explains):
                yield evidence.cite(label)
        for link in evidence.links:
            if says(f"{link.text} {link.row}", params.explains):
                yield evidence.cite(f"{link.text} {link.url}", selector=link.selector)
        hit = seek(evidence, params.explains)
        if hit is not None:
            yield hit.cite


def _marks(found: Found, pattern: re.Pattern[str]) -> Iterator[Citation]:
    evidence = found.evidence
    for label in dict.fromkeys((*found.labels, evidence.title, evidence.file_name)):
        folded = fold(label)
        if pattern.search(folded) and not _ORDINARY.search(folded):
            yield evidence.cite(label)


def _without_notice(case: Case, marks: tuple[Citation, ...], perhaps: tuple[Citation, ...]) -> Result:
    if marks:
        return wrong(
            CODES[0],
            Text(
                f"“{marks[0].quote}” เป็นเอกสารที่แก้ไขหรือเปลี่ยนแทน แต่ไม่พบหนังสือชี้แจงในหน้าเดียวกัน "
                "โปรดเผยแพร่หนังสือชี้แจงการแก้ไขไว้คู่กับเอกสาร",
                f"“{marks[0].quote}” is an amended or replaced document, but no explanation was found beside it; "
                "please publish a letter that explains the change",
            ),
            marks,
        )
    if perhaps:
        return Review(
            CODES[0],
            Text(
                f"“{perhaps[0].quote}” อาจเป็นเอกสารที่แก้ไขแทนของเดิม โปรดเปิดดูว่าต้องมีหนังสือชี้แจงหรือไม่",
                f"“{perhaps[0].quote}” may replace an earlier document; please look whether it needs an explanation",
            ),
            perhaps,
        )
    first = case.found[0].evidence
    return Met(
        in_name(
            first,
            "ชื่อเอกสารและลิงก์ไม่มีเครื่องหมายว่าแก้ไขหรือเปลี่ยนแทน",
            "no name of a document or link shows a change",
        ),
        tuple(one.evidence.cite(" ".join(one.labels) or name(one.evidence)) for one in case.found[:3]),
    )
