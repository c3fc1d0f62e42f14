"""Lives of findings over runs: first seen, mended, came back; and what a run that could not see may not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.errors import UsageError
from oitcrawler.history import RunKind, identified, open_history
from oitcrawler.history.finding_rules import after_report
from oitcrawler.history.ledger import History
from oitcrawler.model import BlindSpot, Cause, Outcome, Verdict
from oitcrawler.report import BrokenLink, Finding, Links, Report

from ..reports.sample import COVERAGE, FINDINGS, MISSED, SITE, finding, sample
from .fortnights import fortnight, look

TWO = FINDINGS[:2]
PERIOD = FINDINGS[2]
CERTIFICATE = FINDINGS[4]


def ran(history: History, number: int, report: Report, kind: RunKind = "check") -> Report:
    """Run a check as the program does: with its past, stored."""
    at = fortnight(number)
    with history.begin(SITE, kind, at, year="2568") as run:
        told = run.remembered(report)
        run.report(told)
        run.finish(at)
    return told


def story(url: str, *reports: Report) -> list[Report]:
    with open_history(url) as history:
        return [ran(history, number, report) for number, report in enumerate(reports)]


def told_of(report: Report, wanted: Finding) -> tuple[str, str, str]:
    (one,) = [one for one in report.findings if (one.code, one.row) == (wanted.code, wanted.row)]
    return one.status, one.first_seen, one.mended


def test_a_finding_is_mended_and_comes_back(url: str) -> None:
    with_it, without = sample(findings=TWO), sample(findings=TWO[1:])
    first, second, third, fourth = story(url, with_it, without, with_it, with_it)
    assert told_of(first, TWO[0]) == ("open", "2025-04-01", "")
    assert told_of(second, TWO[0]) == ("mended", "2025-04-01", "2025-04-16")
    assert told_of(second, TWO[1]) == ("open", "2025-04-01", "")
    assert told_of(third, TWO[0]) == ("came-back", "2025-04-01", "")
    assert told_of(fourth, TWO[0]) == ("came-back", "2025-04-01", "")
    names = [{one.row: one.id for one in report.findings} for report in (first, second, third)]
    assert names[0] == names[1] == names[2]
    pasts = [report.past for report in (first, second, third, fourth)]
    assert [(one.new, one.mended, one.came_back) for one in pasts if one] == [
        ((), (), ()),
        ((), (names[0]["12"],), ()),
        ((), (), (names[0]["12"],)),
        ((), (), ()),
    ]
    assert [len(one.runs) for one in pasts if one] == [0, 1, 2, 3]
    with open_history(url) as history:
        (one, _) = sorted(history.findings(SITE, "2568"), key=lambda life: -life.times)
    assert (one.times, one.status, one.item, one.code) == (2, "came-back", "o13", "egp-number-length")


def test_a_new_finding_is_named_as_new(url: str) -> None:
    _, second = story(url, sample(findings=TWO[:1]), sample(findings=TWO))
    assert second.past is not None
    assert second.past.new == tuple(one.id for one in second.findings if one.row == "37")


def with_item(report: Report, name: str, **more: Any) -> Report:
    return replace(report, items=tuple(replace(one, **more) if one.id == name else one for one in report.items))


UNSEEN_PERIOD = replace(MISSED, outcome=Outcome.COULD_NOT_CHECK, code=None, cause=Cause.SCANNED)
UNVERIFIED = BrokenLink(f"{SITE}/x.pdf", Cause.RATE_LIMITED, 429, False, (), "2025-04-16T00:00:00+00:00")
BROKEN_LINK = finding(
    0,
    code="broken-link",
    item=None,
    row=None,
    page=None,
    url=f"{SITE}/manuals",
    message=replace(FINDINGS[0].message, en=f"the link “คู่มือ” to {SITE}/x.pdf does not work (dns)"),
)
NONE = sample(findings=())
SILENT: Mapping[str, tuple[Finding, Report, str]] = {
    "seen and no longer there": (TWO[0], with_item(NONE, "o13", verdict=Verdict.PASS, requirements=()), "mended"),
    "its item could not be checked": (
        TWO[0],
        with_item(NONE, "o13", verdict=Verdict.COULD_NOT_CHECK),
        "could-not-check",
    ),
    "its item is no longer on the list": (
        TWO[0],
        replace(NONE, items=tuple(one for one in NONE.items if one.id != "o13")),
        "could-not-check",
    ),
    "its own requirement could not be checked": (
        PERIOD,
        with_item(NONE, "o6", requirements=(UNSEEN_PERIOD,)),
        "could-not-check",
    ),
    "another requirement could not be checked": (
        PERIOD,
        with_item(NONE, "o6", requirements=(replace(UNSEEN_PERIOD, id="other"),)),
        "mended",
    ),
    "a finding on the site": (CERTIFICATE, NONE, "mended"),
    "a finding on the site, whose home did not open": (
        CERTIFICATE,
        replace(NONE, coverage=replace(COVERAGE, home=Cause.TIMEOUT)),
        "could-not-check",
    ),
    "a finding on the site, which was not read to its end": (
        CERTIFICATE,
        replace(NONE, coverage=replace(COVERAGE, over_budget=7)),
        "could-not-check",
    ),
    "a finding on a page that did not open": (
        CERTIFICATE,
        replace(NONE, coverage=replace(COVERAGE, blind_spots=(BlindSpot(f"{SITE}/", Cause.TIMEOUT),))),
        "could-not-check",
    ),
    "a broken link that works now": (BROKEN_LINK, replace(NONE, links=Links(9, ())), "mended"),
    "a broken link that nobody could verify": (
        BROKEN_LINK,
        replace(NONE, links=Links(9, (), unverified=(UNVERIFIED,))),
        "could-not-check",
    ),
}


@pytest.mark.parametrize("name", SILENT)
def test_silence_means_mended_only_where_the_run_could_see(name: str) -> None:
    one, later, expected = SILENT[name]
    first = sample(findings=identified((one,)))
    lives = {life.id: life for life in after_report({}, first, 1, fortnight(0))}
    (life,) = after_report(lives, later, 2, fortnight(1))
    assert life.status == expected
    assert (life.mended_at is not None) is (expected == "mended")


def test_a_report_tells_of_a_link_that_works_again_among_its_links_alone(url: str) -> None:
    _, second = story(url, sample(findings=(BROKEN_LINK,)), replace(NONE, links=Links(9, ())))
    assert second.findings == ()
    with open_history(url) as history:
        assert [one.status for one in history.findings(SITE, "2568")] == ["mended"]


def test_what_could_not_be_checked_is_mended_when_it_is_seen_to_be(url: str) -> None:
    unseen = with_item(NONE, "o13", verdict=Verdict.COULD_NOT_CHECK)
    seen = with_item(NONE, "o13", verdict=Verdict.PASS, requirements=())
    told = story(url, sample(findings=TWO[:1]), unseen, seen, seen)
    assert [told_of(one, TWO[0])[0] for one in told] == ["open", "could-not-check", "mended", "mended"]
    assert [one.past.mended for one in told if one.past] == [(), (), (told[0].findings[0].id,), ()]


def test_another_list_on_the_same_site_mends_nothing(url: str) -> None:
    other = replace(NONE, checklist=replace(NONE.checklist, key="2567", year=2567))
    _, _, third = story(url, sample(findings=TWO), other, sample(findings=TWO))
    assert [one.status for one in third.findings] == ["open", "open"]
    assert third.past is not None
    assert len(third.past.runs) == 1


def test_a_verify_run_mends_and_says_what_it_could_not_see(url: str) -> None:
    with open_history(url) as history:
        first = ran(history, 0, sample(findings=TWO))
        names = [one.id for one in first.findings]
        told = [replace(first.findings[0], status="mended"), replace(first.findings[1], status="could-not-check")]
        ran(history, 1, sample(findings=tuple(told)), "verify")
        assert {one.id: one.status for one in history.findings(SITE, "2568")} == {
            names[0]: "mended",
            names[1]: "could-not-check",
        }
        third = ran(history, 2, sample(findings=TWO[1:]))
    assert [(one.id, one.status) for one in third.findings] == [(names[1], "open"), (names[0], "mended")]
    assert third.past is not None
    assert len(third.past.runs) == 2


def test_a_crawl_that_is_judged_again_is_told_with_what_is_known(url: str) -> None:
    reports = [sample(findings=TWO), sample(findings=TWO[1:]), sample(findings=TWO[1:])]
    story(url, *reports)
    began = fortnight(2).isoformat()
    again = sample(findings=TWO[1:], run=replace(sample().run, started_at=began, id="other"))
    with open_history(url) as history:
        before = history.runs(), history.findings(SITE, "2568")
        found = history.recalled(again)
        assert (history.runs(), history.findings(SITE, "2568")) == before
        assert [(one.status, one.first_seen) for one in found.findings] == [
            ("open", "2025-04-01"),
            ("mended", "2025-04-01"),
        ]
        assert found.past is not None
        assert [one.day for one in found.past.runs] == ["2025-04-01", "2025-04-16"]
        unknown = replace(again, agency=replace(again.agency, url="https://other.example.go.th/"))
        assert [one.first_seen for one in history.recalled(unknown).findings] == [""]


def test_a_folder_of_results_leads_to_its_last_run(url: str, tmp_path: Path) -> None:
    with open_history(url) as history:
        for number, folder in enumerate(("a", "b", "a")):
            with history.begin(SITE, "check", fortnight(number), folder=tmp_path / folder) as run:
                run.report(sample())
                run.finish(fortnight(number))
        history.begin(SITE, "check", fortnight(3), folder=tmp_path / "b").abandon()
        assert [history.last_in(tmp_path / one) for one in ("a", "b")] == [3, 2]
        assert history.run(2).folder == str((tmp_path / "b").resolve())
        with pytest.raises(UsageError, match="no run that wrote into"):
            history.last_in(tmp_path / "c")


def test_what_a_person_set_aside_stays_set_aside(url: str) -> None:
    aside = replace(TWO[0], status="set-aside")
    told = story(url, sample(findings=TWO[:1]), sample(findings=(aside,)), sample(findings=TWO[:1]))
    assert [told_of(one, TWO[0])[0] for one in told] == ["open", "set-aside", "open"]


def test_verdicts_and_scores_of_earlier_runs_are_told(url: str) -> None:
    before, after = sample(), with_item(sample(), "o1", verdict=Verdict.GAP)
    _, second = story(url, before, after)
    past = second.past
    assert past is not None
    (run,) = past.runs
    assert (run.day, run.oit, run.verdicts["o1"]) == ("2025-04-01", before.score.oit, Verdict.PASS)
    assert [(one.item, one.before, one.after) for one in past.changes] == [("o1", Verdict.PASS, Verdict.GAP)]
    with open_history(url) as history:
        assert len(history.past_of(SITE, "2568").runs) == 2
        assert history.past_of(SITE, "2568", before=1).runs == ()
        assert [one.oit for one in history.runs()] == [before.score.oit, after.score.oit]


def test_any_stored_report_comes_back_whole(url: str) -> None:
    first, second = story(url, sample(), replace(sample(), run=replace(sample().run, id="1234567890123456")))
    with open_history(url) as history:
        assert history.stored_report(1) == first
        assert history.stored_report("2") == second
        assert history.stored_report("last", SITE) == second
        assert history.stored_report("1234567890123456") == second
        for wanted, site in ((9, None), ("last", "other.example.go.th"), ("no-such-report", None)):
            with pytest.raises(UsageError, match="has no report"):
                history.stored_report(wanted, site)
        with pytest.raises(UsageError, match="no run 9"):
            history.changes(9)


def test_a_report_of_another_site_is_refused(url: str) -> None:
    with (
        open_history(url) as history,
        history.begin("other.example.go.th", "check", fortnight(0)) as run,
        pytest.raises(UsageError, match="the report is of"),
    ):
        run.report(sample())


def test_links_of_a_report_are_told_by_their_lives(url: str) -> None:
    def links_of(number: int, seen: Mapping[str, str]) -> Links:
        at = fortnight(number)
        one = BrokenLink(f"{SITE}/a", Cause.NOT_FOUND, 404, False, (), at.isoformat())
        broken = tuple(replace(one, url=f"{SITE}/{name}") for name, word in seen.items() if word not in ("ok", "?"))
        unsure = tuple(replace(one, url=f"{SITE}/{name}") for name, word in seen.items() if word == "?")
        with open_history(url) as history, history.begin(SITE, "check", at) as run:
            run.links([look(name, word, at) for name, word in seen.items()])
            told = run.remembered(sample(links=Links(len(seen), broken, unsure))).links
            assert run.remembered_links(Links(len(seen), broken, unsure)) == told
            run.finish(at)
        return told

    links_of(0, {"a": "http-404", "b": "http-404", "c": "ok", "d": "http-404"})
    told = links_of(1, {"a": "http-404", "b": "ok", "c": "http-404", "d": "?"})
    found = {one.url.rpartition("/")[2]: one for one in told.broken}
    assert (found["a"].confirmed, found["a"].runs, found["a"].first_seen[:10]) == (True, 2, "2025-04-01")
    assert (found["c"].confirmed, found["c"].runs, found["c"].first_seen[:10]) == (False, 1, "2025-04-16")
    assert told.mended == (f"{SITE}/b",)
    assert [one.url.rpartition("/")[2] for one in told.unverified] == ["d"]
