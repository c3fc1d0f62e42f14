"""The main job on the fictional agency: every built-in failure is found, and nothing else."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from oitcrawler import demo

from ..cli.running import oitcrawler

YEARS = ("2565", "2568")
pytestmark = pytest.mark.slow


@cache
def run(year: str) -> tuple[Path, str]:
    out = Path(mkdtemp(prefix=f"oitcrawler-demo-{year}-"))
    done = oitcrawler("demo", "--year", year, "--out", str(out), timeout=180)
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def report(year: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((run(year)[0] / "report.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("year", YEARS)
def test_every_verdict_is_the_truth(year: str) -> None:
    truth = demo.truth(int(year))
    verdicts = {item["id"]: item["verdict"] for item in report(year)["items"]}
    assert verdicts == {item: expected.verdict for item, expected in truth.items()}


@pytest.mark.parametrize("year", YEARS)
def test_every_gap_has_the_right_finding_at_the_right_place(year: str) -> None:
    truth = demo.truth(int(year))
    found: dict[str, set[str]] = {}
    rows: dict[str, set[str]] = {}
    for finding in report(year)["findings"]:
        if finding["item"]:
            found.setdefault(finding["item"], set()).add(finding["code"])
            if finding["location"]["row"]:
                rows.setdefault(finding["item"], set()).add(finding["location"]["row"])
    expected = {item: {one.code} for item, one in truth.items() if one.verdict == "gap"}
    assert found == expected
    for item, one in truth.items():
        if one.rows:
            assert rows[item] == set(one.rows)


def test_the_score_of_2565_is_the_published_one() -> None:
    score = report("2565")["score"]
    assert score["indicators"] == {"9": {"min": 76.29, "max": 76.29}, "10": {"min": 93.75, "max": 93.75}}


@pytest.mark.parametrize("year", YEARS)
def test_every_pass_cites_evidence_that_is_in_the_snapshot(year: str) -> None:
    bodies = {path.name for path in (run(year)[0] / "snapshot" / "bodies").rglob("*") if path.is_file()}
    for item in report(year)["items"]:
        if item["verdict"] != "pass":
            continue
        assert item["evidence"], item["id"]
        assert all(one["sha256"] in bodies for one in item["evidence"] if one["sha256"])


@pytest.mark.parametrize("year", YEARS)
def test_judging_the_snapshot_again_gives_the_same_bytes(year: str, tmp_path: Path) -> None:
    out, _ = run(year)
    done = oitcrawler("judge", str(out), "--year", year, "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    for name in ("report.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()


def test_another_year_can_be_judged_from_the_same_snapshot(tmp_path: Path) -> None:
    out, _ = run("2568")
    done = oitcrawler("judge", str(out / "snapshot"), "--year", "2565", "--as-of", "2022-04-30", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    verdicts = {item["id"]: item["verdict"] for item in json.loads((tmp_path / "report.json").read_text())["items"]}
    assert verdicts == {item: expected.verdict for item, expected in demo.truth(2565).items()}


def test_fail_on_gap_sets_the_exit_code(tmp_path: Path) -> None:
    out, _ = run("2568")
    for fail_on, code in (("gap", 1), ("broken", 1), ("never", 0)):
        done = oitcrawler("judge", str(out), "--year", "2568", "--fail-on", fail_on, "--out", str(tmp_path))
        assert done.returncode == code


def test_the_terminal_says_score_gaps_and_where_the_report_is() -> None:
    out, said = run("2568")
    assert "O13" in said
    assert str(out / "report.html") in said.replace("\n", "")
    assert "68.33" in said


@pytest.mark.parametrize("year", YEARS)
def test_without_a_browser_only_what_needs_one_is_undecided(year: str, tmp_path: Path) -> None:
    """What a script fills in can then not be checked, with that cause; it is never a gap."""
    truth = demo.truth(int(year))
    with demo.serve() as url:
        as_of = demo.AS_OF[int(year)].isoformat()
        options = [
            "--year",
            year,
            "--as-of",
            as_of,
            "--out",
            str(tmp_path),
            "--render",
            "never",
            "--allow-private-hosts",
        ]
        done = oitcrawler("check", url, *options)
    assert done.returncode == 0, done.stderr
    items = json.loads((tmp_path / "report.json").read_text("utf-8"))["items"]
    undecided = {item["id"] for item in items if item["verdict"] != truth[item["id"]].verdict}
    assert undecided == {item for item, one in truth.items() if one.script}
    for item in items:
        if item["id"] in undecided:
            assert item["verdict"] == "could_not_check"
            assert "no-browser" in {one["cause"] for one in item["requirements"]}
