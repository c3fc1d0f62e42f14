"""aiohttp's reader of replies, whose bodies end with their connection; loaded with the first that is not plain."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from time import monotonic

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.http import HttpProcessingError
from aiohttp.streams import StreamReader

from ...model import Cause
from .failures import failure_of
from .reply import REDIRECT_BODY, REDIRECTS, Body, Failed, Head, Unreadable

LARGEST_HEADER = 256 * 1024
MOST_HEADERS = 1000
CHUNK = 64 * 1024
RAISED = (aiohttp.ClientError, OSError, ValueError)


class Malformed(aiohttp.ClientPayloadError):
    """A body that is no body of HTTP, such as chunks that are none."""


class Strict(ResponseHandler):
    """Reads what one connection brings.

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

    def begin(self, transport: asyncio.Transport, came: bytes, *, to_head: bool) -> None:
        """Read the reply that begins with `came`, on a connection whose times are watched by others."""
        self.connection_made(transport)
        self.set_response_params(
            skip_payload=to_head,
            read_until_eof=True,
            auto_decompress=False,
            read_bufsize=CHUNK,
            max_line_size=LARGEST_HEADER,
            max_field_size=LARGEST_HEADER,
            max_headers=MOST_HEADERS,
        )
        self.data_received(came)

    def give_up(self, why: str) -> None:
        """Tell whoever reads that the time is over."""
        over, body = TimeoutError(why), self._payload
        self.set_exception(over)
        if body is not None:
            body.set_exception(over)

    async def reply(self, limit: int, began: float) -> tuple[Head, Body]:
        """Return the reply, interim replies (1xx) passed over. Raises Failed, and Unreadable."""
        try:
            message, content = await self.read()
            while 100 <= message.code < 200 and message.code != 101:
                message, content = await self.read()
        except HttpProcessingError as wrong:
            raise Unreadable(" ".join(str(wrong).split())[:300]) from None
        except RAISED as failed:
            raise failure_of(failed) from None
        cookies = message.headers.getall("Set-Cookie", ())
        head = head_of(message.code, message.headers, cookies, monotonic() - began)
        return head, await body_of(message.code, content, limit)


def head_of(status: int, said: Mapping[str, str], cookies: Iterable[str], latency: float) -> Head:
    """Return the head of a reply that aiohttp read; of headers that came twice the first counts."""
    headers: dict[str, str] = {}
    for name, value in said.items():
        headers.setdefault(name.lower(), value)
    return Head(status, headers, tuple(cookies), latency)


async def body_of(status: int, content: StreamReader, limit: int) -> Body:
    """Read a body up to its limit; what came before a failure is kept. Raises Unreadable."""
    if status in REDIRECTS:
        limit = min(limit, REDIRECT_BODY)
    chunks, length = list[bytes](), 0
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
    except RAISED as failed:
        return Body(b"".join(chunks), failure=_ended(failed))
    return Body(b"".join(chunks))


def _ended(failed: Exception) -> Failed:
    found = failure_of(failed)
    return found if isinstance(found, Failed) and found.cause is Cause.TIMEOUT else Failed(Cause.TRUNCATED, str(found))
