"""Locks that end with the process that holds them, however it ends.

With SQLite a locked file beside the database; with PostgreSQL an advisory lock of a connection that is kept open.
Both are let go by the operating system or the server when the process dies.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Final, Protocol

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, text

_PAUSE: Final = 0.1
_LEAST_WAIT: Final = 0.5
"""Seconds: another process that only looks whether a run is dead holds its lock for a moment."""


class Lock(Protocol):
    """A lock that is taken or not."""

    def take(self) -> bool:
        """Take it, if nobody holds it; tell whether it was taken."""

    def let_go(self) -> None:
        """Let it go."""


class LockedFile:
    """A lock on a file beside the database."""

    def __init__(self, path: Path) -> None:
        self._lock = FileLock(path, timeout=0, thread_local=False)

    def take(self) -> bool:
        """Take it, if nobody holds it; tell whether it was taken."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        return True

    def let_go(self) -> None:
        """Let it go."""
        self._lock.release()


class AdvisoryLock:
    """A lock in the server, held by a connection of its own."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._key = int.from_bytes(hashlib.sha256(f"oitcrawler {name}".encode()).digest()[:8], signed=True)
        self._held: Connection | None = None

    def take(self) -> bool:
        """Take it, if nobody holds it; tell whether it was taken."""
        asking = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = bool(asking.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": self._key}))
        if taken:
            self._held = asking
        else:
            asking.close()
        return taken

    def let_go(self) -> None:
        """Let it go: closing the connection is enough, and works also when the server is gone."""
        held, self._held = self._held, None
        if held is not None:
            held.invalidate()
            held.close()


def waited_for(lock: Lock, seconds: float) -> bool:
    """Take a lock, waiting for it at most so many seconds; tell whether it was taken."""
    until = time.monotonic() + max(seconds, _LEAST_WAIT)
    while not lock.take():
        if time.monotonic() >= until:
            return False
        time.sleep(_PAUSE)
    return True


def lock_file(database: Path, name: str) -> Path:
    """Return the file to lock for a name, in a folder beside the database, which is made."""
    folder = database.with_name(f"{database.name}.locks")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.lock"
