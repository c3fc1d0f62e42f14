"""A first page that cannot be fetched: one clear sentence in both languages, and the folder keeps what came."""

from __future__ import annotations

from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.crawl.unreachable import why_unreachable
from oitcrawler.errors import SiteUnreachable
from oitcrawler.model import Cause
from oitcrawler.snapshots import Resource

from .crawling import QUICK, quick, read_back
from .server import PADDING, Answer, closed_port, hang, page, pdf, redirect, serve

READABLE = {Cause.NO_BROWSER, Cause.RENDER_FAILED, Cause.TRUNCATED}
CASES = {
    "forbidden": (Answer(status=403), Cause.FORBIDDEN, "the server forbids the first page to this program (403)"),
    "hang": (Answer(act=hang), Cause.TIMEOUT, "the server does not answer in time; try again later"),
    "loop": (redirect("/"), Cause.REDIRECT_LOOP, "the first page redirects in a circle"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reason_is_said(name: str, tmp_path: Path) -> None:
    answer, cause, reason = CASES[name]
    with serve({"/": answer}) as server, pytest.raises(SiteUnreachable) as told:
        run_crawl(server.url, tmp_path, quick(timeout=0.5))
    assert told.value.cause is cause
    assert told.value.text.en.startswith(f"{server.url}/ cannot be opened: ")
    assert told.value.text.en.endswith(reason)
    assert told.value.text.th.startswith(f"เปิดเว็บไซต์ {server.url}/ ไม่ได้: ")
    assert read_back(tmp_path)["/"].cause is cause


def test_an_unknown_host(tmp_path: Path) -> None:
    with pytest.raises(SiteUnreachable, match="there is no such host") as told:
        run_crawl("http://no-such-host.invalid/", tmp_path, QUICK)
    assert told.value.cause is Cause.DNS


def test_a_closed_port(tmp_path: Path) -> None:
    with pytest.raises(SiteUnreachable, match="the server refuses the connection") as told:
        run_crawl(f"http://127.0.0.1:{closed_port()}/", tmp_path, QUICK)
    assert told.value.cause is Cause.REFUSED


def test_robots_forbid_the_first_page(tmp_path: Path) -> None:
    robots = Answer(b"User-agent: oitcrawler\nDisallow: /\n", "text/plain")
    with serve({"/": page(), "/robots.txt": robots}) as server, pytest.raises(SiteUnreachable, match=r"robots\.txt"):
        run_crawl(server.url, tmp_path, QUICK)
    assert server.log == ["/robots.txt"]


def test_a_site_that_moved_names_the_new_address(tmp_path: Path) -> None:
    with serve({"/new": page()}) as server:
        new = f"http://localhost:{server.server_port}/new"
        server.routes["/"] = redirect(new)
        with pytest.raises(SiteUnreachable, match=f"leads to another site .* check {new}") as told:
            run_crawl(server.url, tmp_path, QUICK)
    assert told.value.cause is Cause.OFF_SITE


def test_a_site_that_failed_can_be_crawled_later_into_the_same_folder(tmp_path: Path) -> None:
    with serve({"/": Answer(status=503)}) as server:
        with pytest.raises(SiteUnreachable):
            run_crawl(server.url, tmp_path, QUICK)
        server.routes["/"] = page(PADDING, ("/plan.pdf", "แผน"))
        server.routes["/plan.pdf"] = pdf()
        summary = run_crawl(server.url, tmp_path, QUICK)
    assert (summary.pages, summary.documents) == (1, 1)


def first(cause: Cause | None) -> Resource:
    url = "https://www.example.go.th/"
    return Resource(url, url, None, "", "", 0, cause, False, (), "", "", "", 0)


@pytest.mark.parametrize("cause", [cause for cause in Cause if cause not in READABLE])
def test_every_cause_has_a_sentence(cause: Cause) -> None:
    told = why_unreachable(first(cause))
    assert told is not None
    assert told.cause is cause
    assert "https://www.example.go.th/" in told.text.th
    assert "https://www.example.go.th/" in told.text.en


@pytest.mark.parametrize("cause", [None, *sorted(READABLE)])
def test_what_can_be_read_is_reached(cause: Cause | None) -> None:
    assert why_unreachable(first(cause)) is None


def test_a_page_that_was_never_tried() -> None:
    told = why_unreachable(None)
    assert told is not None
    assert told.cause is Cause.NOT_FETCHED
