"""Frames and what is in them: taken when it is right, refused when it is anything else."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.model import (
    Contact,
    ContactKind,
    Depth,
    Evidence,
    Field,
    Form,
    Heading,
    Image,
    Kind,
    Link,
    Passage,
    Place,
    Remark,
    Row,
    SocialLink,
    Table,
)
from oitcrawler.evidence.ocr import OcrSettings, Recogniser
from oitcrawler.evidence.recognised import Recognised
from oitcrawler.model import Cause, Origin, Text
from oitcrawler.readers.frames import Frame, Garbage, Letter, Oversized, receive, send
from oitcrawler.readers.wire import Order, Scans, Terms, pack, unpack, whole

TABLE = Table(("ลำดับ",), (Row(("๑", ""), 2, 3),), "ตาราง", 3, "แผ่น1", "table", Origin.REPAIRED)
PAPER = Evidence(
    "https://www.example.go.th/ก",
    "https://www.example.go.th/ข",
    Kind.PDF,
    "d" * 64,
    title='แผน \u200b\x00\x1f\\"',
    obstacle=Cause.SCANNED,
    detail=Text("ภาพ", "a scan"),
    passages=(Passage("ก ำ 😀\u2028", 1, None, Origin.OCR), Passage("")),
    headings=(Heading(1, "ก", "h1"),),
    breadcrumb=("หน้าแรก",),
    links=(Link("u", "t", Place.FOOTER, "r", ("h",), "a", True),),
    tables=(TABLE,),
    forms=(Form("a", (Field("text", "n", "l"),), ("h",), "s", "form", True, True),),
    images=(Image("u", "a", "n", "img"),),
    contacts=(Contact(ContactKind.FAX, "v", "q", "p", Place.ASIDE),),
    socials=(SocialLink("line", "u", "h", "t", Place.MENU, True, "a"),),
    page_count=3,
    size=5,
    rendered=True,
    depth=Depth.TEXT,
    unread_pages=(1, 3),
    remarks=(Remark.MACROS,),
)
VALUES = (
    PAPER,
    replace(PAPER, kind=Kind.ARCHIVE, members=(PAPER, replace(PAPER, members=(PAPER,)))),
    Evidence("", "", Kind.OTHER, ""),
    Recognised(((1, "ก"), (2, "")), Text("ช้า", "slow"), ((2, Text("ไม่ชัด", "unclear")),), True),
    Terms(1, 2, 3, "โฟลเดอร์"),
    Order("u", "f", "c", "d", None, False, Depth.WHOLE, 60.0),
    Order(
        *("u", "f", "c", "d", Cause.TIMEOUT, True, Depth.TEXT, 0.5),
        Scans(OcrSettings(max_pages=3), Recogniser("/bin/tesseract", "5.3.0", frozenset({"tha", "eng"}))),
    ),
)


@pytest.mark.parametrize("value", VALUES)
def test_what_is_packed_is_unpacked_as_it_was(value: object) -> None:
    assert unpack(type(value), pack(value)) == value


@given(st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
def test_every_text_travels_and_halves_of_surrogate_pairs_become_one_sign(one: str, other: str) -> None:
    value = Recognised(((1, one), (2, other)))
    travelled = unpack(Recognised, pack(value))
    assert travelled == whole(value)
    assert [len(text) for _, text in travelled.pages] == [len(one), len(other)]


WRONG = {
    "no JSON": b"\x80\x04]q\x00.",
    "cut short": pack(PAPER)[:-2],
    "nothing": b"",
    "a list": b"[]",
    "a half of a pair": b'{"url":"\\ud800","final_url":"","kind":"pdf","digest":""}',
    "a number for a text": b'{"url":1,"final_url":"","kind":"pdf","digest":""}',
    "a text for a number": b'{"url":"","final_url":"","kind":"pdf","digest":"","size":"1"}',
    "a kind that is none": b'{"url":"","final_url":"","kind":"exe","digest":""}',
    "a field too few": b'{"url":"","final_url":"","kind":"pdf"}',
    "members without end": b'{"url":"","final_url":"","kind":"pdf","digest":"","members":' + b"[" * 100_000,
}


@pytest.mark.parametrize("payload", WRONG.values(), ids=list(WRONG))
def test_what_is_not_evidence_is_garbage(payload: bytes) -> None:
    with pytest.raises(Garbage):
        unpack(Evidence, payload)


@given(st.sampled_from(Letter), st.binary(max_size=300))
def test_frames_arrive_as_they_were_sent(letter: Letter, payload: bytes) -> None:
    pipe = io.BytesIO()
    send(pipe, letter, payload)
    send(pipe, Letter.READY)
    pipe.seek(0)
    assert receive(pipe, 300) == Frame(letter, payload)
    assert receive(pipe, 0) == Frame(Letter.READY, b"")
    assert receive(pipe) is None


@given(st.binary(max_size=60))
def test_noise_is_garbage_too_large_or_cut_short(noise: bytes) -> None:
    try:
        frame = receive(io.BytesIO(noise), 1000)
    except (Garbage, Oversized):
        return
    assert frame is None or noise.startswith(b"OIT1")


def test_a_frame_that_is_cut_short_is_the_end_and_a_huge_one_is_not_read() -> None:
    pipe = io.BytesIO()
    send(pipe, Letter.BODY, b"x" * 100)
    whole_frame = pipe.getvalue()
    assert [receive(io.BytesIO(whole_frame[:length])) for length in (0, 3, 9, 20, 80)] == [None] * 5
    with pytest.raises(Oversized):
        receive(io.BytesIO(whole_frame), 99)
    with pytest.raises(Garbage):
        receive(io.BytesIO(b"OIT1?" + whole_frame[5:]))
