"""`history`: what a person reads of earlier runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from oitcrawler.cli.history import history
from oitcrawler.errors import UsageError
from oitcrawler.history import open_history

from ..history.fortnights import SITE, fortnight, look
from ..reports.sample import sample

SEEN = (
    {"menu.pdf": "ok", "old.pdf": "http-404", "again.html": "dns", "[1]": "http-404"},
    {"menu.pdf": "ok", "old.pdf": "http-404", "again.html": "ok", "[1]": "ok"},
    {"menu.pdf": "http-404", "old.pdf": "http-404", "again.html": "dns", "[1]": "ok"},
)
HOST = "tambon-tuayang.example.go.th"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("history") / "h.sqlite3"
    with open_history(str(path)) as opened:
        for number, seen in enumerate(SEEN):
            with opened.begin(SITE, "check", fortnight(number), year="2568") as run:
                run.links([look(name, word, fortnight(number)) for name, word in seen.items()], complete=True)
                run.report(sample())
                run.finish(fortnight(number))
        opened.begin(SITE, "links", fortnight(3)).abandon()
        with opened.begin("https://other.example.go.th", "links", fortnight(3)) as run:
            run.links([look("a", "ok", fortnight(3))])
            run.finish(fortnight(3))
    return path


def shown(place: Path, *words: str) -> str:
    app = typer.Typer()
    app.command()(history)
    done = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(app, [*words, "--history", str(place)])
    if done.exception is not None:
        raise done.exception
    return done.output


def lines_with(text: str, *words: str) -> list[str]:
    return [line for line in text.splitlines() if all(word in line for word in words)]


def test_all_sites_and_runs(place: Path) -> None:
    text = shown(place)
    assert str(place) in text
    assert lines_with(text, HOST, "1 พ.ค. 2568", "66.25–84.38")
    assert lines_with(text, "other.example.go.th", "16 พ.ค. 2568", "–")
    assert lines_with(text, "4", "หยุดกลางคัน ไม่นับ")


def test_a_site_tells_what_is_broken_came_back_and_was_mended(place: Path) -> None:
    text = shown(place, f"{SITE}/")
    assert lines_with(text, "/again.html", "dns", "1 พ.ค. 2568", "น่าสงสัย", "2 ครั้ง")
    assert lines_with(text, "/old.pdf", "http-404", "1 เม.ย. 2568", "ยืนยันแล้ว", "ครั้งแรก")
    assert lines_with(text, "/menu.pdf", "น่าสงสัย", "ครั้งแรก")
    assert lines_with(text, "/[1]", "1 เม.ย. 2568", "16 เม.ย. 2568")
    assert text.index("/again.html") < text.index("/old.pdf") < text.index("/menu.pdf") < text.index("/[1]")
    assert shown(place, "--site", HOST) == text


def test_only_what_is_broken(place: Path) -> None:
    text = shown(place, HOST, "--broken", "--lang", "en")
    assert "Links that are broken: 3" in text
    assert "[1]" not in text
    assert lines_with(text, "/again.html", "2025-05-01", "suspect", "2 times")


def test_one_run(place: Path) -> None:
    text = shown(place, "--run", "3", "--lang", "en")
    assert [text.index(word) for word in ("Broke: 1", "Came back: 1", "Still broken: 1")] == sorted(
        text.index(word) for word in ("Broke: 1", "Came back: 1", "Still broken: 1")
    )
    assert "did not finish" in shown(place, "--run", "4", "--lang", "en")
    assert "nothing changed" in shown(place, "--run", "5", "--lang", "en")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--broken",), "needs a site"),
        (("unknown.example.go.th",), "knows nothing of"),
        (("--broken", "unknown.example.go.th"), "knows nothing of"),
        (("--run", "99"), "no run 99"),
        (("mailto:a@example.go.th",), "no address"),
    ],
)
def test_what_cannot_be_shown_is_said(place: Path, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        shown(place, *words)


def test_an_empty_history(tmp_path: Path) -> None:
    assert "ยังไม่มีประวัติ" in shown(tmp_path / "new.sqlite3")


def test_other_commands_do_not_pay_for_the_database() -> None:
    imports = "import sys, oitcrawler.history, oitcrawler.cli.history"
    code = f"{imports}; print(*{{'sqlalchemy', 'alembic'}}.intersection(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
