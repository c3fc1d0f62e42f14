"""The HTML report of a later run: what changed, histories, pictures, people, links of every standing, other lists."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from oitcrawler.reports import _labels, _labels_more
from oitcrawler.reports._chart import MOST_RUNS
from oitcrawler.reports._figures import MOST_BYTES, MOST_OF_ONE
from oitcrawler.reports._thai_digits import in_thai_digits, words_in_thai_digits

from oitcrawler.links.model import RefKind
from oitcrawler.links.scanning.places import FOOTER, HEADER, MAIN, MENU, SIDEBAR
from oitcrawler.model import Lang, Verdict
from oitcrawler.report import Interval, Links, Past, PastRun, Picture, Report, format_named

from .full import NEWS, SELECTOR, STATISTICS, drawing, full_sample, of_another_list, past
from .sample import sample
from .test_html import text_of
from .trials import huge

PLACE = re.compile(r"\{(\w+)\}")


def page_of(report: Report, lang: Lang = "th", *, thai_digits: bool = False) -> str:
    return format_named("html").render(report, lang, thai_digits=thai_digits).decode()


def soup_of(report: Report, lang: Lang = "th") -> BeautifulSoup:
    return BeautifulSoup(page_of(report, lang), "lxml")


FULL = soup_of(full_sample())


def test_what_changed_is_on_the_first_screen_with_why() -> None:
    words = text_of(FULL, "#changes")
    assert "เทียบกับการตรวจตามสภาพ ณ วันที่ 14 เมษายน พ.ศ. 2568 (คะแนน 62.50–90.63)" in words
    assert "O6 แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี พบหลักฐานครบ เปลี่ยนเป็น มีช่องว่าง" in words
    assert "ไฟล์ใหม่มีข้อมูลถึงธันวาคม" in words
    assert "รายการแก้ไขใหม่ 2 รายการ" in words
    assert "แก้แล้ว 1 รายการ O18 ไม่พบช่องทางร้องเรียนการทุจริต" in words


@pytest.mark.parametrize("known", [None, Past(())])
def test_of_a_first_run_no_past_is_told(known: Past | None) -> None:
    soup = soup_of(full_sample(past=known))
    assert not soup.select("#changes, .timeline, .score-chart")
    assert "ครั้งก่อน" not in text_of(soup, "#summary")


def test_that_nothing_changed_is_said() -> None:
    quiet = replace(past(), changes=(), mended=(), came_back=(), new=())
    assert "ไม่มีข้อใดเปลี่ยนผล และไม่มีรายการแก้ไขใดเปลี่ยน" in text_of(soup_of(full_sample(past=quiet)), "#changes")


def test_an_item_shows_its_verdict_in_every_run_by_shape_and_in_words() -> None:
    marks = FULL.select("#o7 .timeline use")
    assert [str(one["href"])[3:] for one in marks] == [
        "could_not_check", "gap", "gap", "review", "could_not_check", "could_not_check",
    ]  # fmt: skip
    assert all(f"v-{str(one['href'])[3:]}" in one["class"] for one in marks)
    title = text_of(FULL, "#o7 .timeline title")
    assert title.startswith("ผลของ O7 ในการตรวจแต่ละครั้ง: 17 กุมภาพันธ์ พ.ศ. 2568 ตรวจไม่ได้, 3 มีนาคม พ.ศ. 2568 มีช่องว่าง")
    assert title.endswith("30 เมษายน พ.ศ. 2568 ตรวจไม่ได้")


def test_no_two_verdicts_have_the_same_shape() -> None:
    shapes = {str(one.select_one(":not(.mark)")) for one in FULL.select("symbol")}
    assert len(shapes) == len(Verdict)
    assert len({str(one) for one in FULL.select("symbol .mark")}) == len(Verdict)


def test_a_run_that_did_not_judge_the_item_is_no_verdict() -> None:
    run = PastRun("r", "2025-04-01", Interval(0, 100), {"o6": Verdict.PASS})
    soup = soup_of(full_sample(past=Past((replace(run, id="q", verdicts={"o7": Verdict.GAP}), run))))
    assert len(soup.select("#o6 .timeline .unknown")) == 1
    assert "ไม่ได้ตรวจข้อนี้" in text_of(soup, "#o6 .timeline title")
    assert not soup.select("#o1 .timeline")


def test_of_very_many_runs_the_last_are_shown() -> None:
    runs = tuple(
        PastRun(str(at), f"2024-01-{at % 28 + 1:02}", Interval(0, at), {"o6": Verdict.GAP}) for at in range(90)
    )
    soup = soup_of(full_sample(past=Past(runs)))
    assert len(soup.select("#o6 .timeline use")) == MOST_RUNS
    assert f"อีก {91 - MOST_RUNS} ครั้งไม่ได้แสดง" in text_of(soup, "#o6 .history")
    assert len(soup.select(".score-chart rect")) == MOST_RUNS


def test_the_score_over_the_runs_is_drawn_and_told() -> None:
    bars = FULL.select(".score-chart rect")
    assert len(bars) == 6
    assert (bars[0]["y"], bars[0]["height"]) == ("33.0", "43.75")  # 31.25–75 of 100
    assert "17 กุมภาพันธ์ พ.ศ. 2568: 31.25–75.00" in text_of(FULL, ".score-chart title")


def test_a_finding_says_who_until_when_and_since_when() -> None:
    row = next(one for one in FULL.select("#findings .entry") if "แถว 37" in one.get_text())
    words = " ".join(row.get_text(" ").split())
    for part in ("กลับมาอีก", "นางสาวตัวอย่าง ใจดี", "เกินกำหนด 15 เมษายน พ.ศ. 2568", "พบครั้งแรก 3 มีนาคม พ.ศ. 2568"):
        assert part in words
    assert "แก้ภายใน 15 พฤษภาคม พ.ศ. 2568" in text_of(FULL, "#findings")


def test_what_is_mended_or_set_aside_is_not_among_what_is_to_mend() -> None:
    rows = " ".join(one.get_text() for one in FULL.select("#findings .entry"))
    assert len(FULL.select("#findings .entry")) == 5
    assert "ช่องทางร้องเรียน" not in rows
    mended = text_of(FULL, "#findings .mended")
    assert "ไม่พบช่องทางร้องเรียนการทุจริต" in mended
    assert "ตรวจแล้วว่าแก้เมื่อ 28 เมษายน พ.ศ. 2568" in mended


def test_a_picture_stands_where_its_place_is_cited_and_only_once() -> None:
    pictures = FULL.select("img")
    assert [one.find_parent("details")["id"] for one in pictures] == ["o4", "o11"]  # type: ignore[index]
    assert all(one["loading"] == "lazy" and one["alt"] for one in pictures)
    assert len(FULL.select("#o11 a[href='#picture-1']")) == 1
    assert FULL.select_one("#findings-o11 a[href='#picture-1']")


def test_a_picture_of_a_place_that_no_item_cites_stands_at_its_finding() -> None:
    soup = soup_of(replace(sample(), pictures=(Picture(STATISTICS, SELECTOR, "image/png", 480, 220, drawing()),)))
    assert [one.find_parent("td") is not None for one in soup.select("img")] == [True]


@pytest.mark.parametrize(
    "bad",
    [
        Picture(NEWS, "body > ul", "image/svg+xml", 10, 10, b"<svg onload='alert(1)'/>"),
        Picture(NEWS, "body > ul", "image/png", 10, 10, b"<svg onload='alert(1)'/>"),
        Picture(NEWS, "body > ul", "image/jpeg", 480, 220, drawing()),
        Picture(NEWS, "body > ul", "image/png", 480, 220, drawing() + b"\x00" * MOST_OF_ONE),
        Picture(NEWS, "body > ul", "image/png", -1, 220, drawing()),
        Picture(NEWS, "another", "image/png", 480, 220, drawing()),
    ],
)
def test_what_is_no_picture_of_a_cited_place_is_left_out(bad: Picture) -> None:
    assert not soup_of(full_sample(pictures=(bad,))).select("img")


def test_all_pictures_together_stay_small() -> None:
    data = drawing() + b"\x00" * 100_000
    many = tuple(Picture(STATISTICS, f"#p{at}", "image/png", 480, 220, data) for at in range(60))
    base = full_sample()
    cites = tuple(replace(base.items[10].requirements[1].evidence[0], selector=one.selector) for one in many)
    requirements = tuple(
        replace(base.items[10].requirements[1], evidence=cites[at : at + 10]) for at in range(0, len(cites), 10)
    )
    page = page_of(replace(base, items=(replace(base.items[10], requirements=requirements),), pictures=many))
    assert page.count("<img") == MOST_BYTES // len(data)
    assert len(page) < 2_000_000


def test_the_largest_site_with_a_past_and_pictures_stays_under_five_megabytes() -> None:
    much, data = huge(), drawing() + b"\x00" * 58_000
    lost = replace(full_sample().links.unverified[0], sources=much.links.broken[0].sources)
    report = full_sample(
        findings=tuple(replace(one, person="นางสาวตัวอย่าง ใจดี", due="2025-05-15") for one in much.findings),
        links=replace(much.links, unverified=(lost,) * 2000, remarks=much.links.broken, mended=(NEWS,) * 2000),
        coverage=much.coverage,
        pictures=tuple(Picture(STATISTICS, f"#p{at}", "image/png", 480, 220, data) for at in range(60)),
    )
    assert len(page_of(report).encode()) < 5_000_000


def test_links_of_every_standing() -> None:
    words = text_of(FULL, "#links")
    assert "ลองเปิดแล้ว 412 ที่อยู่ ยืนยันว่าเสีย 2 แห่ง สงสัยว่าเสีย 1 แห่ง บอกไม่ได้ 3 แห่ง" in words
    broken = FULL.select("#links .broken tbody tr")
    assert [len(one.select(".v-review")) > 0 for one in broken] == [False, False, True]  # suspects last, marked
    first = " ".join(broken[0].get_text(" ").split())
    for part in ("ไม่มีหน้าหรือไฟล์นี้ (404)", "แก้ลิงก์ให้ตรงกับที่อยู่ปัจจุบัน", "คู่มือประชาชน 2566", "บรรทัดที่ 214", "พบใน 3 ครั้ง"):
        assert part in first
    assert "(ภาพ · ส่วนหัวของหน้า)" in " ".join(broken[1].get_text(" ").split())
    assert "ลิงก์ที่บอกไม่ได้ว่าใช้ได้หรือไม่ 3 แห่ง" in words
    assert "ย้ายไปที่อยู่ใหม่ถาวร ควรแก้ลิงก์ 2" in words
    assert "ข้อสังเกตอื่น 1" in words
    assert "ลิงก์ที่แก้แล้วตั้งแต่การตรวจครั้งก่อน 1 แห่ง" in words


def test_links_that_nobody_could_verify_are_no_all_clear() -> None:
    links = replace(full_sample().links, broken=())
    words = text_of(soup_of(full_sample(links=links)), "#links")
    assert "ไม่พบลิงก์ที่ยืนยันได้ว่าเสีย แต่มีลิงก์ที่เครื่องมือบอกไม่ได้" in words
    assert "ไม่พบลิงก์เสียในที่อยู่ที่ลองเปิด" not in words


def test_links_that_were_never_tried_are_no_all_clear() -> None:
    words = text_of(soup_of(sample(links=Links(0, ()))), "#links")
    assert "ยังไม่ได้ลองเปิดลิงก์" in words
    assert "ไม่พบลิงก์เสีย" not in words


def test_a_list_of_another_authority_speaks_its_own_words() -> None:
    soup = soup_of(of_another_list(), "en")
    own = " ".join((text_of(soup, "title"), text_of(soup, ".top"), text_of(soup, "#summary"), text_of(soup, "#method")))
    assert "OIT" not in own
    assert "ITA" not in own
    assert "85" not in text_of(soup, ".score-bar")
    assert "There is no line to compare with" in own
    assert "Website list of the sample ministry" in own
    assert not soup.select("svg .line")


@pytest.mark.parametrize("table", [_labels_more.OF_OTHER_LISTS, _labels_more.OF_OTHER_AUTHORITIES])
def test_words_of_other_lists_take_the_place_of_labels(table: dict[str, object]) -> None:
    for name, words in table.items():
        ours = _labels.LABELS[name]
        assert set(PLACE.findall(words.th)) == set(PLACE.findall(ours.th))  # type: ignore[attr-defined]
        assert "ITA" not in words.en  # type: ignore[attr-defined]
        assert "OIT" not in words.th  # type: ignore[attr-defined]


def test_every_kind_and_place_of_a_link_has_words() -> None:
    assert set(_labels_more.REF_KINDS) == set(RefKind)
    assert {MENU, HEADER, MAIN, FOOTER, SIDEBAR} <= set(_labels_more.PLACES)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("พบ 3 รายการ ปี 2568", "พบ ๓ รายการ ปี ๒๕๖๘"),
        ("81.25–90.00 (1,204)", "๘๑.๒๕–๙๐.๐๐ (๑,๒๐๔)"),
        ("o13 และ O6", "o13 และ O6"),
        ("https://example.go.th/a/2568?x=1 ปี 2568", "https://example.go.th/a/2568?x=1 ปี ๒๕๖๘"),
        ("plan-2568.pdf หน้า 4", "plan-2568.pdf หน้า ๔"),
        ("เลขที่ 67119044110 มี 11 หลัก", "เลขที่ 67119044110 มี ๑๑ หลัก"),
        ("&#34;2568&#34; &amp; 9.1", "&#34;๒๕๖๘&#34; &amp; ๙.๑"),
    ],
)
def test_thai_digits_in_words(written: str, read: str) -> None:
    assert words_in_thai_digits(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<p data-x="5">5 <code>5 <b>5</b></code> 5</p>', '<p data-x="5">๕ <code>5 <b>5</b></code> ๕</p>'),
        ('<a class="url" href="/5">ปี 5</a> 5', '<a class="url" href="/5">ปี 5</a> ๕'),
        ('<span class="address">5<span>5</span>5</span>5', '<span class="address">5<span>5</span>5</span>๕'),
        ("<q>5</q>5<style>a{b:5}</style>", "<q>5</q>๕<style>a{b:5}</style>"),
        ('<svg width="5"><text x="5">5</text></svg>', '<svg width="5"><text x="5">๕</text></svg>'),
    ],
)
def test_thai_digits_in_a_page(written: str, read: str) -> None:
    assert in_thai_digits(written) == read


def test_a_page_in_thai_digits_keeps_its_codes_addresses_and_drawings() -> None:
    plain, thai = page_of(full_sample()), page_of(full_sample(), thai_digits=True)
    soup = BeautifulSoup(thai, "lxml")
    assert text_of(soup, ".score-number .number") == "๖๖.๒๕–๘๔.๓๘"
    assert "๓๐ เมษายน พ.ศ. ๒๕๖๘" in text_of(soup, ".facts")
    for selector in (".url", "code", "q", ".address"):
        assert [one.get_text() for one in soup.select(selector)] == [one.get_text() for one in FULL.select(selector)]
    attributes = [re.sub(r"style-src '[^']+'", "", str(one)) for one in re.findall(r"<(?!html|meta)[^>]*>", thai)]
    assert attributes == [re.sub(r"style-src '[^']+'", "", one) for one in re.findall(r"<(?!html|meta)[^>]*>", plain)]
    assert page_of(full_sample(), "en", thai_digits=True) == page_of(full_sample(), "en")
