"""The HTML report: what it says, and what no site can make it do."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from oitcrawler.reports._text import CAUSES

from oitcrawler.model import Cause, Coverage, Lang, Verdict
from oitcrawler.report import Interval, Links, Report, Score, format_named, formats

from . import golden
from .full import full_sample
from .outline import outline
from .sample import COVERAGE, FINDINGS, all_pass, finding, sample
from .trials import hostile, huge

FOLDER = files("oitcrawler.reports")
REPORTS = {
    "sample": sample(),
    "full": full_sample(),
    "all pass": all_pass(),
    "hostile": hostile(),
    "huge": huge(260, 260),
}


def page_of(report: Report, lang: Lang = "th") -> bytes:
    return format_named("html").render(report, lang)


def soup_of(report: Report, lang: Lang = "th") -> BeautifulSoup:
    return BeautifulSoup(page_of(report, lang), "lxml")


@cache
def page_named(name: str) -> bytes:
    return page_of(REPORTS[name])


@cache
def soup_named(name: str) -> BeautifulSoup:
    return BeautifulSoup(page_named(name), "lxml")


def text_of(soup: BeautifulSoup | Tag, selector: str) -> str:
    found = soup.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split())


def test_html_and_json_are_formats() -> None:
    assert {"html", "json"} <= set(formats())
    assert format_named("html").SUFFIX == "html"
    assert format_named("html").MEDIA_TYPE == "text/html"


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("name", "make"), [("report", sample), ("full", full_sample)])
def test_golden(name: str, make: Callable[[], Report], lang: Lang) -> None:
    golden.compare(f"{name}.{lang}.txt", outline(page_of(make(), lang)))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert page_of(sample()) == page_of(sample())


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    soup, page = soup_named(name), page_named(name).decode()
    for tag in soup.find_all(True):
        assert str(tag.get("src", "data:image/")).startswith("data:image/")
        for attribute in (
            "srcset",
            "data",
            "poster",
            "action",
            "formaction",
            "background",
            "xlink:href",
            "style",
        ):
            assert not tag.has_attr(attribute), tag
        if tag.has_attr("href"):
            assert tag.name in ("a", "use")
            assert str(tag["href"]).startswith(("#", "http://", "https://") if tag.name == "a" else "#")
    assert not soup.find_all(["link", "base", "iframe", "object", "embed", "video", "audio"])
    style = re.sub(r"/\*.*?\*/", "", "".join(one.get_text() for one in soup.find_all("style")))
    assert "@import" not in style
    assert {str(one["src"]).partition(";")[0] for one in soup.find_all("img")} <= {"data:image/png", "data:image/jpeg"}
    assert set(re.findall(r"url\((.{5})", style)) == {"data:"}
    assert page.count("<script>") == page.count("</script>") == 1
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|WebSocket|sendBeacon", page)


@pytest.mark.parametrize("name", REPORTS)
def test_a_policy_allows_only_our_own_style_and_script(name: str) -> None:
    soup = soup_named(name)
    policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    assert str(policy["content"]).startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        (own,) = soup.find_all(kind)
        digest = base64.b64encode(hashlib.sha256(own.get_text().encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy["content"]
    assert not [key for tag in soup.find_all(True) for key in tag.attrs if key.startswith("on")]


def test_hostile_texts_are_shown_as_text() -> None:
    page = page_named("hostile").decode()
    assert "&lt;script&gt;alert(" in page
    assert "{{ report.version }}{% raw %}" in page
    assert "<img" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", page)


def test_only_web_addresses_are_links() -> None:
    links = {str(one["href"]) for one in soup_named("hostile").select("a[href]")}
    outside = {link for link in links if not link.startswith("#")}
    assert len(outside) == 2  # the one with a quote and the long one
    assert "javascript:alert(document.domain)" in soup_named("hostile").get_text()
    assert "file:///C:/Users/clerk/passwords.txt" in soup_named("hostile").get_text()
    for one in soup_named("hostile").select("a[target]"):
        assert one["rel"] == ["noopener", "noreferrer", "nofollow"]


def test_very_long_addresses_are_cut_where_they_are_read() -> None:
    shown = [one.get_text() for one in soup_named("hostile").select(".url")]
    assert max(map(len, shown)) <= 300


def test_the_languages() -> None:
    assert soup_named("sample").select_one('html[lang="th"]')
    english = soup_of(sample(), "en")
    assert english.select_one('html[lang="en"]')
    labels = text_of(english, "#measures thead")
    assert labels == "Issue Measure Steps Time frame Owner Monitoring"


def test_dates_are_of_the_buddhist_era() -> None:
    head = text_of(soup_named("sample"), ".facts")
    assert "28 เมษายน พ.ศ. 2568" in head
    assert "30 เมษายน พ.ศ. 2568" in head


def test_headings_are_in_order() -> None:
    for soup in map(soup_named, REPORTS):
        levels = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_first_thing_to_reach_is_the_skip_link() -> None:
    soup = soup_named("sample")
    first = soup.select("a[href], button, input, summary")[0]
    assert first["href"] == "#main"
    assert soup.select_one("main#main")


def test_every_link_inside_the_page_has_its_target() -> None:
    for soup in map(soup_named, REPORTS):
        ids = [str(one["id"]) for one in soup.select("[id]")]
        assert len(ids) == len(set(ids))
        assert {str(one["href"])[1:] for one in soup.select('[href^="#"]')} <= set(ids)


@pytest.mark.parametrize(
    ("oit", "number", "line"),
    [
        (Interval(62.5, 81.25), "62.50–81.25", "คะแนนต่ำกว่าเส้น 85"),
        (Interval(81.25, 90), "81.25–90.00", "ยังบอกไม่ได้ว่าคะแนนอยู่เหนือหรือต่ำกว่าเส้น 85"),
        (Interval(85, 100), "85.00–100.00", "ไม่ต่ำกว่าเส้น 85"),
        (Interval(84.999, 84.999), "85.00", "คะแนนต่ำกว่าเส้น 85"),  # rounding lifts nobody over the line
        (Interval(92.5, 92.5), "92.50", "ไม่ต่ำกว่าเส้น 85"),
    ],
)
def test_the_score(oit: Interval, number: str, line: str) -> None:
    soup = soup_of(sample(score=Score(oit, {}, {})))
    assert text_of(soup, ".score-number .number") == number
    assert line in text_of(soup, ".score-bar")
    assert number in text_of(soup, "svg.bar title")


def test_the_range_of_the_score_is_drawn() -> None:
    bar = soup_of(sample(score=Score(Interval(62.5, 81.25), {}, {}))).select_one("svg.bar")
    assert bar is not None
    sure, open_ = bar.select("rect.sure")[0], bar.select('rect[fill="url(#hatch)"]')[0]
    assert (sure["width"], open_["x"], open_["width"]) == ("62.50%", "62.50%", "18.75%")


def test_the_verdicts_are_counted() -> None:
    counts = {str(one["data-verdict"]): text_of(one, "strong") for one in soup_named("sample").select("a.count")}
    assert counts == {str(verdict): str(sample().count(verdict)) for verdict in Verdict}


def test_a_verdict_is_never_told_by_colour_alone() -> None:
    badges = soup_named("sample").select(".verdict, .count, .filter input[value]:not([value='']) + span")
    assert len(badges) > 40
    for badge in badges:
        assert badge.select_one("svg.icon use")
        assert badge.get_text().strip()


def test_an_unconfirmed_grouping_is_said_near_the_score() -> None:
    assert "9.2, 9.3, 10.1, 10.2" in text_of(soup_named("sample"), "#summary .score + .notice")
    assert not soup_named("all pass").select("#summary .notice")


def test_no_gap_is_no_all_clear_while_items_are_undecided() -> None:
    undecided = tuple(one for one in sample().items if one.verdict is not Verdict.GAP)
    assert "แต่ยังมี 4 ข้อที่ยังไม่สรุป" in text_of(soup_of(sample(items=undecided)), "#measures")
    assert "ยังไม่สรุป" not in text_of(soup_named("all pass"), "#measures")


def test_a_home_page_that_could_not_be_opened_is_said_first() -> None:
    soup = soup_of(sample(coverage=Coverage(home=Cause.BOT_WALL)))
    first = soup.select_one("#summary h2 + *")
    assert first is not None
    assert "เปิดหน้าแรกของเว็บไซต์ไม่ได้" in first.get_text()


def test_what_was_not_seen_is_said_at_the_score() -> None:
    assert "ยังไม่ได้เห็นบางส่วนของเว็บไซต์" in text_of(soup_named("sample"), "#summary .notice")


def test_gaps_stand_in_the_order_of_what_they_cost() -> None:
    items = tuple(replace(one, worth=9.5) if one.id == "o13" else one for one in sample().items)
    gaps = [one["href"] for one in soup_of(sample(items=items)).select(".costly a")]
    assert gaps == ["#o13", "#o6", "#o11"]


def test_gaps_are_mapped_to_the_six_columns() -> None:
    table = soup_named("sample").select_one("#measures table")
    assert table is not None
    assert [one.get_text() for one in table.select("thead th")] == [
        "ประเด็น", "มาตรการ", "ขั้นตอนหรือวิธีการ", "ระยะเวลาดำเนินการ", "ผู้รับผิดชอบ", "การกำกับติดตาม",
    ]  # fmt: skip
    assert len(table.select("tbody tr")) == 3


def test_a_gap_without_a_measure_is_not_lost() -> None:
    items = tuple(replace(one, measures=()) for one in sample().items)
    soup = soup_of(sample(items=items))
    assert [one["href"] for one in soup.select("#measures tbody a.tag")] == ["#o6", "#o11", "#o13"]


def test_a_measure_of_an_undecided_item_stands_apart() -> None:
    items = tuple(
        replace(one, measures=sample().items[5].measures) if one.id == "o4" else one for one in sample().items
    )
    soup = soup_of(sample(items=items))
    assert len(soup.select("#measures table")) == 2
    assert "เห็นว่าขาดจริงเท่านั้น" in text_of(soup, "#measures")


def test_a_finding_says_where() -> None:
    row = text_of(soup_named("sample"), "#findings-o13 tr:not(.of)")
    assert "procurement-2567.pdf หน้า 4 · แถว 12" in row
    assert "กองคลัง" in row


def test_broken_links_are_not_listed_twice() -> None:
    report = sample(findings=(*FINDINGS, finding(0, code="broken-link", item=None)))
    assert "ลิงก์เสีย 1 แห่งแยกไว้" in text_of(soup_of(report), "#findings")
    assert "egp-number-length" in text_of(soup_of(report), "#findings")
    alone = replace(report, links=Links(0, ()))
    assert "broken-link" in text_of(soup_of(alone), "#findings")


def test_a_finding_of_an_unknown_item_is_not_lost() -> None:
    soup = soup_of(sample(findings=(finding(item="o99"),)))
    assert "egp-number-length" in text_of(soup, "#findings-site")


def test_an_item_outside_every_sub_indicator_is_not_lost() -> None:
    items = (replace(sample().items[0], sub="7.7"),)
    soup = soup_of(sample(items=items))
    assert "ข้ออื่น" in text_of(soup, "#items")
    assert soup.select_one("details#o1")


def test_an_item_shows_why() -> None:
    item = soup_named("sample").select_one("details#o12")
    assert item is not None
    words = text_of(soup_named("sample"), "details#o12")
    assert "เอกสารเป็นภาพสแกน" in words
    assert "ตรวจด้วยตา" in words
    assert "เหตุที่เลือก" in words
    review = text_of(soup_named("sample"), "details#o4")
    assert "ข้อแนะนำ (เกณฑ์ยังไม่มีแหล่งยืนยัน)" in review
    assert "ให้เจ้าหน้าที่เลือก" in review


def test_every_cause_is_explained_with_its_count() -> None:
    counts = {cause: number for number, cause in enumerate(Cause, start=1)}
    soup = soup_of(sample(coverage=replace(COVERAGE, failed_by_cause=counts, blind_spots=())))
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in soup.select("#coverage tbody tr")]
    assert len(rows) == len(Cause)
    for (name, count, advice, _), cause in zip(rows, reversed(Cause), strict=True):  # the most frequent first
        assert name == f"{CAUSES[cause].name.th} {cause}"
        assert count == str(counts[cause])
        assert advice == CAUSES[cause].advice.th


def test_what_was_left_alone_is_said() -> None:
    assert "calendar?month=* 1,440 ที่อยู่" in text_of(soup_named("sample"), "#coverage")


def test_a_reason_is_not_repeated_for_every_requirement() -> None:
    first = sample().items[6]
    again = replace(first, requirements=(first.requirements[1],) * 4)
    words = text_of(soup_of(sample(items=(again,))), "details#o7 .requirements")
    assert words.count("อ่านปีไม่ได้แน่นอน") == 1
    assert words.count("เหตุผลเดียวกับข้อกำหนดก่อนหน้า") == 3


def test_the_run_can_be_cited() -> None:
    words = text_of(soup_named("sample"), "#method")
    for part in ("oitcrawler 0.1.0", "9d1f6c02ab34e857", sample().checklist.digest, "พบในแหล่งเดียว"):
        assert part in words


def test_a_site_with_very_much_to_mend_stays_usable() -> None:
    page = page_of(huge())
    assert len(page) < 5_000_000
    soup = BeautifulSoup(page, "lxml")
    assert len(soup.select("#findings tbody tr:not(.of)")) == 200
    assert len(soup.select("#findings .rest li")) == 4800
    assert len(soup.select("#links tbody tr")) == 200
    assert len(soup.select("#links .rest li")) == 1800
    assert all("สูง" in one.get_text() for one in soup.select("#findings .severity"))
    assert "5,000" in text_of(soup, "#findings p")
    assert "และอีก 47 หน้า" in text_of(soup, "#links tbody")
    assert not soup.select("details.rest[open]")


def test_a_list_without_end_says_what_was_left_out() -> None:
    soup = soup_of(huge(findings=5300, links=1))
    assert "และอีก 100 รายการ" in text_of(soup, "#findings .rest")


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.2 (relative luminance of sRGB)."""

    def luminance(colour: str) -> float:
        full = colour if len(colour) == 7 else "#" + "".join(char * 2 for char in colour[1:])
        parts = [int(full[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_can_be_told_from_its_ground() -> None:
    style = (FOLDER / "html.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))
    grounds = {name: [f"{name}-tint"] for name in ("pass", "gap", "review", "unseen", "none")}
    for name, own in {**grounds, "ink": ["tint"], "soft": ["tint"], "navy": ["tint"]}.items():
        for ground in ("#ffffff", *(colours[one] for one in own)):
            assert contrast(colours[name], ground) >= 4.5, (name, ground)
    assert contrast("#134f96", "#ffffff") >= 4.5
    assert contrast("#ffffff", colours["navy"]) >= 4.5


def test_our_own_files_cannot_end_their_element() -> None:
    assert "</" not in (FOLDER / "html.css").read_text("utf-8")
    assert "</" not in (FOLDER / "html.js").read_text("utf-8")


def test_the_typeface_is_shipped_with_its_licence() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text("utf-8")
    faces = [one.name for one in FOLDER.iterdir() if one.name.endswith(".woff2")]
    assert sorted(faces) == [
        f"sarabun-{script}-{weight}.woff2" for script in ("latin", "thai") for weight in (400, 700)
    ]
    assert page_named("sample").count(b"data:font/woff2;base64,") == 4
