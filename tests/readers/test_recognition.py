"""Scans through the readers: read by a worker, merged and remembered by the parent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oitcrawler.evidence.ocr import OcrSettings, Recogniser, recogniser
from oitcrawler.model import Cause, Origin
from oitcrawler.readers import Job, Limits, Readers, recognition
from oitcrawler.readers.ocr_cache import default_folder

from ..evidence.papers import lines, pdf, picture
from ..evidence.papers import scan as scanned_page
from ..evidence.scans import ANNOUNCEMENT, printed, saved
from .asking import STRICT, document, job, rogue_command

TESSERACT = Recogniser("/usr/bin/tesseract", "5.3.0", frozenset({"tha", "eng"}))
SETTINGS = OcrSettings(max_pages=2)


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Tesseract that is never started: the rogue worker does its work."""
    monkeypatch.setattr(recognition, "recogniser", lambda: TESSERACT)


@pytest.fixture
def readers(tesseract: None, tmp_path: Path) -> Iterator[Readers]:
    with Readers(1, STRICT, SETTINGS, tmp_path, worker=rogue_command()) as pool:
        yield pool


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_what_is_read_joins_the_evidence_and_is_remembered(readers: Readers, tmp_path: Path) -> None:
    found = readers.read_one(job("scan well ประกาศ", ocr=True))
    assert [(one.page, one.text, one.origin) for one in found.passages] == [
        (1, "ประกาศ", Origin.OCR),
        (2, "ประกาศ", Origin.OCR),
    ]
    assert found.obstacle is Cause.SCANNED
    assert len(kept(tmp_path)) == 1


def test_a_result_is_not_read_again(readers: Readers, tmp_path: Path) -> None:
    readers.read_one(job("scan well ประกาศ", ocr=True))
    file = kept(tmp_path)[0]
    file.write_text(file.read_text("utf-8").replace("ประกาศ", "จากที่เก็บไว้"), "utf-8")
    assert readers.read_one(job("scan well ประกาศ", ocr=True)).text == "จากที่เก็บไว้\nจากที่เก็บไว้"


def test_a_damaged_result_is_read_anew(readers: Readers, tmp_path: Path) -> None:
    whole = readers.read_one(job("scan well ประกาศ", ocr=True))
    file = kept(tmp_path)[0]
    sound = file.read_text("utf-8")
    for_other_pages = sound.replace("[2,", "[7,")
    for damage in ("", "{", '{"digest": "x", "key": "y", "found": {}}', for_other_pages):
        file.write_text(damage, "utf-8")
        assert readers.read_one(job("scan well ประกาศ", ocr=True)) == whole
        assert file.read_text("utf-8") == sound


def test_what_time_stopped_is_not_remembered(readers: Readers, tmp_path: Path) -> None:
    assert readers.read_one(job("scan slow ประกาศ", ocr=True)).text == "ประกาศ\nประกาศ"
    assert kept(tmp_path) == []


OCR_DEEDS = {"crash": "SIGSEGV", "swallow": "150 MB"}


@pytest.mark.parametrize(("deed", "says"), OCR_DEEDS.items())
def test_what_was_read_stays_when_ocr_breaks_the_worker(readers: Readers, tmp_path: Path, deed: str, says: str) -> None:
    broken, well = readers.read([job(f"scan {deed} ประกาศ", ocr=True), job("scan well ประกาศ", ocr=True)])
    assert (broken.obstacle, broken.unread_pages, broken.passages) == (Cause.SCANNED, (1, 2), ())
    assert broken.detail is not None
    assert "OCR was stopped" in broken.detail.en
    assert says in broken.detail.en
    assert well.text == "ประกาศ\nประกาศ"
    assert len(kept(tmp_path)) == 1


def test_ocr_that_does_not_end_is_killed(tesseract: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oitcrawler.readers.seat.OCR_GRACE", 0.3)
    settings = OcrSettings(seconds_per_document=0.3)
    with Readers(1, STRICT, settings, tmp_path, worker=rogue_command()) as pool:
        found = pool.read_one(job("scan stay ประกาศ", ocr=True))
    assert found.obstacle is Cause.SCANNED
    assert found.detail is not None
    assert "OCR was stopped" in found.detail.en


def test_ocr_has_its_own_time(tesseract: None, tmp_path: Path) -> None:
    settings = OcrSettings(seconds_per_document=20)
    with Readers(1, Limits(seconds=2), settings, tmp_path, worker=rogue_command()) as pool:
        assert pool.read_one(job("scan pause ประกาศ", ocr=True)).passages


def test_nothing_is_recognised_unless_it_is_asked_for_and_needed(readers: Readers, tmp_path: Path) -> None:
    assert readers.read_one(job("scan crash ประกาศ")).passages == ()
    assert readers.read_one(job("ข้อความ", ocr=True)).text == "ข้อความ"
    with Readers(1, STRICT, None, tmp_path, worker=rogue_command()) as without:
        assert without.read_one(job("scan crash ประกาศ", ocr=True)).passages == ()
    assert kept(tmp_path) == []


def test_a_machine_without_tesseract_says_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "recogniser", lambda: None)
    with Readers(1, STRICT, SETTINGS, tmp_path, worker=rogue_command()) as pool:
        found = pool.read_one(job("scan crash ประกาศ", ocr=True))
        assert pool.read_one(job("ข้อความ", ocr=True)).detail is None
    assert found.obstacle is Cause.SCANNED
    assert found.detail is not None
    assert "oitcrawler doctor" in found.detail.en


def test_a_folder_that_cannot_be_written_keeps_nobody_from_reading(tesseract: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "ascii")
    with Readers(1, STRICT, SETTINGS, tmp_path / "file" / "cache", worker=rogue_command()) as pool:
        assert pool.read_one(job("scan well ประกาศ", ocr=True)).passages


def test_the_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OITCRAWLER_CACHE", str(tmp_path))
    assert default_folder() == tmp_path / "ocr"
    monkeypatch.delenv("OITCRAWLER_CACHE")
    assert default_folder().parts[-2:] == ("oitcrawler", "ocr")


@pytest.mark.skipif(recogniser() is None, reason="Tesseract with Thai is not installed here")
def test_the_walls_let_tesseract_work(tmp_path: Path) -> None:
    bodies = {
        "picture.png": saved(printed()),
        "scan.pdf": saved(printed(), "PDF"),
        "blank.pdf": pdf(scanned_page),
        "text.pdf": pdf(lines("มีข้อความอยู่แล้ว")),
        "small.png": picture("PNG", (20, 20)),
    }
    with Readers(2, ocr=OcrSettings(), cache=tmp_path) as pool:
        jobs = [Job(document(body, name), ocr=True) for name, body in bodies.items()]
        found = dict(zip(bodies, pool.read(jobs), strict=True))
        for name in ("picture.png", "scan.pdf"):
            assert "ประกาศ" in found[name].text, name
            assert ANNOUNCEMENT[2].split()[0] in found[name].text, name
        assert found["blank.pdf"].passages == ()
        assert found["text.pdf"].text == "มีข้อความอยู่แล้ว"
        assert list(pool.read(jobs)) == list(found.values())
