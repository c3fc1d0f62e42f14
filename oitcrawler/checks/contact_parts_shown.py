"""The contact information shows every part that is asked for: address, telephone, e-mail.

Looks at the contact blocks of the pages found and of the main page, then at their text. Sample text of a website
theme (contact@example.com) is not the agency's.

Codes:
* `contact-part-missing`: a part is missing, one fault for each; contact pages that are pictures give a review.

Source: reference oit-2568 o3 (at least address, telephone number, e-mail), oit-2566 o5 (and a map); sites.md §6
(theme sample text published as contact page).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ..evidence.model import ContactKind, Evidence
from ..model import Citation, Fault, Met, Result, Review, Text
from ..thai.fold import arabic_digits
from ._channels import host
from ._verdicts import blind_of, in_name, lacking, nothing_found
from ._words import by_ocr, opening, own_text, says
from .base import Case, CheckParams, Found

CODES = ("contact-part-missing",)

Part = Literal["address", "phone", "email", "fax", "map"]
_NAMES = {
    "address": Text("ที่อยู่", "the address"),
    "phone": Text("หมายเลขโทรศัพท์", "the telephone number"),
    "email": Text("อีเมล", "the e-mail address"),
    "fax": Text("หมายเลขโทรสาร", "the fax number"),
    "map": Text("แผนที่ตั้ง", "a map"),
}
_IN_TEXT = {
    "address": re.compile(
        r"(?:เลขที่|หมู่ที่|หมู่|ม\.|ถนน|ถ\.).{0,120}(?:อำเภอ|อ\.|เขต).{0,60}(?:จังหวัด|จ\.|กรุงเทพ|\d{5})", re.DOTALL
    ),
    "phone": re.compile(r"(?:โทร|tel|phone|สายด่วน)\D{0,25}0[\d\s\-–()]{7,}", re.IGNORECASE),
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "fax": re.compile(r"(?:โทรสาร|แฟกซ์|fax)\D{0,25}0[\d\s\-–()]{7,}", re.IGNORECASE),
    "map": re.compile(r"(?!)"),
}
_MAPS = re.compile(r"maps\.google|google\.[a-z.]+/maps|goo\.gl/maps|maps\.app\.goo\.gl|openstreetmap")
_SAMPLE = re.compile(
    r"@(?:example\.(?:com|org|net)|yourdomain|domain\.com|email\.com|yoursite)|\+54 356 945|123[- ]?456[- ]?7890"
)


class Params(CheckParams):
    """`parts` are what must be shown."""

    parts: tuple[Part, ...] = ("address", "phone", "email")


def check(case: Case, params: Params) -> Result:
    """Judge the parts shown on the pages found and on the main page."""
    pages = (*(one.evidence for one in case.found), *((case.home,) if case.home is not None else ()))
    if not pages:
        return nothing_found(case, CODES[0], Text("ข้อมูลการติดต่อ", "contact information"))
    shown = {part: cites for part in params.parts if (cites := _shown(pages, part))}
    missing = tuple(part for part in params.parts if part not in shown)
    if not missing:
        names = ", ".join(_NAMES[part].th for part in params.parts)
        names_en = ", ".join(_NAMES[part].en for part in params.parts)
        return Met(
            Text(f"แสดงข้อมูลการติดต่อครบ: {names}", f"All contact parts are shown: {names_en}"),
            tuple(cites[0] for cites in shown.values()),
        )
    return blind_of(Found(one) for one in pages) or _missing(pages, missing)


def _shown(pages: Sequence[Evidence], part: Part) -> tuple[Citation, ...]:
    return tuple(cite for page in pages for cite in (*_contacts(page, part), *_in_text(page, part), *_maps(page, part)))


def _contacts(page: Evidence, part: Part) -> tuple[Citation, ...]:
    return tuple(
        page.cite(one.quote, selector=one.selector)
        for one in page.contacts
        if one.kind is ContactKind(part) and not _SAMPLE.search(f"{one.value} {one.quote}")
    )


def _in_text(page: Evidence, part: Part) -> tuple[Citation, ...]:
    found = (
        (passage, _IN_TEXT[part].search(text))
        for passage in page.passages
        if not _SAMPLE.search(text := arabic_digits(passage.text))
    )
    return tuple(
        page.cite(match[0], page=passage.page, selector=passage.selector, origin=passage.origin)
        for passage, match in found
        if match is not None
    )


def _maps(page: Evidence, part: Part) -> tuple[Citation, ...]:
    if part != "map":
        return ()
    return tuple(
        page.cite(f"{one.text} {one.url}".strip(), selector=one.selector)
        for one in page.links
        if (_MAPS.search(one.url) and host(one.url)) or says(one.text, ("แผนที่ตั้ง", "แผนที่หน่วยงาน"))
    )


def _missing(pages: Sequence[Evidence], missing: Sequence[Part]) -> Result:
    page = pages[0]
    at = opening(page)
    names = Text(", ".join(_NAMES[part].th for part in missing), ", ".join(_NAMES[part].en for part in missing))
    faults = tuple(Fault(at, Text(f"ไม่พบ{_NAMES[part].th}", f"{_NAMES[part].en} was not found")) for part in missing)
    reason = in_name(
        page,
        f"ข้อมูลการติดต่อขาด {names.th} โปรดเพิ่มให้ครบ",
        f"the contact information lacks {names.en}; please add it",
    )
    if _in_a_picture(page) or by_ocr(page) or ("map" in missing and len(missing) == 1 and page.images):
        return Review(CODES[0], reason, (at,), faults)
    return lacking(page, CODES[0], reason, (at,), faults)


def _in_a_picture(page: Evidence) -> bool:
    """Whether the contact information may be a picture: the page has pictures and hardly any text of its own."""
    return bool(page.images) and len(own_text(page)) < 200
