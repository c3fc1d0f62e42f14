"""Writes a snapshot: what is still to fetch, and what was fetched, so that a crash at any point loses nothing.

A response and the URLs discovered in it are one transaction. URLs are handed out in batches that depend only on
what is stored, never on timing: a batch is chosen when the one before is stored whole. The states of a URL:

    queued ──take()──▶ taken ──store()──▶ done          skipped: one of a trap's many, never tried
                         └── store(settled=False): fetched, but a browser has still to render it

What was taken when a crawl was killed is the first batch of the next.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from math import inf
from pathlib import Path

from ..model import Cause
from ..snapshots import body_path
from .targets import Budget, Counts, Discovered, Fetched, Target

BATCH = 40
PATTERN_LIMIT = 300
OTHER_HOSTS = "(other hosts)"
OTHER_HOSTS_LIMIT = 100
CALENDAR = "(calendar) "
CALENDAR_LIMIT = 36
FRUITFUL = 0.1

_MERGE = """
INSERT INTO urls(url, state, cause, priority, depth, kind, label, source, pattern)
VALUES (:url, :state, NULL, :priority, :depth, :kind, :label, :source, :pattern)
ON CONFLICT(url) DO UPDATE SET
    state = excluded.state, priority = excluded.priority, depth = excluded.depth, kind = excluded.kind,
    label = excluded.label, source = excluded.source, pattern = excluded.pattern
WHERE urls.state IN ('queued', 'skipped')
  AND (excluded.priority, excluded.depth, excluded.source, excluded.label)
    < (urls.priority, urls.depth, urls.source, urls.label)
"""
_SKIP = "UPDATE urls SET state = 'skipped' WHERE state = 'queued' AND pattern = ?"
_SPENT = """
SELECT CASE kind WHEN 'document' THEN kind ELSE 'page' END, count(DISTINCT response_id) FROM urls
WHERE state = 'done' AND coalesce(cause, '') NOT IN ('host-down', 'robots', 'private-address', 'over-budget')
GROUP BY 1
"""
_TRIED = "SELECT pattern, count(*) FROM urls WHERE state = 'done' AND pattern != '' GROUP BY pattern"
# Pages of a shape that led to something which is not of their own shape.
_FRUITFUL = """
SELECT count(DISTINCT source.url) FROM urls AS source JOIN urls AS found ON found.source = source.url
WHERE source.pattern = :pattern AND source.state = 'done' AND found.pattern != :pattern
"""
_ALIAS = """
UPDATE urls SET state = 'done', (cause, kind, response_id) =
    (SELECT cause, kind, response_id FROM urls WHERE url = :url)
WHERE state IN ('queued', 'skipped') AND url =
    (SELECT final_url FROM responses WHERE id = (SELECT response_id FROM urls WHERE url = :url))
"""
# Another spelling of a share that was opened, whatever came of it; what was left out was not opened.
_KNOWN = """
SELECT known.url FROM responses JOIN urls AS known ON known.response_id = responses.id
WHERE responses.final_url = ? AND known.state = 'done' AND coalesce(known.cause, '') != 'over-budget'
ORDER BY known.url LIMIT 1
"""
_ADOPT = """
UPDATE urls SET state = 'done', (cause, kind, response_id) =
    (SELECT cause, kind, response_id FROM urls WHERE url = :known)
WHERE url = :url
"""


class Frontier:
    """The writing side of one snapshot. Made by `opening.opened`, which holds the folder's lock."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, start_url: str) -> None:
        self.folder = folder
        self.start_url = start_url
        self._db = connection

    def take(self, budget: Budget) -> tuple[Target, ...]:
        """Hand out the next batch, best first; empty when nothing is left or the budget is spent."""
        taken = self._taken()
        if taken:
            return taken
        with self._db:
            tried: dict[str, int] = dict(self._db.execute(_TRIED).fetchall())
            limits = {pattern: self._limit(pattern, count) for pattern, count in tried.items()}
            spent = [pattern for pattern, count in tried.items() if count >= limits[pattern]]
            self._db.executemany(_SKIP, [(pattern,) for pattern in spent])
            chosen = self._choose(budget, tried, limits)
            self._db.executemany("UPDATE urls SET state = 'taken' WHERE url = ?", [(url,) for url in chosen])
        return self._taken()

    def store(self, fetched: Fetched, discovered: Iterable[Discovered] = (), *, settled: bool = True) -> int:
        """Store what came of a taken URL, with the URLs found in it, in one transaction; return the response's id.

        With `settled` false the URL stays taken, to be rendered by a browser and stored again.
        """
        digest = self._write_body(fetched.body) if fetched.body else ""
        with self._db:
            number = self._insert_response(fetched, digest)
            self._db.execute(
                "UPDATE urls SET state = ?, cause = ?, kind = ?, response_id = ? WHERE url = ?",
                ("done" if settled else "taken", fetched.cause, fetched.kind, number, fetched.url),
            )
            self._merge(discovered)
            if settled:
                self._db.execute(_ALIAS, {"url": fetched.url})
        return number

    def discover(self, discovered: Iterable[Discovered]) -> None:
        """Store URLs that no page led to."""
        with self._db:
            self._merge(discovered)

    def settle(self, url: str, cause: Cause | None, discovered: Iterable[Discovered] = ()) -> None:
        """Close a URL whose static page is all that there will be."""
        with self._db:
            self._db.execute("UPDATE urls SET state = 'done', cause = ? WHERE url = ?", (cause, url))
            self._merge(discovered)
            self._db.execute(_ALIAS, {"url": url})

    def adopt(self, url: str, identity: str) -> bool:
        """Close a taken URL with what came of another spelling of the same share; False if none was opened."""
        known = self._db.execute(_KNOWN, (identity,)).fetchone()
        if known is None:
            return False
        with self._db:
            self._db.execute(_ADOPT, {"url": url, "known": known[0]})
        return True

    def static_body(self, response_id: int) -> tuple[str, str, bytes]:
        """Return (content type, final URL, body) of a stored response."""
        content_type, final_url, digest = self._db.execute(
            "SELECT content_type, final_url, digest FROM responses WHERE id = ?", (response_id,)
        ).fetchone()
        return content_type, final_url, body_path(self.folder, digest).read_bytes() if digest else b""

    def note_host(self, host: str, **noted: str | None) -> None:
        """Note something about a host: `tls`, `not_after`, `robots` or `detail`."""
        with self._db:
            self._db.execute("INSERT OR IGNORE INTO hosts(host) VALUES (?)", (host,))
            for column, value in noted.items():
                self._db.execute(f"UPDATE hosts SET {column} = ? WHERE host = ?", (value, host))  # noqa: S608

    def knows_tls(self, host: str) -> bool:
        """Whether the host's certificate was looked at already."""
        return self._one("SELECT count(*) FROM hosts WHERE host = ? AND tls IS NOT NULL", host) > 0

    def counts(self) -> Counts:
        """Return where the crawl stands."""
        done = dict(
            self._db.execute(
                "SELECT CASE kind WHEN 'document' THEN kind ELSE 'page' END, count(*) FROM urls"
                " WHERE state = 'done' AND cause IS NULL GROUP BY 1"
            ).fetchall()
        )
        return Counts(
            pages=done.get("page", 0),
            documents=done.get("document", 0),
            queued=self._one("SELECT count(*) FROM urls WHERE state IN ('queued', 'taken')"),
            failed=self._one("SELECT count(*) FROM urls WHERE state = 'done' AND cause IS NOT NULL"),
        )

    def finish(self) -> None:
        """Note that the crawl is finished."""
        with self._db:
            self._set_meta("finished_at", now())

    def close(self) -> None:
        """Let the database go, as one file that can be read from a read-only disk."""
        with suppress(sqlite3.OperationalError):  # somebody is reading it: then the journal stays beside it
            self._db.execute("PRAGMA journal_mode = DELETE").fetchone()
        self._db.close()

    def _taken(self) -> tuple[Target, ...]:
        return tuple(
            Target(*row)
            for row in self._db.execute(
                "SELECT url, priority, depth, kind, label, source, response_id FROM urls WHERE state = 'taken'"
                " ORDER BY priority, depth, url"
            )
        )

    def _limit(self, pattern: str, tried: int) -> float:
        """Return how many URLs of a pattern are tried: a trap leads only to itself, an archive to documents."""
        if pattern == OTHER_HOSTS or pattern.startswith(CALENDAR):
            return _first_limit(pattern)
        if tried < PATTERN_LIMIT:
            return PATTERN_LIMIT
        fruitful = int(self._db.execute(_FRUITFUL, {"pattern": pattern}).fetchone()[0])
        return inf if fruitful >= FRUITFUL * tried else PATTERN_LIMIT

    def _choose(self, budget: Budget, tried: dict[str, int], limits: Mapping[str, float]) -> list[str]:
        """Choose within the budget; the last places of a pattern go to its best URLs."""
        spent = dict(self._db.execute(_SPENT).fetchall())
        room = {"page": budget.pages - spent.get("page", 0), "document": budget.documents - spent.get("document", 0)}
        chosen: list[str] = []
        for url, kind, pattern in self._db.execute(
            "SELECT url, kind, pattern FROM urls WHERE state = 'queued' ORDER BY priority, depth, url"
        ):
            if len(chosen) == BATCH or max(room.values()) <= 0:
                break
            counted = "document" if kind == "document" else "page"
            if room[counted] <= 0 or tried.get(pattern, 0) >= limits.get(pattern, _first_limit(pattern)):
                continue
            room[counted] -= 1
            tried[pattern] = tried.get(pattern, 0) + 1
            chosen.append(url)
        return chosen

    def _merge(self, discovered: Iterable[Discovered]) -> None:
        self._db.executemany(_MERGE, [_row(one) for one in discovered])

    def _insert_response(self, fetched: Fetched, digest: str) -> int:
        inserted = self._db.execute(
            "INSERT INTO responses(url, final_url, status, content_type, headers, digest, size, fetched_at, elapsed,"
            " rendered, redirects, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                fetched.url,
                fetched.final_url,
                fetched.status,
                fetched.content_type,
                json.dumps(fetched.headers, ensure_ascii=False),
                digest,
                len(fetched.body or b""),
                now(),
                round(fetched.elapsed, 3),
                int(fetched.rendered),
                json.dumps(fetched.redirects, ensure_ascii=False),
                fetched.cause,
            ),
        )
        return int(inserted.lastrowid or 0)

    def _write_body(self, body: bytes) -> str:
        digest = hashlib.sha256(body).hexdigest()
        path = body_path(self.folder, digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f"{digest}.part")
            half.write_bytes(body)
            os.replace(half, path)
        return digest

    def _set_meta(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (key, value))

    def _one(self, query: str, *values: str) -> int:
        return int(self._db.execute(query, values).fetchone()[0])


def _first_limit(pattern: str) -> float:
    if not pattern:
        return inf
    if pattern.startswith(CALENDAR):
        return CALENDAR_LIMIT
    return OTHER_HOSTS_LIMIT if pattern == OTHER_HOSTS else PATTERN_LIMIT


def now() -> str:
    """Return the present moment in UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _row(one: Discovered) -> dict[str, str | int]:
    return {
        "url": one.url,
        "state": "skipped" if one.trap else "queued",
        "priority": one.priority,
        "depth": one.depth,
        "kind": one.kind,
        "label": one.label,
        "source": one.source,
        "pattern": one.pattern,
    }
