"""One address without its redirects: in its turn, as often as it takes, with whichever certificate it has."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from time import monotonic

from yarl import URL

from ...model import Cause
from .hosts import DOWN_AFTER, Host, Hosts
from .names import Names
from .options import FetchOptions
from .reply import Failed, Reply, Request, Unreadable
from .retrying import asked_to_wait, is_throttled, times
from .tls import FAILED, OK, Certificates
from .tolerant import Tolerant
from .wire import Wire

_SLOPPY = 3  # answers that only the lenient reader understood, until nothing else is tried with a host
_PASSES_FOR = 30.0  # seconds for which a host that was looked up is not looked up again
_DOWN = frozenset({Cause.REFUSED, Cause.RESET, Cause.CONNECT_TIMEOUT, Cause.TIMEOUT, Cause.TLS})
_DOWN_FOR_HEAD = frozenset({Cause.REFUSED, Cause.CONNECT_TIMEOUT, Cause.TLS})  # the rest may be for HEAD alone


@dataclass(frozen=True, slots=True)
class Came:
    """What came of asking for one address."""

    reply: Reply | Failed
    tls: str = ""
    attempts: int = 0
    elapsed: float = 0.0


@dataclass(frozen=True, slots=True)
class _Target:
    request: Request
    url: URL
    authority: str


class Asking:
    """Asks for single addresses."""

    def __init__(
        self, options: FetchOptions, names: Names, certificates: Certificates, wire: Wire, tolerant: Tolerant
    ) -> None:
        self._options = options
        self._names = names
        self._certificates = certificates
        self._wire = wire
        self._tolerant = tolerant
        self._hosts = Hosts(options)
        self._sloppy: dict[str, int] = {}
        self._let_pass: dict[tuple[str, str], float] = {}

    async def one(self, request: Request) -> Came:
        """Return what came of an address, all repetitions made."""
        allows = self._options.robots_for
        try:
            url = URL(request.url, encoded=True)
            target = _Target(request, url, f"{url.raw_host}:{url.port}")
            await self._check(target)
        except Failed as failed:
            return Came(failed)
        except ValueError as wrong:
            return Came(Failed(Cause.MALFORMED, str(wrong)))
        if allows is not None and not allows(request.url):
            return Came(Failed(Cause.ROBOTS, "forbidden by robots.txt"))
        return await self._repeated(target, self._hosts[target.authority])

    async def _check(self, target: _Target) -> None:
        """Let an address pass whose host may be asked; the word holds for a while. Raises Failed."""
        place, now = (target.url.scheme, target.authority), monotonic()
        if self._let_pass.get(place, 0.0) < now:
            await self._names.check(target.url)
            self._let_pass[place] = now + _PASSES_FOR

    async def _repeated(self, target: _Target, host: Host) -> Came:
        attempts, waited = 0, 0.0
        while True:
            async with host:
                if host.is_left_alone():
                    why = f"{target.authority} failed {DOWN_AFTER} times in a row"
                    return Came(Failed(Cause.HOST_DOWN, why), attempts=attempts)
                attempts += 1
                began = monotonic()
                reply, tls = await self._exchange(target)
                elapsed = monotonic() - began
                throttled = is_throttled(reply)
                self._note(host, reply, began, throttled=throttled)
            pause = self._pause(target, host, reply, attempts, waited)
            if pause is None:
                host.ended(failed=_is_down(reply, target.request.method), throttled=throttled)
                return Came(reply, tls, attempts, elapsed)
            waited += pause
            await asyncio.sleep(pause)

    def _note(self, host: Host, reply: Reply | Failed, began: float, *, throttled: bool) -> None:
        if isinstance(reply, Failed):
            return
        host.answered(reply.latency, is_good=reply.status < 400)
        if throttled:
            asked = asked_to_wait(reply) or self._options.retry_delay
            is_patient = asked <= self._options.longest_wait and not host.is_throttling
            host.slow_down(asked if is_patient else 0.0, began)

    def _pause(self, target: _Target, host: Host, reply: Reply | Failed, attempts: int, waited: float) -> float | None:
        """Return the seconds until the next attempt, or None when this one was the last."""
        if attempts > times(reply, target.request.method):
            return None
        pause = self._options.retry_delay * 2.0 ** (attempts - 1)
        if isinstance(reply, Failed) or not is_throttled(reply):
            return pause
        pause = max(pause, asked_to_wait(reply) or 0.0)
        return None if host.is_throttling or waited + pause > self._options.longest_wait else pause

    async def _exchange(self, target: _Target) -> tuple[Reply | Failed, str]:
        """Return what came of one attempt, and the verdict on the certificate."""
        if target.url.scheme != "https":
            return await self._sent(target, None), ""
        fault = self._certificates.fault(target.authority)
        if not fault:
            came = await self._sent(target, self._certificates.browser)
            if isinstance(came, Reply):
                return came, OK
            fault = await self._judged(target, came) if came.in_handshake else OK
            if fault == OK:
                return came, ""
        came = await self._sent(target, self._certificates.tolerant)
        says_nothing = fault == FAILED and isinstance(came, Failed) and came.cause is not Cause.TLS
        return came, "" if says_nothing else fault

    async def _judged(self, target: _Target, failed: Failed) -> str:
        try:
            return await self._certificates.judge(target.url, target.authority, failed)
        except Failed:
            return OK

    async def _sent(self, target: _Target, context: ssl.SSLContext | None) -> Reply | Failed:
        try:
            if self._sloppy.get(target.authority, 0) < _SLOPPY:
                return await self._wire.exchange(target.request, target.url, target.authority, context)
        except Failed as failed:
            return failed
        except Unreadable as wrong:
            if self._names.proxy_for(target.url) is not None:
                return Failed(Cause.PROTOCOL, str(wrong))
            self._sloppy[target.authority] = self._sloppy.get(target.authority, 0) + 1
        try:
            return await self._tolerant.exchange(target.request, target.url, context)
        except Failed as failed:
            return failed


def _is_down(came: Reply | Failed, method: str) -> bool:
    return isinstance(came, Failed) and came.cause in (_DOWN_FOR_HEAD if method == "HEAD" else _DOWN)
