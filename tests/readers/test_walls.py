"""What a parser cannot do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oitcrawler.readers.walls import is_allowed_program

from .asking import job, rogue

OWN = (sys.executable, "-I", "cells.py")
PROGRAMS = {
    "tesseract": (None, ["tesseract", "a", "stdout"], True),
    "tesseract with its path": ("/usr/bin/tesseract", ["/usr/bin/tesseract", "--version"], True),
    "tesseract in bytes": (b"/usr/bin/tesseract", [b"tesseract"], True),
    "tesseract of Windows": (None, '"C:\\Program Files\\Tesseract-OCR\\tesseract.exe" stdin stdout', True),
    "tesseract of Windows without spaces": (None, "C:\\Tesseract\\tesseract.exe stdin stdout", True),
    "our reader of cells": (sys.executable, [*OWN], True),
    "our reader of cells on Windows": (None, subprocess.list2cmdline(OWN), True),
    "another script": (sys.executable, [sys.executable, "-I", "other.py"], False),
    "our words for another program": ("/bin/sh", [*OWN], False),
    "a shell": ("/bin/sh", ["/bin/sh", "-c", "tesseract"], False),
    "a shell of Windows": (None, "cmd.exe /c tesseract", False),
    "a program under a false name": ("/bin/sh", ["tesseract"], False),
    "a name like it": (None, ["/srv/tesseract.sh"], False),
    "nothing": (None, [], False),
    "no list": (None, None, False),
}


@pytest.mark.parametrize(("program", "words", "is_allowed"), PROGRAMS.values(), ids=list(PROGRAMS))
def test_only_two_programs_may_be_started(program: object, words: object, is_allowed: bool) -> None:
    assert is_allowed_program(program, words, frozenset([OWN])) is is_allowed


def test_a_parser_reaches_no_network_starts_no_program_and_changes_no_file_outside(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("ข้อมูล", "utf-8")
    with rogue() as readers:
        found = readers.read_one(job(f"break_out {tmp_path}"))
    assert found.text.split() == ["inside", "nothing", "look"]
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


@pytest.mark.skipif(sys.platform != "linux", reason="what can be asked of Linux")
def test_the_system_refuses_what_is_beyond_reason() -> None:
    with rogue() as readers:
        told = dict(line.split("=") for line in readers.read_one(job("limits")).text.splitlines())
    assert told["core"] == "0"
    assert int(told["files"]) <= 256
    assert int(told["nice"]) >= min(19, os.nice(0) + 1)
    assert int(told["session"]) == int(told["pid"])
