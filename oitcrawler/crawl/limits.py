"""Pages and documents have limits of their own, and which an answer is, its headers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.http import Headers, Request

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

PAGE_BYTES = "OIT_MAX_PAGE_BYTES"
DOCUMENT_TIMEOUT = "OIT_DOCUMENT_TIMEOUT"


class KindLimits:
    """Lowers the limit of bytes when the server says that it is HTML; else a repetition gets a document's time."""

    def __init__(self, page_bytes: int, document_timeout: float) -> None:
        self.page_bytes = page_bytes
        self.document_timeout = document_timeout

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KindLimits:
        """Make the extension and let it hear of every answer's headers."""
        extension = cls(crawler.settings.getint(PAGE_BYTES), crawler.settings.getfloat(DOCUMENT_TIMEOUT))
        crawler.signals.connect(extension.headers_received, signals.headers_received)
        return extension

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Set the limits of one download."""
        kind = (headers.get("Content-Type") or b"").lower()
        if kind.startswith((b"text/html", b"application/xhtml")):
            request.meta["download_maxsize"] = self.page_bytes
        else:
            request.meta["download_timeout"] = self.document_timeout
