"""People can apply for a service of the agency online.

Looks on the pages found for a form to apply with, or a link to an online service: a sub-domain for services, a form
service, or a link whose words say e-service. Forms for searching and complaining do not count.

Codes:
* `service-not-online`: there are only forms to download and print; a page with neither gives a review.

Source: reference oit-2565 o17, oit-2566 o18, oit-2568 o10 (a service is applied for online without coming, and is
reached from the main website).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..evidence.model import Form, Link, Place
from ..model import Citation, Met, Result, Review, Text
from ._channels import COMPLAINT, cite_form, cite_link, form_text, host, is_file, is_form_service, usable_forms
from ._verdicts import absent, blind_page_of, nothing_found
from ._words import opening, says
from .base import Case, CheckParams, Found

CODES = ("service-not-online",)

SERVICE = (
    "e-service",
    "e service",
    "eservice",
    "อีเซอร์วิส",
    "บริการออนไลน์",
    "ออนไลน์",
    "ยื่นคำร้อง",
    "ยื่นคำขอ",
    "ขอรับบริการ",
    "จองคิว",
    "แจ้งซ่อม",
    "ชำระภาษี",
    "ลงทะเบียน",
)
_PAPER = ("แบบฟอร์ม", "แบบคำร้อง", "แบบคำขอ", "คำร้อง", "คำขอ", "ดาวน์โหลด")
_GUIDES = ("คู่มือ", "ขั้นตอน", "สถิติ", "รายงาน", "แผนภูมิ", "ประกาศ", "แนวทาง", "วิธีการใช้")
_SERVICE_HOST = re.compile(r"^(?:e-?services?|services?|eform|one-?stop)\.|(?:^|\.)e-?service")
_SERVICE_PATH = re.compile(
    r"/e-?services?(?:[/?._-]|$)|/(?:request|petition-form|apply|booking)(?:[/?._-]|$)", re.IGNORECASE
)
_OPINION = ("ความพึงพอใจ", "ความคิดเห็น", "แบบสอบถาม", "แบบสำรวจ", "ข่าวสาร")


class Params(CheckParams):
    """`service` are the words by which an online service is known."""

    service: tuple[str, ...] = SERVICE


def check(case: Case, params: Params) -> Result:
    """Judge all pages found together."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("บริการออนไลน์ (E-Service)", "an online service"))
    online = tuple(cite for one in case.found for cite in _online(one, params))
    if online:
        return Met(
            Text("ยื่นขอรับบริการออนไลน์ได้", "A service can be applied for online"),
            online[:3],
        )
    return blind_page_of(case.found) or _offline(case, params)


def _online(found: Found, params: Params) -> Iterator[Citation]:
    evidence = found.evidence
    for form in usable_forms(evidence):
        if _applies(form):
            yield cite_form(evidence, form)
    for form in evidence.forms:
        if form.is_login and _SERVICE_HOST.search(host(evidence.final_url)):
            yield cite_form(evidence, form)
    for link in evidence.links:
        if link.url not in (evidence.url, evidence.final_url) and _leads_to_service(link, params):
            yield cite_link(evidence, link)


def _applies(form: Form) -> bool:
    """Whether a form takes an application: several fields, and not a complaint, an opinion or a subscription."""
    text = form_text(form)
    fields = [field for field in form.fields if field.type not in ("hidden", "submit", "button")]
    return len(fields) >= 2 and not says(text, COMPLAINT) and not says(text, _OPINION)


def _leads_to_service(link: Link, params: Params) -> bool:
    words = f"{link.text} {link.row}"
    if is_file(link.url) or says(words, COMPLAINT) or says(words, _OPINION):
        return False
    if is_form_service(link.url):
        return True
    if link.place is Place.MENU or says(words, _GUIDES):
        return False
    place = _SERVICE_HOST.search(host(link.url)) or _SERVICE_PATH.search(link.url)
    return place is not None and (says(words, params.service) is not None or link.is_image or not link.text)


def _from_home(case: Case, params: Params) -> tuple[Citation, ...]:
    """Return links of the main page to an online service that is not among the evidence."""
    if case.home is None:
        return ()
    links = (link for link in case.home.links if _leads_to_service(link, params))
    return tuple(cite_link(case.home, link) for link in links)


def _offline(case: Case, params: Params) -> Result:
    paper = tuple(
        cite_link(one.evidence, link)
        for one in case.found
        for link in one.evidence.links
        if is_file(link.url) and says(f"{link.text} {link.row}", _PAPER)
    )
    perhaps = tuple(
        cite_link(one.evidence, link)
        for one in case.found
        for link in one.evidence.links
        if link.place is not Place.MENU and not is_file(link.url) and says(link.text, params.service)
    ) or _from_home(case, params)
    if paper and not perhaps:
        return absent(
            case.coverage,
            CODES[0],
            Text(
                "พบเพียงแบบฟอร์มให้ดาวน์โหลดไปกรอก ต้องมีช่องทางที่ยื่นขอรับบริการได้ทางออนไลน์",
                "only forms to download were found; there must be a way to apply online",
            ),
            paper[:3],
        )
    return Review(
        CODES[0],
        Text(
            "ไม่พบแบบฟอร์มหรือระบบที่ยื่นขอรับบริการออนไลน์ได้อย่างชัดเจน โปรดลองเปิดใช้บริการจากหน้านี้",
            "no form or system to apply with could be made out; please try the service from this page",
        ),
        perhaps[:3] or (opening(case.found[0].evidence),),
    )
