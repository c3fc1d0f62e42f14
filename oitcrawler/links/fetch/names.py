"""Host names to addresses, each looked up once, and private addresses refused."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import Executor
from time import monotonic
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from yarl import URL

from ...addresses import is_private
from ...crawl.options import address_and_port
from ...model import Cause
from .options import FetchOptions
from .reply import Failed

GOOD_FOR = 900.0
BAD_FOR = 60.0
Addresses = tuple[str, ...]


class Names:
    """Finds the addresses of a host, and the proxy through which this network reaches it.

    What was found holds for a quarter of an hour, what was not found for a minute. Look-ups run in `executor`.
    """

    def __init__(self, options: FetchOptions, executor: Executor) -> None:
        self._allow_private = options.allow_private
        self._seconds = options.connect_timeout
        self._retry_delay = options.retry_delay
        self._named = {name: address_and_port(place) for name, place in options.hosts.items()}
        self._executor = executor
        self._known: dict[str, tuple[float, Addresses | Failed]] = {}
        self._looking: dict[str, asyncio.Lock] = {}
        self._proxies = _proxies()
        self._proxy_hosts = {url.raw_host for url in self._proxies.values()}

    def proxy_for(self, url: URL) -> URL | None:
        """Return the proxy of this network (from the environment, or Windows' settings) for an address."""
        if not self._proxies:
            return None
        host = url.raw_host or ""
        proxy = self._proxies.get(url.scheme)
        return None if proxy is None or self._place(host, url.port or 0) or proxy_bypass(host) else proxy

    async def check(self, url: URL) -> None:
        """Let an address pass. Raises Failed (DNS, private address). A proxy looks up names by itself."""
        host = url.raw_host or ""
        if not self._allow_private and is_private(host):
            raise Failed(Cause.PRIVATE_ADDRESS, f"{host} is not on the public Internet")
        if self.proxy_for(url) is None:
            await self.addresses(host, url.port or 0)

    async def addresses(self, host: str, port: int) -> Addresses:
        """Return the addresses of a host, in the order to try them. Raises Failed (DNS, private address)."""
        place = self._place(host, port)
        if place is not None:
            return self._allowed(host, (place[0],))
        found = self._remembered(host)
        if found is None:
            async with self._looking.setdefault(host, asyncio.Lock()):
                found = self._remembered(host) or await self._look_up(host)
            self._looking.pop(host, None)
        if isinstance(found, Failed):
            raise Failed(found.cause, found.detail)
        return found

    def port_of(self, host: str, port: int) -> int:
        """Return the port at which a host is reached when its address asks for `port`."""
        place = self._place(host, port)
        return (place[1] if place else None) or port

    def _place(self, host: str, port: int) -> tuple[str, int | None] | None:
        return self._named.get(f"{host}:{port}") or self._named.get(host) if self._named else None

    def _remembered(self, host: str) -> Addresses | Failed | None:
        until, found = self._known.get(host, (0.0, None))
        return found if monotonic() < until else None

    async def _look_up(self, host: str) -> Addresses | Failed:
        found: Addresses | Failed
        try:
            found = self._allowed(host, await self._twice(host))
        except Failed as failed:
            found = failed.with_traceback(None)
        self._known[host] = (monotonic() + (BAD_FOR if isinstance(found, Failed) else GOOD_FOR), found)
        return found

    async def _twice(self, host: str) -> Addresses:
        try:
            return await self._once(host)
        except Failed:
            await asyncio.sleep(self._retry_delay)
            return await self._once(host)

    async def _once(self, host: str) -> Addresses:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._seconds):
                return await loop.run_in_executor(self._executor, _getaddrinfo, host)
        except TimeoutError:
            raise Failed(Cause.DNS, f"no word about {host} from DNS within {self._seconds:g} seconds") from None
        except (OSError, UnicodeError) as failed:
            raise Failed(Cause.DNS, f"{host}: {failed}") from None

    def _allowed(self, host: str, found: Addresses) -> Addresses:
        """Return the addresses that may be asked; a public name may have a private address beside its public one."""
        if self._allow_private or host in self._proxy_hosts:
            return found
        public = tuple(address for address in found if not is_private(address))
        if not public:
            raise Failed(Cause.PRIVATE_ADDRESS, f"{host} leads to {found[0]}, which is not on the public Internet")
        return public


def _getaddrinfo(host: str) -> Addresses:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise OSError(f"{host} has no address")
    return addresses


def _proxies() -> Mapping[str, URL]:
    """Return this network's proxies by scheme. Only those that speak HTTP are of use."""
    found = {scheme: place if "://" in place else f"http://{place}" for scheme, place in getproxies().items()}
    return {scheme: URL(place) for scheme, place in found.items() if urlsplit(place).scheme in ("http", "https")}
