"""Evidence that was amended or replaced has an explanation beside it; or nothing shows that it was.

Looks at what earlier runs saw at the same place (another text now), at link texts, titles and file names for marks of
replacement ("ฉบับแก้ไข", "(แก้ไข)", "revised"), and at the same page and its documents for a letter that explains the
change (หนังสือชี้แจง, บันทึกชี้แจง). A letter beside it that does not say of which document it is gives a review. A plan that
is "แก้ไขเพิ่มเติม ครั้งที่ 2" is an ordinary kind of plan and no replacement.

Codes:
* `document-changed-without-notice`: another text than in an earlier run, or a mark of replacement, without an
  explanation; weaker marks ("ปรับปรุง", "ฉบับที่ 2", "edit") and files whose texts cannot be compared give a review. The
  same text in another file (saved anew, with another day of printing) is no change.

Source: seed 001, o6, FY2568 (no points because the file was changed or amended without the explanation that the
handbook asks for).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from rapidfuzz import fuzz

from ..evidence.changes import Change, Extent
from ..model import Citation, Fault, Met, NotMet, Result, Review, Text
from ..thai.fold import fold
from ..thai.writing import thai_day
from ._verdicts import blind_of, in_name, nothing_found, wrong
from ._words import by_ocr, name, says, seek
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
    if explained is None and (changed := _changed(case.found)) is not None:
        return blind_of(case.found) or _perhaps_explained(case, changed, params)
    marks = tuple(mark for one in case.found for mark in _marks(one, _REPLACED))
    perhaps = tuple(mark for one in case.found for mark in _marks(one, _PERHAPS))
    if (marks or perhaps) and explained is not None:
        return Met(
            Text("มีเครื่องหมายว่าแก้ไขเอกสาร และมีหนังสือชี้แจงประกอบ", "A change is marked, with an explanation beside it"),
            (*(marks or perhaps)[:2], explained),
        )
    named = not marks and not perhaps and all(any((*one.labels, one.evidence.title)) for one in case.found)
    return (None if named else blind_of(case.found)) or _without_notice(case, marks, perhaps, params)


def _explanations(case: Case, params: Params) -> Iterator[Citation]:
    yield from (cited for cited, names in _letters(case, params) if names)
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


def _changed(found: tuple[Found, ...]) -> NotMet | Review | None:
    """Return what comparing with earlier runs shows: other words are a change, other unreadable bytes perhaps one."""
    seen = [(one, change) for one in found for change in one.changes[-1:]]
    texts = [(one, change) for one, change in seen if change.extent is Extent.TEXT]
    if texts:
        reasons = [_difference(one, change) for one, change in texts]
        faults = tuple(Fault(_at(one, change), why) for (one, change), why in zip(texts, reasons, strict=True))
        scanned = any(by_ocr(one.evidence) for one, _ in texts)
        return wrong(CODES[0], reasons[0], tuple(fault.at for fault in faults), faults, scanned=scanned)
    if unclear := [(one, change) for one, change in seen if change.extent is Extent.UNREADABLE]:
        one, change = unclear[0]
        return Review(
            CODES[0],
            in_name(
                one.evidence,
                f"ไฟล์ไม่ใช่ไฟล์เดิมที่ตรวจเมื่อ {_thai(change.seen)} แต่เทียบข้อความไม่ได้ โปรดเปิดดูว่าแก้ไขหรือไม่ หากแก้ไขต้องมีหนังสือชี้แจง",
                f"is not the file that was seen on {change.seen[:10]}, and their texts cannot be compared; please look "
                "whether it was changed, which needs a letter that explains it",
            ),
            (_at(one, change),),
        )
    return None


def _difference(one: Found, change: Change) -> Text:
    before, after = change.removed[:1], change.added[:1]
    was = f" เดิม “{before[0]}”" if before else ""
    now = f" ปัจจุบัน “{after[0]}”" if after else ""
    was_en = f" was “{before[0]}”" if before else ""
    now_en = f" now “{after[0]}”" if after else ""
    return in_name(
        one.evidence,
        f"เนื้อหาต่างจากที่ตรวจเมื่อ {_thai(change.seen)} จำนวน {change.count} บรรทัด{was}{now} แต่ไม่พบหนังสือชี้แจงการแก้ไข "
        "โปรดเผยแพร่หนังสือชี้แจงไว้คู่กับเอกสาร",
        f"differs from what was seen on {change.seen[:10]} in {change.count} lines:{was_en}{now_en}, and no letter "
        "that explains the change was found; please publish one beside the document",
    )


def _thai(moment: str) -> str:
    return thai_day(datetime.fromisoformat(moment).date())


def _at(one: Found, change: Change) -> Citation:
    return one.evidence.cite(change.added[0] if change.added else name(one.evidence))


def _letters(case: Case, params: Params) -> Iterator[tuple[Citation, bool]]:
    """Return the letters that the pages with the evidence's links offer, and whether they name the evidence."""
    labels = [fold(label) for one in case.found for label in (*one.labels, one.evidence.title) if label]
    for page in case.carriers:
        for link in page.links:
            said = says(link.text, params.explains) or says(link.row, params.explains)
            if said:
                rest = fold(link.text).replace(fold(said), "").strip()
                names = len(rest) >= 8 and any(fuzz.partial_ratio(rest, label) >= 75 for label in labels)
                yield page.cite(link.text or link.row, selector=link.selector), names


def _perhaps_explained(case: Case, changed: NotMet | Review, params: Params) -> NotMet | Review:
    """Weaken an accusation when a letter of the same page may belong to the document without naming it."""
    letter = next((cited for cited, _ in _letters(case, params)), None)
    if letter is None or isinstance(changed, Review):
        return changed
    reason = Text(
        f"{changed.reason.th} — ในหน้าเดียวกันมี “{letter.quote}” โปรดดูว่าเป็นหนังสือชี้แจงของเอกสารนี้หรือไม่",
        f"{changed.reason.en} — the same page offers “{letter.quote}”; please look whether it explains this change",
    )
    return Review(CODES[0], reason, (*changed.proof, letter), changed.faults)


def _marks(found: Found, pattern: re.Pattern[str]) -> Iterator[Citation]:
    evidence = found.evidence
    for label in dict.fromkeys((*found.labels, evidence.title, evidence.file_name)):
        folded = fold(label)
        if pattern.search(folded) and not _ORDINARY.search(folded):
            yield evidence.cite(label)


def _without_notice(case: Case, marks: tuple[Citation, ...], perhaps: tuple[Citation, ...], params: Params) -> Result:
    if marks:
        unexplained = wrong(
            CODES[0],
            Text(
                f"“{marks[0].quote}” เป็นเอกสารที่แก้ไขหรือเปลี่ยนแทน แต่ไม่พบหนังสือชี้แจงในหน้าเดียวกัน "
                "โปรดเผยแพร่หนังสือชี้แจงการแก้ไขไว้คู่กับเอกสาร",
                f"“{marks[0].quote}” is an amended or replaced document, but no explanation was found beside it; "
                "please publish a letter that explains the change",
            ),
            marks,
        )
        return _perhaps_explained(case, unexplained, params)
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
