"""A whole agency: crawled quickly, within its own domain, and politely."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from oitcrawler.crawl import find_browser, run_crawl
from oitcrawler.crawl.settings import crawl_settings
from oitcrawler.model import Cause

from .crawling import QUICK, crawled, quick
from .server import PADDING, Answer, Handler, Route, hang, page, pdf, redirect, serve


@pytest.mark.browser
@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this computer")
def test_sixty_pages_sixty_documents_and_one_application_take_seconds(tmp_path: Path) -> None:
    script = f"document.body.innerHTML = '<p>{PADDING}</p><a href=/late.pdf>แผน</a>'"
    shell = f'<div id="root"></div><script>{script}</script>'
    routes: dict[str, Route] = {f"/p/{n}": page(PADDING, (f"/d/{n}.pdf", f"เอกสาร {n}")) for n in range(60)}
    routes |= {f"/d/{n}.pdf": pdf(str(n)) for n in range(60)}
    routes |= {"/": page(PADDING, ("/app", "ระบบ"), *((f"/p/{n}", f"หน้า {n}") for n in range(60)))}
    routes |= {"/app": Answer(shell.encode()), "/late.pdf": pdf("สาย")}
    began = time.monotonic()
    with serve(routes) as server:
        summary = run_crawl(server.url, tmp_path, quick(browser=find_browser()))
    assert (summary.pages, summary.documents) == (62, 61)
    assert time.monotonic() - began < 30, "it takes 4 seconds where nothing else is running"


def test_other_sites_are_not_crawled(tmp_path: Path) -> None:
    with serve({"/plan.pdf": pdf(), "/page": page(), "/other": page()}) as server:
        other = f"http://localhost:{server.server_port}"
        server.routes["/"] = page(PADDING, (f"{other}/plan.pdf", "แผน"), (f"{other}/page", "เว็บอื่น"), ("/away", "ไป"))
        server.routes["/away"] = redirect(f"{other}/partner")
        server.routes["/partner"] = page(PADDING, ("/other", "ต่อ"))
        found = crawled(server.url, tmp_path)
    assert set(found) == {"/", "/plan.pdf", "/away"}
    assert found["/away"].cause is None
    assert found["/away"].final_url == f"{other}/partner"
    assert "/other" not in server.log, "links of other sites' pages are not followed"


def test_a_host_that_does_not_answer_is_left_in_peace(tmp_path: Path) -> None:
    documents = [(f"/d/{n:02}.pdf", f"เอกสาร {n}") for n in range(30)]
    with serve({path: Answer(act=hang) for path, _ in documents}) as dead, serve({"/ok": page()}) as alive:
        alive.routes["/"] = page(PADDING, ("/ok", "ปกติ"), *((dead.url + path, label) for path, label in documents))
        found = crawled(alive.url, tmp_path, quick(document_timeout=0.3))
    causes = [found[path].cause for path, _ in documents]
    assert set(causes) <= {Cause.TIMEOUT, Cause.HOST_DOWN}
    assert causes.count(Cause.HOST_DOWN) >= 18
    assert len(dead.log) <= 16
    assert found["/ok"].cause is None


def busy_once(handler: Handler) -> Answer:
    return page() if handler.server.times("/once") > 1 else Answer(status=429, headers={"Retry-After": "1"})


def test_a_busy_server_is_given_the_time_it_asks_for(tmp_path: Path) -> None:
    routes: dict[str, Route] = {
        "/": page(PADDING, ("/always", "1"), ("/once", "2"), ("/tomorrow", "3"), ("/then", "4")),
        "/always": Answer(status=429),
        "/once": busy_once,
        "/tomorrow": Answer(status=429, headers={"Retry-After": "86400"}),
        "/then": page(),
    }
    began = time.monotonic()
    with serve(routes) as server:
        found = crawled(server.url, tmp_path)
    assert {path: one.cause for path, one in found.items()} == {
        "/": None,
        "/always": Cause.RATE_LIMITED,
        "/once": None,
        "/tomorrow": Cause.RATE_LIMITED,
        "/then": None,
    }
    assert (server.times("/always"), server.times("/once"), server.times("/tomorrow")) == (3, 2, 1)
    assert time.monotonic() - began > 1.0


def test_pictures_are_fetched_when_a_link_leads_to_them(tmp_path: Path) -> None:
    body = f'<p>{PADDING}</p><img src="/logo.png"><a href="/notice.jpg">ประกาศ</a>'
    picture = Answer(b"\xff\xd8\xff\xe0 JFIF \xff\xd9", "image/jpeg")
    with serve({"/": Answer(body.encode()), "/notice.jpg": picture, "/logo.png": picture}) as server:
        found = crawled(server.url, tmp_path)
    assert set(found) == {"/", "/notice.jpg"}
    assert found["/notice.jpg"].is_document
    assert "/logo.png" not in server.log


def test_a_meta_refresh_is_followed_as_a_link(tmp_path: Path) -> None:
    intro = Answer(b'<html><head><meta http-equiv="refresh" content="3; url=/home"></head><body>.</body></html>')
    with serve({"/": intro, "/home": page()}) as server:
        assert set(crawled(server.url, tmp_path)) == {"/", "/home"}


def test_a_document_without_its_extension_is_known_by_its_bytes(tmp_path: Path) -> None:
    with serve({"/": page(PADDING, ("/download?id=5", "แผน")), "/download?id=5": pdf()}) as server:
        found = crawled(server.url, tmp_path)
    assert found["/download?id=5"].is_document


def drip(handler: Handler) -> None:
    """Send a document as slowly as small servers do: for about a second."""
    body = pdf().body + b" " * 100
    handler.send_response(200)
    handler.send_header("Content-Type", "application/pdf")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    for start in range(0, len(body), 10):
        handler.wfile.write(body[start : start + 10])
        time.sleep(1 / len(body) * 10)


def test_a_document_has_more_time_than_a_page(tmp_path: Path) -> None:
    with serve({"/": page(PADDING, ("/download?id=5", "แผน")), "/download?id=5": Answer(act=drip)}) as server:
        found = crawled(server.url, tmp_path, quick(timeout=0.5, document_timeout=10.0))
    assert found["/download?id=5"].cause is None
    assert server.times("/download?id=5") == 2


def test_politeness_is_not_an_option() -> None:
    settings = crawl_settings(QUICK, "1.2.3")
    assert settings["ROBOTSTXT_OBEY"]
    assert settings["AUTOTHROTTLE_ENABLED"]
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 4
    assert settings["USER_AGENT"] == "oitcrawler/1.2.3 (looks after public disclosure of Thai agencies)"
    assert not settings["TELNETCONSOLE_ENABLED"]
    assert not settings["REMOTE_CONTROL_ENABLED"]


def test_robots_can_be_left_unasked_on_ones_own_site(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: *\nDisallow: /\n", "text/plain")
    with serve({"/": page(), "/robots.txt": robots}) as server:
        assert crawled(server.url, tmp_path, quick(obey_robots=False))["/"].cause is None
    assert server.log == ["/"]
