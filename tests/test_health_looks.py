"""What is looked at from outside, and that judging again needs no network for it."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from oitcrawler import health_looks
from oitcrawler.errors import OutputError, SnapshotError
from oitcrawler.health_looks import FILE, HealthLooks, keep, kept, look_from_outside
from oitcrawler.links.fetch import Fetcher, FetchOptions
from oitcrawler.model import Cause
from oitcrawler.site_health import Compared, DomainLook, Door, Doors, Seen

from .cli.counted import counting
from .cli.sites import Pages, page
from .crawl.crawling import without_proxies

HOME = "http://www.example.go.th/"
SPAM = Seen("https://casino.example.com/สล็อต", 302, bytes(range(256)))
LOOKS = HealthLooks(
    Doors(Door(HOME, 200), Door("https://www.example.go.th/", None, Cause.REFUSED)),
    DomainLook("example.go.th", date(2026, 1, 31)),
    (Compared(HOME, Seen(HOME, None, b""), SPAM),),
)


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """No registry is asked, and no name looked up."""
    without_proxies(monkeypatch)

    def refuse(*_: object) -> DomainLook:
        raise AssertionError("nobody may be asked")

    monkeypatch.setattr(health_looks, "ask_registry", refuse)
    monkeypatch.setattr(health_looks, "probe", refuse)


@pytest.mark.parametrize("looks", [HealthLooks(), LOOKS, HealthLooks(registered=DomainLook("x", unknown="not-json"))])
def test_what_was_seen_is_kept_whole(tmp_path: Path, looks: HealthLooks) -> None:
    keep(tmp_path, looks)
    assert kept(tmp_path) == looks
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_where_nobody_looked_nothing_is_known(tmp_path: Path) -> None:
    assert kept(tmp_path) == HealthLooks()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"doors": 1}', b"\xff\xfe"])
def test_a_damaged_file_is_one_sentence(tmp_path: Path, body: bytes) -> None:
    (tmp_path / FILE).write_bytes(body)
    with pytest.raises(SnapshotError, match=FILE):
        kept(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=FILE):
        keep(tmp_path / "nowhere", LOOKS)


def looked(url: str, *pages: str, hosts: dict[str, str] | None = None, is_public: bool = False) -> HealthLooks:
    async def look() -> HealthLooks:
        options = FetchOptions(allow_private=True, hosts=hosts or {}, retry_delay=0.01, read_timeout=5.0)
        async with Fetcher(options) as fetcher:
            return await look_from_outside(url, pages, fetcher, certificate=True, is_public=is_public)

    return asyncio.run(look())


SITE: Pages = {"/": page("หน้าแรก", "ยินดีต้อนรับ"), "/a": page("ก", "ก"), "/b": page("ข", "ข"), "/c": page("ค", "ค")}


def test_a_few_pages_are_asked_for_twice_and_no_more() -> None:
    with counting(SITE) as site:
        seen = looked(site.url, f"{site.url}a", f"{site.url}b", f"{site.url}c", is_public=True)
        assert site.paths() == {"/": 2, "/a": 2, "/b": 2}
    assert [one.url for one in seen.compared] == [site.url, f"{site.url}a", f"{site.url}b"]
    assert all(one.plain == one.searching and one.plain.status == 200 for one in seen.compared)
    assert (seen.doors, seen.registered, seen.certificate) == (None, None, None), "a port of its own has one door"


def test_both_doors_of_a_site_are_opened_and_nobody_else_is_asked() -> None:
    with counting(SITE) as site:
        place = site.url.removeprefix("http://").rstrip("/")
        seen = looked("http://www.example.go.th/", hosts={"www.example.go.th": place})
    assert seen.doors is not None
    assert seen.doors.http == Door("http://www.example.go.th/", 200)
    assert seen.doors.https.cause is not None, "the same port speaks no TLS"
    assert (seen.registered, seen.certificate) == (None, None)


def test_a_site_that_is_down_is_no_fault_of_the_tool() -> None:
    seen = looked("http://127.0.0.1:9/")
    assert [one.plain.status for one in seen.compared] == [None]
