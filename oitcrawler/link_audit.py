"""Auditing the links of a site, from the network or from a recorded crawl, remembered in the history."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar, cast

from . import __version__
from .crawl import CrawlOptions
from .crawl.unreachable import why_unreachable
from .errors import OutputError, SiteUnreachable
from .health_looks import MOST_COMPARED, HealthLooks, look_from_outside
from .health_looks import keep as keep_looks
from .history import LinkObservation, identified
from .links.asking import Asker
from .links.auditing import MOST, Audited, AuditProgress, AuditSettings, audit_links
from .links.book import FILE, Book, opened
from .links.fetch import Fetcher, FetchOptions
from .links.following import Spider
from .links.kept import keep
from .links.observed import observed, pages_read
from .links.recorded import Recorded, Trusting
from .links.robots import Obedient, Rules
from .links.second_looks import Patience
from .long_run import long_run
from .model import Cause, Text
from .report import LinkRun, Links
from .site_health import HealthQuestion, SpamWatch, passing_findings
from .snapshots import Resource, Snapshot
from .urls import host_of, site_domain

if TYPE_CHECKING:
    from .history import OpenRun
    from .links.browser import BrowserLooks
    from .links.model import Answer
    from .measures import Measures
    from .report import Severity

SPIDER: Final = "oitcrawler.spiders.links"
OLDEST: Final = timedelta(days=2)
"""How long after its beginning a run that was broken off goes on; later it begins anew: its looks are of the past."""
_FLUSH: Final = 1.0
"""Seconds after which what was seen is written, so that a machine that dies costs no more."""
_TOLD: Final = 0.1
"""Seconds between two words about progress."""
OnProgress = Callable[[AuditProgress], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """How links are audited.

    At most `most` addresses are looked at. `spared` were broken in the run before, so that no second look is needed
    to be sure. `seeds` are looked at though no page names them. `fresh` goes on with no run that was broken off.
    """

    crawl: CrawlOptions = field(default_factory=CrawlOptions)
    patience: Patience = field(default_factory=Patience)
    most: int = MOST
    spared: frozenset[str] = frozenset()
    seeds: tuple[str, ...] = ()
    fresh: bool = False
    on_progress: OnProgress = field(default=lambda _: None)


def audit_site(
    url: str, folder: Path, options: LinkOptions, remembered: OpenRun | None, measures: Callable[[], Measures]
) -> LinkRun:
    """Audit a site into the link book in `folder`, going on with a run that was broken off.

    Raises SiteUnreachable when the first page cannot be opened, SnapshotError when the book is in use, OutputError
    when it cannot be written.
    """
    with _book(folder, url, datetime.now(UTC) - OLDEST, fresh=options.fresh) as book:
        watch = SpamWatch(url)
        audited, looks = _run(_from_network(book, url, options, watch))
        _must_be_read(book, url, audited)
        links = _remember(book, audited, options, remembered)
        return LinkRun(
            version=__version__,
            url=url,
            domain=site_domain(url),
            id=f"{site_domain(url)}-{book.run}",
            started_at=book.meta("started_at"),
            finished_at=book.meta("finished_at"),
            pages=audited.pages,
            links=links,
            left_alone=audited.left_alone,
            over_budget=audited.over_budget,
            findings=identified(
                passing_findings(url, _health(book, looks), looks.certificate, watch, _WhenNeeded(measures))
            ),
        )


class _WhenNeeded:
    """Measures that are loaded with the first finding; most runs have none."""

    def __init__(self, load: Callable[[], Measures]) -> None:
        self._load = cache(load)

    def severity(self, code: str) -> Severity:
        return self._load().severity(code)

    def fix(self, code: str) -> Text:
        return self._load().fix(code)

    def owner(self, code: str, topic: None) -> Text:
        return self._load().owner(code, topic)


def _must_be_read(book: Book, url: str, audited: Audited) -> None:
    """Raise SiteUnreachable when nothing of the site was read: then nobody knows its links."""
    (final_url,) = next(book.rows("SELECT final_url FROM targets WHERE url = :url", {"url": url}), ("",))
    cause = audited.home if audited.pages or audited.home else Cause.WRONG_TYPE
    why = why_unreachable(Resource(url, final_url or url, None, "", "", 0, cause, False, (), "", "", "", 0))
    if why is not None:
        raise why
    if cause is not None:
        raise SiteUnreachable(Text(f"เปิดเว็บไซต์ {url} ไม่ได้ ({cause})", f"{url} cannot be opened ({cause})"), cause)


@contextmanager
def _book(folder: Path, url: str, since: datetime, *, fresh: bool) -> Iterator[Book]:
    """Open the book; a run that was broken off goes on if it began after `since`. Raises as `audit_site` tells."""
    path = folder / FILE
    try:
        if not fresh and path.is_file():
            with opened(path, url, _now()) as book:
                fresh = datetime.fromisoformat(book.meta("started_at")) < since
        with opened(path, url, _now(), fresh=fresh) as book:
            yield book
    except (sqlite3.Error, OSError) as broken:
        if isinstance(broken, OSError) and broken.errno is None:
            raise
        why = broken.strerror if isinstance(broken, OSError) else str(broken)
        raise OutputError(
            Text(
                f"ตรวจลิงก์ต่อไม่ได้ ({folder}): {why} แก้แล้วสั่งซ้ำเพื่อทำต่อ",
                f"the link audit cannot go on ({folder}): {why}; mend it and run again to go on",
            )
        ) from broken


def _health(book: Book, looks: HealthLooks) -> HealthQuestion:
    as_of = datetime.fromisoformat(book.meta("started_at")).date()
    return HealthQuestion(as_of, looks.doors, looks.registered, looks.compared)


def audit_recorded(
    snapshot: Snapshot,
    folder: Path,
    options: LinkOptions,
    remembered: OpenRun | None,
    doubted: frozenset[str] | None = None,
) -> Links:
    """Audit the links of a recorded crawl into the book in `folder`, and keep what was found with the snapshot.

    What the crawl fetched is not asked for again; with `doubted`, of the rest only what is in it, what did not work
    in the run before, and what is new. Raises SnapshotError and OutputError as `audit_site`.
    """
    meta = snapshot.meta
    crawled = datetime.fromisoformat(meta.finished_at or meta.started_at)
    with _book(folder, meta.start_url, crawled, fresh=options.fresh) as book:
        audited, looks = _run(_from_snapshot(book, snapshot, options, doubted))
        keep(snapshot.folder, audited.links)
        keep_looks(snapshot.folder, looks)
        return _remember(book, audited, options, remembered, is_partial=doubted is not None)


def _remember(
    book: Book, audited: Audited, options: LinkOptions, run: OpenRun | None, *, is_partial: bool = False
) -> Links:
    if run is None:
        return audited.links
    read = pages_read(book)
    complete = read.whole and not audited.over_budget and not is_partial
    run.links(_observations(book, audited, options.spared), complete=complete, pages_read=read.pages)
    return run.remembered_links(audited.links)


def _observations(book: Book, audited: Audited, doubted: frozenset[str]) -> Iterator[LinkObservation]:
    listed = (*audited.links.broken, *audited.links.unverified)
    named = {one.url: tuple(sorted({source.page for source in one.sources})) for one in listed}
    for one in observed(book, audited.links, datetime.fromisoformat(book.meta("started_at")), doubted):
        yield LinkObservation(
            url=one.url,
            standing=one.standing,
            cause=one.cause,
            status=one.status,
            looked_at=one.last,
            confirmed_in_run=one.confirmed,
            first_attempt=one.first,
            last_attempt=one.last,
            pages=named.get(one.url, ()),
        )


async def _from_network(book: Book, url: str, options: LinkOptions, watch: SpamWatch) -> tuple[Audited, HealthLooks]:
    async with _network(url, options) as (fetcher, browser, rules):
        settings = replace(_settings(url, options, book), on_page=watch.see)
        spider = _spider(url)
        audited = await audit_links(book, spider, _polite(fetcher, spider, rules, options), settings, browser)
        if audited.home is not None:
            return audited, HealthLooks()
        return audited, await look_from_outside(url, (), fetcher, certificate=True, is_public=_is_public(url, options))


async def _from_snapshot(
    book: Book, snapshot: Snapshot, options: LinkOptions, doubted: frozenset[str] | None
) -> tuple[Audited, HealthLooks]:
    url = snapshot.meta.start_url
    async with _network(url, options) as (fetcher, browser, rules):
        spider = _spider(url)
        polite = _polite(fetcher, spider, rules, options)
        asker = polite if doubted is None else Trusting(polite, book, doubted)
        recorded = Recorded(snapshot, asker)
        is_public = _is_public(url, options)
        looks = await look_from_outside(url, _pages_to_compare(snapshot), fetcher, is_public=is_public)
        return await audit_links(book, spider, recorded, _settings(url, options, book, recorded), browser), looks


def _polite(fetcher: Fetcher, spider: Spider, rules: Rules, options: LinkOptions) -> Asker:
    return Obedient(fetcher, spider, rules) if options.crawl.obey_robots else fetcher


def _is_public(url: str, options: LinkOptions) -> bool:
    """Whether the site is where everybody else finds it; of an intranet or a test no registry is asked."""
    return host_of(url) not in options.crawl.hosts


def _pages_to_compare(snapshot: Snapshot) -> tuple[str, ...]:
    """Return a few of the site's pages that searches find: those nearest to the home page."""
    pages = [one for one in snapshot.resources() if one.cause is None and not one.is_document and one.depth == 1]
    return tuple(one.url for one in pages[: MOST_COMPARED - 1])


@asynccontextmanager
async def _network(url: str, options: LinkOptions) -> AsyncIterator[tuple[Fetcher, _Browser | None, Rules]]:
    crawl, rules = options.crawl, Rules()
    asked = FetchOptions(
        user_agent=crawl.agent(__version__),
        connect_timeout=crawl.timeout / 3,
        read_timeout=crawl.timeout,
        page_timeout=crawl.timeout * 2,
        document_timeout=crawl.document_timeout,
        per_host=crawl.concurrency,
        allow_private=crawl.allow_private_hosts,
        hosts=crawl.hosts,
        retry_delay=crawl.retry_delay,
        longest_wait=crawl.longest_wait,
        robots_for=rules.allow,
    )
    async with AsyncExitStack() as stack:
        fetcher = await stack.enter_async_context(Fetcher(asked))
        browser = None
        if crawl.browser is not None and crawl.render != "never":
            browser = _Browser(crawl, stack)
        yield fetcher, browser, rules


class _Browser:
    """Looks with a browser; its library is loaded when something is to be looked at."""

    def __init__(self, crawl: CrawlOptions, stack: AsyncExitStack) -> None:
        self._crawl = crawl
        self._stack = stack
        self._starting: asyncio.Task[BrowserLooks] | None = None

    async def look(self, url: str) -> Answer | None:
        """Return what a visitor gets; None when the browser cannot tell."""
        if self._starting is None:
            self._starting = asyncio.create_task(self._start())
        return await (await self._starting).look(url)

    async def _start(self) -> BrowserLooks:
        from .links.browser import BrowserLooks, BrowserOptions

        crawl = self._crawl
        options = BrowserOptions(
            crawl.browser, crawl.render_timeout, allow_private=crawl.allow_private_hosts, hosts=crawl.hosts
        )
        return await self._stack.enter_async_context(BrowserLooks(options))


def _settings(url: str, options: LinkOptions, book: Book, gate: Recorded | None = None) -> AuditSettings:
    return AuditSettings(
        start_url=url,
        allow_private=options.crawl.allow_private_hosts,
        patience=options.patience,
        spared=options.spared,
        seeds=options.seeds,
        most=options.most,
        gate=gate,
        per_host=options.crawl.concurrency,
        on_progress=_writing(book, options.on_progress),
    )


def _writing(book: Book, told: OnProgress) -> OnProgress:
    """Return who tells of progress a few times a second, and writes down every second what is pending."""
    written = shown = monotonic()

    def hear(at: AuditProgress) -> None:
        nonlocal written, shown
        now = monotonic()
        if now - written > _FLUSH:
            book.flush()
            written = now
        if now - shown > _TOLD or not at.queued:
            told(at)
            shown = now

    return hear


def _spider(url: str) -> Spider:
    return cast(Spider, import_module(SPIDER).LinksSpider(url))


def _run(work: Coroutine[object, object, T]) -> T:
    """Run to the end. The result is handed over beside asyncio, which would write a task's result out as a text."""
    done: list[T] = []

    async def whole() -> None:
        done.append(await work)

    with long_run(), asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(whole())
    return done[0]


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the faster loop where it is installed (the extra `speed`), else None for Python's own."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
