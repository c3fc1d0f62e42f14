"""From a snapshot to a Report, with no network and no clock: what `check` and `judge` share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from . import __version__
from .audit import Audit, audit
from .checklist import Checklist
from .checks import Agency
from .gather import Gathered, gather
from .links import broken_links
from .measures import Measures
from .model import Text
from .report import (
    AgencyView,
    ChecklistView,
    Finding,
    IndicatorView,
    Links,
    Report,
    Run,
    SubView,
)
from .score import score
from .site_health import health_findings
from .snapshots import Snapshot

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a snapshot: which list, of what agency, as of which day (default: the day of the crawl)."""

    checklist: Checklist
    measures: Measures
    agency: Agency
    as_of: date | None = None


def judge(snapshot: Snapshot, question: Question, progress: Progress | None = None) -> Report:
    """Judge a recorded crawl. The same snapshot and question give the same Report."""
    return report(snapshot, gather(snapshot, progress), question)


def report(snapshot: Snapshot, gathered: Gathered, question: Question) -> Report:
    """Judge evidence that was already gathered from a snapshot."""
    site, checklist = gathered.site, question.checklist
    meta = snapshot.meta
    as_of = question.as_of or datetime.fromisoformat(meta.finished_at or meta.started_at).date()
    found = audit(site, checklist, question.measures, question.agency, as_of)
    links = broken_links(site, gathered.resources)
    return Report(
        version=__version__,
        agency=AgencyView(site.start_url, site.domain, question.agency.names or _name_of(gathered)),
        run=Run(_run_id(snapshot, question, as_of), meta.started_at, meta.finished_at or "", as_of.isoformat()),
        checklist=_view(checklist, question.agency.kind),
        coverage=site.coverage,
        score=score(checklist, found.verdicts()),
        items=found.items,
        findings=_all_findings(found, links, snapshot, question.measures),
        links=links,
    )


def _all_findings(found: Audit, links: Links, snapshot: Snapshot, measures: Measures) -> tuple[Finding, ...]:
    broken = tuple(
        Finding(
            code="broken-link",
            item=None,
            severity=measures.severity("broken-link"),
            url=link.sources[0].page,
            message=Text(
                f"ลิงก์ “{link.sources[0].text}” ไปยัง {link.url} ใช้ไม่ได้ ({link.cause})",
                f"the link “{link.sources[0].text}” to {link.url} does not work ({link.cause})",
            ),
            fix=measures.fix("broken-link"),
            owner=measures.owner("broken-link", None),
        )
        for link in links.broken
    )
    return found.findings + broken + health_findings(snapshot, measures)


def _name_of(gathered: Gathered) -> tuple[str, ...]:
    home = gathered.site.home
    return (home.title,) if home and home.title else ()


def _run_id(snapshot: Snapshot, question: Question, as_of: date) -> str:
    """Name a run by what it depends on, so that judging again gives the same name."""
    meta = snapshot.meta
    parts = (meta.start_url, meta.started_at, question.checklist.digest, question.agency.kind, as_of.isoformat())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _view(checklist: Checklist, kind: str) -> ChecklistView:
    return ChecklistView(
        key=checklist.key,
        year=checklist.year,
        authority=checklist.authority,
        title=checklist.title,
        kind=kind,
        kind_title=checklist.kinds[kind],
        digest=checklist.digest,
        notes=checklist.notes,
        indicators=tuple(
            IndicatorView(one.id, one.title, tuple(SubView(sub.id, sub.title, sub.confirmed) for sub in one.subs))
            for one in checklist.indicators
        ),
    )
