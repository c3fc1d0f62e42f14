"""What OCR read on the pages that hold no text, and how it joins the evidence: always marked as what it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..model import Origin, Text
from .model import Evidence, Kind, Passage


@dataclass(frozen=True, slots=True)
class Recognised:
    """What OCR read: the text of each page tried (from 1), and why it stopped before the last page, if it did.

    A page on which nothing legible was found has the text "" and its reason in `unclear`. `may_improve` tells that
    time ran out or Tesseract failed, so that another try may read more; such a result is not worth keeping.
    """

    pages: tuple[tuple[int, str], ...] = ()
    stopped: Text | None = None
    unclear: tuple[tuple[int, Text], ...] = ()
    may_improve: bool = False


def with_recognised(evidence: Evidence, found: Recognised) -> Evidence:
    """Return evidence together with what OCR read in it.

    The obstacle stays: what OCR has read can show that something is there, never that it is missing or wrong.
    """
    read: Mapping[int, str] = {number: text for number, text in found.pages if text.strip()}
    has_pages = evidence.kind is Kind.PDF or (evidence.kind is Kind.IMAGE and len(found.pages) > 1)
    added = tuple(
        Passage(text, page=number if has_pages else None, origin=Origin.OCR) for number, text in sorted(read.items())
    )
    passages = tuple(sorted((*evidence.passages, *added), key=lambda one: one.page or 0))
    return replace(evidence, passages=passages, detail=_detail(evidence.detail, len(read), found))


def _detail(said: Text | None, count: int, found: Recognised) -> Text | None:
    if said is None:
        return None
    reasons = _reasons(found)
    if count:
        rest, rest_en = (f" ({reasons.th})", f" ({reasons.en})") if reasons else ("", "")
        return Text(
            f"{said.th} อ่านด้วย OCR ได้ {count} หน้า{rest} ซึ่งใช้ยืนยันสิ่งที่พบได้ แต่ใช้ชี้ว่าขาดหรือผิดไม่ได้",
            f"{said.en}; OCR read {count} pages{rest_en}, which show what is there, never what is missing",
        )
    return Text(f"{said.th} ({reasons.th})", f"{said.en} ({reasons.en})") if reasons else said


def _reasons(found: Recognised) -> Text | None:
    """Join the reasons why pages were not read: the pages of one reason together, then why it stopped."""
    pages: dict[Text, list[int]] = {}
    for number, reason in sorted(found.unclear, key=lambda one: one[0]):
        pages.setdefault(reason, []).append(number)
    th = [f"หน้า {_listed(numbers)}: {reason.th}" for reason, numbers in pages.items()]
    en = [f"page {_listed(numbers)}: {reason.en}" for reason, numbers in pages.items()]
    if found.stopped:
        th, en = [*th, found.stopped.th], [*en, found.stopped.en]
    return Text(" · ".join(th), "; ".join(en)) if th else None


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + ("…" if len(numbers) > 10 else "")
