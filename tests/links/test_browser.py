"""A second look in a real browser: bounded, guarded, and without a trace when it is over."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psutil
import pytest

from oitcrawler.crawl import find_browser
from oitcrawler.links import browser as looks
from oitcrawler.links.browser import BrowserLooks, BrowserOptions
from oitcrawler.links.judging import Aim, judge
from oitcrawler.links.model import Answer, RefKind, Standing
from oitcrawler.model import Cause

from ..crawl.server import Answer as Served
from ..crawl.server import Handler, Route, Server, hang, page, pdf, redirect, reset, serve

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this computer"),
]


def for_people_only(handler: Handler) -> Served:
    """Refuse whoever does not call itself a browser."""
    return page() if "Mozilla" in handler.headers.get("User-Agent", "") else Served(b"no", status=403)


WAITS = "<title>Just a moment...</title><script>setTimeout(() => location.replace('/behind'), 300)</script>"
ROUTES: Mapping[str, Route] = {
    "/": page(),
    "/people": for_people_only,
    "/app": Served(b"<div id=root></div><script>root.innerHTML='<h1 id=plan>x</h1><a href=/a.pdf>y</a>'</script>"),
    "/missing-app": Served("<div id=root></div><script>root.innerHTML='<h1>ไม่พบหน้านี้</h1>'</script>".encode()),
    "/old": redirect("/new"),
    "/new": page(),
    "/loop": redirect("/loop"),
    "/a.pdf": pdf(),
    "/data.bin": Served(b"\x00\x01" * 500, "application/octet-stream"),
    "/wall": Served(WAITS.encode(), status=403),
    "/behind": page(),
    "/refused": Served(b"<h1>Forbidden</h1>", status=403),
    "/hang": Served(act=hang),
    "/reset": Served(act=reset),
    "/busy": Served(b"<p>x</p><script>while (true) {}</script>"),
    "/box": Served(b"<p>x</p><script>alert('a'); window.open('/new')</script>"),
    "/picture": Served(b"<p>x</p><img src=/p.png><script src=/s.js></script>"),
}


def looked(server: Server, *paths: str, whole: float = 20.0, settle: float = 0.4) -> dict[str, Answer | None]:
    """Look at paths, all at once."""

    async def all_of_them() -> list[Answer | None]:
        options = BrowserOptions(whole=whole, settle=settle, allow_private=True)
        async with BrowserLooks(options) as browser:
            return await asyncio.gather(*(browser.look(server.url + path) for path in paths))

    return dict(zip(paths, asyncio.run(all_of_them()), strict=True))


def meaning(server: Server, path: str, answer: Answer | None) -> tuple[Standing, Cause | None]:
    assert answer is not None
    look = judge(Aim(server.url + path, RefKind.LINK, is_own=True), answer)
    return look.standing, look.cause


def test_what_a_browser_is_told() -> None:
    paths = ("/people", "/app", "/missing-app", "/old", "/loop", "/data.bin", "/wall", "/refused", "/reset", "/box")
    with serve(ROUTES) as server:
        found = looked(server, *paths)
        means = {path: meaning(server, path, answer) for path, answer in found.items()}
    assert means == {
        "/people": (Standing.WORKS, None),
        "/app": (Standing.WORKS, None),
        "/missing-app": (Standing.BROKEN, Cause.SOFT_NOT_FOUND),
        "/old": (Standing.WORKS, None),
        "/loop": (Standing.BROKEN, Cause.REDIRECT_LOOP),
        "/data.bin": (Standing.WORKS, None),
        "/wall": (Standing.WORKS, None),
        "/refused": (Standing.UNVERIFIED, Cause.FORBIDDEN),
        "/reset": (Standing.BROKEN, Cause.RESET),
        "/box": (Standing.WORKS, None),
    }
    app, moved = found["/app"], found["/old"]
    assert app is not None
    assert b'id="plan"' in app.body
    assert moved is not None
    assert moved.final_url.endswith("/new")
    assert [hop.status for hop in moved.hops] == [302]


def test_pictures_are_not_fetched() -> None:
    with serve(ROUTES) as server:
        looked(server, "/picture")
        assert (server.times("/p.png"), server.times("/s.js")) == (0, 1)


def test_what_hangs_is_given_up_and_the_next_page_is_seen() -> None:
    async def one_after_the_other(url: str) -> list[Answer | None]:
        options = BrowserOptions(whole=3.0, settle=0.3, allow_private=True)
        async with BrowserLooks(options) as browser:
            return [await browser.look(url + path) for path in ("/hang", "/busy", "/")]

    with serve(ROUTES) as server:
        hung, busy, good = asyncio.run(one_after_the_other(server.url))
    assert hung is None
    assert busy is None
    assert good is not None
    assert good.status == 200


def test_contexts_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "PAGES_PER_CONTEXT", 2)
    with serve(ROUTES) as server:
        found = looked(server, *["/", "/new", "/behind"])
    assert all(answer is not None and answer.status == 200 for answer in found.values())


def test_private_addresses_are_not_visited() -> None:
    async def look(url: str) -> Answer | None:
        async with BrowserLooks(BrowserOptions(whole=10.0, settle=0.5)) as browser:
            return await browser.look(url)

    with serve(ROUTES) as server:
        assert asyncio.run(look(f"{server.url}/")) is None
        assert server.log == []


def test_a_name_can_be_given_an_address() -> None:
    with serve(ROUTES) as server:
        place = server.url.removeprefix("http://")
        options = BrowserOptions(
            whole=15.0, settle=0.5, allow_private=True, hosts={"www.tambon-tuayang.example.go.th": place}
        )

        async def look() -> Answer | None:
            async with BrowserLooks(options) as browser:
                return await browser.look("http://www.tambon-tuayang.example.go.th/")

        answer = asyncio.run(look())
    assert answer is not None
    assert (answer.status, answer.final_url) == (200, "http://www.tambon-tuayang.example.go.th/")


@pytest.mark.parametrize("program", [None, "/no/such/browser"])
def test_without_a_browser_nothing_is_told(program: str | None) -> None:
    async def look() -> Answer | None:
        async with BrowserLooks(BrowserOptions(program=program, allow_private=True)) as browser:
            return await browser.look("http://127.0.0.1:9/")

    assert asyncio.run(look()) is None


def browsers(folder: Path) -> list[int]:
    """Return the browsers that carry the mark of this test in their environment."""
    found = []
    for one in psutil.process_iter():
        try:
            if one.environ().get("OITCRAWLER_TEST_MARK") == str(folder) and one.status() != psutil.STATUS_ZOMBIE:
                found.append(one.pid)
        except psutil.Error:
            continue
    return found


PROGRAM = """
import asyncio, sys
from oitcrawler.links.browser import BrowserLooks, BrowserOptions

async def main() -> None:
    async with BrowserLooks(BrowserOptions(whole=30.0, settle=20.0, allow_private=True)) as browser:
        await asyncio.gather(*(browser.look(sys.argv[1] + path) for path in ("/", "/hang")))

asyncio.run(main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_no_process_is_left_when_the_program_is_killed(how: str, tmp_path: Path) -> None:
    with serve(ROUTES) as server:
        started = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, server.url],
            env={**os.environ, "OITCRAWLER_TEST_MARK": str(tmp_path)},
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + 20
        while not server.times("/hang") and time.monotonic() < until:
            time.sleep(0.05)
        assert len(browsers(tmp_path)) > 2
        started.send_signal(getattr(signal, how))
        started.wait(timeout=20)
        until = time.monotonic() + 15
        while browsers(tmp_path) and time.monotonic() < until:
            time.sleep(0.1)
    assert browsers(tmp_path) == []
