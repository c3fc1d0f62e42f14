"""Crawls one agency's site: its registrable domain with all sub-domains, best first, traps left alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oitcrawler.crawl.frontier import CALENDAR, OTHER_HOSTS, Frontier
from oitcrawler.crawl.options import CrawlOptions
from oitcrawler.crawl.priority import Rank, is_picture, rank
from oitcrawler.crawl.sharing import entries, shared
from oitcrawler.crawl.targets import Discovered, Fetched, Listener, Target, UrlKind
from oitcrawler.evidence.html import outlinks
from oitcrawler.model import Cause
from oitcrawler.shares import Share
from oitcrawler.urls import (
    is_calendar,
    is_trap,
    looks_like_asset,
    looks_like_document,
    path_pattern,
    same_site,
    site_domain,
)

from .base import AuditSpider

LONGEST_LABEL = 300


class SiteSpider(AuditSpider):
    """Follows the links of the agency's own pages; of other hosts it fetches only linked documents."""

    name = "site"

    def __init__(self, frontier: Frontier, options: CrawlOptions, listener: Listener) -> None:
        super().__init__(frontier, options, listener)
        self.domain = site_domain(frontier.start_url)
        self._levels: dict[str, int] = {}
        self._judged: dict[tuple[str, str, int], _Judged | None] = {}

    def discover(self, target: Target, fetched: Fetched) -> tuple[Discovered, ...]:
        """Return the links of a page on the site, and where it redirected to; other sites lead nowhere.

        A shared folder leads to what it lists.
        """
        share = shared(target.url)
        if share is not None:
            return self._entries(target, fetched, share)
        if not same_site(fetched.final_url, self.domain):
            return ()
        moved = [(fetched.final_url, target.label)] if fetched.final_url != fetched.url else []
        wanted = tuple(self._wanted(target, [*moved, *_links(fetched)]))
        self.left_out.difference_update(one.url for one in wanted)
        return wanted

    def _entries(self, target: Target, folder: Fetched, share: Share) -> tuple[Discovered, ...]:
        level = self._levels.get(share.identity, 1)
        found, left_out = entries(share, list(self._wanted(target, _links(folder))), level)
        self.left_out |= left_out
        inner = (shared(one.url) for one in found)
        self._levels |= {one.identity: level + 1 for one in inner if one and one.identity not in self._levels}
        return found

    def _wanted(self, target: Target, links: list[tuple[str, str]]) -> Iterator[Discovered]:
        for url, label in links:
            key = (url, label, target.priority)
            if key not in self._judged:  # menus are the same on every page
                self._judged[key] = self._judge(url, label, Rank(target.priority))
            judged = self._judged[key]
            if judged is not None:
                yield Discovered(
                    url=url,
                    priority=judged.rank,
                    depth=target.depth + 1,
                    kind=judged.kind,
                    label=label[:LONGEST_LABEL],
                    source=target.url,
                    pattern=judged.pattern,
                    trap=judged.trap,
                )

    def _judge(self, url: str, label: str, source: Rank) -> _Judged | None:
        share = shared(url)
        is_document = looks_like_document(url) or share is not None
        is_own = same_site(url, self.domain)
        if looks_like_asset(url) or not (is_own or is_document):
            return None
        found = rank(url, label, is_document=is_document, source=source)
        return _Judged(
            rank=found,
            kind="document" if is_document else "unknown",
            pattern=_bounded_by(url, found, is_document=is_document, is_own=is_own, is_share=share is not None),
            trap=is_trap(url) is not None,
        )


@dataclass(frozen=True, slots=True)
class _Judged:
    rank: Rank
    kind: UrlKind
    pattern: str
    trap: bool


def _links(fetched: Fetched) -> list[tuple[str, str]]:
    """Return the links of a page, also of one that stands where a document should be."""
    is_readable = fetched.kind == "page" and fetched.cause is None
    if not fetched.body or not (is_readable or fetched.cause is Cause.WRONG_TYPE):
        return []
    links = outlinks(fetched.body, fetched.content_type, fetched.final_url)
    return [(link.url, link.text) for link in links if link.kind != "asset"]


def _bounded_by(url: str, found: Rank, *, is_document: bool, is_own: bool, is_share: bool) -> str:
    """Return the pattern that bounds an address; share links are bounded by the budget of documents alone.

    Whole agencies keep their evidence in a file service.
    """
    if is_share:
        return ""
    return _pattern(url, found, is_document=is_document) if is_own else OTHER_HOSTS


def _pattern(url: str, found: Rank, *, is_document: bool) -> str:
    """Return the shape of which only so many are tried, or "".

    What may be evidence is all tried, and so are documents other than the pictures of a photo album.
    """
    if is_calendar(url):
        return f"{CALENDAR}{path_pattern(url)}"[:LONGEST_LABEL]
    is_unbounded = found < Rank.PAGE or (is_document and not is_picture(url))
    return "" if is_unbounded and is_trap(url) is None else path_pattern(url)[:LONGEST_LABEL]
