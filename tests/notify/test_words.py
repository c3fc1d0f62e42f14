"""What a message says, and what it cannot be made to say by a website."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.model import Cause, Lang, Text
from oitcrawler.notify import GapNews, LinkNews, News, sample_news
from oitcrawler.notify.mail import message_of
from oitcrawler.notify.settings import Email
from oitcrawler.notify.words import MOST, as_page, as_text, subject

from .parts import FINISHED, NEWS, PAGE, QUIET, SITE

EMAIL = Email(host="smtp.example.go.th", sender="web@example.go.th", to=("a@example.go.th", "b@example.go.th"))


def read_back(news: News, lang: Lang = "th") -> EmailMessage:
    """Return the message as its reader's program sees it."""
    return message_from_bytes(message_of(news, EMAIL, lang).as_bytes(), policy=policy.default)


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_a_thai_subject_is_encoded_and_read_back() -> None:
    written = message_of(NEWS, EMAIL, "th").as_bytes()
    assert b"=?utf-8?" in written
    assert max(map(len, written.split(b"\r\n"))) <= 998
    subject_line = read_back(NEWS)["Subject"]
    assert subject_line.startswith(f"[oitcrawler] {SITE}: ลิงก์เสียใหม่ 1, ลิงก์ที่กลับมาเสียอีก 1, ข้อที่มีช่องว่างใหม่ 1")


SAID = {
    "th": ["2 พ.ค. 2568", "ลิงก์เสียใหม่ (1)", f"{PAGE}แผน.pdf (http-404)", f"← {PAGE}ita", "O13 รายงานผลการจัดซื้อจัดจ้าง",
           "ขณะนี้ลิงก์เสีย 3 ยืนยันไม่ได้หรือยังไม่ได้ตรวจ 2", "ตรวจไม่ได้ 4 ข้อ", "/srv/ผลตรวจ/report.html"],
    "en": ["2025-05-02", "Links that broke (1)", "Links mended (1)", "O7 Performance report", "4 could not be checked"],
}  # fmt: skip


@pytest.mark.parametrize("lang", ["th", "en"])
def test_both_parts_say_what_changed_and_how_things_stand(lang: Lang) -> None:
    message = read_back(NEWS, lang)
    shown = BeautifulSoup(part(message, "html"), "lxml").get_text("\n")
    for words in SAID[lang]:
        assert words in part(message, "plain")
        assert words in shown


def test_the_headers_of_a_message() -> None:
    message = read_back(NEWS)
    assert message["To"] == "a@example.go.th, b@example.go.th"
    assert message["Date"].datetime == FINISHED
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == read_back(NEWS)["Message-ID"]
    assert message["Message-ID"] != read_back(replace(NEWS, run_id="run-8"))["Message-ID"]


def test_no_change_is_no_all_clear() -> None:
    text = as_text(QUIET, "th")
    assert "ไม่มีอะไรเปลี่ยนจากรอบก่อน" in text
    assert "ขณะนี้ลิงก์เสีย 3" in text
    assert "ตรวจไม่ได้ 4 ข้อ" in text


def test_a_test_says_that_it_is_one() -> None:
    news = sample_news(FINISHED)
    assert "not the result of a run" in subject(news, "en")
    assert "ไม่ใช่ผลการตรวจ" in as_text(news, "th")


def test_a_long_list_is_cut_and_says_so() -> None:
    news = replace(QUIET, broke=tuple(LinkNews(f"{PAGE}{number}") for number in range(MOST + 5)))
    text = as_text(news, "en")
    assert text.count(PAGE) == MOST
    assert f"({MOST + 5})" in text
    assert "and 5 more" in text


NASTY = "x\r\nBcc: all@example.com\r\n\r\n<script>alert(1)</script>\u2028\x00&"


def test_what_a_website_writes_is_neither_header_nor_markup() -> None:
    news = News(
        NASTY, NASTY, FINISHED, (LinkNews(NASTY, Cause.DNS, (NASTY,)),),
        new_gaps=(GapNews(NASTY, Text(NASTY, NASTY)),), report_path=Path("/a\nb"),
    )  # fmt: skip
    message = read_back(news)
    assert message["Bcc"] is None
    assert sorted(message.keys()) == sorted(read_back(NEWS).keys())
    assert "<script" not in as_page(news, "th")
    assert "\r" not in as_text(news, "th")


@given(st.text(), st.text(), st.text())
def test_any_text_makes_a_message(site: str, url: str, title: str) -> None:
    news = News(site, url, FINISHED, (LinkNews(url),), new_gaps=(GapNews(title, Text(title, title)),))
    message = read_back(news)
    assert len(message["Subject"]) <= 200
    assert sorted(message.keys()) == sorted(read_back(NEWS).keys())
