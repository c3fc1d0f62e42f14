"""What `explain label` answers: numbers, words, the part around a text, and how sure it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.checklist import load
from oitcrawler.locate import PERHAPS as LOCATE_FROM
from oitcrawler.locate import SURE as LOCATE_SURE
from oitcrawler.locate.calibration import OBSERVED, PERHAPS, SURE, confidence_of, score_of
from oitcrawler.locate.labelling import NONE, Labeller

from ..cases import table

CASES = table(Path(__file__).with_name("labelling.yaml"))


@cache
def labeller(key: str) -> Labeller:
    return Labeller(load(key))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} [{case.get('section', '')}]")
def test_a_text_gets_its_item(case: dict[str, str | float]) -> None:
    view = labeller(str(case["list"])).explain(str(case["text"]), str(case.get("section", "")))
    assert view.item == case["item"], view
    assert float(case.get("least", 0)) <= view.confidence <= float(case.get("most", 1)), view


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_text_is_answered(text: str, section: str) -> None:
    view = labeller("2568").explain(text, section)
    assert 0 <= view.confidence <= 1
    assert (view.item == NONE) == (view.confidence < PERHAPS)
    assert view == labeller("2568").explain(text, section)
    assert len({one.item for one in view.candidates}) == len(view.candidates)
    confidences = [one.confidence for one in view.candidates]
    assert not confidences or view.item in (NONE, view.candidates[0].item)


def test_the_reason_names_text_phrase_and_item() -> None:
    view = labeller("2568").explain("O17 บริการออนไลน์")
    assert view.item == "o10"
    assert "บริการออนไลน์" in view.why.th
    assert "O10" in view.why.th
    assert "O17" in view.why.th
    assert "O17" in view.why.en
    assert [one.item for one in view.candidates][:2] == ["o10", "o17"]


def test_below_the_threshold_the_candidates_are_shown_and_none_is_chosen() -> None:
    view = labeller("2568").explain("EB 4 คู่มือการให้บริการ")
    assert view.item == NONE
    assert view.candidates[0].item == "o9"
    assert "O9" in view.why.th


def test_confidence_rises_with_the_score_and_the_thresholds_follow_from_it() -> None:
    scores = [step / 200 for step in range(201)]
    values = [confidence_of(score) for score in scores]
    assert values == sorted(values)
    assert len(set(values)) == len(values)
    assert (values[0], values[-1]) == (OBSERVED[0][1], OBSERVED[-1][1])
    for score in scores:
        assert score_of(confidence_of(score)) == pytest.approx(score)
    assert confidence_of(LOCATE_SURE) == pytest.approx(SURE)
    assert confidence_of(LOCATE_FROM) == pytest.approx(PERHAPS)
