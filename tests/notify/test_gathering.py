"""The news of a run: what counts as a change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oitcrawler.model import Cause, Verdict
from oitcrawler.notify import news_of_links, news_of_report
from oitcrawler.report import BrokenLink, Interval, LinkRun, Links, LinkSource, Past, PastRun, Report

from ..reports.sample import sample

SITE = "https://www.example.go.th/"


def broken(url: str) -> BrokenLink:
    pages = tuple(LinkSource(f"{SITE}{number}", "แผน") for number in (1, 1, 2, 3, 4))
    return BrokenLink(url, Cause.NOT_FOUND, 404, True, pages, "2025-05-01T00:00:00+00:00")


RUN = LinkRun(
    version="0",
    url=SITE,
    domain="example.go.th",
    id="run-1",
    started_at="2025-05-01T19:00:00+00:00",
    finished_at="2025-05-01T20:00:00+00:00",
    pages=9,
    links=Links(20, (broken(f"{SITE}a"), broken(f"{SITE}b")), (broken(f"{SITE}c"),)),
    over_budget=3,
    broke=(f"{SITE}b",),
    mended=(f"{SITE}m",),
    came_back=(f"{SITE}a",),
)


def test_the_news_of_a_link_run() -> None:
    news = news_of_links(RUN, Path("links.html"))
    (one,) = news.broke
    assert (one.url, one.cause, one.pages) == (f"{SITE}b", Cause.NOT_FOUND, (f"{SITE}1", f"{SITE}2", f"{SITE}3"))
    assert [link.url for link in (*news.came_back, *news.mended)] == [f"{SITE}a", f"{SITE}m"]
    assert (news.broken, news.unverified, news.gaps) == (2, 4, None)
    assert news.anything


def test_a_run_that_found_the_same_is_no_news() -> None:
    assert not news_of_links(replace(RUN, broke=(), mended=(), came_back=()), None).anything


def with_before(**verdicts: Verdict) -> Report:
    """Return a report whose earlier run gave the same verdicts but these."""
    report = sample()
    known = {item.id: item.verdict for item in report.items} | verdicts
    run = PastRun("run-0", "2025-04-15", Interval(0, 100), known)
    return replace(report, past=Past((run,)))


def of(report: Report, verdict: Verdict) -> list[str]:
    return sorted(item.id for item in report.items if item.verdict is verdict)


def test_all_gaps_of_a_first_run_are_new() -> None:
    report = replace(sample(), past=Past(()))
    news = news_of_report(report, None)
    assert sorted(one.item for one in news.new_gaps) == of(report, Verdict.GAP)
    assert news.mended_gaps == ()
    assert (news.gaps, news.unchecked) == (report.count(Verdict.GAP), report.count(Verdict.COULD_NOT_CHECK))


def test_without_a_history_nothing_is_said_to_be_new() -> None:
    assert not news_of_report(replace(sample(), past=None), None).anything


def test_the_same_verdicts_are_no_news() -> None:
    assert not news_of_report(with_before(), None).anything


@pytest.mark.parametrize("now", list(Verdict))
def test_a_gap_is_mended_only_by_evidence(now: Verdict) -> None:
    ids = of(sample(), now)
    news = news_of_report(with_before(**dict.fromkeys(ids, Verdict.GAP)), None)
    assert sorted(one.item for one in news.mended_gaps) == (ids if now is Verdict.PASS else [])
    assert news.new_gaps == ()


@pytest.mark.parametrize("before", [one for one in Verdict if one is not Verdict.GAP])
def test_whatever_becomes_a_gap_is_a_new_one(before: Verdict) -> None:
    ids = of(sample(), Verdict.GAP)
    news = news_of_report(with_before(**dict.fromkeys(ids, before)), None)
    assert sorted(one.item for one in news.new_gaps) == ids


def test_links_of_a_check_are_those_that_the_history_saw_change() -> None:
    url = sample().links.broken[0].url
    news = news_of_report(with_before(), None, broke=(url,), mended=("https://x.example.go.th/",))
    assert news.broke[0].cause is sample().links.broken[0].cause
    assert len(news.mended) == 1
