"""What OCR read is kept by digest and way of reading, and never grows without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from oitcrawler.evidence.recognised import Recognised
from oitcrawler.model import Text
from oitcrawler.readers.ocr_cache import OcrCache

READ = Recognised(((1, "ประกาศ"), (2, "")), Text("หยุด", "stopped"), ((2, Text("ไม่ชัด", "unclear")),))


def test_results_are_found_by_digest_and_way_of_reading(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path / "new" / "ocr")
    cache.keep("one", "ocr1-a", READ)
    assert cache.find("one", "ocr1-a") == READ
    assert cache.find("one", "ocr1-b") is None
    assert cache.find("two", "ocr1-a") is None


def test_names_cannot_leave_the_folder(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path / "ocr")
    cache.keep("../../one", "/x\0y", READ)
    assert cache.find("../../one", "/x\0y") == READ
    assert [path.name for path in tmp_path.iterdir()] == ["ocr"]


def test_what_another_try_may_read_better_is_not_kept(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path)
    cache.keep("one", "a", Recognised(((1, "ประ"),), may_improve=True))
    assert cache.find("one", "a") is None
    assert list(tmp_path.iterdir()) == []


def test_the_files_that_were_of_no_use_for_the_longest_time_go_first(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path, most=3500)
    text = Recognised(((1, "x" * 900),))
    for age, name in enumerate(("first", "second", "third")):
        cache.keep(name, "a", text)
        for path in tmp_path.glob("*.json"):
            if path.stat().st_mtime > 2_000_000:
                os.utime(path, (1_000_000 + age, 1_000_000 + age))
    assert cache.find("first", "a") == text
    (tmp_path / "other.txt").write_text("x" * 9000, "ascii")
    cache.keep("fourth", "a", text)
    assert [name for name in ("first", "second", "third", "fourth") if cache.find(name, "a")] == [
        "first",
        "third",
        "fourth",
    ]
    assert (tmp_path / "other.txt").exists()


def test_a_disk_that_refuses_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", refuse)
    OcrCache(tmp_path).keep("one", "a", READ)
    assert list(tmp_path.iterdir()) == []
