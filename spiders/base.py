"""What all spiders of a site share: batches from the frontier, one visit per URL, everything stored at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
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
from oitcrawler.crawl.render import needs_browser
from oitcrawler.crawl.settings import BROWSER_SLOT
from oitcrawler.crawl.targets import Budget, Discovered, Fetched, Target
from oitcrawler.crawl.tls import probe
from oitcrawler.model import Cause

SETTLE_SECONDS = 8.0
_NOTHING: tuple[Request, ...] = ()


class AuditSpider(Spider):
    """Visits what its frontier hands out until nothing is left, the budget is spent or the time is over.

    A batch is chosen when the one before is stored whole, so that what a budget covers does not depend on timing.
    Subclasses say what a page leads to (`discover`).
    """

    name = "audit"

    def __init__(self, frontier: Frontier, options: CrawlOptions, told: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.frontier = frontier
        self.options = options
        self.completed = False
        self._told = told
        self._probed: set[str] = set()

    def discover(self, target: Target, fetched: Fetched) -> tuple[Discovered, ...]:
        """Return the URLs that a fetched page leads to."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Visit batch after batch."""
        ends = monotonic() + self.options.max_seconds if self.options.max_seconds else None
        budget = Budget(self.options.max_pages, self.options.max_documents)
        while batch := self.frontier.take(budget):
            await asyncio.gather(*(self._visit(target) for target in batch))
            if ends is not None and monotonic() >= ends:
                break
        self.completed = True
        for request in _NOTHING:  # Scrapy wants an asynchronous generator
            yield request

    async def _visit(self, target: Target) -> None:
        if target.static is None:
            fetched = await self._fetch(target)
            await self._look_at_certificate(fetched.final_url)
        else:
            fetched = self._stored(target, target.static)
        if self._wants_browser(fetched):
            await self._render(target, fetched)
        elif target.static is None:
            self.frontier.store(fetched, self.discover(target, fetched))
        if self._told:
            self._told(target.url)

    async def _fetch(self, target: Target) -> Fetched:
        is_document = target.kind == "document"
        request = Request(
            target.url,
            headers={"Referer": target.source} if target.source else None,
            meta={"download_timeout": self.options.document_timeout if is_document else self.options.timeout},
            dont_filter=True,
        )
        began = monotonic()
        answer = await self._download(request)
        elapsed = monotonic() - began
        if isinstance(answer, Response):
            return from_response(target, answer, elapsed=elapsed, max_page_bytes=self.options.max_page_bytes)
        failed = from_failure(target, answer, elapsed=elapsed)
        self.logger.info("%s: %s (%s)", failed.cause, target.url, answer)
        return failed

    async def _download(self, request: Request) -> Response | BaseException:
        """Return the answer, or why there is none: every failure of a download is something to store."""
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a spider downloads only while it is crawling")
        (answer,) = await asyncio.gather(engine.download_async(request), return_exceptions=True)
        return answer

    def _stored(self, target: Target, number: int) -> Fetched:
        content_type, final_url, body = self.frontier.static_body(number)
        return Fetched(target.url, final_url, "page", 200, content_type, body=body)

    def _wants_browser(self, fetched: Fetched) -> bool:
        if fetched.kind != "page" or fetched.cause is not None or not fetched.body:
            return False
        if self.options.render == "always" and self.options.browser:
            return True
        return needs_browser(fetched.body, fetched.content_type, fetched.final_url)

    async def _render(self, target: Target, static: Fetched) -> None:
        """Store the static page, then what a browser makes of it, or why it could not."""
        if target.static is None:
            self.frontier.store(static, self.discover(target, static), settled=False)
        if self.options.browser is None or self.options.render == "never":
            self.frontier.settle(target.url, Cause.NO_BROWSER)
            return
        rendered = await self._in_browser(target)
        if rendered is None:
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
        rendered = from_browser(target, answer, elapsed=monotonic() - began)
        is_empty = rendered.cause is not None or not rendered.body
        return None if is_empty or self._is_still_empty(rendered) else rendered

    def _is_still_empty(self, rendered: Fetched) -> bool:
        return self.options.render != "always" and needs_browser(
            rendered.body or b"", rendered.content_type, rendered.final_url
        )

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
        found = await asyncio.to_thread(probe, host, port, address, self.options.timeout)
        self.frontier.note_host(parts.netloc, tls=found.verdict, not_after=found.not_after, detail=found.detail)


def _settling(render_timeout: float) -> list[Any]:
    from scrapy_playwright.page import PageMethod

    from oitcrawler.crawl.browser_handler import settle

    return [PageMethod(settle, min(SETTLE_SECONDS, render_timeout / 4))]
