"""Obeys robots.txt on the agency's own hosts: what it forbids to programs is not asked for, nor called broken.

Links to other sites are looked at one by one, as a person would who clicks on them, so their robots.txt is not asked.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ..model import Cause
from .asking import Asker, Method
from .fetch import Validators
from .following import Spider
from .model import Answer

if TYPE_CHECKING:
    from protego import Protego

AGENT: Final = "oitcrawler"
_LIMIT: Final = 512 * 1024
_FORBIDS_NOTHING: Final = frozenset({"user-agent", "allow", "sitemap", "crawl-delay", "host"})


class Obedient:
    """Asks `asker`, for the site's own hosts only what their robots.txt allows.

    Whose a host is, and what its robots.txt forbids, is found out once.
    """

    def __init__(self, asker: Asker, spider: Spider) -> None:
        self._asker = asker
        self._spider = spider
        self._rules: dict[str, Protego | None] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    async def ask(
        self,
        url: str,
        *,
        method: Method = "GET",
        referer: str = "",
        limit: int = 0,
        validators: Validators | None = None,
    ) -> Answer:
        """Return what came of it; ROBOTS where it is forbidden."""
        end = url.find("/", 8)
        place = url if end < 0 else url[:end]
        rules = self._rules[place] if place in self._rules else await self._of(url, place)
        if rules is not None and not rules.can_fetch(url, AGENT):
            return Answer(url, url, failure=Cause.ROBOTS, detail="forbidden by robots.txt")
        return await self._asker.ask(url, method=method, referer=referer, limit=limit, validators=validators)

    async def _of(self, url: str, place: str) -> Protego | None:
        """Find out about the host of an address, which `place` stands for as the address writes it."""
        if not self._spider.is_own(url):
            return self._rules.setdefault(place, None)
        parts = urlsplit(url)
        async with self._turns.setdefault(place, asyncio.Lock()):
            if place not in self._rules:
                self._rules[place] = await self._asked(f"{parts.scheme}://{parts.netloc}/robots.txt")
        return self._rules[place]

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
