"""Channels by which people reach an agency: forms, webboards, chats, online services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..evidence.model import Evidence, Form, Link, Place
from ..model import Citation
from ._words import says

CORRUPTION = ("ทุจริต", "ประพฤติมิชอบ", "คอร์รัปชัน", "คอรัปชั่น", "คอร์รัปชั่น", "corruption", "fraud")
COMPLAINT = ("ร้องเรียน", "ร้องทุกข์", "แจ้งเบาะแส", "แจ้งเรื่อง", "แจ้งเหตุ", "complaint", "complain")
WEBBOARD = (
    "กระดานสนทนา",
    "กระดานถามตอบ",
    "กระดานถาม-ตอบ",
    "เว็บบอร์ด",
    "กระดานข่าวถาม",
    "ตั้งกระทู้",
    "กระทู้",
    "webboard",
    "web board",
)
CHAT = (
    "messenger",
    "live chat",
    "livechat",
    "chatbot",
    "แชทบอท",
    "แชตบอต",
    "แชทบอต",
    "สนทนาออนไลน์",
    "inbox",
    "แชทกับ",
    "แชตกับ",
)
_FORM_HOSTS = re.compile(
    r"(^|\.)(forms\.gle|forms\.office\.com|forms\.cloud\.microsoft|surveymonkey\.com|jotform\.com|typeform\.com)$"
)
_CHAT_HOSTS = re.compile(r"(^|\.)(m\.me|messenger\.com|line\.me|lin\.ee|tawk\.to|zaapi\.co)$")
_OTHER_BODIES = re.compile(
    r"(^|\.)(nacc\.go\.th|pacc\.go\.th|1111\.go\.th|oag\.go\.th|damrongdhama\.moi\.go\.th|opm\.go\.th|ombudsman\.go\.th)$"
)
_COMPLAINT_PATH = re.compile(r"complain|corrupt|fraud|petition|whistle|appeal|ร้องเรียน|ทุจริต|ร้องทุกข์", re.IGNORECASE)
_FORM_PATH = re.compile(
    r"/(?:form|forms|add|adding|post|send|create|register|request|apply)(?:[/_?.-]|$)", re.IGNORECASE
)
_FILE = re.compile(r"\.(pdf|docx?|xlsx?|odt|ods|zip|rar|jpe?g|png)$", re.IGNORECASE)


def host(url: str) -> str:
    """Return the lower-case host name of a URL."""
    return (urlsplit(url).hostname or "").lower()


def is_file(url: str) -> bool:
    """Whether a URL's name ends like a document's or a picture's."""
    return _FILE.search(urlsplit(url).path) is not None


def is_form_service(url: str) -> bool:
    """Whether a URL is a form of a form service, such as Google Forms."""
    return _FORM_HOSTS.search(host(url)) is not None or (
        host(url) == "docs.google.com" and "/forms/" in urlsplit(url).path
    )


def is_chat(url: str) -> bool:
    """Whether a URL opens a conversation."""
    return _CHAT_HOSTS.search(host(url)) is not None


def is_other_body(url: str) -> bool:
    """Whether a URL belongs to a national complaint body rather than the agency."""
    return _OTHER_BODIES.search(host(url)) is not None


def is_complaint_page(url: str) -> bool:
    """Whether a URL's path names complaints."""
    return _COMPLAINT_PATH.search(unquote(urlsplit(url).path)) is not None


def leads_to_form(url: str) -> bool:
    """Whether a URL is a form service or its path names a form to be sent."""
    return is_form_service(url) or (not is_file(url) and _FORM_PATH.search(urlsplit(url).path) is not None)


def usable_forms(evidence: Evidence) -> tuple[Form, ...]:
    """Return the forms that people fill in, without search and login."""
    return tuple(one for one in evidence.forms if not one.is_search and not one.is_login and one.fields)


def takes_a_message(form: Form) -> bool:
    """Whether a form has a field for free text."""
    return any(
        field.type == "textarea"
        or says(f"{field.label} {field.name}", ("ข้อความ", "รายละเอียด", "คำถาม", "message", "detail"))
        for field in form.fields
    )


def form_text(form: Form) -> str:
    """Return what a form says of itself."""
    return " ".join((*form.headings, *(field.label for field in form.fields), form.submit))


def content_links(evidence: Evidence) -> Iterator[Link]:
    """Yield the links of a page's own content, without menu and footer."""
    return (one for one in evidence.links if one.place in (Place.CONTENT, Place.TABLE))


def cite_link(evidence: Evidence, link: Link) -> Citation:
    """Cite a link with its address."""
    return evidence.cite(f"{link.text or link.row} {link.url}".strip(), selector=link.selector)


def cite_form(evidence: Evidence, form: Form) -> Citation:
    """Cite a form by its headings and fields."""
    return evidence.cite(form_text(form) or form.action, selector=form.selector)
