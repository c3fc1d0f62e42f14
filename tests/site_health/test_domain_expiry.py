"""What a registry says about a domain, and that its silence accuses nobody."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler import measures
from oitcrawler.site_health.domain_expiry import (
    DomainLook,
    ask_registry,
    domain_findings,
    fetch_rdap,
    question,
    read_rdap,
)

DOMAIN = "example.go.th"


def answer(*events: object, name: str = DOMAIN) -> bytes:
    return json.dumps({"objectClassName": "domain", "ldhName": name, "events": events}).encode()


def event(action: str, day: str) -> dict[str, str]:
    return {"eventAction": action, "eventDate": day}


@pytest.mark.parametrize(
    ("body", "ends", "unknown"),
    [
        (
            answer(event("registration", "2010-01-01T00:00:00Z"), event("expiration", "2026-04-01T10:00:00Z")),
            "2026-04-01",
            "",
        ),
        (answer(event("expiration", "2026-04-01T01:00:00+07:00")), "2026-03-31", ""),
        (answer(event("expiration", "2026-04-01")), "2026-04-01", ""),
        (answer(event("expiration", "2026-04-01T00:00:00Z"), name="EXAMPLE.GO.TH."), "2026-04-01", ""),
        (answer(event("last changed", "2026-04-01T00:00:00Z")), None, "no-end-told"),
        (answer(event("expiration", "some day")), None, "no-end-told"),
        (answer("expiration", None, 5), None, "no-end-told"),
        (answer(event("expiration", "2026-04-01T00:00:00Z"), name="other.go.th"), None, "another-domain"),
        (b'{"errorCode":404}', None, "another-domain"),
        (b"[]", None, "another-domain"),
        (b"<html>busy</html>", None, "not-json"),
        (b"", None, "not-json"),
    ],
)
def test_an_answer_is_read(body: bytes, ends: str | None, unknown: str) -> None:
    assert read_rdap(body, DOMAIN) == DomainLook(DOMAIN, date.fromisoformat(ends) if ends else None, unknown)


@given(st.binary(max_size=200))
def test_any_answer_is_taken(body: bytes) -> None:
    assert read_rdap(body, DOMAIN).ends is None


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.example.go.th/a", "https://rdap.thains.co.th/domain/example.go.th"),
        ("https://school.ac.th/", "https://rdap.thains.co.th/domain/school.ac.th"),
        ("https://www.example.com/", "https://rdap.org/domain/example.com"),
        ("http://127.0.0.1:8000/", ""),
        ("http://[::1]/", ""),
        ("http://192.168.1.1/", ""),
        ("http://localhost/", ""),
        ("http://intranet/", ""),
        ("http://site.local/", ""),
        ("", ""),
    ],
)
def test_whom_to_ask(url: str, asked: str) -> None:
    assert question(url) == asked


def test_nobody_is_asked_about_a_name_that_is_not_registered() -> None:
    def never(address: str, timeout: float) -> bytes:
        raise AssertionError((address, timeout))

    assert ask_registry("http://127.0.0.1/", fetch=never).unknown == "no-registered-name"


@pytest.mark.parametrize("failure", [OSError("refused"), TimeoutError(), ValueError("odd")])
def test_no_answer_is_no_accusation(failure: Exception) -> None:
    def fails(address: str, timeout: float) -> bytes:
        raise failure

    look = ask_registry("https://www.example.go.th/", fetch=fails)
    assert look.unknown.startswith("no-answer")
    assert list(domain_findings(look, date(2026, 1, 1), measures.load())) == []


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (date(2026, 4, 30), "อีก 60 วัน"),
        (date(2026, 3, 1), "อีก 0 วัน"),
        (date(2026, 2, 27), "เกินมาแล้ว 2 วัน"),
        (date(2026, 5, 1), None),
        (None, None),
    ],
)
def test_a_domain_near_its_end(ends: date | None, said: str | None) -> None:
    found = list(domain_findings(DomainLook(DOMAIN, ends), date(2026, 3, 1), measures.load()))
    assert [one.code for one in found] == (["domain-expiring"] if said else [])
    assert all(said is not None and said in one.message.th and one.url == f"https://{DOMAIN}/" for one in found)


@contextmanager
def registry(body: bytes, status: int = 200) -> Iterator[str]:
    """Serve one answer on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_registry_is_asked_over_the_network() -> None:
    body = answer(event("expiration", "2026-04-01T00:00:00Z"))
    with registry(body) as address:
        look = ask_registry("https://example.go.th/", fetch=lambda _, timeout: fetch_rdap(address, timeout))
    assert look.ends == date(2026, 4, 1)


def test_a_registry_that_knows_nothing_is_no_accusation() -> None:
    with registry(b"", 404) as address:
        look = ask_registry("https://example.go.th/", fetch=lambda _, timeout: fetch_rdap(address, timeout))
    assert look.ends is None
    assert look.unknown.startswith("no-answer")
