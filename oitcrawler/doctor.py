"""Looks at this computer: what is there, what is missing, and the exact command that mends it.

`examine` gathers the facts; each `…_part` judges one of them and is pure.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement
from packaging.version import Version

from . import __version__
from .model import Text
from .tesseract import Lack, Recogniser, ask, find_program, has_pillow, what_is_missing

State = Literal["ok", "missing", "old", "optional"]

PYTHON = Version("3.11")
SQLITE = Version("3.24")
"""The first SQLite with `INSERT … ON CONFLICT DO UPDATE`, which snapshots use."""
OPENSSL = Version("3.0")
"""The first OpenSSL that can be told to talk to servers without secure renegotiation; old agency servers need it."""
FREE_BYTES = 2 * 1024**3
"""Room for the snapshot of a large site: 1,500 documents of about one megabyte, and as much again for the new one."""
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was looked at. `mend` says what to do when the state is not `ok`."""

    name: Text
    state: State
    found: str
    mend: Text | None = None


def examine() -> tuple[Part, ...]:
    """Look at this computer and return every part, in the order in which a person would mend them."""
    from .crawl import find_browser

    here, tesseract = Path.cwd(), find_program()
    return (
        python_part(Version(".".join(str(number) for number in sys.version_info[:3]))),
        own_part(__version__),
        *library_parts(_needed(), _installed, sys.executable),
        tls_part(_openssl(), sys.executable),
        sqlite_part(Version(sqlite3.sqlite_version)),
        browser_part(find_browser(), sys.executable),
        folder_part(here, _refusal(here)),
        disk_part(shutil.disk_usage(here).free),
        ocr_part(None if tesseract is None else ask(tesseract), has_pillow(), sys.executable),
    )


def python_part(version: Version) -> Part:
    """Judge the version of Python."""
    name = Text("Python", "Python")
    if version >= PYTHON:
        return Part(name, "ok", str(version))
    return Part(
        name,
        "old",
        str(version),
        _commands(
            Text(f"ต้องเป็นรุ่น {PYTHON} ขึ้นไป", f"{PYTHON} or newer is needed"),
            windows="winget install Python.Python.3.13",
            debian="sudo apt-get install python3 python3-venv",
            macos="brew install python@3.13",
        ),
    )


def own_part(version: str) -> Part:
    """Judge the package's own version; "0" means that it runs from a folder that was never installed."""
    name = Text("oitcrawler", "oitcrawler")
    if version != "0":
        return Part(name, "ok", version)
    return Part(
        name,
        "missing",
        NOTHING,
        _everywhere(Text("ยังไม่ได้ติดตั้ง", "not installed"), "python -m pip install --editable ."),
    )


def library_parts(
    needed: Iterable[Requirement], installed: Callable[[str], str | None], interpreter: str
) -> tuple[Part, ...]:
    """Judge every library that the package names; `installed` gives a version or None."""
    return tuple(
        _library_part(one, installed(one.name), interpreter) for one in sorted(needed, key=lambda one: one.name)
    )


def tls_part(openssl: str | None, interpreter: str) -> Part:
    """Judge the TLS library of the crawler, from its own words such as "OpenSSL 3.5.1 1 Jul 2025"."""
    name = Text("ไลบรารี TLS", "TLS library")
    version = _openssl_version(openssl)
    if version is not None and version >= OPENSSL:
        return Part(name, "ok", openssl or "")
    state: State = "missing" if openssl is None else "old"
    why = Text(
        f"ต้องเป็น OpenSSL {OPENSSL} ขึ้นไป จึงจะเปิดเว็บไซต์ที่ใช้เครื่องแม่ข่ายเก่าได้",
        f"OpenSSL {OPENSSL} or newer is needed to open the sites of old servers",
    )
    command = f"{_quoted(interpreter)} -m pip install --upgrade cryptography pyOpenSSL"
    return Part(name, state, openssl or NOTHING, _everywhere(why, command))


def sqlite_part(version: Version) -> Part:
    """Judge SQLite, which comes with Python on Windows and macOS and with the system on Debian."""
    name = Text("SQLite", "SQLite")
    if version >= SQLITE:
        return Part(name, "ok", str(version))
    return Part(
        name,
        "old",
        str(version),
        _commands(
            Text(f"ต้องเป็นรุ่น {SQLITE} ขึ้นไป", f"{SQLITE} or newer is needed"),
            windows="winget install Python.Python.3.13",
            debian="sudo apt-get install libsqlite3-0",
            macos="brew install python@3.13",
        ),
    )


def browser_part(path: str | None, interpreter: str) -> Part:
    """Judge the browser, without which pages that scripts fill cannot be seen."""
    name = Text("เบราว์เซอร์", "browser")
    if path is not None:
        return Part(name, "ok", path)
    return Part(
        name,
        "missing",
        NOTHING,
        _commands(
            Text(
                "ยังใช้งานได้ แต่หน้าเว็บที่สร้างด้วยสคริปต์จะตรวจไม่ได้",
                "the rest works, but pages that scripts fill cannot be checked",
            ),
            windows="winget install Google.Chrome",
            debian="sudo apt-get install chromium",
            macos="brew install --cask google-chrome",
            other=f"{_quoted(interpreter)} -m playwright install chromium",
        ),
    )


def folder_part(folder: Path, refusal: str | None) -> Part:
    """Judge the folder where results are written unless `--out` names another."""
    name = Text("โฟลเดอร์เก็บผล", "folder for results")
    if refusal is None:
        return Part(name, "ok", str(folder))
    return Part(
        name,
        "missing",
        f"{folder}: {refusal}",
        Text(
            "เขียนไม่ได้ ไปที่โฟลเดอร์ของท่านก่อน (Windows: cd %USERPROFILE%\\Documents  Debian, macOS: cd ~) "
            "หรือระบุโฟลเดอร์อื่นด้วย --out",
            "it cannot be written; go to a folder of your own first (Windows: cd %USERPROFILE%\\Documents  "
            "Debian, macOS: cd ~) or name another with --out",
        ),
    )


def disk_part(free: int) -> Part:
    """Judge the free room in bytes on the disk of the results."""
    name, found = Text("เนื้อที่ว่าง", "free disk space"), f"{free / 1024**3:.1f} GiB"
    if free >= FREE_BYTES:
        return Part(name, "ok", found)
    need = FREE_BYTES // 1024**3
    return Part(
        name,
        "missing",
        found,
        _commands(
            Text(f"ควรมีอย่างน้อย {need} GiB", f"{need} GiB should be free"),
            windows="cleanmgr",
            debian="sudo apt-get clean",
            macos='open "x-apple.systempreferences:com.apple.settings.Storage"',
        ),
    )


def ocr_part(found: Recogniser | None, pillow: bool, interpreter: str) -> Part:
    """Judge whether scans can be read: Tesseract with Thai and English, and the library that opens pictures."""
    name = Text("อ่านเอกสารสแกน (OCR)", "reading scans (OCR)")
    missing = what_is_missing(found, pillow)
    seen = f"{found.path} {found.version}".strip() if found else NOTHING
    if missing is None:
        return Part(name, "ok", seen)
    if missing is Lack.PILLOW:
        return Part(
            name, "optional", seen, _everywhere(_no_ocr(missing), f"{_quoted(interpreter)} -m pip install Pillow")
        )
    if missing is Lack.LANGUAGE and found is not None:
        seen = f"{seen} ({', '.join(sorted(found.languages)) or NOTHING})"
    return Part(
        name,
        "optional",
        seen,
        _commands(
            _no_ocr(missing),
            windows="winget install --interactive UB-Mannheim.TesseractOCR   "
            "(เลือก/choose: Additional language data › Thai)",
            debian="sudo apt-get install tesseract-ocr tesseract-ocr-tha",
            macos="brew install tesseract tesseract-lang",
        ),
    )


def _no_ocr(missing: Lack) -> Text:
    """Say what scans lack; everything else works without."""
    what = {
        Lack.PROGRAM: Text("ไม่พบ Tesseract", "Tesseract was not found"),
        Lack.LANGUAGE: Text("Tesseract ไม่มีภาษาไทยหรืออังกฤษ", "Tesseract has no Thai or English"),
        Lack.PILLOW: Text("ไม่พบไลบรารี Pillow", "the library Pillow was not found"),
    }[missing]
    return Text(
        f"{what.th} ยังใช้งานได้ แต่เอกสารที่เป็นภาพสแกนจะตรวจไม่ได้",
        f"{what.en}; the rest works, but scanned documents cannot be checked",
    )


def _library_part(need: Requirement, version: str | None, interpreter: str) -> Part:
    name = Text(f"ไลบรารี {need.name}", f"library {need.name}")
    if version is not None and need.specifier.contains(version, prereleases=True):
        return Part(name, "ok", version)
    why = Text(f"ต้องการ {need.specifier}", f"{need.specifier} is needed")
    command = f'{_quoted(interpreter)} -m pip install "{need.name}{need.specifier}"'
    return Part(name, "missing" if version is None else "old", version or NOTHING, _everywhere(why, command))


def _commands(why: Text, *, windows: str, debian: str, macos: str, other: str | None = None) -> Text:
    """Join a reason and the commands of each system, one a line."""
    lines = [f"Windows: {windows}", f"Debian:  {debian}", f"macOS:   {macos}"]
    th, en = ([f"หรือ:    {other}"], [f"or:      {other}"]) if other else ([], [])
    return Text("\n    ".join([why.th, *lines, *th]), "\n    ".join([why.en, *lines, *en]))


def _everywhere(why: Text, command: str) -> Text:
    return Text(f"{why.th}\n    Windows, Debian, macOS: {command}", f"{why.en}\n    Windows, Debian, macOS: {command}")


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _openssl_version(words: str | None) -> Version | None:
    parts = (words or "").split()
    number = parts[1] if len(parts) > 1 else ""
    digits = "".join(sign if sign.isdigit() or sign == "." else " " for sign in number).split()
    return Version(digits[0].strip(".")) if digits and digits[0].strip(".") else None


def _needed() -> list[Requirement]:
    """Return what the installed package names as needed; nothing when it was never installed."""
    try:
        written = metadata.requires("oitcrawler") or []
    except metadata.PackageNotFoundError:
        return []
    needed = [Requirement(one) for one in written]
    return [one for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]


def _installed(library: str) -> str | None:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return None


def _openssl() -> str | None:
    """Return the words of the OpenSSL that the crawler uses, which is not the one of Python's own `ssl`."""
    try:
        from OpenSSL import SSL
    except ImportError:
        return None
    return SSL.OpenSSL_version(SSL.OPENSSL_VERSION).decode("ascii", "replace")


def _refusal(folder: Path) -> str | None:
    """Return why nothing can be written into a folder, or None. Nothing stays behind."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error.strerror or type(error).__name__
