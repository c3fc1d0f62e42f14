"""What a caller may set about a crawl, and what a crawl says on its way and at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..model import Cause
from .browser import find_browser

Render = Literal["auto", "never", "always"]
PURPOSE = "looks after public disclosure of Thai agencies"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How one site is crawled.

    `browser` is the path of a Chromium, Chrome or Edge; None when there is none. Times are seconds: `timeout` for a
    page, `document_timeout` for a document, `render_timeout` for a page in the browser, `retry_delay` before the
    first repetition (doubled for the next), `longest_wait` at most when a server asks to wait (Retry-After),
    `max_seconds` for the whole crawl. `concurrency` is per host.
    """

    max_pages: int = 1500
    max_documents: int = 1500
    render: Render = "auto"
    allow_private_hosts: bool = False
    browser: str | None = field(default_factory=find_browser)
    user_agent: str = ""
    timeout: float = 30.0
    document_timeout: float = 120.0
    render_timeout: float = 45.0
    retry_delay: float = 1.0
    longest_wait: float = 60.0
    max_seconds: float | None = None
    concurrency: int = 4
    obey_robots: bool = True
    max_page_bytes: int = 8 * MEGABYTE
    max_document_bytes: int = 50 * MEGABYTE

    def agent(self, version: str) -> str:
        """Return the user agent: the tool's own name and address, never another program's."""
        return self.user_agent or f"oitcrawler/{version} ({PURPOSE})"


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """Where a crawl stands. `url` was fetched last."""

    pages: int
    documents: int
    queued: int
    failed: int
    url: str


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a finished crawl came to. `unfetched` counts what was left over budget."""

    pages: int
    documents: int
    failed_by_cause: Mapping[Cause, int]
    unfetched: int
    seconds: float
