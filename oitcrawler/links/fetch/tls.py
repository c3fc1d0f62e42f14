"""Certificates: each host's is judged once, as a browser would, and what a browser refuses is read all the same."""

from __future__ import annotations

import asyncio
import ssl
from concurrent.futures import Executor
from time import monotonic

from yarl import URL

from .names import Names
from .reply import Failed

_ASK_AGAIN_AFTER = 30.0
OK = "ok"
FAILED = "failed"


class Certificates:
    """The verdicts on certificates by host and port, and the contexts with which to connect."""

    def __init__(self, names: Names, executor: Executor, seconds: float) -> None:
        self._names = names
        self._executor = executor
        self._seconds = seconds
        self._verdicts: dict[str, str] = {}
        self._failed_at: dict[str, float] = {}
        self._judging: dict[str, asyncio.Lock] = {}
        self._browser: ssl.SSLContext | None = None
        self._tolerant: ssl.SSLContext | None = None

    @property
    def browser(self) -> ssl.SSLContext:
        """The context that accepts what browsers accept."""
        if self._browser is None:  # certificates are loaded at the first https address
            from ...crawl.tls import browser_context

            self._browser = browser_context()
        return self._browser

    @property
    def tolerant(self) -> ssl.SSLContext:
        """The context that accepts everything."""
        if self._tolerant is None:
            from ...crawl.tls import tolerant_context

            self._tolerant = tolerant_context()
        return self._tolerant

    def fault(self, authority: str) -> str:
        """Return the verdict on a host whose certificate is known to be at fault, else ""."""
        verdict = self._verdicts.get(authority, "")
        if verdict == FAILED and monotonic() - self._failed_at[authority] > _ASK_AGAIN_AFTER:
            return ""
        return "" if verdict == OK else verdict

    async def judge(self, url: URL, authority: str, failed: Failed) -> str:
        """Return the verdict on a host at which connecting as browsers do failed; `ok` when it is not at fault.

        Through a proxy the verdict is what the failure itself says. Raises Failed (DNS).
        """
        async with self._judging.setdefault(authority, asyncio.Lock()):
            known = self.fault(authority)
            if known:
                return known
            verdict = failed.tls or FAILED if self._names.proxy_for(url) else await self._probed(url)
            self._verdicts[authority] = verdict
            self._failed_at[authority] = monotonic()
            return verdict

    async def _probed(self, url: URL) -> str:
        from ...crawl.tls import probe

        host, port = url.raw_host or "", url.port or 443
        address = (await self._names.addresses(host, port))[0]
        loop = asyncio.get_running_loop()
        place = self._names.port_of(host, port)
        found = await loop.run_in_executor(self._executor, probe, host.rstrip("."), place, address, self._seconds)
        return found.verdict
