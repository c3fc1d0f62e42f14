"""The results that agencies published, analysed: their own orders, ratings and failures must come out."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.checklist import Checklist, load
from oitcrawler.ita_scores import Analysis, Scores, analyse, doubts, instrument_mean, read, scale_of

from ..cases import table

FOLDER = Path(__file__).parent
CASES: dict[str, dict[str, Any]] = table(FOLDER / "published.yaml")


@cache
def listed(year: int) -> Checklist:
    return load(str(year))


def analysed(scores: Scores) -> Analysis:
    return analyse(scores, scale_of(scores.year), listed(scores.year))


def numbers(found: tuple[Any, ...]) -> list[int]:
    return [int(one.number) for one in found]


@pytest.mark.parametrize("name", CASES)
def test_the_agencies_own_analysis_comes_out(name: str) -> None:
    case = CASES[name]
    scores = read(FOLDER / "published" / name)
    found = analysed(scores)
    assert scores.year == case["year"]
    assert scores.unread == ()
    assert numbers(found.ranked) == case["ranked"]
    assert numbers(found.strengths) == case["strengths"]
    assert numbers(found.weaknesses) == case["weaknesses"]
    assert numbers(found.below_goal) == case.get("below_goal", [])
    assert [one.code for one in found.items] == case.get("failed", [])
    assert str(found.total) == case["total"]
    assert found.rating.words is not None
    assert found.rating.words.th == case["rating"]
    assert found.rating.confirmed
    means = {one.instrument.name: str(instrument_mean(one)) for one in found.instruments}
    assert means == case.get("instruments", means)
    worst = case.get("worst_questions", [])
    assert [one.code for one in found.questions][: len(worst)] == worst


@pytest.mark.parametrize("name", CASES)
def test_published_results_agree_with_themselves(name: str) -> None:
    scores = read(FOLDER / "published" / name)
    assert doubts(analysed(scores), listed(scores.year)) == ()


@pytest.mark.parametrize("name", CASES)
def test_points_lost_add_up_to_what_is_missing(name: str) -> None:
    found = analysed(read(FOLDER / "published" / name))
    assert found.total is not None
    missing = 100 - found.total
    assert abs(sum(one.lost for one in found.ranked) - missing) <= 0.05
    assert abs(sum(one.lost or 0 for one in found.instruments) - missing) <= 0.05
