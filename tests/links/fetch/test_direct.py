"""Connections without TLS: used again whenever they can be, whatever the reply was like, and never trusted."""

from __future__ import annotations

import asyncio
import errno
import gc
from time import monotonic
from typing import Any

import pytest

from oitcrawler.links.fetch import Fetcher, Validators
from oitcrawler.links.fetch import connection as connection_module
from oitcrawler.links.model import Answer
from oitcrawler.model import Cause

from .server import IMPATIENT, Server, Talk, Way, answer, answers, hang, kept_open, quick, reply

BIG = bytes(range(256)) * 4096
CUTS = (1, 100, 65536, 131072, 1_000_000)


def staying(said: bytes) -> Way:
    """Return a way that leaves the connection open."""

    async def say(talk: Talk) -> bool:
        await talk.say(said)
        return True

    return say


def head(*lines: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


# What is said, and what is seen of its body; after each of them the connection can be used again.
STAYING: dict[str, tuple[bytes, bytes]] = {
    "plain": (head("Content-Length: 5") + b"hello", b"hello"),
    "empty": (head("Content-Length: 0"), b""),
    "unchanged": (head('ETag: "v1"', status="304 Not Modified"), b""),
    "nothing": (head("Server: x", status="204 No Content"), b""),
    "large": (head(f"Content-Length: {len(BIG)}") + BIG, BIG),
    "in chunks": (head("Transfer-Encoding: chunked") + b"5\r\nhello\r\n0\r\n\r\n", b"hello"),
    "in a large chunk": (
        head("Transfer-Encoding: chunked") + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BIG), BIG),
        BIG,
    ),
    "a header twice": (head("Vary: A", "Vary: B", "Content-Length: 5") + b"hello", b"hello"),
    "early hints": (head("Link: x", status="103 Early Hints") + head("Content-Length: 5") + b"hello", b"hello"),
    "Thai": ("HTTP/1.1 200 ตกลง\r\nContent-Length: 5\r\n\r\nhello".encode(), b"hello"),
}


@pytest.mark.parametrize("case", STAYING)
def test_a_connection_is_used_again_after(case: str) -> None:
    said, body = STAYING[case]
    ways: dict[str, Way] = {"/a": kept_open, "/b": staying(said), "/c": staying(said), "/d": kept_open}
    found, server = answers(ways, *ways)
    assert [one.body for one in found] == [b"hello", body, body, b"hello"]
    assert [(one.failure, one.whole, one.attempts) for one in found] == [(None, True, 1)] * 4
    assert server.connections == 1


# After these it cannot.
LEAVING: dict[str, bytes] = {
    "connection: close": head("Content-Length: 5", "Connection: close") + b"hello",
    "more than announced": head("Content-Length: 5") + b"hello world",
    "more than is asked for": head("Content-Length: 9999") + b"x" * 9999,
    "another protocol": head("Upgrade: x", "Connection: upgrade", status="101 Switching") + b"hello",
    "shorter than announced, in chunks": head("Transfer-Encoding: chunked") + b"5\r\nhello\r\n",
}


@pytest.mark.parametrize("case", LEAVING)
def test_a_connection_is_not_used_again_after(case: str) -> None:
    options = quick(**IMPATIENT, retry_delay=0.01)
    ways: dict[str, Way] = {"/a": staying(LEAVING[case]), "/b": kept_open}
    found, server = answers(ways, *ways, options=options, limit=1000)
    assert found[1].body == b"hello"
    assert server.connections > 1


def test_bytes_that_come_later_than_the_end_are_not_the_next_reply() -> None:
    async def says_more(talk: Talk) -> bool:
        await talk.say(head("Content-Length: 5") + b"hello")
        await asyncio.sleep(0.02)
        await talk.say(head("Content-Length: 6") + b"sorry!")
        return True

    async def ask() -> tuple[Answer, Answer]:
        async with Server({"/a": says_more, "/b": kept_open}) as server, Fetcher(quick()) as fetcher:
            first = await fetcher.ask(f"{server.url}/a")
            await asyncio.sleep(0.1)
            return first, await fetcher.ask(f"{server.url}/b")

    assert [one.body for one in asyncio.run(ask())] == [b"hello", b"hello"]


class Silent(asyncio.Transport):
    """Sends into the void."""

    def is_closing(self) -> bool:
        return False

    def write(self, data: bytes | bytearray | memoryview[Any]) -> None:
        pass


@pytest.mark.parametrize(
    ("exc", "cause"),
    [
        (None, Cause.RESET),
        (ConnectionResetError(errno.ECONNRESET, "reset"), Cause.RESET),
        (OSError(errno.ENETDOWN, "the cable was pulled"), Cause.TOOL_ERROR),
        (TimeoutError(errno.ETIMEDOUT, "no word of the other side"), Cause.TIMEOUT),
    ],
)
def test_what_ends_a_connection_is_told_apart(exc: OSError | None, cause: Cause) -> None:
    async def ask() -> Cause:
        connection = connection_module.Connection(5.0, bytearray(9), lambda _: None)
        connection.connection_made(Silent())
        waiting = connection.ask(b"", to_head=False, limit=9, began=monotonic(), seconds=9.0)
        connection.connection_lost(exc)
        with pytest.raises(connection_module.Unanswered) as raised:
            await waiting
        return raised.value.failed.cause

    assert asyncio.run(ask()) is cause


@pytest.mark.parametrize("size", CUTS)
def test_a_large_body_comes_together_however_it_arrives(size: int) -> None:
    body = BIG[: size * 40] if size < 1000 else BIG

    async def slowly(talk: Talk) -> bool:
        await talk.say(head(f"Content-Length: {len(body)}"))
        for start in range(0, len(body), size):
            await talk.say(body[start : start + size])
        return True

    assert answer(slowly).body == body


@pytest.mark.parametrize("limit", [len(BIG) - 1, len(BIG), 70_000, 1])
@pytest.mark.parametrize("pause", [0.0, 0.01])
def test_a_large_body_is_kept_up_to_the_limit(limit: int, pause: float) -> None:
    async def say(talk: Talk) -> None:
        await talk.say(head(f"Content-Length: {len(BIG)}"), BIG[:70_000], BIG[70_000:], pause=pause)

    found = answer(say, limit=limit)
    assert found.body == BIG[:limit]
    assert (found.failure, found.cut, found.whole) == (None, limit < len(BIG), limit == len(BIG))


def test_what_came_of_a_large_body_is_kept() -> None:
    async def half(talk: Talk) -> None:
        await talk.say(head(f"Content-Length: {len(BIG)}"), BIG[:300_000], pause=0.02)

    found = answer(half)
    assert (found.failure, found.body, found.attempts) == (Cause.TRUNCATED, BIG[:300_000], 3)


def test_the_time_of_each_request_is_its_own() -> None:
    """One timer watches all requests of a connection, and is neither late nor early for any of them."""

    async def later(talk: Talk) -> bool:
        await asyncio.sleep(0.2)
        return await kept_open(talk)

    options = quick(read_timeout=0.3, page_timeout=0.6)
    ways: dict[str, Way] = {**dict.fromkeys([f"/{n}" for n in range(4)], later), "/hang": hang, "/last": kept_open}
    found, _ = answers(ways, *ways, options=options)
    assert [one.failure for one in found] == [None] * 4 + [Cause.TIMEOUT, None]
    assert 0.25 < found[4].elapsed < 1.0


def test_a_document_may_take_longer_than_a_page() -> None:
    async def drip(talk: Talk) -> bool:
        await talk.say(head("Content-Length: 5"))
        for _ in range(5):
            await talk.say(b"x", pause=0.1)
        return True

    options = quick(read_timeout=0.3, page_timeout=0.3, document_timeout=5.0, page_bytes=1000)
    for limit, failure in ((1000, Cause.TIMEOUT), (1001, None)):
        assert answer(drip, options=options, limit=limit).failure is failure


def test_a_connection_that_rests_too_long_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "KEPT_FOR", 0.05)

    async def ask() -> tuple[int, int]:
        async with Server({"/a": kept_open}) as server, Fetcher(quick(read_timeout=0.1)) as fetcher:
            await fetcher.ask(f"{server.url}/a")
            await asyncio.sleep(0.3)
            left = len(server._tasks)
            await fetcher.ask(f"{server.url}/a")
            return left, server.connections

    assert asyncio.run(ask()) == (0, 2)


def test_connections_end_with_the_fetcher() -> None:
    async def ask() -> int:
        async with Server({"/a": kept_open}) as server:
            async with Fetcher(quick()) as fetcher:
                await asyncio.gather(*(fetcher.ask(f"{server.url}/a") for _ in range(4)))
            await asyncio.sleep(0.05)
            return sum(not task.done() for task in server._tasks)

    assert asyncio.run(ask()) == 0
    gc.collect()  # what was forgotten warns now, and warnings are errors


def test_nothing_is_slipped_into_what_is_asked() -> None:
    found, server = answers({"/it": reply(b"hello")}, "/it", validators=Validators('"v1"\r\nX: y'))
    assert [(one.failure, one.attempts) for one in found] == [(Cause.MALFORMED, 1)]
    assert server.log == []


def test_what_is_asked() -> None:
    _, server = answers({"/it?q=%B4": reply()}, "/it?q=%B4", referer="http://127.0.0.1:1/a")
    (asked,) = server.log
    assert asked.headers == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": quick().user_agent,
        "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "accept-language": "th,en;q=0.7",
        "accept-encoding": "gzip, deflate",
        "referer": "http://127.0.0.1:1/",
    }
