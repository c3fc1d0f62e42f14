"""How a declared address is judged: as evidence, as none and why, and what it does to the item's verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from oitcrawler import measures
from oitcrawler.answers import Declared, parse_answers
from oitcrawler.answers.places import opens
from oitcrawler.answers.standing import Address
from oitcrawler.audit import Audit, audit
from oitcrawler.checklist import Checklist, load
from oitcrawler.checks import Agency
from oitcrawler.evidence.model import Evidence, Link, Passage, Place, SocialLink
from oitcrawler.evidence.site import Inbound, Site
from oitcrawler.model import Cause, CouldNotCheck, Met, NotMet, Origin, Outcome, Verdict
from oitcrawler.report import Filed, ItemResult

from ..audit.building import BASE, document, link, page, site

FACEBOOK = "https://www.facebook.com/example.tambon"
DRIVE = "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUv/view"
ITA = "การประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ."
REPORT = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ."
BODY = "ผลการดำเนินงานตามแผน ปัญหา อุปสรรค ข้อเสนอแนะ และผลการใช้จ่ายงบประมาณ"
PLAN = "แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2565"


def report_of(year: int, path: str) -> Evidence:
    return document(path, f"{REPORT} {year}", f"{REPORT} {year}\n{BODY}")


def unread(path: str, cause: Cause) -> Evidence:
    return document(path, "", "", cause)


def listed(code: str, words: str, target: str) -> Link:
    return link(target, words, Place.TABLE, row=f"{code} {words}")


LIST = page(
    "ita2565",
    f"{ITA} 2565",
    "",
    listed("O10", "แผนดำเนินงานประจำปี", "plan.pdf"),
    listed("O12", "รายงานผลการดำเนินงานประจำปี", "report2564.pdf"),
    headings=(f"{ITA} 2565",),
)
OLD_LIST = page("ita2564", f"{ITA} 2564", "", listed("O12", "รายงานผลการดำเนินงานประจำปี", "report2563.pdf"))
HOME = replace(
    page("", "องค์การบริหารส่วนตำบลตัวอย่าง", "ยินดีต้อนรับ", link("ita2565", "ITA 2565"), link("ita2564", "ITA 2564")),
    socials=(SocialLink("facebook", FACEBOOK, "example.tambon", "Facebook อบต.ตัวอย่าง", Place.FOOTER),),
)
PAGES = (
    LIST,
    OLD_LIST,
    document("plan.pdf", PLAN, f"{PLAN}\nโครงการ งบประมาณ ระยะเวลาดำเนินการ"),
    report_of(2564, "report2564.pdf"),
    report_of(2563, "report2563.pdf"),
    report_of(2564, "hidden/report.pdf"),
    document("doc7.pdf", "", "เอกสารแนบท้ายบันทึก"),
    page("empty", "รายงานผลการดำเนินงานประจำปี", "ไม่พบข้อมูล"),
    page("search?q=report", "ผลการค้นหา report", "พบ 3 รายการ"),
    unread("lost.pdf", Cause.NOT_FOUND),
    unread("private", Cause.LOGIN),
    unread("slow.pdf", Cause.TIMEOUT),
    unread("blocked.pdf", Cause.FORBIDDEN),
    unread("scan.pdf", Cause.SCANNED),
)


def the_site(*more: Evidence) -> Site:
    """The site as a crawl that opened what was declared leaves it: what only the sheet names has no link."""
    return site(HOME, *PAGES, *more)


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load("2565")


known_measures = cache(measures.load)


def judged(checklist: Checklist, *rows: str, of: Site | None = None) -> Audit:
    body = "ข้อ,URL\n" + "".join(f"{row}\n" for row in rows)
    answers = parse_answers("answers.csv", body.encode(), checklist)
    found = of or the_site()
    return audit(found, checklist, known_measures(), Agency(kind="lao"), date(2022, 4, 30), answers=answers)


def item_of(found: Audit, item: str) -> ItemResult:
    return next(one for one in found.items if one.id == item)


def filed(found: Audit, item: str) -> Filed:
    view = item_of(found, item).filed
    assert view is not None
    return view


def codes(found: Audit, item: str) -> set[str]:
    return {one.code for one in found.findings if one.item == item and one.code.startswith(("declared", "better"))}


# address of o12, outcome of the address, its code, verdict of the item, codes of findings
CASES = [
    ("report2564.pdf", "met", None, "pass", set()),
    ("hidden/report.pdf", "met", None, "pass", {"declared-url-unlinked"}),
    ("ita2565", "met", None, "pass", {"better-url-found"}),
    ("report2563.pdf", "not_met", "declared-url-other-year", "gap", {"declared-url-other-year"}),
    ("ita2564", "not_met", "declared-url-other-year", "gap", {"declared-url-other-year"}),
    ("plan.pdf", "not_met", "declared-url-not-evidence", "gap", {"declared-url-not-evidence"}),
    ("", "not_met", "declared-url-not-evidence", "gap", {"declared-url-not-evidence"}),
    ("empty", "not_met", "declared-url-not-evidence", "gap", {"declared-url-not-evidence"}),
    ("search?q=report", "not_met", "declared-url-not-evidence", "gap", {"declared-url-not-evidence"}),
    ("lost.pdf", "not_met", "declared-url-broken", "gap", {"declared-url-broken"}),
    ("private", "not_met", "declared-url-needs-login", "gap", {"declared-url-needs-login"}),
    ("doc7.pdf", "review", "declared-url-not-evidence", "review", {"declared-url-not-evidence"}),
    ("slow.pdf", "could_not_check", None, "could_not_check", set()),
    ("blocked.pdf", "could_not_check", None, "could_not_check", set()),
    ("scan.pdf", "could_not_check", None, "could_not_check", set()),
    ("never-fetched.pdf", "could_not_check", None, "could_not_check", set()),
]


@pytest.mark.parametrize(
    ("path", "outcome", "code", "verdict", "findings"), CASES, ids=[one[0] or "home" for one in CASES]
)
def test_one_address(
    path: str, outcome: str, code: str | None, verdict: str, findings: set[str], checklist: Checklist
) -> None:
    found = judged(checklist, f"o12,{BASE}{path}")
    (one,) = filed(found, "o12").urls
    assert (str(one.outcome), one.code) == (outcome, code), one.reason.th
    assert item_of(found, "o12").verdict == verdict, item_of(found, "o12").summary.th
    assert codes(found, "o12") == findings
    if outcome == "not_met":
        assert all(question.evidence for question in one.questions if question.outcome is Outcome.NOT_MET)


@pytest.mark.parametrize("path", ["lost.pdf", "private", "slow.pdf", "doc7.pdf", "", "report2563.pdf", "ita2564"])
def test_evidence_found_elsewhere_is_the_remedy_and_no_all_clear(path: str, checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{BASE}{path}")
    assert item_of(found, "o12").verdict is not Verdict.PASS
    assert filed(found, "o12").better == (f"{BASE}report2564.pdf",)


def test_what_is_declared_is_marked_among_the_evidence(checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{BASE}hidden/report.pdf")
    assert [(one.url, one.declared) for one in item_of(found, "o12").evidence] == [(f"{BASE}hidden/report.pdf", True)]
    without = judged(checklist, f"o10,{BASE}plan.pdf")
    assert [one.declared for one in item_of(without, "o12").evidence] == [False]
    assert item_of(without, "o12").filed is None


def test_one_good_address_suffices_and_the_others_are_reported(checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{BASE}report2564.pdf {BASE}lost.pdf")
    assert item_of(found, "o12").verdict is Verdict.PASS
    assert codes(found, "o12") == {"declared-url-broken"}
    assert [str(one.outcome) for one in filed(found, "o12").urls] == ["met", "not_met"]


def test_last_years_report_beside_this_years_is_reported_and_undoes_nothing(checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{BASE}report2563.pdf {BASE}report2564.pdf")
    assert item_of(found, "o12").verdict is Verdict.PASS
    assert [str(one.outcome) for one in filed(found, "o12").urls] == ["not_met", "met"]
    assert codes(found, "o12") == {"declared-url-other-year"}


def test_what_covers_the_period_together_is_not_held_against_its_parts(checklist: Checklist) -> None:
    name = "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน"
    titles = [f"{name} ไตรมาสที่ {number} ปีงบประมาณ พ.ศ. 2565" for number in (1, 2)]
    parts = [document(f"q{number}.pdf", title, title) for number, title in enumerate(titles, 1)]
    found = judged(checklist, f"o11,{BASE}q1.pdf {BASE}q2.pdf", of=the_site(*parts))
    assert [str(one.outcome) for one in filed(found, "o11").urls] == ["met", "met"]
    assert "declared-url-other-year" not in codes(found, "o11")


def test_an_unseen_address_beside_a_bad_one_is_no_gap(checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{BASE}lost.pdf {BASE}slow.pdf")
    assert item_of(found, "o12").verdict is Verdict.COULD_NOT_CHECK


@pytest.mark.parametrize("written", ["-", "ไม่มี", ""])
def test_no_address_is_never_an_all_clear(written: str, checklist: Checklist) -> None:
    found = judged(checklist, f"o12,{written}")
    assert item_of(found, "o12").verdict is Verdict.REVIEW
    assert codes(found, "o12") == {"declared-url-missing"}
    assert filed(found, "o12") == Filed((), (f"{BASE}report2564.pdf",))


def test_no_address_and_nothing_on_the_site_is_the_gap_that_it_was(checklist: Checklist) -> None:
    found = judged(checklist, "o13,-", of=site(HOME, LIST))
    assert item_of(found, "o13").verdict is Verdict.GAP
    assert {one.code for one in found.findings if one.item == "o13"} == {"evidence-not-found"}


def test_an_address_known_from_the_sheet_alone_hides_nothing_of_other_items(checklist: Checklist) -> None:
    """Without the sheet nobody would have looked at what did not answer; it must not turn a gap into a doubt."""
    small = site(HOME, LIST, *PAGES[2:4], unread("slow.pdf", Cause.TIMEOUT))
    assert item_of(judged(checklist, f"o12,{BASE}slow.pdf", of=small), "o13").verdict is Verdict.GAP
    linked = site(replace(HOME, links=(*HOME.links, link("slow.pdf", ""))), LIST, unread("slow.pdf", Cause.TIMEOUT))
    assert item_of(judged(checklist, f"o12,{BASE}slow.pdf", of=linked), "o13").verdict is Verdict.COULD_NOT_CHECK


def test_another_site_is_a_gap_when_nothing_links_it_and_a_doubt_when_something_does(checklist: Checklist) -> None:
    away = replace(
        report_of(2564, "x"), url="https://other.example.com/r.pdf", final_url="https://other.example.com/r.pdf"
    )
    whole = site(HOME, *PAGES[:4])
    seen = replace(whole, by_url={**whole.by_url, away.url: away}, evidence=(*whole.evidence, away))
    found = judged(checklist, f"o12,{away.url}", of=seen)
    assert (item_of(found, "o12").verdict, codes(found, "o12")) == (Verdict.GAP, {"declared-url-off-site"})
    partner = Inbound(HOME, Link(away.url, "รายงานผลการดำเนินงานประจำปี 2564", Place.CONTENT))
    linked = replace(seen, inbound={**seen.inbound, away.url: (partner,)})
    found = judged(checklist, f"o12,{away.url}", of=linked)
    assert (item_of(found, "o12").verdict, codes(found, "o12")) == (Verdict.REVIEW, {"declared-url-off-site"})
    blind = replace(seen, coverage=replace(seen.coverage, over_budget=3))
    assert item_of(judged(checklist, f"o12,{away.url}", of=blind), "o12").verdict is Verdict.REVIEW


def test_a_shared_file_counts_where_the_agency_links_it(checklist: Checklist) -> None:
    shared = replace(report_of(2564, "x"), url=DRIVE, final_url=DRIVE)
    entry = Link(DRIVE, "รายงานผลการดำเนินงานประจำปี", Place.TABLE, "O12 รายงานผลการดำเนินงานประจำปี")
    linking = replace(LIST, links=(*LIST.links[:1], entry))
    found = judged(checklist, f"o12,{DRIVE}", of=site(HOME, linking, PAGES[2], shared))
    assert item_of(found, "o12").verdict is Verdict.PASS
    alone = judged(checklist, f"o12,{DRIVE}", of=site(HOME, *PAGES[:3], shared))
    assert (item_of(alone, "o12").verdict, codes(alone, "o12")) == (Verdict.REVIEW, {"declared-url-off-site"})
    closed = replace(shared, obstacle=Cause.ACCESS_REQUEST, passages=())
    shut = judged(checklist, f"o12,{DRIVE}", of=site(HOME, linking, PAGES[2], closed))
    assert (item_of(shut, "o12").verdict, codes(shut, "o12")) == (Verdict.GAP, {"declared-url-needs-login"})


def test_a_social_address_reaches_the_check_of_social_networks(checklist: Checklist) -> None:
    """Seed 004, o9: the answer must be the page of the main website that links there."""
    found = judged(checklist, f"o9,{FACEBOOK}")
    assert item_of(found, "o9").verdict is Verdict.GAP
    assert {one.code for one in found.findings if one.item == "o9"} == {"social-link-not-on-main-page"}
    assert item_of(judged(checklist, f"o9,{BASE}"), "o9").verdict is Verdict.PASS
    assert item_of(judged(checklist, f"o9,{BASE}plan.pdf"), "o9").verdict is Verdict.REVIEW
    other = judged(checklist, f"o12,{FACEBOOK}")
    assert (item_of(other, "o12").verdict, codes(other, "o12")) == (Verdict.GAP, {"declared-url-off-site"})


def test_an_address_that_leads_back_to_the_home_page_is_gone(checklist: Checklist) -> None:
    whole = the_site()
    gone = replace(whole, by_url={**whole.by_url, f"{BASE}moved": HOME})
    found = judged(checklist, f"o12,{BASE}moved", of=gone)
    assert item_of(found, "o12").verdict is Verdict.GAP
    assert "ส่งต่อไปหน้าแรก" in filed(found, "o12").urls[0].reason.th


def test_another_spelling_of_an_address_is_the_same_place(checklist: Checklist) -> None:
    for written in ("http://example.go.th/report2564.pdf", "www.example.go.th/report2564.pdf"):
        assert item_of(judged(checklist, f"o12,{written}"), "o12").verdict is Verdict.PASS


def test_what_only_ocr_has_read_makes_no_gap(checklist: Checklist) -> None:
    read = document("scan2.pdf", PLAN, f"{PLAN} โครงการ งบประมาณ")
    by_ocr = replace(read, passages=tuple(Passage(one.text, one.page, origin=Origin.OCR) for one in read.passages))
    found = judged(checklist, f"o12,{BASE}scan2.pdf", of=the_site(by_ocr))
    assert item_of(found, "o12").verdict is Verdict.REVIEW


@pytest.mark.parametrize("cause", list(Cause))
def test_only_what_the_server_says_makes_a_gap(cause: Cause) -> None:
    plain = {Cause.NOT_FOUND, Cause.GONE, Cause.LOGIN, Cause.UNAUTHORIZED, Cause.ACCESS_REQUEST}
    page_ = unread("odd.pdf", cause)
    result = opens(Address(Declared(page_.url, 2), page_.url, page_))
    assert isinstance(result, NotMet) == (cause in plain)
    assert isinstance(result, NotMet | CouldNotCheck | Met)
    assert isinstance(opens(Address(Declared(page_.url, 2), page_.url, None)), CouldNotCheck)


def test_the_same_answers_give_the_same_result(checklist: Checklist) -> None:
    rows = [f"o{number},{BASE}{one[0]}" for number, one in zip(range(10, 26), CASES, strict=False)]
    assert judged(checklist, *rows) == judged(checklist, *rows)
