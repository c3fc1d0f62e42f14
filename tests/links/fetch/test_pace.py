"""The pace of hosts: few at a time, as fast as they like, patient when asked to be, and each for itself."""

from __future__ import annotations

import asyncio
from time import monotonic

import pytest

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch.hosts import DOWN_AFTER, Host
from oitcrawler.links.model import Answer

from .server import Server, Talk, Way, answer, answers, hang, quick, reply


async def soon(talk: Talk) -> bool:
    await asyncio.sleep(0.01)
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    return True


@pytest.mark.parametrize("per_host", [1, 4])
def test_at_most_so_many_are_in_flight(per_host: int) -> None:
    async def ask() -> Server:
        ways: dict[str, Way] = {f"/{n}": soon for n in range(20)}
        async with Server(ways) as server, Fetcher(quick(per_host=per_host)) as fetcher:
            await asyncio.gather(*(fetcher.ask(f"{server.url}{path}") for path in ways))
        return server

    server = asyncio.run(ask())
    assert server.most_in_flight == server.connections == per_host


def test_a_slow_host_holds_up_nobody_else() -> None:
    async def ask() -> tuple[list[Answer], bool]:
        slow, fast = Server({f"/{n}": hang for n in range(9)}), Server({"/": reply(b"hello")})
        async with slow, fast, Fetcher(quick(read_timeout=5.0, page_timeout=5.0)) as fetcher:
            waiting = [asyncio.ensure_future(fetcher.ask(f"{slow.url}/{n}")) for n in range(9)]
            found = [await fetcher.ask(f"{fast.url}/") for _ in range(20)]
            is_waiting = not any(one.done() for one in waiting)
            for one in waiting:
                one.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
        return found, is_waiting

    found, is_waiting = asyncio.run(ask())
    assert is_waiting
    assert {one.status for one in found} == {200}


class FiveASecond:
    """Answers five requests in each second, and 429 to the rest; some servers say how long to wait."""

    def __init__(self, *headers: str) -> None:
        self._headers = headers
        self._answered: list[float] = []

    async def __call__(self, talk: Talk) -> None:
        now = monotonic()
        self._answered = [one for one in self._answered if now - one < 1.0]
        if len(self._answered) < 5:
            self._answered.append(now)
            await talk.say(reply(b"hello"))
        else:
            await talk.say(reply(b"", *self._headers, status="429 Too Many Requests"))


@pytest.mark.parametrize("headers", [(), ("Retry-After: 1",)])
def test_a_server_that_allows_five_a_second_answers_all(headers: tuple[str, ...]) -> None:
    async def ask() -> list[Answer]:
        way = FiveASecond(*headers)
        options = quick(retry_delay=1.0, longest_wait=10.0)
        async with Server({f"/{n}": way for n in range(10)}) as server, Fetcher(options) as fetcher:
            return list(await asyncio.gather(*(fetcher.ask(f"{server.url}/{n}") for n in range(10))))

    assert {one.status for one in asyncio.run(ask())} == {200}


def test_a_wait_is_as_long_as_asked_for() -> None:
    began = monotonic()
    found = answer((reply(b"", "Retry-After: 1", status="503 Later"), reply(b"hello")), options=quick(longest_wait=5.0))
    assert (found.status, found.attempts) == (200, 2)
    assert monotonic() - began >= 1.0


def test_a_wait_that_is_too_long_is_not_waited_for() -> None:
    began = monotonic()
    found = answer((reply(b"", "Retry-After: 3600", status="429 Later"), reply(b"hello")))
    assert (found.status, found.attempts) == (429, 1)
    assert monotonic() - began < 0.5


def test_a_host_that_never_answers_but_with_429_is_asked_once_each() -> None:
    ways: dict[str, Way] = {f"/{n}": reply(status="429 No") for n in range(6)}
    found, _ = answers(ways, *ways, options=quick(longest_wait=0.05, longest_gap=0.01))
    assert {one.status for one in found} == {429}
    assert [one.attempts for one in found[3:]] == [1, 1, 1]


def test_a_slow_host_is_asked_slowly_and_a_fast_one_fast() -> None:
    async def gaps(latency: float) -> float:
        host = Host(quick())
        for _ in range(20):
            host.answered(latency, is_good=True)
        return host._pause()

    slow, fast, hopeless = (asyncio.run(gaps(latency)) for latency in (0.6, 0.02, 60.0))
    assert slow == pytest.approx(0.2, rel=0.01)
    assert fast == 0.0
    assert hopeless == 5.0


def test_bad_answers_do_not_make_faster() -> None:
    async def gap() -> tuple[float, float]:
        host = Host(quick())
        host.answered(3.0, is_good=True)
        before = host._pause()
        host.answered(0.001, is_good=False)
        return before, host._pause()

    before, after = asyncio.run(gap())
    assert before == after > 0


def test_the_pace_is_halved_once_for_each_complaint_and_taken_up_again() -> None:
    async def gaps() -> list[float]:
        host, found = Host(quick()), []
        first = monotonic()
        for asked_at in (first, first, None, None):  # the first two were asked at the same pace
            host.slow_down(0.0, monotonic() if asked_at is None else asked_at)
            found.append(host._pause())
        for _ in range(900):
            host.answered(0.001, is_good=True)
        return [*found, host._pause()]

    assert asyncio.run(gaps()) == [0.25, 0.25, 0.5, 1.0, 0.0]


def test_a_host_is_left_alone_and_tried_again() -> None:
    async def states() -> list[bool]:
        host = Host(quick(down_seconds=0.05))
        found = []
        for _ in range(DOWN_AFTER):
            found.append(host.is_left_alone())
            host.ended(failed=True, throttled=False)
        found.append(host.is_left_alone())
        await asyncio.sleep(0.06)
        found += [host.is_left_alone(), host.is_left_alone()]
        host.ended(failed=False, throttled=False)
        return [*found, host.is_left_alone()]

    assert asyncio.run(states()) == [False] * DOWN_AFTER + [True, False, True, False]
