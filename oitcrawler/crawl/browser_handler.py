"""The download handler that can render pages in a browser; imported only when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Browser, Page
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy.http import Request, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.provider import PlaywrightBrowserProvider

from .breaker import refuse_if_down
from .handlers import TolerantContextFactory

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class BrowserHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Renders requests whose `meta` says `playwright`; downloads the others with tolerant TLS."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._contextFactory = TolerantContextFactory()

    async def download_request(self, request: Request) -> Response:
        """Download when the request's turn has come and its host still answers."""
        refuse_if_down(self._crawler, request)
        response: Response = await super().download_request(request)
        return response


class LazyProvider(PlaywrightBrowserProvider):  # type: ignore[misc]
    """Starts Playwright with the first page that needs it, not with the crawl."""

    async def start(self) -> None:
        """Do nothing yet."""

    async def launch_browser(self) -> Browser:
        """Start Playwright and the browser."""
        if self.browser_type is None:
            await super().start()
        browser: Browser = await super().launch_browser()
        return browser


async def settle(page: Page, seconds: float) -> None:
    """Wait until a page has loaded what it wants to show; one that never rests is stopped and taken as it is."""
    try:
        await page.wait_for_load_state("networkidle", timeout=seconds * 1000)
    except PlaywrightTimeoutError:
        await page.evaluate("window.stop()")
