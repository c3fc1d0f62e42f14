"""No worker outlives its parent, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from .asking import SCRIPT, is_alive, soon
from .rogue import BUSY

BOSS = Path(__file__).with_name("boss.py")


@contextmanager
def busy(*deeds: str) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A parent, and the processes below it that are in the midst of a document."""
    command = [sys.executable, str(BOSS), str(SCRIPT), *deeds]
    folder = tempfile.TemporaryDirectory()  # what killed parents leave there goes with it
    around = os.environ | {"TMPDIR": folder.name, "TEMP": folder.name, "TMP": folder.name}
    boss = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=around)
    workers: list[int] = []
    try:
        assert soon(lambda: len(busy_below(boss.pid)) == len(deeds), 30)
        workers = [one.pid for one in psutil.Process(boss.pid).children(recursive=True)]
        yield boss, workers
    finally:
        boss.kill()
        boss.communicate()
        for pid in filter(is_alive, workers):
            os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        folder.cleanup()


def busy_below(boss: int) -> list[Path]:
    """The notes of busy workers, each in its folder."""
    notes: list[Path] = []
    for child in psutil.Process(boss).children():
        with suppress(psutil.Error):
            notes.append(Path(child.cwd()) / BUSY)
    return [note for note in notes if note.exists()]


# Only Linux ends a process that lets none of its threads run.
BUSY_WAYS = ("loop", "stay", "hold") if sys.platform == "linux" else ("loop", "stay")


def test_a_parent_that_is_killed_leaves_no_worker() -> None:
    with busy(*BUSY_WAYS) as (boss, workers):
        assert len(workers) == len(BUSY_WAYS)
        assert all(map(is_alive, workers))
        boss.kill()
        assert soon(lambda: not any(map(is_alive, workers)))


def test_without_the_help_of_the_system_a_worker_sees_that_its_parent_has_gone() -> None:
    with busy("alone") as (boss, workers):
        boss.kill()
        assert soon(lambda: not any(map(is_alive, workers)))


def test_a_program_that_a_worker_has_started_ends_with_the_parent() -> None:
    with busy("recognise") as (boss, workers):
        boss.kill()
        assert soon(lambda: not any(map(is_alive, workers)))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal for one process")
def test_an_interrupted_parent_ends_at_once_and_its_workers_say_nothing() -> None:
    with busy("loop", "stay") as (boss, workers):
        # What a terminal sends to all processes in its foreground would not reach them either.
        assert os.getsid(boss.pid) not in {os.getsid(worker) for worker in workers}
        os.kill(boss.pid, signal.SIGINT)
        _, said = boss.communicate(timeout=15)
        assert soon(lambda: not any(map(is_alive, workers)))
    assert said.decode().count("Traceback") == 1
    assert said.decode().rstrip().endswith("KeyboardInterrupt")
