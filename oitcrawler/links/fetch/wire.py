"""One request over aiohttp, with nothing of what it does by itself: no redirects, no cookies, no unpacking."""

from __future__ import annotations

import ssl
from functools import partial
from time import monotonic
from typing import cast

import aiohttp
from aiohttp.client_proto import ResponseHandler
from yarl import URL

from ...model import Cause
from .failures import failure_of
from .names import Names
from .options import FetchOptions
from .reply import REDIRECTS, Body, Failed, Head, Reply, Request, Unreadable, reply_of

LARGEST_HEADER = 256 * 1024
MOST_HEADERS = 1000
CHUNK = 64 * 1024
_REDIRECT_BODY = 64 * 1024
_RAISED = (aiohttp.ClientError, OSError, ValueError)


class Malformed(aiohttp.ClientPayloadError):
    """A body that is no body of HTTP, such as chunks that are none."""


class _Connection(ResponseHandler):
    """aiohttp's connection, whose bodies end with it.

    Without this the reader of a body that turns out to be no chunks waits until its time is over, and a body without
    announced length that is broken off by a reset looks whole.
    """

    def connection_lost(self, exc: BaseException | None) -> None:
        """Tell the reader of a body."""
        body, malformed = self._payload, self._exception is not None
        if body is not None and not body.is_eof() and isinstance(exc, ConnectionResetError):
            body.set_exception(aiohttp.ClientPayloadError("the connection was reset before the body had ended"))
        super().connection_lost(exc)
        if body is not None and malformed and not body.is_eof() and body.exception() is None:
            body.set_exception(Malformed("the body is not what its headers say"))

    def close(self) -> None:
        """End at once; else TLS waits half a minute for the farewell of a server that does not answer."""
        self.abort()


class Wire:
    """The connections of a run."""

    def __init__(self, options: FetchOptions, names: Names, headers: dict[str, str]) -> None:
        self._names = names
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

    async def exchange(self, request: Request, url: URL, context: ssl.SSLContext | None) -> Reply:
        """Return a server's reply. Raises Failed, or Unreadable when a lenient reader should try."""
        began, proxy = monotonic(), self._names.proxy_for(url)
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
        except _RAISED as failed:
            raise _failure(failed, proxy) from None
        head = _head(response, monotonic() - began)
        try:
            return reply_of(request, head, await _body(response, request.limit))
        finally:
            response.close()

    def _timeout(self, seconds: float) -> aiohttp.ClientTimeout:
        found = self._timeouts.get(seconds)
        if found is None:
            found = aiohttp.ClientTimeout(seconds, connect=self._connect_timeout, sock_read=self._read_timeout)
            self._timeouts[seconds] = found
        return found


def _failure(failed: Exception, proxy: URL | None) -> Failed | Unreadable:
    if proxy is not None and isinstance(failed, aiohttp.ConnectionTimeoutError):
        return Failed(Cause.TOOL_ERROR, f"no connection through the proxy of this network: {failed}")
    return failure_of(failed)


def _connector(names: Names) -> aiohttp.TCPConnector:
    connector = aiohttp.TCPConnector(resolver=names, use_dns_cache=False, limit=0)
    connector._factory = cast("partial[ResponseHandler]", partial(_Connection, loop=connector._loop))
    return connector


def _head(response: aiohttp.ClientResponse, latency: float) -> Head:
    headers: dict[str, str] = {}
    for name, value in response.headers.items():
        headers.setdefault(name.lower(), value)
    cookies = tuple(response.headers.getall("Set-Cookie")) if "set-cookie" in headers else ()
    return Head(response.status, headers, cookies, latency)


async def _body(response: aiohttp.ClientResponse, limit: int) -> Body:
    """Read a body up to its limit; what came before a failure is kept. Raises Unreadable."""
    if response.status in REDIRECTS:
        limit = min(limit, _REDIRECT_BODY)
    content, chunks, length = response.content, list[bytes](), 0
    try:
        while chunk := await content.readany():
            chunks.append(chunk)
            length += len(chunk)
            if length > limit:
                return Body(b"".join(chunks), cut=True)
    except Malformed as failed:
        raise Unreadable(str(failed)) from None
    except aiohttp.ClientPayloadError as failed:
        chunks.append(content._read_nowait(-1))
        return Body(b"".join(chunks), failure=Failed(Cause.TRUNCATED, str(failed)))
    except _RAISED as failed:
        return Body(b"".join(chunks), failure=_ended(failed))
    return Body(b"".join(chunks))


def _ended(failed: Exception) -> Failed:
    found = failure_of(failed)
    return found if isinstance(found, Failed) and found.cause is Cause.TIMEOUT else Failed(Cause.TRUNCATED, str(found))
