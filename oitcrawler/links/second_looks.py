"""What is looked at again before it is called broken: after some time, and by a browser where there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from ..model import Cause
from .book import Book, Target
from .model import Answer, RefKind, Standing
from .queues import all_at_once
from .visiting import Visits

MOST_IN_BROWSER: Final = 60
"""How many addresses a browser looks at again in one run."""
_MAY_PASS: Final = frozenset(
    {
        Cause.DNS,
        Cause.REFUSED,
        Cause.RESET,
        Cause.TIMEOUT,
        Cause.CONNECT_TIMEOUT,
        Cause.SERVER_ERROR,
        Cause.TRUNCATED,
        Cause.EMPTY_BODY,
        Cause.TLS,
        Cause.PROTOCOL,
        Cause.HOST_DOWN,
    }
)
_UNREACHED: Final = frozenset(
    {"dns", "refused", "reset", "timeout", "connect-timeout", "host-down", "private-address", "no-browser"}
)
_OTHERS = "SELECT id, url, coalesce(cause, '') FROM targets WHERE named = :run AND done = :run"
_QUERY = """
SELECT id, url, kind, source, depth, cause, first_look FROM targets
WHERE done = :run AND standing = :standing AND needs LIKE :needs ORDER BY id
"""


class Browser(Protocol):
    """A browser that looks at a page."""

    async def look(self, url: str) -> Answer | None:
        """Return what a visitor gets; None when the browser cannot tell."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited before an address is asked again: `first` seconds for all, `then` for what may pass."""

    first: float = 12.0
    then: float = 45.0


class SecondLooks:
    """Looks again at what did not work in this run. `spared` are addresses that were broken in the run before too."""

    def __init__(
        self,
        book: Book,
        visits: Visits,
        patience: Patience,
        now: Callable[[], str],
        spared: frozenset[str],
        is_own: Callable[[str], bool],
    ) -> None:
        self._book = book
        self._visits = visits
        self._patience = patience
        self._now = now
        self._spared = spared
        self._is_own = is_own

    def without_network(self) -> None:
        """Take back what is said of other sites when none of them could be reached: this computer may have no network.

        Names and connections that fail everywhere are this side's trouble, as far as anybody can tell.
        """
        rows = tuple(self._book.rows(_OTHERS, {"run": self._book.run}))
        failed = [one for one in rows if one[2] in _UNREACHED and not self._is_own(one[1])]
        reached = any(one[2] not in _UNREACHED for one in rows if not self._is_own(one[1]))
        if failed and not reached:
            for number, _, cause in failed:
                self._book.doubt(int(number), f"no other site answered in this run ({cause})")

    async def in_browser(self, browser: Browser) -> None:
        """Let a browser look at what only a browser can tell."""
        wanted = [*self._query(Standing.UNVERIFIED, "browser"), *self._query(Standing.BROKEN, "browser")]

        async def look(target: Target) -> None:
            answer = await browser.look(target.url)
            if answer is not None:
                await self._visits.seen_by_browser(target, answer)

        async with all_at_once() as group:
            for target, _, _ in wanted[:MOST_IN_BROWSER]:
                group.create_task(look(target))

    async def in_time(self) -> None:
        """Ask again, twice where it may pass; each address not before its time has come."""
        first = [one for one in self._query(Standing.BROKEN, "%") if one[0].url not in self._spared]
        await self._round(first, self._patience.first)
        later = [one for one in self._query(Standing.BROKEN, "%") if one[0].url not in self._spared]
        await self._round([one for one in later if one[1] in _MAY_PASS], self._patience.then)

    async def _round(self, wanted: Iterable[tuple[Target, Cause | None, str]], after: float) -> None:
        waits = [(target, self._still_to_wait(first_look, after)) for target, _, first_look in wanted]
        slots = asyncio.Semaphore(16)

        async def look(target: Target, seconds: float) -> None:
            await asyncio.sleep(seconds)
            async with slots:
                await self._visits.again(target)

        async with all_at_once() as group:
            for target, seconds in waits:
                group.create_task(look(target, seconds))

    def _still_to_wait(self, first_look: str, after: float) -> float:
        passed = datetime.fromisoformat(self._now()) - datetime.fromisoformat(first_look)
        return max(0.0, after - passed.total_seconds())

    def _query(self, standing: Standing, needs: str) -> list[tuple[Target, Cause | None, str]]:
        rows = self._book.rows(_QUERY, {"run": self._book.run, "standing": standing, "needs": needs})
        return [
            (
                Target(int(row[0]), str(row[1]), RefKind(row[2]), int(row[3]), int(row[4])),
                Cause(row[5]) if row[5] else None,
                str(row[6]),
            )
            for row in rows
        ]
