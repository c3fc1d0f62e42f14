"""The file of a link book: who may write it, whether it can be, and which run begins or goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import OutputError, SnapshotError
from ..model import Text
from .book_schema import SCHEMA, SCHEMA_VERSION


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep everybody else out. Raises SnapshotError if somebody is in, OutputError if the folder cannot be written."""
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as busy:
        raise SnapshotError(
            Text(
                f"มีโปรแกรม oitcrawler อีกตัวกำลังตรวจลิงก์อยู่ในโฟลเดอร์ {path.parent} ให้รอจนเสร็จ หรือใช้โฟลเดอร์อื่น",
                f"another oitcrawler is auditing links in {path.parent}; wait for it, or use another folder",
            )
        ) from busy
    except OSError as refused:
        raise OutputError(
            Text(f"เขียนไฟล์ {path} ไม่ได้: {refused.strerror}", f"cannot write {path}: {refused.strerror}")
        ) from refused
    try:
        yield
    finally:
        lock.release()


def connected(path: Path) -> sqlite3.Connection:
    """Open the file, making it if there is none. Raises OutputError."""
    try:
        return sqlite3.connect(path, timeout=30)
    except sqlite3.Error as refused:
        raise OutputError(Text(f"เปิดไฟล์ {path} ไม่ได้: {refused}", f"cannot open {path}: {refused}")) from refused


def prepared(connection: sqlite3.Connection, path: Path, start_url: str, now: str, *, fresh: bool) -> int:
    """Make the tables if there are none, and return the number of the run that begins or goes on.

    Raises SnapshotError if the file is of another site, and sqlite3.Error if it is damaged or cannot be written.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
            first = {"schema": SCHEMA_VERSION, "start_url": start_url, "run": "0", "state": "finished"}
            connection.executemany("INSERT INTO meta(key, value) VALUES (?, ?)", first.items())
        found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        if found.get("schema") != SCHEMA_VERSION or found.get("start_url") != start_url:
            raise SnapshotError(
                Text(
                    f"ไฟล์ {path} เป็นของเว็บไซต์ {found.get('start_url')} หรือของโปรแกรมรุ่นอื่น ให้ใช้โฟลเดอร์อื่น",
                    f"{path} is of {found.get('start_url')}, or of another version; use another folder",
                )
            )
        goes_on = found["state"] == "running" and not fresh
        run = int(found["run"]) + (0 if goes_on else 1)
        latest = {"run": str(run), "state": "running"} | ({} if goes_on else {"started_at": now})
        connection.executemany("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", latest.items())
    return run
