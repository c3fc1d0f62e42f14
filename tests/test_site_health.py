"""Findings about hosts: a faulty certificate is a finding, a good or unknown one is none."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from oitcrawler import measures
from oitcrawler.report import Finding
from oitcrawler.site_health import health_findings
from oitcrawler.snapshots import Host, Snapshot

LISTS = Path(__file__).parent / "audit" / "lists"


def findings(start_url: str, hosts: Iterable[Host] = ()) -> tuple[Finding, ...]:
    snapshot = SimpleNamespace(hosts=lambda: tuple(hosts), meta=SimpleNamespace(start_url=start_url))
    return health_findings(cast(Snapshot, snapshot), measures.load(LISTS))


@pytest.mark.parametrize(
    "tls", ["expired", "self-signed", "wrong-host", "incomplete-chain", "untrusted", "old-protocol"]
)
def test_a_faulty_certificate_is_a_finding_that_names_the_host(tls: str) -> None:
    (one,) = findings("https://www.example.go.th/", [Host("www.example.go.th", tls, None, "ok", "")])
    assert one.code == "tls-certificate"
    assert "www.example.go.th" in one.message.th


@pytest.mark.parametrize("tls", ["ok", "failed", None])
def test_a_good_or_unknown_certificate_is_none(tls: str | None) -> None:
    assert findings("https://www.example.go.th/", [Host("www.example.go.th", tls, None, "ok", "")]) == ()


def test_a_main_page_without_tls_is_a_finding() -> None:
    assert [one.code for one in findings("http://www.example.go.th/")] == ["http-without-tls"]
    assert findings("http://127.0.0.1:8000/") == ()
