"""The arithmetic of the score, against results that agencies published (seeds 001 and 003)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.checklist import Checklist
from oitcrawler.checklist import load as read_list
from oitcrawler.model import Verdict
from oitcrawler.score import score, worth

FAILED_IN_2565 = ("o11", "o12", "o20", "o23", "o26", "o29", "o33", "o38")


@cache
def load(key: str) -> Checklist:
    """Return a shipped list, read once."""
    return read_list(key)


@pytest.fixture(scope="module")
def of_2565() -> Checklist:
    return load("2565")


@pytest.fixture(scope="module")
def of_2568() -> Checklist:
    return load("2568")


def verdicts(checklist: Checklist, failed: tuple[str, ...] = (), **others: Verdict) -> dict[str, Verdict]:
    given = {item.id: Verdict.GAP if item.id in failed else Verdict.PASS for item in checklist.items}
    return {**given, **others}


def test_the_published_result_of_2565(of_2565: Checklist) -> None:
    found = score(of_2565, verdicts(of_2565, FAILED_IN_2565))
    assert (found.indicators["9"].min, found.indicators["9"].max) == (76.29, 76.29)
    assert (found.indicators["10"].min, found.indicators["10"].max) == (93.75, 93.75)
    assert found.oit.min == 85.02
    assert found.oit.decided


def test_the_published_result_of_2568_for_indicator_9(of_2568: Checklist) -> None:
    found = score(of_2568, verdicts(of_2568, ("o6", "o11", "o13")))
    assert found.indicators["9"].min == 75.0
    assert found.unconfirmed, "the grouping of 2568 is not confirmed, and the score must say so"


def test_undecided_items_widen_the_interval(of_2565: Checklist) -> None:
    found = score(of_2565, verdicts(of_2565, (), o34=Verdict.REVIEW, o42=Verdict.COULD_NOT_CHECK))
    assert not found.oit.decided
    assert (found.subs["10.1"].min, found.subs["10.1"].max) == (87.5, 100.0)
    assert (found.subs["10.2"].min, found.subs["10.2"].max) == (50.0, 100.0)
    assert (found.indicators["9"].min, found.indicators["9"].max) == (100.0, 100.0)


def test_what_does_not_apply_leaves_the_mean(of_2565: Checklist) -> None:
    found = score(of_2565, verdicts(of_2565, ("o42",), o43=Verdict.NOT_APPLICABLE))
    assert found.subs["10.2"].max == 0.0


def test_every_item_needs_a_verdict(of_2565: Checklist) -> None:
    with pytest.raises(KeyError):
        score(of_2565, {"o1": Verdict.PASS})


@given(st.data())
def test_the_interval_holds_whatever_the_undecided_come_to(of_2568: Checklist, data: st.DataObject) -> None:
    checklist = of_2568
    drawn = {item.id: data.draw(st.sampled_from(list(Verdict)), label=item.id) for item in checklist.items}
    found = score(checklist, drawn)
    undecided = (Verdict.REVIEW, Verdict.COULD_NOT_CHECK)
    settled = {
        k: data.draw(st.sampled_from([Verdict.PASS, Verdict.GAP])) if v in undecided else v for k, v in drawn.items()
    }
    after = score(checklist, settled)
    assert 0 <= found.oit.min <= after.oit.min + 0.01
    assert after.oit.max - 0.01 <= found.oit.max <= 100


def test_items_are_worth_the_whole_score(of_2565: Checklist, of_2568: Checklist) -> None:
    for checklist in (of_2565, of_2568):
        assert sum(worth(checklist).values()) == pytest.approx(100)
    assert worth(of_2565)["o42"] == pytest.approx(12.5)


def test_the_published_results_of_2564_can_be_reached() -> None:
    """Thirteen agencies' results of FY2564: indicator 9 values, with the items that must have been zero."""
    of_2564 = load("2564")
    for failed, nine in ((("o10", "o11"), 95.0), (("o25",), 95.0), (("o1",), 97.78), (("o18",), 97.14)):
        assert score(of_2564, verdicts(of_2564, failed)).indicators["9"].min == nine
    assert score(of_2564, verdicts(of_2564, ("o34",))).indicators["10"].min == 93.75
    assert score(of_2564, verdicts(of_2564, ("o34", "o35"))).indicators["10"].min == 87.5


def test_without_a_grouping_only_bounds_can_be_told() -> None:
    of_2569 = load("2569")
    mixed = score(of_2569, verdicts(of_2569, ("o1",)))
    assert (mixed.oit.min, mixed.oit.max, mixed.grouped) == (0.0, 100.0, False)
    assert score(of_2569, verdicts(of_2569)).oit.min == 100.0
    every = tuple(item.id for item in of_2569.items)
    assert score(of_2569, verdicts(of_2569, every)).oit.max == 0.0
    assert score(of_2569, verdicts(of_2569, (), o5=Verdict.REVIEW)).oit.min == 0.0


@given(st.lists(st.sampled_from(sorted(Verdict)), min_size=26, max_size=26))
def test_bounds_hold_for_any_grouping(found: list[Verdict]) -> None:
    of_2569 = load("2569")
    given_ = {item.id: one for item, one in zip(of_2569.items, found, strict=True)}
    whole = score(of_2569, given_).oit
    halves = (of_2569.items[:9], of_2569.items[9:])
    for half in halves:
        alone = score(replace(of_2569, items=half), given_).oit
        assert whole.min <= alone.min
        assert alone.max <= whole.max
