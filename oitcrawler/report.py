"""The Report: every number, sentence and verdict of one run, already computed, and the formats that show it.

Formats are modules of `reports/`, found by name (see `formats`); they receive a `Report` and compute nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, Protocol, cast

from .errors import UsageError
from .model import Cause, Citation, Coverage, Lang, Outcome, Text, Verdict

SCHEMA = "oitcrawler.report/1"
ATTACHED_WHY = Text("เอกสารที่ลิงก์อยู่ในหน้าหลักฐาน", "a document linked on the evidence page")
SET_ASIDE = "set-aside"
"""The status of a finding that a person has overruled; the others are "open"."""
Severity = Literal["high", "medium", "low"]
State = Literal["counts", "expired", "questioned"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A score from 0 to 100 that lies between `min` and `max`; one number when nothing is undecided."""

    min: float
    max: float

    @property
    def decided(self) -> bool:
        """Whether the score is one number."""
        return self.min == self.max


@dataclass(frozen=True, slots=True)
class Score:
    """The OIT score by sub-indicator, indicator and in all; `unconfirmed` warns of a grouping that is not sure.

    Where the grouping is not known at all, `grouped` is false and each interval holds for every grouping there can be.
    """

    oit: Interval
    indicators: Mapping[str, Interval]
    subs: Mapping[str, Interval]
    unconfirmed: tuple[str, ...] = ()
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class RequirementResult:
    """What one requirement of one item came to."""

    id: str
    text: Text
    topic: str
    confirmed: bool
    source: str
    outcome: Outcome
    reason: Text
    evidence: tuple[Citation, ...] = ()
    code: str | None = None
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class ItemEvidence:
    """A page or document that was taken as an item's evidence, and why."""

    url: str
    final_url: str
    kind: str
    title: str
    page: int | None
    quote: str
    sha256: str
    why: Text
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A page or document that a verdict stands on, to be known again: `sha256` of its bytes, and for a page `words`.

    `words` is the SHA-256 of what a page says to its readers, empty for documents. `label` are the words of the link on
    the page `via` that leads there.
    """

    url: str
    sha256: str
    words: str = ""
    label: str = ""
    via: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A page or document that a person's decision rests on, and whether it has changed since; no `sha256`: not seen."""

    url: str
    sha256: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about an item, beside what the tool itself found (`own`).

    Only with the state `counts` does it make the item's verdict. `day` and `until` are ISO 8601. `new` is evidence
    that was not there when a gap was decided.
    """

    verdict: Verdict
    state: State
    note: Text
    own: Verdict
    own_summary: Text
    reason: str
    day: str
    until: str | None
    by: str
    evidence: tuple[Held, ...]
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, at one place."""

    code: str
    item: str | None
    severity: Severity
    url: str
    message: Text
    fix: Text
    owner: Text
    page: int | None = None
    row: str | None = None
    selector: str | None = None
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure against gaps, in the six columns of the plans that agencies publish."""

    code: str
    item: str
    issue: Text
    measure: Text
    steps: tuple[Text, ...]
    time_frame: Text
    owner: Text
    monitoring: Text


@dataclass(frozen=True, slots=True)
class DeclaredQuestion:
    """One question about a declared address (`on_site`, `opens`, `evidence`, `year`) with its answer."""

    asked: str
    outcome: Outcome
    reason: Text
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredUrl:
    """An address that the agency declared for an item, judged as such. `row` counts from 1 in the agency's sheet.

    `is_linked` tells whether links lead from the home page to it; None when that is not known.
    """

    url: str
    row: int
    sheet: str
    note: str
    title: str
    outcome: Outcome
    reason: Text
    code: str | None
    cause: Cause | None
    questions: tuple[DeclaredQuestion, ...]
    is_linked: bool | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What an agency filed for one item: the addresses, and those that it should rather have given, best first."""

    urls: tuple[DeclaredUrl, ...]
    better: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswersView:
    """The sheet of answers that was held against the site."""

    name: str
    digest: str
    items: int
    urls: int


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item's verdict with everything that it rests on.

    `worth` is what the item is worth in points of the OIT score (0–100). `candidates` are the pages that were
    considered, best first, when a person has to choose. `grounds` is everything that was judged, sorted by address.
    `decision` is what a person decided about the item; `filed` what the agency declared, None when its sheet does not
    name the item or there is none.
    """

    id: str
    title: Text
    topics: tuple[str, ...]
    indicator: str
    sub: str
    period: str
    name_confidence: str
    verdict: Verdict
    worth: float
    summary: Text
    requirements: tuple[RequirementResult, ...]
    evidence: tuple[ItemEvidence, ...]
    candidates: tuple[ItemEvidence, ...]
    measures: tuple[Measure, ...]
    grounds: tuple[Ground, ...] = ()
    decision: Decided | None = None
    filed: Filed | None = None


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A page that carries a broken link, with the text of the link."""

    page: str
    text: str


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that does not work. `confirmed` only after attempts spread in time; else it is a suspect."""

    url: str
    cause: Cause
    status: int | None
    confirmed: bool
    sources: tuple[LinkSource, ...]
    first_seen: str


@dataclass(frozen=True, slots=True)
class Links:
    """Links found on the way: how many addresses were tried and which are broken."""

    checked: int
    broken: tuple[BrokenLink, ...]


@dataclass(frozen=True, slots=True)
class SubView:
    """A sub-indicator with its title, for headings."""

    id: str
    title: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its title and sub-indicators, for headings."""

    id: str
    title: Text
    subs: tuple[SubView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The list that was used. `files` are the files that it rests on, each with its digest."""

    key: str
    year: int
    authority: str
    title: Text
    kind: str
    kind_title: Text
    digest: str
    notes: tuple[Text, ...]
    indicators: tuple[IndicatorView, ...]
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyView:
    """The agency that was judged."""

    url: str
    domain: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """When the site was crawled (ISO 8601, UTC) and for which day it is judged."""

    id: str
    started_at: str
    finished_at: str
    as_of: str


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


class Format(Protocol):
    """The shape of a module in `reports/`."""

    SUFFIX: str
    MEDIA_TYPE: str

    def render(self, report: Report, lang: Lang) -> bytes:
        """Return the finished file."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats there are, sorted."""
    package = import_module("oitcrawler.reports")
    names = (module.name for module in iter_modules(package.__path__))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def format_named(name: str) -> Format:
    """Return a format. Raises UsageError with the names that exist."""
    if name not in formats():
        there = ", ".join(formats())
        raise UsageError(Text(f"ไม่มีรายงานรูปแบบ {name!r} มี: {there}", f"no report format {name!r}; there are: {there}"))
    return cast(Format, import_module(f"oitcrawler.reports.{name}"))
