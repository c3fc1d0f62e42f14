"""The audit of one site: everything that it names is asked for once, judged, and looked at again where that tells more.

    queues ─▶ ask ─▶ judge ─▶ book        a page, style or document: what it names ─▶ queues
                       └─▶ what a browser or time may tell is looked at again when the queues are empty

Everything that another process must not lose is in the book; what is here dies with the process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from ..addresses import is_private
from ..model import Cause
from ..report import Links
from ..urls import host_of
from .asking import Asker
from .book import RENDERED, SHELL, Book, Target
from .documents import DocumentLinks
from .following import Following, Gate, Spider
from .fragments import MOST_RENDERED, missing_fragments
from .habits import Habits
from .model import RefKind
from .queues import HOSTS, PER_HOST, Queues
from .scanning.refs import Scanner
from .second_looks import Browser, Patience, SecondLooks
from .told import told
from .trapping.watch import TrapWatch
from .visiting import Visits

MOST: Final = 200_000
MOST_SHELLS: Final = 200
"""Pages made by scripts that a browser reads in one run."""

_SHELLS = """
SELECT p.target, t.url FROM pages p JOIN targets t ON t.id = p.target
WHERE p.scripted = :shell AND t.named = :run AND t.done = :run ORDER BY t.depth, t.id LIMIT :most
"""
_PAGES = "SELECT count(*) FROM targets WHERE named = :run AND done = :run AND sort = 'page' AND standing = 'works'"


@dataclass(frozen=True, slots=True)
class AuditProgress:
    """Where an audit stands."""

    looked: int
    queued: int
    url: str


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """What one audit is told. `spared` are addresses that were broken in the run before, which need no second look.

    `on_page` is given each page that is read (address, Content-Type, body). `now` gives the present moment as ISO 8601
    in UTC; `seeds` are addresses that are looked at though no page names
    them, `most` how many addresses are looked at at all; `gate` says
    which of the site's own pages are read (by default all but traps); `hosts` and `per_host` bound what is in flight.
    """

    start_url: str
    allow_private: bool = False
    patience: Patience = field(default_factory=Patience)
    spared: frozenset[str] = frozenset()
    seeds: tuple[str, ...] = ()
    most: int = MOST
    gate: Gate | None = None
    per_host: int = PER_HOST
    hosts: int = HOSTS
    now: Callable[[], str] = field(default=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))
    on_page: Callable[[str, str, bytes], None] = field(default=lambda _url, _type, _body: None)
    on_progress: Callable[[AuditProgress], None] = field(default=lambda _: None)


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit came to. `home` is what came of the first address; `left_alone` counts addresses by pattern."""

    links: Links
    home: Cause | None
    pages: int
    left_alone: tuple[tuple[str, int], ...]
    over_budget: int


async def audit_links(
    book: Book, spider: Spider, asker: Asker, settings: AuditSettings, browser: Browser | None = None
) -> Audited:
    """Audit the links of a site into a book, going on where a run was broken off."""
    with DocumentLinks() as documents:
        run = _Run(book, spider, asker, settings, documents)
        await run.whole(browser)
    book.note(browser="yes" if browser else "")
    links = told(book, with_browser=browser is not None)
    book.finish(settings.now())
    return Audited(links, run.home(), run.pages(), run.following.left_alone(), run.following.over_budget)


class _Run:
    """The parts of one run, and the order in which they work."""

    def __init__(
        self, book: Book, spider: Spider, asker: Asker, settings: AuditSettings, documents: DocumentLinks
    ) -> None:
        self._book = book
        self._settings = settings
        self.gate = settings.gate or TrapWatch()
        scanner = Scanner()
        following = Following(
            book,
            spider,
            self.gate,
            start_url=settings.start_url,
            allow_private=settings.allow_private and is_private(host_of(settings.start_url)),
            most=settings.most,
            is_shared=scanner.is_shared,
        )
        self.following = following
        self._queues = Queues(
            self._visit,
            per_host=settings.per_host,
            hosts=settings.hosts,
            in_turn=lambda host: spider.is_own(f"https://{host}/"),  # so that a mirror comes after what it mirrors
        )
        self._visits = Visits(
            book,
            spider,
            asker,
            following,
            Habits(asker, book.meta("started_at")),
            documents,
            self.gate,
            scanner,
            home=settings.start_url,
            found=self._queues.add,
            now=settings.now,
            seen=settings.on_page,
        )
        self._second = SecondLooks(book, self._visits, settings.patience, settings.now, settings.spared, spider.is_own)
        self._looked = 0

    async def whole(self, browser: Browser | None) -> None:
        """Do all the rounds."""
        for url in (self._settings.start_url, *self._settings.seeds):
            self._book.name(url, RefKind.LINK, 0, 0)
        self._queues.add(self._book.left())
        await self._queues.drain()
        if browser is not None:
            await self._render_shells(browser)
            await self._queues.drain()
            await self._second.in_browser(browser)
            await self._render_for_fragments(browser)
        await self._second.in_time()
        await self._queues.drain()
        self._second.without_network()

    def home(self) -> Cause | None:
        """Return why the first address could not be opened, or None."""
        query = "SELECT cause FROM targets WHERE url = :url AND standing != 'works'"
        for (cause,) in self._book.rows(query, {"url": self._settings.start_url}):
            return Cause(cause) if cause else None
        return None

    def pages(self) -> int:
        """Return how many pages were read in this run."""
        query = (
            "SELECT count(*) FROM targets WHERE named = :run AND done = :run AND sort = 'page' AND standing = 'works'"
        )
        (count,) = next(self._book.rows(query, {"run": self._book.run}))
        return int(count)

    async def _visit(self, target: Target) -> None:
        await self._visits.first(target)
        self._looked += 1
        self._settings.on_progress(AuditProgress(self._looked, self._queues.left, target.url))

    async def _render_shells(self, browser: Browser) -> None:
        values = {"shell": SHELL, "run": self._book.run, "most": MOST_SHELLS}
        for number, url in tuple(self._book.rows(_SHELLS, values)):
            await self._render(browser, int(number), str(url))

    async def _render_for_fragments(self, browser: Browser) -> None:
        unsure = {one.page for one in missing_fragments(self._book) if not one.is_sure and not one.was_rendered}
        for number in sorted(unsure)[:MOST_RENDERED]:
            await self._render(browser, number, self._book.url_of(number))

    async def _render(self, browser: Browser, number: int, url: str) -> None:
        answer = await browser.look(url)
        if answer is not None and answer.body and answer.status is not None and answer.status < 400:
            self._visits.rendered(Target(number, url, RefKind.LINK, 0, 1), answer, RENDERED)
