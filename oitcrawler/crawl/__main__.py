"""The crawl's own process: reads a job on stdin, says on stdout how it goes, logs on stderr.

The first line of stdin is the job (JSON). When stdin ends the caller is gone or wants an end: the crawl then stops
after what it is storing, and can be continued. Every line of stdout is one message (see `messages`).
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from contextlib import suppress
from time import monotonic, sleep

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from ..errors import OitError
from ..urls import looks_like_document
from .frontier import Frontier
from .messages import Job, Message, failed, finished, progressed, stopped, write
from .opening import opened
from .priority import Rank
from .settings import crawl_settings
from .sharing import shared
from .targets import Discovered

SPIDER = "site"
BETWEEN_MESSAGES = 0.1
GRACE_SECONDS = 20.0
NOISY = ("scrapy.core.downloader.tls", "scrapy-playwright")


class Teller:
    """Tells the caller how the crawl goes, at most every tenth of a second, and hears when it shall end."""

    def __init__(self, frontier: Frontier) -> None:
        self.ended = threading.Event()
        self._frontier = frontier
        self._last = 0.0

    def visited(self, url: str) -> None:
        """Tell where the crawl stands, if the last time is long enough ago."""
        if monotonic() - self._last >= BETWEEN_MESSAGES:
            self._last = monotonic()
            say(progressed(self._frontier.counts(), url))

    def wants_end(self) -> bool:
        """Whether the caller is gone or wants an end."""
        return self.ended.is_set()


def say(message: Message) -> None:
    """Write one message."""
    sys.stdout.write(write(message))
    sys.stdout.flush()


def main() -> int:
    """Do one job. The exit code is 0 when the crawl ended as it should, 1 when it was stopped or failed."""
    job = Job.from_line(sys.stdin.readline())
    start = Discovered(job.start_url, Rank.START, 0, "page", "", "")
    try:
        with opened(job.folder, start, job.settings(), job.version) as frontier:
            frontier.discover(seeded(url) for url in job.seeds)
            return _crawl(job, frontier)
    except OitError as refused:
        say(failed(refused))
        return 1


def seeded(url: str) -> Discovered:
    """Return an address that was declared as evidence: what it is opened for is on it, whatever links there."""
    is_document = looks_like_document(url) or shared(url) is not None
    return Discovered(url, Rank.ITA, 1, "document" if is_document else "unknown", "", "")


def _crawl(job: Job, frontier: Frontier) -> int:
    began = monotonic()
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
    settings = crawl_settings(job.options, job.version, lambda host, robots: frontier.note_host(host, robots=robots))
    process = AsyncCrawlerProcess(dict(settings))
    crawler = process.create_crawler(SPIDER)
    teller = Teller(frontier)
    process.crawl(crawler, frontier=frontier, options=job.options, listener=teller)
    _end_when_stdin_ends(crawler, teller)
    process.start()
    if not getattr(crawler.spider, "completed", False):
        say(stopped())
        return 1
    frontier.finish()
    say(finished(monotonic() - began))
    return 0


def _end_when_stdin_ends(crawler: Crawler, teller: Teller) -> None:
    loop = asyncio.get_event_loop()

    def wait() -> None:
        while sys.stdin.readline():
            pass
        teller.ended.set()
        with suppress(RuntimeError):  # the loop is closed: the crawl is over
            loop.call_soon_threadsafe(_end, crawler)
        sleep(GRACE_SECONDS)
        os._exit(1)  # something hangs, and nobody is left to see to it; what is stored is safe

    threading.Thread(target=wait, daemon=True).start()


def _end(crawler: Crawler) -> None:
    if crawler.spider is not None:  # else it has not begun, and will see for itself
        getattr(crawler.spider, "end", lambda: None)()


if __name__ == "__main__":
    sys.exit(main())
