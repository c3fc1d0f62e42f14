"""Whether what was located is the truth: right, ambiguous (left to a person), missed or taken."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from oitcrawler.checklist import Checklist, load
from oitcrawler.evidence.site import Site
from oitcrawler.locate import Located, Sureness, index, locate

checklist = cache(load)


class Score(StrEnum):
    """What came of one item.

    `MISSED` may accuse: evidence that is there was not found, or only a part of it. `TAKEN` may pass wrongly:
    something was taken that is not the item's evidence.
    """

    RIGHT = "right"
    AMBIGUOUS = "ambiguous"
    MISSED = "missed"
    TAKEN = "taken"


Truth = Mapping[str, frozenset[str] | None]
"""The addresses of each item's evidence: empty when there is none, None when only a person can decide."""


def located(site: Site, of: Checklist, wanted: Truth) -> dict[str, Located]:
    """Locate the first topic of each wanted item."""
    known = index(site, of)
    items = {item: of.item(item) for item in wanted}
    return {name: locate(known, item, item.topics[0]) for name, item in items.items()}


def score(found: Located, truth: frozenset[str] | None) -> Score:
    """Compare the addresses found with the true ones."""
    if found.sureness is Sureness.AMBIGUOUS:
        return Score.AMBIGUOUS if truth is not None else Score.RIGHT
    if truth is None:
        return Score.TAKEN if found.found else Score.MISSED
    urls = {one.evidence.final_url for one in found.found}
    if urls == truth:
        return Score.RIGHT
    return Score.TAKEN if urls - truth else Score.MISSED


def scores(site: Site, of: Checklist, truth: Truth) -> dict[str, Score]:
    """Return the score of each item of the truth."""
    return {item: score(found, truth[item]) for item, found in located(site, of, truth).items()}
