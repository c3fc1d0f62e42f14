"""Findings and reports on their way into the database and out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from ..report import Report
from .finding_rules import after_report
from .identity import storable
from .model import FindingLife
from .packing import VERSION, listed, texts
from .tables import findings, reports, verdicts

Written = dict[str, Any]
_UPDATE: Final = update(findings).where(
    findings.c.site_id == bindparam("at_site"),
    findings.c.list_key == bindparam("at_list"),
    findings.c.id == bindparam("at_id"),
)


def lives_of(connection: Connection, site: int, list_key: str) -> dict[str, FindingLife]:
    """Return the lives of a list's findings by id."""
    query = select(findings).where(findings.c.site_id == site, findings.c.list_key == list_key)
    return {life.id: life for life in map(_life, connection.execute(query.order_by(findings.c.id)))}


def keep_report(connection: Connection, site: int, run: int, report: Report, packed: bytes, at: datetime) -> None:
    """Store a report, its verdicts, and what it means for the lives of findings."""
    score = report.score.oit
    connection.execute(
        insert(reports),
        {
            "run_id": run,
            "report_id": storable(report.run.id),
            "list_key": storable(report.checklist.key),
            "as_of": report.run.as_of,
            "score_min": score.min,
            "score_max": score.max,
            "version": VERSION,
            "program": storable(report.version),
            "body": packed,
        },
    )
    told = {one.id: one.verdict.value for one in report.items}
    if told:
        rows = [{"run_id": run, "item": item, "verdict": verdict} for item, verdict in sorted(told.items())]
        connection.execute(insert(verdicts), rows)
    before = lives_of(connection, site, report.checklist.key)
    _keep_lives(connection, site, before, after_report(before, report, run, at))


def _keep_lives(
    connection: Connection, site: int, before: Mapping[str, FindingLife], after: Sequence[FindingLife]
) -> None:
    new = [_row(site, one, ("site_id", "list_key", "id")) for one in after if one.id not in before]
    old = [_row(site, one, ("at_site", "at_list", "at_id")) for one in after if before.get(one.id, one) != one]
    for statement, rows in ((insert(findings), new), (_UPDATE, old)):
        if rows:
            connection.execute(statement, rows)


def _row(site: int, life: FindingLife, keys: tuple[str, str, str]) -> Written:
    return {
        keys[0]: site,
        keys[1]: life.list_key,
        keys[2]: life.id,
        "code": life.code,
        "item": life.item,
        "url": storable(life.url),
        "place": storable(life.place),
        "requirements": listed(life.requirements),
        "status": life.status,
        "first_seen": life.first_seen,
        "last_seen": life.last_seen,
        "mended_at": life.mended_at,
        "came_back_at": life.came_back_at,
        "times": life.times,
        "last_run": life.last_run,
    }


def _life(row: Row[Any]) -> FindingLife:
    values = {name: value for name, value in row._mapping.items() if name != "site_id"}
    return FindingLife(**{**values, "requirements": texts(values["requirements"])})
