"""Snapshots: everything that one crawl fetched, in one folder, to be judged as often as wanted.

    snapshot.sqlite     what was fetched, why the rest was not, and what is still to fetch
    bodies/ab/abcd…     the bytes as they came, named by their SHA-256
    crawl.log           the crawl's own log

`Snapshot` reads a folder; `crawl.frontier.Frontier` writes one. Reading never changes anything.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import SnapshotError
from .model import Cause, Text

SCHEMA_VERSION = 1
DATABASE = "snapshot.sqlite"
BODIES = "bodies"

SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE urls(
    url TEXT PRIMARY KEY, state TEXT NOT NULL, cause TEXT, priority INTEGER NOT NULL, depth INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, source TEXT NOT NULL, pattern TEXT NOT NULL, response_id INTEGER
) WITHOUT ROWID;
CREATE INDEX urls_queue ON urls(state, priority, depth, url);
CREATE INDEX urls_source ON urls(source);
CREATE INDEX urls_pattern ON urls(pattern, state);
CREATE TABLE responses(
    id INTEGER PRIMARY KEY, url TEXT NOT NULL, final_url TEXT NOT NULL, status INTEGER, content_type TEXT NOT NULL,
    headers TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, fetched_at TEXT NOT NULL, elapsed REAL NOT NULL,
    rendered INTEGER NOT NULL, redirects TEXT NOT NULL, cause TEXT
);
CREATE TABLE hosts(host TEXT PRIMARY KEY, tls TEXT, not_after TEXT, robots TEXT, detail TEXT NOT NULL DEFAULT '')
    WITHOUT ROWID;
"""

_RESOURCES = """
SELECT u.url, r.final_url, r.status, r.content_type, r.digest, r.size, u.cause, r.rendered, r.redirects, r.fetched_at,
       u.label, u.source, u.depth, r.headers, u.kind
FROM urls u JOIN responses r ON r.id = u.response_id WHERE u.state = 'done' ORDER BY u.url
"""


@dataclass(frozen=True, slots=True)
class Resource:
    """One URL that was tried, and what came of it.

    `cause` is None when it was fetched whole; `status` is None when no server answered; `digest` is empty when no
    body was kept. `redirects` are the addresses passed on the way, the first being `url`. `label` is the text of
    the best link that led here and `source` the page that carries it. `fetched_at` is ISO 8601 in UTC.
    """

    url: str
    final_url: str
    status: int | None
    content_type: str
    digest: str
    size: int
    cause: Cause | None
    rendered: bool
    redirects: tuple[str, ...]
    fetched_at: str
    label: str
    source: str
    depth: int
    headers: tuple[tuple[str, str], ...] = ()
    is_document: bool = False


@dataclass(frozen=True, slots=True)
class Host:
    """What was noted about a host (`name` or `name:port`).

    `tls` is None for plain HTTP, else ok, expired, self-signed, wrong-host, incomplete-chain, untrusted, old-protocol
    or failed; `not_after` is the last moment of its certificate; `robots` is ok, missing or failed.
    """

    host: str
    tls: str | None
    not_after: str | None
    robots: str | None
    detail: str


@dataclass(frozen=True, slots=True)
class Meta:
    """When, by what and with which settings a crawl was made. `finished_at` is None while it is not finished."""

    start_url: str
    started_at: str
    finished_at: str | None
    tool_version: str
    settings: Mapping[str, str | int | float | bool | None]


class Snapshot:
    """A recorded crawl, for reading. Close it, or use it in a `with`."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, meta: Meta) -> None:
        self.folder = folder
        self.meta = meta
        self._db = connection

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """Open the snapshot in `folder`. Raises SnapshotError if there is none, or one that cannot be read."""
        path = folder / DATABASE
        if not path.is_file():
            raise SnapshotError(_missing(folder))
        connection = _connect(path)
        try:
            return cls(folder, connection, read_meta(connection, folder))
        except sqlite3.DatabaseError as broken:
            connection.close()
            raise SnapshotError(_broken(folder, str(broken))) from broken
        except SnapshotError:
            connection.close()
            raise

    def __enter__(self) -> Snapshot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go."""
        self._db.close()

    def resources(self) -> tuple[Resource, ...]:
        """Return everything that was tried, sorted by URL."""
        return tuple(
            Resource(
                url=row[0],
                final_url=row[1],
                status=row[2],
                content_type=row[3],
                digest=row[4],
                size=row[5],
                cause=Cause(row[6]) if row[6] else None,
                rendered=bool(row[7]),
                redirects=tuple(json.loads(row[8])),
                fetched_at=row[9],
                label=row[10],
                source=row[11],
                depth=row[12],
                headers=tuple((name, value) for name, value in json.loads(row[13])),
                is_document=row[14] == "document",
            )
            for row in self._rows(_RESOURCES)
        )

    def body(self, digest: str) -> bytes:
        """Return the bytes with this SHA-256. Raises SnapshotError if they are missing or were changed."""
        try:
            body = body_path(self.folder, digest).read_bytes()
        except OSError as lost:
            raise SnapshotError(_broken(self.folder, f"{digest}: {lost.strerror or lost}")) from lost
        if hashlib.sha256(body).hexdigest() != digest:
            raise SnapshotError(_broken(self.folder, f"{digest}: the file was changed after the crawl"))
        return body

    def unfetched(self) -> tuple[tuple[str, str, str], ...]:
        """Return (url, label, source) of what was known but not tried when the crawl ended, sorted by URL."""
        return tuple(
            (row[0], row[1], row[2])
            for row in self._rows(
                "SELECT url, label, source FROM urls WHERE state IN ('queued', 'taken') ORDER BY url",
            )
        )

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        """Return the URL patterns that were recognised as traps, with the number of their URLs not tried."""
        return tuple(
            (row[0], row[1])
            for row in self._rows(
                "SELECT pattern, count(*) FROM urls WHERE state = 'skipped' GROUP BY pattern ORDER BY pattern",
            )
        )

    def hosts(self) -> tuple[Host, ...]:
        """Return what was noted about each host, sorted by name."""
        return tuple(
            Host(*row) for row in self._rows("SELECT host, tls, not_after, robots, detail FROM hosts ORDER BY host")
        )

    def _rows(self, query: str) -> list[Any]:
        try:
            return self._db.execute(query).fetchall()
        except sqlite3.DatabaseError as broken:
            raise SnapshotError(_broken(self.folder, str(broken))) from broken


def body_path(folder: Path, digest: str) -> Path:
    """Return where the body with this SHA-256 lies."""
    return folder / BODIES / digest[:2] / digest


def read_meta(connection: sqlite3.Connection, folder: Path) -> Meta:
    """Read the table `meta`. Raises SnapshotError for a schema of another version."""
    found = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    version = found.get("schema", "0")
    if version != str(SCHEMA_VERSION):
        raise SnapshotError(
            Text(
                f"สแนปช็อตในโฟลเดอร์ {folder} เป็นรูปแบบรุ่น {version} แต่โปรแกรมรุ่นนี้อ่านรุ่น {SCHEMA_VERSION}",
                f"the snapshot in {folder} has schema {version}; this version reads schema {SCHEMA_VERSION}",
            )
        )
    return Meta(
        start_url=found["start_url"],
        started_at=found["started_at"],
        finished_at=found.get("finished_at"),
        tool_version=found["tool_version"],
        settings=json.loads(found["settings"]),
    )


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
    try:
        connection.execute("SELECT 1 FROM meta").fetchone()
    except sqlite3.DatabaseError as broken:
        connection.close()
        raise SnapshotError(_broken(path.parent, str(broken))) from broken
    return connection


def _missing(folder: Path) -> Text:
    return Text(
        f"ไม่พบสแนปช็อตในโฟลเดอร์ {folder} (ต้องมีไฟล์ {DATABASE})",
        f"there is no snapshot in {folder} (it would hold a file {DATABASE})",
    )


def _broken(folder: Path, why: str) -> Text:
    return Text(
        f"สแนปช็อตในโฟลเดอร์ {folder} เสียหาย ({why}) ให้เก็บข้อมูลเว็บไซต์ใหม่ลงโฟลเดอร์อื่น",
        f"the snapshot in {folder} is damaged ({why}); crawl the site again into another folder",
    )
