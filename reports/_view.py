"""What the page shows in which order: a Report grouped and cut to lengths that a page bears. Judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from oitcrawler.model import BlindSpot, Cause, Verdict
from oitcrawler.report import SET_ASIDE, BrokenLink, Finding, IndicatorView, ItemResult, Measure, Report, SubView

SHOWN = 200
"""How many findings, and how many broken links, are shown in full; the rest stands in a compact list."""
SHOWN_SHORT = 5000
"""How many entries a compact list has at most."""
SHOWN_SPOTS = 50
"""How many unseen addresses are listed for one cause."""
BROKEN_LINK = "broken-link"
PASS_LINE = 85.0
"""The pass line of the assessment (reference: frameworks, section 4); a line to compare with, not a verdict."""

_SEVERITY_ORDER = {"high": 0, "medium": 1, "low": 2}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A list: the `first` entries are shown in full, the `rest` in short, and how many are `left` out."""

    first: tuple[T, ...]
    rest: tuple[T, ...]
    left: int

    @property
    def total(self) -> int:
        """How many entries there are in all."""
        return len(self.first) + len(self.rest) + self.left


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
    links: Cut[BrokenLink]
    unseen: tuple[Unseen, ...]
    unchecked: tuple[tuple[ItemResult, tuple[Cause, ...]], ...]


def view_of(report: Report) -> View:
    """Group and cut a Report for the page."""
    standing = tuple(one for one in report.findings if one.status != SET_ASIDE)
    listed = tuple(one for one in standing if one.code != BROKEN_LINK or not report.links.broken)
    findings = _cut(sorted(listed, key=lambda one: _SEVERITY_ORDER[one.severity]))
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
        links=_cut(sorted(report.links.broken, key=lambda one: not one.confirmed)),
        unseen=tuple(_unseen(report)),
        unchecked=tuple(_unchecked(report)),
    )


def _cut(entries: Iterable[T], most: int = SHOWN) -> Cut[T]:
    every = tuple(entries)
    short = every[most : most + SHOWN_SHORT]
    return Cut(every[:most], short, max(0, len(every) - most - len(short)))


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
        yield Unseen(cause, count, _cut((spot for spot in spots if spot.cause is cause), SHOWN_SPOTS))


def _unchecked(report: Report) -> Iterable[tuple[ItemResult, tuple[Cause, ...]]]:
    for item in report.items:
        causes = {one.cause for one in item.requirements if one.cause is not None}
        if item.verdict is Verdict.COULD_NOT_CHECK or causes:
            yield item, tuple(sorted(causes))
