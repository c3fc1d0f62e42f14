"""One request over aiohttp, with nothing of what it does by itself: no redirects, no cookies, no unpacking.

For TLS and for proxies; loaded with the first request that needs it.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from functools import partial
from time import monotonic
from typing import cast

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.client_proto import ResponseHandler
from yarl import URL

from ...model import Cause
from .failures import failure_of
from .names import Names
from .options import FetchOptions
from .reply import Failed, Reply, Request, Unreadable, reply_of
from .strict import CHUNK, LARGEST_HEADER, MOST_HEADERS, RAISED, Strict, body_of, head_of


class Client:
    """aiohttp's connections of a run. `headers` go with every request."""

    def __init__(self, options: FetchOptions, names: Names, headers: Mapping[str, str]) -> None:
        self._connect_timeout = options.connect_timeout
        self._read_timeout = options.read_timeout
        self._timeouts: dict[float, aiohttp.ClientTimeout] = {}
        self._session = aiohttp.ClientSession(
            connector=_connector(names),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers=headers,
            auto_decompress=False,
            read_bufsize=CHUNK,
            max_line_size=LARGEST_HEADER,
            max_field_size=LARGEST_HEADER,
            max_headers=MOST_HEADERS,
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def exchange(self, request: Request, url: URL, context: ssl.SSLContext | None, proxy: URL | None) -> Reply:
        """Return a server's reply. Raises Failed, or Unreadable when a lenient reader should try."""
        began = monotonic()
        try:
            response = await self._session.request(
                request.method,
                url,
                headers=request.headers or None,
                allow_redirects=False,
                ssl=context or True,
                proxy=proxy,
                timeout=self._timeout(request.seconds),
            )
        except RAISED as failed:
            raise _failure(failed, proxy) from None
        cookies = response.headers.getall("Set-Cookie", ())
        head = head_of(response.status, response.headers, cookies, monotonic() - began)
        try:
            return reply_of(request, head, await body_of(response.status, response.content, request.limit))
        finally:
            response.close()

    def _timeout(self, seconds: float) -> aiohttp.ClientTimeout:
        found = self._timeouts.get(seconds)
        if found is None:
            found = aiohttp.ClientTimeout(seconds, connect=self._connect_timeout, sock_read=self._read_timeout)
            self._timeouts[seconds] = found
        return found


class _Resolver(AbstractResolver):
    """Answers aiohttp from the names of the run."""

    def __init__(self, names: Names) -> None:
        self._names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return where a host is. Raises OSError."""
        try:
            found = await self._names.addresses(host, port)
        except Failed as failed:
            raise OSError(None, failed.detail) from failed
        return [_result(host, address, self._names.port_of(host, port)) for address in found]

    async def close(self) -> None:
        """Do nothing: the names are their maker's."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)


def _failure(failed: Exception, proxy: URL | None) -> Failed | Unreadable:
    if proxy is not None and isinstance(failed, aiohttp.ConnectionTimeoutError):
        return Failed(Cause.TOOL_ERROR, f"no connection through the proxy of this network: {failed}")
    return failure_of(failed)


def _connector(names: Names) -> aiohttp.TCPConnector:
    connector = aiohttp.TCPConnector(resolver=_Resolver(names), use_dns_cache=False, limit=0)
    connector._factory = cast("partial[ResponseHandler]", partial(Strict, loop=connector._loop))
    return connector
