"""The link book: a crash loses nothing, nobody else writes meanwhile, and what is gone is forgotten."""

from __future__ import annotations

import errno
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from oitcrawler.errors import OutputError, SnapshotError
from oitcrawler.links import book as books
from oitcrawler.links.book import FILE, Book, opened
from oitcrawler.links.following import OVER
from oitcrawler.links.model import Answer, RefKind
from oitcrawler.model import Cause

from ..tree import ROOT
from .small_site import START, Site, audited, page, rows, sources

NOW = "2025-04-28T00:00:00+00:00"


def tree(pages: int = 60) -> Site:
    """A site whose pages name three others each, some that are not there, and a menu."""
    content: dict[str, object] = {"/": page(*(f"/p/{number}" for number in range(3)), "/lost")}
    for number in range(pages):
        names = [f"/p/{3 * number + more}" for more in range(3, 6) if 3 * number + more < pages]
        content[f"/p/{number}"] = page(*names, "/lost", f"/gone/{number % 7}", f"/p/{number // 2}#no-{number % 5}")
    return Site(content)  # type: ignore[arg-type]


def test_runs_are_numbered_and_one_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with opened(path, START, NOW) as book:
        assert book.run == 1
        book.finish(NOW)
    with opened(path, START, "2025-05-13T00:00:00+00:00") as book:
        assert book.run == 2
        book.name(f"{START}a", RefKind.LINK, 0, 0)
    with opened(path, START, "2025-05-14T00:00:00+00:00") as book:
        assert (book.run, book.meta("started_at")) == (2, "2025-05-13T00:00:00+00:00")
        assert [one.url for one in book.left()] == [f"{START}a"]
    with opened(path, START, "2025-05-15T00:00:00+00:00", fresh=True) as book:
        assert (book.run, book.meta("started_at")) == (3, "2025-05-15T00:00:00+00:00")
        assert book.left() == ()


def test_nobody_else_is_let_in_meanwhile(tmp_path: Path) -> None:
    holding = "import sys, time\nfrom pathlib import Path\nfrom oitcrawler.links.book import opened\n"
    holding += f"with opened(Path(sys.argv[1]), {START!r}, {NOW!r}):\n    print('in', flush=True)\n    time.sleep(60)\n"
    path = tmp_path / FILE
    with subprocess.Popen([sys.executable, "-c", holding, str(path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"in"
        with pytest.raises(SnapshotError, match="another oitcrawler"), opened(path, START, NOW):
            pass
        other.kill()
        other.wait()
    with opened(path, START, NOW) as book, pytest.raises(SnapshotError), opened(path, START, NOW):
        assert book.run


def test_a_book_of_another_site_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path / FILE, START, NOW):
        pass
    with (
        pytest.raises(SnapshotError, match="another version"),
        opened(tmp_path / FILE, "https://x.example.go.th/", NOW),
    ):
        pass


@pytest.mark.parametrize("damage", [b"not a database at all, but a text" * 99, b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_damaged_book_says_so_and_stays_as_it_is(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / FILE
    path.write_bytes(damage)
    with pytest.raises(SnapshotError, match="damaged"), opened(path, START, NOW):
        pass
    assert path.read_bytes() == damage


def test_a_book_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OutputError), opened(tmp_path / FILE, START, NOW):
        pass


@pytest.mark.parametrize("after", [1, 2, 5, 17, 40, 71, 90])
def test_a_run_that_a_full_disk_ended_goes_on(tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "BATCH", 7)
    whole = audited(tmp_path / "whole", tree())
    site = tree()

    def full() -> Answer:
        raise OSError(errno.ENOSPC, "No space left on device")

    victim = [path for path in site.content if path.startswith("/p/")][after % 60]
    kept, site.content[victim] = site.content[victim], full
    with pytest.raises(OSError, match="No space left"):
        audited(tmp_path / "cut", site)
    site.content[victim] = kept
    assert sources(audited(tmp_path / "cut", site).links.broken) == sources(whole.links.broken)


class Died(BaseException):
    """The process ends here, with all that it had not yet written."""


@pytest.mark.parametrize("batch", [1, 5])
@pytest.mark.parametrize("first", range(4))
def test_wherever_the_writing_stops_the_next_run_makes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int, first: int
) -> None:
    """Each run dies some writes later than the one before, until one comes to the end."""
    monkeypatch.setattr(books, "BATCH", batch)
    write = Book._write
    left = 0

    def dying(self: Book, statement: str, row: books.Row) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            raise Died
        write(self, statement, row)

    whole = sources(audited(tmp_path / "whole", tree(12)).links.broken)
    monkeypatch.setattr(Book, "_write", dying)
    for allowed in range(3 + first, 400, 4):
        left = allowed
        try:
            found = audited(tmp_path / "cut", tree(12))
        except Died:
            continue
        assert sources(found.links.broken) == whole
        return
    pytest.fail("no run came to its end")


CHILD = """
import os, signal, sys
from pathlib import Path
from oitcrawler.links import book as books
from tests.links.small_site import audited
from tests.links.test_book import tree

books.BATCH = int(sys.argv[3])
left = int(sys.argv[2])
write = books.Book._write

def written(self, statement, row):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    write(self, statement, row)

books.Book._write = written
audited(Path(sys.argv[1]), tree())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("batch", [1, 13, 400])
def test_who_is_killed_at_any_point_loses_nothing(tmp_path: Path, batch: int) -> None:
    chance = random.Random(batch)
    for _ in range(2):
        arguments = [str(tmp_path), str(chance.randrange(1, 260)), str(batch)]
        ended = subprocess.run([sys.executable, "-c", CHILD, *arguments], cwd=ROOT, timeout=60, check=False)
        assert ended.returncode in (-signal.SIGKILL, 0)
    site = tree()
    assert sources(audited(tmp_path, site).links.broken) == sources(audited(tmp_path / "whole", tree()).links.broken)


def test_what_was_looked_at_before_the_crash_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "BATCH", 1)
    site = tree()
    kept, site.content["/p/50"] = site.content["/p/50"], _full_disk
    with pytest.raises(OSError, match="No space"):
        audited(tmp_path, site)
    read = {path for path in site.asked if path in site.content} - {"/", "/p/50"}
    assert len(read) > 20
    site.asked.clear()
    site.content["/p/50"] = kept
    audited(tmp_path, site)
    again = read & set(site.asked)
    assert len(again) <= 4  # those that were in flight


def _full_disk() -> Answer:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_error_of_one_address_ends_nothing(tmp_path: Path) -> None:
    def unreachable() -> Answer:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    site = tree(9)
    site.content["/p/3"] = unreachable
    found = audited(tmp_path, site)
    assert found.pages == 9
    assert sources(found.links.unverified) == {"/p/3 tool-error": ["/p/0", "/p/6", "/p/7"]}


def test_an_error_of_a_second_look_ends_nothing_and_proves_nothing(tmp_path: Path) -> None:
    answers = [Answer("", "", failure=Cause.RESET)]

    def once() -> Answer:
        if not answers:
            raise ValueError("the program breaks")
        return answers.pop()

    found = audited(tmp_path, Site({"/": page("/a", "/lost"), "/a": once}), step=100)
    told = {(one.cause, one.confirmed) for one in found.links.broken}
    assert told == {(Cause.RESET, False), (Cause.NOT_FOUND, True)}


# What is forgotten


def test_what_no_page_names_any_more_is_forgotten(tmp_path: Path) -> None:
    site = tree(30)
    audited(tmp_path, site)
    with opened(tmp_path / FILE, START, NOW) as book:
        before = rows(book, "edges"), rows(book, "pages"), rows(book, "idsets")
    site.content["/"] = page("/lost")
    for path in list(site.content):
        if path != "/":
            del site.content[path]
    found = audited(tmp_path, site)
    assert sources(found.links.broken) == {"/lost http-404": ["/"]}
    with opened(tmp_path / FILE, START, NOW) as book:
        after = rows(book, "edges"), rows(book, "pages"), rows(book, "idsets")
    assert before[:2] == (76, 31)
    assert after == (1, 1, 1)


CHANGES = {
    "gone": Answer("", "", 404, headers={"content-type": "text/html"}, body=b"<h1>404 not found</h1>" * 9),
    "forbidden": Answer("", "", 403, headers={"content-type": "text/html"}, body=b"<h1>Forbidden</h1>" * 9),
    "sent elsewhere": Answer("", f"{START}other", 200, headers={"content-type": "text/html"}, body=page("/")),
    "empty": Answer("", "", 200, headers={"content-type": "text/html"}),
    "a file now": Answer("", "", 200, headers={"content-type": "application/zip"}, body=b"PK\x05\x06" + b"\0" * 18),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_that_changed_is_no_source_of_what_it_named_before(tmp_path: Path, change: str) -> None:
    wrong = '<a href="http://10.0.0.9/plan">แผน</a><a href="/b#no">ข</a>'
    site = Site({"/": page("/a", "/b", "/lost"), "/a": page("/lost", more=wrong), "/b": page("/a")})
    first = sources(audited(tmp_path, site).links.broken)
    assert {"/lost http-404", "http://10.0.0.9/plan local-address", "/b#no missing-fragment"} == set(first)
    assert first["/lost http-404"] == ["/", "/a"]
    site.content["/a"] = CHANGES[change]
    again = sources(audited(tmp_path, site).links.broken)
    assert again["/lost http-404"] == ["/"]
    assert not [one for one in again if one.startswith(("http://10.", "/b#"))]


# What is not looked at


def wide() -> Site:
    names = [f"/w/{number}" for number in range(20)]
    return Site({"/": page(*names[:12]), **{name: page(*names) for name in names}})


def test_what_is_over_the_limit_is_counted_once_and_is_over_it_again_when_nothing_changed(tmp_path: Path) -> None:
    site = wide()
    assert audited(tmp_path, site, most=10).over_budget == 11
    assert audited(tmp_path, site, most=10).over_budget == 11
    assert {one for one in site.asked if one.startswith("/w/")} == {f"/w/{number}" for number in range(9)}


def test_what_was_over_the_limit_is_looked_at_when_the_limit_is_raised(tmp_path: Path) -> None:
    site = wide()
    del site.content["/w/19"]
    audited(tmp_path, site, most=10)
    found = audited(tmp_path, site, most=100)
    assert found.over_budget == 0
    assert list(sources(found.links.broken)) == ["/w/19 http-404"]


def test_a_lower_limit_holds_for_what_is_known_too(tmp_path: Path) -> None:
    site = wide()
    audited(tmp_path, site)
    site.asked.clear()
    assert audited(tmp_path, site, most=5).over_budget == 16
    assert len({one for one in site.asked if one.startswith("/w/")}) == 4


def trapped() -> Site:
    names = [f"/trap/{number}" for number in range(5)]
    return Site({"/": page("/a", *names), "/a": page(*names, "./trap/0", "/trap/9")})


def asides(folder: Path) -> tuple[tuple[str, int], ...]:
    with opened(folder / FILE, START, NOW) as book:
        query = "SELECT why, count(*) FROM asides GROUP BY why ORDER BY why"
        return tuple((str(why), int(count)) for why, count in book.rows(query))


def test_what_is_left_alone_is_counted_once_and_again_in_a_run_where_nothing_changed(tmp_path: Path) -> None:
    site = trapped()
    audited(tmp_path, site)
    assert asides(tmp_path) == (("trap/**", 6),)
    audited(tmp_path, site)  # goes on with the run that `asides` began
    audited(tmp_path, site)
    assert asides(tmp_path) == (("trap/**", 6),)
    assert not [one for one in site.asked if one.startswith("/trap/")]


def test_what_was_left_alone_and_is_named_no_more_is_forgotten(tmp_path: Path) -> None:
    site = trapped()
    audited(tmp_path, site)
    site.content |= {"/": page("/a"), "/a": page("/")}
    audited(tmp_path, site)
    assert asides(tmp_path) == ()
    assert OVER not in dict(asides(tmp_path))
    with opened(tmp_path / FILE, START, NOW) as book:
        assert rows(book, "targets") == 2
