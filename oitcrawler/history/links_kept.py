"""Observations of links on their way into the database, and lives of links on their way out of it.

Everything goes in portions, so that memory does not grow with the site.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    text,
    update,
)

from ..links.model import Standing
from ..model import Cause
from .identity import link_digest, storable
from .link_rules import taken_away, turned
from .model import Change, LinkLife, LinkObservation
from .packing import listed, texts
from .tables import links, looks, staged

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

PORTION: Final = 2000
T = TypeVar("T")
Written = dict[str, Any]
_KNOWN: Final = tuple(column.label(f"known_{column.name}") for column in links.c)
_BEFORE: Final = slice(len(staged.c), None)
_UPDATE: Final = update(links).where(links.c.site_id == bindparam("at_site"), links.c.digest == bindparam("at_digest"))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many addresses a run looked at, and what they came to."""

    looked: int = 0
    broken: int = 0
    unverified: int = 0


def portions(several: Iterable[T], size: int = PORTION) -> Iterator[list[T]]:
    """Yield the elements in lists of at most `size`."""
    rest = iter(several)
    while portion := list(islice(rest, size)):
        yield portion


def stage(connection: Connection, run: int, observations: Sequence[LinkObservation]) -> None:
    """Put observations aside until their run is finished; of two looks at one address the later one counts."""
    rows = {row["digest"]: row for row in (_staged(run, one) for one in observations)}
    new = _insert(connection, staged)
    later = {column.name: new.excluded[column.name] for column in staged.c if not column.primary_key}
    connection.execute(new.on_conflict_do_update(index_elements=["run_id", "digest"], set_=later), list(rows.values()))


def apply_links(connection: Connection, site: int, run: int) -> Counts:
    """Let a run's staged observations count."""
    counts = _counted(connection, run)
    _count_anew(connection)
    apply_working(connection, site, run)
    _count_anew(connection)
    # What works and worked before has just been done; `turned` would have come to the same.
    rest = _looked_at(site, run).where(or_(links.c.last_run.is_(None), links.c.last_run != run))
    for portion in _portions_of(connection, rest):
        _apply(connection, site, run, [decided(row, run) for row in portion])
    connection.execute(delete(staged).where(staged.c.run_id == run))
    return counts


def apply_working(connection: Connection, site: int, run: int) -> None:
    """Do in two statements what `turned` decides for links that work as before, or are new and work: nearly all."""
    works = (staged.c.run_id == run, staged.c.standing == Standing.WORKS.value)
    seen = {
        "cause": null(),
        "status": staged.c.status,
        "last_good": staged.c.looked_at,
        "last_run": literal(run),
        "last_look": staged.c.looked_at,
    }
    as_before = (
        links.c.standing == Standing.WORKS.value,
        links.c.gone_at.is_(None),
        links.c.unverified_since.is_(None),
    )
    same = and_(links.c.site_id == site, links.c.digest == staged.c.digest)
    connection.execute(update(links).where(same, *works, *as_before).values(seen))
    new = seen | {
        "site_id": literal(site),
        "digest": staged.c.digest,
        "url": staged.c.url,
        "standing": staged.c.standing,
        "first_seen": staged.c.looked_at,
        "times_broken": literal(0),
        "confirmed": false(),
        "runs_broken": literal(0),
        "pages": literal("[]"),
    }
    # Not "where it does not exist": PostgreSQL may search the growing table anew for each row.
    add = _insert(connection, links).from_select(list(new), select(*new.values()).where(*works))
    connection.execute(add.on_conflict_do_nothing(index_elements=["site_id", "digest"]))


def apply_gone(
    connection: Connection, site: int, run: int, at: datetime, pages_read: Collection[str], *, complete: bool
) -> None:
    """Note the addresses that a run did not meet although it would have met them."""
    unmet = select(links).where(links.c.site_id == site, links.c.last_run != run, links.c.gone_at.is_(None))
    if not complete:
        unmet = unmet.where(links.c.pages != "[]")
    for portion in _portions_of(connection, unmet):
        lives = (taken_away(life_of(row), pages_read, at, complete=complete) for row in portion)
        _apply(connection, site, run, [(one, one, Change.GONE) for one in lives if one is not None])


def told(connection: Connection, site: int, run: int) -> Iterator[tuple[LinkLife, Change]]:
    """Yield what the staged observations will change, for a report that is made before its run is finished."""
    telling = or_(staged.c.standing != Standing.WORKS.value, links.c.standing == Standing.BROKEN.value)
    for portion in _portions_of(connection, _looked_at(site, run).where(telling)):
        for row in portion:
            _, life, change = decided(row, run)
            if change is not None:
                yield life, change


def life_of(row: Sequence[Any]) -> LinkLife:
    """Return the life that a row of `links` holds."""
    _, _, url, standing, cause, status, first, good, since, mended, times, sure, seen, run, look, *rest = row
    unsure_since, unsure_cause, gone, pages = rest
    return LinkLife(
        url=url,
        standing=Standing(standing),
        cause=_cause(cause),
        status=status,
        first_seen=first,
        last_good=good,
        broken_since=since,
        mended_at=mended,
        times_broken=times,
        confirmed=sure,
        runs_broken=seen,
        last_run=run,
        last_look=look,
        unverified_since=unsure_since,
        unverified_cause=_cause(unsure_cause),
        gone_at=gone,
        pages=texts(pages) if pages != "[]" else (),
    )


def decided(row: Row[Any], run: int) -> tuple[LinkLife | None, LinkLife, Change | None]:
    """Return the life before and after a staged observation, and the change."""
    known = row[_BEFORE]
    before = life_of(known) if known[0] is not None else None
    return before, *turned(before, _look(row), run)


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insert in the dialect of the database; only that one is loaded."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def _count_anew(connection: Connection) -> None:
    """Let PostgreSQL know how many rows there are now.

    It would take tables that have just been filled for empty ones, and compare every row with every other: minutes
    instead of a second with 40,000 addresses.
    """
    if connection.dialect.name == "postgresql":
        for table in (staged, links):
            connection.execute(text(f"ANALYZE {table.name}"))


def _counted(connection: Connection, run: int) -> Counts:
    query = select(staged.c.standing, func.count()).where(staged.c.run_id == run).group_by(staged.c.standing)
    found = {standing: count for standing, count, *_ in connection.execute(query)}
    broken, unverified = found.get(Standing.BROKEN.value, 0), found.get(Standing.UNVERIFIED.value, 0)
    return Counts(sum(found.values()), broken, unverified)


def _staged(run: int, one: LinkObservation) -> Written:
    return {
        "run_id": run,
        "digest": link_digest(one.url),
        "url": storable(one.url),
        "standing": one.standing.value,
        "cause": _written(one.cause),
        "status": one.status,
        "looked_at": one.looked_at,
        "confirmed_in_run": one.confirmed_in_run,
        "first_attempt": one.first_attempt,
        "last_attempt": one.last_attempt,
        "pages": listed(one.pages) if one.standing is not Standing.WORKS else "[]",
    }


def _looked_at(site: int, run: int) -> Select[Any]:
    same = and_(links.c.site_id == site, links.c.digest == staged.c.digest)
    return select(*staged.c, *_KNOWN).select_from(staged.outerjoin(links, same)).where(staged.c.run_id == run)


def _portions_of(connection: Connection, query: Select[Any]) -> Iterator[Sequence[Row[Any]]]:
    """Yield the rows in the order of their digests; each portion is whole before anything is written."""
    key = query.selected_columns["digest"]
    ordered, last = query.order_by(key).limit(PORTION), b""
    while rows := connection.execute(ordered.where(key > last)).all():
        yield rows
        last = rows[-1].digest


def _look(row: Row[Any]) -> LinkObservation:
    _, _, url, standing, cause, status, at, confirmed, first, last, pages = row[: len(staged.c)]
    return LinkObservation(
        url=url,
        standing=Standing(standing),
        cause=_cause(cause),
        status=status,
        looked_at=at,
        confirmed_in_run=confirmed,
        first_attempt=first,
        last_attempt=last,
        pages=texts(pages) if pages != "[]" else (),
    )


def _apply(
    connection: Connection, site: int, run: int, several: Sequence[tuple[LinkLife | None, LinkLife, Change | None]]
) -> None:
    old = [_row(site, after, "at_") for before, after, _ in several if before is not None]
    new = [_row(site, after, "") for before, after, _ in several if before is None]
    notes = [_note(run, after, change) for _, after, change in several if change is not None]
    for statement, rows in ((_UPDATE, old), (insert(links), new), (insert(looks), notes)):
        if rows:
            connection.execute(statement, rows)


def _row(site: int, life: LinkLife, key: str) -> Written:
    place = ("at_site", "at_digest") if key else ("site_id", "digest")
    return {
        place[0]: site,
        place[1]: link_digest(life.url),
        "url": life.url,
        "standing": life.standing.value,
        "cause": _written(life.cause),
        "status": life.status,
        "first_seen": life.first_seen,
        "last_good": life.last_good,
        "broken_since": life.broken_since,
        "mended_at": life.mended_at,
        "times_broken": life.times_broken,
        "confirmed": life.confirmed,
        "runs_broken": life.runs_broken,
        "last_run": life.last_run,
        "last_look": life.last_look,
        "unverified_since": life.unverified_since,
        "unverified_cause": _written(life.unverified_cause),
        "gone_at": life.gone_at,
        "pages": listed(life.pages) if life.pages else "[]",
    }


def _note(run: int, life: LinkLife, change: Change) -> Written:
    is_unsure = change is Change.UNVERIFIED
    return {
        "run_id": run,
        "digest": link_digest(life.url),
        "url": life.url,
        "change": change.value,
        "cause": _written(life.unverified_cause if is_unsure else life.cause),
        "status": None if is_unsure else life.status,
        "confirmed": life.confirmed,
    }


def _cause(value: str | None) -> Cause | None:
    return Cause(value) if value else None


def _written(cause: Cause | None) -> str | None:
    return cause.value if cause is not None else None
