"""`diff` over real runs: nothing changed, the site changed, a rule, the tool, the question."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .sites import annual_report, checked, inside, item_of, page, report_in, served, small_agency

pytestmark = pytest.mark.slow
Document = dict[str, Any]


def diff(*words: str | Path, code: int = 0) -> Document:
    done = inside("diff", *map(str, words), "--json")
    assert done.returncode == code, done.stderr
    found: Document = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three runs into one folder (twice the same site, then another), each kept as it was."""
    pages, base = small_agency(), tmp_path_factory.mktemp("diff")
    kept: dict[str, Path] = {}
    with served(pages) as url:
        for name in ("first", "same", "later"):
            if name == "later":
                pages["/report.pdf"] = annual_report("450,000")
                pages["/ita"] = page("การเปิดเผยข้อมูลสาธารณะ OIT 2568", "<p>อยู่ระหว่างปรับปรุง</p>")
            checked(url, base / "run", "--as-of", "2025-04-30")
            kept[name] = Path(shutil.copytree(base / "run", base / name))
    assert item_of(report_in(kept["same"]), "o7")["verdict"] == "pass"
    assert item_of(report_in(kept["later"]), "o7")["verdict"] == "gap"
    return kept


def test_a_second_run_on_an_unchanged_site_changes_nothing(runs: dict[str, Path]) -> None:
    for words in ((runs["first"], runs["same"]), (runs["same"],), (runs["first"], runs["first"])):
        found = diff(*words, "--fail-on", "change")
        assert (found["anything"], found["flip_rate"], found["verdicts"]) == (False, 0.0, [])
    assert "ไม่มีอะไรเปลี่ยน" in inside("diff", str(runs["same"])).stdout


def test_a_changed_site_names_the_page_and_its_bytes(runs: dict[str, Path]) -> None:
    found = diff(runs["later"])
    (change,) = [one for one in found["verdicts"] if one["item"] == "o7"]
    assert (change["before"], change["after"]) == ("pass", "gap")
    (reason,) = change["reasons"]
    assert (reason["because"], reason["certain"]) == ("site", True)
    (place,) = [one for one in reason["places"] if one["url"] == "/ita"]
    assert (place["how"], place["same_text"]) == ("changed", False)
    assert len(place["before"]) == len(place["after"]) == 64
    assert any("→ /report.pdf" in line for line in place["removed"])
    assert "อยู่ระหว่างปรับปรุง" in place["added"]
    assert {one["url"] for one in reason["places"]} <= {"/ita", "/report.pdf"}
    shown = inside("diff", str(runs["same"]), str(runs["later"]), "--lang", "en", "--fail-on", "change")
    assert shown.returncode == 1
    assert "the site changed" in shown.stdout
    assert place["before"][:12] in shown.stdout


def altered(run: Path, out: Path, change: Callable[[Document], None]) -> Path:
    """Write a report as it would have been under other circumstances, beside the same crawl."""
    shutil.copytree(run, out)
    report = report_in(out)
    change(report)
    (out / "report.json").write_text(json.dumps(report, ensure_ascii=False), "utf-8")
    return out


def other_rule(report: Document) -> None:
    item = item_of(report, "o7")
    item["verdict"] = "review"
    report["checklist"]["files"][f"topics/{item['topic']}.yaml"] = "0" * 64


def other_tool(report: Document) -> None:
    item_of(report, "o7")["verdict"] = "could_not_check"
    report["tool"]["version"] = "0.0.1"


@pytest.mark.parametrize(("change", "because"), [(other_rule, "rule"), (other_tool, "tool")])
def test_the_same_site_under_other_rules_or_by_another_tool(
    change: Callable[[Document], None], because: str, runs: dict[str, Path], tmp_path: Path
) -> None:
    old = altered(runs["first"], tmp_path / "old", change)
    (found,) = diff(old, runs["same"])["verdicts"]
    (reason,) = found["reasons"]
    assert (reason["because"], reason["certain"]) == (because, True), "two crawls: only the replay can tell"
    topic = item_of(report_in(old), "o7")["topic"]
    assert reason["files"] == ([f"topics/{topic}.yaml"] if because == "rule" else [])


def test_another_day_is_another_question(runs: dict[str, Path], tmp_path: Path) -> None:
    done = inside(
        "judge",
        str(runs["first"]),
        "--year",
        "2568",
        "--as-of",
        "2024-10-01",
        "--out",
        str(tmp_path),
        "--formats",
        "json",
    )
    assert done.returncode == 0
    found = diff(tmp_path, runs["same"])
    assert [one["what"] for one in found["changed"]["question"]] == ["as-of"]
    reasons = [(one["because"], one["certain"]) for change in found["verdicts"] for one in change["reasons"]]
    assert set(reasons) <= {("question", True)}


def test_without_the_crawls_it_is_said_that_nothing_was_replayed(runs: dict[str, Path], tmp_path: Path) -> None:
    for name in ("same", "later"):
        (tmp_path / name).mkdir()
        shutil.copyfile(runs[name] / "report.json", tmp_path / name / "report.json")
    found = diff(tmp_path / "same" / "report.json", tmp_path / "later" / "report.json")
    assert (found["replayed"], found["not_replayed"] is None) == (False, False)
    (change,) = [one for one in found["verdicts"] if one["item"] == "o7"]
    assert [(one["because"], one["places"][0]["url"]) for one in change["reasons"]] == [("site", "/report.pdf")]


def test_a_report_that_was_not_kept_is_judged_again(runs: dict[str, Path], tmp_path: Path) -> None:
    run = Path(shutil.copytree(runs["later"], tmp_path / "run"))
    (run / "report.previous.json").unlink()
    assert [one["item"] for one in diff(run)["verdicts"]] == [one["item"] for one in diff(runs["later"])["verdicts"]]


def test_what_cannot_be_compared_is_said_in_one_sentence(runs: dict[str, Path], tmp_path: Path) -> None:
    def other_list(report: Document) -> None:
        report["checklist"]["key"] = "2565"

    def other_site(report: Document) -> None:
        report["agency"]["domain"] = "other.example.go.th"

    wrong: list[tuple[tuple[Path, ...], str]] = [
        ((runs["first"],), str(runs["first"])),
        ((tmp_path / "nowhere",), "nowhere"),
        ((tmp_path, runs["same"]), "report.json"),
        ((runs["first"], altered(runs["same"], tmp_path / "list", other_list)), "2565"),
        ((runs["first"], altered(runs["same"], tmp_path / "site", other_site)), "other.example.go.th"),
    ]
    for words, says in wrong:
        done = inside("diff", *map(str, words))
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert says in done.stderr
