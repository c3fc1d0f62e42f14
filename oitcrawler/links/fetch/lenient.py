"""Reads HTTP as leniently as browsers read it, where a strict reader refuses."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from ...model import Cause
from .reply import Failed, Head, Unreadable

LARGEST_HEAD = 256 * 1024
CHUNK = 64 * 1024
NO_BODY = frozenset({204, 304})
Take = Callable[[bytes], bool]  # takes a piece, and says whether it wants more

_STATUS = re.compile(rb"\s*(?:HTTP(?:/[\d.]*)?|ICY)[ \t]+(\d{3})(?!\d)", re.IGNORECASE)
_END = re.compile(rb"\n\r?\n")
_LINE_END = re.compile(rb"\n")
_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,15})(?![0-9a-fA-F])")


class Source:
    """What a server sends, from first to last; `seconds` ends its silence."""

    def __init__(self, reader: asyncio.StreamReader, seconds: float) -> None:
        self._reader = reader
        self._seconds = seconds
        self._waiting = b""

    async def some(self) -> bytes:
        """Return some bytes, b"" at the end. Raises TimeoutError and OSError."""
        if self._waiting:
            found, self._waiting = self._waiting, b""
            return found
        async with asyncio.timeout(self._seconds):
            return await self._reader.read(CHUNK)

    async def until(self, end: re.Pattern[bytes], most: int) -> bytes:
        """Return all up to and with `end`. Raises Unreadable when `most` bytes have none; at the end what there is."""
        found = b""
        while not (here := end.search(found)):
            if len(found) > most:
                raise Unreadable(f"{most} bytes without an end")
            more = await self.some()
            if not more:
                return found
            found += more
        self._waiting = found[here.end() :] + self._waiting
        return found[: here.end()]

    async def exactly(self, count: int, take: Take) -> bool:
        """Hand over so many bytes in pieces; False when the taker has enough. Raises Failed (truncated)."""
        while count > 0:
            more = await self.some()
            if not more:
                raise Failed(Cause.TRUNCATED, f"{count} bytes are missing at the end")
            piece, self._waiting = more[:count], more[count:]
            count -= len(piece)
            if not take(piece):
                return False
        return True


async def read_head(source: Source, latency: float = 0.0) -> Head:
    """Return the head of the reply, interim replies (1xx) passed over.

    Raises Unreadable when it is no HTTP at all, and Failed (reset) when nothing comes.
    """
    while True:
        raw = await source.until(_END, LARGEST_HEAD)
        if not raw:
            raise Failed(Cause.RESET, "the server closed the connection without an answer")
        head = parse_head(raw, latency)
        if not 100 <= head.status < 200 or head.status == 101:
            return head


def parse_head(raw: bytes, latency: float = 0.0) -> Head:
    """Return what stands in the head of a reply. Lines without a colon are passed over. Raises Unreadable."""
    first, _, rest = raw.partition(b"\n")
    found = _STATUS.match(first)
    if not found:
        raise Unreadable(f"no answer of HTTP: {first[:80]!r}")
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for line in re.sub(rb"\r?\n[ \t]+(?=\S)", b" ", rest).split(b"\n"):
        raw_name, colon, raw_value = line.partition(b":")
        name = raw_name.strip().decode("latin-1").lower()
        value = raw_value.strip().replace(b"\0", b"").decode("utf-8", "surrogateescape")
        if not colon or not name:
            continue
        if name == "set-cookie":
            cookies.append(value)
        if headers.setdefault(name, value) != value and name == "content-length":
            raise Unreadable(f"two lengths, {headers[name]} and {value}")
    return Head(int(found[1]), headers, tuple(cookies), latency)


async def read_body(source: Source, head: Head, method: str, take: Take) -> None:
    """Hand over the body in pieces, until the taker has enough.

    Raises Failed (truncated), Unreadable, TimeoutError and OSError.
    """
    length = head.headers.get("content-length", "").split(",")[0].strip()
    if method == "HEAD" or head.status in NO_BODY:
        return
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        await _chunks(source, take)
    elif length.isascii() and length.isdigit():
        await source.exactly(int(length), take)
    else:
        while (more := await source.some()) and take(more):
            pass


async def _chunks(source: Source, take: Take) -> None:
    """Hand over the contents of chunks (RFC 9112, section 7.1); what follows the last one is passed over."""
    while size := _size(await source.until(_LINE_END, CHUNK)):
        if not await source.exactly(size, take):
            return
        if (await source.until(_LINE_END, CHUNK)).strip():
            raise Unreadable("a chunk is longer than its size")


def _size(line: bytes) -> int:
    found = _CHUNK_SIZE.match(line)
    if found:
        return int(found[1], 16)
    if line.strip():
        raise Unreadable(f"no size of a chunk: {line[:40]!r}")
    raise Failed(Cause.TRUNCATED, "the chunks broke off before the last one")
