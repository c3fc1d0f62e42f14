"""The arithmetic of the score, against results that agencies published (seeds 001 and 003)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.checklist import Checklist, load
from oitcrawler.model import Verdict
from oitcrawler.score import score, worth

FAILED_IN_2565 = ("o11", "o12", "o20", "o23", "o26", "o29", "o33", "o38")


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
def test_the_interval_holds_whatever_the_undecided_come_to(data: st.DataObject) -> None:
    checklist = load("2568")
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
