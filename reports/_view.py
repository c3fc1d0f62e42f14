"""What the page shows in which order: a Report grouped and cut to lengths that a page bears. Judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from oitcrawler.model import BlindSpot, Cause, Verdict
from oitcrawler.report import SET_ASIDE, Finding, IndicatorView, ItemResult, Measure, Report, SubView

from ._chart import ScoreChart, Timeline, score_chart, timeline
from ._cut import Cut, cut
from ._figures import Figure, Place, cited, figures
from ._links_view import LinksView, links_view
from ._owners import Owners, owners
from ._past_view import PastView, past_view

SHOWN_SPOTS = 50
"""How many unseen addresses are listed for one cause."""
SHOWN_MENDED: Final = 200
BROKEN_LINK = "broken-link"
PASS_LINE = 85.0
"""The pass line of the assessment (reference: frameworks, section 4); a line to compare with, not a verdict."""

COMPARED_BY: Final = frozenset({"nacc"})
"""The authorities whose assessment has that line; nothing is known of the lines of others."""
_DONE: Final = frozenset({SET_ASIDE, "mended"})
_STATUS_ORDER: Final = {"came-back": 0}
_SEVERITY_ORDER: Final = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class ItemFindings:
    """The findings of one item; `item` is None for what concerns the whole website."""

    item: ItemResult | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class SubSection:
    """The items of one sub-indicator; `sub` is None for items that the list assigns to none."""

    sub: SubView | None
    items: tuple[ItemResult, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One indicator with its sub-indicators."""

    indicator: IndicatorView | None
    subs: tuple[SubSection, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """How often a cause kept the tool from seeing, and where."""

    cause: Cause
    count: int
    spots: Cut[BlindSpot]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page needs beside the Report itself."""

    counts: tuple[tuple[Verdict, int], ...]
    undecided: int
    line: str
    gaps: tuple[ItemResult, ...]
    later: tuple[Measure, ...]
    groups: tuple[ItemFindings, ...]
    findings: Cut[Finding]
    finding_counts: Mapping[str, int]
    broken_findings: int
    sections: tuple[Section, ...]
    mended: Cut[Finding]
    links: LinksView
    unseen: tuple[Unseen, ...]
    unchecked: tuple[tuple[ItemResult, tuple[Cause, ...]], ...]
    lines: tuple[int, ...]
    past: PastView | None
    score_chart: ScoreChart | None
    timelines: Mapping[str, Timeline]
    figures: Mapping[Place, Figure]
    cited: frozenset[Place]
    owners: Owners
    item_ids: frozenset[str]


def view_of(report: Report) -> View:
    """Group and cut a Report for the page."""
    standing = tuple(one for one in report.findings if one.status not in _DONE)
    listed = tuple(one for one in standing if one.code != BROKEN_LINK or not report.links.broken)
    findings = cut(sorted(listed, key=_urgency))
    lines = (int(PASS_LINE),) if report.checklist.authority in COMPARED_BY else ()
    lived = ((item.id, timeline(report, item)) for item in report.items)
    return View(
        counts=tuple((verdict, report.count(verdict)) for verdict in Verdict),
        undecided=report.count(Verdict.REVIEW) + report.count(Verdict.COULD_NOT_CHECK),
        line=_line(report),
        gaps=report.gaps(),
        later=tuple(one for item in report.items if item.verdict is not Verdict.GAP for one in item.measures),
        groups=tuple(_groups(report, findings.first)),
        findings=findings,
        finding_counts=Counter(one.item for one in listed if one.item is not None),
        broken_findings=len(standing) - len(listed),
        sections=tuple(_sections(report)),
        mended=cut((one for one in report.findings if one.status == "mended"), SHOWN_MENDED, 0),
        links=links_view(report.links),
        unseen=tuple(_unseen(report)),
        unchecked=tuple(_unchecked(report)),
        lines=lines,
        past=past_view(report),
        score_chart=score_chart(report, lines),
        timelines={name: line for name, line in lived if line is not None},
        figures=figures(report),
        cited=cited(report),
        owners=owners(report),
        item_ids=frozenset(item.id for item in report.items),
    )


def _urgency(one: Finding) -> tuple[int, int, str]:
    """Order findings: by severity, what came back first, then by the day until which it is due."""
    return _SEVERITY_ORDER[one.severity], _STATUS_ORDER.get(one.status, 1), one.due or "9"


def _line(report: Report) -> str:
    """Name the label that says how the score stands to the pass line."""
    oit = report.score.oit
    if oit.min >= PASS_LINE:
        return "line_above"
    if oit.max >= PASS_LINE:
        return "line_open"
    return "line_below" if oit.decided else "line_never"


def _groups(report: Report, findings: tuple[Finding, ...]) -> Iterable[ItemFindings]:
    known = {item.id for item in report.items}
    for item in report.items:
        own = tuple(one for one in findings if one.item == item.id)
        if own:
            yield ItemFindings(item, own)
    site = tuple(one for one in findings if one.item not in known)
    if site:
        yield ItemFindings(None, site)


def _sections(report: Report) -> Iterable[Section]:
    placed: set[str] = set()
    for indicator in report.checklist.indicators:
        subs = tuple(SubSection(sub, _items_of(report, sub.id)) for sub in indicator.subs)
        placed.update(item.id for sub in subs for item in sub.items)
        yield Section(indicator, tuple(sub for sub in subs if sub.items))
    others = tuple(item for item in report.items if item.id not in placed)
    if others:
        yield Section(None, (SubSection(None, others),))


def _items_of(report: Report, sub: str) -> tuple[ItemResult, ...]:
    return tuple(item for item in report.items if item.sub == sub)


def _unseen(report: Report) -> Iterable[Unseen]:
    failed, spots = report.coverage.failed_by_cause, report.coverage.blind_spots
    seen = Counter(spot.cause for spot in spots)
    counts = {cause: max(failed.get(cause, 0), seen[cause]) for cause in {*failed, *seen}}
    for cause, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield Unseen(cause, count, cut((spot for spot in spots if spot.cause is cause), SHOWN_SPOTS, 0))


def _unchecked(report: Report) -> Iterable[tuple[ItemResult, tuple[Cause, ...]]]:
    for item in report.items:
        causes = {one.cause for one in item.requirements if one.cause is not None}
        if item.verdict is Verdict.COULD_NOT_CHECK or causes:
            yield item, tuple(sorted(causes))
