"""2568 o6 over several runs of one folder: a plan whose file is replaced, with and without an explaining letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..cli.sites import PDF, Pages, checked, inside, page, served
from ..evidence.papers import lines, pdf, ruled

pytestmark = pytest.mark.slow

CODE = "document-changed-without-notice"
LETTER = '<li><a href="/letter.pdf">หนังสือชี้แจงการแก้ไขแผนและความก้าวหน้าในการดำเนินงาน</a></li>'


def plan(amount: str, *extra: str) -> bytes:
    rows = [
        ["ลำดับ", "โครงการ/กิจกรรม", "งบประมาณ (บาท)", "เบิกจ่าย (บาท)", "ความก้าวหน้า"],
        ["1", "ก่อสร้างถนนคอนกรีตสายตัวอย่าง", amount, "250,000", "อยู่ระหว่างดำเนินการ ร้อยละ 50"],
        ["2", "จัดซื้อวัสดุสำนักงาน", "80,000", "80,000", "ดำเนินการแล้วเสร็จ"],
    ]
    title = "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณ ประจำปีงบประมาณ พ.ศ. 2568"
    head = lines(title, "รอบ 6 เดือนแรก (1 ตุลาคม 2567 - 31 มีนาคม 2568)", "องค์การบริหารส่วนตำบลตัวอย่าง", *extra)
    return pdf(head, ruled(rows, edges=(40, 80, 250, 340, 430, 560)))


class Site:
    """A site of three pages whose files can be changed between runs."""

    def __init__(self) -> None:
        self.pages: Pages = {
            "/": page("อบต.ตัวอย่าง", '<a href="/ita">ITA 2568</a>'),
            "/letter.pdf": (PDF, pdf(lines("หนังสือชี้แจงการแก้ไข"))),
        }
        self.publish(plan("500,000"))

    def publish(self, body: bytes, letter: str = "") -> None:
        """Put a plan, and what stands beside its link, on the site."""
        link = "<li><a href='/plan.pdf'>O6 แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี 2568</a></li>"
        self.pages["/ita"] = page("การเปิดเผยข้อมูลสาธารณะ OIT 2568", f"<ul>{link}{letter}</ul>")
        self.pages["/plan.pdf"] = (PDF, body)


@pytest.fixture
def site_served() -> Iterator[tuple[Site, str]]:
    site = Site()
    with served(site.pages) as url:
        yield site, url


def run(url: str, out: Path) -> list[dict[str, Any]]:
    """Check the site again; return the findings of o6."""
    checked(url, out)
    return findings(out)


def findings(out: Path) -> list[dict[str, Any]]:
    report = json.loads((out / "report.json").read_text("utf-8"))
    return [
        one for one in report["findings"] if one["item"] == "o6" and one["code"] == CODE and one["status"] == "open"
    ]


def test_a_plan_replaced_without_a_letter_is_found_until_the_letter_is_there(
    site_served: tuple[Site, str], tmp_path: Path
) -> None:
    site, url = site_served
    assert run(url, tmp_path) == []
    assert run(url, tmp_path) == [], "nothing changed"
    site.publish(plan("450,000"))
    (found,) = run(url, tmp_path)
    assert "450,000" in found["message"]
    assert "500,000" in found["message"]
    written = (tmp_path / "report.json").read_bytes()
    assert inside("judge", tmp_path, "--year", "2568", "--formats", "json").returncode == 0
    assert (tmp_path / "report.json").read_bytes() == written, "judging again says the same"
    assert len(run(url, tmp_path)) == 1, "the next run still knows"
    site.publish(plan("450,000"), LETTER)
    assert run(url, tmp_path) == []


def test_the_same_words_in_a_new_file_are_no_change(site_served: tuple[Site, str], tmp_path: Path) -> None:
    site, url = site_served
    run(url, tmp_path)
    site.publish(plan("500,000", "พิมพ์เมื่อวันที่ 16 เมษายน 2568 เวลา 10.22 น."))
    assert run(url, tmp_path) == []
