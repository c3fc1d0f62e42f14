"""`extract` never raises: whatever cannot be read becomes evidence with an obstacle and a reason."""

from __future__ import annotations

import io
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.evidence import MAX_BODY, Source, extract
from oitcrawler.evidence.image import picture_size
from oitcrawler.evidence.model import Kind
from oitcrawler.evidence.zips import MAX_UNPACKED
from oitcrawler.model import Cause

from .containers import container
from .papers import lines, old_workbook, pdf, picture, ruled, word, workbook
from .reading import URL, read

FILES = Path(__file__).parent / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(members: dict[str, bytes], flag: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, archive.compression)  # no clock: the bytes name cases
    body = bytearray(out.getvalue())
    if flag:
        body[body.find(b"PK\x01\x02") + 8] |= flag
    return bytes(body)


@cache
def samples() -> dict[str, bytes]:
    """One small sound body of each kind."""
    return {
        "pdf": pdf(lines("รายงาน"), ruled([("ที่", "รายการ", "จำนวน"), ("1", "ก", "2")])),
        "docx": word(lambda document: document.add_table(2, 2) and None),
        "xlsx": workbook(lambda sheet: sheet.append(["ลำดับ", "รายการ", 1.5])),
        "xls": old_workbook([("ลำดับ", "รายการ"), (1, "ก")]),
        "ods": zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        "html": "<table><tr><th>ก</th></tr></table><a href=x onclick=\"location='y'\">ข</a><form><input>".encode(),
        "csv": "ที่,โครงการ,งบ\n1,ก,100\n2,ข,200\n".encode(),
        "text": "ข้อความ\n\nย่อหน้า".encode(),
        "jpeg": picture("JPEG"),
        "webp": picture("WEBP"),
        "zip": zipped({"o1.pdf": b"%PDF-"}),
        "ole": OLE + "WordDocument\0".encode("utf-16-le"),
        **{form: (FILES / f"manual.{form}").read_bytes() for form in ("doc", "odt", "rtf")},
        **{form: (FILES / f"slides.{form}").read_bytes() for form in ("ppt", "odp", "pptx")},
    }


@pytest.mark.parametrize("cause", list(Cause))
def test_failed_fetch_keeps_its_cause(cause: Cause) -> None:
    seen = extract(Source(URL, URL, "", b"<html>blocked</html>", "d", cause))
    assert (seen.obstacle, seen.passages, seen.links) == (cause, (), ())
    assert extract(Source(URL, URL, "", b"", "", cause)).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("body", "kind", "cause"),
    [
        (b"", Kind.OTHER, Cause.EMPTY_BODY),
        (b"\xef\xbb\xbf \r\n\x00", Kind.OTHER, Cause.EMPTY_BODY),
        (b"\x01\x02\x03\x04", Kind.OTHER, Cause.UNKNOWN_TYPE),
        (OLE + "WordDocument\0".encode("utf-16-le"), Kind.DOC, Cause.TRUNCATED),
        (OLE + bytes(2000), Kind.OTHER, Cause.UNKNOWN_TYPE),
        (container({"Quill/QuillSub/CONTENTS": b"x"}), Kind.OTHER, Cause.UNKNOWN_TYPE),
        (container({"EncryptedPackage": b"x"}), Kind.OTHER, Cause.ENCRYPTED),
        (OLE + "EncryptedPackage\0".encode("utf-16-le"), Kind.OTHER, Cause.ENCRYPTED),
        (zipped({}), Kind.ARCHIVE, Cause.EMPTY_BODY),
        (b"Rar!\x1a\x07\x00", Kind.ARCHIVE, Cause.UNKNOWN_TYPE),
        (zipped({"ppt/presentation.xml": b"x"}), Kind.PPTX, Cause.PARSER_ERROR),
        (zipped({"ppt/presentation.xml": b"x"}, flag=1), Kind.PPTX, Cause.ENCRYPTED),
        (zipped({"word/document.xml": b"x"}), Kind.DOCX, Cause.PARSER_ERROR),
        (zipped({"xl/workbook.xml": b"x"}), Kind.XLSX, Cause.PARSER_ERROR),
        (zipped({"word/document.xml": b"x"}, flag=1), Kind.DOCX, Cause.ENCRYPTED),
        (zipped({"word/document.xml": b"x" * 400})[:-90], Kind.DOCX, Cause.TRUNCATED),
        (zipped({"xl/workbook.xml": bytes(30 * 1024 * 1024)}), Kind.XLSX, Cause.TOO_LARGE),
        (OLE + "Workbook\0".encode("utf-16-le") + bytes(2000), Kind.XLS, Cause.PARSER_ERROR),
        (b"\xff\xd8\xff\xe0", Kind.IMAGE, Cause.SCANNED),
    ],
)
def test_every_failure_has_its_cause_and_reason(body: bytes, kind: Kind, cause: Cause) -> None:
    seen = read(body)
    assert (seen.kind, seen.obstacle, seen.passages) == (kind, cause, ())
    assert seen.detail
    assert seen.detail.th != seen.detail.en
    assert seen.size == len(body)


def test_workbook_that_ends_its_reader_does_not_end_the_crawl() -> None:
    def stray(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "ลำดับ", "ข้อความที่หลงไปอยู่มุมสุดท้าย"  # 17 billion cells between them

    assert read(workbook(stray)).obstacle is Cause.PARSER_ERROR


def test_bodies_over_the_limit_are_not_opened() -> None:
    seen = read(b"%PDF-1.4\n" + bytes(MAX_BODY))
    assert seen.obstacle is Cause.TOO_LARGE
    assert seen.detail
    assert "60 MB" in seen.detail.en
    assert MAX_UNPACKED > MAX_BODY


def test_a_page_in_place_of_a_document() -> None:
    url = "https://www.tambon.example.go.th/files/o1.pdf"
    missing = "<html><title>404 Not Found</title><body><h1>ไม่พบหน้าที่ต้องการ</h1></body></html>".encode()
    login = b"<html><body><form><input name=user><input type=password name=pw></form></body></html>"
    article = ("<html><title>แผนพัฒนาท้องถิ่น</title><body>" + "<p>เนื้อหาของแผนพัฒนาท้องถิ่น</p>" * 9).encode()
    assert (read(missing, "", url).kind, read(missing, "", url).obstacle) == (Kind.HTML, Cause.WRONG_TYPE)
    assert read(login, "", url).obstacle is Cause.WRONG_TYPE
    assert read(article, "application/pdf", url).obstacle is None
    assert read(missing).obstacle is None
    assert read(missing, "", "https://www.tambon.example.go.th/view.php?file=o1.pdf").obstacle is None


def test_evidence_carries_its_source() -> None:
    source = Source(URL, "https://www.tambon.example.go.th/f/%E0%B8%81.txt", "text/plain", b"x", "abc", None, True)
    seen = extract(source)
    assert (seen.url, seen.final_url, seen.digest, seen.file_name) == (URL, source.final_url, "abc", "ก.txt")
    assert (seen.rendered, seen.size) == (True, 1)


@pytest.mark.parametrize(
    ("kind", "name"), [("PNG", "PNG"), ("JPEG", "JPEG"), ("GIF", "GIF"), ("BMP", "BMP"), ("WEBP", "WebP")]
)
def test_size_of_a_picture(kind: str, name: str) -> None:
    assert picture_size(picture(kind, (640, 480))) == (name, (640, 480))
    seen = read(picture(kind, (640, 480)))
    assert (seen.kind, seen.obstacle) == (Kind.IMAGE, Cause.SCANNED)
    assert seen.detail
    assert "640×480" in seen.detail.th


def test_text_in_paragraphs_and_feed_without_tags() -> None:
    assert [one.text for one in read("หนึ่ง\nสอง\r\n\r\nสาม".encode("cp874"), "text/plain").passages] == [
        "หนึ่ง สอง",
        "สาม",
    ]
    feed = "<?xml version='1.0'?><rss><item><title><![CDATA[ประกาศ &amp; ข่าว]]></title></item></rss>"
    assert read(feed.encode()).text == "ประกาศ & ข่าว"


@given(st.sampled_from(sorted(samples())), st.randoms(use_true_random=False), st.integers(1, 12), st.booleans())
@settings(max_examples=250)
def test_damaged_bodies_never_raise(name: str, chance: random.Random, count: int, cut: bool) -> None:
    body = bytearray(samples()[name])
    for _ in range(count):
        place = chance.randrange(len(body))
        body[place] = chance.randrange(256)
    damaged = bytes(body[: chance.randrange(1, len(body))] if cut else body)
    seen = read(damaged)
    assert seen.size == len(damaged)
    assert seen.obstacle is None or seen.detail or seen.obstacle in Cause


HEADS = (
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    OLE[:8],
    b"<html>",
    b"a,b\n1,2\n",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"RIFF1234WEBP",
)


@given(st.sampled_from(HEADS), st.binary(max_size=400))
def test_arbitrary_bytes_of_each_kind_never_raise(head: bytes, tail: bytes) -> None:
    assert read(head + tail).digest == "digest"


TAGS = (
    "<table>|<tr>|<td colspan=3>|<td rowspan=2>|</table>|<ul class=menu>|<li>|<a href=x>|ก|</a>|<form>|<input name=q>"
    "|<label for=a>|<h2>|</h2>|<nav>|</nav>|<div hidden>|</div>|<details>|<summary>|<iframe src=y>|<embed src=z.pdf>"
    "|<dl>|<dd>|<caption>|<!--|-->|<base href='//['>"
)


@given(st.lists(st.sampled_from(TAGS.split("|")), max_size=40))
def test_any_soup_of_tags_is_read(tags: list[str]) -> None:
    markup = "<html>" + "".join(tags)
    seen = read(markup.encode(), "text/html")
    assert seen.obstacle is None or seen.obstacle is Cause.EMPTY_BODY
    assert seen == read(markup.encode(), "text/html")


@pytest.mark.parametrize(("depth", "obstacle"), [(500, None), (1500, None), (5000, Cause.TOO_LARGE)])
def test_a_page_nested_too_deep_says_that_not_all_of_it_was_read(depth: int, obstacle: Cause | None) -> None:
    markup = "<html><body><h1>แผน</h1>" + "<div>" * depth + "ลึก" + "</div>" * depth
    seen = read(markup.encode(), "text/html")
    assert (seen.obstacle, "ลึก" in seen.text) == (obstacle, obstacle is None)
