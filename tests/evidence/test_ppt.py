"""PowerPoint, old and new: locks, hidden slides, tables, and records that lead nowhere or in circles."""

from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import pptx
import pytest
from pptx.util import Inches

from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.evidence.slides import MAX_SLIDES
from oitcrawler.model import Cause

from .containers import container, streams_of
from .papers import picture
from .reading import read

FILES = Path(__file__).parent / "files"
STREAMS = streams_of((FILES / "slides.ppt").read_bytes())
USER, DOCUMENT = "Current User", "PowerPoint Document"


def changed(name: str, place: int, value: bytes) -> Evidence:
    """Read the slides with some bytes of a stream replaced."""
    stream = STREAMS[name]
    return read(container(STREAMS | {name: stream[:place] + value + stream[place + len(value) :]}))


def last_edit() -> int:
    return int(struct.unpack_from("<I", STREAMS[USER], 16)[0])


def test_password() -> None:
    found = changed(USER, 12, struct.pack("<I", 0xF3D1C4DF))
    assert (found.kind, found.obstacle, found.passages) == (Kind.PPT, Cause.ENCRYPTED, ())


ABSURD = {
    "edit outside of the stream": (USER, 16, b"\xff\xff\xff\x7f"),
    "edit that is no edit": (USER, 16, b"\0\0\0\0"),
    "directory outside of the stream": (DOCUMENT, last_edit() + 8 + 12, b"\xff\xff\xff\x7f"),
    "document that is no object": (DOCUMENT, last_edit() + 8 + 16, b"\xff\xff\x00\x00"),
    "document of four gigabytes": (DOCUMENT, 4, b"\xff\xff\xff\xff"),
}


@pytest.mark.parametrize("name", ABSURD)
def test_records_that_lead_nowhere_are_named(name: str) -> None:
    found = changed(*ABSURD[name])
    assert (found.obstacle, found.passages) == (Cause.PARSER_ERROR, ())
    assert found.detail


def test_edits_in_a_circle_end() -> None:
    found = changed(DOCUMENT, last_edit() + 8 + 8, struct.pack("<I", last_edit()))
    assert found.page_count == 5


def test_missing_streams() -> None:
    found = read(container({name: STREAMS[name] for name in STREAMS if name != USER}))
    assert (found.kind, found.obstacle) == (Kind.PPT, Cause.PARSER_ERROR)


def test_no_text_in_any_slide_record_is_not_silence() -> None:
    stream = bytearray(STREAMS[DOCUMENT])
    for place in range(0, len(stream) - 8):
        if stream[place + 2 : place + 4] == b"\xa0\x0f":
            stream[place + 2 : place + 4] = b"\x99\x0f"
    assert read(container(STREAMS | {DOCUMENT: bytes(stream)})).obstacle is not None


def shown(count: int = 1, password: bool = False) -> bytes:
    made = pptx.Presentation()
    for number in range(count):
        slide = made.slides.add_slide(made.slide_layouts[6])
        box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1))
        box.text_frame.text = f"ภาพนิ่งที่ {number + 1}\vบรรทัดต่อ"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_slides_without_titles_are_named_by_their_first_lines() -> None:
    found = read(shown())
    assert (found.kind, found.obstacle, found.page_count) == (Kind.PPTX, None, 1)
    assert found.passages[0].text == "ภาพนิ่งที่ 1\nบรรทัดต่อ"


def test_shows_and_templates_are_read_too() -> None:
    for sort in ("slideshow.main+xml", "template.main+xml"):
        body = retyped(shown(), "presentation.main+xml", sort)
        assert read(body).text == "ภาพนิ่งที่ 1\nบรรทัดต่อ"


def retyped(body: bytes, old: str, new: str) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(old.encode(), new.encode()))
    return out.getvalue()


def test_a_small_caption_on_a_large_picture_is_not_the_whole_slide() -> None:
    made = pptx.Presentation()
    for width in (10, 2):
        slide = made.slides.add_slide(made.slide_layouts[5])
        assert slide.shapes.title is not None
        slide.shapes.title.text_frame.text = "ประกาศ"
        slide.shapes.add_picture(io.BytesIO(picture("PNG")), Inches(0), Inches(0), Inches(width), Inches(width * 0.75))
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue())
    assert (found.obstacle, found.unread_pages) == (Cause.SCANNED, (1,))


def test_groups_are_read_and_empty_presentations_say_so() -> None:
    made = pptx.Presentation()
    assert read(saved(made)).obstacle is Cause.EMPTY_BODY
    slide = made.slides.add_slide(made.slide_layouts[6])
    group = slide.shapes.add_group_shape().shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1)).text_frame.text = "ในกลุ่ม"
    assert read(saved(made)).text == "ในกลุ่ม"


def saved(made: object) -> bytes:
    out = io.BytesIO()
    made.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_very_many_slides_are_cut_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oitcrawler.evidence.pptx.MAX_SLIDES", 3)
    started = time.perf_counter()
    found = read(shown(5))
    assert (found.obstacle, found.page_count, len(found.passages)) == (Cause.TOO_LARGE, 5, 3)
    assert MAX_SLIDES == 1000
    assert time.perf_counter() - started < 10
