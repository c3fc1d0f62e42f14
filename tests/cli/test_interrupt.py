"""Ctrl-C in the middle: one sentence, exit 130, nothing half-written, and the next run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oitcrawler import demo

from .sites import inside

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="signals of another kind")]


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGKILL])
def test_a_check_that_is_stopped_goes_on(blow: signal.Signals, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with demo.serve() as url:
        arguments = ["check", url, "--year", "2568", "--as-of", "2025-04-30", "--out", str(out)]
        arguments += ["--allow-private-hosts", "--render", "never", "--no-links"]
        stopped = subprocess.Popen(
            [sys.executable, "-m", "oitcrawler", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        unfinished = out / "snapshot.unfinished" / "bodies"
        patience = time.monotonic() + 30
        while not unfinished.is_dir() or sum(1 for _ in unfinished.iterdir()) < 10:
            assert time.monotonic() < patience, "the crawl did not start"
            time.sleep(0.02)
        stopped.send_signal(blow)
        said = "".join(stopped.communicate(timeout=60))
        assert stopped.returncode == (130 if blow is signal.SIGINT else -signal.SIGKILL)
        assert "Traceback" not in said
        assert not list(out.glob("report.*"))
        kept = {path.name for path in unfinished.rglob("*") if path.is_file()}
        done = _after_the_lock_is_free(arguments)
        assert done.returncode == 0, done.stderr
    assert (out / "report.html").is_file()
    assert kept <= {path.name for path in (out / "snapshot" / "bodies").rglob("*")} | {n for n in kept if ".part" in n}


def _after_the_lock_is_free(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    """Run again; a crawl whose caller was killed may need a moment to notice and let go."""
    for _ in range(20):
        done = inside(*arguments)
        if done.returncode == 0:
            return done
        time.sleep(1)
    return done
