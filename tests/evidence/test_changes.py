"""That a document with other bytes is called changed only when its words changed, and what is unread stays open."""

from __future__ import annotations

import pytest

from oitcrawler.evidence.changes import Change, Extent, compare
from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.model import Cause

PLAN = """แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2568
องค์การบริหารส่วนตำบลตัวอย่าง
1 โครงการก่อสร้างถนน 500,000 บาท
2 โครงการจัดซื้อรถบรรทุกน้ำ 2,400,000 บาท
ลงชื่อ ปลัดองค์การบริหารส่วนตำบล"""


def paper(text: str, obstacle: Cause | None = None) -> Evidence:
    url = "https://www.example.go.th/plan.pdf"
    passages = (Passage(text, 1),) if text else ()
    return Evidence(url, url, Kind.PDF, f"digest of {len(text)} {obstacle}", obstacle=obstacle, passages=passages)


def change(before: str, now: str) -> Change:
    return compare(paper(before), paper(now), seen="2025-04-01T00:00:00+00:00", since="2025-04-16T00:00:00+00:00")


def test_a_changed_amount_is_named_with_what_stood_there_before() -> None:
    told = change(PLAN, PLAN.replace("500,000", "450,000"))
    assert told.extent is Extent.TEXT
    assert told.removed == ("1 โครงการก่อสร้างถนน 500,000 บาท",)
    assert told.added == ("1 โครงการก่อสร้างถนน 450,000 บาท",)
    assert (told.count, told.seen[:10], told.since[:10]) == (1, "2025-04-01", "2025-04-16")


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("saved by another program", PLAN.replace(" ", "  ").replace("\n", "\n\n")),
        ("wrapped elsewhere", PLAN.replace("ประจำปีงบประมาณ ", "\nประจำปีงบประมาณ ")),
        ("Thai digits", PLAN.replace("2568", "๒๕๖๘")),
        ("another day of printing", PLAN + "\nพิมพ์เมื่อวันที่ 16 เมษายน 2568 เวลา 10.22 น."),
        ("page numbers added", PLAN + "\nหน้าที่ 1/1\n- 1 -"),
        ("decomposed sara am", PLAN.replace("ำ", "ํา")),
    ],
)
def test_the_same_words_in_another_file_are_no_change(name: str, now: str) -> None:
    assert change(PLAN, now).extent is Extent.SAME_TEXT, name


@pytest.mark.parametrize(
    ("name", "now"),
    [
        ("a line taken away", PLAN.replace("2 โครงการจัดซื้อรถบรรทุกน้ำ 2,400,000 บาท\n", "")),
        ("a line added", PLAN + "\n3 โครงการขุดลอกคลอง 300,000 บาท"),
        ("a line said twice", PLAN + "\n1 โครงการก่อสร้างถนน 500,000 บาท"),
        ("another year", PLAN.replace("2568", "2569")),
    ],
)
def test_other_words_are_a_change(name: str, now: str) -> None:
    assert change(PLAN, now).extent is Extent.TEXT, name


@pytest.mark.parametrize("obstacle", [Cause.SCANNED, Cause.ENCRYPTED, Cause.READING_TIME])
def test_what_was_not_wholly_read_is_not_compared(obstacle: Cause) -> None:
    for before, now in ((paper(PLAN, obstacle), paper(PLAN + "x")), (paper(PLAN), paper("อื่น", obstacle))):
        assert compare(before, now, seen="", since="").extent is Extent.UNREADABLE
    assert compare(paper(""), paper(PLAN), seen="", since="").extent is Extent.UNREADABLE


def test_what_is_shown_of_a_change_is_bounded() -> None:
    told = change(PLAN, "\n".join(f"บรรทัดใหม่ที่ {number} " + "ก" * 500 for number in range(1000)))
    assert len(told.added) == 5
    assert told.count == 1000
    assert max(map(len, told.added)) <= 200
