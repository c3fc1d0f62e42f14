"""Obeys robots.txt on the agency's own hosts: what it forbids to programs is not asked for, nor called broken.

Links to other sites are looked at one by one, as a person would who clicks on them, so their robots.txt is not asked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Unpack
from urllib.parse import urlsplit

from ..model import Cause
from ..urls import origin_of
from .asking import Asker, How
from .following import Spider
from .model import Answer

if TYPE_CHECKING:
    from protego import Protego

AGENT: Final = "oitcrawler"
_LIMIT: Final = 512 * 1024
_FORBIDS_NOTHING: Final = frozenset({"user-agent", "allow", "sitemap", "crawl-delay", "host"})


class Rules:
    """What the robots.txt of hosts forbid, as far as they were asked for it."""

    def __init__(self) -> None:
        self.of: dict[str, Protego | None] = {}

    def allow(self, url: str) -> bool:
        """Whether an address may be asked for; also of one to which a redirect leads."""
        rules = self.of.get(origin_of(url))
        return rules is None or rules.can_fetch(url, AGENT)


class Obedient:
    """Asks `asker`, for the site's own hosts only what their robots.txt allows.

    Whose a host is, and what its robots.txt forbids, is found out once and written into `rules`.
    """

    def __init__(self, asker: Asker, spider: Spider, rules: Rules | None = None) -> None:
        self._asker = asker
        self._spider = spider
        self._rules = rules or Rules()
        self._turns: dict[str, asyncio.Lock] = {}

    async def ask(self, url: str, **how: Unpack[How]) -> Answer:
        """Return what came of it; ROBOTS where it is forbidden."""
        place = origin_of(url)
        if place not in self._rules.of:
            await self._learn(url, place)
        if not self._rules.allow(url):
            return Answer(url, url, failure=Cause.ROBOTS, detail="forbidden by robots.txt")
        return await self._asker.ask(url, **how)

    async def _learn(self, url: str, place: str) -> None:
        """Find out about the host of an address, which `place` stands for as the address writes it."""
        if not self._spider.is_own(url):
            self._rules.of.setdefault(place, None)
            return
        parts = urlsplit(url)
        async with self._turns.setdefault(place, asyncio.Lock()):
            if place not in self._rules.of:
                self._rules.of[place] = await self._asked(f"{parts.scheme}://{parts.netloc}/robots.txt")

    async def _asked(self, url: str) -> Protego | None:
        answer = await self._asker.ask(url, limit=_LIMIT)
        is_rules = answer.status == 200 and answer.body.lstrip()[:1] != b"<"
        text = answer.body.decode("utf-8-sig", "replace") if is_rules else ""
        if not _may_forbid(text):
            return None
        from protego import Protego

        return Protego.parse(text)


def _may_forbid(text: str) -> bool:
    """Whether a robots.txt has a line that may forbid something; most have none, and cost nothing then."""
    for line in text.splitlines():
        said = line.partition("#")[0].strip()
        name, colon, value = said.partition(":")
        if said and not (colon and (not value.strip() or name.strip().lower() in _FORBIDS_NOTHING)):
            return True
    return False
