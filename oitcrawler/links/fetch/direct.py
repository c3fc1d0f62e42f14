"""Requests without TLS and without a proxy, on connections of our own: half of the work that aiohttp makes of them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from time import monotonic

import aiohappyeyeballs
from yarl import URL

from ...model import Cause
from .connection import FIRST, Connection, Unanswered
from .names import Names
from .network import unconnected
from .options import FetchOptions
from .reply import Failed, Reply, Request, reply_of

_NEXT_ADDRESS_AFTER = 0.25  # seconds (RFC 8305, section 5)


class Direct:
    """The connections of a run without TLS. `headers` go with every request."""

    def __init__(self, options: FetchOptions, names: Names, headers: Mapping[str, str]) -> None:
        self._names = names
        self._headers = headers
        self._connect_timeout = options.connect_timeout
        self._read_timeout = options.read_timeout
        self._first = bytearray(FIRST)
        self._open: dict[Connection, str] = {}
        self._resting: dict[str, list[Connection]] = {}

    async def close(self) -> None:
        """Close all connections."""
        self._resting.clear()
        for connection in self._open:
            connection.abort()
        while self._open:
            await asyncio.sleep(0)

    async def exchange(self, request: Request, url: URL, authority: str) -> Reply:
        """Return a server's reply. Raises Failed, or Unreadable when a lenient reader should try."""
        sent, began = self._written(request, url), monotonic()
        connection = self._rested(authority)
        if connection is not None:
            try:
                return await self._on(connection, request, sent, began, authority)
            except Unanswered:
                pass  # it was closed while it rested
        connection = await self._connected(url, authority)
        try:
            return await self._on(connection, request, sent, began, authority)
        except Unanswered as unanswered:
            raise unanswered.failed from None

    async def _on(self, connection: Connection, request: Request, sent: bytes, began: float, authority: str) -> Reply:
        to_head, limit = request.method == "HEAD", request.limit
        try:
            came = await connection.ask(sent, to_head=to_head, limit=limit, began=began, seconds=request.seconds)
            head, body = came if isinstance(came, tuple) else await came.reply(limit, began)
        except BaseException:
            connection.abort()
            raise
        if connection.rest():
            self._resting.setdefault(authority, []).append(connection)
        return reply_of(request, head, body)

    def _rested(self, authority: str) -> Connection | None:
        resting = self._resting.get(authority)
        while resting:
            connection = resting.pop()
            if connection.is_fresh:
                return connection
            connection.abort()
        return None

    async def _connected(self, url: URL, authority: str) -> Connection:
        host, port = url.raw_host or "", url.port or 80
        place = self._names.port_of(host, port)
        infos = [_info(address, place) for address in await self._names.addresses(host, port)]
        try:
            async with asyncio.timeout(self._connect_timeout):
                plain = await aiohappyeyeballs.start_connection(infos, happy_eyeballs_delay=_NEXT_ADDRESS_AFTER)
                _, connection = await asyncio.get_running_loop().create_connection(
                    lambda: Connection(self._read_timeout, self._first, self._gone), sock=plain
                )
        except OSError as failed:
            if isinstance(failed, TimeoutError) and failed.errno is None:
                raise Failed(Cause.CONNECT_TIMEOUT, "no connection within the time allowed") from None
            raise unconnected(failed) from None
        if connection.is_open:
            self._open[connection] = authority
        return connection

    def _gone(self, connection: Connection) -> None:
        resting = self._resting.get(self._open.pop(connection, ""), [])
        if connection in resting:
            resting.remove(connection)

    def _written(self, request: Request, url: URL) -> bytes:
        named = {"Host": url.host_port_subcomponent, **self._headers, **request.headers}
        lines = [f"{name}: {value}\r\n" for name, value in named.items()]
        text = f"{request.method} {url.raw_path_qs} HTTP/1.1\r\n{''.join(lines)}\r\n"
        if not text.count("\r") == text.count("\n") == len(named) + 2:
            raise Failed(Cause.MALFORMED, "what is asked has a line end in it")
        return text.encode("utf-8", "replace")


def _info(address: str, port: int) -> aiohappyeyeballs.AddrInfoType:
    if ":" in address:
        return (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port, 0, 0))
    return (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, port))
