"""Obeys robots.txt on the agency's own hosts: what it forbids to programs is not asked for, nor called broken.

Links to other sites are looked at one by one, as a person would who clicks on them, so their robots.txt is not asked.
"""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from ..model import Cause
from .asking import Asker, Method
from .fetch import Validators
from .following import Spider
from .model import Answer

AGENT: Final = "oitcrawler"
_LIMIT: Final = 512 * 1024


class Obedient:
    """Asks `asker`, for the site's own hosts only what their robots.txt allows."""

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
        if self._spider.is_own(url):
            rules = await self._of(url)
            if rules is not None and not rules.can_fetch(url, AGENT):
                return Answer(url, url, failure=Cause.ROBOTS, detail="forbidden by robots.txt")
        return await self._asker.ask(url, method=method, referer=referer, limit=limit, validators=validators)

    async def _of(self, url: str) -> Protego | None:
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}"
        if place in self._rules:
            return self._rules[place]
        async with self._turns.setdefault(place, asyncio.Lock()):
            if place not in self._rules:
                self._rules[place] = await self._asked(f"{place}/robots.txt")
        return self._rules[place]

    async def _asked(self, url: str) -> Protego | None:
        answer = await self._asker.ask(url, limit=_LIMIT)
        is_rules = answer.status == 200 and answer.body.lstrip()[:1] != b"<"
        return Protego.parse(answer.body.decode("utf-8-sig", "replace")) if is_rules else None
