"""The budget of addresses of one shape, and of the folders and scripts that hold several shapes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .pages import Heard, Page
from .shapes import Address

FIRST_LOOKS = 24
FEWER_LOOKS = 12
"""Pages of a shape that are looked at before it is trusted; fewer are enough where each was news."""
PASSED_ON = 10
_KNOWN = 4
"""So many pages of a shape were looked at before it is said what it is worth."""
_ANSWERED = 8
"""Of so many addresses at least one must be a page or a document, else none is."""
IN_A_ROW = 12
"""So many in a row end a shape that has wasted as many as it may, however much it brought in between."""


@dataclass(slots=True, eq=False)
class Pool:
    """All addresses below a folder, or of one script: closed when several of its shapes bring nothing new."""

    key: str
    limit: int
    stale: int = 0
    passed: int = 0
    copies: int = 0
    closed: bool = False
    heard: Heard = field(default_factory=Heard)

    def brought(self) -> None:
        """Count a page with something new."""
        self.stale = max(0, self.stale - 3)

    def wasted(self) -> None:
        """Count a page with nothing new."""
        self.stale += 1
        self.closed = self.closed or self.stale >= self.limit


@dataclass(slots=True, eq=False)
class Pattern:
    """Addresses of one shape, which `pools` hold from the nearest outwards.

    `trap` names what the shape itself gives away, and is empty for others. `proved`: one of its pages was news to its
    nearest pool; `copied`: its pages are those of another shape. `visits` counts what was about to be fetched, `reads`
    what came of it as a page or (`papers`) as a document, `fresh` the pages that were news to the nearest pool too.
    `waiting` are pages that brought nothing but addresses of shapes of which nobody knows yet whether they bring any.
    """

    address: Address
    key: str
    limit: int
    pools: tuple[Pool, ...] = ()
    trap: str = ""
    is_calendar: bool = False
    presents: bool = False
    is_counted: bool = False
    is_paged: bool = False
    visits: int = 0
    reads: int = 0
    papers: int = 0
    looks: int = 0
    news: int = 0
    fresh: int = 0
    stale: int = 0
    wasted: int = 0
    in_a_row: int = 0
    passed: int = 0
    closed: bool = False
    proved: bool = False
    copied: bool = False
    waiting: dict[tuple[Pattern, ...], int] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)

    @property
    def is_real(self) -> bool:
        """Whether its addresses are known to bring something still."""
        if self._is_bad:
            return False
        return self.papers > 0 or (self.looks >= _KNOWN and self.fresh * 2 >= self.looks and self.in_a_row < IN_A_ROW)

    @property
    def is_unknown(self) -> bool:
        """Whether its addresses may bring something, for all that is known."""
        return not self._is_bad and self.looks < _KNOWN and (self.reads > 0 or self.visits < _ANSWERED)

    @property
    def is_telling(self) -> bool:
        """Whether its own pages have mostly been news, and not by other numbers alone."""
        return self.news * 2 >= self.looks > 0

    @property
    def _is_bad(self) -> bool:
        return self.closed or self.is_calendar or bool(self.trap)

    def wants_look(self, mark: int) -> bool:
        """Whether the next page is worth a look; once it is trusted every eighth is, as `mark` has it."""
        if self.is_paged or self.stale > 0 or self.waiting or mark & 7 == 0:
            return True
        return self.looks < (FEWER_LOOKS if self.news == self.looks else FIRST_LOOKS)

    def judge(self, page: Page, *, vouched: bool, named: Iterable[Pattern]) -> None:
        """Count a page that was looked at.

        `vouched`: a list that is itself no waste names it: then other numbers are news. `named`: shapes other than its
        own of which it names addresses that nobody had named.
        """
        self.looks += 1
        numbers = self.is_counted and self.heard.is_numbered_news(page)
        promised = [one for one in named if one is not self and (one.is_real or one.is_unknown)]
        if self.heard.is_news(page):
            self.news += 1
            self._bring()
        elif numbers and vouched:
            self._bring()
            self.fresh += 1
            self.proved = True
            self._settle()
            return
        elif any(one.is_real for one in promised):
            self.in_a_row = 0
        elif promised:
            self.waiting[tuple(promised)] = self.waiting.get(tuple(promised), 0) + 1
        else:
            self._waste(1)
        self._settle()
        self._tell_pools(page, promised)

    def _bring(self) -> None:
        self.in_a_row = 0
        self.stale = max(0, self.stale - 3)

    def _waste(self, pages: int) -> None:
        self.stale += pages
        self.wasted += pages
        self.in_a_row += pages
        is_over = self.wasted > self.limit and self.in_a_row >= IN_A_ROW
        self.closed = self.closed or self.stale >= self.limit or is_over

    def _settle(self) -> None:
        """Judge the pages that were waiting for what they name to be read."""
        for promised, pages in tuple(self.waiting.items()):
            if any(one.is_real for one in promised):
                del self.waiting[promised]
            elif not any(one.is_unknown for one in promised):
                del self.waiting[promised]
                self._waste(pages)

    def _tell_pools(self, page: Page, promised: list[Pattern]) -> None:
        child: Pattern | Pool = self
        for number, pool in enumerate(self.pools):
            if pool.heard.is_news(page):
                pool.brought()
                self.fresh += number == 0
                self.proved = self.proved or number == 0
            elif child.passed < PASSED_ON and not any(one.is_real or pool not in one.pools for one in promised):
                child.passed += 1
                pool.wasted()
            child = pool
        self.proved = self.proved or not self.pools
        self.fresh += not self.pools
