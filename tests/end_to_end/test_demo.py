"""The main job on the fictional agency: every built-in failure is found, and nothing else."""

from __future__ import annotations

import atexit
import json
from functools import cache
from pathlib import Path
from shutil import rmtree
from subprocess import CompletedProcess
from tempfile import mkdtemp
from typing import Any

import pytest

from oitcrawler import demo
from oitcrawler.cli import finishing

from ..cli.running import oitcrawler
from ..cli.sites import inside

YEARS = ("2565", "2568")
pytestmark = pytest.mark.slow


@cache
def run(year: str) -> tuple[Path, str]:
    """Run the demo of a year: that of 2568 as a user does, that of 2565 without what takes long and proves nothing."""
    out = Path(mkdtemp(prefix=f"oitcrawler-demo-{year}-"))
    atexit.register(rmtree, out, ignore_errors=True)
    if year == "2565":
        return out, without_pictures(year, out).stdout
    done = oitcrawler("demo", "--year", year, "--out", str(out), timeout=180)
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def without_pictures(year: str, out: Path) -> CompletedProcess[str]:
    """Run the demo in this process and take no pictures of what is cited: on them no verdict rests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finishing, "MOST_PICTURES", 0)
        done = inside("demo", "--year", year, "--out", out)
    assert done.returncode == 0, done.stderr
    return done


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
    assert (b"data:image/jpeg" in (out / "report.html").read_bytes()) is (year == "2568"), "pictures are kept, too"


def test_another_year_can_be_judged_from_the_same_snapshot(tmp_path: Path) -> None:
    out, _ = run("2568")
    wishes = ("--year", "2565", "--as-of", "2022-04-30", "--out", tmp_path, "--formats", "json")
    done = inside("judge", out / "snapshot", *wishes)
    assert done.returncode == 0, done.stderr
    verdicts = {item["id"]: item["verdict"] for item in json.loads((tmp_path / "report.json").read_text())["items"]}
    assert verdicts == {item: expected.verdict for item, expected in demo.truth(2565).items()}


def test_the_terminal_says_score_gaps_and_where_the_report_is() -> None:
    out, said = run("2568")
    assert "O13" in said
    assert str(out / "report.html") in said.replace("\n", "")
    assert "68.33" in said


def test_a_second_run_changes_no_verdict(tmp_path: Path) -> None:
    first, _ = run("2568")
    without_pictures("2568", tmp_path)
    done = inside("diff", first, tmp_path, "--fail-on", "change", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["anything"], found["flip_rate"]) == (False, 0.0), found
