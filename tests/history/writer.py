"""A process that writes runs until it is killed: `python writer.py URL SITE BEGUN FINISHED`.

It appends the number of every run that was finished to the file FINISHED, after `finish` has come back.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from oitcrawler.history import LinkObservation, open_history
from oitcrawler.links.model import Standing
from oitcrawler.model import Cause

ADDRESSES = 2500
FIRST = datetime(2025, 4, 1, tzinfo=UTC)


def observed(run: int, site: str) -> list[LinkObservation]:
    """Return what a run sees: every third address is broken in odd runs."""
    at = FIRST + timedelta(days=15 * run)
    broken = run % 2 == 1
    return [
        LinkObservation(f"{site}/{number}", Standing.BROKEN, Cause.NOT_FOUND, 404, at)
        if broken and number % 3 == 0
        else LinkObservation(f"{site}/{number}", Standing.WORKS, None, 200, at)
        for number in range(ADDRESSES)
    ]


def write(url: str, site: str, begun: Path, finished: Path) -> None:
    """Write runs for ever."""
    with open_history(url) as history:
        while True:
            with history.begin(site, "links", FIRST, wait=30) as run:
                begun.write_text(str(run.id))
                run.links(observed(run.id, site), complete=True)
                run.finish(FIRST + timedelta(days=15 * run.id))
            with finished.open("a") as file:
                file.write(f"{run.id}\n")
            time.sleep(0.2)  # so that another process has its turn


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
