"""Tries again what may work at the second look, and waits when a server asks for it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.http import Request, Response

from ..model import Cause
from ..retry_after import retry_after
from .causes import cause_of_failure

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SLOWEST = 30.0
_TIMES = {Cause.DNS: 2, Cause.REFUSED: 2, Cause.RESET: 2, Cause.TIMEOUT: 1}
_COUNT = "oit_retries"


class RetryMiddleware:
    """Repeats failed requests: time-outs once, other network failures and 5xx twice, 429 as the server asks."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.delay = crawler.settings.getfloat("OIT_RETRY_DELAY")
        self.longest_wait = crawler.settings.getfloat("OIT_LONGEST_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RetryMiddleware:
        """Make the middleware of a crawl."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response, or the request to be made again."""
        if request.meta.get("playwright"):
            return response
        asked = self._asked_to_wait(request, response)
        if asked is not None:
            return _again(request, 2) or response if asked <= self.longest_wait else response
        if response.status < 500 and response.status != 429 and "dataloss" not in response.flags:
            return response
        return await self._repeat(request, 2) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Return the request to be made again, or None to let the failure stand."""
        times = _TIMES.get(cause_of_failure(exception), 0)
        return None if request.meta.get("playwright") else await self._repeat(request, times)

    async def _repeat(self, request: Request, times: int) -> Request | None:
        repeated = _again(request, times)
        if repeated is not None:
            await asyncio.sleep(self.delay * 2 ** int(request.meta.get(_COUNT, 0)))
        return repeated

    def _asked_to_wait(self, request: Request, response: Response) -> float | None:
        if response.status not in (429, 503):
            return None
        header = response.headers.get("Retry-After")
        seconds = retry_after(header.decode("latin-1"), datetime.now(UTC)) if header else None
        if response.status == 429 or seconds is not None:
            self._slow_down(request, min(seconds or 0.0, self.longest_wait))
        return seconds

    def _slow_down(self, request: Request, seconds: float) -> None:
        """Hold back all that waits for the same host, and go on at half the pace."""
        engine = self.crawler.engine
        slot = engine.downloader.slots.get(str(request.meta.get("download_slot"))) if engine else None
        if slot is not None:
            slot.delay = min(max(slot.delay * 2, 0.25), SLOWEST)
            slot.lastseen = max(slot.lastseen, monotonic() + seconds)


def _again(request: Request, times: int) -> Request | None:
    """Return the request with one repetition counted, or None when all were made. robots.txt is asked for twice."""
    done = int(request.meta.get(_COUNT, 0))
    if done >= (min(times, 1) if request.meta.get("dont_obey_robotstxt") else times):
        return None
    return request.replace(meta={**request.meta, _COUNT: done + 1}, dont_filter=True)
