"""The summary: short, honest, and nothing in it that a chat would render."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.reports.markdown import escaped

from oitcrawler.model import Cause, Coverage, Lang, Verdict
from oitcrawler.report import Interval, Links, Past, Report, Score, format_named

from . import golden
from .listed import listed
from .sample import ITEMS, all_pass, item, sample
from .trials import HOSTILE, hostile, huge

NOTHING = sample(items=(), findings=(), links=Links(0, ()), score=Score(Interval(0, 100), {}, {}))


def rendered(report: Report, lang: Lang = "th", *, thai_digits: bool = False) -> str:
    return format_named("markdown").render(report, lang, thai_digits=thai_digits).decode("utf-8")


def all_gaps() -> Report:
    """Return a report of forty gaps, every verdict changed, everything else in the way too."""
    items = tuple(item((f"o{n}", "9.1", Verdict.GAP, *ITEMS[0][3:]), 2.5) for n in range(1, 41))
    unseen = tuple(item((f"o{n}", "9.1", Verdict.COULD_NOT_CHECK, *ITEMS[0][3:]), 2.5) for n in range(41, 82))
    past = listed().past
    assert past is not None
    coverage = Coverage(failed_by_cause=dict.fromkeys(tuple(Cause)[:12], 7), over_budget=3, home=Cause.DNS)
    return sample(items=items + unseen, past=replace(past, changes=past.changes * 40), coverage=coverage)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    golden.compare(f"summary.{lang}.md.txt", rendered(listed(), lang))


@pytest.mark.parametrize("report", [sample(), listed(), hostile(), huge(), all_gaps(), all_pass(), NOTHING])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_it_is_never_long(report: Report, lang: Lang) -> None:
    text = rendered(report, lang)
    assert len(text.splitlines()) <= 60
    assert max(len(line) for line in text.splitlines()) < 700


def test_ten_gaps_are_named_and_the_rest_counted() -> None:
    text = rendered(all_gaps(), "en")
    assert len(re.findall(r"^\d+\. \*\*O", text, re.MULTILINE)) == 10
    assert "and 30 more" in text
    assert "**The home page did not open**" in text


def test_no_all_clear_is_given_where_nothing_was_seen() -> None:
    assert "No item was judged" in rendered(NOTHING, "en")
    assert "No link was looked at" in rendered(NOTHING, "en")
    open_ = tuple(one for one in sample().items if one.verdict is not Verdict.GAP)
    assert "4 items are undecided" in rendered(sample(items=open_), "en")
    assert "undecided" not in rendered(all_pass(), "en")


def test_what_changed_is_told_only_where_there_was_a_run_before() -> None:
    assert "Changed since" not in rendered(sample(), "en")
    assert "To mend: 1 new, 1 mended, 1 came back" in rendered(listed(), "en")
    assert "To mend: 0 new, 0 mended, 0 came back" in rendered(sample(past=Past(())), "en")


def test_thai_digits_are_for_numbers_and_not_for_addresses() -> None:
    report = sample(agency=replace(sample().agency, url="https://www.example.go.th/2568/"))
    text = rendered(report, thai_digits=True)
    assert "พ.ศ. ๒๕๖๘" in text
    assert "<https://www.example.go.th/2568/>" in text
    assert not re.search(r"\d", re.sub("<.*?>", "", text).translate(str.maketrans("", "", "๐๑๒๓๔๕๖๗๘๙")))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_shown_as_they_stand(name: str) -> None:
    text = escaped(HOSTILE[name])
    assert not re.search(r"(?<!\\)[<>\[\]`*_]", text)
    assert "\n" not in text


@given(st.text())
def test_no_text_becomes_markup(text: str) -> None:
    said = escaped(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]`*_@#]", said)
    assert not re.match(r"\d+[.)]", said)
    assert len(said.splitlines()) <= 1


def test_the_address_of_a_site_that_is_no_web_page_is_no_link() -> None:
    assert "<javascript" not in rendered(sample(agency=replace(sample().agency, url="javascript:alert(1)")))
