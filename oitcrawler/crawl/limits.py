"""Keeps pages small: a page has a lower limit of bytes than a document, and which it is, its headers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.http import Headers, Request

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

PAGE_BYTES = "OIT_MAX_PAGE_BYTES"


class PageLimit:
    """Lowers the limit of a download when the server says that it is HTML."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PageLimit:
        """Make the extension and let it hear of every answer's headers."""
        extension = cls(crawler.settings.getint(PAGE_BYTES))
        crawler.signals.connect(extension.headers_received, signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Set the limit of one download."""
        kind = (headers.get("Content-Type") or b"").lower()
        if kind.startswith((b"text/html", b"application/xhtml")):
            request.meta["download_maxsize"] = self.limit
