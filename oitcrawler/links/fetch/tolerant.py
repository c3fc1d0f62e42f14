"""One request over a plain connection, for servers that aiohttp refuses and browsers do not.

Broken status lines, lines without a colon, lengths that are named twice or wrongly, bytes after the end. Each request
has its own connection.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from time import monotonic

from yarl import URL

from ...model import Cause
from .lenient import Source, read_body, read_head
from .names import Names
from .network import broken_off
from .options import FetchOptions
from .reply import Body, Failed, Head, Reply, Request, Unreadable, reply_of

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Tolerant:
    """Asks servers that speak HTTP badly. `headers` go with every request."""

    def __init__(self, options: FetchOptions, names: Names, headers: Mapping[str, str]) -> None:
        self._names = names
        self._headers = headers
        self._connect_timeout = options.connect_timeout
        self._read_timeout = options.read_timeout

    async def exchange(self, request: Request, url: URL, context: ssl.SSLContext | None) -> Reply:
        """Return a server's reply. Raises Failed."""
        reading = _Reading()
        try:
            async with asyncio.timeout(request.seconds), self._connected(url, context) as (reader, writer):
                writer.write(self._written(request, url))
                await reading.read(Source(reader, self._read_timeout), request)
        except Failed as failed:
            reading.failure = failed
        except Unreadable as failed:
            reading.failure = Failed(Cause.PROTOCOL, str(failed))
        except TimeoutError:
            reading.failure = Failed(Cause.TIMEOUT, "no answer within the time allowed")
        except OSError as failed:
            reading.failure = _failed(failed, began=reading.head is not None)
        return reading.reply(request)

    @asynccontextmanager
    async def _connected(self, url: URL, context: ssl.SSLContext | None) -> AsyncIterator[_Streams]:
        reader, writer = await self._connect(url, context)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def _connect(self, url: URL, context: ssl.SSLContext | None) -> _Streams:
        host, port = url.raw_host or "", url.port or 80
        place, name = self._names.port_of(host, port), host.rstrip(".") if context else None
        failed: OSError = ConnectionError(f"{host} has no address")
        for address in await self._names.addresses(host, port):
            try:
                async with asyncio.timeout(self._connect_timeout):
                    return await asyncio.open_connection(address, place, ssl=context, server_hostname=name)
            except TimeoutError:
                raise Failed(Cause.CONNECT_TIMEOUT, "no connection within the time allowed") from None
            except OSError as refused:
                failed = refused
        raise _failed(failed, began=False)

    def _written(self, request: Request, url: URL) -> bytes:
        named = {"Host": _authority(url), **self._headers, **request.headers, "Connection": "close"}
        lines = [f"{request.method} {url.raw_path_qs} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
        return "\r\n".join([*lines, "", ""]).encode("utf-8", "replace")


class _Reading:
    """A reply while it comes, so that what came stays when it breaks off."""

    def __init__(self) -> None:
        self._began = monotonic()
        self.head: Head | None = None
        self.failure: Failed | None = None
        self._pieces: list[bytes] = []
        self._wanted = 0
        self._cut = False

    async def read(self, source: Source, request: Request) -> None:
        head = await read_head(source)
        self.head = replace(head, latency=monotonic() - self._began)
        self._wanted = request.limit
        await read_body(source, head, request.method, self._take)

    def _take(self, piece: bytes) -> bool:
        self._pieces.append(piece)
        self._wanted -= len(piece)
        self._cut = self._wanted < 0
        return not self._cut

    def reply(self, request: Request) -> Reply:
        """Return what came. Raises Failed when that is nothing that can be judged."""
        if self.head is None:
            raise self.failure or Failed(Cause.RESET, "the server closed the connection without an answer")
        return reply_of(request, self.head, Body(b"".join(self._pieces), cut=self._cut, failure=self.failure))


def _failed(failed: OSError, *, began: bool) -> Failed:
    found = broken_off(failed)
    return Failed(Cause.TRUNCATED, found.detail) if began else found


def _authority(url: URL) -> str:
    host = url.raw_host or ""
    shown = f"[{host}]" if ":" in host else host
    return shown if url.is_default_port() else f"{shown}:{url.port}"
