"""Begins a crawl that fetches only some addresses of an earlier one again, and what they lead to that is new."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import OutputError
from ..model import Text
from ..snapshots import BODIES, DATABASE, Snapshot
from .frontier import now
from .priority import Rank

# Not queued but taken: what is taken is fetched first, and before the budget is asked.
_TAKE = """
UPDATE urls SET state = 'taken', cause = NULL, response_id = NULL
WHERE state IN ('done', 'taken') AND (url IN (SELECT url FROM renew) OR (kind != 'document' AND priority <= :last)
    OR response_id IN (SELECT id FROM responses WHERE final_url IN (SELECT url FROM renew)))
"""


def begin_renewal(snapshot: Path, unfinished: Path, urls: Collection[str], *, seeks: bool = False) -> int:
    """Copy a snapshot to `unfinished` as a crawl that has still to fetch `urls`; return how many of them it knew.

    With `seeks` also the pages on which new evidence would be put: those about the assessment and its subjects, and
    those to which menus lead.
    The crawl then goes on like any that was stopped (`run_crawl`); bodies are linked, not copied, where the disk can.
    It begins now, and looks at the certificates of the hosts of `urls` again. What is in `unfinished` is thrown away.
    Raises SnapshotError for a snapshot that is missing or cannot be read, and OutputError.
    """
    Snapshot.open(snapshot).close()
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        _link_bodies(snapshot / BODIES, unfinished / BODIES)
        with (
            closing(sqlite3.connect(snapshot / DATABASE)) as source,
            closing(sqlite3.connect(unfinished / DATABASE)) as connection,
            connection,
        ):
            source.backup(connection)
            return _marked(connection, urls, Rank.MENU if seeks else -1)
    except (OSError, sqlite3.Error) as refused:
        why = refused.strerror if isinstance(refused, OSError) else str(refused)
        raise OutputError(
            Text(
                f"เขียนข้อมูลลงโฟลเดอร์ {unfinished} ไม่ได้: {why}",
                f"the folder {unfinished} cannot be written: {why}",
            )
        ) from refused


def _marked(connection: sqlite3.Connection, urls: Collection[str], last: int) -> int:
    connection.execute("CREATE TEMP TABLE renew(url TEXT PRIMARY KEY)")
    connection.executemany("INSERT OR IGNORE INTO renew VALUES (?)", [(url,) for url in sorted(urls)])
    connection.execute("DELETE FROM meta WHERE key = 'finished_at'")
    connection.execute("UPDATE meta SET value = ? WHERE key = 'started_at'", (now(),))
    hosts = sorted({urlsplit(url).netloc for url in urls})
    connection.executemany("UPDATE hosts SET tls = NULL WHERE host = ?", [(host,) for host in hosts])
    return connection.execute(_TAKE, {"last": int(last)}).rowcount


def _link_bodies(source: Path, target: Path) -> None:
    """Bodies never change, so that two snapshots can share them."""
    for body in sorted(source.glob("*/*")):
        there = target / body.parent.name / body.name
        there.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(body, there)
            continue
        shutil.copyfile(body, there)
