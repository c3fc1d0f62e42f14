"""From a snapshot to a Report, with no network and no clock: what `check` and `judge` share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from . import __version__
from .answers import Answers
from .answers.reporting import as_view
from .audit import Audit, audit
from .checklist import Checklist
from .checks import Agency
from .close_look import CloseLook, Past
from .deciding import decide
from .decisions import Decisions
from .gather import Gathered, Read, gather
from .health_looks import kept as kept_looks
from .links.broken import broken_links
from .links.kept import kept
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
from .site_health import HealthQuestion, LastRun, health_findings
from .snapshots import Snapshot
from .versions import Versions

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a snapshot: which list, of what agency, as of which day (default: the day of the crawl).

    `decisions` are what people have decided about items, `answers` the addresses that the agency declared, `last`
    what the run before found.
    """

    checklist: Checklist
    measures: Measures
    agency: Agency
    as_of: date | None = None
    decisions: Decisions = field(default_factory=Decisions)
    answers: Answers | None = None
    last: LastRun | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A Report, and the versions of documents that are known now that this run has been judged."""

    report: Report
    versions: Versions


def judge(
    snapshot: Snapshot, question: Question, read: Read, past: Past | None = None, progress: Progress | None = None
) -> Judged:
    """Judge a recorded crawl. The same snapshot, question and past give the same Report.

    `read` reads documents (`readers.Readers.read`).
    """
    gathered = gather(snapshot, read, progress)
    site, checklist, meta = gathered.site, question.checklist, snapshot.meta
    as_of = question.as_of or datetime.fromisoformat(meta.finished_at or meta.started_at).date()
    look = CloseLook(snapshot, gathered, read, past or Past(), progress)
    own = audit(site, checklist, question.measures, question.agency, as_of, look, question.answers)
    found = decide(own, question.decisions, checklist.key, site, as_of)
    links = kept(snapshot.folder) or broken_links(site, gathered.resources)
    report = Report(
        version=__version__,
        agency=AgencyView(site.start_url, site.domain, question.agency.names or _name_of(gathered)),
        run=Run(_run_id(snapshot, question, as_of), meta.started_at, meta.finished_at or "", as_of.isoformat()),
        checklist=_view(checklist, question.measures, question.agency.kind),
        coverage=site.coverage,
        score=score(checklist, found.verdicts()),
        items=found.items,
        findings=_all_findings(found, links, snapshot, question.measures, _health(snapshot, question, as_of, look)),
        links=links,
        answers=as_view(question.answers) if question.answers is not None else None,
    )
    return Judged(report, look.versions)


def _health(snapshot: Snapshot, question: Question, as_of: date, look: CloseLook) -> HealthQuestion:
    """Return what is known of the site's health beside its pages."""
    seen = kept_looks(snapshot.folder)
    return HealthQuestion(as_of, seen.doors, seen.registered, seen.compared, question.last, look.versions)


def _all_findings(
    found: Audit, links: Links, snapshot: Snapshot, measures: Measures, health: HealthQuestion
) -> tuple[Finding, ...]:
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
    return found.findings + broken + health_findings(snapshot, measures, health)


def _name_of(gathered: Gathered) -> tuple[str, ...]:
    home = gathered.site.home
    return (home.title,) if home and home.title else ()


def _run_id(snapshot: Snapshot, question: Question, as_of: date) -> str:
    """Name a run by what it depends on, so that judging again gives the same name."""
    meta = snapshot.meta
    parts = (meta.start_url, meta.started_at, question.checklist.digest, question.agency.kind, as_of.isoformat())
    decided = (repr(one) for one in question.decisions.within(question.checklist.key))
    declared = (question.answers.name, question.answers.digest) if question.answers is not None else ()
    return hashlib.sha256("\n".join((*parts, *decided, *declared)).encode()).hexdigest()[:16]


def _view(checklist: Checklist, measures: Measures, kind: str) -> ChecklistView:
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
        files=(*checklist.files, *measures.files),
    )
