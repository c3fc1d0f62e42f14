"""`oitcrawler agency`: a file to begin with, and a check of what was filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from oitcrawler.cli.agency import app
from oitcrawler.errors import ChecklistError, UsageError

RUNNER = CliRunner()


def test_a_template_is_written_once_and_checks(tmp_path: Path) -> None:
    path = tmp_path / "agency.yaml"
    assert RUNNER.invoke(app, ["template", str(path), "--kind", "college"]).exit_code == 0
    assert "ฝ่ายบริหารทรัพยากร งานพัสดุ" in path.read_text("utf-8")
    assert RUNNER.invoke(app, ["check", str(path)]).exit_code == 0
    path.write_text("kind: lao\n", "utf-8")
    told = RUNNER.invoke(app, ["template", str(path)])
    assert isinstance(told.exception, UsageError)
    assert "--force" in told.exception.text.en
    assert path.read_text("utf-8") == "kind: lao\n"
    assert RUNNER.invoke(app, ["template", str(path), "--force"]).exit_code == 0
    assert "units:" in path.read_text("utf-8")


@pytest.mark.parametrize(("text", "says"), [("kind: village\n", "agency.yaml:1"), ("x: 1\n", "unknown key 'x'")])
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "agency.yaml"
    path.write_text(text, "utf-8")
    told = RUNNER.invoke(app, ["check", str(path)])
    assert isinstance(told.exception, ChecklistError)
    assert says in told.exception.text.en


def test_a_kind_that_does_not_exist_writes_nothing(tmp_path: Path) -> None:
    told = RUNNER.invoke(app, ["template", str(tmp_path / "agency.yaml"), "--kind", "village"])
    assert isinstance(told.exception, UsageError)
    assert not list(tmp_path.iterdir())
