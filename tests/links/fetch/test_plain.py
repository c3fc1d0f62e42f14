"""Replies that are plain are told from all others, whatever comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.fetch.lenient import parse_head
from oitcrawler.links.fetch.plain import Plain, plain_head

FINE = b"HTTP/1.1 200 OK\r\nServer: x\r\n"
LENGTH = b"Content-Length: 5\r\n"
SAID = {"server": "x", "content-length": "5"}

# The head, and its status, its headers, the length of the body, and whether the connection stays open.
PLAIN: dict[bytes, tuple[int, dict[str, str], int, bool]] = {
    FINE + LENGTH: (200, SAID, 5, True),
    FINE + LENGTH + b"Connection: Keep-Alive\r\n": (200, SAID | {"connection": "Keep-Alive"}, 5, True),
    FINE + LENGTH + b"CONNECTION:close\r\n": (200, SAID | {"connection": "close"}, 5, False),
    b"HTTP/1.1 404\r\nContent-Length:\t5 \r\n": (404, {"content-length": "5"}, 5, True),
    b"HTTP/1.1 999 So it is\r\n" + LENGTH: (999, {"content-length": "5"}, 5, True),
    b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n': (304, {"etag": '"v1"'}, 0, True),
    b"HTTP/1.1 304 Not Modified\r\n" + LENGTH: (304, {"content-length": "5"}, 0, True),
    b"HTTP/1.1 204 No Content\r\nServer: x\r\n": (204, {"server": "x"}, 0, True),
}

OTHERS: tuple[bytes, ...] = (
    b"",
    b"HTTP/1.1 200 OK\r\n",
    FINE + LENGTH,
    FINE + LENGTH + b"\r",
    FINE + b"\r\n",
    FINE + LENGTH + LENGTH + b"\r\n",
    FINE + b"server: y\r\n" + LENGTH + b"\r\n",
    FINE + LENGTH + b"Transfer-Encoding: chunked\r\n\r\n",
    FINE + b"Transfer-Encoding: identity\r\n\r\n",
    FINE + LENGTH + b"Connection: upgrade, close\r\n\r\n",
    FINE + b"Content-Length: -1\r\n\r\n",
    FINE + b"Content-Length: 5, 5\r\n\r\n",
    FINE + b"Content-Length: 0x5\r\n\r\n",
    FINE + b"Content-Length:\r\n\r\n",
    FINE + b"Content-Length: 1000000000000000\r\n\r\n",
    FINE + LENGTH + b"No colon\r\n\r\n",
    FINE + LENGTH + b"Space before : x\r\n\r\n",
    FINE + LENGTH + b"Folded: x,\r\n y\r\n\r\n",
    FINE + LENGTH + "Thai: แผน\r\n\r\n".encode(),
    FINE + LENGTH + b"Null: \x00\r\n\r\n",
    FINE + LENGTH + b"Bare: a\nb\r\n\r\n",
    FINE + LENGTH + b"Bare: a\rb\r\n\r\n",
    FINE.replace(b"\r", b"") + LENGTH.replace(b"\r", b"") + b"\n",
    b"HTTP/1.0 200 OK\r\n" + LENGTH + b"\r\n",
    b"HTTP/2 200 OK\r\n" + LENGTH + b"\r\n",
    b"http/1.1 200 OK\r\n" + LENGTH + b"\r\n",
    b"HTTP/1.1 2000 OK\r\n" + LENGTH + b"\r\n",
    b"HTTP/1.1 100 Continue\r\n" + LENGTH + b"\r\n",
    b"HTTP/1.1 101 Switching\r\nServer: x\r\n\r\n",
    b"\r\n" + FINE + LENGTH + b"\r\n",
)


@pytest.mark.parametrize("body", [b"", b"hello", b"\r\n\r\n"])
@pytest.mark.parametrize("head", PLAIN)
def test_plain_replies_are_read(head: bytes, body: bytes) -> None:
    status, headers, length, stays = PLAIN[head]
    came = bytearray(head + b"\r\n" + body + b"of the last one")
    found = plain_head(came, len(head) + 2 + len(body), to_head=False)
    assert found == Plain(status, headers, len(head) + 2, length, stays)


@pytest.mark.parametrize("came", OTHERS)
def test_other_replies_are_left_alone(came: bytes) -> None:
    assert plain_head(came, len(came), to_head=False) is None


def test_a_reply_to_head_has_no_body() -> None:
    for came in (FINE + b"\r\n", FINE + LENGTH + b"\r\n"):
        found = plain_head(came, len(came), to_head=True)
        assert found is not None
        assert found.length == 0


def test_what_was_there_before_is_not_read() -> None:
    came = FINE + LENGTH + b"\r\n"
    assert plain_head(came, len(came) - 1, to_head=False) is None


PIECES = (
    b"HTTP/1.1 ",
    b"200",
    b" OK",
    b"\r\n",
    b"\n",
    b"A: b",
    b"C-D:",
    b"Content-Length: 3",
    b" ",
    b":",
    b"x",
    b"\xff",
)


@given(st.lists(st.sampled_from(PIECES)).map(b"".join) | st.binary(max_size=60).map(lambda rest: FINE + LENGTH + rest))
def test_what_is_plain_reads_the_same_leniently(came: bytes) -> None:
    found = plain_head(came, len(came), to_head=False)
    if found is not None:
        lenient = parse_head(came[: found.end])
        assert (found.status, found.headers) == (lenient.status, lenient.headers)
        assert came[: found.end].endswith(b"\r\n\r\n")
