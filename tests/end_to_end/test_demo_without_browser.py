"""The main job on a computer without a browser: less can be checked, and nothing is said that was not seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oitcrawler import demo

from ..cli.sites import inside

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("year", ["2565", "2568"])
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
            "--patience",
            "0",
            "--allow-private-hosts",
        ]
        done = inside("check", url, *options)
    assert done.returncode == 0, done.stderr
    items = json.loads((tmp_path / "report.json").read_text("utf-8"))["items"]
    undecided = {item["id"] for item in items if item["verdict"] != truth[item["id"]].verdict}
    assert undecided == {item for item, one in truth.items() if one.script}
    for item in items:
        if item["id"] in undecided:
            assert item["verdict"] == "could_not_check"
            assert "no-browser" in {one["cause"] for one in item["requirements"]}
