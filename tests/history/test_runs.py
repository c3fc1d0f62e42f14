"""One run a site at a time; what a run sees counts when it is finished, and only then."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import update

from oitcrawler.errors import UsageError
from oitcrawler.history import HistoryBusy, RunState, RunTaken, open_history
from oitcrawler.history.database import Database
from oitcrawler.history.place import resolve
from oitcrawler.history.tables import runs

from ..reports.sample import sample
from .fortnights import SITE, fortnight, look

HOLD = """
import sys
from datetime import UTC, datetime
from oitcrawler.history import open_history
run = open_history(sys.argv[1]).begin(sys.argv[2], "links", datetime(2025, 4, 1, tzinfo=UTC))
print(run.id, flush=True)
sys.stdin.readline()
"""


def held_elsewhere(url: str) -> subprocess.Popen[str]:
    """Begin a run on the site in another process, which holds it until it is told to end or killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, url, SITE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "1"
    return process


def test_another_process_is_refused_and_told_why(url: str) -> None:
    with open_history(url) as history:
        other = held_elsewhere(url)
        try:
            before = time.monotonic()
            with pytest.raises(HistoryBusy, match="another run is at work on tambon-tuayang") as refused:
                history.begin(f"{SITE}/index.html"[: -len("/index.html")], "check", fortnight(1))
            assert time.monotonic() - before < 5
            assert isinstance(refused.value, UsageError)
            assert "2025-04-01" in refused.value.to("th")
            assert [one.state for one in history.runs()] == [RunState.RUNNING]
            with open_history(url) as third:  # opening must not take a living run for a dead one
                assert [one.state for one in third.runs()] == [RunState.RUNNING]
            history.begin("other.example.go.th", "check", fortnight(1)).abandon()
        finally:
            other.kill()
            other.communicate()


def test_a_dead_process_leaves_no_lock(url: str) -> None:
    other = held_elsewhere(url)
    other.kill()
    other.communicate()
    with open_history(url) as history:
        assert [one.state for one in history.runs()] == [RunState.BROKEN_OFF]
        with history.begin(SITE, "links", fortnight(1)) as run:
            run.finish(fortnight(1))
        assert [one.state for one in history.runs()] == [RunState.BROKEN_OFF, RunState.FINISHED]


def test_who_waits_comes_next(url: str) -> None:
    with open_history(url) as history:
        first = history.begin(SITE, "links", fortnight(0))
        threading.Timer(1.0, first.finish, [fortnight(0)]).start()
        with history.begin(SITE, "check", fortnight(1), wait=20) as second:
            second.finish(fortnight(1))
        assert [(one.id, one.kind, one.state.value) for one in history.runs()] == [
            (first.id, "links", "finished"),
            (second.id, "check", "finished"),
        ]


def test_a_run_that_was_taken_for_dead_cannot_write(database: Database, url: str) -> None:
    with open_history(url) as history, history.begin(SITE, "links", fortnight(0)) as run:
        run.links([look("a", "http-404", fortnight(0))])
        with database.writing() as connection:  # as when a server lost the connection that held the lock
            connection.execute(update(runs).values(state=RunState.BROKEN_OFF.value))
        with pytest.raises(RunTaken):
            run.links([look("b", "ok", fortnight(0))])
        with pytest.raises(RunTaken):
            run.finish(fortnight(0))
        assert history.link_lives(SITE) == ()


def test_a_finished_run_takes_nothing_more(url: str) -> None:
    with open_history(url) as history, history.begin(SITE, "links", fortnight(0)) as run:
        run.finish(fortnight(0))
        with pytest.raises(RunTaken):
            run.finish(fortnight(1))
        with pytest.raises(RunTaken):
            run.links([])
        with pytest.raises(RunTaken):
            run.report(sample())
    assert history.runs()[0].state is RunState.FINISHED


def test_an_error_in_the_middle_throws_all_away_and_frees_the_site(url: str) -> None:
    with open_history(url) as history:
        with pytest.raises(ZeroDivisionError), history.begin(SITE, "links", fortnight(0)) as run:
            run.links(look(str(1 // (5 - number)), "http-404", fortnight(0)) for number in range(9))
        assert history.link_lives(SITE) == ()
        assert [one.state for one in history.runs()] == [RunState.BROKEN_OFF]
        history.begin(SITE, "links", fortnight(1)).abandon()


def test_sites_do_not_mix(url: str) -> None:
    with open_history(url) as history:
        for number, site in enumerate(
            ("https://a.example.go.th", "http://www.b.example.go.th/", "c.example.go.th/ita")
        ):
            with history.begin(site, "links", fortnight(number), year="2568") as run:
                run.links([look("same", "http-404" if number == 1 else "ok", fortnight(number))], complete=True)
                run.finish(fortnight(number))
        assert [(one.site, one.runs, one.broken) for one in history.sites()] == [
            ("a.example.go.th", 1, 0),
            ("b.example.go.th", 1, 1),
            ("c.example.go.th/ita", 1, 0),
        ]
        assert [one.year for one in history.runs("b.example.go.th", "links")] == ["2568"]
        assert history.runs(kind="check") == ()


def test_of_two_looks_in_one_run_the_later_counts(url: str) -> None:
    with open_history(url) as history, history.begin(SITE, "links", fortnight(0)) as run:
        run.links([look("a", "http-404", fortnight(0)), look("a", "ok", fortnight(0)), look("b", "ok", fortnight(0))])
        run.links([look("b", "http-404", fortnight(0))])
        run.finish(fortnight(0))
        assert [one.standing.value for one in history.link_lives(SITE)] == ["works", "broken"]


def test_what_was_not_seen_is_gone_only_if_its_pages_were_read(url: str) -> None:
    home, hidden = f"{SITE}/", f"{SITE}/hidden"
    with open_history(url) as history:
        seen = {"a": (home,), "b": (home, hidden), "c": ()}
        with history.begin(SITE, "links", fortnight(0)) as run:
            run.links([look(name, "http-404", fortnight(0), pages=pages) for name, pages in seen.items()])
            run.finish(fortnight(0))
        with history.begin(SITE, "links", fortnight(1)) as run:
            run.links([look("d", "ok", fortnight(1))], pages_read={home})
            run.finish(fortnight(1))
        assert [one.url.rpartition("/")[2] for one in history.link_lives(SITE, broken=True)] == ["b", "c"]


ODD = (
    "https://a.example.go.th/x\x00",
    "https://a.example.go.th/\ud800",
    "//[",
    "https://a.example.go.th/" + "ก" * 5000,
    "",
)


def test_odd_addresses_are_kept(url: str) -> None:
    several = [replace(look("", "malformed-url", fortnight(0)), url=one, pages=(one,)) for one in ODD]
    with open_history(url) as history:
        for number in range(2):
            with history.begin(SITE, "links", fortnight(number)) as run:
                run.links(several)
                run.finish(fortnight(number))
        lives = history.link_lives(SITE)
    assert len(lives) == len(ODD)
    assert {one.runs_broken for one in lives} == {2}


def test_naive_moments_are_refused(url: str) -> None:
    naive = datetime(2025, 4, 1)
    with open_history(url) as history:
        with pytest.raises(ValueError, match="time zone"):
            history.begin(SITE, "links", naive)
        with history.begin(SITE, "links", fortnight(0)) as run, pytest.raises(ValueError, match="time zone"):
            run.finish(naive)


def test_reading_goes_on_while_a_run_is_written(url: str) -> None:
    database = Database.open(resolve(url))
    with open_history(url) as history, database.writing() as connection:
        connection.execute(update(runs).values(year="x"))
        before = time.monotonic()
        assert history.sites() == ()
        assert time.monotonic() - before < 5
    database.close()


def test_many_observations_are_kept_quickly(url: str) -> None:
    with open_history(url) as history:
        for number in range(2):
            with history.begin(SITE, "links", fortnight(number)) as run:
                seen = (look(str(one), "ok" if one % 20 else "http-404", fortnight(number)) for one in range(5_000))
                before = time.process_time()
                run.links(seen, complete=True)
                run.finish(fortnight(number))
                assert time.process_time() - before < 4  # about 0.3 on a machine with nothing else to do
        assert history.runs()[-1].broken == 250
