"""Corruption can be reported online, through a channel apart from general complaints.

Looks on the pages found for a form, or a link to one, whose words speak of corruption (ทุจริต, ประพฤติมิชอบ). Links
to national bodies (ป.ป.ช., 1111) are not the agency's own channel.

Codes:
* `complaint-channel-not-separate`: there is only a form for general grievances; a form that serves both gives a
  review.
* `complaint-channel-offline`: there are only telephone, address or a form to print; e-mail and chat give a review.

Source: seed 002, item 7 (the channel on the main website is made apart from other complaints); reference oit-2566
o29 (the agency's online channel, apart from general complaints, to protect who reports); sites.md §6 (a general form
with twelve kinds and none for corruption beside a separate one).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..evidence.model import ContactKind, Form, Link, Place
from ..model import Citation, Met, Result, Review, Text
from ._channels import (
    COMPLAINT,
    CORRUPTION,
    cite_form,
    cite_link,
    form_text,
    is_chat,
    is_complaint_page,
    is_file,
    is_form_service,
    is_other_body,
    leads_to_form,
    takes_a_message,
    usable_forms,
)
from ._verdicts import absent, blind_page_of, nothing_found
from ._words import opening, says
from .base import Case, CheckParams, Found

CODES = ("complaint-channel-not-separate", "complaint-channel-offline")

_GRIEVANCES = ("ร้องทุกข์", "ไฟฟ้า", "ถนน", "ขยะ", "ประปา", "เหตุเดือดร้อน", "น้ำท่วม", "ท่อระบายน้ำ", "เสียงดัง", "กลิ่นเหม็น")
_PAPERS = ("แนวปฏิบัติ", "คู่มือ", "สถิติ", "รายงาน", "แผน", "มาตรการ", "ประกาศ", "คำสั่ง", "ขั้นตอน")


class Params(CheckParams):
    """`about` are the words that make a channel one for corruption."""

    about: tuple[str, ...] = CORRUPTION


class Kind(Enum):
    """What a channel is for, and how it is used."""

    SEPARATE = "separate"
    DOUBTFUL = "doubtful"
    GENERAL = "general"
    MESSAGE = "message"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel that a page offers."""

    kind: Kind
    cite: Citation


def check(case: Case, params: Params) -> Result:
    """Judge the channels of all evidence together."""
    if not case.found:
        return nothing_found(case, CODES[1], Text("ช่องทางแจ้งเรื่องร้องเรียนการทุจริต", "a channel to report corruption"))
    offered = tuple(channel for one in case.found for channel in _channels(one, params))
    if separate := _of(offered, Kind.SEPARATE):
        return Met(
            Text(
                "มีช่องทางออนไลน์สำหรับแจ้งเรื่องทุจริตและประพฤติมิชอบแยกจากเรื่องทั่วไป",
                "There is an online channel for reports of corruption, apart from general complaints",
            ),
            separate[:3],
        )
    return blind_page_of(case.found) or _not_separate(case, offered, params)


def _of(offered: Sequence[Channel], kind: Kind) -> tuple[Citation, ...]:
    return tuple(one.cite for one in offered if one.kind is kind)


def _channels(found: Found, params: Params) -> Iterator[Channel]:
    evidence = found.evidence
    page = " ".join((evidence.title, *evidence.breadcrumb, *found.labels))
    for form in usable_forms(evidence):
        yield Channel(_kind_of_form(form, page, params), cite_form(evidence, form))
    for link in evidence.links:
        kind = _kind_of_link(link, params)
        if kind is not None:
            yield Channel(kind, cite_link(evidence, link))
    for contact in evidence.contacts:
        if contact.kind is ContactKind.EMAIL:
            yield Channel(Kind.MESSAGE, evidence.cite(contact.quote, selector=contact.selector))


def _kind_of_form(form: Form, page: str, params: Params) -> Kind:
    text = form_text(form)
    general = says(text, _GRIEVANCES) is not None
    if says(text, params.about):
        return Kind.DOUBTFUL if general else Kind.SEPARATE
    if says(page, params.about) and takes_a_message(form):
        return Kind.DOUBTFUL if general or says(page, _GRIEVANCES) else Kind.SEPARATE
    return Kind.GENERAL


def _kind_of_link(link: Link, params: Params) -> Kind | None:
    words = f"{link.text} {link.row}"
    if is_chat(link.url):
        return Kind.MESSAGE if link.place in (Place.CONTENT, Place.TABLE) else None
    if is_file(link.url):
        return Kind.PAPER if says(words, ("แบบฟอร์ม", "แบบคำร้อง", "หนังสือร้องเรียน")) else None
    if not says(words, params.about):
        return Kind.GENERAL if is_form_service(link.url) and says(words, COMPLAINT) else None
    return _kind_of_corruption_link(link, words)


def _kind_of_corruption_link(link: Link, words: str) -> Kind | None:
    if is_other_body(link.url) or not says(words, COMPLAINT):
        return None
    if is_form_service(link.url):
        return Kind.SEPARATE
    if says(words, _PAPERS):
        return None
    in_content = link.place in (Place.CONTENT, Place.TABLE)
    opens = leads_to_form(link.url) or is_complaint_page(link.url)
    return Kind.SEPARATE if in_content and opens and not says(words, _GRIEVANCES) else Kind.DOUBTFUL


def _not_separate(case: Case, offered: tuple[Channel, ...], params: Params) -> Result:
    general, messages = _of(offered, Kind.GENERAL), _of(offered, Kind.MESSAGE)
    if doubtful := _of(offered, Kind.DOUBTFUL) or _from_home(case, params):
        return Review(
            CODES[0],
            Text(
                "พบช่องทางที่อาจใช้แจ้งเรื่องทุจริต โปรดเปิดดูว่าเป็นช่องทางออนไลน์ที่แยกจากเรื่องร้องเรียนทั่วไปหรือไม่",
                "A channel was found that may take reports of corruption; please look whether it is online and apart "
                "from general complaints",
            ),
            doubtful[:3],
        )
    if general:
        return absent(case.coverage, CODES[0], _general_only(), general[:3])
    if messages:
        return Review(CODES[1], _messages_only(), messages[:3])
    paper = _of(offered, Kind.PAPER) or (opening(case.found[0].evidence),)
    return absent(case.coverage, CODES[1], _offline_only(), paper[:3])


def _from_home(case: Case, params: Params) -> tuple[Citation, ...]:
    """Return links of the main page that may lead to a separate channel that is not among the evidence."""
    if case.home is None:
        return ()
    seen = {one.evidence.url for one in case.found} | {one.evidence.final_url for one in case.found}
    return tuple(
        cite_link(case.home, link)
        for link in case.home.links
        if link.url not in seen and _kind_of_link(link, params) in (Kind.SEPARATE, Kind.DOUBTFUL)
    )


def _general_only() -> Text:
    return Text(
        "พบเพียงแบบฟอร์มร้องเรียนร้องทุกข์ทั่วไป ต้องมีช่องทางออนไลน์สำหรับเรื่องทุจริตและประพฤติมิชอบแยกต่างหาก",
        "only a form for general complaints was found; reports of corruption need an online channel of their own",
    )


def _messages_only() -> Text:
    return Text(
        "พบเพียงอีเมลหรือแชต ไม่พบแบบฟอร์มออนไลน์ โปรดดูว่าใช้เป็นช่องทางแจ้งเรื่องทุจริตโดยเฉพาะหรือไม่",
        "only e-mail or chat was found, no online form; please look whether it serves reports of corruption only",
    )


def _offline_only() -> Text:
    return Text(
        "พบเพียงช่องทางที่ไม่ใช่ออนไลน์ (โทรศัพท์ ที่อยู่ หรือแบบฟอร์มให้พิมพ์) ต้องมีช่องทางออนไลน์บนเว็บไซต์",
        "only channels that are not online were found (telephone, address or a form to print); an online one is needed",
    )
