"""Whether a page sends robots or visitors of search engines elsewhere than those who type its address (cloaking)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..model import Text
from ..report import Finding
from ..urls import host_of, same_site, site_domain
from .finding import Wording, health_finding
from .hacked_words import Spam, is_about_the_law, selling_words, spam_words

CODE: Final = "visitor-dependent-redirect"
SEARCH_REFERRER: Final = "https://www.google.com/"
"""The referrer with which the second answer is asked for."""

_OFFICIAL = re.compile(r"(?:^|\.)(?:go|or|ac|mi)\.th$")
_GATES = re.compile(
    r"(?:^|\.)(?:google|cloudflare|recaptcha|hcaptcha|imperva|incapsula|sucuri|akamai|microsoftonline)\.\w+$"
)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one way of asking was answered; `status` None: no answer, which says nothing."""

    final_url: str
    status: int | None
    body: bytes = b""

    @property
    def is_answer(self) -> bool:
        """Whether a page was answered: walls for robots (403, 429, 503) are none."""
        return self.status is not None and self.status < 400

    @property
    def title(self) -> str:
        """The title of the page."""
        found = _TITLE.search(self.body[:100_000].decode("utf-8", "replace"))
        return " ".join(found[1].split()) if found else ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One address asked for twice: as who types it, and as a search robot or with a search engine's referrer."""

    url: str
    plain: Seen
    searching: Seen
    is_robot: bool = False


def redirect_findings(compared: Compared, measures: Wording) -> Iterator[Finding]:
    """Yield a finding when only those who come from a search are sent to another site, or shown advertising."""
    plain, searching = compared.plain, compared.searching
    if not (plain.is_answer and searching.is_answer):
        return
    who = _who(compared)
    domain = site_domain(compared.url)
    is_away = same_site(plain.final_url, domain) and _is_strange(searching.final_url, domain)
    sells, sold = _sells(searching), _sells(plain)
    if is_away:
        message = Text(
            f"{who.th}ถูกส่งต่อไปยัง {host_of(searching.final_url)} แต่ผู้ที่พิมพ์ที่อยู่เองไม่ถูกส่งต่อ",
            f"{who.en} are sent to {host_of(searching.final_url)}, those who type the address are not",
        )
        if not sells:
            message = Text(f"ควรตรวจ: {message.th}", f"please look: {message.en}")
        yield health_finding(CODE, compared.url, message, measures, is_sure=sells)
    elif sells and not sold:
        message = Text(
            f"{who.th}เห็นหน้าโฆษณา “{searching.title}” แต่ผู้ที่พิมพ์ที่อยู่เองเห็นหน้าปกติ",
            f"{who.en} are shown “{searching.title}”, those who type the address the usual page",
        )
        yield health_finding(CODE, compared.url, message, measures)


def _who(compared: Compared) -> Text:
    if compared.is_robot:
        return Text("โปรแกรมค้นหา", "search engines")
    return Text("ผู้ที่กดมาจากผลการค้นหา", "visitors from a search engine")


def _is_strange(url: str, domain: str) -> bool:
    host = host_of(url)
    return bool(host) and not same_site(url, domain) and not _OFFICIAL.search(host) and not _GATES.search(host)


def _sells(seen: Seen) -> bool:
    title = seen.title
    words = spam_words(f"{title} {host_of(seen.final_url).replace('.', ' ')}")
    gambling = words.get(Spam.GAMBLING, frozenset()) | words.get(Spam.PHARMACY, frozenset())
    return bool(gambling) and len(gambling | selling_words(title)) >= 2 and not is_about_the_law(title)
