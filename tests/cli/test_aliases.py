"""Words by which an agency calls an item (`agency.yaml`) count like the list's own."""

from __future__ import annotations

import json
from pathlib import Path

from .running import oitcrawler
from .sites import page, served, small_agency

OWN_WORDS = "สมุดบันทึกผลงานของบ้านเรา ปีงบประมาณ พ.ศ. 2567"


def evidence(url: str, out: Path) -> list[str]:
    options = ("--year", "2568", "--out", str(out), "--allow-private-hosts", "--render", "never", "--formats", "json")
    done = oitcrawler("check", url, *options, "--no-links", "--as-of", "2025-04-30")
    assert done.returncode == 0, done.stderr
    items = json.loads((out / "report.json").read_text("utf-8"))["items"]
    return [one["url"] for item in items if item["id"] == "o7" for one in item["evidence"]]


def test_an_item_is_found_under_the_agencys_own_words(tmp_path: Path) -> None:
    pages = small_agency()
    link = f'<ul><li><a href="/own">{OWN_WORDS}</a></li></ul>'
    pages["/own"] = page(OWN_WORDS, "<p>ซ่อมถนน 3 สาย ติดตั้งไฟส่องสว่าง 40 จุด ดูแลผู้สูงอายุ 210 คน</p>")
    pages["/ita"] = page("การเปิดเผยข้อมูลสาธารณะ OIT 2568", link)
    with served(pages) as url:
        (tmp_path / "own").mkdir()
        words = "aliases:\n  annual-report: [สมุดบันทึกผลงานของบ้านเรา]\n"
        (tmp_path / "own" / "agency.yaml").write_text(words, "utf-8")
        assert evidence(url, tmp_path / "own") == [f"{url}own"]
        assert evidence(url, tmp_path / "without") == []
