"""OCR of scans: budgets and broken pictures with a stand-in for Tesseract, and small pages with the real one."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageOps
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.evidence.ocr import OcrSettings, cache_key, lack_said, recognise
from oitcrawler.evidence.ocr_page import prepare, skew
from oitcrawler.evidence.ocr_pictures import MAX_PIXELS, PictureError, open_picture
from oitcrawler.evidence.recognised import Recognised, with_recognised
from oitcrawler.model import Cause, Origin
from oitcrawler.tesseract import Lack, Recogniser, lack, recogniser
from oitcrawler.thai.fold import skeleton

from .papers import Page, lines, pdf, picture, scan, word
from .scans import ANNOUNCEMENT, in_the_shade, printed, saved

needs_tesseract = pytest.mark.skipif(lack() is not None, reason="Tesseract with Thai and English is not installed")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for Tesseract is a shell script")
URL = "https://www.tambon.example.go.th/scan"
SAYS_SO = 'cat >/dev/null; cat "$(dirname "$0")/answer"'
SURE = "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\tประกาศนโยบาย\nประกาศนโยบาย\n"


def source(body: bytes) -> Source:
    return Source(URL, URL, "", body, "digest")


def read(body: bytes, program: Recogniser | None = None, settings: OcrSettings | None = None) -> Recognised:
    one = source(body)
    return recognise(one, extract(one), settings or OcrSettings(), program)


def stand_in(folder: Path, script: str = SAYS_SO, said: str = SURE) -> Recogniser:
    (folder / "answer").write_text(said, encoding="utf-8")
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return Recogniser(str(program), "5.3.0", frozenset({"eng", "tha"}))


def scanned(page: Image.Image) -> Page:
    """A PDF page that is nothing but this picture, at 150 dpi."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(page), 0, A4[1] - page.height * 0.48, page.width * 0.48, page.height * 0.48)
        canvas.drawImage(ImageReader(Image.new("L", (6, 8), 255)), 0, 0, A4[0], A4[1] - page.height * 0.48)

    return draw


def shown(recognised: Recognised) -> str:
    return "\n".join(text for _, text in recognised.pages)


def holds(text: str, phrases: Sequence[str]) -> list[str]:
    """Return the phrases that are not in a text, compared by their skeletons as the checks do."""
    return [one for one in phrases if skeleton(one) not in skeleton(text)]


PRINT = printed()
DAMAGED: dict[str, Callable[[], Image.Image]] = {
    "clean": lambda: PRINT,
    "in the shade": lambda: in_the_shade(PRINT),
    "turned a little": lambda: PRINT.rotate(2.5, Image.Resampling.BICUBIC, fillcolor=255, expand=True),
    "upside down": lambda: PRINT.transpose(Image.Transpose.ROTATE_180),
    "on its side": lambda: PRINT.transpose(Image.Transpose.ROTATE_270),
    "light on dark": lambda: ImageOps.invert(PRINT),
    "small": lambda: printed(ANNOUNCEMENT * 2).resize((500, 308), Image.Resampling.LANCZOS),
    "large": lambda: PRINT.resize((PRINT.width * 4, PRINT.height * 4), Image.Resampling.BICUBIC),
}


@needs_tesseract
@pytest.mark.parametrize("name", DAMAGED)
def test_a_picture_of_print_is_read(name: str) -> None:
    found = read(saved(DAMAGED[name](), "JPEG", quality=70))
    assert holds(shown(found), ANNOUNCEMENT[:2] + ANNOUNCEMENT[3:]) == []
    assert found.unclear == ()


@needs_tesseract
def test_a_scanned_page_between_typed_ones_is_read_and_marked() -> None:
    one = source(pdf(lines("หน้าแรกพิมพ์จากโปรแกรมประมวลผลคำ" * 3), scanned(PRINT)))
    evidence = extract(one)
    assert evidence.unread_pages == (2,)
    merged = with_recognised(evidence, recognise(one, evidence, OcrSettings()))
    (page,) = [passage for passage in merged.passages if passage.origin is Origin.OCR]
    assert page.page == 2
    assert holds(page.text, ANNOUNCEMENT[:2]) == []
    assert page.text.count("\n") == len(ANNOUNCEMENT) - 1
    assert merged.obstacle is Cause.SCANNED


@needs_tesseract
def test_pictures_in_a_word_document_are_read_in_their_order_and_logos_are_not() -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_picture(io.BytesIO(picture("PNG", (80, 80))))
        document.add_picture(io.BytesIO(saved(PRINT)))
        document.add_picture(io.BytesIO(saved(printed(["รายงานผลการดำเนินงานประจำปี", "หน้าที่สองของเอกสาร"]))))

    found = read(word(fill))
    assert [number for number, text in found.pages if text] == [2, 3]
    assert holds(found.pages[1][1], ANNOUNCEMENT[:1]) == []
    assert holds(found.pages[2][1], ["รายงานผลการดำเนินงานประจำปี"]) == []


@needs_tesseract
def test_a_page_without_print_says_nothing_and_why() -> None:
    found = read(pdf(scan))
    assert found.pages == ((1, ""),)
    assert [(number, reason.en) for number, reason in found.unclear] == [(1, "no letters were found in the picture")]
    assert found.may_improve is False


@needs_tesseract
def test_a_blurred_page_gives_no_garbage() -> None:
    from PIL import ImageFilter

    found = read(saved(printed(ANNOUNCEMENT * 2).filter(ImageFilter.GaussianBlur(3.2))))
    assert shown(found) == ""
    assert found.unclear != ()


@needs_tesseract
def test_this_machine_has_a_recogniser() -> None:
    found = recogniser()
    assert found is not None
    assert found.knows("tha+eng")


@on_posix
def test_the_first_pages_come_first_within_the_budget(tmp_path: Path) -> None:
    found = read(pdf(*[scan] * 5), stand_in(tmp_path), OcrSettings(max_pages=3, dpi=40))
    assert [number for number, _ in found.pages] == [1, 2, 3]
    assert found.pages[0][1] == "ประกาศนโยบาย"
    assert found.stopped is not None
    assert found.stopped.en == "only the first 3 pages without text were read"
    assert found.may_improve is False


@on_posix
def test_a_slow_page_is_given_up_and_the_others_are_read(tmp_path: Path) -> None:
    once = 'if mkdir "$(dirname "$0")/been" 2>/dev/null; then exec sleep 30; fi\n' + SAYS_SO
    found = read(pdf(scan, scan), stand_in(tmp_path, once), OcrSettings(seconds_per_page=0.6, dpi=40))
    assert found.pages == ((1, ""), (2, "ประกาศนโยบาย"))
    assert [number for number, _ in found.unclear] == [1]
    assert found.may_improve is True


@on_posix
def test_a_document_ends_with_its_time(tmp_path: Path) -> None:
    settings = OcrSettings(seconds_per_page=30, seconds_per_document=0.4, dpi=40)
    found = read(pdf(*[scan] * 4), stand_in(tmp_path, "exec sleep 30"), settings)
    assert found.pages == ((1, ""),)
    assert found.stopped is not None
    assert found.stopped.en == "time ran out after 1 pages"
    assert found.may_improve is True


@on_posix
@pytest.mark.parametrize(
    ("script", "said", "may_improve"),
    [
        ("kill -SEGV $$", "Tesseract failed: code -11", True),
        (
            "cat >/dev/null; echo 'Error opening data file' >&2; exit 1",
            "Tesseract failed: Error opening data file",
            True,
        ),
        ("cat >/dev/null; printf '\\377\\376junk\\t\\000'", "too unclear, or not print (confidence 0 of 100)", False),
        ("cat >/dev/null", "no letters were found in the picture", False),
    ],
)
def test_a_tesseract_that_fails_is_a_reason(tmp_path: Path, script: str, said: str, may_improve: bool) -> None:
    found = read(pdf(scan), stand_in(tmp_path, script), OcrSettings(dpi=40))
    assert found.pages == ((1, ""),)
    assert [reason.en for _, reason in found.unclear] == [said]
    assert found.may_improve is may_improve


@pytest.mark.parametrize("missing", Lack)
def test_what_is_missing_is_said_with_the_way_to_mend_it(missing: Lack) -> None:
    said = lack_said(missing)
    assert "oitcrawler doctor" in said.th
    assert "oitcrawler doctor" in said.en


def test_without_tesseract_nothing_is_read_and_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oitcrawler.evidence.ocr.recogniser", lambda: None)
    monkeypatch.setattr("oitcrawler.evidence.ocr.lack", lambda: Lack.LANGUAGE)
    assert read(pdf(scan)) == Recognised(stopped=lack_said(Lack.LANGUAGE))


@on_posix
@pytest.mark.parametrize("body", [pdf(lines("ข้อความที่พิมพ์ไว้" * 5)), b"<html><body>x</body></html>", b""])
def test_what_has_text_is_left_alone(tmp_path: Path, body: bytes) -> None:
    assert read(body, stand_in(tmp_path, "exit 9")) == Recognised()


def test_results_are_kept_apart_by_settings_and_version() -> None:
    old, new = (Recogniser("/a", version, frozenset({"tha", "eng"})) for version in ("5.3.0", "5.4.0"))
    keys = {cache_key(OcrSettings(), old), cache_key(OcrSettings(dpi=200), old), cache_key(OcrSettings(), new)}
    assert len(keys) == 3
    assert all(key.replace("-", "").isalnum() and len(key) < 40 for key in keys)
    assert cache_key(OcrSettings(), old) == cache_key(OcrSettings(), replace(old, path="/b"))


REFUSED = {
    "cut short": (saved(PRINT, "JPEG")[:3000], "broken or cut short"),
    "a PNG cut short": (saved(PRINT)[:2000], "broken or cut short"),
    "no picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "broken or cut short"),
    "another format": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "broken or cut short"),
    "too many pixels": (saved(Image.new("1", (9000, 8000))), "too many pixels (9000×8000)"),
    "a bomb": (saved(Image.new("1", (20000, 20000))), "too many pixels"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_picture_that_must_not_be_opened_has_its_reason(name: str) -> None:
    body, said = REFUSED[name]
    with pytest.raises(PictureError, match=said.replace("(", "\\(").replace(")", "\\)")):
        open_picture(body)


@on_posix
def test_a_broken_picture_is_a_reason_in_the_result(tmp_path: Path) -> None:
    body = saved(PRINT, "JPEG")[:3000]
    evidence = Evidence(URL, URL, Kind.IMAGE, "digest", obstacle=Cause.SCANNED, unread_pages=(1,))
    found = recognise(source(body), evidence, OcrSettings(), stand_in(tmp_path))
    assert found.pages == ((1, ""),)
    assert "broken or cut short" in found.unclear[0][1].en


def test_a_picture_is_made_grey_on_white_and_upright() -> None:
    see_through = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    assert open_picture(saved(see_through)).getextrema() == (255, 255)
    palette = Image.new("P", (300, 200))
    assert open_picture(saved(palette, "GIF", transparency=0)).getextrema() == (255, 255)
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(saved(Image.new("RGB", (300, 200)), "JPEG", exif=exif)).size == (200, 300)
    assert open_picture(saved(Image.new("I;16", (300, 200), 65535))).getextrema() == (255, 255)
    assert open_picture(saved(Image.new("CMYK", (300, 200)), "JPEG")).mode == "L"


@on_posix
@pytest.mark.parametrize(("kind", "pages"), [("TIFF", [1, 2, 3]), ("GIF", [1]), ("WEBP", [1])])
def test_pages_of_a_tiff_are_read_and_frames_of_an_animation_are_not(
    tmp_path: Path, kind: str, pages: list[int]
) -> None:
    frames = [Image.new("L", (400, 300), shade) for shade in (250, 200, 150)]
    body = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    found = read(body, stand_in(tmp_path), OcrSettings(max_pages=3))
    assert [number for number, _ in found.pages] == pages


UNTRIED = {
    "an icon": picture("PNG", (120, 900)),
    "a favicon": b"\x00\x00\x01\x00" + b"\x00" * 60,
}


@pytest.mark.parametrize("name", UNTRIED)
def test_a_picture_that_holds_no_document_is_not_tried(name: str) -> None:
    evidence = extract(source(UNTRIED[name]))
    assert (evidence.kind, evidence.obstacle, evidence.unread_pages) == (Kind.IMAGE, Cause.SCANNED, ())


def test_a_picture_that_may_hold_a_document_is_to_be_tried() -> None:
    assert extract(source(picture("JPEG", (640, 480)))).unread_pages == (1,)


@pytest.mark.parametrize("angle", [-3.0, -1.0, 0.0, 2.0])
def test_the_slope_of_lines_is_measured(angle: float) -> None:
    page = printed(ANNOUNCEMENT * 3).rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(page) == pytest.approx(-angle, abs=0.3)


@pytest.mark.parametrize("size", [(1, 1), (3, 2000), (300, 200), (5000, 300)])
def test_every_size_can_be_prepared(size: tuple[int, int]) -> None:
    assert max(prepare(Image.new("L", size, 255)).size) <= 2400


def test_the_limit_of_pixels_is_one_that_memory_bears() -> None:
    assert MAX_PIXELS * 3 <= 200_000_000
