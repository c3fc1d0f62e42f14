"""The values that pass between a spider and the snapshot it writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from ..model import Cause

UrlKind = Literal["page", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class Discovered:
    """A URL that was met, and how good it is to fetch it soon (a lower `priority` is sooner).

    `pattern` names the URLs that look alike, of which only `frontier.PATTERN_LIMIT` are tried when they lead nowhere
    else ("": no limit); of a `trap` none is.
    """

    url: str
    priority: int
    depth: int
    kind: UrlKind
    label: str
    source: str
    pattern: str = ""
    trap: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A URL to fetch now. `static` is the id of its response when only rendering is still to do."""

    url: str
    priority: int
    depth: int
    kind: UrlKind
    label: str
    source: str
    static: int | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a URL: the answer of a server, or the cause why there is none.

    `kind` is what the bytes turned out to be. `elapsed` is in seconds.
    """

    url: str
    final_url: str
    kind: UrlKind
    status: int | None = None
    content_type: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    elapsed: float = 0.0
    rendered: bool = False
    redirects: tuple[str, ...] = ()
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is fetched at most, in pages and documents."""

    pages: int = 1500
    documents: int = 1500


@dataclass(frozen=True, slots=True)
class Counts:
    """Where a crawl stands. `failed` counts what has a cause."""

    pages: int
    documents: int
    queued: int
    failed: int


class Listener(Protocol):
    """Who wants to know how a crawl goes, and may want it to end."""

    def visited(self, url: str) -> None:
        """Hear that a URL was stored."""

    def wants_end(self) -> bool:
        """Whether the crawl shall end before its time."""
