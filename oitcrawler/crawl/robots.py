"""Obeys robots.txt, and says so when it forbids."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from ..model import Cause
from ..shares import serves
from .causes import Refused
from .sharing import SHARE_PAGE, SHARE_SERVICE

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser

NOTE = "OIT_NOTE_ROBOTS"


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with a cause for what is forbidden and a note of what each host has."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._note: Callable[[str, str], None] | None = crawler.settings.get(NOTE)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Let a request pass, or raise Refused; for a share link its page is asked for (see `sharing`)."""
        page = request.meta.get(SHARE_PAGE)
        if page and serves(request.meta[SHARE_SERVICE], request.url):
            shown = Request(page)
            self.process_request_2(await self.robot_parser(shown), shown)
            return
        await super().process_request(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let a request pass, or raise Refused (robots)."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as forbidden:
            raise Refused(Cause.ROBOTS, "forbidden by robots.txt") from forbidden

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        found = response.status == 200 and response.body.lstrip()[:1] != b"<"
        self._say(netloc, "ok" if found else "missing" if response.status < 500 else "failed")
        await super()._parse_robots(response if found else response.replace(body=b""), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._say(netloc, "failed")
        super()._robots_error(exc, netloc)

    def _say(self, netloc: str, what: str) -> None:
        if self._note:
            self._note(netloc, what)
