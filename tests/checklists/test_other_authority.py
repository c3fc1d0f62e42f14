"""The format is any authority's: its own prefix, indicators, points and kinds, and the engine assumes none of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from oitcrawler.checklist import Checklist, load
from oitcrawler.locate.codes import item_codes
from oitcrawler.locate.subjects import Subjects
from oitcrawler.model import Verdict
from oitcrawler.report import Interval
from oitcrawler.score import score, worth

OTHER = Path(__file__).with_name("other")


@pytest.fixture
def other() -> Checklist:
    return load("moit-2599", OTHER)


def test_its_numbers_have_its_own_letters(other: Checklist) -> None:
    assert [(item.id, item.number) for item in other.items] == [("moit1", 1), ("moit2", 2), ("moit3", 3)]
    assert other.item("MOIT2").title.en == "Contact"
    (code,) = item_codes("MOIT 2 ติดต่อ", other.item_prefix)
    assert code.numbers == (2,)
    assert not item_codes("o2 ติดต่อ", other.item_prefix)


def test_its_points_are_its_own(other: Checklist) -> None:
    decided = dict.fromkeys(("moit1", "moit2"), Verdict.PASS) | {"moit3": Verdict.GAP}
    found = score(other, decided)
    assert found.oit == found.indicators["A"] == found.subs["A.1"] == Interval(3.67, 3.67)
    undecided = score(other, decided | {"moit3": Verdict.REVIEW})
    assert undecided.oit == Interval(3.67, 5.0)
    assert score(other, dict.fromkeys(decided, Verdict.NOT_APPLICABLE)).oit == Interval(1.0, 5.0)
    assert sum(worth(other).values()) == pytest.approx(4.0)


def test_the_title_of_an_item_about_two_topics_names_both(other: Checklist) -> None:
    both = {topic.name: topic.find.names for topic in other.item("moit3").topics}
    assert set(both) == {"news", "contact"}
    for names in both.values():
        assert names[-1] == "ข่าวและช่องทางติดต่อ"
    assert "ข่าวและช่องทางติดต่อ" not in other.item("moit1").topics[0].find.names
    label = "MOIT 3 ข่าวและช่องทางติดต่อ"
    assert Subjects(other).score(label, "news").score == Subjects(other).score(label, "contact").score == 1.0


def test_a_list_that_says_nothing_is_scored_as_the_commission_s() -> None:
    silent = load("2599", Path(__file__).with_name("sound"))
    assert (silent.scoring.met, silent.scoring.not_met, silent.scoring.means) == (100.0, 0.0, True)
