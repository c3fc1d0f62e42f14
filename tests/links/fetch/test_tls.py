"""Certificates are judged as browsers judge them, and what is behind a bad one is read all the same."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives.asymmetric import rsa

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch.chain import _graver
from oitcrawler.links.model import Answer
from oitcrawler.model import Cause

from ...crawl.certificates import (
    Authority,
    Leaf,
    Make,
    expired,
    good,
    incomplete,
    self_signed,
    server_context,
    untrusted,
    wrong_host,
)
from .server import IMPATIENT, Server, Talk, Way, answers, hang, quick, redirect, reply

# The second group of RFC 2409, 1024 bits, which half of the old servers still use.
_OAKLEY = """\
-----BEGIN DH PARAMETERS-----
MIGHAoGBAP//////////yQ/aoiFowjTExmKLgNwc0SkCTgiKZ8x0Agu+pjsTmyJR
Sgh5jjQE3e+VGbPNOkMbMCsKbfJfFDdP4TVtbVHCReSFtXZiXn7G9ExC6aY37WsL
/1y29Aa37e44a/taiZ+lrp8kEXxLH+ZJKGZR7OZTgf//////////AgEC
-----END DH PARAMETERS-----
"""


class RsaLeaf(Leaf):
    """A certificate with a key for the older ways of agreeing."""

    def __init__(self) -> None:
        super().__init__()
        self.key = rsa.generate_private_key(65537, 2048)  # type: ignore[assignment]


def old(folder: Path, root: Authority) -> ssl.SSLContext:
    context = server_context(folder, Leaf(), root)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1
    return context


def of_1_2(folder: Path, root: Authority, ciphers: str) -> ssl.SSLContext:
    context = server_context(folder, RsaLeaf(), root)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(ciphers)
    return context


def weak_dh(folder: Path, root: Authority) -> ssl.SSLContext:
    context = of_1_2(folder, root, "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0")
    (folder / "dh.pem").write_text(_OAKLEY)
    context.load_dh_params(str(folder / "dh.pem"))
    return context


def weak_cipher(folder: Path, root: Authority) -> ssl.SSLContext:
    return of_1_2(folder, root, "CAMELLIA256-SHA:@SECLEVEL=0")


def plain_rsa(folder: Path, root: Authority) -> ssl.SSLContext:
    return of_1_2(folder, root, "AES128-SHA")


CASES: dict[str, Make] = {
    "ok": good,
    "ok, with the oldest cipher of browsers": plain_rsa,
    "expired": expired,
    "self-signed": self_signed,
    "wrong-host": wrong_host,
    "untrusted": untrusted,
    "incomplete-chain": incomplete,
    "old-protocol": old,
    "old-protocol, weak keys": weak_dh,
    "old-protocol, ciphers that browsers gave up": weak_cipher,
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    found = Authority("Root of all trust")
    monkeypatch.setenv("SSL_CERT_FILE", str(found.trust(tmp_path)))
    return found


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_named_and_the_address_is_read(case: str, tmp_path: Path, root: Authority) -> None:
    ways: dict[str, Way] = {
        "/a": reply(b"hello"),
        "/b": reply(status="404 Not Found"),
        "/c": b"HTTP/2 200 OK\r\n\r\nhello",
    }
    found, _ = answers(ways, "/a", "/b", "/c", context=CASES[case](tmp_path, root))
    assert [(one.failure, one.status, one.body) for one in found] == [
        (None, 200, b"hello"),
        (None, 404, b""),
        (None, 200, b"hello"),
    ]
    assert {one.tls for one in found} == {case.partition(",")[0]}
    assert {one.attempts for one in found} == {1}


def test_a_certificate_is_judged_once(tmp_path: Path, root: Authority) -> None:
    async def ask() -> int:
        ways = {f"/{n}": reply() for n in range(12)}
        async with Server(ways, expired(tmp_path, root)) as server, Fetcher(quick(per_host=12)) as fetcher:
            found = await asyncio.gather(*(fetcher.ask(f"{server.url}{path}") for path in ways))
            assert {(one.failure, one.tls) for one in found} == {(None, "expired")}
            return server.connections

    assert asyncio.run(ask()) <= 12 + 12 + 2  # each may have tried, each was answered, and two looks were taken


@pytest.mark.parametrize("name", ["www.example.go.th", "old.example.go.th"])
def test_the_name_is_the_public_one(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "trusted.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "trusted.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("www.example.go.th").configure_cert(context)

    async def ask() -> Answer:
        async with Server({"/a": reply(b"hello")}, context) as server:
            async with Fetcher(quick(hosts={name: f"127.0.0.1:{server.port}"})) as fetcher:
                found = await fetcher.ask(f"https://{name}/a")
            assert server.log[0].headers["host"] == name
            return found

    assert asyncio.run(ask()).tls == ("ok" if name.startswith("www") else "wrong-host")


async def cut_off(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\n\r\nhello", pause=0.02)
    talk.writer.transport.abort()


async def cut_off_too_early(talk: Talk) -> None:
    await talk.say(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello", pause=0.02)
    talk.writer.transport.abort()


@pytest.mark.parametrize(("way", "cause"), [(cut_off, None), (cut_off_too_early, Cause.TRUNCATED)])
def test_an_end_without_good_bye_is_an_end(way: Way, cause: Cause | None, tmp_path: Path, root: Authority) -> None:
    (found,), _ = answers({"/a": way}, "/a", context=good(tmp_path, root))
    assert (found.failure, found.body, found.tls) == (cause, b"hello", "ok")


def of_plain_server(take: Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]) -> Answer:
    async def ask() -> Answer:
        async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            take(reader, writer)
            writer.close()

        server = await asyncio.start_server(taken, "127.0.0.1", 0)
        async with server, Fetcher(quick()) as fetcher:
            return await fetcher.ask(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/")

    return asyncio.run(ask())


def test_a_server_without_tls() -> None:
    found = of_plain_server(lambda _, writer: writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n"))
    assert (found.failure, found.tls, found.status) == (Cause.TLS, "failed", None)


def test_a_server_that_resets_is_no_matter_of_certificates() -> None:
    found = of_plain_server(lambda _, writer: Talk(None, writer, 0).reset())  # type: ignore[arg-type]
    assert (found.failure, found.tls) == (Cause.RESET, "")


def test_a_handshake_without_end_is_a_connection_that_does_not_come_about() -> None:
    async def ask() -> Answer:
        async with Server({"/": hang}) as server, Fetcher(quick(**IMPATIENT)) as fetcher:
            return await fetcher.ask(f"https://127.0.0.1:{server.port}/")

    found = asyncio.run(ask())
    assert (found.failure, found.attempts) == (Cause.CONNECT_TIMEOUT, 2)


def test_a_fault_on_the_way_is_not_forgotten(tmp_path: Path, root: Authority) -> None:
    async def ask() -> Answer:
        async with Server({"/b": reply(b"hello")}) as end, Fetcher(quick()) as fetcher:
            start = Server({"/a": redirect(f"{end.url}/b")}, expired(tmp_path, root))
            async with start:
                return await fetcher.ask(f"{start.url}/a")

    found = asyncio.run(ask())
    assert (found.failure, found.body, found.tls) == (None, b"hello", "expired")


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        ("", "ok", "ok"),
        ("ok", "", ""),
        ("incomplete-chain", "ok", "incomplete-chain"),
        ("incomplete-chain", "expired", "expired"),
        ("expired", "self-signed", "expired"),
        ("expired", "incomplete-chain", "expired"),
    ],
)
def test_the_gravest_fault_counts(before: str, now: str, counts: str) -> None:
    assert _graver(before, now) == counts
