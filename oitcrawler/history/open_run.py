"""One run at work: what it saw is put aside, and counts from the moment that it is finished, all of it or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, select, update

from ..errors import UsageError
from ..model import Text
from ..report import Finding, Links, Report
from .database import Database
from .finding_rules import after_report
from .findings_kept import keep_report, lives_of
from .identity import identified, site_name
from .links_kept import apply_gone, apply_links, portions, stage, told
from .locks import Lock
from .model import FindingLife, LinkObservation, RunKind, RunState, RunTaken, aware
from .packing import pack
from .reading import past, stored_report
from .remembering import Remembered, links_with_past, with_past
from .tables import runs, sites, staged


class OpenRun:
    """A run that has begun; the site is this process's alone until `finish` or `abandon`.

    As a context manager it is abandoned unless it was finished.
    """

    def __init__(
        self, database: Database, lock: Lock, *, run: int, site: int, name: str, kind: RunKind, started_at: datetime
    ) -> None:
        self.id = run
        self.site = name
        self.kind: RunKind = kind
        self.started_at = started_at
        self._database = database
        self._lock = lock
        self._site = site
        self._is_open = True
        self._complete = False
        self._pages_read: Collection[str] = ()
        self._report: tuple[Report, bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()

    def links(
        self, observations: Iterable[LinkObservation], *, complete: bool = False, pages_read: Collection[str] = ()
    ) -> None:
        """Put aside what was seen of addresses; may be called several times.

        `complete`: every page of the site was read, so that an address that was not met is named nowhere any more.
        Else it is so only for addresses whose pages all are in `pages_read`: pages that were read, or of which the
        server said that they are gone. A `verify` looks at a part of the site, and so is never complete. Raises
        RunTaken, HistoryTrouble.
        """
        self._check_open()
        for portion in portions(observations):
            with self._database.writing() as connection:
                self._check_own(connection)
                stage(connection, self.id, portion)
        self._complete = complete and self.kind != "verify"
        self._pages_read = pages_read

    def remembered(self, report: Report) -> Report:
        """Return a report with what the history knows: ids and days of findings, mended ones, links, earlier runs.

        Call it after `links`, and show and store what it returns. `past.changes` have no reasons yet.
        """
        self._check_open()
        with self._database.reading() as connection:
            before = lives_of(connection, self._site, report.checklist.key)
            named = with_ids(report, before)
            after = after_report(before, named, self.id, self.started_at)
            lives = Remembered(before, {**before, **{one.id: one for one in after}})
            earlier = past(connection, self.site, report.checklist.key, self.id)
            whole = with_past(named, lives, earlier, Teller(connection, self.site).tell)
            return replace(whole, links=self._links(connection, whole.links))

    def remembered_links(self, links: Links) -> Links:
        """Return links with what the history knows of each: confirmed, since when, how many runs, which are mended."""
        self._check_open()
        with self._database.reading() as connection:
            return self._links(connection, links)

    def report(self, report: Report) -> None:
        """Give the report that is to be stored. Raises UsageError if it is of another site."""
        self._check_open()
        if site_name(report.agency.url) != self.site:
            raise UsageError(
                Text(
                    f"รายงานเป็นของ {report.agency.url} ไม่ใช่ {self.site}",
                    f"the report is of {report.agency.url}, not {self.site}",
                )
            )
        with self._database.reading() as connection:
            named = with_ids(report, lives_of(connection, self._site, report.checklist.key))
        self._report = named, pack(named)

    def finish(self, at: datetime) -> None:
        """Let everything count, in one transaction. Raises RunTaken, HistoryTrouble; then nothing counts."""
        aware(at)
        self._check_open()
        with self._database.writing() as connection:
            self._check_own(connection)
            counts = apply_links(connection, self._site, self.id)
            if counts.looked:
                apply_gone(connection, self._site, self.id, at, self._pages_read, complete=self._complete)
            if self._report is not None:
                keep_report(connection, self._site, self.id, *self._report, self.started_at)
            ended = {"looked": counts.looked, "broken": counts.broken, "unverified": counts.unverified}
            connection.execute(
                update(runs).where(runs.c.id == self.id).values(state=RunState.FINISHED.value, finished_at=at, **ended)
            )
        self._close()

    def abandon(self) -> None:
        """Throw away what was seen; nothing happens to a run that is finished."""
        if not self._is_open:
            return
        try:
            with self._database.writing() as connection:
                break_off(connection, [self.id])
        finally:
            self._close()

    def _links(self, connection: Connection, links: Links) -> Links:
        lives = {life.url: (life, change) for life, change in told(connection, self._site, self.id)}
        return links_with_past(links, lives)

    def _close(self) -> None:
        self._is_open = False
        self._lock.let_go()

    def _check_open(self) -> None:
        if not self._is_open:
            raise _taken(self.id)

    def _check_own(self, connection: Connection) -> None:
        """Hold the site for this transaction, and see that nobody has taken the run for a dead one."""
        connection.execute(select(sites.c.id).where(sites.c.id == self._site).with_for_update())
        if connection.scalar(select(runs.c.state).where(runs.c.id == self.id)) != RunState.RUNNING:
            raise _taken(self.id)


class Teller:
    """Gives findings as stored reports told them, and reads each report once."""

    def __init__(self, connection: Connection, site: str) -> None:
        self._connection = connection
        self._site = site
        self._known: dict[int, dict[str, Finding]] = {}

    def tell(self, life: FindingLife) -> Finding | None:
        """Return a finding as it was last found."""
        run = life.last_run
        if run not in self._known:
            report = stored_report(self._connection, str(run), self._site)
            self._known[run] = {one.id: one for one in report.findings}
        return self._known[run].get(life.id)


def with_ids(report: Report, before: Mapping[str, FindingLife]) -> Report:
    """Return a report whose findings have ids, the same as those that lives have at the same places."""
    places = {name: life.place for name, life in before.items()}
    return replace(report, findings=identified(report.findings, places))


def break_off(connection: Connection, numbers: Iterable[int]) -> None:
    """Mark runs that are not finished as broken off, and throw away what they have seen."""
    several = list(numbers)
    connection.execute(delete(staged).where(staged.c.run_id.in_(several)))
    still = (runs.c.id.in_(several), runs.c.state == RunState.RUNNING.value)
    connection.execute(update(runs).where(*still).values(state=RunState.BROKEN_OFF.value))


def _taken(run: int) -> RunTaken:
    return RunTaken(
        Text(
            f"รอบที่ {run} จบแล้วหรือถูกยกเลิกไปแล้ว จึงบันทึกเพิ่มไม่ได้",
            f"run {run} is finished or was broken off; nothing can be added to it",
        )
    )
