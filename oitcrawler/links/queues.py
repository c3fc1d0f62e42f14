"""Who is asked next: each host has a queue and a few runners of its own, so that a slow host holds up nobody else."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Final

from .book import Target

PER_HOST: Final = 4
HOSTS: Final = 24


@asynccontextmanager
async def all_at_once() -> AsyncIterator[asyncio.TaskGroup]:
    """Give a group of tasks that ends with the first exception, which is raised as it is and not in a group."""
    try:
        async with asyncio.TaskGroup() as group:
            yield group
    except BaseExceptionGroup as several:
        raise several.exceptions[0] from None


class Queues:
    """Visits targets, host by host, until nothing is left.

    `per_host` runners work on one host, at most `hosts` hosts are worked on at a time; what visiting finds may be
    added meanwhile. Hosts of which `in_turn` is true (by their netloc) are visited one after another, in the order in
    which they are met. The first exception of a visit ends everything.
    """

    def __init__(
        self,
        visit: Callable[[Target], Awaitable[None]],
        *,
        per_host: int = PER_HOST,
        hosts: int = HOSTS,
        in_turn: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._visit = visit
        self._per_host = per_host
        self._hosts = hosts
        self._queues: dict[str, deque[Target]] = {}
        self._waiting: deque[str] = deque()
        self._in_turn = in_turn
        self._lined_up: deque[str] = deque()
        self._its_turn = ""
        self._runners: dict[str, int] = {}
        self._group: asyncio.TaskGroup | None = None
        self.left = 0

    def add(self, targets: Iterable[Target]) -> None:
        """Take up targets; they are visited in this order within their host."""
        for target in targets:
            host = target.url.partition("://")[2].partition("/")[0]
            queue = self._queues.get(host)
            if queue is None:
                queue = self._queues[host] = deque()
                (self._lined_up if self._in_turn(host) else self._waiting).append(host)
            queue.append(target)
            self.left += 1
            if self._runners.get(host, 0) in range(1, self._per_host):
                self._start(host)
        self._start_waiting()

    async def drain(self) -> None:
        """Visit everything that was added and what is added meanwhile."""
        try:
            async with all_at_once() as group:
                self._group = group
                self._start_waiting()
        finally:
            self._group = None

    def _start_waiting(self) -> None:
        while self._group is not None and len(self._runners) < self._hosts and (host := self._next()):
            for _ in range(min(self._per_host, len(self._queues[host]))):
                self._start(host)

    def _next(self) -> str:
        if self._lined_up and not self._its_turn:
            self._its_turn = self._lined_up.popleft()
            return self._its_turn
        return self._waiting.popleft() if self._waiting else ""

    def _start(self, host: str) -> None:
        if self._group is not None:
            self._runners[host] = self._runners.get(host, 0) + 1
            self._group.create_task(self._run(host))

    async def _run(self, host: str) -> None:
        queue = self._queues[host]
        while queue:
            target = queue.popleft()
            await self._visit(target)
            self.left -= 1
        self._runners[host] -= 1
        if not self._runners[host]:
            del self._runners[host], self._queues[host]
            self._its_turn = "" if host == self._its_turn else self._its_turn
            self._start_waiting()
