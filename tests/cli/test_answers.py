"""`check --answers`, `judge` after it, and `answers template|fill`, on a small site of the loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ..answers.agency import FACEBOOK, serving
from .running import oitcrawler
from .sites import inside

ROWS = """ข้อ,URL,หมายเหตุ
o2,-,
O3,{site}/contact,เมนูหลัก
o4,{facebook},เพจของหน่วยงาน
ข้อ 6,{site}/ita2568,
o7,{site}/annual2566.pdf {site}/lost.pdf,
o8,{site}/manual.pdf,
o9,{site}/admin/post/9,
o10,{site}/search?q=oit,
o11,{site}/empty,
o12,{site},
o13,{site}/doc?id=7,
o14,{elsewhere}/manual.pdf,
"""
EXPECTED = {
    "o2": ("review", []),
    "o3": ("review", ["met"]),
    "o4": ("gap", ["not_met"]),
    "o6": ("pass", ["met"]),
    "o7": ("gap", ["not_met", "not_met"]),
    "o8": ("pass", ["met"]),
    "o9": ("gap", ["not_met"]),
    "o10": ("gap", ["not_met"]),
    "o11": ("gap", ["not_met"]),
    "o12": ("gap", ["not_met"]),
    "o13": ("review", ["review"]),
    "o14": ("gap", ["not_met"]),
}


@dataclass(frozen=True)
class Run:
    """A finished run."""

    out: Path
    site: str
    report: dict[str, Any]

    def item(self, item: str) -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.report["items"] if one["id"] == item)
        return found

    def codes(self, item: str) -> set[str]:
        return {one["code"] for one in self.report["findings"] if one["item"] == item}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    out = tmp_path_factory.mktemp("declared")
    with serving() as site:
        elsewhere = site.replace("127.0.0.1", "localhost")
        (out / "คำตอบ.csv").write_text(ROWS.format(site=site, facebook=FACEBOOK, elsewhere=elsewhere), "utf-8-sig")
        done = oitcrawler(
            "check", f"{site}/", "--year", "2568", "--answers", str(out / "คำตอบ.csv"), "--out", str(out),
            "--allow-private-hosts", "--render", "never", "--patience", "0",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        yield Run(out, site, json.loads((out / "report.json").read_text("utf-8")))


def test_every_declared_address_is_judged(run: Run) -> None:
    found = {
        item: (run.item(item)["verdict"], [one["outcome"] for one in run.item(item)["filed"]["urls"]])
        for item in EXPECTED
    }
    assert found == EXPECTED
    assert run.item("o15")["filed"] is None
    assert (run.report["answers"]["name"], run.report["answers"]["items"]) == ("คำตอบ.csv", 12)


def test_the_report_fits_its_schema_and_says_why(run: Run) -> None:
    schema = json.loads((files("oitcrawler.reports") / "report.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(run.report)
    assert run.codes("o2") >= {"declared-url-missing"}
    assert run.codes("o4") >= {"declared-url-off-site"}
    assert run.codes("o6") == {"better-url-found"}
    assert run.codes("o7") >= {"declared-url-other-year", "declared-url-broken", "period-mismatch"}
    assert run.codes("o9") >= {"declared-url-needs-login"}
    assert run.item("o7")["filed"]["better"] == [f"{run.site}/annual2567.pdf"]
    assert [one["declared"] for one in run.item("o8")["evidence"]] == [True]


def test_what_nothing_links_was_opened_and_other_sites_were_not_crawled(run: Run) -> None:
    (unlinked,) = (one for one in run.report["findings"] if one["code"] == "declared-url-unlinked")
    assert unlinked["item"] == "o7"
    log = (run.out / "snapshot" / "crawl.log").read_text("utf-8", "replace")
    assert "facebook" not in log


def test_the_page_shows_what_was_declared(run: Run) -> None:
    html = (run.out / "report.html").read_text("utf-8")
    for words in ("URL ที่หน่วยงานแจ้งไว้", "คำตอบ.csv", "แถว 4 ของไฟล์คำตอบ", "เพจของหน่วยงาน", "ไม่ได้แจ้ง URL ของข้อนี้"):
        assert words in html


def test_judging_again_says_the_same_to_the_byte(run: Run, tmp_path: Path) -> None:
    done = oitcrawler("judge", str(run.out), "--year", "2568", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for name in ("report.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (run.out / name).read_bytes()


def test_another_years_list_has_other_numbers_and_takes_no_answers(run: Run, tmp_path: Path) -> None:
    done = inside("judge", str(run.out), "--year", "2565", "--out", str(tmp_path), "--formats", "json")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["answers"] is None
    assert all(one["filed"] is None for one in report["items"])


def test_other_answers_are_held_against_the_same_crawl(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "b.csv"
    sheet.write_text(f"ข้อ,URL\no7,{run.site}/annual2567.pdf\no8,{run.site}/never-opened.pdf\n", "utf-8")
    done = inside(
        "judge", str(run.out), "--year", "2568", "--answers", str(sheet), "--out", str(tmp_path), "--formats", "json"
    )
    assert done.returncode == 0, done.stderr
    items = {one["id"]: one for one in json.loads((tmp_path / "report.json").read_text("utf-8"))["items"]}
    assert (items["o7"]["verdict"], items["o8"]["verdict"]) == ("pass", "could_not_check")


def test_a_filled_sheet_can_be_handed_in_again(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "filled.xlsx"
    assert inside("answers", "fill", str(run.out), str(sheet)).returncode == 0
    done = inside(
        "judge", str(run.out), "--year", "2568", "--answers", str(sheet), "--out", str(tmp_path), "--formats", "json"
    )
    assert done.returncode == 0, done.stderr
    items = {one["id"]: one for one in json.loads((tmp_path / "report.json").read_text("utf-8"))["items"]}
    assert [one["url"] for one in items["o7"]["filed"]["urls"]] == [f"{run.site}/annual2567.pdf"]
    assert items["o7"]["verdict"] == "pass"
    assert items["o4"]["filed"]["urls"] == []


def test_a_snapshot_without_report_needs_a_year(run: Run, tmp_path: Path) -> None:
    shutil.copytree(run.out / "snapshot", tmp_path / "snapshot")
    bare = inside("answers", "fill", str(tmp_path / "snapshot"), str(tmp_path / "a.csv"))
    assert (bare.returncode, "--year" in bare.stderr) == (2, True)
    done = inside("answers", "fill", str(tmp_path / "snapshot"), str(tmp_path / "a.csv"), "--year", "2568")
    assert done.returncode == 0, done.stderr
    assert f"{run.site}/manual.pdf" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_a_template_is_written_and_kept(tmp_path: Path) -> None:
    done = inside("answers", "template", "--year", "2568", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "answers-2568.xlsx").is_file()) == (0, True)
    again = inside("answers", "template", "--year", "2568", cwd=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (2, True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("ข้อ,URL\no99,https://a.go.th/x\n", "แถว 2"),
        ("ข้อ,URL\no1,ดูที่เว็บ\n", "แถว 2"),
        ("x\n", "คอลัมน์"),
        (None, "เปิดไฟล์คำตอบ"),
    ],
)
def test_a_sheet_that_does_not_fit_is_refused_before_anything_is_fetched(
    rows: str | None, words: str, tmp_path: Path
) -> None:
    sheet = tmp_path / "คำตอบ.csv"
    if rows is not None:
        sheet.write_text(rows, "utf-8")
    done = inside(
        "check", "http://127.0.0.1:9/", "--year", "2568", "--answers", str(sheet), "--out", str(tmp_path / "out")
    )
    assert (done.returncode, words in done.stderr, "คำตอบ.csv" in done.stderr) == (2, True, True), done.stderr
    assert not (tmp_path / "out" / "snapshot.unfinished").exists()
