"""Generated sites with and without traps: pure functions from an address to what a page names and says."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Container, Hashable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from oitcrawler.links.trapping.watch import TrapWatch
from oitcrawler.urls import normalise

HOME = "https://www.example.go.th/"
LETTERS = "กขคงจฉชซญดตถทธนบปผพฟภมยรลวสหอ"
MENU = tuple(f"/section{number}/" for number in range(12))
WORDS = ["โครงการ", "งบประมาณ", "ประกาศ", "สรุปผล", "จัดซื้อ", "จัดจ้าง", "ประชุม", "สภา", "ภาษี", "ถนน", "น้ำประปา"]

_MENU = "".join(f'<li><a href="{one}">เมนู {WORDS[at % 11]} {at}</a></li>' for at, one in enumerate(MENU))

Page = tuple[tuple[str, ...], str]
Site = Callable[[str], Page | None]
"""A page's links as they are written, and its HTML; None where there is no page."""


@cache
def prose(seed: Hashable, sentences: int = 6) -> str:
    """Return Thai-looking text that is the same for the same seed."""
    rng = random.Random(str(seed))
    words = ("".join(rng.choices(LETTERS, k=rng.randint(15, 40))) for _ in range(sentences))
    return "".join(f"<p>{one}</p>" for one in words)


def html(title: str, content: str, links: Iterable[str]) -> str:
    """Return a page with the menu that all pages have."""
    own = "".join(f'<a href="{one}">ดูต่อ</a>' for one in links)
    counter = sum(map(ord, title + own)) % 9973
    return (
        f"<html><head><title>{title} | อบต.ตัวอย่าง</title></head><body><ul>{_MENU}</ul><h1>{title}</h1>{content}{own}"
        f"<p>ผู้เข้าชม {counter} คน</p><p>{counter * 7 % 1009:,}</p></body></html>"
    )


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk read, in order, and what was left alone."""

    read: tuple[str, ...]
    left_alone: tuple[tuple[str, int], ...]


def walk(
    site: Site,
    *,
    watch: TrapWatch | None = None,
    at_once: int = 4,
    most: int = 20_000,
    unchanged: Container[str] = (),
    ahead: str = "",
) -> Walk:
    """Walk a site breadth first, `at_once` pages in flight; without a watch everything is read.

    Of `unchanged` pages the watch is not shown the body; addresses that begin with `ahead` come before all others.
    """
    queue: deque[tuple[str, str]] = deque([(HOME, "")])
    known, read = {HOME}, list[str]()
    while queue and len(read) < most:
        flying = list[tuple[str, Page]]()
        while queue and len(flying) < at_once:
            url, source = queue.popleft()
            if watch is not None and source and watch.admits(url, source):
                continue
            page = site(url)
            if page is not None:
                flying.append((url, page))
                read.append(url)
        for url, (links, body) in flying:
            found = _new(url, links, known, watch)
            queue.extend((one, url) for one in found if not (ahead and one.startswith(ahead)))
            queue.extendleft((one, url) for one in reversed(found) if ahead and one.startswith(ahead))
            if watch is not None:
                watch.read(url, b"" if url in unchanged else body.encode(), len(found))
    return Walk(tuple(read), watch.left_alone() if watch else ())


@lru_cache(100_000)
def _spelt(link: str, base: str) -> str | None:
    return normalise(link, base)


def _new(url: str, links: Iterable[str], known: set[str], watch: TrapWatch | None) -> list[str]:
    found = list[str]()
    for link in links:
        one = _spelt(link, "/".join(url.split("/", 3)[:3]) + "/" if link.startswith("/") else url)
        if one is None or one in known or not (urlsplit(one).hostname or "").endswith(("example.go.th", "192.0.2.7")):
            continue
        if watch is not None and watch.admits(one, url):
            continue
        known.add(one)
        found.append(one)
    return found


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a site: what the home page links, and its pages by path and query (None: not of this part)."""

    entries: tuple[str, ...]
    page: Callable[[str, dict[str, str], str], Page | None]


def site_of(*parts: Part) -> Site:
    """Return a site with a home page and parts."""
    entries = tuple(one for part in parts for one in part.entries)

    def page(url: str) -> Page | None:
        split = urlsplit(url)
        query = dict(one.partition("=")[::2] for one in split.query.split("&") if one)
        if split.path == "/" and not query:
            return (*MENU, *entries), html("หน้าแรก", prose("home"), entries)
        answers = (part.page(split.path, query, url) for part in parts)
        return next((one for one in answers if one is not None), None)

    return page


def made(title: str, content: str, *links: str) -> Page:
    """Return a page with the menu, as a walk takes it."""
    return (*MENU, *links), html(title, content, links)
