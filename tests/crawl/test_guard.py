"""Private addresses: refused by number, after DNS, after redirects and in the browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.crawl.browser_guard import BrowserGuard
from oitcrawler.errors import SiteUnreachable
from oitcrawler.model import Cause

from .crawling import quick, read_back
from .server import PADDING, Server, page, redirect, serve


@pytest.mark.parametrize("host", ["localhost", "2130706433"])
def test_a_private_start_is_refused_and_not_asked(host: str, tmp_path: Path) -> None:
    with serve({"/": page()}) as server, pytest.raises(SiteUnreachable, match="--allow-private-hosts") as told:
        run_crawl(f"http://{host}:{server.server_port}/", tmp_path, quick(allow_private_hosts=False))
    assert told.value.cause is Cause.PRIVATE_ADDRESS
    assert server.log == []


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Serve an agency of the Internet: through a proxy, as offices do."""
    routes = {
        "http://www.example.go.th/": page(
            PADDING, ("/to-number", "1"), ("/to-name", "2"), ("/to-metadata", "3"), ("/fine", "4")
        ),
        "http://www.example.go.th/fine": page(),
        "http://www.example.go.th/to-metadata": redirect("http://169.254.169.254/latest/meta-data"),
        "http://www.example.go.th/to-name": redirect("http://localhost/admin"),
    }
    with serve(routes) as server:
        server.routes["http://www.example.go.th/to-number"] = redirect(f"{server.url}/admin")
        monkeypatch.setenv("http_proxy", server.url)
        monkeypatch.setenv("no_proxy", "")
        yield server


def test_a_redirect_to_a_private_address_is_not_followed(proxy: Server, tmp_path: Path) -> None:
    run_crawl("http://www.example.go.th/", tmp_path, quick(allow_private_hosts=False))
    found = read_back(tmp_path)
    assert {path: one.cause for path, one in found.items()} == {
        "/": None,
        "/fine": None,
        "/to-metadata": Cause.PRIVATE_ADDRESS,
        "/to-name": Cause.PRIVATE_ADDRESS,
        "/to-number": Cause.PRIVATE_ADDRESS,
    }
    assert [asked for asked in proxy.log if "example.go.th" not in asked] == []


@dataclass
class Request:
    url: str
    resource_type: str = "script"


@pytest.mark.parametrize(
    ("url", "kind", "stopped"),
    [
        ("http://127.0.0.1/app.js", "script", True),
        ("http://[::1]/app.js", "script", True),
        ("http://localhost:9200/_search", "fetch", True),
        ("http://no-such-host.invalid/app.js", "script", True),
        ("ws://10.0.0.1/socket", "websocket", True),
        ("file:///etc/passwd", "document", True),
        ("https://8.8.8.8/logo.png", "image", True),
        ("https://8.8.8.8/app.js", "script", False),
        ("data:text/css,a{}", "stylesheet", False),
        ("blob:https://example.go.th/1", "script", False),
    ],
)
def test_requests_in_the_browser(url: str, kind: str, stopped: bool) -> None:
    guard = BrowserGuard(allow_private=False)
    assert asyncio.run(guard(Request(url, kind))) is stopped


def test_a_demo_on_loopback_is_let_through_when_asked_for() -> None:
    guard = BrowserGuard(allow_private=True)
    assert not asyncio.run(guard(Request("http://127.0.0.1/app.js")))
