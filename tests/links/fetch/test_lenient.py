"""The lenient reader takes anything, and ends."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.fetch.decoding import Undecodable, unpack
from oitcrawler.links.fetch.lenient import Source, parse_head, read_body, read_head
from oitcrawler.links.fetch.reply import Failed, Head, Unreadable

NAMES = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1).filter(
    lambda name: name not in ("set-cookie", "content-length")
)
VALUES = st.text(st.characters(min_codepoint=33, max_codepoint=0xFFF, exclude_categories=("C", "Z")), max_size=20)


@given(st.dictionaries(NAMES, VALUES), st.sampled_from([b"\r\n", b"\n"]), st.integers(100, 999))
def test_what_is_written_is_read(headers: dict[str, str], line_end: bytes, status: int) -> None:
    lines = [b"HTTP/1.1 %d Fine" % status, *(f"{name}: {value}".encode() for name, value in headers.items()), b"", b""]
    assert parse_head(line_end.join(lines)) == Head(status, headers, (), 0.0)


def read(sent: bytes, step: int) -> tuple[Head, bytes]:
    pieces: list[bytes] = []

    def take(piece: bytes) -> bool:
        pieces.append(piece)
        return True

    async def run() -> tuple[Head, bytes]:
        reader = asyncio.StreamReader()
        for start in range(0, len(sent), step):
            reader.feed_data(sent[start : start + step])
        reader.feed_eof()
        source = Source(reader, 1.0)
        head = await read_head(source)
        await read_body(source, head, "GET", take)
        return head, b"".join(pieces)

    return asyncio.run(run())


@given(st.binary(max_size=200).map(lambda rest: b"HTTP/1.1 200 OK\r\n" + rest) | st.binary(max_size=200))
def test_anything_is_read_or_refused(sent: bytes) -> None:
    try:
        head, body = read(sent, 64)
    except (Failed, Unreadable):
        return
    assert 0 <= head.status <= 999
    assert len(body) <= len(sent)


@given(st.lists(st.binary(min_size=1, max_size=30)), st.integers(1, 40))
def test_chunks_come_together_however_they_arrive(pieces: list[bytes], step: int) -> None:
    chunks = b"".join(b"%X;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    sent = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks + b"0\r\nTrailer: 1\r\n\r\n"
    assert read(sent, step)[1] == b"".join(pieces)


@given(st.binary(max_size=300), st.integers(0, 300), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_what_was_packed_is_unpacked(body: bytes, limit: int, encoding: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "deflate": zlib.compress}
    packed = body
    for name in encoding.split(", "):
        packed = packers[name](packed)
    found = unpack(packed, encoding, 1000)
    assert found == body
    assert (unpack(packers["gzip"](body), "gzip", limit) or b"")[:limit] == body[:limit]


@given(st.binary(max_size=60), st.sampled_from(["gzip", "deflate", "br", "gzip, br", "identity", ""]))
def test_anything_is_unpacked_or_refused(body: bytes, encoding: str) -> None:
    try:
        found = unpack(body, encoding, 1000)
    except Undecodable:
        return
    assert found is None or len(found) <= 1001


def test_a_bomb_does_not_go_off() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(unpack(bomb, "gzip", 1000) or b"") == 1001


@pytest.mark.parametrize("part", [1, 10, -1])
def test_a_body_that_stops_in_the_middle_gives_what_is_there(part: int) -> None:
    packed = gzip.compress(bytes(range(256)) * 20)
    found = unpack(packed[:part], "gzip", 100_000)
    assert found is not None
    assert (bytes(range(256)) * 20).startswith(found)
