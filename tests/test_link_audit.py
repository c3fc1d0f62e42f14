"""The audit of a site between its parts: which run goes on, whom nobody asks, and what ends it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from oitcrawler import health_looks, link_audit, measures
from oitcrawler.crawl import run_crawl
from oitcrawler.errors import OutputError
from oitcrawler.link_audit import OLDEST, LinkOptions, audit_recorded, audit_site
from oitcrawler.links.book import FILE, Outcome, opened
from oitcrawler.links.model import Look, RefKind, Standing
from oitcrawler.links.second_looks import Patience
from oitcrawler.report import LinkRun
from oitcrawler.snapshots import Snapshot

from .cli.counted import Counted, counting
from .cli.sites import page
from .crawl.crawling import quick, without_proxies

WORDS = "ยินดีต้อนรับสู่เว็บไซต์ของหน่วยงาน " * 20


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    without_proxies(monkeypatch)
    with counting({}) as running:
        running.pages["/"] = page("หน้าแรก", f'{WORDS}<a href="/a">ก</a>')
        running.pages["/a"] = page("ก", f'{WORDS}<a href="/lost">หาย</a>')
        yield running


def options(**changes: object) -> LinkOptions:
    return LinkOptions(quick(**changes), Patience(0, 0))


def audit(site: Counted, folder: Path) -> LinkRun:
    return audit_site(site.url, folder, options(), None, measures.load)


def broken_off(site: Counted, folder: Path, ago: timedelta) -> None:
    """Leave a run that died after it had read the first page, and had seen that `/lost` works."""
    at = (datetime.now(UTC) - ago).isoformat()
    with opened(folder / FILE, site.url, at) as book:
        for path in ("", "lost"):
            target = book.name(site.url + path, RefKind.LINK, 0, 0)
            assert target is not None
            book.looked(Outcome(target.id, Look(Standing.WORKS), 200, "", at, "page"))


def broken(run: LinkRun) -> list[str]:
    return [one.url.rpartition("/")[2] for one in run.links.broken]


@pytest.mark.parametrize(("ago", "goes_on"), [(timedelta(hours=1), True), (OLDEST + timedelta(hours=1), False)])
def test_a_run_that_was_broken_off_goes_on_unless_its_looks_are_old(
    site: Counted, tmp_path: Path, ago: timedelta, goes_on: bool
) -> None:
    broken_off(site, tmp_path, ago)
    run = audit(site, tmp_path)
    started = datetime.fromisoformat(run.started_at)
    assert (datetime.now(UTC) - started > timedelta(minutes=30)) is goes_on
    assert broken(run) == ([] if goes_on else ["lost"])


def test_what_was_seen_of_an_earlier_crawl_is_not_taken_for_this_one(site: Counted, tmp_path: Path) -> None:
    broken_off(site, tmp_path, timedelta(minutes=1))
    run_crawl(site.url, tmp_path / "snapshot", quick())
    site.asked.clear()
    with Snapshot.open(tmp_path / "snapshot") as snapshot:
        links = audit_recorded(snapshot, tmp_path, options(), None)
        assert [one.url for one in links.broken] == [f"{site.url}lost"]
        assert site.paths()["/lost"] > 0
        assert site.read()["/a"] == 2, "only to compare what is answered to those who come from a search"


def test_nobody_but_the_site_is_asked_about_a_site_of_an_intranet(
    site: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("nobody may be asked")

    monkeypatch.setattr(health_looks, "ask_registry", refuse)
    monkeypatch.setattr(health_looks, "probe", refuse)
    hosts = {"www.example.go.th": site.url.removeprefix("http://").rstrip("/")}
    run = audit_site("http://www.example.go.th/", tmp_path, options(hosts=hosts), None, measures.load)
    assert broken(run) == ["lost"]
    assert "http-without-tls" not in {one.code for one in run.findings}, "a door that was not heard says nothing"


def test_robots_txt_is_asked_for_only_where_it_is_obeyed(site: Counted, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = ("text/plain", b"User-agent: *\nDisallow: /a\n")
    assert broken(audit(site, tmp_path / "obedient")) == []
    run = audit_site(site.url, tmp_path / "free", options(obey_robots=False), None, measures.load)
    assert broken(run) == ["lost"]


@pytest.mark.parametrize(
    "trouble", [sqlite3.OperationalError("disk I/O error"), OSError(errno.ENOSPC, "No space left on device")]
)
def test_trouble_with_the_disk_is_one_sentence(
    site: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    async def failing(*_: object) -> None:
        raise trouble

    monkeypatch.setattr(link_audit, "audit_links", failing)
    with pytest.raises(OutputError, match=r"disk I/O error|No space left") as caught:
        audit(site, tmp_path)
    assert str(tmp_path) in caught.value.text.th


def test_a_mistake_of_the_program_is_not_taken_for_trouble_with_the_disk(
    site: Counted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(link_audit, "audit_links", failing)
    with pytest.raises(TimeoutError):
        audit(site, tmp_path)
