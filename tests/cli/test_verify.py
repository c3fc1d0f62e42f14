"""`verify`, `report` and `judge` with a history: what was open is looked at again, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from oitcrawler.cli import run, run_verify
from oitcrawler.crawl import CrawlOptions
from oitcrawler.history import open_history

from ..crawl.crawling import without_proxies
from .counted import Counted, counting
from .sites import Pages, inside, item_of, page, report_in, small_agency

pytestmark = pytest.mark.slow
Document = dict[str, Any]
FORMATS = {
    "html": "report.html",
    "json": "report.json",
    "xlsx": "report.xlsx",
    "csv": "findings.csv",
    "docx": "plan.docx",
    "results": "results.docx",
    "markdown": "summary.md",
    "junit": "junit.xml",
}
REPORT = '<li><a href="/report.pdf">O7 รายงานผลการดำเนินงานประจำปี 2567</a></li>'
OTHERS = "".join(f'<p><a href="/news/{number}">ข่าวที่ {number}</a></p>' for number in range(6))


def agency(*, report: bool = True) -> Pages:
    """Return a site whose annual report is there or not, with a broken link and some news that are in order."""
    pages = small_agency() | {"/": page("อบต.ตัวอย่าง", f'<a href="/ita">ITA 2568</a><a href="/lost">หาย</a>{OTHERS}')}
    pages |= {f"/news/{number}": page(f"ข่าวที่ {number}", "ข่าวประชาสัมพันธ์ของหน่วยงาน " * 30) for number in range(6)}
    if not report:
        del pages["/report.pdf"]
        pages["/ita"] = page("การเปิดเผยข้อมูลสาธารณะ OIT 2568", "<p>อยู่ระหว่างปรับปรุง</p>")
    return pages


def command(*words: str | Path, code: int = 0) -> str:
    done = inside(*words)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def check(url: str, out: Path, *more: str | Path, formats: str = "json") -> Document:
    usual = ("--year", "2568", "--out", out, "--allow-private-hosts", "--render", "never", "--patience", "0")
    command("check", url, *usual, "--as-of", "2025-04-30", "--formats", formats, *more)
    return report_in(out)


def verify(what: str | Path, *more: str | Path, code: int = 0) -> str:
    return command("verify", what, "--allow-private-hosts", "--patience", "0", *more, code=code)


def state(report: Document, item: str = "o7") -> set[tuple[str, str]]:
    return {(one["code"], one["status"]) for one in report["findings"] if one["item"] == item}


def news_in(site: Counted) -> list[str]:
    """Return the news that were asked for, without the first, at which each run looks as a searcher does."""
    return sorted(path for path in site.paths() if path.startswith("/news/") and path != "/news/0")


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxies(monkeypatch)
    for module in (run, run_verify):
        monkeypatch.setattr(module, "CrawlOptions", partial(CrawlOptions, retry_delay=0.01))


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "h.sqlite3"
    monkeypatch.setenv("OITCRAWLER_HISTORY", str(place))
    return place


@pytest.fixture
def site() -> Iterator[Counted]:
    with counting(agency(report=False)) as running:
        yield running


def replaced(site: Counted, *, report: bool) -> None:
    pages = agency(report=report)
    site.pages.pop("/report.pdf", None)
    site.pages.update(pages)


def test_a_gap_is_mended_and_comes_back(site: Counted, tmp_path: Path, history: Path) -> None:
    out = tmp_path / "out"
    first = check(site.url, out)
    assert item_of(first, "o7")["verdict"] == "gap"
    ((code, status),) = state(first)
    assert status == "open"
    (found,) = (one for one in first["findings"] if one["item"] == "o7")
    assert found["due"] > found["first_seen"] > ""

    site.asked.clear()
    said = verify(out, "--formats", "json,xlsx", "--lang", "en")
    assert "findings were open" in said
    assert not news_in(site), "what was in order is not read again"
    assert site.paths()["/ita"]
    assert site.paths()["/lost"]
    assert state(report_in(out)) == {(code, "open")}

    replaced(site, report=True)
    site.pages["/lost"] = page("พบแล้ว", "หน้านี้กลับมาแล้ว " * 40)
    site.asked.clear()
    verify(out, "--formats", "json,xlsx")
    second = report_in(out)
    assert second["links"]["broken"] == []
    assert second["links"]["mended"] == [f"{site.url}lost"]
    assert item_of(second, "o7")["verdict"] == "pass"
    assert state(second) == {(code, "mended")}
    (mended,) = (one for one in second["findings"] if one["item"] == "o7")
    assert (mended["id"], mended["first_seen"]) == (found["id"], found["first_seen"])
    assert mended["mended"] >= mended["first_seen"]
    assert not news_in(site)
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out / "report.xlsx").worksheets[0].rows]
    assert [row for row in rows if row[0] == "O7" and "แก้แล้ว" in row], rows

    replaced(site, report=False)
    third = check(site.url, out)
    assert state(third) == {(code, "came-back")}
    with open_history(str(history)) as known:
        assert [(one.kind, one.state.value) for one in known.runs()] == [
            ("check", "finished"),
            ("verify", "finished"),
            ("verify", "finished"),
            ("check", "finished"),
        ]
    assert [change["item"] for change in third["past"]["changes"]] == ["o7"]


def test_judging_again_gives_the_same_bytes(site: Counted, tmp_path: Path, history: Path) -> None:
    out = tmp_path / "out"
    check(site.url, out, formats="html,json,markdown")
    replaced(site, report=True)
    verify(out, "--formats", "html,json,markdown")
    before = {name: (out / name).read_bytes() for name in ("report.json", "report.html", "summary.md")}
    again = tmp_path / "again"
    command("judge", out, "--year", "2568", "--formats", "html,json,markdown", "--out", again)
    assert {name: (again / name).read_bytes() for name in before} == before
    former = tmp_path / "former"
    command("judge", out / "snapshot.previous", "--year", "2568", "--formats", "json", "--out", former)
    assert item_of(report_in(former), "o7")["verdict"] == "gap"


def test_the_crawl_keeps_its_bounds_and_links_stay_unaudited(tmp_path: Path, history: Path) -> None:
    """What a small budget left out is not fetched by the way, and what is doubted is, whatever the budget."""
    with counting(agency(report=False)) as site:
        before = check(site.url, tmp_path / "out", "--max-pages", "4", "--no-links")
        assert before["coverage"]["over_budget"] > 0
        replaced(site, report=True)
        site.asked.clear()
        verify(tmp_path / "out", "--formats", "json")
        assert not news_in(site)
        assert item_of(report_in(tmp_path / "out"), "o7")["verdict"] == "pass"
        assert not (tmp_path / "out" / "links.sqlite").exists()


def test_a_verify_that_is_stopped_leaves_the_results_and_the_next_check_reads_all_anew(
    site: Counted, tmp_path: Path, history: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    check(site.url, out, "--no-links")
    written = (out / "report.json").read_bytes()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run_verify, "run_crawl", stopped)
        verify(out, code=130)
    assert (out / "report.json").read_bytes() == written
    site.asked.clear()
    check(site.url, out, "--no-links")
    assert len(news_in(site)) == 5


def test_reports_of_stored_runs_in_every_format(site: Counted, tmp_path: Path, history: Path) -> None:
    out = tmp_path / "out"
    first = check(site.url, out)
    written = (out / "report.json").read_bytes()
    replaced(site, report=True)
    second = check(site.url, out)
    for number, what in enumerate(("last", "2", out, second["run"]["id"])):
        to = tmp_path / f"to{number}"
        formats = FORMATS if what == "last" else {"json": "report.json"}
        command("report", what, "--site", site.url, "--format", ",".join(formats), "--out", to)
        assert {path.name for path in to.iterdir()} == set(formats.values())
        assert all((to / name).stat().st_size > 100 for name in formats.values())
        assert (to / "report.json").read_bytes() == (out / "report.json").read_bytes()
    command("report", "1", "--format", "json", "--out", tmp_path / "first")
    assert (tmp_path / "first" / "report.json").read_bytes() == written
    assert first["run"]["id"] != second["run"]["id"]
    site.asked.clear()
    assert "pdf" in verify(out, "--formats", "pdf", code=2)
    assert "pdf" in command("report", "last", "--format", "pdf", "--out", tmp_path, code=2)
    assert site.asked == []
    shutil.rmtree(out / "snapshot")
    command("report", out, "--format", "json", "--out", tmp_path / "kept")
    assert report_in(tmp_path / "kept")["run"]["id"] == second["run"]["id"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("verify", "nowhere"), "nowhere"),
        (("verify", "7"), "7"),
        (("verify", "9" * 30), "999"),
        (("verify", "{folder}"), "{folder}"),
        (("verify", "{folder}", "--history", "none"), "verify"),
        (("report",), "last"),
        (("report", "12"), "12"),
        (("report", "9" * 30), "999"),
        (("report", "{folder}"), "{folder}"),
        (("report", "--history", "none"), "ประวัติ"),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    words: tuple[str, ...], says: str, tmp_path: Path, history: Path
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    said = command(*(word.format(folder=folder) for word in words), code=2)
    assert says.format(folder=folder) in said
    assert "Traceback" not in said
    assert list(folder.iterdir()) == []


def test_the_agency_its_scores_and_thai_digits(site: Counted, tmp_path: Path, history: Path) -> None:
    own, scores, out = tmp_path / "own.yaml", tmp_path / "scores.csv", tmp_path / "out"
    own.write_text("names: [องค์การบริหารส่วนตำบลตัวอย่าง]\nkind: lao\n", "utf-8")
    scores.write_text("".join(f"ตัวชี้วัดที่ {number},{90 - number}\n" for number in range(1, 11)), "utf-8")
    more = ("--agency", own, "--scores", scores, "--thai-digits")
    report = check(site.url, out, *more, formats="json,markdown,docx")
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in json.dumps(report, ensure_ascii=False)
    assert (out / "agency.yaml").read_bytes() == own.read_bytes()
    summary = (out / "summary.md").read_text("utf-8")
    assert "๒๕๖๘" in summary
    assert "2568" not in summary
    assert "๒๕๖๘" in "".join(one.text for one in docx.Document(str(out / "plan.docx")).paragraphs)
