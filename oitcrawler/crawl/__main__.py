"""The crawl's own process: reads a job on stdin, says on stdout how it goes, logs on stderr.

The first line of stdin is the job (JSON). When stdin ends the caller is gone or wants an end: the crawl then stops
after what it is storing, and can be continued. Every line of stdout is one message (see `messages`).
"""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
from time import monotonic

from scrapy.crawler import AsyncCrawlerProcess

from ..errors import OitError
from .frontier import Frontier
from .messages import Job, Message, failed, finished, progressed, stopped, write
from .opening import opened
from .priority import Rank
from .settings import crawl_settings
from .targets import Discovered

SPIDER = "site"
BETWEEN_MESSAGES = 0.1


class Teller:
    """Writes messages, progress at most every tenth of a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def say(self, message: Message) -> None:
        """Write one message."""
        sys.stdout.write(write(message))
        sys.stdout.flush()

    def progress(self, frontier: Frontier, url: str) -> None:
        """Write where the crawl stands, if the last time is long enough ago."""
        if monotonic() - self._last >= BETWEEN_MESSAGES:
            self._last = monotonic()
            self.say(progressed(frontier.counts(), url))


def main() -> int:
    """Do one job. The exit code is 0 when the crawl ended as it should, 1 when it was stopped or failed."""
    job = Job.from_line(sys.stdin.readline())
    teller = Teller()
    start = Discovered(job.start_url, Rank.START, 0, "page", "", "")
    try:
        with opened(job.folder, start, job.settings(), job.version) as frontier:
            return _crawl(job, frontier, teller)
    except OitError as refused:
        teller.say(failed(refused))
        return 1


def _crawl(job: Job, frontier: Frontier, teller: Teller) -> int:
    began = monotonic()
    logging.getLogger("scrapy.core.downloader.tls").setLevel(logging.ERROR)
    logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
    settings = crawl_settings(job.options, job.version, lambda host, robots: frontier.note_host(host, robots=robots))
    process = AsyncCrawlerProcess(dict(settings))
    crawler = process.create_crawler(SPIDER)
    process.crawl(crawler, frontier=frontier, options=job.options, told=lambda url: teller.progress(frontier, url))
    _stop_when_stdin_ends(process)
    process.start()
    if not getattr(crawler.spider, "completed", False):
        teller.say(stopped())
        return 1
    frontier.finish()
    teller.say(finished(monotonic() - began))
    return 0


def _stop_when_stdin_ends(process: AsyncCrawlerProcess) -> None:
    loop = asyncio.get_event_loop()

    def wait() -> None:
        while sys.stdin.readline():
            pass
        loop.call_soon_threadsafe(lambda: loop.create_task(process.stop()))

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
