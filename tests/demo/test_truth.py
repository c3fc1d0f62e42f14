"""The demo's truth names every item of its years, and only things that are on the site."""

from __future__ import annotations

import pytest

from oitcrawler import demo
from oitcrawler.demo import server
from oitcrawler.demo.making.records import ita

GAPS = {
    2565: {
        "o11": "period-mismatch",
        "o12": "period-mismatch",
        "o20": "evidence-not-found",
        "o23": "month-missing",
        "o26": "evidence-not-found",
        "o29": "evidence-not-found",
        "o33": "evidence-not-found",
        "o38": "evidence-not-found",
    },
    2568: {
        "o6": "document-changed-without-notice",
        "o11": "channels-not-split",
        "o13": "egp-number-length",
        "o16": "activity-undated",
        "o23": "period-mismatch",
        "o27": "evidence-not-found",
    },
}


@pytest.mark.parametrize(("year", "count"), [(2565, 43), (2568, 28)])
def test_every_item_has_a_verdict(year: int, count: int) -> None:
    assert list(demo.truth(year)) == [f"o{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize(("year", "count"), [(2565, 43), (2568, 28)])
def test_the_ita_page_names_every_item(year: int, count: int) -> None:
    assert [row.code for row in ita(year)] == [f"O{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("year", [2565, 2568])
def test_the_gaps_are_those_of_the_real_agencies(year: int) -> None:
    found = {item: one.code for item, one in demo.truth(year).items() if one.verdict == "gap"}
    assert found == GAPS[year]


@pytest.mark.parametrize("year", [2565, 2568])
def test_a_pass_is_somewhere_and_only_a_gap_has_a_code(year: int) -> None:
    answers = server.load()
    for item, one in demo.truth(year).items():
        assert (one.verdict == "gap") == (one.code is not None), item
        assert one.verdict == "gap" or one.where in answers, item


@pytest.mark.parametrize("year", [2565, 2568])
def test_each_year_has_evidence_that_needs_a_script(year: int) -> None:
    assert sum(one.script for one in demo.truth(year).values()) == 1


def test_an_unknown_year_is_refused() -> None:
    with pytest.raises(KeyError):
        demo.truth(2566)
