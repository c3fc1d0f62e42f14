"""The demo agency's site in memory, gathered without a crawl: what its server answers, read as a crawl's bytes are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

from oitcrawler.demo import server
from oitcrawler.evidence import extract
from oitcrawler.evidence.model import Depth, Evidence
from oitcrawler.evidence.site import Site
from oitcrawler.gather import gather, source_of
from oitcrawler.model import Cause
from oitcrawler.readers import Job
from oitcrawler.snapshots import Meta, Resource, Snapshot

from .recorded import HOME, STARTED, address, resource


class Answered(Snapshot):
    """What the demo's server answers, as a snapshot; what it does not have is 404."""

    def __init__(self, home: str = HOME) -> None:
        self.meta = Meta(home, STARTED, STARTED, "0", {})
        answers = {address(path, home): answer for path, answer in server.load().items()}
        self._bodies = {hashlib.sha256(one.body).hexdigest(): one.body for one in answers.values()}
        there = [
            resource(url, one.type, hashlib.sha256(one.body).hexdigest())
            for url, one in answers.items()
            if one.type.partition("/")[0] not in ("image", "font", "video")
        ]
        self._all: tuple[Resource, ...] = ()
        gone = {one.url for page in self._pages(there) for one in page.links if one.url.startswith(home)} - set(answers)
        self._all = (*there, *(resource(url, "", "", Cause.NOT_FOUND) for url in gone if "/calendar" not in url))

    def _pages(self, there: list[Resource]) -> Iterator[Evidence]:
        yield from (extract(source_of(self, one)) for one in there if one.content_type.startswith("text/html"))

    def resources(self) -> tuple[Resource, ...]:
        return tuple(sorted(self._all, key=lambda one: one.url))

    def body(self, digest: str) -> bytes:
        return self._bodies.get(digest, b"")

    def unfetched(self) -> tuple[()]:
        return ()

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        return ()


def read(jobs: Iterable[Job]) -> Iterator[Evidence]:
    for job in jobs:
        yield extract(job.source, Depth.WHOLE)


@cache
def demo_site() -> Site:
    answered = Answered()
    return gather(answered, read).site
