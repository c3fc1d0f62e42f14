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
    `max_seconds` for the whole crawl. `concurrency` is per host. `hosts` sends a host name to an address
    (`203.0.113.5` or `203.0.113.5:8443`) instead of asking DNS, for intranets and for tests; private addresses need
    `allow_private_hosts` all the same, and the browser does not know of it.
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
    hosts: Mapping[str, str] = field(default_factory=dict)

    def agent(self, version: str) -> str:
        """Return the user agent: the tool's own name and address, never another program's."""
        return self.user_agent or f"oitcrawler/{version} ({PURPOSE})"

    def port_of(self, host: str, port: int) -> int:
        """Return the port at which `host` is reached when its address asks for `port`."""
        return address_and_port(self.hosts[host])[1] or port if host in self.hosts else port


def address_and_port(place: str) -> tuple[str, int | None]:
    """Return the parts of `203.0.113.5:8443` or `[2001:db8::1]:8443`; the port is None when none is named."""
    address, colon, port = place.rpartition(":")
    if not colon or not port.isdecimal() or (":" in address and not address.endswith("]")):
        return place.strip("[]"), None
    return address.strip("[]"), int(port)


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
