"""A process is killed at any moment: what was finished is there, whole; what was not counts for nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from oitcrawler.history import RunState, open_history
from oitcrawler.history.database import Database
from oitcrawler.history.place import resolve
from oitcrawler.history.tables import links, staged
from oitcrawler.links.model import Standing

from .fortnights import FIRST
from .writer import ADDRESSES

WRITER = Path(__file__).with_name("writer.py")
SITE = "https://killed.example.go.th"
KILLS = 5
BROKEN = len(range(0, ADDRESSES, 3))


def killed_after(seconds: float, url: str, begun: Path, finished: Path) -> None:
    """Start a writer, wait until it has begun a run, and kill it so many seconds later."""
    begun.unlink(missing_ok=True)
    writer = subprocess.Popen(
        [sys.executable, str(WRITER), url, SITE, str(begun), str(finished)], stderr=subprocess.PIPE
    )
    try:
        until = time.monotonic() + 60
        while not begun.exists():
            assert writer.poll() is None, writer.communicate()[1]
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(seconds)
        assert writer.poll() is None, writer.communicate()[1]
    finally:
        writer.kill()
        writer.communicate()


def test_nothing_finished_is_lost_and_nothing_half_counts(url: str, tmp_path: Path) -> None:
    chance = random.Random(url.partition(":")[0])
    begun, finished = tmp_path / "begun", tmp_path / "finished"
    finished.touch()
    for _ in range(KILLS):
        killed_after(chance.uniform(0, 0.6), url, begun, finished)
        told = [int(line) for line in finished.read_text().split()]
        with open_history(url) as history:
            runs = history.runs(SITE)
            whole = [one.id for one in runs if one.state is RunState.FINISHED]
            # The last one may have been kept just before the process could say so.
            assert whole[: len(told)] == told
            assert len(whole) <= len(told) + 1
            if len(whole) > len(told):
                finished.write_text("".join(f"{one}\n" for one in whole))
            assert RunState.RUNNING not in {one.state for one in runs}
            assert all(one.looked == (ADDRESSES if one.id in whole else 0) for one in runs)
            look_at_lives(url, whole)
            history.begin(SITE, "links", FIRST).abandon()  # nobody holds the site


def look_at_lives(url: str, whole: list[int]) -> None:
    """See that the lives are those of the last finished run, all of it, and nothing is left of others."""
    database = Database.open(resolve(url))
    with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
        assert connection.scalar(select(func.count()).select_from(staged)) == 0
        runs = connection.execute(select(links.c.last_run, func.count()).group_by(links.c.last_run)).all()
        assert [tuple(row) for row in runs] == ([(whole[-1], ADDRESSES)] if whole else [])
        broken = connection.scalar(select(func.count()).where(links.c.standing == Standing.BROKEN.value))
        assert broken == (BROKEN if whole and whole[-1] % 2 == 1 else 0)
    database.close()


def test_a_killed_migration_begins_anew(url: str) -> None:
    opening = (
        "import sys; from oitcrawler.history import open_history; print('here', flush=True); open_history(sys.argv[1])"
    )
    for pause in (0.1, 0.25, 0.4):
        process = subprocess.Popen([sys.executable, "-c", opening, url], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(pause)
        process.kill()
        process.communicate()
    with open_history(url) as history:
        assert history.runs() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_two_writers_take_turns_and_neither_harms_the_other(url: str, tmp_path: Path) -> None:
    names = [(tmp_path / f"begun{one}", tmp_path / f"finished{one}") for one in range(2)]
    writers = [
        subprocess.Popen([sys.executable, str(WRITER), url, SITE, str(begun), str(done)], stderr=subprocess.PIPE)
        for begun, done in names
    ]
    until = time.monotonic() + 60
    try:
        while not all(done.exists() and len(done.read_text().split()) >= 2 for _, done in names):
            assert time.monotonic() < until
            assert all(one.poll() is None for one in writers), [one.communicate()[1] for one in writers]
            time.sleep(0.05)
    finally:
        for one in writers:
            one.kill()
            one.communicate()
    told = sorted(int(line) for _, done in names for line in done.read_text().split())
    with open_history(url) as history:
        runs = history.runs(SITE)
        whole = [one.id for one in runs if one.state is RunState.FINISHED]
    assert set(told) <= set(whole)
    assert len(told) == len(set(told))
    assert sum(one.state is RunState.BROKEN_OFF for one in runs) <= 1
    look_at_lives(url, whole)
