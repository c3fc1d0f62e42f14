"""The pace of one host: how many requests are in flight, how far apart they are, and when it is left alone."""

from __future__ import annotations

import asyncio
from time import monotonic

from .options import FetchOptions

DOWN_AFTER = 8
_THROTTLED_OFTEN = 3
_EASE_AFTER = 100
_FIRST_GAP = 0.25
_TOO_SHORT = 0.002  # seconds that are not worth a timer
_PROMPT = 0.05  # seconds within which a server is fast, or the wait is our own


class Host:
    """One host and port.

    The gap between requests follows the answer times as Scrapy's AutoThrottle does, so that some three requests are
    under way at any time: a slow server is asked slowly, and a fast one fast. A server that asks for patience is
    asked at half the pace; the pace is taken up again, by half, after a hundred good answers.
    """

    def __init__(self, options: FetchOptions) -> None:
        self._slots = asyncio.Semaphore(options.per_host)
        self._target = max(1.0, options.per_host * 0.75)
        self._longest_gap = options.longest_gap
        self._down_seconds = options.down_seconds
        self._gap = 0.0
        self._least_gap = 0.0
        self._next_at = 0.0
        self._held_until = 0.0
        self._slowed_at = 0.0
        self._good = 0
        self._failures = 0
        self._down_until = 0.0
        self._throttled = 0

    def is_left_alone(self) -> bool:
        """Whether so many addresses failed in a row that nothing is asked; after a while one may try again."""
        if self._failures < DOWN_AFTER:
            return False
        now = monotonic()
        if now < self._down_until:
            return True
        self._down_until = now + self._down_seconds
        return False

    @property
    def is_throttling(self) -> bool:
        """Whether the host asks for patience whatever the pace."""
        return self._throttled >= _THROTTLED_OFTEN

    async def __aenter__(self) -> None:
        """Wait for a turn, and take it."""
        await self._slots.acquire()
        try:
            await self._wait()
        except asyncio.CancelledError:
            self._slots.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        """Give the turn to the next."""
        self._slots.release()

    async def _wait(self) -> None:
        while True:
            now = monotonic()
            at = max(now, self._next_at, self._held_until)
            self._next_at = at + self._pause()
            if at - now > _TOO_SHORT:
                await asyncio.sleep(at - now)
            if self._held_until <= at:
                return

    def _pause(self) -> float:
        """Return the seconds between two requests; a server that answers at once needs none."""
        return max(self._least_gap, self._gap if self._gap * self._target >= _PROMPT else 0.0)

    def answered(self, latency: float, *, is_good: bool) -> None:
        """Take note of a reply that began after so many seconds; bad ones can only slow down."""
        wanted = (self._gap + latency / self._target) / 2
        if is_good or wanted > self._gap:
            self._gap = min(wanted, self._longest_gap)
        if not is_good:
            return
        self._good += 1
        if self._good >= _EASE_AFTER and self._least_gap:
            self._good = 0
            self._least_gap = self._least_gap / 2 if self._least_gap > _FIRST_GAP / 8 else 0.0

    def slow_down(self, seconds: float, asked_at: float) -> None:
        """Hold back for so many seconds, and go on at half the pace.

        Replies to what was asked (`asked_at`, monotonic) before the pace was last slowed say nothing of the new pace.
        """
        now = monotonic()
        self._held_until = max(self._held_until, now + seconds)
        if asked_at < self._slowed_at:
            return
        self._slowed_at, self._good = now, 0
        self._least_gap = min(max(self._least_gap * 2, _FIRST_GAP), self._longest_gap)

    def ended(self, *, failed: bool, throttled: bool) -> None:
        """Take note of how asking for one address ended, all repetitions made."""
        self._throttled = self._throttled + 1 if throttled else 0
        if not failed:
            self._failures = 0
            return
        self._failures += 1
        if self._failures == DOWN_AFTER:
            self._down_until = monotonic() + self._down_seconds


class Hosts:
    """All hosts of a run."""

    def __init__(self, options: FetchOptions) -> None:
        self._options = options
        self._hosts: dict[str, Host] = {}

    def __getitem__(self, authority: str) -> Host:
        found = self._hosts.get(authority)
        if found is None:
            found = self._hosts[authority] = Host(self._options)
        return found
