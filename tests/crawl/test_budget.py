"""Budgets, traps and order: what is fetched depends on the site and the budget, never on timing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.snapshots import Snapshot

from .crawling import quick, read_back
from .server import PADDING, Answer, Handler, Route, Server, page, pdf, serve

NEWS = 60


def calendar(handler: Handler) -> Answer:
    """Lead to the next month, for ever."""
    return page(PADDING, (f"/calendar/next/{int(handler.path.rpartition('/')[2]) + 1}", "ถัดไป"))


class Endless(dict[str, Route]):
    """A calendar without end beside the routes."""

    def get(self, path: str, default: Route | None = None) -> Route | None:  # type: ignore[override]
        return calendar if path.startswith("/calendar/next/") else super().get(path, default)


@pytest.fixture(scope="module")
def site() -> Iterator[Server]:
    routes: dict[str, Route] = {
        "/": page(PADDING, ("/ita", "การประเมิน ITA"), ("/news", "ข่าวกิจกรรม"), ("/about", "สภาพทั่วไป")),
        "/ita": page(PADDING, *((f"/ita/{n}", f"O{n}") for n in range(1, 29))),
        "/news": page(PADDING, *((f"/news/{n}", f"กิจกรรมที่ {n}") for n in range(NEWS))),
        "/about": page(),
    }
    routes |= {f"/ita/{n}": page(PADDING, (f"/files/{n}.pdf", "ดาวน์โหลด")) for n in range(1, 29)}
    routes |= {f"/files/{n}.pdf": pdf(str(n)) for n in range(1, 29)}
    routes |= {f"/news/{n}": page(PADDING, (f"/news/{(n * 7) % NEWS}", "ข่าวอื่น")) for n in range(NEWS)}
    with serve(routes) as server:
        yield server


def test_a_budget_covers_the_same_whatever_the_timing(site: Server, tmp_path: Path) -> None:
    covered = []
    for concurrency in (1, 8):
        folder = tmp_path / str(concurrency)
        summary = run_crawl(site.url, folder, quick(max_pages=50, max_documents=20, concurrency=concurrency))
        assert (summary.pages, summary.documents) == (50, 20)
        covered.append(read_back(folder))
    assert set(covered[0]) == set(covered[1])
    assert {path: one.label for path, one in covered[0].items()} == {
        path: one.label for path, one in covered[1].items()
    }
    assert {f"/ita/{n}" for n in range(1, 29)} <= set(covered[0]), "what may be evidence comes first"


def test_what_a_budget_leaves_is_named(site: Server, tmp_path: Path) -> None:
    summary = run_crawl(site.url, tmp_path, quick(max_pages=10, max_documents=5))
    with Snapshot.open(tmp_path) as snapshot:
        left = snapshot.unfetched()
    assert summary.unfetched == len(left) > 0
    assert (f"{site.url}/ita/28", "O28", f"{site.url}/ita") in left


def test_a_larger_budget_goes_on_where_the_smaller_ended(site: Server, tmp_path: Path) -> None:
    run_crawl(site.url, tmp_path, quick(max_pages=10, max_documents=5))
    before = list(site.log)
    summary = run_crawl(site.url, tmp_path, quick())
    assert summary.unfetched == 0
    assert (summary.pages, summary.documents) == (4 + 28 + NEWS, 28)
    assert site.log.count("/ita") == before.count("/ita")


@pytest.mark.parametrize("way", ["/calendar/next/1", "/calendar?year=2990&month=1"])
def test_a_calendar_without_end_is_left_alone(way: str, tmp_path: Path) -> None:
    routes = Endless({"/": page(PADDING, (way, "ปฏิทิน"), ("/about", "สภาพทั่วไป")), "/about": page()})
    with serve({}) as server:
        server.routes = routes
        summary = run_crawl(server.url, tmp_path, quick())
        with Snapshot.open(tmp_path) as snapshot:
            assert snapshot.unfetched() == ()
            assert len(snapshot.left_alone()) == 1
            assert snapshot.left_alone()[0][1] == 1
        assert summary.pages <= 302
        assert "/about" in server.log
