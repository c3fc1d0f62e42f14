"""What all spiders of a site share: batches from the frontier, one visit per URL, everything stored at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.internet.error import DNSLookupError

from oitcrawler.crawl.answers import from_browser, from_failure, from_response
from oitcrawler.crawl.causes import Refused
from oitcrawler.crawl.frontier import Frontier
from oitcrawler.crawl.guard import resolve
from oitcrawler.crawl.options import CrawlOptions
from oitcrawler.crawl.render import needs_browser, shows_more
from oitcrawler.crawl.settings import BROWSER_SLOT
from oitcrawler.crawl.sharing import SHARE_PAGE, SHARE_SERVICE, fetched_share, open_share, shared
from oitcrawler.crawl.targets import Budget, Discovered, Fetched, Listener, Target
from oitcrawler.crawl.tls import probe
from oitcrawler.model import Cause
from oitcrawler.shares import Share

SETTLE_SECONDS = 8.0
_NOTHING: tuple[Request, ...] = ()


class AuditSpider(Spider):
    """Visits what its frontier hands out until nothing is left, the budget is spent or the time is over.

    A batch is chosen when the one before is stored whole, so that what a budget covers does not depend on timing.
    Subclasses say what a page leads to (`discover`).
    """

    name = "audit"

    def __init__(self, frontier: Frontier, options: CrawlOptions, listener: Listener) -> None:
        super().__init__()
        self.frontier = frontier
        self.options = options
        self.completed = False
        self._listener = listener
        self.left_out: set[str] = set()
        self._visits: asyncio.Future[list[BaseException | None]] | None = None
        self._turns: dict[str, asyncio.Lock] = {}
        self._probed: set[str] = set()

    def discover(self, target: Target, fetched: Fetched) -> tuple[Discovered, ...]:
        """Return the URLs that a fetched page leads to."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Visit batch after batch."""
        ends = monotonic() + self.options.max_seconds if self.options.max_seconds else None
        budget = Budget(self.options.max_pages, self.options.max_documents)
        while not self._listener.wants_end() and (batch := self.frontier.take(budget)):
            try:
                await self._visit_all(batch)
            except asyncio.CancelledError:
                if not self._listener.wants_end():
                    raise
            if ends is not None and monotonic() >= ends:
                break
        self.completed = not self._listener.wants_end()
        for request in _NOTHING:  # Scrapy wants an asynchronous generator
            yield request

    def end(self) -> None:
        """Give up what is in flight; what is stored stays. The listener must want the end by now."""
        if self._visits is not None:
            self._visits.cancel()

    async def _visit_all(self, batch: tuple[Target, ...]) -> None:
        """Visit a batch. A page that breaks the program costs that page; trouble with the disk ends the crawl."""
        self._visits = asyncio.gather(*(self._visit(target) for target in batch), return_exceptions=True)
        results = await self._visits
        for target, result in zip(batch, results, strict=True):
            if isinstance(result, (OSError, sqlite3.Error)) or not isinstance(result, Exception | None):
                raise result
            if result is not None:
                self.logger.error("%s broke the program", target.url, exc_info=result)
                self.frontier.store(Fetched(target.url, target.url, target.kind, cause=Cause.PARSER_ERROR))

    async def _visit(self, target: Target) -> None:
        share = shared(target.url)
        if target.url in self.left_out:
            self.frontier.store(Fetched(target.url, target.url, "document", cause=Cause.OVER_BUDGET))
        elif share is not None:
            await self._visit_share(target, share)
        else:
            await self._visit_address(target)
        self._listener.visited(target.url)

    async def _visit_share(self, target: Target, share: Share) -> None:
        """Open a share link, once for all its spellings."""
        async with self._turns.setdefault(share.identity, asyncio.Lock()):
            if self.frontier.adopt(target.url, share.identity):
                return
            began = monotonic()
            opened = await open_share(share, lambda url: self._download(self._request(target, url, share)))
            limit = self.options.max_page_bytes
            fetched = fetched_share(target, share, opened, elapsed=monotonic() - began, max_page_bytes=limit)
            self.frontier.store(fetched, self.discover(target, fetched))

    async def _visit_address(self, target: Target) -> None:
        if target.static is None:
            fetched = await self._fetch(target)
            await self._look_at_certificate(fetched.final_url)
        else:
            fetched = self._stored(target, target.static)
        if self._wants_browser(fetched):
            await self._render(target, fetched)
        elif target.static is None:
            self.frontier.store(fetched, self.discover(target, fetched))

    async def _fetch(self, target: Target) -> Fetched:
        began = monotonic()
        answer = await self._download(self._request(target, target.url))
        elapsed = monotonic() - began
        if isinstance(answer, Response):
            return from_response(target, answer, elapsed=elapsed, max_page_bytes=self.options.max_page_bytes)
        failed = from_failure(target, answer, elapsed=elapsed)
        self.logger.info("%s: %s (%s)", failed.cause, target.url, answer)
        return failed

    def _request(self, target: Target, url: str, share: Share | None = None) -> Request:
        is_document = target.kind == "document" or share is not None
        meta: dict[str, Any] = {
            "download_timeout": self.options.document_timeout if is_document else self.options.timeout
        }
        if share is not None:
            meta |= {SHARE_PAGE: share.page_url, SHARE_SERVICE: share.service}
        headers = {"Referer": target.source} if target.source else None
        return Request(url, headers=headers, meta=meta, dont_filter=True)

    async def _download(self, request: Request) -> Response | BaseException:
        """Return the answer, or why there is none: every failure of a download is something to store."""
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a spider downloads only while it is crawling")
        (answer,) = await asyncio.gather(engine.download_async(request), return_exceptions=True)
        if isinstance(answer, asyncio.CancelledError):
            raise answer
        return answer

    def _stored(self, target: Target, number: int) -> Fetched:
        content_type, final_url, body = self.frontier.static_body(number)
        return Fetched(target.url, final_url, "page", 200, content_type, body=body)

    def _wants_browser(self, fetched: Fetched) -> bool:
        if fetched.kind != "page" or fetched.cause is not None or not fetched.body:
            return False
        if self.options.render == "always" and self.options.browser:
            return True
        return _needs_browser(fetched)

    async def _render(self, target: Target, static: Fetched) -> None:
        """Store the static page, then what a browser makes of it, or why it could not."""
        if target.static is None:
            self.frontier.store(static, self.discover(target, static), settled=False)
        if self.options.browser is None or self.options.render == "never":
            self.frontier.settle(target.url, Cause.NO_BROWSER)
            return
        rendered = await self._in_browser(target)
        if rendered is None or not self._is_worth_it(static, rendered):
            self.frontier.settle(target.url, Cause.RENDER_FAILED)
        else:
            self.frontier.store(rendered, self.discover(target, rendered))

    async def _in_browser(self, target: Target) -> Fetched | None:
        request = Request(
            target.url,
            meta={
                "playwright": True,
                "playwright_context_kwargs": {"ignore_https_errors": True, "locale": "th-TH"},
                "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
                "playwright_page_methods": _settling(self.options.render_timeout),
                "download_slot": BROWSER_SLOT,
                "autothrottle_dont_adjust_delay": True,
            },
            dont_filter=True,
        )
        began = monotonic()
        try:
            answer = await asyncio.wait_for(self._download(request), self.options.render_timeout)
        except TimeoutError as late:
            answer = late
        if not isinstance(answer, Response):
            self.logger.info("%s: %s (%s)", Cause.RENDER_FAILED, target.url, answer)
            return None
        return from_browser(target, answer, elapsed=monotonic() - began)

    def _is_worth_it(self, static: Fetched, rendered: Fetched) -> bool:
        if rendered.cause is not None or not rendered.body or not static.body:
            return False
        if self.options.render == "always" and not _needs_browser(static):
            return True
        return shows_more(rendered.body, rendered.content_type, static.body, static.content_type, rendered.final_url)

    async def _look_at_certificate(self, url: str) -> None:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
        if parts.scheme != "https" or parts.netloc in self._probed or self.frontier.knows_tls(parts.netloc):
            return
        self._probed.add(parts.netloc)
        try:
            address = await resolve(host)
        except (DNSLookupError, Refused):
            return
        reached = self.options.port_of(host, port)
        found = await asyncio.to_thread(probe, host, reached, address, self.options.timeout)
        self.frontier.note_host(parts.netloc, tls=found.verdict, not_after=found.not_after, detail=found.detail)


def _needs_browser(fetched: Fetched) -> bool:
    return needs_browser(fetched.body or b"", fetched.content_type, fetched.final_url)


def _settling(render_timeout: float) -> list[Any]:
    from scrapy_playwright.page import PageMethod

    from oitcrawler.crawl.browser_handler import settle

    return [PageMethod(settle, min(SETTLE_SECONDS, render_timeout / 4))]
