"""The link book of one site: what was named where and what came of it, so that a crash at any point loses nothing.

One SQLite file, kept from run to run: a later run knows what has not changed. Everything is written in batches, each
one transaction; what was not yet written when the power failed is looked at again. Meanwhile the numbers of addresses
and references are held in memory, so that a menu seen a thousand times costs a thousand look-ups and no row.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ..errors import OutputError, SnapshotError
from ..model import Cause, Text
from .book_file import connected, locked, prepared
from .book_schema import (
    ASIDE,
    ASIDES,
    DOUBTED,
    FORGET,
    LEFT,
    NAMED_AGAIN,
    NEW_EDGE,
    NEW_IDSET,
    NEW_TARGET,
    OUTCOME,
    PAGE,
    STILL,
    UNCHANGED,
)
from .model import Look, Ref, RefKind, Standing

FILE = "links.sqlite"
BATCH = 400
PLAIN, HAS_SCRIPTS, SHELL, RENDERED = range(4)
"""How much of a page is made by scripts: nothing, maybe something, all of it; or a browser has rendered it."""
_IN_ORDER: Final = (NEW_TARGET, NAMED_AGAIN, ASIDE, NEW_EDGE, NEW_IDSET, PAGE, STILL, OUTCOME, UNCHANGED, LEFT, DOUBTED)
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An address to look at in this run. `source` is the number of the page that named it first (0: nobody did)."""

    id: int
    url: str
    kind: RefKind
    source: int
    depth: int


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run knows of an address, to ask only whether it has changed.

    `sort` is page, style, document or other.
    """

    standing: Standing
    sort: str
    etag: str
    modified: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look at a target came to, with what the next run needs to see that nothing changed."""

    target: int
    look: Look
    status: int | None
    final_url: str
    at: str
    sort: str = ""
    etag: str = ""
    modified: str = ""
    digest: bytes = b""
    size: int | None = None


class Book:
    """The writing side of one link book, for one run. Made by `opened`."""

    def __init__(self, connection: sqlite3.Connection, run: int) -> None:
        self.run = run
        self._db = connection
        self._ids: dict[str, int] = dict(connection.execute("SELECT url, id FROM targets"))
        self._urls = [""] * (max(self._ids.values(), default=0) + 1)
        for url, number in self._ids.items():
            self._urls[number] = url
        last = int(connection.execute("SELECT coalesce(max(id), 0) FROM edges").fetchone()[0])
        self._edge_targets = array("I", bytes(4 * (last + 1)))
        for number, target in connection.execute("SELECT id, target FROM edges"):
            self._edge_targets[number] = target
        self._jumped = {row[0] for row in connection.execute("SELECT DISTINCT target FROM edges WHERE fragment != ''")}
        self._idsets: dict[frozenset[str], int] = {}
        self._next_idset = int(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM idsets").fetchone()[0])
        self._named = {row[0] for row in connection.execute("SELECT id FROM targets WHERE named = ?", (run,))}
        self._done = {row[0] for row in connection.execute("SELECT id FROM targets WHERE done = ?", (run,))}
        self._whys: dict[int, str] = {}
        self._aside: set[int] = set()
        for number, of_run, why in connection.execute("SELECT target, run, why FROM asides"):
            self._whys[number] = why
            if of_run == run:
                self._aside.add(number)
        self._pending: dict[str, list[Row]] = {}
        self._count = 0

    # What is named

    @property
    def size(self) -> int:
        """How many addresses were named in this run."""
        return len(self._named)

    def target(self, url: str) -> int | None:
        """Return the number of an address that was named in any run."""
        return self._ids.get(url)

    def name(self, url: str, kind: RefKind, source: int, depth: int) -> Target | None:
        """Note that an address is named; return it when this run hears of it for the first time."""
        number = self._ids.get(url)
        if number is None:
            number = self._ids[url] = len(self._urls)
            self._urls.append(url)
            self._write(NEW_TARGET, (number, url, kind.value, source, depth, self.run))
        elif number in self._named:
            return None
        else:
            self._write(NAMED_AGAIN, (kind.value, source, depth, self.run, number))
        self._named.add(number)
        self._aside.discard(number)
        self._whys.pop(number, None)
        return Target(number, url, kind, source, depth)

    def set_aside(self, url: str, kind: RefKind, source: int, depth: int, why: str) -> int:
        """Note that an address was met and is not looked at in this run; return its number."""
        number = self._ids.get(url)
        if number is None:
            number = self._ids[url] = len(self._urls)
            self._urls.append(url)
            self._write(NEW_TARGET, (number, url, kind.value, source, depth, 0))
        self._put_aside(number, why)
        return number

    def why_aside(self, target: int) -> str:
        """Return why an address was not looked at when it was met last, "" if it was looked at."""
        return self._whys.get(target, "")

    def asides(self) -> tuple[tuple[str, int], ...]:
        """Return why addresses were not looked at in this run, with how many for each reason, sorted."""
        return tuple((str(why), int(count)) for why, count in self.rows(ASIDES, {"run": self.run}))

    def is_jumped_to(self, target: int) -> bool:
        """Whether a reference leads to a place on the page at an address (`#id`)."""
        return target in self._jumped

    def edge(self, ref: Ref, target: int, fragment: str, cause: Cause | None) -> int:
        """Note a reference as it is written; return its number. Target 0 is none: the address itself is wrong."""
        number = len(self._edge_targets)
        self._edge_targets.append(target)
        if fragment:
            self._jumped.add(target)
        self._write(NEW_EDGE, (number, ref.raw, ref.kind.value, ref.text, ref.place, target, fragment, cause))
        return number

    def targets_of(self, edges: Iterable[int]) -> Iterator[int]:
        """Return the numbers of the addresses to which references lead."""
        known = self._edge_targets
        return (known[edge] for edge in edges)

    def page(self, target: int, edges: array[int], ids: frozenset[str], *, scripted: int) -> None:
        """Note what a page names and which fragments it offers; `scripted` is PLAIN, HAS_SCRIPTS, SHELL or RENDERED."""
        self._write(PAGE, (target, edges.tobytes(), self._idset(ids), scripted, self.run))

    def still(self, target: int) -> None:
        """Note that a page names what it named when it was read last."""
        self._write(STILL, (self.run, target))

    def adopt(self, target: Target, url: str) -> Target | None:
        """Return the page at `url`, to which `target` redirects, if nobody has looked at it in this run."""
        number = self._ids.get(url)
        if number is not None and number in self._named:
            return None if number in self._done else Target(number, url, target.kind, target.source, target.depth)
        return self.name(url, target.kind, target.source, target.depth)

    def is_done(self, target: int) -> bool:
        """Whether this run has looked at an address already (a redirect led there)."""
        return target in self._done

    def url_of(self, target: int) -> str:
        """Return the address with a number, "" for 0."""
        return self._urls[target]

    def known_page(self, target: int) -> array[int] | None:
        """Return the references of a page as they were read last, or None."""
        found = self._db.execute("SELECT edges FROM pages WHERE target = ?", (target,)).fetchone()
        return None if found is None else array("I", found[0])

    def unnamed(self, targets: set[int]) -> tuple[Target, ...]:
        """Return those of the addresses that this run has not heard of: neither named nor set aside."""
        missing = targets - self._named - self._aside - {0}
        found = []
        for number in sorted(missing):
            url, kind, source, depth = self._db.execute(
                "SELECT url, kind, source, depth FROM targets WHERE id = ?", (number,)
            ).fetchone()
            found.append(Target(number, url, RefKind(kind), source, depth))
        return tuple(found)

    # What came of it

    def known(self, target: int) -> Known | None:
        """Return what an earlier run knows of an address."""
        if self.run == 1:
            return None
        row = self._db.execute(
            "SELECT standing, sort, etag, modified, digest FROM targets WHERE id = ? AND done > 0 AND done < ?",
            (target, self.run),
        ).fetchone()
        return None if row is None or not row[0] else Known(Standing(row[0]), *row[1:])

    def looked(self, one: Outcome) -> None:
        """Note what a look came to."""
        look = one.look
        self._done.add(one.target)
        self._write(
            OUTCOME,
            (
                self.run,
                look.standing,
                look.cause,
                one.status,
                one.final_url,
                look.detail,
                " ".join(look.remarks),
                look.needs,
                one.at,
                one.sort,
                one.etag,
                one.modified,
                one.digest,
                one.size,
                one.target,
            ),
        )

    def doubt(self, target: int, detail: str) -> None:
        """Note that what was found broken cannot be verified after all."""
        self._write(DOUBTED, (detail, target))

    def leave(self, target: int, why: str) -> None:
        """Note that an address is left alone in this run after all."""
        self._done.add(target)
        self._write(LEFT, (target,))
        self._put_aside(target, why)

    def _put_aside(self, target: int, why: str) -> None:
        self._aside.add(target)
        self._whys[target] = why
        self._write(ASIDE, (target, self.run, why))

    def unchanged(self, target: int, at: str) -> None:
        """Note that a look found what the run before found."""
        self._done.add(target)
        self._write(UNCHANGED, (self.run, at, target))

    def left(self) -> tuple[Target, ...]:
        """Return what was named in this run and not yet looked at, in the order in which it was met."""
        self.flush()
        return tuple(
            Target(row[0], row[1], RefKind(row[2]), row[3], row[4])
            for row in self._db.execute(
                "SELECT id, url, kind, source, depth FROM targets WHERE named = :run AND done < :run"
                " ORDER BY depth, id",
                {"run": self.run},
            )
        )

    def meta(self, key: str) -> str:
        """Return what was noted under a key, or ""."""
        found = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    def note(self, **values: str) -> None:
        """Note something about the run."""
        self.flush()
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", values.items())

    def flush(self) -> None:
        """Write what is pending, in one transaction."""
        if not self._pending:
            return
        with self._db:
            for statement in _IN_ORDER:
                rows = self._pending.get(statement)
                if rows:
                    self._db.executemany(statement, rows)
        self._pending.clear()
        self._count = 0

    def finish(self, at: str) -> None:
        """Note that the run is whole, and forget what no page names any more."""
        self.flush()
        used: set[int] = set()
        for (edges,) in self._db.execute("SELECT edges FROM pages WHERE run = ?", (self.run,)):
            used.update(array("I", edges))
        with self._db:
            self._db.execute(FORGET, (self.run,))
            self._db.execute("DELETE FROM pages WHERE run < ?", (self.run,))
            unused = [(row[0],) for row in self._db.execute("SELECT id FROM edges") if row[0] not in used]
            self._db.executemany("DELETE FROM edges WHERE id = ?", unused)
            self._db.execute("DELETE FROM idsets WHERE id NOT IN (SELECT ids FROM pages)")
            self._db.execute("DELETE FROM asides WHERE run < ?", (self.run,))
            self._db.execute("DELETE FROM targets WHERE named <= 0 AND id NOT IN (SELECT target FROM asides)")
        self.note(state="finished", finished_at=at)

    def rows(self, query: str, values: Mapping[str, object] | None = None) -> Iterator[Row]:
        """Read what is written."""
        self.flush()
        return iter(self._db.execute(query, dict(values or {})))

    def _idset(self, ids: frozenset[str]) -> int:
        known = self._idsets.get(ids)
        if known is None:
            known = self._next_idset
            self._next_idset += 1
            if len(self._idsets) < 5000:  # templates are few; pages with ids of their own need not be remembered
                self._idsets[ids] = known
            self._write(NEW_IDSET, (known, "\n".join(sorted(ids))))
        return known

    def _write(self, statement: str, row: Row) -> None:
        self._pending.setdefault(statement, []).append(row)
        self._count += 1
        if self._count >= BATCH:
            self.flush()


@contextmanager
def opened(path: Path, start_url: str, now: str, *, fresh: bool = False) -> Iterator[Book]:
    """Open the book at `path`, making it if there is none; nobody else can meanwhile.

    A run that was broken off goes on, unless `fresh`; else a new one begins. With `fresh` a book of another site is
    thrown away. Raises SnapshotError if another process
    is at work here or the book is of another site, and OutputError if it cannot be written.
    """
    with locked(path):
        if fresh and _is_of_another(path, start_url):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        connection = connected(path)
        try:
            book = _book(connection, path, start_url, now, fresh=fresh)
            yield book
            book.flush()
        finally:
            connection.close()


def _is_of_another(path: Path, start_url: str) -> bool:
    if not path.is_file():
        return False
    with closing(connected(path)) as connection:
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'start_url'").fetchone()
        except sqlite3.DatabaseError:
            return True
    return row is None or row[0] != start_url


def _book(connection: sqlite3.Connection, path: Path, start_url: str, now: str, *, fresh: bool) -> Book:
    try:
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = NORMAL")
        return Book(connection, prepared(connection, path, start_url, now, fresh=fresh))
    except sqlite3.OperationalError as refused:
        raise OutputError(Text(f"เขียนไฟล์ {path} ไม่ได้: {refused}", f"cannot write {path}: {refused}")) from refused
    except sqlite3.DatabaseError as broken:
        raise SnapshotError(
            Text(
                f"ไฟล์ {path} เสียหาย: {broken} ลบไฟล์นี้แล้วสั่งใหม่",
                f"the file {path} is damaged: {broken}; delete it and run again",
            )
        ) from broken
