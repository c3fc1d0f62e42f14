"""What people decide: the file, and how a decision stands beside the tool's own verdict."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from oitcrawler import checklist as checklists
from oitcrawler import decisions as store
from oitcrawler import measures
from oitcrawler.audit import Audit, audit
from oitcrawler.checks import Agency
from oitcrawler.deciding import QUESTION, decide
from oitcrawler.decisions import Decision, Decisions
from oitcrawler.errors import OutputError, SnapshotError
from oitcrawler.evidence.model import Evidence, Passage, Place
from oitcrawler.evidence.site import Site
from oitcrawler.grounds import words_digest
from oitcrawler.model import Cause, Text, Verdict
from oitcrawler.report import Decided, Ground, Held, format_named

from .audit.building import BASE, document, link, page, site
from .cases import table
from .reports.sample import sample

LISTS = Path(__file__).parent / "audit" / "lists"
CASES: dict[str, Any] = table(Path(__file__).with_name("decisions.yaml"))
AS_OF = date(2047, 4, 30)
HOME = page("", "อบต.ตัวอย่าง", "ยินดีต้อนรับ", link("plan", "แผนดำเนินงานประจำปี"), link("manual", "คู่มือการปฏิบัติงาน"))
PLAN = page("plan", "แผนดำเนินงานประจำปี", "แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2590 โครงการ งบประมาณ")
OLD_PLAN = replace(
    PLAN,
    digest="old-plan",
    title="แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2588",
    passages=(Passage("แผนดำเนินงาน ประจำปีงบประมาณ พ.ศ. 2588 โครงการ งบประมาณ"),),
)
MANUAL = page("manual", "คู่มือการปฏิบัติงาน", "ขั้นตอนการปฏิบัติงานของเจ้าหน้าที่ผู้รับผิดชอบงานสารบรรณ " * 6)
# What the tool itself says of o1 on each of these sites.
SITES: dict[str, Site] = {
    "pass": site(HOME, PLAN, MANUAL),
    "gap": site(HOME, OLD_PLAN, MANUAL),
    "could_not_check": site(HOME, replace(PLAN, digest="", obstacle=Cause.TIMEOUT, passages=()), MANUAL),
    "nothing": site(replace(HOME, links=HOME.links[1:]), MANUAL),
}


def found_on(of: Site) -> Audit:
    return audit(of, checklists.load("2590", LISTS), measures.load(LISTS), Agency(kind="lao"), AS_OF)


def decision(verdict: str, of: Site, **more: Any) -> Decision:
    """Decide o1 on what stands on a site."""
    item = found_on(of).items[0]
    made = Decision(
        year="2590",
        item="o1",
        verdict=Verdict.PASS if verdict == "pass" else Verdict.GAP,
        reason="ดูเอกสารแล้ว",
        day=date(2047, 4, 1),
        own=item.verdict,
        evidence=item.grounds or (Ground("https://other.example.org/plan", ""),),
    )
    return replace(made, **more)


def decided(one: Decision, now: Site, as_of: date = AS_OF) -> Audit:
    return decide(found_on(now), Decisions((one,)), "2590", now, as_of)


@pytest.mark.parametrize("name", SITES)
def test_the_sites_are_what_they_are_called(name: str) -> None:
    assert found_on(SITES[name]).items[0].verdict == {"nothing": "gap"}.get(name, name)


@pytest.mark.parametrize("case", CASES["verdicts"], ids=lambda one: one["name"])
def test_what_a_decision_makes_of_a_verdict(case: dict[str, Any]) -> None:
    before, now = SITES[case["decided_on"]], SITES[case["now"]]
    until = {"until": date.fromisoformat(str(case["until"]))} if "until" in case else {}
    item = decided(decision(case["decided"], before, **until), now).items[0]
    assert item.decision is not None
    assert (item.verdict, item.decision.state) == (case["verdict"], case["state"])
    assert item.decision.own == found_on(now).items[0].verdict, "the tool's own verdict stands beside it"
    assert (item.decision.reason, item.decision.day) == ("ดูเอกสารแล้ว", "2047-04-01")
    assert (QUESTION.th in item.summary.th) == (case["state"] == "questioned")


def test_a_day_is_the_last_on_which_it_counts() -> None:
    one = decision("pass", SITES["gap"], until=AS_OF)
    states = [decided(one, SITES["gap"], day).items[0].decision for day in (AS_OF, date(2047, 5, 1))]
    assert [state and state.state for state in states] == ["counts", "expired"]


def test_a_pass_sets_the_findings_of_its_gap_aside_and_drops_the_measure() -> None:
    own, found = found_on(SITES["gap"]), decided(decision("pass", SITES["gap"]), SITES["gap"])
    assert own.items[0].measures
    assert found.items[0].measures == ()
    assert {one.status for one in own.findings if one.item == "o1"} == {"open"}
    assert {one.status for one in found.findings if one.item == "o1"} == {"set-aside"}
    assert [one.code for one in found.findings] == [one.code for one in own.findings]
    assert found.items[0].requirements == own.items[0].requirements, "what the tool saw stays to be seen"


def test_a_questioned_pass_leaves_the_findings_open() -> None:
    found = decided(decision("pass", SITES["pass"]), SITES["gap"])
    assert {one.status for one in found.findings if one.item == "o1"} == {"open"}


def test_a_gap_is_questioned_when_new_evidence_appears() -> None:
    letter = document("letter.pdf", "แผนดำเนินงานประจำปี 2590", "แผนดำเนินงาน พ.ศ. 2590")
    more = replace(HOME, links=(*HOME.links, link("letter.pdf", "แผนดำเนินงานประจำปี พ.ศ. 2590")))
    before, now = SITES["pass"], site(more, PLAN, MANUAL, letter)
    told = decided(decision("gap", before), now).items[0].decision
    assert told is not None
    assert (told.state, told.new) == ("questioned", (f"{BASE}letter.pdf",))
    kept = decided(decision("pass", before), now).items[0].decision
    assert kept is not None
    assert kept.state == "counts", "a pass rests on what stood there"


def moved(one: Evidence, where: str) -> Evidence:
    return replace(one, url=where, final_url=where)


def test_a_document_that_only_moved_is_the_same() -> None:
    paper = document("a.pdf", "แผนดำเนินงานประจำปี", "แผนดำเนินงาน พ.ศ. 2590")
    one = decision("pass", SITES["gap"], evidence=(Ground(paper.final_url, paper.digest),))
    now = site(HOME, OLD_PLAN, MANUAL, moved(paper, f"{BASE}b.pdf"))
    state = decided(one, now).items[0].decision
    assert state is not None
    assert not state.evidence[0].changed


def says(*lines: str) -> Evidence:
    return replace(PLAN, passages=tuple(Passage(line) for line in lines), digest="".join(lines))


@pytest.mark.parametrize("case", CASES["pages"], ids=lambda one: one["name"])
def test_a_page_is_the_same_when_it_says_the_same(case: dict[str, Any]) -> None:
    before, after = says(*case["before"]), says(*case["after"])
    assert (words_digest(before) == words_digest(after)) == case["same"]


def test_a_page_with_other_links_in_its_content_is_another() -> None:
    with_link = replace(PLAN, links=(link("a.pdf", "แผน", Place.CONTENT),))
    assert words_digest(PLAN) != words_digest(with_link)
    assert words_digest(PLAN) == words_digest(replace(PLAN, links=(link("new", "เมนูใหม่"),))), "menus are not content"


def test_a_counter_does_not_question_a_decision() -> None:
    def counted(number: str) -> Site:
        return site(HOME, replace(OLD_PLAN, digest=number, passages=(*OLD_PLAN.passages, Passage(number))), MANUAL)

    one = decision("pass", counted("จำนวนผู้เข้าชม 1,204 คน"))
    told = decided(one, counted("จำนวนผู้เข้าชม 1,377 คน")).items[0].decision
    assert told is not None
    assert told.state == "counts"


def test_a_decision_about_no_item_of_the_list_is_named() -> None:
    with pytest.raises(SnapshotError, match="o9"):
        decided(replace(decision("pass", SITES["gap"]), item="o9"), SITES["gap"])


def test_decisions_about_another_list_change_nothing() -> None:
    other = replace(decision("pass", SITES["gap"]), year="2589")
    assert decided(other, SITES["gap"]) == found_on(SITES["gap"])


WRONG: dict[str, Callable[[], Decision]] = {
    "no reason": lambda: decision("pass", SITES["gap"], reason="  "),
    "it ends before it begins": lambda: decision("gap", SITES["gap"], until=date(2047, 3, 31)),
    "a pass that points at nothing": lambda: decision("pass", SITES["gap"], evidence=()),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_no_decision_may_be(name: str) -> None:
    with pytest.raises(ValueError):
        WRONG[name]()


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    first = decision("pass", SITES["gap"], until=AS_OF, by="งานพัสดุ", named=True)
    second = replace(decision("gap", SITES["pass"]), item="o10")
    known = Decisions().with_(second).with_(replace(first, item="o2")).with_(first)
    assert store.load(tmp_path) == Decisions()
    store.save(tmp_path, known)
    assert store.load(tmp_path) == known
    assert [one.item for one in known.decisions] == ["o1", "o2", "o10"]
    assert [path.name for path in tmp_path.iterdir()] == [store.FILE]


def test_a_new_decision_takes_the_place_of_the_old() -> None:
    old = decision("pass", SITES["gap"])
    new = replace(old, reason="อีกเหตุผล")
    assert Decisions((old,)).with_(new).decisions == (new,)
    assert Decisions((old,)).without("2590", "o1") == Decisions()


@pytest.mark.parametrize("case", CASES["damaged"], ids=lambda one: one["name"])
def test_a_damaged_file_is_named(case: dict[str, str], tmp_path: Path) -> None:
    store.save(tmp_path, Decisions((decision("pass", SITES["gap"]),)))
    path = tmp_path / store.FILE
    written = path.read_text("utf-8")
    assert case["find"] in written
    path.write_text(written.replace(case["find"], case["put"]), encoding="utf-8")
    with pytest.raises(SnapshotError, match=store.FILE):
        store.load(tmp_path)


def test_two_decisions_about_one_item_are_refused() -> None:
    one = decision("pass", SITES["gap"])
    with pytest.raises(ValueError):
        Decisions((one, one))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        store.save(tmp_path / "nowhere", Decisions())


def shown(state: str, decided: str, own: str, verdict: str, **more: Any) -> dict[str, Any]:
    """Return report.json with a decision about an item of which the tool says `own`."""
    name = {"pass": "o1", "gap": "o6", "review": "o4", "could_not_check": "o7", "not_applicable": "o22"}[own]
    told = Decided(
        verdict=Verdict(decided),
        state=state,  # type: ignore[arg-type]
        note=Text("หมายเหตุ", "note"),
        own=Verdict(own),
        own_summary=Text("ผล", "verdict"),
        reason="เห็นเอกสารแล้ว",
        day="2025-04-20",
        until=None,
        by="",
        evidence=(Held(f"{BASE}plan", "d", changed=False),),
    )
    told = replace(told, **more)
    items = (replace(one, verdict=Verdict(verdict), decision=told) for one in sample().items if one.id == name)
    document: dict[str, Any] = json.loads(format_named("json").render(sample(items=tuple(items)), "th"))
    return document


@pytest.mark.parametrize("case", CASES["schema"], ids=lambda one: " ".join(one["is"]))
def test_the_schema_of_the_report_knows_what_a_decision_may_make(case: dict[str, Any]) -> None:
    schema = json.loads((files("oitcrawler.reports") / "report.schema.json").read_text("utf-8"))
    assert jsonschema.Draft202012Validator(schema).is_valid(shown(*case["is"])) == case["fits"]


def test_the_schema_refuses_a_pass_that_points_at_nothing_and_a_decision_without_a_reason() -> None:
    schema = json.loads((files("oitcrawler.reports") / "report.schema.json").read_text("utf-8"))
    for more in ({"evidence": ()}, {"reason": ""}):
        assert not jsonschema.Draft202012Validator(schema).is_valid(shown("counts", "pass", "gap", "pass", **more))
