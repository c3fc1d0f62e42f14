"""Words by which an agency calls an item (`agency.yaml`) count like the list's own."""

from __future__ import annotations

from pathlib import Path

from .sites import checked, item_of, page, served, small_agency

OWN_WORDS = "สมุดบันทึกผลงานของบ้านเรา ปีงบประมาณ พ.ศ. 2567"


def evidence(url: str, out: Path) -> list[str]:
    report = checked(url, out, "--no-links", "--as-of", "2025-04-30")
    return [one["url"] for one in item_of(report, "o7")["evidence"]]


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
