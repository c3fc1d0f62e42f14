"""Bad input gets one clear sentence, exit code 2, no traceback, and nothing half-written."""

from __future__ import annotations

import os
import socket
from functools import partial
from pathlib import Path

import pytest

from oitcrawler.cli import run
from oitcrawler.crawl import CrawlOptions

from ..cases import table
from .running import oitcrawler
from .sites import inside

CASES = table(Path(__file__).with_name("bad_input.yaml"))


@pytest.fixture
def refused() -> str:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    return f"http://127.0.0.1:{port}/"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_bad_input(case: dict[str, list[str]], tmp_path: Path, refused: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "CrawlOptions", partial(CrawlOptions, retry_delay=0.01))
    places = {"{out}": str(tmp_path / "out"), "{refused}": refused}

    def fill(word: str) -> str:
        for place, value in places.items():
            word = word.replace(place, value)
        return word

    done = inside(*map(fill, case["args"]), cwd=tmp_path)
    said = " ".join((done.stdout + done.stderr).split())
    assert done.returncode == 2, said
    assert "Traceback" not in said
    for word in case["words"]:
        assert fill(word) in said
    assert not list(tmp_path.rglob("report.*"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root and Windows may write anywhere")
def test_an_unwritable_folder(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = oitcrawler("check", "https://www.example.go.th", "--year", "2568", "--out", str(closed / "out"))
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    done = oitcrawler("check", "https://www.example.go.th", "--year", "2568", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "--out" in done.stderr
    assert "Traceback" not in done.stderr
