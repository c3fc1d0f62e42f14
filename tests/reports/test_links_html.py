"""The page of a link run: what it says first, what it never says, and that it stays small."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from oitcrawler.reports._text import CAUSES

from oitcrawler.model import Cause, Lang
from oitcrawler.report import BrokenLink, LinkRun, Links, link_format_named

from . import golden
from .link_sample import BLIND, BROKEN, CLEAN, CUT, FIRST, PARTNER, RUN, SITE, UNVERIFIED, hostile, huge
from .outline import outline

RUNS = {"run": RUN, "first": FIRST, "clean": CLEAN, "cut": CUT, "blind": BLIND, "hostile": hostile()}


def page_of(run: LinkRun, lang: Lang = "th") -> bytes:
    return link_format_named("html").render(run, lang)


@cache
def page_named(name: str) -> bytes:
    return page_of(RUNS[name])


@cache
def soup_named(name: str) -> BeautifulSoup:
    return BeautifulSoup(page_named(name), "lxml")


def text_of(soup: BeautifulSoup, selector: str) -> str:
    found = soup.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    golden.compare(f"links.{lang}.txt", outline(page_of(RUN, lang)))


def test_the_same_run_gives_the_same_bytes_in_whatever_order() -> None:
    turned = replace(RUN, links=replace(RUN.links, broken=tuple(reversed(BROKEN))), broke=tuple(reversed(RUN.broke)))
    assert page_of(RUN) == page_of(RUN) == page_of(turned)


def test_what_changed_comes_first() -> None:
    soup = soup_named("run")
    first = soup.select_one("main > section")
    assert first is not None
    assert first["id"] == "changes"
    heads = [" ".join(one.get_text(" ").split()) for one in first.select("h3")]
    assert heads == ["เพิ่งเสีย 2", "กลับมาเสียอีก 1", "แก้แล้ว ใช้ได้แล้ว 1"]
    assert f"{PARTNER}/complaint" in text_of(soup, "#changes .changed")


def test_a_menu_is_one_thing_to_mend() -> None:
    text = text_of(soup_named("run"), "#pages")
    assert "เมนู อยู่ใน 5,000 หน้า “แจ้งเรื่องร้องเรียนการทุจริต”".replace("“", "").replace("”", "") in text
    assert page_named("run").count(b"/page/04999") == 0
    assert text_of(soup_named("run"), ".count-number") == "11"


def test_every_broken_link_has_its_cause_its_remedy_and_its_certainty() -> None:
    soup = soup_named("run")
    entries = soup.select("#broken .entry")
    assert len(entries) == len(BROKEN)
    for one in BROKEN:
        words = CAUSES[one.cause]
        assert words.name.th in text_of(soup, "#broken")
        assert words.advice.th in text_of(soup, "#broken")
    assert [one.get_text() for one in soup.select("#broken .suspect")] == ["ยังสงสัย"]
    assert "เสียตั้งแต่ 14 มีนาคม พ.ศ. 2568 · พบ 3 รอบ" in text_of(soup, "#broken")


def test_what_cannot_be_verified_is_never_called_broken() -> None:
    soup = soup_named("run")
    for section in ("#pages", "#broken", "#changes"):
        for one in UNVERIFIED:
            assert one.url not in text_of(soup, section)
    assert "https://social.example.com/tambon" in text_of(soup, "#unverified")
    assert "อย่าลบเพียงเพราะอยู่ในรายการนี้" in text_of(soup, "#unverified")


def test_a_link_that_works_is_shown_with_its_remark_and_no_cause() -> None:
    text = text_of(soup_named("run"), "#remarks")
    assert "ย้ายที่อยู่ถาวรแล้ว" in text
    assert CAUSES[Cause.PROTOCOL].name.th not in soup_named("run").get_text()


def test_what_was_left_alone_is_told() -> None:
    text = text_of(soup_named("run"), "#coverage")
    assert "ที่อยู่ 12,400 แห่งในรูปแบบนี้ไม่ได้เปิด" in text
    assert "calendar.php?day&month&year" in text


ALL_CLEAR = "ไม่พบลิงก์เสียในที่อยู่ทั้ง 6,031 แห่งที่ตรวจ"
DOUBT = "ยังสรุปไม่ได้ว่าทั้งเว็บไซต์ไม่มีลิงก์เสียเพิ่ม"


@pytest.mark.parametrize(
    ("run", "said", "doubted"),
    [
        (CLEAN, True, False),
        (CUT, True, True),
        (replace(CLEAN, links=Links(6_031, (), UNVERIFIED)), True, True),
        (replace(CLEAN, left_alone=(("(not crawled)", 9),)), True, True),
        (RUN, False, True),
        (BLIND, False, False),
    ],
)
def test_an_all_clear_is_only_given_for_what_was_seen(run: LinkRun, said: bool, doubted: bool) -> None:
    text = text_of(BeautifulSoup(page_of(run), "lxml"), "#changes")
    assert (ALL_CLEAR in text, DOUBT in text) == (said, doubted)


def test_who_read_no_page_says_so() -> None:
    assert "สรุปไม่ได้ว่ามีลิงก์เสียหรือไม่" in text_of(soup_named("blind"), "#changes")
    assert "ไม่มีลิงก์เสียที่ต้องแก้" not in soup_named("blind").get_text()


def test_the_first_run_compares_with_nothing() -> None:
    text = text_of(soup_named("first"), "#changes")
    assert "ไม่มีผลการตรวจรอบก่อนให้เปรียบเทียบ" in text
    assert "ไม่มีลิงก์ใดเพิ่งเสีย" not in text
    same = text_of(BeautifulSoup(page_of(replace(FIRST, before=RUN.before)), "lxml"), "#changes")
    assert "ไม่มีลิงก์ใดเพิ่งเสีย แก้แล้ว หรือกลับมาเสียอีก" in same


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_can_be_shown(cause: Cause) -> None:
    links = Links(2, (replace(BROKEN[0], cause=cause),), (BrokenLink(f"{SITE}/x", cause, None, False, (), ""),))
    assert CAUSES[cause].name.th in page_of(replace(RUN, links=links)).decode()


@pytest.mark.parametrize("name", RUNS)
def test_nothing_is_loaded_and_only_our_own_script_runs(name: str) -> None:
    soup = soup_named(name)
    for tag in soup.find_all(True):
        assert not [key for key in tag.attrs if key.startswith("on") or key in ("src", "srcset", "style", "action")]
        if tag.has_attr("href"):
            assert str(tag["href"]).startswith(("#", "http://", "https://"))
    assert not soup.find_all(["link", "base", "iframe", "object", "embed", "img"])
    policy = soup.select_one('meta[http-equiv="Content-Security-Policy"]')
    assert policy is not None
    for kind in ("style", "script"):
        (own,) = soup.find_all(kind)
        digest = base64.b64encode(hashlib.sha256(own.get_text().encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy["content"]


def test_hostile_texts_are_shown_as_text() -> None:
    page = page_named("hostile").decode()
    assert "&lt;script&gt;alert(" in page
    assert "<img" not in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", page)


@pytest.mark.parametrize("name", RUNS)
def test_headings_are_in_order_and_links_inside_lead_somewhere(name: str) -> None:
    soup = soup_named(name)
    levels = [int(one.name[1]) for one in soup.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [str(one["id"]) for one in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {str(one["href"])[1:] for one in soup.select('[href^="#"]')} <= set(ids)


def test_very_much_to_mend_stays_small_and_says_what_is_left_out() -> None:
    page = page_of(huge(2_600))
    assert len(page) < 5_000_000
    text = BeautifulSoup(page, "lxml").get_text(" ")
    assert "ดูทั้งหมดใน links.csv" in text
    assert "และอีก 600" in text or sum(int(one) for one in re.findall(r"และอีก (\d+) ดูทั้งหมดใน links.csv", text)) == 600
