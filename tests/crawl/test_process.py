"""The crawl's own process: killed, interrupted, in each other's way; nothing stored is lost, nothing is asked twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from oitcrawler.crawl import CrawlProgress, run_crawl
from oitcrawler.crawl.messages import Job
from oitcrawler.crawl.opening import opened
from oitcrawler.crawl.priority import Rank
from oitcrawler.crawl.targets import Discovered
from oitcrawler.errors import OutputError, SnapshotError, UsageError
from oitcrawler.model import Cause
from oitcrawler.snapshots import Snapshot

from .crawling import QUICK, quick, read_back
from .server import PADDING, Answer, Handler, Server, page, pdf, serve

PAGES = 24
ASK_SCRIPT = """
import sys
from pathlib import Path
from tests.crawl.crawling import QUICK
from oitcrawler.crawl import run_crawl
run_crawl(sys.argv[1], Path(sys.argv[2]), QUICK)
"""
ROOT = Path(__file__).parents[2]


def slowly(answer: Answer) -> object:
    def answered(handler: Handler) -> Answer:
        time.sleep(0.02)
        return answer

    return answered


@pytest.fixture
def site() -> Iterator[Server]:
    routes = {"/": page(PADDING, *((f"/p/{n}", f"หน้า {n}") for n in range(PAGES)))}
    routes |= {f"/p/{n}": slowly(page(PADDING, (f"/d/{n}.pdf", f"เอกสาร {n}"))) for n in range(PAGES)}  # type: ignore[misc]
    routes |= {f"/d/{n}.pdf": slowly(pdf(str(n))) for n in range(PAGES)}  # type: ignore[misc]
    with serve(routes) as server:
        yield server


def wait_for(server: Server, requests: int) -> None:
    ends = time.monotonic() + 30
    while len(server.log) < requests:
        assert time.monotonic() < ends, f"only {len(server.log)} requests came"
        time.sleep(0.01)


@contextmanager
def started(url: str, folder: Path, *program: str) -> Iterator[subprocess.Popen[str]]:
    """Start a crawl's own process, and leave none behind."""
    with subprocess.Popen(
        [sys.executable, *(program or ("-P", "-m", "oitcrawler.crawl"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdin is not None
        child.stdin.write(Job(f"{url}/", folder, QUICK, "0").to_line())
        child.stdin.flush()
        try:
            yield child
        finally:
            child.kill()


def complete(folder: Path, server: Server, in_flight: int) -> None:
    """Go on with a crawl that broke off, and check that it ends as if nothing had happened."""
    with Snapshot.open(folder) as snapshot:
        assert snapshot.meta.finished_at is None
        stored = {one.url for one in snapshot.resources()}
    broke_off = len(server.log)
    summary = run_crawl(server.url, folder, QUICK)
    assert (summary.pages, summary.documents, summary.unfetched) == (1 + PAGES, PAGES, 0)
    asked_again = [path for path in server.log[broke_off:] if server.url + path in stored]
    assert asked_again == []
    twice = {path for path in server.log if server.log.count(path) > 1} - {"/robots.txt"}
    assert len(twice) <= in_flight
    with Snapshot.open(folder) as snapshot:
        assert all(snapshot.body(one.digest) for one in snapshot.resources())
        assert snapshot.meta.finished_at is not None


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
@pytest.mark.parametrize("after", [2, 30])
def test_a_killed_crawl_goes_on(after: int, site: Server, tmp_path: Path) -> None:
    with started(site.url, tmp_path) as child:
        wait_for(site, after)
        os.kill(child.pid, signal.SIGKILL)
    complete(tmp_path, site, in_flight=4)


@pytest.mark.skipif(sys.platform == "win32", reason="consoles of Windows send Ctrl-C otherwise")
def test_ctrl_c_ends_the_crawl_and_it_goes_on(site: Server, tmp_path: Path) -> None:
    caller = subprocess.Popen(
        [sys.executable, "-c", ASK_SCRIPT, site.url, str(tmp_path)], cwd=ROOT, stderr=subprocess.PIPE
    )
    wait_for(site, 20)
    caller.send_signal(signal.SIGINT)
    _, said = caller.communicate(timeout=20)
    assert b"KeyboardInterrupt" in said
    time.sleep(0.2)
    asked = len(site.log)
    time.sleep(0.3)
    assert len(site.log) == asked, "the crawl went on without its caller"
    complete(tmp_path, site, in_flight=8)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_crawl_ends_when_its_caller_dies(site: Server, tmp_path: Path) -> None:
    caller = subprocess.Popen([sys.executable, "-c", ASK_SCRIPT, site.url, str(tmp_path)], cwd=ROOT)
    wait_for(site, 20)
    caller.kill()
    caller.wait(10)
    time.sleep(1.0)
    asked = len(site.log)
    time.sleep(0.3)
    assert len(site.log) == asked
    complete(tmp_path, site, in_flight=8)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_the_death_of_the_crawl_is_told(site: Server, tmp_path: Path) -> None:
    killed = threading.Event()

    def kill(progress: CrawlProgress) -> None:
        if not killed.is_set():
            killed.set()
            listed = subprocess.run(
                ["ps", "--ppid", str(os.getpid()), "-o", "pid=,args="], capture_output=True, text=True, check=True
            )
            for line in listed.stdout.splitlines():
                if "oitcrawler.crawl" in line:
                    os.kill(int(line.split()[0]), signal.SIGKILL)

    with pytest.raises(SnapshotError, match=r"run it again to go on") as told:
        run_crawl(site.url, tmp_path, QUICK, kill)
    assert "สั่งซ้ำอีกครั้ง" in told.value.text.th
    complete(tmp_path, site, in_flight=4)


def test_two_crawls_do_not_share_a_folder(site: Server, tmp_path: Path) -> None:
    start = Discovered(f"{site.url}/", Rank.START, 0, "page", "", "")
    with opened(tmp_path, start, {}, "0"), pytest.raises(SnapshotError, match="another oitcrawler is at work in"):
        run_crawl(site.url, tmp_path, QUICK)
    assert site.log == []
    complete(tmp_path, site, in_flight=0)


def test_a_caller_that_dies_at_once_leaves_no_crawl_behind(site: Server, tmp_path: Path) -> None:
    with started(site.url, tmp_path) as child:
        child.communicate(timeout=20)
    assert child.returncode == 1
    assert len(site.log) <= 2
    complete(tmp_path, site, in_flight=4)


BREAK_SCRIPT = """
import sys
from oitcrawler.crawl.__main__ import main
from oitcrawler.spiders.site import SiteSpider
kept = SiteSpider.discover
def discover(self, target, fetched):
    return 1 / 0 if target.url.endswith("/p/7") else kept(self, target, fetched)
SiteSpider.discover = discover
sys.exit(main())
"""


def test_a_page_that_breaks_the_program_costs_only_itself(site: Server, tmp_path: Path) -> None:
    with started(site.url, tmp_path, "-c", BREAK_SCRIPT) as child:
        assert child.wait(30) == 0
    found = read_back(tmp_path)
    assert {path for path, one in found.items() if one.cause is not None} == {"/p/7"}
    assert found["/p/7"].cause is Cause.PARSER_ERROR
    assert len(found) == 1 + PAGES + PAGES - 1


def test_progress_is_told(site: Server, tmp_path: Path) -> None:
    told: list[CrawlProgress] = []
    run_crawl(site.url, tmp_path, QUICK, told.append)
    assert len(told) > 5
    assert [one.pages for one in told] == sorted(one.pages for one in told)
    assert told[-1].documents > 0
    assert all(one.url.startswith(site.url) for one in told)


def test_a_caller_that_gives_up_ends_the_crawl(site: Server, tmp_path: Path) -> None:
    def give_up(progress: CrawlProgress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_crawl(site.url, tmp_path, QUICK, give_up)
    asked = len(site.log)
    time.sleep(0.3)
    assert len(site.log) == asked
    assert read_back(tmp_path)["/"].cause is None


def test_time_can_be_limited(site: Server, tmp_path: Path) -> None:
    summary = run_crawl(site.url, tmp_path, quick(max_seconds=0.01))
    assert summary.unfetched > 0
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.meta.finished_at is not None


def test_a_folder_of_another_site_is_refused(site: Server, tmp_path: Path) -> None:
    run_crawl(site.url, tmp_path, quick(max_pages=1))
    with pytest.raises(SnapshotError, match=r"holds a snapshot of http://127\.0\.0\.1"):
        run_crawl("http://other.example.go.th/", tmp_path, QUICK)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot be written"):
        run_crawl("http://127.0.0.1/", tmp_path / "file" / "folder", QUICK)


@pytest.mark.parametrize("address", ["", "อบต.ตัวอย่าง", "ftp://example.go.th/", "mailto:a@example.go.th", "http://"])
def test_what_is_no_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a web address"):
        run_crawl(address, tmp_path, QUICK)
    assert list(tmp_path.iterdir()) == []
