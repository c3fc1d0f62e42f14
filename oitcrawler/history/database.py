"""The database behind the history: connections, transactions, and tables brought up to date on opening."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ..errors import OitError
from ..model import Text
from .locks import AdvisoryLock, Lock, LockedFile, lock_file, waited_for
from .model import HistoryTrouble
from .place import file_of, shown
from .tables import metadata

HEAD: Final = "v0001"
"""The newest migration; a test holds it against the folder."""
_STAMP_TABLE: Final = text(
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
_STAMP: Final = text("INSERT INTO alembic_version (version_num) VALUES (:head)")
_BUSY_SECONDS: Final = 60
_WRITING: Final = "oitcrawler_writing"
_MIGRATING_SECONDS: Final = 120.0


class Database:
    """A database whose tables are those of this version of the program."""

    def __init__(self, url: URL, engine: Engine) -> None:
        self._url = url
        self._engine = engine

    @classmethod
    def open(cls, url: URL) -> Database:
        """Open a database and migrate it. Raises HistoryTrouble when that cannot be done."""
        path = file_of(url)
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            made = cls(url, _engine(url, path))
            with made._spoken():
                made._bring_up_to_date()
        except OSError as error:
            raise _trouble(url, error) from error
        return made

    @property
    def shown(self) -> str:
        """The database as people may see it, without a password."""
        return shown(self._url)

    def close(self) -> None:
        """Close what is open."""
        self._engine.dispose()

    def lock(self, name: str) -> Lock:
        """Return the lock of a name, not taken yet."""
        path = file_of(self._url)
        if path is None:
            return AdvisoryLock(self._engine, name)
        try:
            return LockedFile(lock_file(path, name))
        except OSError as error:
            raise _trouble(self._url, error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database."""
        with self._spoken(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is kept whole or not at all."""
        with self._spoken(), self._engine.connect() as connection:
            bound = connection.execution_options(**{_WRITING: True})
            with bound.begin():
                yield bound

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Turn the errors of the database's library into HistoryTrouble."""
        with self._spoken():
            yield

    @contextmanager
    def _spoken(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise _trouble(self._url, error) from error

    def _bring_up_to_date(self) -> None:
        if self._revision() == HEAD:
            return
        lock = self.lock("migrating")
        if not waited_for(lock, _MIGRATING_SECONDS):
            raise _busy(self.shown)
        try:
            self._use_write_ahead_log()
            self._migrate()
        finally:
            lock.let_go()

    def _revision(self) -> str | None:
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)

    def _use_write_ahead_log(self) -> None:
        """Let readers read while a run is written; file systems that cannot do it keep the older way."""
        if file_of(self._url) is not None:
            connection = self._engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA journal_mode=WAL")
            finally:
                connection.close()

    def _migrate(self) -> None:
        with self.writing() as connection:
            if inspect(connection).get_table_names():
                self._upgrade(connection)
            else:
                metadata.create_all(connection)
                connection.execute(_STAMP_TABLE)
                connection.execute(_STAMP, {"head": HEAD})

    def _upgrade(self, connection: Connection) -> None:
        from .migrating import migrate  # Alembic is not small, and new and current databases do not need it

        migrate(connection, self.shown)


def _engine(url: URL, path: Path | None) -> Engine:
    # A run may take hours, in which a server or a firewall forgets idle connections: none is kept.
    engine = create_engine(url, poolclass=NullPool)
    if path is not None:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None  # the module would begin transactions late, and not for every statement
    for pragma in (f"busy_timeout={_BUSY_SECONDS * 1000}", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    # A transaction that begins by reading cannot become a writing one when another process wrote in between.
    writes = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _busy(place: str) -> OitError:
    return HistoryTrouble(
        Text(
            f"ฐานข้อมูลประวัติ {place} กำลังถูกปรับรุ่นโดยโปรแกรมอื่นอยู่ ลองใหม่อีกครั้ง",
            f"the history {place} is being updated by another process; try again",
        )
    )


def _trouble(url: URL, error: Exception) -> HistoryTrouble:
    """Say what the database's library said, without statements and without the password."""
    said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
    if url.password:
        said = said.replace(str(url.password), "***")
    line = " ".join(said.split())[:300]
    return HistoryTrouble(
        Text(
            f"ใช้ฐานข้อมูลประวัติ {shown(url)} ไม่ได้: {line}",
            f"the history {shown(url)} cannot be used: {line}",
        )
    )
