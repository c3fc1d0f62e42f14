"""Sloppy but working: what browsers show is seen, however the server says it."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Awaitable, Callable

import pytest

from oitcrawler.links.model import Answer

from .server import Talk, Way, answer, answers, kept_open, quick, reply, reset

HTML = "<html><title>อบต.ตัวอย่าง</title></html>".encode()
LENGTH = b"Content-Length: %d\r\n" % len(HTML)


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def chunked(body: bytes, line_end: bytes = b"\r\n") -> bytes:
    pieces = [body[:7], body[7:20], body[20:], b""]
    return b"".join(b"%x%s%s%s" % (len(piece), line_end, piece, line_end) for piece in pieces)


async def in_pieces(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 O", b"K\r\nContent-Le", b"ngth: 5\r\n\r\nhe", b"llo", pause=0.01)


async def length_first(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(HTML) + HTML, b"<!-- more -->", pause=0.02)


WORKING: dict[str, bytes] = {
    "as it should be": reply(HTML),
    "LF alone": b"HTTP/1.1 200 OK\n" + LENGTH.replace(b"\r", b"") + b"\n" + HTML,
    "no reason": b"HTTP/1.1 200\r\n" + LENGTH + b"\r\n" + HTML,
    "odd reason": b"HTTP/1.1 200 okay, here you are\r\n" + LENGTH + b"\r\n" + HTML,
    "Thai reason": "HTTP/1.1 200 ตกลง\r\n".encode("cp874") + LENGTH + b"\r\n" + HTML,
    "lower case": b"http/1.1 200 ok\r\n" + LENGTH + b"\r\n" + HTML,
    "no such version": b"HTTP/2 200 OK\r\n" + LENGTH + b"\r\n" + HTML,
    "version of the future": b"HTTP/1.2 200 OK\r\n" + LENGTH + b"\r\n" + HTML,
    "radio": b"ICY 200 OK\r\n" + LENGTH + b"\r\n" + HTML,
    "empty lines first": b"\r\n\r\nHTTP/1.1 200 OK\r\n" + LENGTH + b"\r\n" + HTML,
    "HTTP/1.0 until the end": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML,
    "closed without length": b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + HTML,
    "header of 60 KB": b"HTTP/1.1 200 OK\r\nX-Policy: " + b"a" * 60_000 + b"\r\n" + LENGTH + b"\r\n" + HTML,
    "400 headers": b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 400 + LENGTH + b"\r\n" + HTML,
    "line without a colon": b"HTTP/1.1 200 OK\r\nPowered by nothing\r\n" + LENGTH + b"\r\n" + HTML,
    "space before the colon": b"HTTP/1.1 200 OK\r\nX-A : 1\r\n" + LENGTH + b"\r\n" + HTML,
    "folded line": b"HTTP/1.1 200 OK\r\nX-A: 1,\r\n  2\r\n" + LENGTH + b"\r\n" + HTML,
    "length twice": b"HTTP/1.1 200 OK\r\n" + LENGTH * 2 + b"\r\n" + HTML,
    "empty length": b"HTTP/1.1 200 OK\r\nContent-Length:\r\nConnection: close\r\n\r\n" + HTML,
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + HTML,
    "type twice": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Type: text/html\r\n"
    + LENGTH
    + b"\r\n"
    + HTML,
    "bytes after the end": b"HTTP/1.1 200 OK\r\n" + LENGTH + b"\r\n" + HTML + b"<!-- counter -->",
    "early hints": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + reply(HTML),
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(HTML),
    "chunks and length": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + chunked(HTML),
    "chunks with LF": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked(HTML, b"\n"),
    "gzip": reply(gzip.compress(HTML), "Content-Encoding: gzip"),
    "gzip in two parts": reply(gzip.compress(HTML[:9]) + gzip.compress(HTML[9:]), "Content-Encoding: x-gzip"),
    "gzip with rubbish after it": reply(gzip.compress(HTML) + b"\0" * 9, "Content-Encoding: gzip"),
    "deflate": reply(zlib.compress(HTML), "Content-Encoding: deflate"),
    "raw deflate": reply(raw_deflate(HTML), "Content-Encoding: deflate"),
    "no packing at all": reply(HTML, "Content-Encoding: identity"),
    "empty packing": reply(HTML, "Content-Encoding:"),
}


@pytest.mark.parametrize("case", WORKING)
def test_what_browsers_show_is_seen(case: str) -> None:
    found = answer(WORKING[case])
    assert (found.failure, found.status, found.body, found.whole, found.cut) == (None, 200, HTML, True, False)
    assert (found.attempts, found.method) == (1, "GET")


@pytest.mark.parametrize("way", [in_pieces, length_first])
def test_what_comes_slowly_is_seen(way: Callable[[Talk], Awaitable[None]]) -> None:
    assert answer(way).failure is None


FLAKY: dict[str, tuple[Way, ...]] = {
    "reset once": (reset, reply(HTML)),
    "reset at each fourth": (reset, reset, reply(HTML)),
    "500 twice": (reply(status="500 Oops"), reply(status="502 Bad"), reply(HTML)),
    "503 with patience": (reply(b"", "Retry-After: 0", status="503 Wait"), reply(HTML)),
    "429": (reply(status="429 Slow"), reply(status="429 Slow"), reply(HTML)),
    "broken off once": (b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello", reply(HTML)),
    "no answer once": (b"", reply(HTML)),
}


@pytest.mark.parametrize("case", FLAKY)
def test_what_works_at_the_second_look_works(case: str) -> None:
    found = answer(FLAKY[case])
    assert (found.failure, found.status, found.body) == (None, 200, HTML)
    assert found.attempts <= len(FLAKY[case])


def test_a_connection_is_used_again() -> None:
    found, server = answers({f"/{n}": kept_open for n in range(5)}, *(f"/{n}" for n in range(5)))
    assert [one.body for one in found] == [b"hello"] * 5
    assert server.connections == 1


def test_a_connection_that_was_closed_meanwhile_costs_nothing() -> None:
    async def kept_open_at_first(talk: Talk) -> bool | None:
        await kept_open(talk)
        talk.reset()
        return None

    found, _ = answers({"/a": kept_open_at_first, "/b": reply(HTML)}, "/a", "/b")
    assert [one.attempts for one in found] == [1, 1]


HEADS: dict[str, bytes] = {
    "a length": b"HTTP/1.1 200 OK\r\nContent-Length: 123456\r\nConnection: close\r\n\r\n",
    "a body that has no business there": reply(b"x" * 123456).replace(b"123456\r\n", b"123456\r\n"),
}


@pytest.mark.parametrize("case", HEADS)
def test_head_brings_the_length(case: str) -> None:
    found = answer(HEADS[case], method="HEAD")
    assert (found.failure, found.status, found.size, found.body, found.whole) == (None, 200, 123456, b"", True)
    assert found.method == "HEAD"


def test_head_asks_for_nothing_packed() -> None:
    _, server = answers({"/it": reply()}, "/it", method="HEAD")
    assert server.log[0].headers["accept-encoding"] == "identity"


def test_no_content_has_no_body() -> None:
    found = answer(b"HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
    assert (found.failure, found.status, found.body) == (None, 204, b"")


LIMITS: dict[str, tuple[Way, bool]] = {
    "more than asked for": (reply(b"x" * 1001), True),
    "as much as asked for": (reply(b"x" * 1000), False),
    "less": (reply(b"x" * 999), False),
    "more, packed": (reply(gzip.compress(b"x" * 100_000), "Content-Encoding: gzip"), True),
    "more, in chunks": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d1\r\n" + b"x" * 2001 + b"\r\n0\r\n\r\n",
        True,
    ),
    "more, sloppily": (b"HTTP/2 200 OK\r\nContent-Length: 1001\r\n\r\n" + b"x" * 1001, True),
    "less, sloppily": (b"HTTP/2 200 OK\r\nContent-Length: 9\r\n\r\n" + b"x" * 9, False),
}


@pytest.mark.parametrize("case", LIMITS)
def test_reading_stops_at_the_limit(case: str) -> None:
    way, cut = LIMITS[case]
    found = answer(way, limit=1000)
    assert (found.failure, found.cut, found.whole, len(found.body) <= 1000) == (None, cut, not cut, True)
    assert found.body.strip(b"x") == b""


def test_a_large_document_is_not_read_to_its_end() -> None:
    said = 0

    async def endless(talk: Talk) -> None:
        nonlocal said
        await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n")
        while True:
            await talk.say(b"x" * 65536)
            said += 65536

    found = answer(endless, limit=65536)
    assert (found.failure, found.cut, len(found.body), found.size) == (None, True, 65536, 100_000_000)
    assert said < 8_000_000


def test_packing_that_nobody_asked_for_is_said_to_be_unseen() -> None:
    found = answer(reply(b"\x8b\x02\x80hello\x03", "Content-Encoding: br"))
    assert (found.failure, found.body, found.whole, found.cut) == (None, b"", False, True)


def headers(*lines: str, encoding: str = "utf-8") -> Answer:
    text = "\r\n".join(["HTTP/1.1 200 OK", "Content-Length: 0", *lines, "", ""])
    return answer(text.encode(encoding))


NAMES: dict[str, str] = {"utf-8": "แผนพัฒนา.pdf", "cp874": "แผนพัฒนา.pdf", "ascii": "plan.pdf"}


@pytest.mark.parametrize("encoding", NAMES)
def test_headers_are_what_people_meant(encoding: str) -> None:
    found = headers(f"Content-Disposition: attachment; filename={NAMES[encoding]}", encoding=encoding)
    assert found.headers["content-disposition"] == f"attachment; filename={NAMES[encoding]}"


def test_the_type_is_lower_case_and_may_be_missing() -> None:
    assert headers("CONTENT-TYPE: text/html").content_type == "text/html"
    assert headers().content_type == ""


def test_we_say_who_we_are() -> None:
    _, server = answers({"/it": reply()}, "/it", options=quick(user_agent="oitcrawler/1 (+https://example.go.th)"))
    assert server.log[0].headers["user-agent"] == "oitcrawler/1 (+https://example.go.th)"
    assert server.log[0].headers["accept-language"].startswith("th")
