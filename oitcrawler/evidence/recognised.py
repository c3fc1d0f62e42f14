"""What OCR read on the pages that hold no text, and how it joins the evidence: always marked as what it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model import Origin, Text
from .model import Evidence, Passage


@dataclass(frozen=True, slots=True)
class Recognised:
    """What OCR read: the text of each page tried (from 1), and why it stopped before the last page, if it did."""

    pages: tuple[tuple[int, str], ...] = ()
    stopped: Text | None = None


def with_recognised(evidence: Evidence, found: Recognised) -> Evidence:
    """Return evidence together with what OCR read in it.

    The obstacle stays: what OCR has read can show that something is there, never that it is missing or wrong.
    """
    read: Mapping[int, str] = {number: text for number, text in found.pages if text.strip()}
    added = tuple(Passage(text, page=number, origin=Origin.OCR) for number, text in sorted(read.items()))
    passages = tuple(sorted((*evidence.passages, *added), key=lambda one: one.page or 0))
    return replace(evidence, passages=passages, detail=_detail(evidence, read, found.stopped))


def _detail(evidence: Evidence, read: Mapping[int, str], stopped: Text | None) -> Text | None:
    if evidence.detail is None or not read:
        return evidence.detail
    rest = f" ({stopped.th})" if stopped else ""
    rest_en = f" ({stopped.en})" if stopped else ""
    count = len(read)
    return Text(
        f"{evidence.detail.th} อ่านด้วย OCR ได้ {count} หน้า{rest} ซึ่งใช้ยืนยันสิ่งที่พบได้ แต่ใช้ชี้ว่าขาดหรือผิดไม่ได้",
        f"{evidence.detail.en}; OCR read {count} pages{rest_en}, which show what is there, never what is missing",
    )
