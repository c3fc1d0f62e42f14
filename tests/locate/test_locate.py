"""Which page is chosen: codes inside the right year's list, words in menus and rows, and what distracts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oitcrawler.checklist import Checklist, load
from oitcrawler.evidence.model import Evidence, Place
from oitcrawler.evidence.site import Site
from oitcrawler.locate import Located, Sureness, coverage_for, index, locate
from oitcrawler.model import BlindSpot, Cause, Coverage

from ..audit.building import BASE, document, link, page, site

YEAR = 2568


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load(str(YEAR))


def located(of: Site, checklist: Checklist, item_id: str) -> Located:
    item = checklist.item(item_id)
    return locate(index(of, checklist), item, item.topics[0])


def urls(found: Located) -> list[str]:
    return [one.evidence.final_url.removeprefix(BASE) for one in found.found]


def ita_page(year: int, *rows: tuple[str, str, str]) -> Evidence:
    """A page that lists items as a table: (code and name, target, link text)."""
    title = f"การประเมินคุณธรรมและความโปร่งใส (ITA) ประจำปีงบประมาณ พ.ศ. {year}"
    links = tuple(link(target, text, Place.TABLE, row=f"{name} {text}") for name, target, text in rows)
    return page(f"ita{year}", title, "", *links, headings=(title,))


def test_the_row_decides_when_the_link_text_says_nothing(checklist: Checklist) -> None:
    ita = ita_page(YEAR, ("O13 รายงานผลการจัดซื้อจัดจ้างประจำปี", "a1", "คลิก"), ("O4 ข่าวประชาสัมพันธ์", "a2", "คลิก"))
    of = site(page("", "หน้าแรก", "", link(f"ita{YEAR}", "ITA 2568")), ita, page("a1", "เอกสาร"), page("a2", "ข่าว"))
    assert urls(located(of, checklist, "o13")) == ["a1"]


def test_the_same_number_in_last_years_page_is_another_item(checklist: Checklist) -> None:
    this = ita_page(YEAR, ("O11 ข้อมูลสถิติการให้บริการ", "statistics", "คลิก"))
    last = ita_page(2565, ("O11 รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน", "progress", "คลิก"))
    of = site(page("", "หน้าแรก"), this, last, page("statistics", ""), page("progress", ""))
    assert urls(located(of, checklist, "o11")) == ["statistics"]


def test_a_list_of_another_body_is_not_believed(checklist: Checklist) -> None:
    rows = (
        ("O10 แผนปฏิบัติการประจำปี", "x1"),
        ("O17 แผนการใช้จ่ายงบประมาณประจำปี", "x2"),
        ("O30 นโยบายไม่รับของขวัญ", "x3"),
        ("O11 รายงานการประเมินตนเอง", "x4"),
        ("O12 คู่มือนักเรียนนักศึกษา", "x5"),
        ("O13 ข้อมูลการติดต่อ", "x6"),
        ("O14 แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน", "x7"),
        ("O15 ข้อมูลผู้บริหาร", "x8"),
        ("O16 E-Service", "x9"),
    )
    ita = ita_page(YEAR, *((name, target, "คลิก") for name, target in rows))
    of = site(page("", "หน้าแรก"), ita, *(page(target, "") for _, target in rows))
    assert "x9" not in urls(located(of, checklist, "o16"))
    assert "x6" not in urls(located(of, checklist, "o13"))


@pytest.mark.parametrize("code", ["O13", "o13", "ข้อ 13", "O๑๓", "๐13", "OIT 13", "(O13)", "O.13", "13."])
def test_every_writing_of_a_code_counts_in_a_list(checklist: Checklist, code: str) -> None:
    ita = ita_page(YEAR, (f"{code} รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", "report", "คลิกเพื่อดู"))
    of = site(page("", "หน้าแรก"), ita, page("report", "เอกสาร"))
    assert urls(located(of, checklist, "o13")) == ["report"]


def test_several_links_under_one_item_stay_together(checklist: Checklist) -> None:
    name = "O12 รายการการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ และความก้าวหน้าการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ"
    ita = ita_page(YEAR, (name, "a.pdf", "ลิงก์ที่ 1"), (name, "a.xlsx", "ลิงก์ที่ 2"))
    of = site(page("", "หน้าแรก"), ita, document("a.pdf", ""), document("a.xlsx", ""))
    assert urls(located(of, checklist, "o12")) == ["a.pdf", "a.xlsx"]


def test_a_menu_without_numbers_is_enough(checklist: Checklist) -> None:
    home = page("", "หน้าแรก", "", link("p", "แผนปฏิบัติการป้องกันการทุจริต"), link("q", "กองช่าง"))
    of = site(home, page("p", ""), page("q", ""))
    assert urls(located(of, checklist, "o25")) == ["p"]


def test_a_news_item_that_mentions_the_words_loses(checklist: Checklist) -> None:
    home = page(
        "",
        "หน้าแรก",
        "",
        link("n1", "ประชุมคณะทำงานจัดทำแผนปฏิบัติการป้องกันการทุจริต ครั้งที่ 2", Place.CONTENT),
        link("p", "แผนปฏิบัติการป้องกันการทุจริต"),
    )
    of = site(home, page("n1", "ข่าวกิจกรรม"), page("p", ""))
    assert urls(located(of, checklist, "o25")) == ["p"]
    without = replace(home, links=home.links[:1])
    assert located(site(without, page("n1", "ข่าวกิจกรรม")), checklist, "o25").sureness is not Sureness.FOUND


def test_neighbours_are_told_apart(checklist: Checklist) -> None:
    home = page(
        "",
        "หน้าแรก",
        "",
        link("a", "แผนการบริหารและพัฒนาทรัพยากรบุคคล"),
        link("b", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี"),
        link("c", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
        link("d", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
        link("e", "ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
    )
    of = site(home, *(page(name, "") for name in "abcde"))
    chosen = {item: urls(located(of, checklist, item)) for item in ("o14", "o15", "o17", "o18", "o19")}
    assert chosen == {"o14": ["a"], "o15": ["b"], "o17": ["d"], "o18": ["c"], "o19": ["e"]}


def test_a_link_to_nothing_is_known_as_such(checklist: Checklist) -> None:
    gone = replace(page("p", ""), obstacle=Cause.NOT_FOUND)
    home = page("", "หน้าแรก", "", link("p", "แผนปฏิบัติการป้องกันการทุจริต"))
    assert located(site(home, gone), checklist, "o25").sureness is Sureness.GONE


def test_documents_of_a_chosen_page_belong_to_it(checklist: Checklist) -> None:
    listing = page(
        "p",
        "แผนปฏิบัติการป้องกันการทุจริต",
        "",
        link("1.pdf", "ดาวน์โหลด", Place.CONTENT),
        link("2.pdf", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี", Place.CONTENT),
        link("3.pdf", "คู่มือ", Place.FOOTER),
    )
    home = page("", "หน้าแรก", "", link("p", "แผนปฏิบัติการป้องกันการทุจริต"))
    of = site(home, listing, *(document(f"{n}.pdf", "") for n in (1, 2, 3)))
    found = located(of, checklist, "o25")
    assert urls(found) == ["p", "1.pdf"]
    assert [one.attached for one in found.found] == [False, True]


def test_every_candidate_says_why(checklist: Checklist) -> None:
    ita = ita_page(YEAR, ("O25 แผนปฏิบัติการป้องกันการทุจริต", "p", "คลิก"))
    home = page("", "หน้าแรก", "", link("p2", "แผนปฏิบัติการป้องกันการทุจริต"))
    found = located(site(home, ita, page("p", ""), page("p2", "")), checklist, "o25")
    assert all(one.why.th and one.why.en and one.via.quote for one in found.ranked)
    assert "O25" in found.ranked[0].why.th


def test_the_order_of_pages_does_not_matter(checklist: Checklist) -> None:
    home = page("", "หน้าแรก", "", link("b", "E-Service"), link("a", "E-Service"))
    first = located(site(home, page("a", ""), page("b", "")), checklist, "o10")
    second = located(site(home, page("b", ""), page("a", "")), checklist, "o10")
    assert urls(first) == urls(second)


def test_what_was_made_for_a_later_year_is_not_this_years_evidence(checklist: Checklist) -> None:
    home = page("", "หน้าแรก", "", link("p", "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2570"))
    assert located(site(home, page("p", "")), checklist, "o25").sureness is Sureness.NONE


def test_a_document_that_only_last_years_list_links_is_not_this_years(checklist: Checklist) -> None:
    last = ita_page(2565, ("O42 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "m.pdf", "คลิก"))
    measures = document("m.pdf", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน")
    assert located(site(page("", "หน้าแรก"), last, measures), checklist, "o27").sureness is not Sureness.FOUND


def test_a_page_behind_a_sign_in_hides_no_evidence(checklist: Checklist) -> None:
    of = index(site(page("", "หน้าแรก")), checklist)
    for path, hides in (("admin/login", False), ("wp-login.php", False), ("menu/12", True)):
        seen = Coverage(pages=1, home=None, blind_spots=(BlindSpot(BASE + path, Cause.ROBOTS, ("เข้าสู่ระบบ",)),))
        assert (coverage_for(of, seen, "anti-corruption-plan").obstacle is not None) == hides
