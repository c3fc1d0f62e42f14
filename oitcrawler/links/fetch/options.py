"""What a caller may set about asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said of its version, sent back so that the server can answer "unchanged" (304).

    They hold for the answer of `url`; without it for the address that is asked for.
    """

    etag: str = ""
    last_modified: str = ""
    url: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request (RFC 9110, section 13)."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How addresses are asked for. Times are in seconds, sizes in bytes.

    `connect_timeout` ends looking up a name, and connecting; `read_timeout` the silence of a server; `page_timeout`
    a whole request, `document_timeout` one whose limit is more than `page_bytes`. `per_host` are in flight at most.
    `retry_delay` comes before the first repetition, doubled for the next; `longest_wait` is what one address may be
    waited for when its server asks for patience; `longest_gap` the slowest pace between two requests to a host.
    A host that failed is looked at again after `down_seconds`.

    `hosts` sends a host name (`example.go.th`, or with a port `example.go.th:443`) to an address (`203.0.113.5` or
    `203.0.113.5:8443`) instead of asking DNS; private addresses need `allow_private` all the same. `robots_for` says
    whether robots.txt allows an address; None allows all. A person clicks on the links to other sites, so it is for
    the caller to ask only about the own site.
    """

    user_agent: str = "oitcrawler (looks after public disclosure of Thai agencies)"
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    page_timeout: float = 60.0
    document_timeout: float = 120.0
    page_bytes: int = 8 * MEGABYTE
    per_host: int = 4
    allow_private: bool = False
    hosts: Mapping[str, str] = field(default_factory=dict)
    retry_delay: float = 1.0
    longest_wait: float = 60.0
    longest_gap: float = 5.0
    down_seconds: float = 60.0
    robots_for: Callable[[str], bool] | None = None
