"""`--fail-on`: the exit code for scripts, of a site with gaps and a broken link, and of one without the link."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sites import Pages, checked, inside, page, report_in, served, small_agency

pytestmark = pytest.mark.slow


def site(*, broken: bool) -> Pages:
    link = '<a href="/lost">หาย</a>' if broken else ""
    return small_agency() | {"/": page("อบต.ตัวอย่าง", f'<a href="/ita">ITA 2568</a>{link}')}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two checked sites; both have gaps."""
    base = tmp_path_factory.mktemp("fail-on")
    for name, broken in (("broken", True), ("whole", False)):
        with served(site(broken=broken)) as url:
            report = checked(url, base / name)
        assert {one["verdict"] for one in report["items"]} >= {"gap"}
        assert bool(report["links"]["broken"]) is broken
    return {name: base / name for name in ("broken", "whole")}


@pytest.mark.parametrize(
    ("fail_on", "run", "code"),
    [
        ("gap", "broken", 1),
        ("broken", "broken", 1),
        ("never", "broken", 0),
        ("gap", "whole", 1),
        ("broken", "whole", 0),
    ],
)
def test_what_is_found_sets_the_exit_code(
    fail_on: str, run: str, code: int, runs: dict[str, Path], tmp_path: Path
) -> None:
    wishes = ("--year", "2568", "--fail-on", fail_on, "--out", tmp_path, "--formats", "json")
    assert inside("judge", runs[run], *wishes).returncode == code
    assert report_in(tmp_path)["items"] == report_in(runs[run])["items"], "the report is written all the same"
