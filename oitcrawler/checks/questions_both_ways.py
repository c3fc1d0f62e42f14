"""Visitors can ask questions on the website and the agency can answer there.

Looks for a form with a field for the message, a webboard, a chat (Messenger, LINE, a chat box) or a chatbot. A list
of questions and answers written by the agency (FAQ) is one way only.

Codes:
* `questions-one-way`: none of these was found; chats that are only named, and chats and webboards linked only from
  the menu, the footer or the main page, give a review.

Source: reference oit-2565 o8 and oit-2566 o8 (a place where outsiders ask and the agency answers: webboard, message
box, Messenger, live chat, chatbot); sites.md §6 (a FAQ list without a form for questions is not two-way).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..evidence.model import Link, Place
from ..model import Citation, Met, Result, Review, Text
from ._channels import (
    CHAT,
    WEBBOARD,
    cite_form,
    cite_link,
    is_chat,
    is_file,
    is_form_service,
    takes_a_message,
    usable_forms,
)
from ._verdicts import absent, blind_page_of, nothing_found
from ._words import opening, says, seek
from .base import Case, CheckParams, Found

CODES = ("questions-one-way",)

ASK = ("ตั้งคำถาม", "ส่งคำถาม", "สอบถาม", "ถาม-ตอบ", "ถามตอบ", "ถาม ตอบ", "q&a", "q & a", "ask")


_CONTENT = (Place.CONTENT, Place.TABLE, Place.ASIDE)


class Params(CheckParams):
    """`ask` are the words by which a form or a link takes questions."""

    ask: tuple[str, ...] = ASK


def check(case: Case, params: Params) -> Result:
    """Judge all pages found together; then the main page's links."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("ช่องทางถาม-ตอบ (Q&A)", "a place for questions and answers"))
    ways = tuple(cite for one in case.found for cite in _two_ways(one, params))
    if ways:
        return Met(
            Text("ผู้เยี่ยมชมถามและหน่วยงานตอบได้บนเว็บไซต์", "Visitors can ask and the agency can answer on the website"),
            ways[:3],
        )
    return blind_page_of(case.found) or _hints(case) or _one_way(case)


def _two_ways(found: Found, params: Params) -> Iterator[Citation]:
    evidence = found.evidence
    for form in usable_forms(evidence):
        if takes_a_message(form):
            yield cite_form(evidence, form)
    for link in evidence.links:
        if link.place in _CONTENT and _asks(link, params):
            yield cite_link(evidence, link)


def _asks(link: Link, params: Params) -> bool:
    """Whether a link opens a chat, a webboard or a form for questions."""
    if is_chat(link.url):
        return True
    if is_file(link.url):
        return False
    words = f"{link.text} {link.row}"
    return says(words, WEBBOARD) is not None or (is_form_service(link.url) and says(words, params.ask) is not None)


def _hints(case: Case) -> Review | None:
    """Return what a person should look at: a chat that is only named, or a webboard behind the main page."""
    named = next((hit.cite for one in case.found if (hit := seek(one.evidence, CHAT + WEBBOARD)) is not None), None)
    linked = next(_around(case), None) or _from_home(case)
    if named is None and linked is None:
        return None
    return Review(
        CODES[0],
        Text(
            "พบข้อความหรือลิงก์ที่อาจเป็นช่องทางถาม-ตอบ โปรดเปิดดูว่าถามได้และหน่วยงานตอบได้จริงหรือไม่",
            "Words or a link were found that may be a way to ask; please look whether one can ask and gets an answer",
        ),
        tuple(one for one in (named, linked) if one is not None),
    )


def _around(case: Case) -> Iterator[Citation]:
    """Yield chats and webboards in menus, headers and footers: they may be there for questions, or for news only."""
    for one in case.found:
        for link in one.evidence.links:
            if is_chat(link.url) or says(link.text, WEBBOARD):
                yield cite_link(one.evidence, link)


def _from_home(case: Case) -> Citation | None:
    if case.home is None:
        return None
    link = next((one for one in case.home.links if is_chat(one.url) or says(one.text, WEBBOARD)), None)
    return cite_link(case.home, link) if link is not None else None


def _one_way(case: Case) -> Result:
    return absent(
        case.coverage,
        CODES[0],
        Text(
            "หน้าที่พบเป็นการให้ข้อมูลทางเดียว ไม่มีแบบฟอร์ม กระดานสนทนา หรือแชตให้ถาม ต้องมีช่องทางที่ถามและตอบได้บนเว็บไซต์",
            "the page found gives information one way, without a form, webboard or chat; there must be a way to ask "
            "and to be answered on the website",
        ),
        (opening(case.found[0].evidence),),
    )
