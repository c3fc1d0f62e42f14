"""`decide` as an officer uses it: note, see, question, export, take back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ..cases import table
from .sites import Pages, annual_report, checked, inside, item_of, report_in, served, small_agency

pytestmark = pytest.mark.slow
CASES = table(Path(__file__).with_name("decide.yaml"))
SCHEMA = json.loads((files("oitcrawler.reports") / "report.schema.json").read_text("utf-8"))
REASON = "ฉบับที่ประกาศยังไม่มีลายมือชื่อผู้บริหาร"


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Pages, str]]:
    pages = small_agency()
    with served(pages) as url:
        yield pages, url


@pytest.fixture(scope="module")
def fresh(site: tuple[Pages, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("decide") / "run"
    assert item_of(checked(site[1], out), "o7")["verdict"] == "pass"
    return out


@pytest.fixture
def run(fresh: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh, tmp_path / "run"))


def decide(run: Path, *words: str) -> str:
    done = inside("decide", str(run), *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def judge(run: Path, *more: str) -> dict[str, Any]:
    done = inside("judge", str(run), "--year", "2568", "--formats", "json,html", *more)
    assert done.returncode == 0, done.stderr
    report = report_in(run)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


def test_a_decision_from_its_note_to_the_question(run: Path, site: tuple[Pages, str]) -> None:
    said = decide(run, "O7", "gap", "--reason", REASON, "--until", "2099-09-30", "--by", "งานนโยบายและแผน")
    assert "judge" in said
    report = judge(run)
    item = item_of(report, "o7")
    assert (item["verdict"], item["decision"]["own"], item["decision"]["state"]) == ("gap", "pass", "counts")
    assert (item["decision"]["reason"], item["decision"]["until"]) == (REASON, "2099-09-30")
    assert report["decisions"] == [{"item": "o7", "decision": item["decision"]}]
    html = (run / "report.html").read_text("utf-8")
    assert html.count(REASON) >= 2, "in the item and in a section of its own"
    assert 'id="decisions"' in html
    written = (run / "report.json").read_bytes()
    judge(run)
    assert (run / "report.json").read_bytes() == written, "the same decisions give the same report"
    assert item_of(judge(run, "--as-of", "2100-01-01"), "o7")["decision"]["state"] == "expired"

    pages, url = site
    kept = pages["/report.pdf"]
    try:
        pages["/report.pdf"] = annual_report("450,000")
        again = item_of(checked(url, run), "o7")
    finally:
        pages["/report.pdf"] = kept
    assert (again["verdict"], again["decision"]["state"], again["decision"]["own"]) == ("review", "questioned", "pass")
    assert "หลักฐานเปลี่ยนไปหลังการตัดสิน โปรดดูอีกครั้ง" in again["summary"]
    assert [one["changed"] for one in again["decision"]["evidence"]] == [True]


def test_a_pass_moves_the_score_and_is_exported_as_a_label(run: Path, tmp_path: Path) -> None:
    before = report_in(run)["score"]["oit"]["min"]
    decide(run, "o7", "pass", "--reason", "ตรวจแล้ว")
    decide(run, "o1", "pass", "--reason", "อยู่ในหน้าหลัก", "--evidence", report_in(run)["agency"]["url"])
    assert judge(run)["score"]["oit"]["min"] > before
    shown = decide(run, "--list")
    assert "o7" in shown
    assert "อยู่ในหน้าหลัก" in shown
    labels = tmp_path / "labels.jsonl"
    decide(run, "--export", str(labels))
    rows = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    (row,) = [one for one in rows if one["judged"] == "o7"]
    assert (row["text"], row["item"], row["explicit"]) == ("O7 รายงานผลการดำเนินงานประจำปี 2567", "o7", True)
    assert (row["year"], row["kind"], row["verdict"], row["own_verdict"]) == (2568, "lao", "pass", "pass")
    assert row["href"].endswith("/report.pdf")
    assert row["page_url"].endswith("/ita")
    assert "ตรวจแล้ว" not in labels.read_text("utf-8"), "reasons stay in the office"
    decide(run, "o7", "gap", "--reason", REASON)
    decide(run, "--export", str(labels))
    found = [json.loads(line) for line in labels.read_text("utf-8").splitlines()]
    assert [one["item"] for one in found if one["judged"] == "o7"] == [None], "a gap labels no words"


def test_a_decision_taken_back_leaves_no_trace(run: Path) -> None:
    before = judge(run)
    decide(run, "o7", "gap", "--reason", REASON)
    assert judge(run) != before
    decide(run, "O7", "--forget")
    assert judge(run) == before
    assert "o7" not in decide(run, "--list")


def test_a_pass_on_what_the_tool_has_not_seen_needs_an_end(run: Path) -> None:
    named = ("o27", "pass", "--reason", "ประกาศอยู่ที่นั่น", "--evidence", "https://files.example.org/integrity.pdf")
    done = inside("decide", str(run), *named)
    assert done.returncode == 2
    assert "--until" in done.stderr
    decide(run, *named, "--until", "2099-09-30")
    item = item_of(judge(run), "o27")
    assert (item["verdict"], item["decision"]["own"]) == ("pass", "gap")
    assert item["decision"]["evidence"] == [
        {"url": "https://files.example.org/integrity.pdf", "sha256": "", "changed": False}
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda one: one["name"])
def test_bad_input_is_one_sentence_and_changes_nothing(case: dict[str, Any], fresh: Path) -> None:
    folder = fresh.parent if case.get("folder") == "elsewhere" else fresh
    done = inside("decide", str(folder), *case["words"])
    said = done.stdout + done.stderr
    assert (done.returncode, "Traceback" in said) == (2, False), said
    assert case["says"] in " ".join(said.split())
    assert not (fresh / "decisions.json").exists()


def test_a_damaged_file_stops_every_command_before_anything_is_written(run: Path) -> None:
    (run / "decisions.json").write_text("{}x", "utf-8")
    written = (run / "report.json").read_bytes()
    check = ("check", "https://www.example.go.th", "--year", "2568", "--out", str(run))
    for words in (("judge", str(run), "--year", "2568"), ("decide", str(run), "--list"), check):
        done = inside(*words)
        assert done.returncode == 2
        assert "decisions.json" in done.stderr
    assert (run / "report.json").read_bytes() == written


def test_a_report_of_an_earlier_crawl_is_refused(run: Path) -> None:
    report = report_in(run)
    report["run"]["started_at"] = "2020-01-01T00:00:00+00:00"
    (run / "report.json").write_text(json.dumps(report), "utf-8")
    done = inside("decide", str(run), "o7", "gap", "--reason", REASON)
    assert done.returncode == 2
    assert "judge" in done.stderr
