"""How a host answers for its home page and for what cannot exist, asked once and only when something looks odd."""

from __future__ import annotations

import asyncio

from ..urls import origin_of
from .asking import Asker
from .judging import Aim, HostHabits, impression_of, random_paths
from .model import Answer

GLANCE = 64 * 1024


class Habits:
    """The habits of the hosts of one run. `seed` makes the addresses that cannot exist."""

    def __init__(self, asker: Asker, seed: str) -> None:
        self._asker = asker
        self._seed = seed
        self._known: dict[str, HostHabits] = {}
        self._turns: dict[str, asyncio.Lock] = {}

    def known(self, answer: Answer) -> HostHabits | None:
        """Return what is known of the host that answered."""
        return self._known.get(origin_of(answer.final_url))

    async def learn(self, aim: Aim, answer: Answer) -> HostHabits:
        """Ask the host that answered for its home page and for addresses that cannot exist."""
        place = origin_of(answer.final_url)
        async with self._turns.setdefault(place, asyncio.Lock()):
            if place not in self._known:
                self._known[place] = await self._asked(place, answer.final_url)
        return self._known[place]

    async def _asked(self, place: str, url: str) -> HostHabits:
        home_url = f"{place}/"
        home = await self._asker.ask(home_url, limit=GLANCE)
        missing = [await self._asker.ask(one, limit=GLANCE) for one in random_paths(url, self._seed)]
        return HostHabits(
            home_url,
            impression_of(home) if home.failure is None and not home.unchanged else None,
            tuple(impression_of(one) for one in missing if one.failure is None),
        )
