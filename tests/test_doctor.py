from __future__ import annotations

import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from oitcrawler import doctor
from oitcrawler.doctor import Part, State, examine
from oitcrawler.tesseract import Recogniser

SYSTEMS = ("Windows", "Debian", "macOS")
INTERPRETER = "/opt/some place/python"


def tesseract(*languages: str, version: str = "5.5.0") -> Recogniser:
    return Recogniser("/bin/tesseract", version, frozenset(languages))


PARTS: dict[str, tuple[Part, State]] = {
    "python of the oldest supported version": (doctor.python_part(Version("3.11.0")), "ok"),
    "python too old": (doctor.python_part(Version("3.10.14")), "old"),
    "package installed": (doctor.own_part("0.1.0"), "ok"),
    "package run from a folder": (doctor.own_part("0"), "missing"),
    "tls new enough": (doctor.tls_part("OpenSSL 3.0.2 15 Mar 2022", INTERPRETER), "ok"),
    "tls with a letter": (doctor.tls_part("OpenSSL 1.1.1w  11 Sep 2023", INTERPRETER), "old"),
    "tls of another name": (doctor.tls_part("BoringSSL", INTERPRETER), "old"),
    "tls missing": (doctor.tls_part(None, INTERPRETER), "missing"),
    "sqlite new enough": (doctor.sqlite_part(Version("3.40.1")), "ok"),
    "sqlite too old": (doctor.sqlite_part(Version("3.22.0")), "old"),
    "browser there": (doctor.browser_part("/usr/bin/chromium", INTERPRETER), "ok"),
    "browser missing": (doctor.browser_part(None, INTERPRETER), "missing"),
    "folder that can be written": (doctor.folder_part(Path("results"), None), "ok"),
    "folder that cannot be written": (doctor.folder_part(Path("/"), "Permission denied"), "missing"),
    "disk with room": (doctor.disk_part(doctor.FREE_BYTES), "ok"),
    "disk nearly full": (doctor.disk_part(doctor.FREE_BYTES - 1), "missing"),
    "ocr ready": (doctor.ocr_part(tesseract("eng", "tha", "osd"), True, INTERPRETER), "ok"),
    "ocr without Thai": (doctor.ocr_part(tesseract("eng"), True, INTERPRETER), "optional"),
    "ocr without English": (doctor.ocr_part(tesseract("tha"), True, INTERPRETER), "optional"),
    "ocr without Tesseract": (doctor.ocr_part(None, True, INTERPRETER), "optional"),
    "ocr with a program that does not answer": (doctor.ocr_part(tesseract(version=""), True, INTERPRETER), "optional"),
    "ocr without Pillow": (doctor.ocr_part(tesseract("eng", "tha"), False, INTERPRETER), "optional"),
}


@pytest.mark.parametrize("name", PARTS)
def test_each_part_is_judged(name: str) -> None:
    part, state = PARTS[name]
    assert part.state == state
    assert part.found


@pytest.mark.parametrize("name", [name for name, (_, state) in PARTS.items() if state != "ok"])
def test_what_is_wrong_is_mended_on_every_system_and_in_both_languages(name: str) -> None:
    mend = PARTS[name][0].mend
    assert mend is not None
    for sentence in (mend.th, mend.en):
        assert [system for system in SYSTEMS if system not in sentence] == []
    assert any("ก" <= sign <= "๛" for sign in mend.th)
    assert not any("ก" <= sign <= "๛" for sign in mend.en.split("\n")[0])


@pytest.mark.parametrize("name", [name for name, (_, state) in PARTS.items() if state == "ok"])
def test_what_is_right_is_left_alone(name: str) -> None:
    assert PARTS[name][0].mend is None


def test_libraries_are_compared_with_what_the_package_names() -> None:
    there = {"lxml": "6.1.3", "scrapy": "2.20.1", "rich": "13.8.0rc1"}
    needed = [Requirement(one) for one in ("scrapy<2.20,>=2.19", "lxml>=5.2", "pypdfium2>=5.0", "rich>=13.7")]
    parts = doctor.library_parts(needed, there.get, INTERPRETER)
    assert [(part.name.en, part.state, part.found) for part in parts] == [
        ("library lxml", "ok", "6.1.3"),
        ("library pypdfium2", "missing", doctor.NOTHING),
        ("library rich", "ok", "13.8.0rc1"),
        ("library scrapy", "old", "2.20.1"),
    ]
    assert parts[1].mend is not None
    assert '"/opt/some place/python" -m pip install "pypdfium2>=5.0"' in parts[1].mend.en


def test_this_computer_is_examined_and_can_run_the_tool() -> None:
    parts = examine()
    assert [part.name.en for part in parts if part.state in ("missing", "old") and part.name.en != "browser"] == []
    names = [part.name.en for part in parts]
    assert len(set(names)) == len(names)
    assert {"Python", "oitcrawler", "library scrapy", "TLS library", "SQLite", "browser", "reading scans (OCR)"} <= set(
        names
    )
    assert parts[0].found.startswith(f"{sys.version_info[0]}.{sys.version_info[1]}")


def test_a_folder_that_does_not_exist_is_reported_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = next(part for part in examine() if part.name.en == "folder for results")
    assert folder.state == "ok"
    assert list(tmp_path.iterdir()) == []
    assert doctor._refusal(tmp_path / "not there") == "No such file or directory"


def test_the_doctor_says_which_tesseract_was_found_and_what_it_knows() -> None:
    assert doctor.ocr_part(tesseract("eng", "tha"), True, INTERPRETER).found == "/bin/tesseract 5.5.0"
    assert doctor.ocr_part(tesseract("eng", "osd"), True, INTERPRETER).found == "/bin/tesseract 5.5.0 (eng, osd)"
    pillow = doctor.ocr_part(tesseract("eng", "tha"), False, INTERPRETER).mend
    assert pillow is not None
    assert '"/opt/some place/python" -m pip install Pillow' in pillow.en
