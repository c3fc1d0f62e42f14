"""A server on 127.0.0.1 that says byte for byte what a test tells it to, in the loop of the test."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Self

from oitcrawler.links.fetch import Fetcher, FetchOptions
from oitcrawler.links.model import Answer

QUICK: dict[str, Any] = {
    "allow_private": True,
    "connect_timeout": 5.0,
    "read_timeout": 5.0,
    "page_timeout": 8.0,
    "document_timeout": 9.0,
    "retry_delay": 0.01,
    "longest_wait": 0.5,
}


def quick(**changes: Any) -> FetchOptions:
    """Return options for loopback, where nothing takes long."""
    return FetchOptions(**{**QUICK, **changes})


IMPATIENT: dict[str, Any] = {"connect_timeout": 0.3, "read_timeout": 0.3, "page_timeout": 0.6}
"""For servers that never come to an end."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it arrived; headers by lower-case name."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float = 0.0


@dataclass(slots=True)
class Talk:
    """One request and the connection on which to answer it. A way that returns True keeps the connection open."""

    asked: Asked
    writer: asyncio.StreamWriter
    count: int

    async def say(self, *pieces: bytes, pause: float = 0.0) -> None:
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
            await asyncio.sleep(pause)

    def reset(self) -> None:
        """End the connection with a RST."""
        plain: socket.socket = self.writer.get_extra_info("socket")
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Way = bytes | Callable[[Talk], Awaitable[bool | None]]


def reply(body: bytes = b"", *headers: str, status: str = "200 OK") -> bytes:
    """Return a well-formed reply that closes the connection."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(to: str, *headers: str, status: str = "302 Found") -> bytes:
    return reply(b"", f"Location: {to}", *headers, status=status)


@dataclass(slots=True)
class Server:
    """Answers each path in its own way; a path of several ways goes through them, and stays at the last."""

    ways: Mapping[str, Way | tuple[Way, ...]]
    context: ssl.SSLContext | None = None
    log: list[Asked] = field(default_factory=list)
    port: int = 0
    in_flight: int = 0
    most_in_flight: int = 0
    connections: int = 0
    _server: asyncio.Server | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=self.context, limit=1 << 20)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError, OSError, asyncio.IncompleteReadError):
            while await self._answer(await reader.readuntil(b"\r\n\r\n"), writer):
                pass
        writer.close()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> bool | None:
        first, *lines = head.decode().strip().split("\r\n")
        method, path, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        asked = Asked(method, path, headers, asyncio.get_running_loop().time())
        self.log.append(asked)
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            return await self._say(Talk(asked, writer, sum(one.path == path for one in self.log)))
        finally:
            self.in_flight -= 1

    async def _say(self, talk: Talk) -> bool | None:
        ways = self.ways.get(talk.asked.path, reply(status="404 Not Found"))
        way = ways[min(talk.count, len(ways)) - 1] if isinstance(ways, tuple) else ways
        if isinstance(way, bytes):
            await talk.say(way)
            return None
        return await way(talk)


async def hang(talk: Talk) -> None:
    await asyncio.sleep(20)


async def reset(talk: Talk) -> None:
    talk.reset()


async def kept_open(talk: Talk) -> bool:
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    return True


def closed_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as plain:
        plain.bind(("127.0.0.1", 0))
        port: int = plain.getsockname()[1]
        return port


def answers(
    ways: Mapping[str, Way | tuple[Way, ...]],
    *paths: str,
    method: Literal["GET", "HEAD"] = "GET",
    context: ssl.SSLContext | None = None,
    options: FetchOptions | None = None,
    **asked: Any,
) -> tuple[list[Answer], Server]:
    """Ask a server for paths one after the other; return the answers, and the server with its log."""

    async def talk() -> tuple[list[Answer], Server]:
        async with Server(ways, context) as server, Fetcher(options or quick()) as fetcher:
            found = [await fetcher.ask(f"{server.url}{path}", method=method, **asked) for path in paths]
        return found, server

    return asyncio.run(talk())


def answer(way: Way | tuple[Way, ...], **asked: Any) -> Answer:
    """Ask a server for the one address that it has."""
    return answers({"/it": way}, "/it", **asked)[0][0]
