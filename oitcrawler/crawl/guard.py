"""Keeps the crawler away from private addresses: after DNS, after every redirect, and inside the browser."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from ..model import Cause
from .causes import Refused
from .names import NamedHosts, Names

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IHostnameResolver

ALLOW = "OIT_ALLOW_PRIVATE_HOSTS"
HOSTS = "OIT_HOSTS"
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddress(DNSLookupError):
    """A name that resolves to an address which is nobody's public website."""


def is_private(address: str) -> bool:
    """Whether an IP address, or the name localhost, is not one of the public Internet. False for other names.

    Loopback, private, shared, link-local, multicast, reserved and unspecified addresses are private, and so are
    IPv6 addresses that wrap one of them.
    """
    if address == "localhost" or address.endswith(".localhost"):
        return True
    try:
        ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        wrapped = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _TRANSLATED:
            wrapped = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_private(str(wrapped))
    return not ip.is_global or ip.is_multicast


class GuardedResolver(CachingThreadedResolver):
    """Resolves names for Twisted, and refuses private addresses. A name keeps its first address for the whole crawl.

    The office's own proxy (environment, or Windows' settings) may have a private address.
    """

    def __init__(
        self,
        reactor: ReactorBase,
        cache_size: int,
        timeout: float,
        *,
        allow_private: bool,
        hosts: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allow_private = allow_private
        self.hosts = hosts or {}
        self._proxies = {urlsplit(url).hostname for url in getproxies().values()}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> GuardedResolver:
        """Make the resolver that the settings ask for."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            allow_private=settings.getbool(ALLOW),
            hosts=settings.getdict(HOSTS),
        )

    def install_on_reactor(self) -> None:
        """Answer the names of this crawl; those in `hosts` without asking anybody."""
        super().install_on_reactor()
        if self.hosts:
            named = NamedHosts(self.hosts, cast("Names", self.reactor.nameResolver))
            self.reactor.installNameResolver(cast("IHostnameResolver", named))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        """Resolve a name; the result fails with `PrivateAddress` when it is refused."""
        found = super().getHostByName(name, timeout)
        return found if self.allow_private or name in self._proxies else found.addCallback(_refuse_private)


def _refuse_private(address: str) -> str:
    if is_private(address):
        raise PrivateAddress(address)
    return address


class GuardMiddleware:
    """Refuses requests to private addresses, redirected ones too."""

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Make the guard that the settings ask for."""
        return cls(allow_private=crawler.settings.getbool(ALLOW))

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise Refused (private address) or DNSLookupError."""
        if self.allow_private:
            return
        host = urlparse_cached(request).hostname or ""
        if is_private(host) or (not request.meta.get("proxy") and await resolves_privately(host)):
            raise Refused(Cause.PRIVATE_ADDRESS, f"{host} is not on the public Internet")


async def resolves_privately(host: str) -> bool:
    """Whether a name leads to a private address. Raises DNSLookupError if it leads nowhere."""
    try:
        address = await resolve(host)
    except PrivateAddress:
        return True
    return is_private(address)


async def resolve(host: str) -> str:
    """Resolve a name by the crawl's own resolver. Raises DNSLookupError."""
    from twisted.internet import reactor

    resolved: Deferred[str] = cast("ReactorBase", reactor).resolve(host)
    return await maybe_deferred_to_future(resolved)


class BrowserRequest(Protocol):
    """What is needed of a request that a page makes in the browser."""

    url: str
    resource_type: str


class BrowserGuard:
    """Decides which requests of a page in the browser are stopped: dressing, and private addresses."""

    DRESSING = frozenset({"image", "media", "font"})

    def __init__(self, *, allow_private: bool) -> None:
        self.allow_private = allow_private
        self._known: dict[str, bool] = {}

    async def __call__(self, request: BrowserRequest) -> bool:
        """Whether to stop this request."""
        if request.resource_type in self.DRESSING:
            return True
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https", "ws", "wss"):
            return parts.scheme not in ("data", "blob", "about")
        return not self.allow_private and await self._is_private(parts.hostname or "")

    async def _is_private(self, host: str) -> bool:
        if host not in self._known:
            self._known[host] = is_private(host) or await _any_private(host)
        return self._known[host]


async def _any_private(host: str) -> bool:
    """Whether any address of a name is private, or the name leads nowhere. Runs on the browser's own loop."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return True
    return any(is_private(str(entry[4][0])) for entry in found)
