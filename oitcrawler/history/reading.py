"""What the history tells: sites, runs, lives of links, what a run changed, stored reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from ..errors import UsageError
from ..links.model import Standing
from ..model import Cause, Text, Verdict
from ..report import Interval, Past, PastRun, Report
from .links_kept import life_of
from .model import Change, ChangedLink, LinkChanges, LinkLife, RunKind, RunRow, RunState, SiteRow, day_of
from .packing import unpack
from .tables import links, looks, reports, runs, sites, verdicts

_LONGEST_NUMBER: Final = 9
"""Digits of a run's number; what is longer is the id of a report."""


def site_id(connection: Connection, name: str) -> int | None:
    """Return the number of a site, None for one that has no run."""
    return connection.scalar(select(sites.c.id).where(sites.c.name == name))


def run_rows(connection: Connection, site: str | None, kind: RunKind | None) -> tuple[RunRow, ...]:
    """Return runs, oldest first."""
    query = _runs().order_by(runs.c.id)
    if site is not None:
        query = query.where(sites.c.name == site)
    if kind is not None:
        query = query.where(runs.c.kind == kind)
    return tuple(map(_run, connection.execute(query)))


def site_rows(connection: Connection) -> tuple[SiteRow, ...]:
    """Return the sites by name, each with its last finished run."""
    finished = runs.c.state == RunState.FINISHED.value
    numbers = select(runs.c.site_id, func.count(), func.max(runs.c.id)).where(finished).group_by(runs.c.site_id)
    lasts = select(func.max(runs.c.id)).where(finished).group_by(runs.c.site_id)
    counted = {site: (count, last) for site, count, last in connection.execute(numbers)}
    broken_query = select(links.c.site_id, func.count()).where(_is_broken()).group_by(links.c.site_id)
    broken = {site: count for site, count, *_ in connection.execute(broken_query)}
    last = {one.id: one for one in map(_run, connection.execute(_runs().where(runs.c.id.in_(lasts))))}
    return tuple(
        SiteRow(name, counted.get(number, (0, 0))[0], last.get(counted.get(number, (0, 0))[1]), broken.get(number, 0))
        for number, name in connection.execute(select(sites.c.id, sites.c.name).order_by(sites.c.name))
    )


def lives(connection: Connection, site: str, *, broken: bool = False) -> tuple[LinkLife, ...]:
    """Return the lives of a site's addresses by address; with `broken` of those alone that are broken now."""
    query = select(links).join(sites).where(sites.c.name == site).order_by(links.c.url)
    return tuple(map(life_of, connection.execute(query.where(_is_broken()) if broken else query)))


def changes(connection: Connection, run: int) -> LinkChanges:
    """Return what a run changed. Raises UsageError for a run that there is not."""
    run_row(connection, run)
    found: dict[Change, list[ChangedLink]] = {one: [] for one in Change}
    for row in connection.execute(select(looks).where(looks.c.run_id == run).order_by(looks.c.url)):
        cause = Cause(row.cause) if row.cause else None
        found[Change(row.change)].append(ChangedLink(row.url, cause, row.status, row.confirmed))
    return LinkChanges(
        broke=tuple(found[Change.BROKE]),
        mended=tuple(found[Change.MENDED]),
        came_back=tuple(found[Change.CAME_BACK]),
        still=tuple(found[Change.STILL]),
        unverified=tuple(found[Change.UNVERIFIED]),
        gone=tuple(found[Change.GONE]),
    )


def run_row(connection: Connection, run: int) -> RunRow:
    """Return one run. Raises UsageError for one that there is not."""
    row = connection.execute(_runs().where(runs.c.id == run)).one_or_none()
    if row is None:
        raise UsageError(Text(f"ไม่มีรอบที่ {run} ในประวัติ", f"the history has no run {run}"))
    return _run(row)


def stored_report(connection: Connection, run: str, site: str | None) -> Report:
    """Return the report of a run: its number, its report's id, or "last" (of the site, if one is given).

    Raises UsageError when there is none, HistoryTrouble for one that cannot be read.
    """
    joined = reports.join(runs, reports.c.run_id == runs.c.id).join(sites, runs.c.site_id == sites.c.id)
    query = select(reports).select_from(joined).order_by(reports.c.run_id.desc())
    query = query.where(runs.c.state == RunState.FINISHED.value)
    if site is not None:
        query = query.where(sites.c.name == site)
    if run.isdecimal() and len(run) <= _LONGEST_NUMBER:
        query = query.where(reports.c.run_id == int(run))
    elif run != "last":
        query = query.where(reports.c.report_id == run)
    row = connection.execute(query.limit(1)).one_or_none()
    if row is None:
        of = f" ({site})" if site else ""
        raise UsageError(Text(f"ไม่มีรายงานของรอบ {run}{of} ในประวัติ", f"the history has no report of run {run}{of}"))
    return unpack(row.body, row.version, row.program)


def last_in(connection: Connection, folder: str) -> int:
    """Return the last finished run with a report that wrote into a folder. Raises UsageError when there is none."""
    query = select(func.max(runs.c.id)).join(reports, reports.c.run_id == runs.c.id)
    run = connection.scalar(query.where(runs.c.folder == folder, runs.c.state == RunState.FINISHED.value))
    if run is None:
        raise UsageError(Text(f"ประวัติไม่มีรอบที่เขียนผลลง {folder}", f"the history has no run that wrote into {folder}"))
    return int(run)


def past(
    connection: Connection, site: str, list_key: str, before: int | None, ended_before: datetime | None = None
) -> Past:
    """Return the finished runs with a report on one list of a site, oldest first: those up to (and without) a run.

    With `ended_before` those alone that had ended by then.
    """
    query = (
        select(reports.c.run_id, reports.c.report_id, reports.c.score_min, reports.c.score_max, runs.c.started_at)
        .select_from(reports)
        .join(runs, reports.c.run_id == runs.c.id)
        .join(sites, runs.c.site_id == sites.c.id)
        .where(sites.c.name == site, reports.c.list_key == list_key)
        .where(runs.c.state == RunState.FINISHED.value)
        .order_by(reports.c.run_id)
    )
    if before is not None:
        query = query.where(reports.c.run_id < before)
    if ended_before is not None:
        query = query.where(runs.c.finished_at < ended_before)
    rows = connection.execute(query).all()
    told = _verdicts(connection, (row.run_id for row in rows))
    return Past(
        tuple(
            PastRun(row.report_id, day_of(row.started_at), Interval(row.score_min, row.score_max), told[row.run_id])
            for row in rows
        )
    )


def _verdicts(connection: Connection, numbers: Iterable[int]) -> dict[int, dict[str, Verdict]]:
    found: dict[int, dict[str, Verdict]] = {number: {} for number in numbers}
    query = select(verdicts).where(verdicts.c.run_id.in_(list(found))).order_by(verdicts.c.run_id, verdicts.c.item)
    for row in connection.execute(query):
        found[row.run_id][row.item] = Verdict(row.verdict)
    return found


def _is_broken() -> ColumnElement[bool]:
    return and_(links.c.standing == Standing.BROKEN.value, links.c.gone_at.is_(None))


def _runs() -> Select[Any]:
    told = (reports.c.report_id, reports.c.score_min, reports.c.score_max)
    joined = runs.join(sites, runs.c.site_id == sites.c.id).outerjoin(reports, reports.c.run_id == runs.c.id)
    return select(runs, sites.c.name, *told).select_from(joined)


def _run(row: Row[Any]) -> RunRow:
    return RunRow(
        id=row.id,
        site=row.name,
        kind=row.kind,
        state=RunState(row.state),
        started_at=row.started_at,
        finished_at=row.finished_at,
        year=row.year,
        folder=row.folder,
        looked=row.looked,
        broken=row.broken,
        unverified=row.unverified,
        oit=Interval(row.score_min, row.score_max) if row.score_min is not None else None,
        report=row.report_id or "",
    )
