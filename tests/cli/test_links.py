"""`links` over a fortnight and more: what broke, what was mended, what came back; and all that may go wrong."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.cli import run_links
from oitcrawler.crawl import CrawlOptions
from oitcrawler.history import open_history
from oitcrawler.links.book import Book

from ..crawl.crawling import without_proxies
from .counted import Counted, counting
from .running import oitcrawler
from .sites import Pages, annual_report, inside, page, served

WORDS = "องค์การบริหารส่วนตำบลตัวอย่าง ยินดีต้อนรับสู่เว็บไซต์ของหน่วยงาน " * 8
QUICK = ("--render", "never", "--allow-private-hosts", "--patience", "0", "--formats", "json")


def linked(title: str, *hrefs: str, more: str = "") -> tuple[str, bytes]:
    """Return a page with links."""
    return page(title, WORDS + "".join(f'<p><a href="{one}">ไปที่ {one}</a></p>' for one in hrefs) + more)


def small() -> Pages:
    """Return a site of three pages, whose form takes nothing but POST."""
    form = '<form method="post" action="/send"><input name="q"></form>'
    return {
        "/": linked("หน้าแรก", "/news", "/plan", more=form),
        "/news": linked("ข่าว", "/", "/lost.pdf", "/plan#year"),
        "/plan": linked("แผน", "/", more='<h2 id="year">ปี</h2>'),
    }


def links(url: str, out: Path, *more: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    done = inside("links", url, "--out", out, *QUICK, *more)
    assert done.returncode == code, done.stderr
    return done


def written(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "links.json").read_text("utf-8"))
    return found


def broken(document: dict[str, Any], url: str) -> dict[str, dict[str, Any]]:
    return {one["url"].removeprefix(url[:-1]): one for one in document["links"]["broken"]}


def changes(document: dict[str, Any], url: str) -> dict[str, list[str]]:
    return {name: [one.removeprefix(url[:-1]) for one in several] for name, several in document["changes"].items()}


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for servers on this machine as for others."""
    without_proxies(monkeypatch)
    monkeypatch.setattr(run_links, "CrawlOptions", partial(CrawlOptions, retry_delay=0.01))


@pytest.fixture
def site() -> Iterator[Counted]:
    with counting(small(), posts=frozenset({"/send"})) as running:
        yield running


def test_links_break_are_mended_and_break_again(site: Counted, tmp_path: Path) -> None:
    url, place = site.url, ("--history", tmp_path / "h.sqlite3")
    links(url, tmp_path, *place)
    first = written(tmp_path)
    assert (changes(first, url)["broke"], first["run"]["before"]) == (["/lost.pdf"], "")
    lost = broken(first, url)["/lost.pdf"]
    assert (lost["confirmed"], lost["runs"], lost["cause"]) == (False, 1, "http-404")

    said = links(url, tmp_path, *place, "--lang", "en").stdout
    second = written(tmp_path)
    still = broken(second, url)["/lost.pdf"]
    assert (still["confirmed"], still["runs"], still["first_seen"]) == (True, 2, lost["first_seen"])
    assert changes(second, url) == {"broke": [], "mended": [], "came_back": []}
    assert second["run"]["before"]
    assert "0 broke, 0 mended, 0 came back" in said

    site.pages["/lost.pdf"] = annual_report("500,000")
    site.pages["/plan"] = linked("แผน", "/")
    links(url, tmp_path, *place)
    third = written(tmp_path)
    assert changes(third, url) == {"broke": ["/plan#year"], "mended": ["/lost.pdf"], "came_back": []}

    del site.pages["/lost.pdf"]
    site.pages["/plan"] = small()["/plan"]
    said = links(url, tmp_path, *place).stdout
    last = written(tmp_path)
    assert changes(last, url) == {"broke": [], "mended": ["/plan#year"], "came_back": ["/lost.pdf"]}
    again = broken(last, url)["/lost.pdf"]
    assert (again["confirmed"], again["runs"]) == (False, 1)
    assert again["first_seen"] > lost["first_seen"]
    assert "กลับมาเสียอีก 1" in said

    told = inside("history", url, *place, "--lang", "en").stdout
    assert "/lost.pdf" in told
    assert "2 times" in told
    one = inside("history", "--run", "4", *place, "--lang", "en").stdout
    assert "Came back: 1" in one


def test_a_second_run_over_an_unchanged_site_reads_nothing_again(site: Counted, tmp_path: Path) -> None:
    links(site.url, tmp_path, "--history", "none")
    asked = site.paths()
    site.asked.clear()
    links(site.url, tmp_path, "--history", "none")
    assert site.read() == {"/": 2}, "only the look from outside, also as somebody who comes from a search"
    assert site.statuses()[304] == 3
    assert set(site.paths()) <= set(asked)
    assert set(broken(written(tmp_path), site.url)) == {"/lost.pdf"}


def test_what_an_unchanged_page_names_is_looked_at_after_the_site_was_down(tmp_path: Path) -> None:
    with counting(small(), posts=frozenset({"/send"})) as site:
        links(site.url, tmp_path, "--history", "none")
        home = site.pages.pop("/")
        links(site.url, tmp_path, "--history", "none", code=2)
        site.pages["/"] = home
        links(site.url, tmp_path, "--history", "none")
        assert set(broken(written(tmp_path), site.url)) == {"/lost.pdf"}, "no all-clear for what nobody looked at"


def test_a_form_that_takes_only_post_is_not_accused(site: Counted, tmp_path: Path) -> None:
    links(site.url, tmp_path, "--history", "none")
    assert site.paths()["/send"]
    assert "/send" not in str([one["url"] for one in written(tmp_path)["links"]["broken"]])


def test_what_robots_txt_forbids_is_not_asked_for_and_not_broken(tmp_path: Path) -> None:
    pages = small() | {"/robots.txt": ("text/plain", "\ufeffUser-agent: *\nDisallow: /news\n".encode())}
    with counting(pages) as site:
        links(site.url, tmp_path, "--history", "none")
        assert not site.paths()["/news"]
        (unsure,) = (one for one in written(tmp_path)["links"]["unverified"] if one["url"].endswith("/news"))
        assert unsure["cause"] == "robots"
        assert "/lost.pdf" not in broken(written(tmp_path), site.url), "it stands on a page that was not read"


def test_without_a_network_nothing_is_said_against_other_sites(tmp_path: Path) -> None:
    elsewhere = ["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"]
    with counting({"/": linked("หน้าแรก", *elsewhere, "/lost")}) as site:
        links(site.url, tmp_path, "--history", "none")
    found = written(tmp_path)
    assert set(broken(found, site.url)) == {"/lost"}
    assert {one["url"] for one in found["links"]["unverified"]} == set(elsewhere)


def test_where_one_other_site_answers_another_that_does_not_is_broken(tmp_path: Path) -> None:
    with served({"/": page("อื่น", WORDS)}) as other, counting({}) as site:
        site.pages["/"] = linked("หน้าแรก", other, "http://127.0.0.1:9/a")
        links(site.url, tmp_path, "--history", "none")
        assert set(broken(written(tmp_path), site.url)) == {"http://127.0.0.1:9/a"}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_site_that_cannot_be_reached_is_one_sentence_and_no_report(tmp_path: Path, lang: str) -> None:
    place = tmp_path / "h.sqlite3"
    done = links("http://127.0.0.1:9/", tmp_path / "out", "--history", place, "--lang", lang, code=2)
    assert "http://127.0.0.1:9/" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list((tmp_path / "out").glob("links.json"))
    with open_history(str(place)) as history:
        assert [one.finished_at for one in history.runs()] == [None]
        assert history.link_lives("http://127.0.0.1:9/") == ()


def test_a_site_that_has_moved_away_gets_no_all_clear(tmp_path: Path) -> None:
    with served({"/": page("ใหม่", WORDS)}) as new, counting({}) as site:
        site.moved["/"] = new.replace("127.0.0.1", "localhost")
        done = links(site.url, tmp_path, "--history", "none", code=2)
        assert site.moved["/"] in done.stderr
    assert not (tmp_path / "links.json").exists()


def test_a_first_page_that_is_no_page_gets_no_all_clear(tmp_path: Path) -> None:
    with counting({"/": ("text/plain", b"nothing is to be read here, and nothing leads anywhere")}) as site:
        assert site.url in links(site.url, tmp_path, "--history", "none", code=2).stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--formats", "pdf"), "pdf"),
        (("--notify", "nowhere.yaml"), "nowhere.yaml"),
        (("--history", "mysql://localhost/x"), "mysql"),
        (("--max-links", "0"), "max-links"),
        (("--patience", "-1"), "patience"),
    ],
)
def test_what_is_wrong_is_refused_before_the_first_request(
    site: Counted, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    done = inside("links", site.url, "--out", tmp_path, "--allow-private-hosts", *words)
    assert done.returncode == 2
    assert says in done.stderr
    assert site.asked == []


def test_fail_on_broken_sets_the_exit_code(site: Counted, tmp_path: Path) -> None:
    links(site.url, tmp_path, "--history", "none", "--fail-on", "broken", code=1)


def test_a_folder_of_another_site_is_refused(site: Counted, tmp_path: Path) -> None:
    links(site.url, tmp_path, "--history", "none")
    with counting(small()) as other:
        done = links(other.url, tmp_path, "--history", "none", code=2)
        assert site.url in done.stderr
        assert other.asked == []


def many(count: int) -> Pages:
    """Return a site of so many pages, each linked from the first one."""
    pages = {f"/p{number}": linked(f"หน้า {number}", "/", f"/lost{number}") for number in range(count)}
    return {"/": linked("หน้าแรก", *pages), **pages}


def started(url: str, out: Path, *more: str | Path) -> subprocess.Popen[str]:
    words = ["links", url, "--out", out, *QUICK, *more]
    return subprocess.Popen(
        [sys.executable, "-m", "oitcrawler", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def wait_for(site: Counted, requests: int) -> None:
    until = time.monotonic() + 40
    while len(site.asked) < requests:
        assert time.monotonic() < until, f"only {len(site.asked)} requests"
        time.sleep(0.02)


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_an_audit_that_is_killed_goes_on_with_what_is_left(tmp_path: Path) -> None:
    place = ("--history", tmp_path / "h.sqlite3")
    with counting(many(40), delay=0.12) as site:
        running = started(site.url, tmp_path, *place)
        wait_for(site, 50)
        running.kill()
        running.communicate(timeout=30)
        assert not (tmp_path / "links.json").exists()
        before = site.read()
        site.asked.clear()
        site.delay = 0.0
        links(site.url, tmp_path, *place)
        twice = [path for path in site.read() if path in before and path != "/"]
        assert len(twice) <= 14, "what was under way, and a second's work"
        assert len(broken(written(tmp_path), site.url)) == 40
        assert written(tmp_path)["coverage"]["pages"] == 41
    with open_history(str(tmp_path / "h.sqlite3")) as history:
        assert [one.finished_at is None for one in history.runs()] == [True, False]


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_ctrl_c_is_one_sentence_and_no_report(tmp_path: Path) -> None:
    with counting(many(30), delay=0.1) as site:
        running = started(site.url, tmp_path, "--history", tmp_path / "h.sqlite3", "--lang", "en")
        wait_for(site, 6)
        running.send_signal(signal.SIGINT)
        said = "".join(running.communicate(timeout=30))
    assert running.returncode == 130
    assert "run again to go on" in said
    assert "Traceback" not in said
    assert not (tmp_path / "links.json").exists()


def test_two_at_once_on_one_site(tmp_path: Path) -> None:
    place = ("--history", tmp_path / "h.sqlite3")
    with counting(many(30), delay=0.1) as site:
        running = started(site.url, tmp_path / "one", *place)
        wait_for(site, 3)
        by_history = links(site.url, tmp_path / "two", *place, "--lang", "en", code=2)
        by_folder = links(site.url, tmp_path / "one", "--history", "none", "--lang", "en", code=2)
        site.delay = 0.0
        said = "".join(running.communicate(timeout=60))
        assert running.returncode == 0, said
    assert "another run is at work" in by_history.stderr
    assert "another oitcrawler" in by_folder.stderr
    for refused in (by_history, by_folder):
        assert len([line for line in refused.stderr.splitlines() if "oitcrawler:" in line]) == 1
        assert "Traceback" not in refused.stderr
    assert len(broken(written(tmp_path / "one"), site.url)) == 30


@pytest.mark.skipif(sys.platform != "linux", reason="a disk that is full")
def test_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Book) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with counting(small()) as site:
        monkeypatch.setattr(Book, "flush", full)
        done = links(site.url, tmp_path, "--history", "none", code=2)
    assert "database or disk is full" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_is_there_in_a_process_of_its_own(site: Counted, tmp_path: Path) -> None:
    done = oitcrawler("links", site.url, "--out", str(tmp_path), *QUICK, "--history", "none")
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "links.json") in done.stdout.replace("\n", "")
    assert "/lost.pdf" in done.stdout
