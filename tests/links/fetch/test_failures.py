"""Failures are told apart, each with its own cause."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack

import pytest

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch.hosts import DOWN_AFTER
from oitcrawler.links.model import Answer
from oitcrawler.model import Cause

from .server import IMPATIENT, Server, Talk, Way, answer, answers, closed_port, hang, quick, reply, reset

HALF = b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello"
CHUNKS = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"


def asked(url: str, **options: object) -> Answer:
    async def ask() -> Answer:
        async with Fetcher(quick(**options)) as fetcher:
            return await fetcher.ask(url)

    return asyncio.run(ask())


async def half_then_reset(talk: Talk) -> None:
    await talk.say(HALF, pause=0.02)
    talk.reset()


async def unannounced_then_reset(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\nhello", pause=0.02)
    talk.reset()


async def half_then_silence(talk: Talk) -> None:
    await talk.say(HALF)
    await hang(talk)


async def no_chunks_after_all(talk: Talk) -> None:
    await talk.say(CHUNKS, b"<html>no chunk</html>", pause=0.02)


async def drip(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        await talk.say(b"x", pause=0.03)


async def drip_of_a_head(talk: Talk) -> None:
    while True:
        await talk.say(b"H", pause=0.03)


async def sloppy_drip(talk: Talk) -> None:
    await talk.say(b"HTTP/2 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        await talk.say(b"x", pause=0.03)


# What the server does, its cause, the attempts it is worth, and what is kept of the body.
BROKEN: dict[str, tuple[Way, Cause, int, bytes]] = {
    "reset": (reset, Cause.RESET, 3, b""),
    "closed without a word": (b"", Cause.RESET, 3, b""),
    "silence": (hang, Cause.TIMEOUT, 2, b""),
    "silence in the body": (half_then_silence, Cause.TIMEOUT, 1, b"hello"),
    "shorter than announced": (HALF, Cause.TRUNCATED, 3, b"hello"),
    "broken off by a reset": (half_then_reset, Cause.TRUNCATED, 3, b"hello"),
    "unannounced, and broken off by a reset": (unannounced_then_reset, Cause.TRUNCATED, 3, b"hello"),
    "chunks broken off": (CHUNKS, Cause.TRUNCATED, 3, b"hello"),
    "chunk broken off": (CHUNKS + b"5\r\nhel", Cause.TRUNCATED, 3, b"hellohel"),
    "sloppy, shorter than announced": (
        b"HTTP/2 200 OK\r\nContent-Length: 9\r\n\r\nhello",
        Cause.TRUNCATED,
        3,
        b"hello",
    ),
    "sloppy chunks broken off": (b"HTTP/2" + CHUNKS[8:], Cause.TRUNCATED, 3, b"hello"),
    "chunks that are none": (no_chunks_after_all, Cause.PROTOCOL, 1, b"hello"),
    "chunks that never were": (CHUNKS[:-10] + b"<html>plain</html>", Cause.PROTOCOL, 1, b""),
    "a chunk longer than its size": (CHUNKS + b"2\r\nhello\r\n0\r\n\r\n", Cause.PROTOCOL, 1, b"hellohe"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello", Cause.PROTOCOL, 1, b""),
    "no HTTP": (b"220 ftp.example.go.th ready\r\n", Cause.PROTOCOL, 1, b""),
    "HTML alone": (b"<html>hello</html>\r\n\r\n", Cause.PROTOCOL, 1, b""),
    "a head without end": (b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 40_000, Cause.PROTOCOL, 1, b""),
    "not packed as it says": (reply(b"hello", "Content-Encoding: gzip"), Cause.PROTOCOL, 1, b"hello"),
    "not deflated as it says": (reply(b"hello", "Content-Encoding: deflate"), Cause.PROTOCOL, 1, b"hello"),
    "an endless drip": (drip, Cause.TIMEOUT, 1, b"xxx"),
    "an endless drip, sloppily": (sloppy_drip, Cause.TIMEOUT, 1, b"xxx"),
    "an endless drip of a head": (drip_of_a_head, Cause.TIMEOUT, 2, b""),
}


@pytest.mark.parametrize("case", BROKEN)
def test_each_failure_has_its_cause(case: str) -> None:
    way, cause, attempts, body = BROKEN[case]
    found = answer(way, options=quick(**IMPATIENT) if cause is Cause.TIMEOUT else None)
    assert (found.failure, found.attempts, found.body[: len(body) or 99]) == (cause, attempts, body)
    assert (found.whole, found.cut, bool(found.detail), found.tls) == (False, False, True, "")
    assert (found.status is None) == (found.headers == {})


@pytest.mark.parametrize(
    ("status", "attempts"), [(200, 1), (404, 1), (410, 1), (403, 1), (500, 3), (503, 3), (501, 1), (999, 1), (429, 5)]
)
def test_a_status_is_an_answer(status: int, attempts: int) -> None:
    found = answer(reply(b"hello", status=f"{status} So it is"), options=quick(longest_gap=0.01))
    assert (found.failure, found.status, found.body, found.attempts) == (None, status, b"hello", attempts)


@pytest.mark.parametrize("way", [reset, hang, reply(status="500 No HEAD here")])
def test_head_is_not_repeated_where_get_tells_more(way: Way) -> None:
    assert answer(way, method="HEAD", options=quick(**IMPATIENT)).attempts == 1


def test_nobody_listens() -> None:
    found = asked(f"http://127.0.0.1:{closed_port()}/")
    assert (found.failure, found.attempts, found.status) == (Cause.REFUSED, 3, None)


def test_one_of_two_addresses_answers() -> None:
    """A name often has an IPv6 address at which nobody listens."""

    async def ask() -> Answer:
        async with Server({"/": reply(b"hello")}) as server, Fetcher(quick()) as fetcher:
            return await fetcher.ask(f"http://localhost:{server.port}/")

    assert asyncio.run(ask()).body == b"hello"


def test_nobody_picks_up() -> None:
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(3):  # the queue is full now, so that the system drops whoever else knocks
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        found = asked(f"http://127.0.0.1:{listening.getsockname()[1]}/", **IMPATIENT)
    assert (found.failure, found.attempts) == (Cause.CONNECT_TIMEOUT, 2)


MALFORMED = (
    "",
    "mailto:a@example.go.th",
    "http://",
    "http:///x",
    "http://a b/",
    "http://127.0.0.1:99999/",
    "//x/",
    "http://[::1/",
)


@pytest.mark.parametrize("url", MALFORMED)
def test_what_is_no_address_is_malformed(url: str) -> None:
    found = asked(url)
    assert (found.failure, found.url, found.attempts) == (Cause.MALFORMED, url, 0)


def test_a_host_that_fails_again_and_again_is_left_alone() -> None:
    ways: dict[str, Way] = {f"/{n}": reset for n in range(DOWN_AFTER + 3)}
    found, server = answers(ways, *ways, options=quick(retry_delay=0.001))
    assert [one.failure for one in found] == [Cause.RESET] * DOWN_AFTER + [Cause.HOST_DOWN] * 3
    assert {one.path for one in server.log} == {f"/{n}" for n in range(DOWN_AFTER)}


def test_a_host_that_was_left_alone_is_tried_again() -> None:
    ways: dict[str, Way] = {**dict.fromkeys([f"/{n}" for n in range(DOWN_AFTER)], reset), "/good": reply(b"hello")}
    found, _ = answers(ways, *ways, "/good", options=quick(retry_delay=0.001, down_seconds=0.0))
    assert [one.failure for one in found[DOWN_AFTER:]] == [None, None]


def test_a_host_that_answers_in_between_is_not_left_alone() -> None:
    ways: dict[str, Way] = {"/bad": reset, "/good": reply(b"hello")}
    paths = ["/good" if n % DOWN_AFTER == 1 else "/bad" for n in range(3 * DOWN_AFTER)]
    found, _ = answers(ways, *paths, options=quick(retry_delay=0.001))
    assert {one.failure for one in found} == {None, Cause.RESET}


def test_a_host_that_resets_head_alone_is_not_left_alone() -> None:
    ways: dict[str, Way] = {**dict.fromkeys([f"/{n}" for n in range(DOWN_AFTER + 1)], reset)}
    found, _ = answers(ways, *ways, method="HEAD")
    assert {one.failure for one in found} == {Cause.RESET}


def test_robots_are_obeyed_on_the_way_too() -> None:
    ways: dict[str, Way] = {"/a": reply(b"", "Location: /private/b", status="302 Found"), "/private/b": reply(b"hello")}
    options = quick(robots_for=lambda url: "/private/" not in url)
    found, server = answers(ways, "/a", "/private/b", options=options)
    assert [one.failure for one in found] == [Cause.ROBOTS, Cause.ROBOTS]
    assert [len(one.hops) for one in found] == [1, 0]
    assert [one.path for one in server.log] == ["/a"]


def test_a_closed_fetcher_says_so() -> None:
    with pytest.raises(RuntimeError, match="not open"):
        asyncio.run(Fetcher(quick()).ask("http://127.0.0.1/"))
