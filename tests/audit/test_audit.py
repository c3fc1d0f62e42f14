"""That verdicts follow from evidence and coverage, and that no trouble of the tool looks like the agency's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest

from oitcrawler import checklist as checklists
from oitcrawler import checks, measures
from oitcrawler.audit import Audit, audit, verdict
from oitcrawler.checks import Agency
from oitcrawler.evidence.model import Kind
from oitcrawler.evidence.site import Site
from oitcrawler.model import Cause, Coverage, Outcome, Verdict

from .building import document, link, page, site

LISTS = Path(__file__).with_name("lists")
UNSEEN = [cause for cause in Cause if not cause.means_gone]
HOME = page(
    "",
    "องค์การบริหารส่วนตำบลตัวอย่าง",
    "ยินดีต้อนรับ",
    link("plan", "แผนดำเนินงานประจำปี"),
    link("manual", "คู่มือการปฏิบัติงาน"),
)
PLAN = page("plan", "แผนดำเนินงานประจำปี", "แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2590 โครงการ งบประมาณ")
MANUAL = page("manual", "คู่มือการปฏิบัติงาน", "ขั้นตอนการปฏิบัติงานของเจ้าหน้าที่ผู้รับผิดชอบงานสารบรรณ " * 6)


@cache
def the_list() -> tuple[checklists.Checklist, measures.Measures]:
    """Return the list of these tests and its measures, read once."""
    return checklists.load("2590", LISTS), measures.load(LISTS)


def judged(of: Site, kind: str = "lao") -> Audit:
    return audit(of, *the_list(), Agency(kind=kind), date(2047, 4, 30))


def verdicts(of: Site) -> dict[str, Verdict]:
    return dict(judged(of).verdicts())


def test_a_good_site_passes_and_every_pass_cites_evidence() -> None:
    found = judged(site(HOME, PLAN, MANUAL))
    assert found.verdicts() == {"o1": Verdict.PASS, "o2": Verdict.PASS}
    for item in found.items:
        assert item.evidence
        assert all(one.evidence for one in item.requirements if one.outcome is Outcome.MET)
    assert found.findings == ()


def test_what_is_nowhere_on_a_wholly_seen_site_is_a_gap() -> None:
    home = replace(HOME, links=HOME.links[:1])
    found = judged(site(home, PLAN))
    assert found.verdicts()["o2"] is Verdict.GAP
    assert [one.code for one in found.findings] == ["evidence-not-found"]
    assert found.items[1].measures[0].issue.th == "O2 คู่มือการปฏิบัติงาน"
    assert found.items[1].measures[0].time_frame.th == "ต.ค. 2590 – มี.ค. 2591"


@pytest.mark.parametrize("cause", [Cause.NOT_FOUND, Cause.GONE])
def test_a_link_to_nothing_is_a_gap_with_the_link_as_proof(cause: Cause) -> None:
    found = judged(site(HOME, PLAN, replace(MANUAL, obstacle=cause, passages=())))
    assert found.verdicts()["o2"] is Verdict.GAP
    assert found.findings[0].url == HOME.final_url


def test_the_wrong_year_is_a_gap_with_the_phrase_as_proof() -> None:
    old = page("plan", "แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2588", "โครงการ งบประมาณ ระยะเวลา")
    found = judged(site(HOME, old, MANUAL))
    assert found.verdicts()["o1"] is Verdict.GAP
    assert "2588" in found.findings[0].message.th


def test_an_unconfirmed_rule_advises_and_never_accuses() -> None:
    found = judged(site(HOME, PLAN, page("manual", "คู่มือการปฏิบัติงาน", "หลักการทั่วไปของงานสารบรรณ " * 12)))
    assert found.verdicts()["o2"] is Verdict.REVIEW


def test_a_rule_for_another_kind_of_agency_does_not_apply() -> None:
    outcomes = {one.id: one.outcome for one in judged(site(HOME, PLAN, MANUAL)).items[1].requirements}
    assert outcomes["sides"] is Outcome.NOT_APPLICABLE
    assert judged(site(HOME, PLAN, MANUAL), kind="province").verdicts()["o2"] is Verdict.GAP


@pytest.mark.parametrize("cause", UNSEEN)
def test_when_the_main_page_was_not_seen_nothing_is_decided(cause: Cause) -> None:
    blind = replace(HOME, obstacle=cause, links=(), passages=())
    assert set(verdicts(site(blind)).values()) == {Verdict.COULD_NOT_CHECK}


@pytest.mark.parametrize("cause", [cause for cause in UNSEEN if cause is not Cause.ACCESS_REQUEST])
def test_when_the_evidence_was_not_seen_it_is_neither_pass_nor_gap(cause: Cause) -> None:
    for blind in (
        replace(PLAN, obstacle=cause, passages=()),
        replace(document("plan", "", obstacle=cause)),
    ):
        found = judged(site(HOME, blind, MANUAL))
        assert found.verdicts()["o1"] is Verdict.COULD_NOT_CHECK
        assert cause in {one.cause for one in found.items[0].requirements}


def test_a_shared_file_that_asks_for_permission_is_a_gap_shown_by_its_link() -> None:
    found = judged(site(HOME, document("plan", "", obstacle=Cause.ACCESS_REQUEST), MANUAL))
    assert found.verdicts()["o1"] is Verdict.GAP
    assert [(one.code, one.url) for one in found.findings] == [("access-request-needed", HOME.final_url)]


def test_a_closed_file_beside_good_evidence_is_named_and_leaves_the_item_open() -> None:
    home = replace(HOME, links=(*HOME.links, link("shared", "แผนดำเนินงานประจำปี")))
    plan = document("plan", PLAN.title, PLAN.passages[0].text)
    found = judged(site(home, plan, MANUAL, document("shared", "", obstacle=Cause.ACCESS_REQUEST)))
    assert found.verdicts()["o1"] is Verdict.PASS
    assert ("access-request-needed", "o1") in {(one.code, one.item) for one in found.findings}


def test_a_link_that_says_another_year_than_its_document_is_named() -> None:
    home = replace(HOME, links=(link("plan", "แผนดำเนินงานประจำปี พ.ศ. 2589"), HOME.links[1]))
    text = "แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2590\nองค์การบริหารส่วนตำบลตัวอย่าง\nโครงการ งบประมาณ"
    found = judged(site(home, document("plan", text.split("\n", 1)[0], text), MANUAL))
    assert "label-contradicts-document" in {one.code for one in found.findings}


def test_what_is_inside_an_archive_is_judged_in_its_place() -> None:
    member = document("plan.zip#plan.pdf", PLAN.title, PLAN.passages[0].text)
    archive = replace(document("plan", ""), kind=Kind.ARCHIVE, members=(member,), passages=())
    found = judged(site(HOME, archive, MANUAL))
    assert found.verdicts()["o1"] is Verdict.PASS
    assert [one.url for one in found.items[0].evidence] == [member.url]
    half = replace(archive, obstacle=Cause.ENCRYPTED)
    assert archive.url in {one.url for one in judged(site(HOME, half, MANUAL)).items[0].evidence}


def test_checks_judge_what_the_close_look_returns() -> None:
    of = site(HOME, document("plan", "", obstacle=Cause.SCANNED), MANUAL)
    asked: list[str] = []

    def closely(chosen: tuple[checks.Found, ...]) -> tuple[checks.Found, ...]:
        asked.extend(one.evidence.url for one in chosen)
        return tuple(
            replace(one, evidence=replace(PLAN, url=one.evidence.url)) if one.evidence.obstacle else one
            for one in chosen
        )

    lists = checklists.load("2590", LISTS), measures.load(LISTS)
    found = audit(of, *lists, Agency(kind="lao"), date(2047, 4, 30), closely)
    assert found.verdicts()["o1"] is Verdict.PASS
    assert sorted(asked) == sorted([PLAN.url, MANUAL.url])


@pytest.mark.parametrize("cause", UNSEEN)
def test_when_a_page_was_not_seen_what_is_missing_may_be_behind_it(cause: Cause) -> None:
    home = replace(HOME, links=(*HOME.links[:1], link("other", "กองช่าง")))
    found = verdicts(site(home, PLAN, page("other", ""), coverage=None))
    assert found["o2"] is Verdict.GAP, "the other page was seen, and it is not there"
    blind = replace(page("other", ""), obstacle=cause)
    assert verdicts(site(home, PLAN, blind))["o2"] is Verdict.COULD_NOT_CHECK


def test_when_the_budget_ended_nothing_is_missing() -> None:
    home = replace(HOME, links=HOME.links[:1])
    unfinished = Coverage(pages=2, home=None, over_budget=7)
    assert verdicts(site(home, PLAN, coverage=unfinished)) == {"o1": Verdict.PASS, "o2": Verdict.COULD_NOT_CHECK}


def test_a_document_about_something_else_hides_nothing() -> None:
    home = replace(HOME, links=(*HOME.links[:1], link("lunch.pdf", "เมนูอาหารกลางวันเดือนตุลาคม")))
    scan = document("lunch.pdf", "", obstacle=Cause.SCANNED)
    assert verdicts(site(home, PLAN, scan))["o2"] is Verdict.GAP


def test_a_document_whose_link_says_nothing_may_be_anything() -> None:
    home = replace(HOME, links=(*HOME.links[:1], link("a.pdf", "ดาวน์โหลด")))
    scan = document("a.pdf", "", obstacle=Cause.SCANNED)
    assert verdicts(site(home, PLAN, scan))["o2"] is Verdict.COULD_NOT_CHECK


def test_a_check_that_breaks_decides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    whole = checks.load

    def load(name: str) -> object:
        real = whole(name)
        if name != "document-covers-period":
            return real
        return SimpleNamespace(CODES=real.CODES, Params=real.Params, check=broken)

    monkeypatch.setattr(checks, "load", load)
    found = judged(site(HOME, PLAN, MANUAL))
    assert found.verdicts() == {"o1": Verdict.COULD_NOT_CHECK, "o2": Verdict.PASS}
    assert found.items[0].requirements[1].cause is Cause.TOOL_ERROR


def test_judging_twice_gives_the_same() -> None:
    of = site(HOME, PLAN, replace(MANUAL, obstacle=Cause.SCANNED))
    assert judged(of) == judged(of)


def test_an_item_that_is_left_to_people_is_at_most_review() -> None:
    assert verdict([Outcome.MET], "manual") is Verdict.REVIEW
    assert verdict([Outcome.MET]) is Verdict.PASS
    assert verdict([Outcome.MET, Outcome.REVIEW, Outcome.COULD_NOT_CHECK]) is Verdict.COULD_NOT_CHECK
    assert verdict([Outcome.NOT_MET, Outcome.COULD_NOT_CHECK]) is Verdict.GAP
    assert verdict([Outcome.NOT_APPLICABLE]) is Verdict.NOT_APPLICABLE
    assert verdict([]) is Verdict.NOT_APPLICABLE
