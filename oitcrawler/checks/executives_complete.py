"""The top executive and a deputy are shown, each with name, post, photograph and a way to be reached.

Recognises people by cards (a picture with text), rows of a table, and blocks with a name and a post. A vacant post
that says so is complete. A photograph counts when it stands with the person; telephone or e-mail count when they
stand with the person.

Codes:
* `executive-part-missing`: a part of an executive's card or row is missing, one fault for each. One central number
  for the whole page, pictures that nothing assigns to a person, and pages without clear cards give a review.
* `deputy-missing`: no deputy is shown on any of the pages.

Source: reference oit-2565 o2, oit-2566 o2, oit-2568 o2 (at least the top executive and a deputy; name, post, picture
and contact of each; a vacant post is written as vacant).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..evidence.model import Evidence
from ..model import Fault, Met, Result, Review, Text
from ._people import TOP, Person, has_contact, loose_portraits, people
from ._verdicts import absent, blind_of, in_name, nothing_found, wrong
from ._words import Hit, by_ocr, listing, opening, seek
from .base import Case, CheckParams, Found

CODES = ("executive-part-missing", "deputy-missing")

Part = Literal["name", "photo", "contact"]
_PARTS = {
    "name": Text("ชื่อ-นามสกุล", "the name"),
    "photo": Text("รูปถ่าย", "a photograph"),
    "contact": Text("ช่องทางการติดต่อ", "a way to be reached"),
}


class Params(CheckParams):
    """`posts` are the words of the top posts; a deputy's is known by รอง before them."""

    posts: tuple[str, ...] = TOP
    parts: tuple[Part, ...] = ("name", "photo", "contact")
    deputy: bool = True


def check(case: Case, params: Params) -> Result:
    """Judge the executives shown on all pages found together."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("ข้อมูลผู้บริหาร", "information on the executives"))
    shown = tuple((one.evidence, person) for one in case.found for person in people(one.evidence, params.posts))
    tops = tuple(pair for pair in shown if not pair[1].is_deputy)
    deputies = tuple(pair for pair in shown if pair[1].is_deputy)
    if not tops:
        return blind_of(case.found) or _no_top(case.found, params)
    incomplete = tuple((evidence, one, part) for evidence, one in shown for part in _missing(one, params))
    if incomplete:
        return blind_of(case.found) or _incomplete(case.found, incomplete)
    if params.deputy and not deputies:
        return blind_of(case.found) or _no_deputy(case, params)
    return _complete(shown)


def _missing(person: Person, params: Params) -> tuple[Part, ...]:
    if person.vacant:
        return ()
    has = {"name": bool(person.name), "photo": person.photo, "contact": person.contact}
    return tuple(part for part in params.parts if not has[part])


def _complete(shown: Sequence[tuple[Evidence, Person]]) -> Met:
    names = [person.shown for _, person in shown]
    return Met(
        Text(
            f"แสดงชื่อ ตำแหน่ง รูปถ่าย และช่องทางติดต่อของ {listing(names)}",
            f"Name, post, photograph and contact are shown of {listing(names)}",
        ),
        tuple(person.cite for _, person in shown[:6]),
    )


def _no_top(found: Sequence[Found], params: Params) -> Review:
    hit = _first_hit(found, params.posts)
    evidence = found[0].evidence
    return Review(
        CODES[0],
        in_name(
            evidence,
            "อ่านไม่พบผู้บริหารสูงสุดอย่างชัดเจน โปรดเปิดดูว่าแสดงชื่อ ตำแหน่ง รูปถ่าย และช่องทางติดต่อครบหรือไม่",
            "no top executive could be made out; please look whether name, post, photograph and contact are shown",
        ),
        (hit.cite if hit else opening(evidence),),
    )


def _first_hit(found: Sequence[Found], words: Sequence[str]) -> Hit | None:
    hits = (seek(one.evidence, words) for one in found)
    return next((hit for hit in hits if hit is not None), None)


def _incomplete(found: Sequence[Found], incomplete: Sequence[tuple[Evidence, Person, Part]]) -> Result:
    faults = tuple(
        Fault(
            person.cite,
            Text(
                f"{person.shown or 'ผู้บริหาร'}: ไม่พบ{_PARTS[part].th}",
                f"{person.shown or 'an executive'}: {_PARTS[part].en} was not found",
            ),
        )
        for _, person, part in incomplete
    )
    names = listing([fault.message.th for fault in faults], 4)
    names_en = listing([fault.message.en for fault in faults], 4)
    reason = Text(f"ข้อมูลผู้บริหารไม่ครบ: {names}", f"Information on the executives is incomplete: {names_en}")
    proof = tuple(dict.fromkeys(fault.at for fault in faults))
    doubts = [_doubt(found, evidence, person, part) for evidence, person, part in incomplete]
    if all(doubts):
        hint = next(one for one in doubts if one is not None)
        return Review(CODES[0], Text(f"{reason.th} — {hint.th}", f"{reason.en} — {hint.en}"), proof, faults)
    certain = tuple(fault for fault, doubt in zip(faults, doubts, strict=True) if doubt is None)
    return wrong(CODES[0], reason, tuple(dict.fromkeys(one.at for one in certain)), certain)


def _doubt(found: Sequence[Found], evidence: Evidence, person: Person, part: Part) -> Text | None:
    """Return why a missing part may be there all the same, or None when nothing speaks for it."""
    if not person.sure or by_ocr(evidence) or not evidence.is_page:
        return Text("หน้านี้ไม่ได้แยกเป็นรายคนอย่างชัดเจน โปรดเปิดดู", "people are not clearly apart here: please look")
    if part == "photo" and any(loose_portraits(one.evidence) for one in found):
        return Text("มีรูปที่ไม่ได้ระบุว่าเป็นของใคร โปรดเปิดดู", "there are pictures without names: please look")
    if part == "contact" and _central_contact(found):
        return Text(
            "มีเพียงหมายเลขหรืออีเมลกลาง โปรดดูว่าใช้ติดต่อผู้บริหารแต่ละคนได้หรือไม่",
            "there is only a central number or e-mail: please look whether it reaches each executive",
        )
    return None


def _central_contact(found: Sequence[Found]) -> bool:
    return any(one.evidence.contacts or has_contact(one.evidence.text) for one in found)


def _no_deputy(case: Case, params: Params) -> Result:
    words = tuple(f"รอง{post}" for post in params.posts)
    hit = _first_hit(case.found, words)
    evidence = case.found[0].evidence
    reason = in_name(
        evidence,
        "ไม่พบรองผู้บริหารสูงสุด ต้องแสดงรองอย่างน้อยหนึ่งคน หากตำแหน่งว่างให้ระบุว่า “ตำแหน่งว่าง”",
        "no deputy of the top executive is shown; at least one is needed, and a vacant post must say so",
    )
    if hit is not None or any(loose_portraits(one.evidence) or by_ocr(one.evidence) for one in case.found):
        return Review(CODES[1], reason, (hit.cite if hit else opening(evidence),))
    return absent(case.coverage, CODES[1], reason, (opening(evidence),))
