"""OCR of what has no text: scanned pages of PDFs, pictures, and Word documents that hold only pictures.

It runs for seconds a page, so it is for evidence that a check needs, in a worker process; the results are kept by
digest. The first pages come first, within a budget of pages and of time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..model import Cause, Text
from ..tesseract import LANGUAGES, Lack, ProgramError, Recogniser, lack, recogniser, run
from .model import Evidence, Kind
from .ocr_text import Reading, reading_of
from .pdf_layer import PdfError, page_picture
from .recognised import Recognised
from .source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["OcrSettings", "Recogniser", "cache_key", "lack", "lack_said", "recognise", "recogniser"]

_METHOD: Final = 1
"""Counts up when pictures are prepared or texts are cleaned in another way, so that kept results are made anew."""


@dataclass(frozen=True, slots=True)
class OcrSettings:
    """How scans are read.

    `languages` as Tesseract names them; `dpi` in which pages of PDFs are drawn; `max_pages` of one document; the
    seconds are wall-clock time. Measured: 150 dpi finds as much as 200 and 300 (on a real scan 92, 89 and 87 phrases
    of 100) and takes the least time, 0.5 to 1.5 seconds a page.
    """

    languages: str = LANGUAGES
    dpi: int = 150
    max_pages: int = 8
    seconds_per_page: float = 60.0
    seconds_per_document: float = 240.0


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One picture to be read; `draw` makes it and may raise PictureError or PdfError."""

    number: int
    draw: Callable[[], Image]


def cache_key(settings: OcrSettings, recogniser: Recogniser) -> str:
    """Return a name, safe in file names, for results of these settings and this version of Tesseract."""
    said = repr((_METHOD, settings, recogniser.version, sorted(recogniser.languages)))
    return f"ocr{_METHOD}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def recognise(
    source: Source, evidence: Evidence, settings: OcrSettings, program: Recogniser | None = None
) -> Recognised:
    """Return what OCR reads on the pages of `evidence` that hold no text, the first ones first. Never raises.

    `program` spares looking for Tesseract again. What cannot be read has its reason in the result.
    """
    program = program or recogniser()
    if program is None:
        return Recognised(stopped=lack_said(lack()))
    sheets, left_over = _sheets(source, evidence, settings)
    pages, unclear, is_late = _read_all(sheets, settings, program)
    return Recognised(
        pages=pages,
        stopped=_stopped(len(pages), len(sheets), left_over, is_late),
        unclear=tuple((number, reason) for number, reason, _ in unclear),
        may_improve=is_late or any(is_trouble for _, _, is_trouble in unclear),
    )


Trouble = tuple[int, Text, bool]
"""The number of a page, why it was not read, and whether another try may read it."""


def _read_all(
    sheets: list[_Sheet], settings: OcrSettings, program: Recogniser
) -> tuple[tuple[tuple[int, str], ...], list[Trouble], bool]:
    deadline = time.monotonic() + settings.seconds_per_document
    pages: list[tuple[int, str]] = []
    unclear: list[Trouble] = []
    for sheet in sheets:
        if time.monotonic() >= deadline:
            return tuple(pages), unclear, True
        text, trouble = _read(sheet, settings, program, deadline)
        pages.append((sheet.number, text))
        unclear.extend([trouble] if trouble else [])
    return tuple(pages), unclear, False


def _read(sheet: _Sheet, settings: OcrSettings, program: Recogniser, deadline: float) -> tuple[str, Trouble | None]:
    from .ocr_page import read_page
    from .ocr_pictures import PictureError

    until = min(deadline, time.monotonic() + settings.seconds_per_page)

    def read(picture: bytes) -> Reading:
        seconds = max(until - time.monotonic(), 0.1)
        return reading_of(run(program, picture, settings.languages, settings.dpi, seconds))

    try:
        reading = read_page(sheet.draw(), read)
    except PictureError as error:
        return "", (sheet.number, error.reason, False)
    except PdfError as error:
        return "", (sheet.number, Text("วาดหน้านี้ไม่ได้", f"the page cannot be drawn: {error}"), False)
    except TimeoutError:
        return "", (sheet.number, _slow(settings.seconds_per_page), True)
    except ProgramError as error:
        return "", (sheet.number, Text(f"Tesseract ทำงานไม่สำเร็จ ({error})", f"Tesseract failed: {error}"), True)
    return (reading.text, None) if reading.is_legible else ("", (sheet.number, _illegible(reading), False))


def _sheets(source: Source, evidence: Evidence, settings: OcrSettings) -> tuple[list[_Sheet], int]:
    """Return the pictures to be read, and how many more there are."""
    most = settings.max_pages
    if evidence.kind is Kind.PDF:
        numbers = sorted(evidence.unread_pages)
        return [_page(source.body, number, settings.dpi) for number in numbers[:most]], max(len(numbers) - most, 0)
    drawn = list(_drawn(source, evidence, most + 1))
    return drawn[:most], max(len(drawn) - most, 0)


def _page(body: bytes, number: int, dpi: int) -> _Sheet:
    return _Sheet(number, lambda: page_picture(body, number, dpi))


def _drawn(source: Source, evidence: Evidence, most: int) -> Iterator[_Sheet]:
    from .ocr_pictures import frames, pictures_in_word

    if evidence.kind is Kind.IMAGE and evidence.unread_pages:
        yield from (_frame(source.body, number) for number in range(1, frames(source.body, most) + 1))
    elif evidence.kind is Kind.DOCX and evidence.obstacle is Cause.SCANNED:
        pictures = pictures_in_word(source.body, most)
        yield from (_frame(picture, number, 0) for number, picture in enumerate(pictures, 1))


def _frame(body: bytes, number: int, frame: int | None = None) -> _Sheet:
    from .ocr_pictures import open_picture

    return _Sheet(number, lambda: open_picture(body, number - 1 if frame is None else frame))


def _stopped(tried: int, planned: int, left_over: int, is_late: bool) -> Text | None:
    if is_late:
        return Text(f"หมดเวลาหลังอ่าน {tried} หน้า", f"time ran out after {tried} pages")
    if left_over:
        return Text(f"อ่านเฉพาะ {planned} หน้าแรกที่เป็นภาพ", f"only the first {planned} pages without text were read")
    return None


def _slow(seconds: float) -> Text:
    return Text(f"ใช้เวลาเกิน {seconds:.0f} วินาที", f"took longer than {seconds:.0f} seconds")


def _illegible(reading: Reading) -> Text:
    if not reading.text:
        return Text("ไม่พบตัวอักษรในภาพ", "no letters were found in the picture")
    return Text(
        f"ภาพไม่ชัดหรือไม่ใช่ตัวพิมพ์ (ความมั่นใจ {reading.confidence:.0f} จาก 100)",
        f"too unclear, or not print (confidence {reading.confidence:.0f} of 100)",
    )


def lack_said(missing: Lack | None) -> Text:
    """Say what keeps this machine from reading scans, and that the doctor knows how to mend it."""
    things = {
        Lack.PROGRAM: Text("ยังไม่ได้ติดตั้งโปรแกรม Tesseract", "Tesseract is not installed"),
        Lack.LANGUAGE: Text("Tesseract ยังไม่มีข้อมูลภาษาไทยหรืออังกฤษ", "Tesseract has no data of Thai or English"),
        Lack.PILLOW: Text('ยังไม่ได้ติดตั้งส่วนเสริม "oitcrawler[ocr]"', 'the extra "oitcrawler[ocr]" is not installed'),
    }
    what = things.get(missing or Lack.PROGRAM, things[Lack.PROGRAM])
    return Text(
        f"เครื่องนี้อ่านเอกสารสแกนไม่ได้: {what.th} ดูวิธีติดตั้งด้วยคำสั่ง oitcrawler doctor",
        f"this computer cannot read scans: {what.en}; install it as `oitcrawler doctor` says",
    )
