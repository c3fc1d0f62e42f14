"""Nothing is left behind: no tasks, no connections, no threads that anybody waits for."""

from __future__ import annotations

import asyncio
import gc
import threading
from time import monotonic

import pytest

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch import names as names_module

from .server import Server, Talk, Way, hang, kept_open, quick, reply


async def half(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello")
    await hang(talk)


async def sloppy_half(talk: Talk) -> None:
    await talk.say(b"HTTP/2 200 OK\r\nContent-Length: 99\r\n\r\nhello")
    await hang(talk)


WAYS: dict[str, Way] = {
    "silence": hang,
    "half a body": half,
    "half a body, sloppily": sloppy_half,
    "patience": reply(b"", "Retry-After: 20", status="503 Later"),
}


@pytest.mark.parametrize("case", WAYS)
def test_asking_can_be_given_up(case: str) -> None:
    async def give_up() -> tuple[int, int]:
        options = quick(read_timeout=20.0, page_timeout=20.0, longest_wait=60.0)
        async with Server({"/a": WAYS[case], "/b": kept_open}) as server, Fetcher(options) as fetcher:
            asking = [asyncio.ensure_future(fetcher.ask(f"{server.url}/a")) for _ in range(9)]
            await asyncio.sleep(0.1)
            for one in asking:
                one.cancel()
            given_up = await asyncio.gather(*asking, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError) for one in given_up)
            after = 200 if case == "patience" else (await fetcher.ask(f"{server.url}/b")).status
        return after or 0, len(asyncio.all_tasks())

    began = monotonic()
    assert asyncio.run(give_up()) == (200, 1)
    gc.collect()  # what was forgotten warns now, and warnings are errors
    assert monotonic() - began < 5


def test_a_look_up_that_does_not_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(names_module, "_getaddrinfo", lambda host: release.wait(10) and ())

    async def give_up() -> None:
        async with Fetcher(quick(connect_timeout=9.0)) as fetcher:
            asking = asyncio.ensure_future(fetcher.ask("http://slow.example.go.th/"))
            await asyncio.sleep(0.05)
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)

    began = monotonic()
    try:
        asyncio.run(give_up())
        assert monotonic() - began < 5
    finally:
        release.set()


def test_memory_is_not_kept() -> None:
    """Bodies belong to whoever asked."""
    import tracemalloc

    body = reply(b"x" * 200_000)

    async def ask() -> int:
        async with Server({"/a": body}) as server, Fetcher(quick()) as fetcher:
            await fetcher.ask(f"{server.url}/a")
            tracemalloc.start()
            for _ in range(30):
                await fetcher.ask(f"{server.url}/a")
            gc.collect()
            kept = tracemalloc.get_traced_memory()[0]
            tracemalloc.stop()
            return kept

    assert asyncio.run(ask()) < 1_500_000
