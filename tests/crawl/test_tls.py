"""Certificates: every site is read whatever its certificate, and each fault of a certificate is named."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.crawl.tls import probe
from oitcrawler.errors import SiteUnreachable
from oitcrawler.model import Cause
from oitcrawler.snapshots import Snapshot

from .certificates import (
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
from .crawling import QUICK
from .server import PADDING, closed_port, page, pdf, serve


def complete(folder: Path, root: Authority) -> ssl.SSLContext:
    middle = Authority("Intermediate", root)
    return server_context(folder, Leaf(mendable=True), middle, middle)


def old(folder: Path, root: Authority) -> ssl.SSLContext:
    context = server_context(folder, Leaf(), root)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.options &= ~(ssl.OP_NO_TLSv1 | ssl.OP_NO_TLSv1_1)
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1 is deprecated"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


CASES: dict[str, Make] = {
    "ok": good,
    "ok, with intermediate": complete,
    "expired": expired,
    "self-signed": self_signed,
    "wrong-host": wrong_host,
    "untrusted": untrusted,
    "incomplete-chain": incomplete,
    "old-protocol": old,
}


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_named(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Authority("Root of all trust")
    monkeypatch.setenv("SSL_CERT_FILE", str(root.trust(tmp_path)))
    with serve({}, CASES[case](tmp_path, root)) as server:
        found = probe("127.0.0.1", server.server_port, "127.0.0.1", 5)
    assert found.verdict == case.partition(",")[0]
    assert found.not_after is not None


@pytest.mark.parametrize("case", ["ok", "self-signed", "old-protocol"])
def test_the_site_is_read_whatever_its_certificate(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = Authority("Root of all trust")
    monkeypatch.setenv("SSL_CERT_FILE", str(root.trust(tmp_path)))
    folder = tmp_path / "snapshot"
    with serve({"/": page(PADDING, ("/plan.pdf", "แผน")), "/plan.pdf": pdf()}, CASES[case](tmp_path, root)) as server:
        summary = run_crawl(server.url, folder, QUICK)
    assert (summary.pages, summary.documents) == (1, 1)
    with Snapshot.open(folder) as snapshot:
        (host,) = snapshot.hosts()
    assert (host.host, host.tls) == (f"127.0.0.1:{server.server_port}", case)
    assert host.not_after is not None


def test_the_end_of_validity_is_kept(tmp_path: Path) -> None:
    leaf = Leaf(days=-3)
    with serve({}, server_context(tmp_path, leaf, None)) as server:
        found = probe("127.0.0.1", server.server_port, "127.0.0.1", 5)
    assert found.not_after == leaf.not_after.isoformat(timespec="seconds")


def test_a_server_without_tls_fails() -> None:
    with serve({}) as server:
        assert probe("127.0.0.1", server.server_port, "127.0.0.1", 5).verdict == "failed"
    assert probe("127.0.0.1", closed_port(), "127.0.0.1", 5).verdict == "failed"


def test_https_to_a_server_of_http_is_unreachable(tmp_path: Path) -> None:
    with serve({"/": page()}) as server, pytest.raises(SiteUnreachable, match="no TLS connection is possible") as told:
        run_crawl(server.url.replace("http:", "https:"), tmp_path, QUICK)
    assert told.value.cause is Cause.TLS
