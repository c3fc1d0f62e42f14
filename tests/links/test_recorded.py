"""Links audited from a recorded crawl: what was fetched is not asked for again, what was not is not looked at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from oitcrawler.links.book import FILE, opened
from oitcrawler.links.recorded import Recorded
from oitcrawler.model import Cause
from oitcrawler.snapshots import Host, Resource, Snapshot

from .small_site import START, Site, audited, page, sources

HTML = (("content-type", "text/html; charset=utf-8"),)


class Crawled:
    """The part of a snapshot that an audit asks: bodies by path, and addresses that came to nothing."""

    def __init__(self, bodies: Mapping[str, bytes], failures: Mapping[str, Cause]) -> None:
        self._bodies = bodies
        self._failures = failures

    def resources(self) -> tuple[Resource, ...]:
        read = [self._resource(path, 200, path, None) for path in self._bodies]
        return (*read, *(self._resource(path, None, "", cause) for path, cause in self._failures.items()))

    def hosts(self) -> tuple[Host, ...]:
        return ()

    def body(self, digest: str) -> bytes:
        return self._bodies[digest]

    @staticmethod
    def _resource(path: str, status: int | None, digest: str, cause: Cause | None) -> Resource:
        url = START[:-1] + path
        return Resource(url, url, status, "text/html", digest, 0, cause, False, (), "", "", "", 0, HTML)


def recorded(site: Site, bodies: Mapping[str, bytes], failures: Mapping[str, Cause] | None = None) -> Recorded:
    return Recorded(cast(Snapshot, Crawled(bodies, failures or {})), site)


def test_what_the_crawl_fetched_is_not_asked_for_again_and_the_rest_is(tmp_path: Path) -> None:
    site = Site({"/x.zip": b"PK"})
    answers = recorded(site, {"/": page("/a", "/x.zip", "/plan.pdf"), "/a": page("/")})
    found = audited(tmp_path, answers, gate=answers)
    assert found.pages == 2
    assert not {"/a"} & set(site.asked)
    assert "/plan.pdf http-404" in sources(found.links.broken)


def test_a_page_that_the_crawl_did_not_open_is_left_alone_and_counted_once(tmp_path: Path) -> None:
    site = Site({})
    answers = recorded(site, {"/": page("/a", "/new"), "/a": page("new", "/new", "/other")})
    found = audited(tmp_path, answers, gate=answers)
    assert not {"/new", "/other"} & set(site.asked)
    assert found.links.broken == ()
    with opened(tmp_path / FILE, START, "2025-04-28T00:00:00+00:00") as book:
        assert list(book.rows("SELECT why, count(*) FROM asides GROUP BY why")) == [("(not crawled)", 2)]


def test_what_a_later_crawl_opened_is_looked_at_though_the_page_that_names_it_did_not_change(tmp_path: Path) -> None:
    site = Site({})
    home = page("/a")
    before = recorded(site, {"/": home})
    audited(tmp_path, before, gate=before)
    later = recorded(site, {"/": home, "/a": page("/lost.pdf")})
    found = audited(tmp_path, later, gate=later)
    assert sources(found.links.broken) == {"/lost.pdf http-404": ["/a"]}


def test_what_failed_in_the_crawl_is_looked_at_again_by_the_network_before_it_is_called_broken(tmp_path: Path) -> None:
    site = Site({"/a": page("/")})
    answers = recorded(site, {"/": page("/a")}, {"/a": Cause.TIMEOUT})
    assert audited(tmp_path, answers, gate=answers).links.broken == ()
    assert site.asked.count("/a") == 1


def test_what_the_crawl_never_tried_is_not_its_answer(tmp_path: Path) -> None:
    site = Site({})
    answers = recorded(site, {"/": page("/a")}, {"/a": Cause.OVER_BUDGET})
    found = audited(tmp_path, answers, gate=answers)
    assert (found.links.broken, found.links.unverified) == ((), ())


def test_what_worked_before_is_trusted_and_what_is_doubted_is_asked(tmp_path: Path) -> None:
    site = Site({"/": page("/a", "/b", "/lost"), "/a": page("/"), "/b": page("/")})
    audited(tmp_path, site)
    site.asked.clear()
    del site.content["/a"], site.content["/b"]
    found = audited(tmp_path, site, trusting=frozenset({f"{START}b"}))
    assert set(sources(found.links.broken)) == {"/b http-404", "/lost http-404"}
    assert "/a" not in site.asked
