"""The words of the topics tell neighbours apart: a label goes to its own topic, and to none when it has none."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

import pytest

from oitcrawler.checklist import load
from oitcrawler.locate import PERHAPS, SURE
from oitcrawler.locate.subjects import Subjects

from ..cases import table

LABELS = Path(__file__).with_name("labels.yaml")


def cases() -> list[tuple[str, str, str]]:
    """Return year, topic and label."""
    data = cast(dict[str, dict[str, list[str]]], table(LABELS))
    return [(year, topic, label) for year, topics in data.items() for topic, all_ in topics.items() for label in all_]


@cache
def subjects(year: str) -> Subjects:
    """Return the topics of a year, ready for comparison."""
    return Subjects(load(year))


@pytest.mark.parametrize(("year", "topic", "label"), cases())
def test_a_label_goes_to_its_own_topic(year: str, topic: str, label: str) -> None:
    best = subjects(year).best(label)
    if topic == "none":
        assert best is None or best.score < PERHAPS, best
    else:
        assert best is not None
        assert best.topic == topic, best
        assert best.score >= PERHAPS, best


def test_most_labels_are_sure() -> None:
    own = [(year, topic, label) for year, topic, label in cases() if topic != "none"]
    sure = [one for one in own if subjects(one[0]).score(one[2], one[1]).score >= SURE]
    assert len(sure) >= 0.95 * len(own)
