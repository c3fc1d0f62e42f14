"""Tesseract and what stands in for it: finding it, asking it, running it; nothing here needs a real one."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from oitcrawler import tesseract
from oitcrawler.tesseract import Lack, ProgramError, Recogniser

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Tesseract is a shell script")


def stand_in(folder: Path, script: str, name: str = "tesseract") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


PLACES = {
    "windows, for everybody": ("win32", "ProgramFiles", ("Tesseract-OCR", "tesseract.exe")),
    "windows, 32 bits": ("win32", "ProgramFiles(x86)", ("Tesseract-OCR", "tesseract.exe")),
    "windows, for one person": ("win32", "LOCALAPPDATA", ("Programs", "Tesseract-OCR", "tesseract.exe")),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_usual_folders_are_looked_in_without_a_path(tmp_path: Path, name: str) -> None:
    system, variable, parts = PLACES[name]
    program = tmp_path.joinpath(*parts)
    around = {"PATH": str(tmp_path / "nothing"), variable: str(tmp_path)}
    assert tesseract.find_program(around, system) is None
    stand_in(program.parent, "exit 0", program.name)
    assert tesseract.find_program(around, system) == str(program)


@on_posix
def test_the_path_comes_first(tmp_path: Path) -> None:
    usual = stand_in(tmp_path / "Tesseract-OCR", "exit 0", "tesseract.exe")
    own = stand_in(tmp_path / "bin", "exit 0")
    around = {"PATH": str(own.parent), "ProgramFiles": str(tmp_path)}
    assert tesseract.find_program(around, "win32") == str(own)
    assert tesseract.find_program({"PATH": "", "ProgramFiles": str(tmp_path)}, "win32") == str(usual)


ANSWERS = {
    "debian": ("tesseract 5.3.0", "5.3.0", "List of available languages (3):\\neng\\nosd\\ntha"),
    "windows": ("tesseract v5.4.0.20240606", "5.4.0.20240606", 'List of languages in "C:/x" (3):\\neng\\nosd\\ntha'),
}


@on_posix
@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("stream", ["", " >&2"])
def test_version_and_languages_are_read(tmp_path: Path, name: str, stream: str) -> None:
    said, version, languages = ANSWERS[name]
    script = f"case $1 in --version) printf '{said}\\n leptonica-1.82.0\\n';; *) printf '{languages}\\n';; esac{stream}"
    program = stand_in(tmp_path, script)
    assert tesseract.ask(str(program)) == Recogniser(str(program), version, frozenset({"eng", "osd", "tha"}))


@on_posix
@pytest.mark.parametrize(
    "script", ["exit 3", "printf '\\377\\376\\000'", "kill -9 $$", "echo not the program you want"]
)
def test_a_program_that_gives_no_version_is_no_recogniser(tmp_path: Path, script: str) -> None:
    found = tesseract.ask(str(stand_in(tmp_path, script)))
    assert found.version == ""
    assert tesseract.what_is_missing(found, True) is Lack.PROGRAM


def test_a_program_that_is_not_there_knows_nothing(tmp_path: Path) -> None:
    assert tesseract.ask(str(tmp_path / "tesseract")) == Recogniser(str(tmp_path / "tesseract"), "", frozenset())


LACKS: dict[str, tuple[Recogniser | None, bool, Lack | None]] = {
    "nothing": (Recogniser("t", "5.3.0", frozenset({"eng", "tha", "osd"})), True, None),
    "the program": (None, True, Lack.PROGRAM),
    "Thai": (Recogniser("t", "5.3.0", frozenset({"eng", "osd"})), True, Lack.LANGUAGE),
    "English": (Recogniser("t", "5.3.0", frozenset({"tha"})), True, Lack.LANGUAGE),
    "Pillow": (Recogniser("t", "5.3.0", frozenset({"eng", "tha"})), False, Lack.PILLOW),
    "everything": (None, False, Lack.PROGRAM),
}


@pytest.mark.parametrize("name", LACKS)
def test_what_is_missing_is_named(name: str) -> None:
    found, pillow, missing = LACKS[name]
    assert tesseract.what_is_missing(found, pillow) is missing


def test_without_a_program_there_is_no_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_program", lambda: None)
    assert tesseract.recogniser() is None
    assert tesseract.lack() is Lack.PROGRAM


@on_posix
def test_the_picture_goes_in_and_the_answer_comes_out(tmp_path: Path) -> None:
    program = stand_in(tmp_path, 'echo "$@"; echo "$OMP_THREAD_LIMIT"; cat')
    said = tesseract.run(Recogniser(str(program), "5", frozenset()), b"picture", "tha+eng", 150, 10)
    words, threads, picture = said.split("\n")
    assert words.startswith("stdin stdout -l tha+eng --psm 3 --dpi 150")
    assert (threads, picture) == ("1", "picture")


@on_posix
def test_an_answer_that_is_no_text_is_no_trouble(tmp_path: Path) -> None:
    program = stand_in(tmp_path, "cat >/dev/null; head -c 200000 /dev/urandom")
    assert tesseract.run(Recogniser(str(program), "5", frozenset()), b"picture", "tha", 150, 10)


@on_posix
@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("cat >/dev/null; echo 'Error opening data file' >&2; echo >&2; exit 1", "Error opening data file"),
        ("exit 7", "code 7"),
        ("kill -SEGV $$", "code -11"),
    ],
)
def test_a_program_that_fails_is_quoted(tmp_path: Path, script: str, words: str) -> None:
    program = stand_in(tmp_path, script)
    with pytest.raises(ProgramError, match=words):
        tesseract.run(Recogniser(str(program), "5", frozenset()), b"x" * 200_000, "tha", 150, 10)


def test_a_program_that_cannot_be_started_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProgramError):
        tesseract.run(Recogniser(str(tmp_path / "tesseract"), "5", frozenset()), b"", "tha", 150, 10)


@on_posix
def test_a_program_that_sleeps_is_killed(tmp_path: Path) -> None:
    program = stand_in(tmp_path, "exec sleep 60")
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        tesseract.run(Recogniser(str(program), "5", frozenset()), b"picture", "tha", 150, 0.3)
    assert time.monotonic() - begun < 10
