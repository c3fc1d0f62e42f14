"""Queues of hosts: nobody waits for a slow host, nothing is forgotten, and an exception ends everything."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable

import pytest

from oitcrawler.links.book import Target
from oitcrawler.links.model import RefKind
from oitcrawler.links.queues import Queues


def target(number: int, host: str = "a") -> Target:
    return Target(number, f"https://{host}.example.go.th/{number}", RefKind.LINK, 0, 0)


def host_of(one: Target) -> str:
    return one.url.split("/")[2].split(".")[0]


def drained(visit: Callable[[Target], Awaitable[None]], *targets: Target, per_host: int = 4, hosts: int = 24) -> Queues:
    async def whole() -> Queues:
        queues = Queues(visit, per_host=per_host, hosts=hosts)
        queues.add(targets)
        await queues.drain()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return queues

    return asyncio.run(whole())


def test_everything_is_visited_once_in_the_order_of_its_host() -> None:
    seen: list[Target] = []

    async def visit(one: Target) -> None:
        seen.append(one)
        await asyncio.sleep(0)

    targets = [target(number, "abc"[number % 3]) for number in range(90)]
    queues = drained(visit, *targets, per_host=1, hosts=2)
    assert sorted(one.id for one in seen) == list(range(90))
    for host in "abc":
        mine = [one.id for one in seen if host_of(one) == host]
        assert mine == sorted(mine)
    assert queues.left == 0


def test_a_slow_host_holds_up_nobody_else() -> None:
    fast: list[int] = []
    release = asyncio.Event()

    async def visit(one: Target) -> None:
        if host_of(one) == "slow":
            await asyncio.wait_for(release.wait(), 10)  # until all the others are through
            return
        fast.append(one.id)
        if len(fast) == 200:
            release.set()

    drained(visit, *(target(number, "slow") for number in range(9)), *(target(number, "b") for number in range(200)))
    assert sorted(fast) == list(range(200))


@pytest.mark.parametrize(("per_host", "hosts"), [(1, 1), (2, 3), (4, 24)])
def test_no_more_is_in_flight_than_is_allowed(per_host: int, hosts: int) -> None:
    now: Counter[str] = Counter()
    most, most_hosts = 0, 0

    async def visit(one: Target) -> None:
        nonlocal most, most_hosts
        now[host_of(one)] += 1
        most = max(most, *now.values())
        most_hosts = max(most_hosts, sum(count > 0 for count in now.values()))
        await asyncio.sleep(0.001)
        now[host_of(one)] -= 1

    targets = [target(number, f"h{number % 7}") for number in range(140)]
    drained(visit, *targets, per_host=per_host, hosts=hosts)
    assert most == per_host
    assert most_hosts == min(hosts, 7)


@pytest.mark.parametrize("hosts", [1, 24])
def test_what_a_visit_adds_is_visited_also_on_other_hosts(hosts: int) -> None:
    seen: set[int] = set()

    async def whole() -> None:
        async def visit(one: Target) -> None:
            seen.add(one.id)
            await asyncio.sleep(0)
            if one.id < 200:
                queues.add([target(2 * one.id, "b" if one.id % 3 else "c"), target(2 * one.id + 1)])

        queues = Queues(visit, per_host=2, hosts=hosts)
        queues.add([target(1)])
        await queues.drain()
        assert queues.left == 0

    asyncio.run(whole())
    assert seen == set(range(1, 400))


def test_what_is_added_between_two_rounds_is_visited_in_the_second() -> None:
    seen: list[int] = []

    async def whole() -> None:
        async def visit(one: Target) -> None:
            seen.append(one.id)

        queues = Queues(visit)
        await queues.drain()
        for number in (1, 2):
            queues.add([target(number)])
            await queues.drain()

    asyncio.run(whole())
    assert seen == [1, 2]


def test_an_exception_ends_all_and_leaves_no_tasks() -> None:
    ended: list[int] = []

    async def visit(one: Target) -> None:
        if one.id == 5:
            await asyncio.sleep(0.01)
            raise OSError("no space")
        try:
            await asyncio.sleep(30)
        finally:
            ended.append(one.id)

    async def whole() -> None:
        queues = Queues(visit, per_host=3)
        queues.add([*(target(number, f"h{number}") for number in range(8)), target(9, "h1")])
        with pytest.raises(OSError, match="no space"):
            await queues.drain()
        assert asyncio.all_tasks() == {asyncio.current_task()}
        queues.add([target(10)])  # nobody is there to take it, and that is no trouble

    asyncio.run(whole())
    assert set(ended) == {0, 1, 2, 3, 4, 6, 7, 9}
