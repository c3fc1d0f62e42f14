"""What a check is given, what it gives back, and how results over several documents are combined.

A check is a module of this folder. Its file name is its name (`egp_numbers_complete.py` is
`egp-numbers-complete`), it completes the sentence "passes when the agency's evidence …", and it has

* a docstring whose first sentence is true when the check passes, with the source of the rule;
* `CODES`, the finding codes that it can give;
* `Params`, a `CheckParams`: what a topic or a year may set, with defaults;
* `check(case, params)`, pure: no network, no clock, no file; the same case gives the same result.

Its cases are `tests/checks/<name>.yaml`, with at least one `met` and one `not_met`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from ..evidence.changes import Change
from ..evidence.model import Evidence
from ..model import Citation, CouldNotCheck, Coverage, Met, NotApplicable, NotMet, Result, Review, Text


class CheckParams(BaseModel):
    """Parameters of a check; an unknown one is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency that is judged. `kind` is a key of the checklist's `kinds` (`lao`, `province`, …)."""

    names: tuple[str, ...] = ()
    kind: str = "lao"


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence that was chosen for the item, with the words of the link that led there.

    `labels` are the link text and the text of its row or card; `attached` is true for a document that is linked
    from the content of the chosen page. `via` is the place on the site where that link stands. `changes` tell how the
    document differs from what earlier runs judged at its place, the newest last.
    """

    evidence: Evidence
    labels: tuple[str, ...] = ()
    attached: bool = False
    via: Citation | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a check may look at.

    `found` is never empty unless the topic's evidence is the main page itself; `home` is the main page;
    `coverage` is the coverage that counts for this topic (a `Look`: use it with `not_there` for what should be
    somewhere on the site, and the `Evidence` for what should be in it). `year` is the fiscal year B.E. `carriers` are
    the pages on which the links to the evidence stand.
    """

    found: tuple[Found, ...]
    home: Evidence | None
    domain: str
    agency: Agency
    year: int
    as_of: date
    coverage: Coverage
    carriers: tuple[Evidence, ...] = ()

    def documents(self) -> tuple[Found, ...]:
        """Return what was found without web pages."""
        return tuple(one for one in self.found if not one.evidence.is_page)


class Check(Protocol):
    """The shape of a check's module."""

    CODES: tuple[str, ...]
    Params: type[CheckParams]

    def check(self, case: Case, params: CheckParams) -> Result:
        """Judge one case."""


def unreadable(found: Found) -> CouldNotCheck | None:
    """Return why this evidence cannot be judged as a whole, or None when all of it was read."""
    evidence = found.evidence
    if evidence.obstacle is None:
        return None
    why = evidence.detail or Text(f"อ่านไม่ได้ ({evidence.obstacle})", f"cannot be read ({evidence.obstacle})")
    name = evidence.seen
    return CouldNotCheck(
        evidence.obstacle,
        Text(f"{name.th}: {why.th}", f"{name.en}: {why.en}"),
        (evidence.cite(evidence.title or evidence.file_name or evidence.url),),
    )


def best_of(results: Iterable[Result]) -> Result:
    """Combine results of which one suffices: met, else could not check, else review, else not met.

    Something unreadable among the evidence may be the one that meets, so it wins over "not met".
    Raises ValueError if there is none.
    """
    return _first(tuple(results), (Met, CouldNotCheck, Review, NotMet, NotApplicable))


def worst_of(results: Iterable[Result]) -> Result:
    """Combine results that must all be met: not met, else could not check, else review, else met.

    Proof of several results of the deciding kind is kept together. Raises ValueError if there is none.
    """
    return _first(tuple(results), (NotMet, CouldNotCheck, Review, Met, NotApplicable))


def each(case_found: Sequence[Found], judge: Callable[[Found], Result]) -> tuple[Result, ...]:
    """Judge each evidence by itself; an unreadable one that does not show what is wanted is `CouldNotCheck`.

    `judge` may still find in the readable part of an obstructed evidence what meets the requirement.
    """
    return tuple(_judge_one(one, judge) for one in case_found)


def _judge_one(found: Found, judge: Callable[[Found], Result]) -> Result:
    blind = unreadable(found)
    if blind is None:
        return judge(found)
    if not found.evidence.passages and not found.evidence.tables:
        return blind
    seen = judge(found)
    return seen if isinstance(seen, Met) or (isinstance(seen, NotMet) and seen.proof) else blind


def _first(results: tuple[Result, ...], order: tuple[type[Result], ...]) -> Result:
    if not results:
        raise ValueError("no result to combine")
    for kind in order:
        same = [one for one in results if isinstance(one, kind)]
        if same:
            return same[0] if len(same) == 1 else _merge(same)
    raise AssertionError("every result has a kind")


def _merge(same: list[Result]) -> Result:
    first = same[0]
    if isinstance(first, NotMet):
        others = [one for one in same if isinstance(one, NotMet) and one.code == first.code]
        return NotMet(
            first.code,
            first.reason,
            _all_proof(others),
            next((one.absence for one in others if one.absence), None),
            tuple(fault for one in others for fault in one.faults),
        )
    if isinstance(first, Met):
        return Met(first.reason, _all_proof(same)[:5])
    return first


def _all_proof(results: Sequence[Result]) -> tuple[Citation, ...]:
    seen: dict[Citation, None] = {}
    for one in results:
        for citation in getattr(one, "proof", ()):
            seen[citation] = None
    return tuple(seen)
