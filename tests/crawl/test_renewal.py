"""A crawl that fetches only some addresses of an earlier one again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from oitcrawler.crawl import run_crawl
from oitcrawler.crawl.renewal import begin_renewal
from oitcrawler.errors import OutputError, SnapshotError
from oitcrawler.snapshots import DATABASE, Resource, Snapshot

from .crawling import quick as options
from .server import PADDING, Answer, Server, page, serve

ROUTES = {
    "/": page(PADDING, ("/ita", "ITA 2568"), ("/news/1", "ข่าว"), ("/old", "เดิม")),
    "/ita": page(PADDING, ("/a.html", "แผน")),
    "/news/1": page("ข่าว " * 60),
    "/a.html": page("แผน " * 60),
    "/old": Answer(b"", status=302, headers={"Location": "/a.html"}),
}


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    with serve(ROUTES) as server:
        run_crawl(f"{server.url}/", tmp_path / "snapshot", options())
        server.log.clear()
        yield server, tmp_path


def resources(folder: Path) -> dict[str, Resource]:
    with Snapshot.open(folder) as snapshot:
        return {one.url.partition("/")[2].partition("/")[2].partition("/")[2]: one for one in snapshot.resources()}


def pages_in(server: Server) -> set[str]:
    return set(server.log) - {"/robots.txt"}


def test_only_what_is_named_and_what_it_leads_to_anew_is_fetched(crawled: tuple[Server, Path]) -> None:
    server, folder = crawled
    before = resources(folder / "snapshot")
    server.routes["/ita"] = page(PADDING, ("/a.html", "แผน"), ("/new.html", "ใหม่"))
    server.routes["/new.html"] = page("ใหม่ " * 60)
    assert begin_renewal(folder / "snapshot", folder / "new", [f"{server.url}/ita", f"{server.url}/unknown"]) == 1
    run_crawl(f"{server.url}/", folder / "new", options())
    assert pages_in(server) == {"/ita", "/new.html"}
    after = resources(folder / "new")
    assert set(after) == {*before, "new.html"}
    assert after["ita"].digest != before["ita"].digest
    assert {name: after[name] for name in ("news/1", "a.html")} == {name: before[name] for name in ("news/1", "a.html")}
    assert resources(folder / "snapshot") == before, "the crawl before is as it was"
    with Snapshot.open(folder / "new") as new, Snapshot.open(folder / "snapshot") as old:
        assert new.meta.started_at >= (old.meta.finished_at or "")
        assert all(new.body(one.digest) for one in after.values() if one.digest)


def test_where_a_redirect_leads_is_renewed_with_it(crawled: tuple[Server, Path]) -> None:
    server, folder = crawled
    begin_renewal(folder / "snapshot", folder / "new", [f"{server.url}/a.html"])
    run_crawl(f"{server.url}/", folder / "new", options())
    assert {"/a.html", "/old"} <= pages_in(server)
    assert "/news/1" not in pages_in(server)


def test_places_of_new_evidence_are_renewed_where_it_is_sought(crawled: tuple[Server, Path]) -> None:
    server, folder = crawled
    begin_renewal(folder / "snapshot", folder / "new", [], seeks=True)
    run_crawl(f"{server.url}/", folder / "new", options())
    assert {"/", "/ita"} <= pages_in(server)
    assert "/news/1" not in pages_in(server)


def test_what_is_renewed_does_not_depend_on_the_budget(crawled: tuple[Server, Path]) -> None:
    server, folder = crawled
    begin_renewal(folder / "snapshot", folder / "new", [f"{server.url}/news/1"])
    run_crawl(f"{server.url}/", folder / "new", options(max_pages=1))
    assert pages_in(server) == {"/news/1"}


def test_what_was_begun_before_is_thrown_away(crawled: tuple[Server, Path]) -> None:
    server, folder = crawled
    for names in (["/ita"], ["/news/1"]):
        begin_renewal(folder / "snapshot", folder / "new", [server.url + one for one in names])
    run_crawl(f"{server.url}/", folder / "new", options())
    assert pages_in(server) == {"/news/1"}


def test_certificates_are_looked_at_again(crawled: tuple[Server, Path]) -> None:
    _, folder = crawled
    with closing(sqlite3.connect(folder / "snapshot" / DATABASE)) as database, database:
        database.execute("INSERT INTO hosts(host, tls) VALUES ('www.example.go.th', 'expired'), ('b.go.th', 'ok')")
    begin_renewal(folder / "snapshot", folder / "new", ["https://www.example.go.th/a"])
    with Snapshot.open(folder / "new") as new:
        seen = {one.host: one.tls for one in new.hosts()}
    assert (seen["www.example.go.th"], seen["b.go.th"]) == (None, "ok")


def test_trouble_is_one_sentence(crawled: tuple[Server, Path]) -> None:
    _, folder = crawled
    with pytest.raises(SnapshotError):
        begin_renewal(folder / "nothing", folder / "new", [])
    (folder / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="file"):
        begin_renewal(folder / "snapshot", folder / "file" / "new", [])
    (folder / "snapshot" / DATABASE).write_bytes(b"no database " * 400)
    with pytest.raises(SnapshotError):
        begin_renewal(folder / "snapshot", folder / "new", [])
