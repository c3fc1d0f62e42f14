"""Tesseract: where it is on this machine, what it knows, and one run of it over one picture.

It is run with the picture on its standard input and gives its answer on its standard output, so that nothing is
written to the disk: `tesseract stdin stdout`, as its manual page describes.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

LANGUAGES: Final = "tha+eng"
_ANSWER_SECONDS: Final = 10
_VERSION: Final = re.compile(r"tesseract\s+v?(\d[\w.\-]*)", re.IGNORECASE)
_NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Keeps Windows from opening a black window for each page."""
_LANGUAGE: Final = re.compile(r"[\w/\-]+")

# Tesseract takes the marks over Thai letters for lines of their own unless lines are expected to be this much higher
# than their letters. Measured: 92 phrases of 100 found on a scanned memorandum instead of 80.
_SETTINGS: Final = ("-c", "textord_min_linesize=2.5", "-c", "tessedit_create_txt=1", "-c", "tessedit_create_tsv=1")


class Lack(StrEnum):
    """What keeps this machine from reading scans."""

    PILLOW = "pillow"
    PROGRAM = "tesseract"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A Tesseract that can be used: its path, version and languages."""

    path: str
    version: str
    languages: frozenset[str]

    def knows(self, languages: str) -> bool:
        """Whether it has the data of all languages in a list such as "tha+eng"."""
        return set(languages.split("+")) <= self.languages


class ProgramError(RuntimeError):
    """Tesseract could not be started, or ended with an error; its last words are the message."""


def find_program(environment: Mapping[str, str] | None = None, system: str = sys.platform) -> str | None:
    """Return the path of Tesseract: on PATH, else in the folder where its installers put it, else None.

    The installer for Windows does not change PATH, and programs that macOS starts with a click have a short one.
    """
    around = os.environ if environment is None else environment
    on_path = shutil.which("tesseract", path=around.get("PATH", ""))
    return on_path or next((str(place) for place in _usual_places(around, system) if place.is_file()), None)


def _usual_places(around: Mapping[str, str], system: str) -> list[Path]:
    if system == "win32":
        folders = [around.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432")]
        own = around.get("LOCALAPPDATA")
        tops = [Path(one) for one in folders if one] + ([Path(own) / "Programs", Path(own)] if own else [])
        return [top / "Tesseract-OCR" / "tesseract.exe" for top in tops]
    if system == "darwin":
        return [Path("/opt", "homebrew", "bin", "tesseract"), Path("/usr/local/bin/tesseract")]
    return []


def has_pillow() -> bool:
    """Whether the library that opens pictures is installed (the extra `ocr`)."""
    return importlib.util.find_spec("PIL") is not None


def ask(path: str) -> Recogniser:
    """Ask a Tesseract for its version and languages; both are empty when it does not answer within ten seconds."""
    version = _VERSION.search(_answer(path, "--version"))
    words = [line.strip() for line in _answer(path, "--list-langs").splitlines()]
    return Recogniser(
        path, version[1] if version else "", frozenset(word for word in words if _LANGUAGE.fullmatch(word))
    )


def what_is_missing(found: Recogniser | None, pillow: bool, languages: str = LANGUAGES) -> Lack | None:
    """Return the first thing that is missing for OCR, or None."""
    if found is None or not found.version:
        return Lack.PROGRAM
    if not found.knows(languages):
        return Lack.LANGUAGE
    return None if pillow else Lack.PILLOW


def recogniser() -> Recogniser | None:
    """Return the Tesseract of this machine if it can read Thai and Pillow is installed; `lack` says why not."""
    path = find_program()
    found = ask(path) if path is not None else None
    return found if what_is_missing(found, has_pillow()) is None else None


def lack() -> Lack | None:
    """Return what keeps this machine from reading scans, or None."""
    path = find_program()
    return what_is_missing(ask(path) if path is not None else None, has_pillow())


def run(recogniser: Recogniser, picture: bytes, languages: str, dpi: int, seconds: float) -> str:
    """Return what Tesseract says about one PNG picture: its text, and its table of words with their confidence.

    Raises ProgramError, and TimeoutError when it took longer than `seconds` and was killed.
    """
    words = [recogniser.path, "stdin", "stdout", "-l", languages, "--psm", "3", "--dpi", str(dpi), *_SETTINGS]
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found, with fixed words
            words,
            input=picture,
            check=False,
            capture_output=True,
            timeout=seconds,
            env=_surroundings(),
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"more than {seconds:.0f} seconds") from error
    except OSError as error:
        raise ProgramError(error.strerror or type(error).__name__) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").split("\n")
        raise ProgramError(next((line.strip()[:200] for line in said[::-1] if line.strip()), f"code {done.returncode}"))
    return done.stdout.decode("utf-8", "replace").replace("\r\n", "\n")


def _answer(path: str, word: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found, with fixed words
            [path, word],
            check=False,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_ANSWER_SECONDS,
            env=_surroundings(),
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + b"\n" + done.stderr).decode("utf-8", "replace")


def _surroundings() -> dict[str, str]:
    """One thread each: pages are read side by side by several workers, and threads in one page gain little."""
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}
