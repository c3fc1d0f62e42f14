"""Opens a snapshot for writing: one process at a time, one site a folder, an unfinished crawl continued."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import OutputError, SnapshotError
from ..model import Text
from ..snapshots import DATABASE, SCHEMA, SCHEMA_VERSION
from .frontier import Frontier, now
from .targets import Discovered

LOCK = ".lock"

# The first page is tried again when it failed, and so is what a failing host kept from being tried at all.
_RETRY = """
UPDATE urls SET state = 'queued', response_id = NULL
WHERE state = 'done' AND (cause = 'host-down' OR (url = :start AND cause IS NOT NULL))
"""


@contextmanager
def opened(folder: Path, start: Discovered, settings: Mapping[str, object], version: str) -> Iterator[Frontier]:
    """Open the snapshot in `folder` for writing, making it if there is none; nobody else can meanwhile.

    An unfinished crawl of the same site continues. Raises SnapshotError if another process is at work here or the
    snapshot is of another site, and OutputError if the folder cannot be written.
    """
    with _locked(folder):
        connection = _connected(folder / DATABASE)
        frontier = Frontier(folder, connection, start.url)
        try:
            _prepare(frontier, connection, start, settings, version)
            frontier.discover((start,))
            yield frontier
        finally:
            frontier.close()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise SnapshotError(
            Text(
                f"มีโปรแกรม oitcrawler อีกตัวกำลังทำงานอยู่ในโฟลเดอร์ {folder} ให้รอจนเสร็จ หรือใช้โฟลเดอร์อื่น",
                f"another oitcrawler is at work in {folder}; wait for it, or use another folder",
            )
        ) from busy
    except OSError as refused:
        raise OutputError(
            Text(
                f"เขียนข้อมูลลงโฟลเดอร์ {folder} ไม่ได้: {refused.strerror}",
                f"the folder {folder} cannot be written: {refused.strerror}",
            )
        ) from refused
    try:
        yield
    finally:
        lock.release()


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.DatabaseError as broken:
        connection.close()
        raise SnapshotError(
            Text(f"ไฟล์ {path} เสียหาย: {broken}", f"the file {path} is damaged: {broken}; use another folder")
        ) from broken
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _prepare(
    frontier: Frontier, connection: sqlite3.Connection, start: Discovered, settings: Mapping[str, object], version: str
) -> None:
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        is_new = not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        if is_new:
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            first = {"schema": str(SCHEMA_VERSION), "start_url": start.url, "started_at": now()}
            connection.executemany("INSERT INTO meta(key, value) VALUES (?, ?)", first.items())
        _refuse_other_site(frontier.folder, connection, start.url, is_new=is_new)
        latest = {"tool_version": version, "settings": json.dumps(settings, sort_keys=True)}
        connection.executemany("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", latest.items())
        connection.execute("DELETE FROM meta WHERE key = 'finished_at'")
        connection.execute(_RETRY, {"start": start.url})


def _refuse_other_site(folder: Path, connection: sqlite3.Connection, start_url: str, *, is_new: bool) -> None:
    if is_new:
        return
    had = connection.execute("SELECT value FROM meta WHERE key = 'start_url'").fetchone()[0]
    if had != start_url:
        raise SnapshotError(
            Text(
                f"โฟลเดอร์ {folder} เก็บข้อมูลของเว็บไซต์ {had} ไม่ใช่ {start_url} ให้ใช้โฟลเดอร์อื่น",
                f"the folder {folder} holds a snapshot of {had}, not of {start_url}; use another folder",
            )
        )
