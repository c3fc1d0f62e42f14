"""What the items of one run came to: score, requirements, evidence, findings, measures, decisions, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ..model import Cause, Citation, Outcome, Text, Verdict

ATTACHED_WHY = Text("เอกสารที่ลิงก์อยู่ในหน้าหลักฐาน", "a document linked on the evidence page")
SET_ASIDE: Final = "set-aside"
"""The status of a finding that a person has overruled; the others are "open"."""
Severity = Literal["high", "medium", "low"]
State = Literal["counts", "expired", "questioned"]
FindingStatus = Literal["open", "set-aside", "mended", "came-back", "could-not-check"]


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
    """One thing to mend, at one place.

    `id` is the same in every run that finds the same thing at the same place. Days are ISO 8601 or "": `due` until
    when it should be mended, `first_seen` by the history, `mended` when a later look no longer found it. `person` is
    who is responsible by the agency's own file.
    """

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
    status: FindingStatus = "open"
    id: str = ""
    due: str = ""
    first_seen: str = ""
    mended: str = ""
    person: str = ""


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
