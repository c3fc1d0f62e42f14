"""Links audited from a recorded crawl: what it fetched is not asked for again, the rest is."""

from __future__ import annotations

from typing import Unpack

from ..model import Cause
from ..snapshots import Resource, Snapshot
from .asking import Asker, How
from .book import Book
from .following import NOT_CRAWLED
from .model import Answer, Hop, Standing

_NOT_TRIED = frozenset({Cause.OVER_BUDGET, Cause.NOT_FETCHED})


class Recorded:
    """Answers for what a snapshot holds, and asks `network` for everything else."""

    def __init__(self, snapshot: Snapshot, network: Asker) -> None:
        self._snapshot = snapshot
        self._network = network
        self._resources = {one.url: one for one in snapshot.resources() if one.cause not in _NOT_TRIED}
        self._tls = {one.host: one.tls or "" for one in snapshot.hosts()}
        self._fresh: set[str] = set()
        self._left = 0

    def admits(self, url: str, _source: str) -> str:
        """Return "" for a page that the crawl fetched, else the name under which the others are counted."""
        if url in self._resources:
            return ""
        self._left += 1
        return NOT_CRAWLED

    def read(self, url: str, body: bytes, new_addresses: int) -> None:
        """Hear what a page brought; the crawl has seen to its traps."""

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        """Return how many pages the crawl did not fetch, so that nobody looks at them here."""
        return ((NOT_CRAWLED, self._left),) if self._left else ()

    async def ask(self, url: str, **how: Unpack[How]) -> Answer:
        """Return what the crawl was answered; a second look at the same address goes to the network."""
        resource = self._resources.get(url)
        if resource is None or url in self._fresh:
            return await self._network.ask(url, **how)
        self._fresh.add(url)
        return self._answer(resource)

    def _answer(self, one: Resource) -> Answer:
        return Answer(
            url=one.url,
            final_url=one.final_url,
            status=one.status,
            headers=dict(one.headers),
            body=self._snapshot.body(one.digest) if one.digest else b"",
            whole=one.cause is not Cause.TRUNCATED,
            cut=one.cause is Cause.TOO_LARGE,
            hops=tuple(Hop(url, 302) for url in one.redirects),
            failure=one.cause if one.status is None else None,
            tls=self._tls.get(one.final_url.partition("://")[2].partition("/")[0], ""),
        )


class Trusting:
    """Takes what worked in the run before for granted, but for the addresses in `doubted`; the rest asks `asker`."""

    def __init__(self, asker: Asker, book: Book, doubted: frozenset[str]) -> None:
        self._asker = asker
        self._book = book
        self._doubted = doubted

    async def ask(self, url: str, **how: Unpack[How]) -> Answer:
        """Return that nothing changed, or what came of asking."""
        number = self._book.target(url)
        known = self._book.known(number) if number is not None and url not in self._doubted else None
        if known is not None and known.standing is Standing.WORKS:
            return Answer(url, url, unchanged=True)
        return await self._asker.ask(url, **how)
