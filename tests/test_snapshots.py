"""Reading snapshots: whole ones, unfinished ones, damaged ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from oitcrawler.crawl.opening import opened
from oitcrawler.crawl.priority import Rank
from oitcrawler.crawl.targets import Budget, Discovered, Fetched
from oitcrawler.errors import SnapshotError
from oitcrawler.model import Cause
from oitcrawler.snapshots import DATABASE, Snapshot, body_path

HOME = "https://www.example.go.th/"
START = Discovered(HOME, Rank.START, 0, "page", "", "")
PAGE = "<p>อบต.ตัวอย่าง</p>".encode()


def found(path: str, priority: Rank = Rank.PAGE, **changes: object) -> Discovered:
    values = {"depth": 1, "kind": "unknown", "label": f"ลิงก์ {path}", "source": HOME, **changes}
    return Discovered(f"{HOME}{path}", priority, **values)  # type: ignore[arg-type]


def fetched(path: str = "", body: bytes | None = PAGE, **changes: object) -> Fetched:
    values = {"final_url": f"{HOME}{path}", "kind": "page", "status": 200, "content_type": "text/html", **changes}
    return Fetched(f"{HOME}{path}", body=body, **values)  # type: ignore[arg-type]


def write(folder: Path, *, finish: bool = True) -> None:
    """Write a small crawl: a home page, a document, a failure, one trap, one URL left over."""
    with opened(folder, START, {"max_pages": 2}, "1.2.3") as frontier:
        frontier.take(Budget())
        links = [
            found("plan.pdf", kind="document", label="แผน"),
            found("gone"),
            found("left"),
            found("cal?y=2990", trap=True, pattern="cal?y={n}"),
        ]
        frontier.store(fetched(headers=(("server", "nginx"),)), links)
        frontier.take(Budget())
        frontier.store(fetched("plan.pdf", b"%PDF-", kind="document", content_type="application/pdf"))
        frontier.store(fetched("gone", None, status=404, cause=Cause.NOT_FOUND))
        frontier.note_host("www.example.go.th", tls="expired", not_after="2024-01-01T00:00:00+00:00", robots="ok")
        if finish:
            frontier.finish()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    return tmp_path


def test_everything_is_read_back_in_order(folder: Path) -> None:
    with Snapshot.open(folder) as snapshot:
        resources = snapshot.resources()
        assert [one.url for one in resources] == sorted(one.url for one in resources)
        home, gone, plan = resources
        assert (home.url, home.cause, home.status, home.headers) == (HOME, None, 200, (("server", "nginx"),))
        assert (gone.cause, gone.status, gone.digest, gone.size) == (Cause.NOT_FOUND, 404, "", 0)
        assert (plan.label, plan.source, plan.depth, plan.is_document) == ("แผน", HOME, 1, True)
        assert snapshot.body(home.digest) == PAGE
        assert snapshot.unfetched() == ((f"{HOME}left", "ลิงก์ left", HOME),)
        assert snapshot.left_alone() == (("cal?y={n}", 1),)
        (host,) = snapshot.hosts()
        assert (host.tls, host.robots) == ("expired", "ok")


def test_the_meta_says_when_and_how(folder: Path) -> None:
    with Snapshot.open(folder) as snapshot:
        meta = snapshot.meta
    assert (meta.start_url, meta.tool_version, meta.settings) == (HOME, "1.2.3", {"max_pages": 2})
    assert meta.finished_at is not None
    assert meta.started_at <= meta.finished_at
    assert meta.started_at.endswith("+00:00")


def test_an_unfinished_crawl_can_be_read(tmp_path: Path) -> None:
    write(tmp_path, finish=False)
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.meta.finished_at is None
        assert len(snapshot.resources()) == 3


def test_a_crawl_can_be_read_while_it_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        frontier.take(Budget())
        with Snapshot.open(tmp_path) as snapshot:
            assert snapshot.resources() == ()
            frontier.store(fetched())
            assert [one.url for one in snapshot.resources()] == [HOME]


def test_a_finished_crawl_is_one_database_file(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir() if path.name != ".lock") == ["bodies", DATABASE]


def test_reading_changes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with Snapshot.open(folder) as snapshot:
        snapshot.resources()
        snapshot.hosts()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_without_a_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="there is no snapshot in") as told:
        Snapshot.open(tmp_path / "nowhere")
    assert "ไม่พบสแนปช็อต" in told.value.text.th
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_snapshot(content: bytes, tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(content)
    with pytest.raises(SnapshotError, match="is damaged"):
        Snapshot.open(tmp_path)


def test_a_snapshot_of_a_later_version(folder: Path) -> None:
    _execute(folder, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(SnapshotError, match="has schema 99; this version reads schema 1"):
        Snapshot.open(folder)


def test_a_database_that_lost_a_table(folder: Path) -> None:
    _execute(folder, "DROP TABLE responses")
    with Snapshot.open(folder) as snapshot, pytest.raises(SnapshotError, match="is damaged"):
        snapshot.resources()


def _execute(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize("what", ["changed", "lost"])
def test_a_body_is_checked_when_it_is_read(what: str, folder: Path) -> None:
    with Snapshot.open(folder) as snapshot:
        digest = snapshot.resources()[0].digest
        if what == "lost":
            body_path(folder, digest).unlink()
        else:
            body_path(folder, digest).write_bytes(PAGE + b" ")
        with pytest.raises(SnapshotError, match=digest):
            snapshot.body(digest)


def test_a_rendered_page_stands_for_the_static_one(tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        frontier.take(Budget())
        frontier.store(fetched(body=b"<div id=root>"), settled=False)
        frontier.store(fetched(rendered=True))
    with Snapshot.open(tmp_path) as snapshot:
        (home,) = snapshot.resources()
        assert home.rendered
        assert snapshot.body(home.digest) == PAGE


@pytest.mark.parametrize("cause", [Cause.NO_BROWSER, Cause.RENDER_FAILED])
def test_a_page_that_was_not_rendered_says_why(cause: Cause, tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        frontier.take(Budget())
        frontier.store(fetched(body=b"<div id=root>"), settled=False)
        frontier.settle(HOME, cause)
    with Snapshot.open(tmp_path) as snapshot:
        (home,) = snapshot.resources()
        assert (home.cause, home.rendered) == (cause, False)
        assert snapshot.body(home.digest) == b"<div id=root>"
