"""The history as its users see it: open it, begin a run, ask what earlier runs saw."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from ..errors import UsageError
from ..model import Text
from ..report import Past, Report
from . import reading
from .database import Database
from .findings_kept import lives_of
from .identity import site_name, storable
from .locks import Lock, waited_for
from .model import (
    FindingLife,
    HistoryBusy,
    LinkChanges,
    LinkLife,
    RunKind,
    RunRow,
    RunState,
    SiteRow,
    aware,
)
from .open_run import OpenRun, Teller, break_off, with_ids
from .place import resolve
from .remembering import as_then, recalled
from .tables import runs, sites


class History:
    """What earlier runs saw. Sites are named by address or by `site_name`; it may be used from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    def open(cls, url: str | None = None) -> History:
        """Open the history (see `open_history`), and mark runs whose process has died as broken off."""
        found = cls(Database.open(resolve(url)))
        found._bury_the_dead()
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Where the history is, as people may see it."""
        return self._database.shown

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def begin(
        self,
        site: str,
        kind: RunKind,
        started_at: datetime,
        *,
        year: str = "",
        wait: float = 0,
        folder: Path | None = None,
    ) -> OpenRun:
        """Begin a run; the site is this run's alone until it ends or its process does.

        `year` is the key of the list, `folder` where the run's files will be written. Raises HistoryBusy when another
        run is at work on the site for longer than `wait` seconds, UsageError for what names no site, ValueError for a
        naive datetime.
        """
        aware(started_at)
        name = site_name(site)
        lock = self._lock(name)
        with self._database.speaking():
            if not waited_for(lock, wait):
                raise self._busy(name)
        try:
            with self._database.writing() as connection:
                number = _site(connection, name)
                break_off(connection, _running(connection, number))
                run = _begun(connection, number, kind, started_at, year, _spelt(folder))
        except BaseException:
            lock.let_go()
            raise
        return OpenRun(self._database, lock, run=run, site=number, name=name, kind=kind, started_at=started_at)

    def sites(self) -> tuple[SiteRow, ...]:
        """Return the sites by name."""
        with self._database.reading() as connection:
            return reading.site_rows(connection)

    def runs(self, site: str | None = None, kind: RunKind | None = None) -> tuple[RunRow, ...]:
        """Return runs, oldest first; also those that are at work or were broken off."""
        with self._database.reading() as connection:
            return reading.run_rows(connection, site_name(site) if site else None, kind)

    def run(self, number: int) -> RunRow:
        """Return one run. Raises UsageError for one that there is not."""
        with self._database.reading() as connection:
            return reading.run_row(connection, number)

    def link_lives(self, site: str, *, broken: bool = False) -> tuple[LinkLife, ...]:
        """Return the lives of a site's addresses by address; with `broken` of those alone that are broken now."""
        with self._database.reading() as connection:
            return reading.lives(connection, site_name(site), broken=broken)

    def changes(self, run: int) -> LinkChanges:
        """Return what a run changed about links. Raises UsageError for a run that there is not."""
        with self._database.reading() as connection:
            return reading.changes(connection, run)

    def findings(self, site: str, list_key: str) -> tuple[FindingLife, ...]:
        """Return the lives of a list's findings on a site, by id."""
        with self._database.reading() as connection:
            number = reading.site_id(connection, site_name(site))
            return () if number is None else tuple(lives_of(connection, number, list_key).values())

    def stored_report(self, run: int | str = "last", site: str | None = None) -> Report:
        """Return the report of a run: its number, its report's id, or "last".

        Raises UsageError when there is none, HistoryTrouble for one that cannot be read.
        """
        with self._database.reading() as connection:
            return reading.stored_report(connection, str(run), site_name(site) if site else None)

    def last_in(self, folder: Path) -> int:
        """Return the last finished run with a report that wrote into a folder. Raises UsageError when there is none."""
        with self._database.reading() as connection:
            return reading.last_in(connection, _spelt(folder))

    def recalled(self, report: Report) -> Report:
        """Return the report of an earlier crawl that was judged again, with what the history knows; it stores nothing.

        Where the run is stored, its past is what it was then; else it are the runs that had ended when that crawl
        began. Of a site that the history does not know nothing is added.
        """
        name, key = site_name(report.agency.url), report.checklist.key
        began = datetime.fromisoformat(report.run.started_at)
        with self._database.reading() as connection:
            number = reading.site_id(connection, name)
            if number is None:
                return report
            lives = lives_of(connection, number, key)
            then = _stored(connection, report.run.id, name)
            if then is not None:
                return as_then(with_ids(report, lives), then)
            past = reading.past(connection, name, key, None, began if began.tzinfo else began.replace(tzinfo=UTC))
            return recalled(with_ids(report, lives), lives, past, Teller(connection, name).tell)

    def past_of(self, site: str, list_key: str, before: int | None = None) -> Past:
        """Return the finished runs with a report of one list on a site, oldest first, up to (and without) `before`."""
        with self._database.reading() as connection:
            return reading.past(connection, site_name(site), list_key, before)

    def _lock(self, name: str) -> Lock:
        return self._database.lock(f"site {name}")

    def _busy(self, name: str) -> HistoryBusy:
        at_work = [one for one in self.runs(name) if one.state is RunState.RUNNING]
        since = f" ({at_work[-1].kind}, {at_work[-1].started_at.isoformat(timespec='seconds')})" if at_work else ""
        return HistoryBusy(
            Text(
                f"กำลังมีการตรวจ {name} อยู่แล้ว{since} รอให้เสร็จแล้วสั่งใหม่",
                f"another run is at work on {name}{since}; wait until it has ended",
            )
        )

    def _bury_the_dead(self) -> None:
        for name in sorted({one.site for one in self.runs() if one.state is RunState.RUNNING}):
            lock = self._lock(name)
            with self._database.speaking():
                is_dead = lock.take()
            if is_dead:
                try:
                    with self._database.writing() as connection:
                        break_off(connection, _running(connection, _site(connection, name)))
                finally:
                    lock.let_go()


def _spelt(folder: Path | None) -> str:
    return storable(str(folder.resolve())) if folder is not None else ""


def _stored(connection: Connection, report_id: str, site: str) -> Report | None:
    try:
        return reading.stored_report(connection, report_id, site)
    except UsageError:
        return None


def _site(connection: Connection, name: str) -> int:
    found = reading.site_id(connection, name)
    if found is not None:
        return found
    made: int = connection.execute(insert(sites).values(name=name).returning(sites.c.id)).scalar_one()
    return made


def _running(connection: Connection, site: int) -> Sequence[int]:
    query = select(runs.c.id).where(runs.c.site_id == site, runs.c.state == RunState.RUNNING.value)
    return connection.scalars(query.order_by(runs.c.id)).all()


def _begun(connection: Connection, site: int, kind: RunKind, started_at: datetime, year: str, folder: str) -> int:
    values = {
        "site_id": site,
        "kind": kind,
        "state": RunState.RUNNING.value,
        "started_at": started_at,
        "year": storable(year),
        "folder": folder,
        "machine": storable(platform.node()),
        "process": os.getpid(),
        "looked": 0,
        "broken": 0,
        "unverified": 0,
    }
    made: int = connection.execute(insert(runs).values(values).returning(runs.c.id)).scalar_one()
    return made
