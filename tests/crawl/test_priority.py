"""What is fetched first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.crawl.priority import Rank, rank
from oitcrawler.urls import looks_like_document

SITE = "https://www.example.go.th"

# (path, link text, rank of the page with the link) → rank
CASES = [
    ("/index.php?page=ita", "", Rank.START, Rank.ITA),
    ("/page/12", "การประเมินคุณธรรมและความโปร่งใส (ITA)", Rank.START, Rank.ITA),
    ("/page/12", "OIT 2568", Rank.START, Rank.ITA),
    ("/page/12", "O1 โครงสร้าง", Rank.PAGE, Rank.ITA),
    ("/page/12", "o28", Rank.PAGE, Rank.ITA),
    ("/o14", "", Rank.PAGE, Rank.ITA),
    ("/page/12", "การเปิดเผยข้อมูลสาธารณะ", Rank.START, Rank.ITA),
    ("/page/12", "แผนการจัดซื้อจัดจ้าง", Rank.PAGE, Rank.SUBJECT),
    ("/page/12", "No Gift Policy", Rank.PAGE, Rank.SUBJECT),
    ("/page/12", "แผนผังเว็บไซต์", Rank.START, Rank.SUBJECT),
    ("/page/12", "ข่าวประชาสัมพันธ์ ประกาศแผนการใช้จ่ายงบประมาณ", Rank.NEWS, Rank.SUBJECT),
    ("/%E0%B8%95%E0%B8%B4%E0%B8%94%E0%B8%95%E0%B9%88%E0%B8%AD", "", Rank.START, Rank.SUBJECT),
    ("/page/12", "สภาพทั่วไป", Rank.START, Rank.MENU),
    ("/page/12", "รายละเอียด", Rank.ITA, Rank.MENU),
    ("/files/12.pdf", "ดาวน์โหลด", Rank.ITA, Rank.DOCUMENT),
    ("/files/12.pdf", "ดาวน์โหลด", Rank.NEWS, Rank.PAGE),
    ("/files/12.pdf", "รายงานผลการดำเนินงาน", Rank.NEWS, Rank.SUBJECT),
    ("/photo/12.jpg", "", Rank.NEWS, Rank.NEWS),
    ("/photo/12.jpg", "", Rank.ITA, Rank.DOCUMENT),
    ("/page/12", "รายละเอียด", Rank.MENU, Rank.PAGE),
    ("/page/12", "กีฬาสี", Rank.NEWS, Rank.NEWS),
    ("/news", "ข่าวกิจกรรม", Rank.START, Rank.NEWS),
    ("/gallery/12", "งานประเพณี", Rank.START, Rank.NEWS),
    ("/news?page=2", "2", Rank.NEWS, Rank.LAST),
    ("/news/page/2/", "2", Rank.NEWS, Rank.LAST),
    ("/list/page/3", "หน้าถัดไป »", Rank.NEWS, Rank.LAST),
    ("/list?page=2", "๒", Rank.SUBJECT, Rank.PAGE),
    ("/list?page=2", "อบต. ของเรา", Rank.MENU, Rank.PAGE),
    ("/ita?page=2", "2", Rank.ITA, Rank.ITA),
    ("/plan?print=1", "แผน", Rank.ITA, Rank.LAST),
    ("/plan?tmpl=component&id=3", "แผนพัฒนา", Rank.ITA, Rank.LAST),
    ("/italy", "Italian food", Rank.MENU, Rank.PAGE),
    ("/page/12", "CO2 ในอากาศ", Rank.MENU, Rank.PAGE),
]


@pytest.mark.parametrize(("path", "label", "source", "expected"), CASES)
def test_rank(path: str, label: str, source: Rank, expected: Rank) -> None:
    url = SITE + path
    assert rank(url, label, is_document=looks_like_document(url), source=source) is expected


@given(st.text(), st.text(), st.booleans(), st.sampled_from(Rank))
def test_every_link_has_a_rank_after_the_start(path: str, label: str, is_document: bool, source: Rank) -> None:
    assert rank(f"{SITE}/{path}", label, is_document=is_document, source=source) > Rank.START
