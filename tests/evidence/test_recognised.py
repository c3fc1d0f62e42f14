"""What OCR read joins the evidence as what it is, and takes no obstacle away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.evidence.recognised import Recognised, with_recognised
from oitcrawler.model import Absence, Cause, Origin, Text

SAID = Text("เป็นภาพสแกน", "a scan")
SCAN = Evidence("u", "u", Kind.PDF, "d", obstacle=Cause.SCANNED, detail=SAID, page_count=3, unread_pages=(1, 2, 3))
SLOW = Text("ช้า", "slow")


def test_pages_join_in_their_order_and_are_marked() -> None:
    half = replace(SCAN, passages=(Passage("หน้าสอง", page=2, origin=Origin.LAYER),), unread_pages=(1, 3))
    merged = with_recognised(half, Recognised(pages=((3, "หน้าสาม"), (1, "หน้าหนึ่ง"))))
    assert [(one.page, one.text, one.origin) for one in merged.passages] == [
        (1, "หน้าหนึ่ง", Origin.OCR),
        (2, "หน้าสอง", Origin.LAYER),
        (3, "หน้าสาม", Origin.OCR),
    ]


def test_the_obstacle_stays_so_that_nothing_can_be_proved_missing() -> None:
    merged = with_recognised(SCAN, Recognised(pages=((1, "ครบ"), (2, "ครบ"), (3, "ครบ"))))
    assert merged.obstacle is Cause.SCANNED
    with pytest.raises(ValueError, match="scanned"):
        Absence(merged)


def test_a_page_without_text_adds_no_passage() -> None:
    assert with_recognised(SCAN, Recognised(pages=((1, ""), (2, " \n")))).passages == ()


@pytest.mark.parametrize(
    ("kind", "pages", "shown"),
    [
        (Kind.PDF, 1, [1]),
        (Kind.IMAGE, 1, [None]),
        (Kind.IMAGE, 2, [1, 2]),
        (Kind.DOCX, 2, [None, None]),
    ],
)
def test_only_what_has_pages_is_cited_by_page(kind: Kind, pages: int, shown: list[int | None]) -> None:
    found = Recognised(pages=tuple((number, "ข้อความ") for number in range(1, pages + 1)))
    assert [one.page for one in with_recognised(replace(SCAN, kind=kind), found).passages] == shown


DETAILS = {
    "nothing tried": (Recognised(), "a scan"),
    "nothing to be done": (Recognised(stopped=Text("ไม่มี", "no Tesseract")), "a scan (no Tesseract)"),
    "all read": (
        Recognised(pages=((1, "ก"), (2, "ข"))),
        "a scan; OCR read 2 pages, which show what is there, never what is missing",
    ),
    "stopped": (
        Recognised(pages=((1, "ก"),), stopped=Text("หมดเวลา", "time ran out")),
        "a scan; OCR read 1 pages (time ran out), which show what is there, never what is missing",
    ),
    "pages of one reason together": (
        Recognised(pages=((1, ""), (2, ""), (3, "")), unclear=((3, SLOW), (1, SLOW), (2, Text("เสีย", "broken")))),
        "a scan (page 1, 3: slow; page 2: broken)",
    ),
}


@pytest.mark.parametrize("name", DETAILS)
def test_the_detail_says_what_was_read_and_why_not_the_rest(name: str) -> None:
    found, said = DETAILS[name]
    detail = with_recognised(SCAN, found).detail
    assert detail is not None
    assert detail.en == said
    assert detail.th.startswith(SAID.th)


def test_evidence_without_a_detail_gets_none() -> None:
    assert with_recognised(replace(SCAN, detail=None), Recognised(stopped=SLOW)).detail is None
