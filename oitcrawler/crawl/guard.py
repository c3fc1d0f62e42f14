"""Keeps the crawler away from private addresses, after DNS and after every redirect.

The browser's guard is in `browser_guard.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from ..addresses import is_private
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


class PrivateAddress(DNSLookupError):
    """A name that resolves to an address which is nobody's public website."""


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
