"""The Report: every number, sentence and verdict of one run, already computed."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Coverage, Verdict
from .items import AnswersView, Finding, ItemResult, Score
from .links import Links
from .past import Past, Picture
from .plan import Plan
from .views import AgencyView, ChecklistView, Run

SCHEMA = "oitcrawler.report/1"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a format may show."""

    version: str
    agency: AgencyView
    run: Run
    checklist: ChecklistView
    coverage: Coverage
    score: Score
    items: tuple[ItemResult, ...]
    findings: tuple[Finding, ...]
    links: Links
    answers: AnswersView | None = None
    past: Past | None = None
    pictures: tuple[Picture, ...] = ()
    plan: Plan | None = None

    def count(self, verdict: Verdict) -> int:
        """Return how many items have a verdict."""
        return sum(1 for item in self.items if item.verdict is verdict)

    def decided(self) -> tuple[ItemResult, ...]:
        """Return the items that a person has decided, also where the decision no longer counts."""
        return tuple(item for item in self.items if item.decision is not None)

    def gaps(self) -> tuple[ItemResult, ...]:
        """Return the items with a gap, the most costly first."""
        gaps = [item for item in self.items if item.verdict is Verdict.GAP]
        return tuple(sorted(gaps, key=lambda item: -item.worth))
