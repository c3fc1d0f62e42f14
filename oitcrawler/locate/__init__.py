"""Which pages and documents are the evidence of an item, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..checklist import Item, Requirement, Topic
from ..checks import Found
from ..model import BlindSpot, Coverage
from ..urls import looks_like_document
from . import calibration
from .attached import with_attached
from .calibration import score_of
from .candidates import Candidate, Index, alive, candidates, index
from .labels import says_something

__all__ = ["Candidate", "Index", "Located", "Sureness", "coverage_for", "index", "locate"]

_SIGN_IN = re.compile(r"/(?:wp-)?(?:admin(?:istrator)?|log-?in|sign-?in|backend|backoffice)(?:[/.?]|$)", re.IGNORECASE)
# Scores of candidates; they are scores of words, lowered for the place and the year where a link stands.
SURE = score_of(calibration.SURE)
PERHAPS = score_of(calibration.PERHAPS)
BAND = 0.04
MAX_SHOWN = 5


class Sureness(StrEnum):
    """How sure it is that the evidence was found."""

    FOUND = "found"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Located:
    """What was found for one topic of one item.

    `found` is what checks look at; `ranked` the best candidates, for the report. `GONE` means that links to the
    evidence are there but lead to pages that the server says do not exist.
    """

    sureness: Sureness
    found: tuple[Found, ...]
    ranked: tuple[Candidate, ...]


def locate(of: Index, item: Item, topic: Topic) -> Located:
    """Find the evidence of one topic of an item. Deterministic: equal scores are ordered by address."""
    if topic.find.on == "main-page":
        home = of.site.home
        return Located(Sureness.FOUND if home else Sureness.NONE, (Found(home),) if home else (), ())
    ranked = candidates(of, item, topic.name, wanted_year(of, item, topic))
    there = alive(ranked)
    if there and there[0].score >= SURE:
        return Located(Sureness.FOUND, with_attached(of, _band(there), topic.name), there[:MAX_SHOWN])
    dead = [one for one in ranked if one not in there and one.score >= SURE]
    if dead:
        return Located(Sureness.GONE, (), tuple(dead[:MAX_SHOWN]))
    if there and there[0].score >= PERHAPS:
        return Located(Sureness.AMBIGUOUS, (), there[:MAX_SHOWN])
    return Located(Sureness.NONE, (), there[:MAX_SHOWN])


def wanted_year(of: Index, item: Item, topic: Topic) -> int:
    """Return the fiscal year B.E. that the evidence should be of."""
    offsets = [_offset(one) for one in item.requirements if one.topic == topic.name]
    return of.checklist.year + next((offset for offset in offsets if offset), 0)


def coverage_for(of: Index, coverage: Coverage, topic: str) -> Coverage:
    """Return the coverage that counts for "this topic is not on the site".

    Left out are blind spots whose link texts plainly name another subject, and unreadable documents whose link
    texts say something that is not this subject. A page that could not be opened may lead anywhere and counts.
    """

    def could_hold(spot: BlindSpot) -> bool:
        if _SIGN_IN.search(spot.url):
            return False  # evidence is what anybody can open without signing in
        telling = [label for label in spot.labels if says_something(label)]
        if not telling:
            return True
        if any(of.subjects.score(label, topic).score >= 0.4 for label in telling):
            return True
        best = [of.subjects.best(label) for label in telling]
        if any(one is not None and one.score >= 0.75 for one in best):
            return False
        return not looks_like_document(spot.url)

    return coverage.for_subject(could_hold)


def _band(there: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return the best candidate, those as good, and those under the same item of the same list.

    Where the agency itself lists the item by its code, that is what an assessor opens, and nothing else counts.
    """
    best = there[0]
    return tuple(
        one
        for one in there
        if (one.coded or not best.coded)
        and (one.score >= best.score - BAND or (one.group == best.group and one.score >= SURE))
    )


def _offset(requirement: Requirement) -> int:
    return int(getattr(requirement.params, "offset", None) or 0)
