"""Links inside documents: which are worth reading for them, and what they name."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.pdfgen.canvas import Canvas

from oitcrawler.evidence.extraction import extract
from oitcrawler.evidence.model import Depth, Evidence, Kind, Link, Place
from oitcrawler.evidence.source import Source
from oitcrawler.links.model import Ref, RefKind
from oitcrawler.links.scanning.inside import MAX_REFS, may_hold_links, refs_of

from ..evidence.papers import lines, pdf, word, workbook

FILES = Path(__file__).parents[1] / "evidence" / "files"
URL = "https://www.tambon.example.go.th/files/o13"
HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
R = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"


def linked_pdf(*targets: str) -> bytes:
    def page(canvas: Canvas) -> None:
        lines("รายละเอียดโครงการ")(canvas)
        for number, target in enumerate(targets):
            canvas.linkURL(target, (60, 775 - 20 * number, 200, 793 - 20 * number))

    return pdf(page)


def linked_word(*targets: str) -> bytes:
    def fill(document: Document) -> None:
        for target in targets:
            name = document.part.relate_to(target, HYPERLINK, is_external=True)
            paragraph = document.add_paragraph("ดูที่ ")
            xml = f"<w:hyperlink {W} {R} r:id='{name}'><w:r><w:t>ดาวน์โหลด</w:t></w:r></w:hyperlink>"
            paragraph._p.append(parse_xml(xml))

    return word(fill)


def linked_sheet(target: str) -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["1", "ประกาศราคากลาง"])
        sheet["B1"].hyperlink = target

    return workbook(fill)


def formula_sheet() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = '=HYPERLINK("https://a.example.go.th/1.pdf","เปิด")'

    return workbook(fill)


def packed_pdf(inside: bytes, *, more: bytes = b"") -> bytes:
    stream = zlib.compress(inside)
    return b"%PDF-1.5\n1 0 obj<</Type /ObjStm /N 3 " + more + b"/First 9>>stream\r\n" + stream + b"\r\nendstream"


def archive(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for name, body in members.items():
            opened.writestr(name, body)
    return made.getvalue()


LETTERS = b"".join(blake2b(number.to_bytes(4, "big")).hexdigest().encode() for number in range(2000))  # hard to pack


LOOKS = {
    "pdf-with-a-link": (linked_pdf("https://www.example.go.th/"), True),
    "pdf-without": (pdf(lines("ไม่มีลิงก์")), False),
    "pdf-with-a-packed-link": (packed_pdf(b"<</S/URI/URI(http://a.example.go.th)>>"), True),
    "pdf-packed-without": (packed_pdf(b"<</Type/Page>>" * 50), False),
    "pdf-packed-beyond-understanding": (packed_pdf(b"x", more=b"/DecodeParms<</Predictor 12>>"), True),
    "pdf-packed-in-many-pieces": (packed_pdf(LETTERS + b"/URI"), True),
    "pdf-packed-in-many-pieces-without": (packed_pdf(LETTERS), False),
    "pdf-packed-and-cut-in-a-later-piece": (packed_pdf(LETTERS)[:100_000], True),
    "pdf-packed-with-a-link-outside": (packed_pdf(b"x") + b"\n9 0 obj<</S/URI>>", True),
    "pdf-packed-again-with-a-link": (packed_pdf(b"x") + packed_pdf(b"/URI"), True),
    "pdf-packed-and-damaged": (b"%PDF-1.5 /ObjStm stream\r\nnonsense", True),
    "pdf-after-other-bytes": (b"\r\n\r\n" + linked_pdf("https://www.example.go.th/"), True),
    "word-with-a-link": (linked_word("https://www.example.go.th/"), True),
    "word-without": (word(lambda document: None), False),
    "sheet-with-a-link": (linked_sheet("https://www.example.go.th/"), True),
    "sheet-with-a-formula": (formula_sheet(), True),
    "sheet-without": (workbook(lambda sheet: None), False),
    "old-word-with-a-link": ((FILES / "announcement.doc").read_bytes(), True),
    "open-document-with-a-link": ((FILES / "announcement.odt").read_bytes(), True),
    "rich-text-with-a-link": ((FILES / "announcement.rtf").read_bytes(), True),
    "slides-with-a-link": ((FILES / "slides.pptx").read_bytes(), True),
    "old-slides-with-a-link": ((FILES / "slides.ppt").read_bytes(), True),
    "zip-of-something": (archive(**{"a.txt": b"HYPERLINK"}), False),
    "zip-cut-short": (linked_word("https://www.example.go.th/")[:400], False),
    "picture": (b"\x89PNG\r\n\x1a\n http://x", False),
    "text": (b"http://www.example.go.th/", False),
    "nothing": (b"", False),
}


@pytest.mark.parametrize(("body", "expected"), LOOKS.values(), ids=LOOKS)
def test_a_look_tells_whether_reading_could_bring_links(body: bytes, expected: bool) -> None:
    assert may_hold_links(body) is expected


@pytest.mark.parametrize(
    "body",
    [
        linked_pdf("https://a.example.go.th/x"),
        linked_word("https://a.example.go.th/x"),
        linked_sheet("https://a.example.go.th/x"),
    ],
)
def test_links_of_real_documents_are_references(body: bytes) -> None:
    refs = refs_of(read(body), body)
    assert [(ref.raw, ref.kind) for ref in refs] == [("https://a.example.go.th/x", RefKind.DOCUMENT)]
    assert refs[0].text


@pytest.mark.parametrize(
    "target", ["file:///C:/Users/office/o12.pdf", "file://server/share/o12.pdf", "C:/office/o12.pdf"]
)
@pytest.mark.parametrize("make", [linked_pdf, linked_word, linked_sheet])
def test_addresses_of_somebody_s_machine_are_references_too(make: object, target: str) -> None:
    body = make(target)  # type: ignore[operator]
    assert [ref.raw for ref in refs_of(read(body), body)] == [target]
    assert refs_of(read(body)) == ()


def read(body: bytes) -> Evidence:
    return extract(Source(URL, URL, "", body, "0" * 64), Depth.TEXT)


def evidence(*links: Link) -> Evidence:
    return replace(Source(URL, URL, "", b"x", "0" * 64).evidence(Kind.DOCX), links=links)


def link(url: str, text: str = "เปิด", row: str = "") -> Link:
    return Link(url, text, Place.TABLE if row else Place.CONTENT, row)


def test_a_row_tells_where_a_link_stands() -> None:
    refs = refs_of(
        evidence(link("https://a.example.go.th/1", row="1  ราคากลาง\nเปิด"), link("https://a.example.go.th/2"))
    )
    assert refs == (
        Ref("https://a.example.go.th/1", RefKind.DOCUMENT, "เปิด", "row 1 ราคากลาง เปิด"),
        Ref("https://a.example.go.th/2", RefKind.DOCUMENT, "เปิด", ""),
    )


def test_a_long_row_is_cut() -> None:
    (ref,) = refs_of(evidence(link("https://a.example.go.th/1", row="ก" * 500)))
    assert len(ref.place) < 120
    assert ref.place.endswith("…")


def test_members_of_an_archive_are_read_and_each_reference_is_there_once() -> None:
    inner = evidence(link("https://a.example.go.th/1"), link("https://a.example.go.th/1"))
    outer = replace(evidence(link("https://a.example.go.th/0")), members=(inner, inner))
    assert [ref.raw for ref in refs_of(outer)] == ["https://a.example.go.th/0", "https://a.example.go.th/1"]


def test_a_document_of_nothing_but_links_is_bounded() -> None:
    many = evidence(*(link(f"https://a.example.go.th/{n}") for n in range(MAX_REFS + 5)))
    assert len(refs_of(many)) == MAX_REFS


@given(
    st.sampled_from([b"", b"%PDF-1.7 /ObjStm stream\n", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0"]),
    st.binary(max_size=80),
)
def test_never_raises(head: bytes, tail: bytes) -> None:
    assert may_hold_links(head + tail) in (True, False)
    assert refs_of(evidence(), head + tail) == ()
