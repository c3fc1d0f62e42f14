"""Why a verdict changed, told from what may have changed it and from replays; findings and links that came and went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.difference import Because, Replays, changed_between, differ
from oitcrawler.difference_told import told
from oitcrawler.errors import SnapshotError, UsageError
from oitcrawler.grounds import place_of
from oitcrawler.model import Cause, Text, Verdict
from oitcrawler.report import BrokenLink, Decided, Ground, Held, ItemResult, Report, format_named
from oitcrawler.reported import Reported, parse, read
from oitcrawler.site_changes import by_digest

from .cases import table
from .reports.sample import SITE, finding, sample

CASES: dict[str, Any] = table(Path(__file__).with_name("difference.yaml"))
ITEM = "o5"


def reported(report: Report) -> Reported:
    return parse(format_named("json").render(report, "th"))


def with_item(report: Report, **more: Any) -> Report:
    items = tuple(replace(one, **more) if one.id == ITEM else one for one in report.items)
    return replace(report, items=items)


def made(verdict: str, changed: tuple[str, ...] = ()) -> Reported:
    """Return a report with one verdict of o5, and with other circumstances as named."""
    report = with_item(sample(), verdict=Verdict(verdict), topics=("strategic-plan",))
    files = (("2568.yaml", "a"), ("topics/strategic-plan.yaml", "b"), ("topics/other.yaml", "c"))
    if "rule" in changed:
        files = (files[0], ("topics/strategic-plan.yaml", "x"), ("topics/other.yaml", "y"))
    report = replace(report, checklist=replace(report.checklist, files=files))
    if "site" in changed:
        report = replace(report, run=replace(report.run, started_at="2025-05-28T02:10:00+00:00"))
    if "question" in changed:
        report = replace(report, run=replace(report.run, as_of="2025-05-30"))
    return reported(replace(report, version="0.2.0") if "tool" in changed else report)


@pytest.mark.parametrize("case", CASES["reasons"], ids=lambda one: one["name"])
def test_why_a_verdict_changed(case: dict[str, Any]) -> None:
    old, *between, new = case["verdicts"]
    steps = [{ITEM: Verdict(one)} for one in between if one]
    replays = Replays(steps[0], steps[1], steps[2], case.get("is_today", True)) if steps else None
    found = differ(made(old), made(new, tuple(case["changed"])), replays)
    (change,) = found.verdicts
    assert [f"{one.because}{'' if one.certain else '?'}" for one in change.reasons] == case["why"]
    assert (change.before, change.after, found.replayed) == (old, new, bool(steps))


def test_the_rule_names_the_file_that_concerns_the_item() -> None:
    (change,) = differ(made("pass"), made("gap", ("rule",))).verdicts
    assert change.reasons[0].files == ("topics/strategic-plan.yaml",)
    assert "topics/strategic-plan.yaml" in change.reasons[0].said.th


def test_the_tool_names_its_versions_and_the_question_its_days() -> None:
    found = [differ(made("pass"), made("gap", (one,))).verdicts[0].reasons[0].said.en for one in ("tool", "question")]
    assert "0.1.0 → 0.2.0" in found[0]
    assert "as-of 2025-04-30 → 2025-05-30" in found[1]


def test_the_same_report_twice_has_no_difference() -> None:
    found = differ(made("pass"), made("pass"))
    assert not found.anything
    assert found.flip_rate == 0.0
    assert changed_between(made("pass"), made("pass")).possible() == ()


def test_another_crawl_that_says_the_same_has_no_difference() -> None:
    found = differ(made("pass"), made("pass", ("site", "question", "rule", "tool")))
    assert not found.anything
    assert set(found.changed.possible()) == {Because.SITE, Because.RULE, Because.TOOL, Because.QUESTION}


def decision(state: str) -> Decided:
    return Decided(
        verdict=Verdict.PASS,
        state=state,  # type: ignore[arg-type]
        note=Text("หมายเหตุ", "note"),
        own=Verdict.GAP,
        own_summary=Text("ขาด", "lacking"),
        reason="เห็นเอกสารฉบับจริงแล้ว",
        day="2025-04-20",
        until="2025-09-30",
        by="",
        evidence=(Held(f"{SITE}/plan", "d", changed=False),),
    )


def test_a_decision_is_a_reason_of_its_own() -> None:
    before = reported(with_item(sample(), verdict=Verdict.GAP))
    after = reported(with_item(sample(), verdict=Verdict.PASS, decision=decision("counts")))
    (change,) = differ(before, after).verdicts
    assert [one.because for one in change.reasons] == [Because.DECISION]
    assert "เห็นเอกสารฉบับจริงแล้ว" in change.reasons[0].said.th
    (back,) = differ(after, before).verdicts
    assert "taken back" in back.reasons[0].said.en
    ended = reported(with_item(sample(), verdict=Verdict.GAP, decision=decision("expired")))
    (end,) = differ(after, ended).verdicts
    assert "2025-09-30" in end.reasons[0].said.en


def test_findings_and_links_that_came_and_went() -> None:
    broken = BrokenLink(f"{SITE}/new.pdf", Cause.NOT_FOUND, 404, True, (), "2025-05-01T00:00:00+00:00")
    report = sample()
    after = replace(
        report,
        findings=(*report.findings[1:], finding(99)),
        links=replace(report.links, broken=(*report.links.broken[1:], broken)),
    )
    found = differ(reported(report), reported(after))
    assert [one.location.row for one in found.new_findings] == ["99"]
    assert [one.location.row for one in found.mended_findings] == ["12"]
    assert [one.url for one in found.new_broken] == [f"{SITE}/new.pdf"]
    assert [one.url for one in found.mended_links] == [report.links.broken[0].url]
    assert found.anything


def test_what_a_person_set_aside_is_not_mended() -> None:
    report = sample()
    aside = replace(report, findings=tuple(replace(one, status="set-aside") for one in report.findings))
    assert differ(reported(report), reported(aside)).mended_findings == ()


def test_findings_are_the_same_when_the_site_only_moved_to_https() -> None:
    report = sample()
    before = replace(
        report,
        agency=replace(report.agency, url=report.agency.url.replace("https://", "http://")),
        findings=tuple(replace(one, url=one.url.replace("https://", "http://")) for one in report.findings),
    )
    assert not differ(reported(before), reported(report)).new_findings


def item(**grounds: tuple[str, str]) -> ItemResult:
    made = tuple(Ground(f"{SITE}/{name}", sha, words) for name, (sha, words) in grounds.items())
    return replace(next(one for one in sample().items if one.id == ITEM), grounds=made)


def places(old: ItemResult, new: ItemResult) -> Mapping[str, str]:
    pair = [reported(replace(sample(), items=(one,))).items[0] for one in (old, new)]
    return {one.url: one.how for one in by_digest(pair[0], pair[1], (f"{SITE}/", f"{SITE}/"))}


def test_places_are_told_from_digests_alone() -> None:
    old = item(kept=("a", ""), page=("b", "says"), plan=("c", ""), lost=("d", ""))
    new = item(kept=("a", ""), page=("x", "says"), plan=("y", ""), fresh=("z", ""))
    assert places(old, new) == {"/plan": "changed", "/lost": "gone", "/fresh": "new"}


@pytest.mark.parametrize("case", CASES["places"], ids=lambda one: one["name"])
def test_places_that_two_runs_share(case: dict[str, str]) -> None:
    assert place_of(case["url"], case["start"]) == case["place"]


def test_a_difference_is_plain_json() -> None:
    found = json.loads(json.dumps(told(differ(made("pass"), made("gap", ("site", "rule"))))))
    assert found["schema"] == "oitcrawler.diff/1"
    assert found["changed"] == {
        "site": True,
        "files": ["topics/other.yaml", "topics/strategic-plan.yaml"],
        "version": None,
        "question": [],
    }
    assert [one["because"] for one in found["verdicts"][0]["reasons"]] == ["site", "rule"]
    assert found["flip_rate"] == round(100 / len(sample().items), 2)


def test_no_report_and_a_damaged_one_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"report\.json"):
        read(tmp_path)
    for broken in (b"{", b'{"schema": "oitcrawler.report/9"}', b'{"schema": "oitcrawler.report/1"}'):
        (tmp_path / "report.json").write_bytes(broken)
        with pytest.raises(SnapshotError, match=r"report\.json"):
            read(tmp_path)
