"""Host names: looked up once, tried twice, and never to a private address."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch import names as names_module
from oitcrawler.links.fetch.names import Names
from oitcrawler.links.fetch.reply import Failed
from oitcrawler.links.model import Answer
from oitcrawler.model import Cause

from .server import Server, answers, quick, redirect, reply

LookUp = Callable[[str], tuple[str, ...]]


def asked(*urls: str, **options: Any) -> list[Answer]:
    async def ask() -> list[Answer]:
        async with Fetcher(quick(**options)) as fetcher:
            return list(await asyncio.gather(*(fetcher.ask(url) for url in urls)))

    return asyncio.run(ask())


class Dns:
    """Answers names from a table, each entry in its turn, and counts."""

    def __init__(self, **names: tuple[object, ...]) -> None:
        self._names = {name.replace("_", "."): list(found) for name, found in names.items()}
        self.asked: list[str] = []

    def __call__(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        found = self._names.get(host, [socket.gaierror(socket.EAI_NONAME, "no such name")])
        now = found[0] if len(found) == 1 else found.pop(0)
        if isinstance(now, Exception):
            raise now
        assert isinstance(now, str)
        return tuple(now.split())


@pytest.fixture
def dns(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Dns]:
    def make(**names: tuple[object, ...]) -> Dns:
        made = Dns(**names)
        monkeypatch.setattr(names_module, "_getaddrinfo", made)
        return made

    return make


def test_a_name_that_nobody_has(dns: Callable[..., Dns]) -> None:
    asked_names = dns()
    found = asked("http://gone.example.go.th/a", "http://gone.example.go.th/b", "https://gone.example.go.th/")
    assert {(one.failure, one.status, one.attempts) for one in found} == {(Cause.DNS, None, 0)}
    assert asked_names.asked == ["gone.example.go.th"] * 2


def test_a_name_that_is_found_at_the_second_look(dns: Callable[..., Dns]) -> None:
    asked_names = dns(www_example_go_th=(socket.gaierror(socket.EAI_AGAIN, "try again"), "127.0.0.1"))

    async def ask() -> list[Answer]:
        async with Server({"/a": reply(b"hello"), "/b": reply(b"hello")}) as server, Fetcher(quick()) as fetcher:
            return [await fetcher.ask(f"http://www.example.go.th:{server.port}{path}") for path in ("/a", "/b")]

    assert [one.body for one in asyncio.run(ask())] == [b"hello", b"hello"]
    assert asked_names.asked == ["www.example.go.th"] * 2


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(names_module, "_getaddrinfo", lambda host: release.wait(10) and ())
    try:
        (found,) = asked("http://slow.example.go.th/", connect_timeout=0.05)
    finally:
        release.set()
    assert found.failure is Cause.DNS
    assert "0.05 seconds" in found.detail


@pytest.mark.parametrize("host", [f"{'a' * 64}.example.go.th", "a..example.go.th"])
def test_a_name_that_cannot_be_one(host: str) -> None:
    assert asked(f"http://{host}/")[0].failure in (Cause.DNS, Cause.MALFORMED)


PRIVATE = (
    "http://127.0.0.1/",
    "http://localhost/",
    "http://printer.localhost/",
    "http://[::1]/",
    "http://10.1.2.3/",
    "http://192.168.1.1:8080/",
    "http://169.254.169.254/latest/meta-data/",
    "http://2130706433/",
    "http://127.1/",
    "http://0x7f000001/",
    "http://[::ffff:10.0.0.1]/",
    "http://intranet.example.go.th/",
)


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_refused(url: str, dns: Callable[..., Dns]) -> None:
    dns(intranet_example_go_th=("10.0.0.7 fd00::7",))
    (found,) = asked(url, allow_private=False)
    assert (found.failure, found.status, found.attempts) == (Cause.PRIVATE_ADDRESS, None, 0)


@pytest.mark.parametrize("target", ["http://127.0.0.1:9/", "http://intranet.example.go.th/"])
def test_private_addresses_are_refused_after_a_redirect(target: str, dns: Callable[..., Dns]) -> None:
    """The server of the test stands for a public one."""
    dns(www_example_go_th=("127.0.0.1",), intranet_example_go_th=("10.0.0.7",))

    async def ask() -> Answer:
        async with Server({"/": redirect(target)}) as server, Fetcher(quick(allow_private=False)) as fetcher:
            names = fetcher._asking._names  # type: ignore[union-attr]
            names._known["www.example.go.th"] = (float("inf"), ("127.0.0.1",))
            return await fetcher.ask(f"http://www.example.go.th:{server.port}/")

    found = asyncio.run(ask())
    assert (found.failure, found.final_url, len(found.hops)) == (Cause.PRIVATE_ADDRESS, target, 1)


def test_a_private_address_beside_a_public_one_is_passed_over(dns: Callable[..., Dns]) -> None:
    dns(www_example_go_th=("192.168.1.7 203.157.7.98 fd00::1",))

    async def look_up() -> tuple[str, ...]:
        with ThreadPoolExecutor(1) as executor:
            return await Names(quick(allow_private=False), executor).addresses("www.example.go.th", 80)

    assert asyncio.run(look_up()) == ("203.157.7.98",)


@pytest.mark.parametrize(
    ("hosts", "allowed", "port"),
    [
        ({"www.example.go.th": "203.0.113.5"}, True, 443),
        ({"www.example.go.th": "203.0.113.5:8443"}, True, 8443),
        ({"www.example.go.th:443": "[2001:db8::1]:8443", "www.example.go.th": "203.0.113.5:8080"}, True, 8443),
        ({"www.example.go.th": "127.0.0.1:8443"}, False, 8443),
    ],
)
def test_hosts_are_sent_to_their_places(
    hosts: dict[str, str], allowed: bool, port: int, dns: Callable[..., Dns]
) -> None:
    asked_names = dns()

    async def look_up() -> tuple[tuple[str, ...], int]:
        with ThreadPoolExecutor(1) as executor:
            found = Names(quick(allow_private=allowed, hosts=hosts), executor)
            return await found.addresses("www.example.go.th", 443), found.port_of("www.example.go.th", 443)

    if allowed:
        assert asyncio.run(look_up())[1] == port
    else:
        with pytest.raises(Failed, match="not on the public Internet"):
            asyncio.run(look_up())
    assert asked_names.asked == []


def test_a_proxy_is_used_and_looks_up_names_itself(monkeypatch: pytest.MonkeyPatch, dns: Callable[..., Dns]) -> None:
    asked_names = dns()

    async def ask() -> tuple[Answer, Answer, Answer, str]:
        async with Server({"http://www.example.go.th/a": reply(b"hello"), "/own": reply(b"own")}) as server:
            monkeypatch.setenv("http_proxy", f"127.0.0.1:{server.port}")
            monkeypatch.setenv("no_proxy", "localhost")
            hosts = {"own.example.go.th": f"127.0.0.1:{server.port}"}
            async with Fetcher(quick(hosts=hosts)) as fetcher:
                through = await fetcher.ask("http://www.example.go.th/a")
                around = await fetcher.ask("http://own.example.go.th/own")
                sloppy = await fetcher.ask("http://www.example.go.th/missing")
            return through, around, sloppy, server.log[0].path

    through, around, missing, path = asyncio.run(ask())
    assert (through.body, around.body, missing.status) == (b"hello", b"own", 404)
    assert path == "http://www.example.go.th/a"
    assert asked_names.asked == []


def test_a_proxy_that_does_not_answer_is_our_own_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    (found,) = asked("http://www.example.go.th/")
    assert (found.failure, found.attempts) == (Cause.TOOL_ERROR, 1)
    assert "proxy" in found.detail


def test_a_socks_proxy_is_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:9")
    found, _ = answers({"/a": reply(b"hello")}, "/a")
    assert found[0].body == b"hello"
