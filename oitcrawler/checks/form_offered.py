"""A form or an online channel of the wanted kind lets people write.

Looks on the pages found for a form whose words, or whose page's title, name the subject, and for links to a form
service with those words.

Codes:
* `form-missing`: none was found; e-mail and chat, or a form that does not say its subject, give a review.

Source: reference oit-2565 o32 (an online channel by which people give opinions).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.model import ContactKind, Form, Link, Place
from ..model import Citation, Met, Result, Review, Text
from ._channels import (
    cite_form,
    cite_link,
    form_text,
    is_chat,
    is_file,
    is_form_service,
    leads_to_form,
    takes_a_message,
    usable_forms,
)
from ._verdicts import absent, blind_page_of, nothing_found
from ._words import opening, says
from .base import Case, CheckParams, Found

CODES = ("form-missing",)

OPINIONS = (
    "ความคิดเห็น",
    "ข้อเสนอแนะ",
    "ข้อคิดเห็น",
    "รับฟัง",
    "เสนอแนะ",
    "แบบสอบถาม",
    "แบบสำรวจ",
    "ติชม",
    "feedback",
    "opinion",
)


class Params(CheckParams):
    """`about` are the words that name the subject."""

    about: tuple[str, ...] = OPINIONS


def check(case: Case, params: Params) -> Result:
    """Judge all pages found together."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("ช่องทางรับฟังความคิดเห็น", "a channel for opinions"))
    offered = tuple(cite for one in case.found for cite in _offered(one, params))
    if offered:
        return Met(
            Text("มีแบบฟอร์มหรือช่องทางออนไลน์ให้กรอกในเรื่องนี้", "A form or an online channel for this subject is offered"),
            offered[:3],
        )
    return blind_page_of(case.found) or _not_offered(case)


def _offered(found: Found, params: Params) -> Iterator[Citation]:
    evidence = found.evidence
    page = " ".join((evidence.title, *evidence.breadcrumb, *found.labels, *(one.text for one in evidence.headings[:2])))
    for form in usable_forms(evidence):
        if _is_about(form, page, params):
            yield cite_form(evidence, form)
    for link in evidence.links:
        if _leads_to_one(link, page, params):
            yield cite_link(evidence, link)


def _is_about(form: Form, page: str, params: Params) -> bool:
    if says(form_text(form), params.about):
        return True
    return takes_a_message(form) and says(page, params.about) is not None


def _leads_to_one(link: Link, page: str, params: Params) -> bool:
    if is_file(link.url):
        return False
    named = says(f"{link.text} {link.row}", params.about) is not None
    if is_form_service(link.url):
        return named or says(page, params.about) is not None
    return named and link.place is not Place.MENU and leads_to_form(link.url)


def _not_offered(case: Case) -> Result:
    perhaps = tuple(cite for one in case.found for cite in _perhaps(one))
    if perhaps:
        return Review(
            CODES[0],
            Text(
                "พบแบบฟอร์ม อีเมล หรือแชตที่ไม่ได้บอกว่าใช้ในเรื่องนี้ โปรดเปิดดูว่าใช้แสดงความคิดเห็นได้หรือไม่",
                "A form, e-mail or chat was found that does not name this subject; please look whether it serves it",
            ),
            perhaps[:3],
        )
    return absent(
        case.coverage,
        CODES[0],
        Text(
            "ไม่พบแบบฟอร์มหรือช่องทางออนไลน์ให้แสดงความคิดเห็นในหน้าที่พบ",
            "no form or online channel to give opinions was found on the page",
        ),
        (opening(case.found[0].evidence),),
    )


def _perhaps(found: Found) -> Iterator[Citation]:
    evidence = found.evidence
    for form in usable_forms(evidence):
        yield cite_form(evidence, form)
    for link in evidence.links:
        if is_chat(link.url) and link.place in (Place.CONTENT, Place.TABLE):
            yield cite_link(evidence, link)
    for contact in evidence.contacts:
        if contact.kind is ContactKind.EMAIL and contact.place is Place.CONTENT:
            yield evidence.cite(contact.quote, selector=contact.selector)
