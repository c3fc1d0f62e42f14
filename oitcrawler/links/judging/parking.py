"""Domains that their owners lost: parked, expired, suspended, empty, or taken over by gambling."""

from __future__ import annotations

from typing import Final

from ...model import Cause
from ...urls import host_of, site_domain
from ..model import Answer, Look
from .lost_words import (
    AGAINST_GAMBLING,
    DEFAULT_PAGE,
    GAMBLING,
    LOST,
    PARKING_HOSTS,
    PARKING_MARKS,
    SUSPENDED_PATH,
)
from .model import Aim
from .reading import Reading
from .standings import broken
from .wording import plain

_SHORT: Final = 1500
_FEW_LINKS: Final = 15
_BEGINNING: Final = 60_000
_OF_PARKING: Final = tuple(f".{domain}" for domain in PARKING_HOSTS)
_DISTINCT: Final = 4
_TIMES: Final = 8


def looks_parked(answer: Answer) -> bool:
    """Whether an answer may be that of a lost domain: cheap, by its address and its first bytes."""
    return _is_parking_address(answer.final_url) or _is_marked(answer.body)


def judge_domain(aim: Aim, answer: Answer, page: Reading) -> Look | None:
    """Say whether the page shows that the domain no longer belongs to whom the link meant; None when it does not."""
    if _is_parking_address(answer.final_url) and not _is_parking_address(aim.url):
        return broken(Cause.PARKED, answer.final_url)
    is_small = len(page.content) <= _SHORT and len(page.links) <= _FEW_LINKS
    if is_small and not aim.is_own and _is_marked(answer.body):
        return broken(Cause.PARKED, page.title)
    if is_small and (said := _lost(page)):
        return broken(Cause.PARKED, said)
    return _taken_over(aim, answer, page)


def _is_marked(body: bytes) -> bool:
    """Whether a parking service left its mark at the beginning of a page."""
    low = body[:_BEGINNING].lower()
    return any(low.rfind(part) >= 0 and mark.search(low) for part, mark in PARKING_MARKS)


def _is_parking_address(url: str) -> bool:
    if SUSPENDED_PATH.search(url):
        return True
    host = host_of(url)
    return f".{host}".endswith(_OF_PARKING) and not host.startswith(("blog.", "support."))


def _lost(page: Reading) -> str:
    """Return the words with which a host says that the site is gone, where nothing but they stand there."""
    for text in (*page.headlines, *page.blocks[:12]):
        shown = plain(text).strip(" .!:-")
        if len(shown) <= 240 and (LOST.fullmatch(shown) or DEFAULT_PAGE.fullmatch(shown)):
            return text[:200]
    return ""


def _taken_over(aim: Aim, answer: Answer, page: Reading) -> Look | None:
    """Say whether gambling stands where the link meant something else.

    The site's own pages are another matter: there it is the site that was broken into, not the link.
    """
    is_elsewhere = site_domain(aim.url) != site_domain(answer.final_url)
    in_title = {match[0].casefold() for match in GAMBLING.finditer(page.title)}
    if not in_title or (aim.is_own and not is_elsewhere):
        return None
    head = " ".join(page.headlines)
    found = [match[0].casefold() for match in GAMBLING.finditer(f"{head} {page.shown[:20_000]}")]
    if AGAINST_GAMBLING.search(head) or len(AGAINST_GAMBLING.findall(page.shown[:20_000])) >= max(3, len(found) // 6):
        return None
    enough = len(set(found)) >= _DISTINCT and len(found) >= _TIMES
    if enough or (is_elsewhere and len(set(found)) >= 2 and len(in_title) >= 2):
        return broken(Cause.PARKED, page.title)
    return None
