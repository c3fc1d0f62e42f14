"""A report with its past: since when each finding and link is so, what was mended, what came back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..links.model import Standing
from ..model import Text
from ..report import BrokenLink, Finding, Links, Past, Report, VerdictChange
from .finding_rules import GONE_WITH
from .identity import LINK_CODES
from .model import Change, FindingLife, LinkLife, day_of

Tell = Callable[[FindingLife], Finding | None]
"""Gives a finding that is no longer found as it was last told."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Lives of a list's findings before a run and after it."""

    before: Mapping[str, FindingLife]
    after: Mapping[str, FindingLife]

    def turned_to(self, status: str) -> tuple[str, ...]:
        """Return the ids of findings that have become something with this run."""
        return tuple(
            name
            for name, life in sorted(self.after.items())
            if life.status == status and (name not in self.before or self.before[name].status != status)
        )

    def new(self) -> tuple[str, ...]:
        """Return the ids of findings that no earlier run found."""
        return tuple(name for name in sorted(self.after) if name not in self.before)


def with_past(report: Report, lives: Remembered, past: Past, tell: Tell) -> Report:
    """Return a report with its past; its findings have ids. Verdict changes are named without their reasons."""
    findings = tuple(_dated(one, lives.after[one.id]) for one in report.findings if one.id in lives.after)
    there = {one.id for one in findings}
    missing = (_told(life, tell) for name, life in sorted(lives.after.items()) if name not in there)
    known = replace(
        past,
        changes=_changes(report, past),
        mended=lives.turned_to("mended"),
        came_back=lives.turned_to("came-back"),
        new=lives.new() if past.runs else (),
    )
    return replace(report, findings=findings + tuple(one for one in missing if one is not None), past=known)


def recalled(report: Report, lives: Mapping[str, FindingLife], past: Past, tell: Tell) -> Report:
    """Return a report of a crawl that was judged again, with what is known: it changes no life, and ends none."""
    findings = tuple(_dated(one, lives[one.id]) if one.id in lives else one for one in report.findings)
    there = {one.id for one in findings}
    missing = (_told(life, tell) for name, life in sorted(lives.items()) if name not in there)
    known = replace(past, changes=_changes(report, past))
    return replace(report, findings=findings + tuple(one for one in missing if one is not None), past=known)


def as_then(report: Report, then: Report) -> Report:
    """Return a report (its findings have ids) that was judged again, with what was said when it was judged first."""
    told = {one.id: one for one in then.findings}
    findings = tuple(_as_told(one, told.get(one.id)) for one in report.findings)
    there = {one.id for one in findings}
    missing = tuple(one for one in then.findings if one.id not in there and one.status in GONE_WITH)
    return replace(report, findings=findings + missing, past=then.past, links=then.links)


def _as_told(one: Finding, told: Finding | None) -> Finding:
    if told is None:
        return one
    status = told.status if one.status == "open" else one.status
    return replace(one, status=status, first_seen=told.first_seen, mended=told.mended)


def links_with_past(told: Links, lives: Mapping[str, tuple[LinkLife, Change]]) -> Links:
    """Return the links of a report with what the history knows of each."""
    mended = tuple(sorted(url for url, (_, change) in lives.items() if change is Change.MENDED))
    return replace(
        told,
        broken=tuple(_lived(one, lives) for one in told.broken),
        unverified=tuple(_lived(one, lives) for one in told.unverified),
        mended=mended,
    )


def _lived(one: BrokenLink, lives: Mapping[str, tuple[LinkLife, Change]]) -> BrokenLink:
    life, change = lives.get(one.url, (None, None))
    if life is None:
        return one
    if change is Change.UNVERIFIED:
        since = life.unverified_since or life.last_look
        return replace(one, first_seen=since.isoformat())
    if life.standing is not Standing.BROKEN or life.broken_since is None:
        return one
    return replace(one, confirmed=life.confirmed, first_seen=life.broken_since.isoformat(), runs=life.runs_broken)


def _dated(one: Finding, life: FindingLife) -> Finding:
    status = life.status if one.status == "open" and life.status == "came-back" else one.status
    mended = day_of(life.mended_at) if status == "mended" else ""
    return replace(one, status=status, first_seen=day_of(life.first_seen), mended=mended)


def _told(life: FindingLife, tell: Tell) -> Finding | None:
    """Return a finding that this run did not find; broken links tell of their own mending."""
    if life.status not in GONE_WITH or (life.status == "mended" and life.code in LINK_CODES):
        return None
    one = tell(life)
    return None if one is None else _dated(replace(one, status=life.status), life)


def _changes(report: Report, past: Past) -> tuple[VerdictChange, ...]:
    before = past.runs[-1].verdicts if past.runs else {}
    nothing = Text("", "")
    return tuple(
        VerdictChange(one.id, before[one.id], one.verdict, nothing)
        for one in report.items
        if one.id in before and before[one.id] is not one.verdict
    )
