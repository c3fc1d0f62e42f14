"""`notify test`: a message that says that it is a test, to a program on this machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from oitcrawler.cli.notify import app
from oitcrawler.errors import ChecklistError, UsageError
from oitcrawler.notify import load

from ..notify.parts import Hook, hook_server


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def says(*words: str, code: int = 0) -> str:
    top = typer.Typer()
    top.add_typer(app, name="notify")
    done = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(top, ["notify", *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def written(folder: Path, hook: Hook) -> Path:
    path = folder / "notify.yaml"
    path.write_text(f"webhooks: [{{url: '{hook.url}', allow_private_hosts: true}}]\n", "utf-8")
    return path


def test_a_test_message_is_sent(home: Path) -> None:
    with hook_server(Hook()) as hook:
        path = written(home, hook)
        assert "แจ้ง webhook ที่ 127.0.0.1 แล้ว" in says("test", "--notify", str(path))
        assert "Webhook at 127.0.0.1 told" in says("test", "--lang", "en")
        assert "told" in says("test", "--out", str(home), "--lang", "en")
    assert [json.loads(body)["test"] for _, body in hook.got] == [True] * 3


def test_what_goes_wrong_gives_exit_code_two(home: Path) -> None:
    with hook_server(Hook([404])) as hook:
        assert "HTTP 404" in says("test", "--notify", str(written(home, hook)), "--lang", "en", code=2)


def test_without_settings_it_is_told_how_to_begin(home: Path) -> None:
    with pytest.raises(UsageError, match="notify template"):
        says("test")
    (home / "notify.yaml").write_text("emails: []\n")
    with pytest.raises(ChecklistError, match=r"notify\.yaml:1"):
        says("test")


def test_a_template_is_written_and_kept(home: Path) -> None:
    says("template")
    assert load(home / "notify.yaml").lang == "th"
    with pytest.raises(UsageError, match="--force"):
        says("template")
    says("template", "--force")
