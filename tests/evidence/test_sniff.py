"""Bodies are told by their bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.model import Kind
from oitcrawler.evidence.sniff import is_encrypted_office, is_truncated, office_name, sniff

from .containers import container

URL = "https://www.tambon.example.go.th/file.pdf"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(*names: str, stored: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), stored, archive.compression)  # no clock: the bytes name cases
    return out.getvalue()


def old_workbook() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("1").write(0, 0, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stream(name: str) -> bytes:
    return OLE + (name + "\0").encode("utf-16-le") + bytes(200)


CASES = {
    "html": (b"<!DOCTYPE html><html><body>x</body></html>", "application/pdf", Kind.HTML),
    "html after comment": (b"\n<!-- cached -->\n<HTML><head></head></HTML>", "", Kind.HTML),
    "xhtml": (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html></html>', "", Kind.HTML),
    "html with bom": (b"\xef\xbb\xbf<html></html>", "", Kind.HTML),
    "html in utf-16": ("\ufeff<html><body>ก</body></html>".encode("utf-16-le"), "", Kind.HTML),
    "php warning before a page": (b"<br />\n<b>Warning</b>: mysql_connect() in x.php", "", Kind.HTML),
    "text before a page": ("ข้อความ <html><head></head></html>".encode(), "", Kind.HTML),
    "table served as xls": (b"<table border=1><tr><td>1</td></tr></table>", "application/vnd.ms-excel", Kind.HTML),
    "page without tags": ("ไม่พบหน้า".encode(), "text/html", Kind.HTML),
    "html with broken bytes": (b"<html><body>\x00\x01</body></html>", "", Kind.HTML),
    "pdf": (b"%PDF-1.4\n...", "text/html", Kind.PDF),
    "pdf after blank lines": (b"\r\n\r\n%PDF-1.7\n", "", Kind.PDF),
    "pdf after a warning": (b"<b>Notice</b>: x in y.php<br />\n%PDF-1.7\n", "text/html", Kind.PDF),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), "application/zip", Kind.DOCX),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "", Kind.XLSX),
    "ods": (zipped("mimetype", "content.xml", stored=b"application/vnd.oasis.opendocument.spreadsheet"), "", Kind.ODS),
    "pptx": (zipped("[Content_Types].xml", "ppt/presentation.xml"), "", Kind.PPTX),
    "odt": (zipped("mimetype", "content.xml", stored=b"application/vnd.oasis.opendocument.text"), "", Kind.ODT),
    "odt packed again": (
        zipped("content.xml", "mimetype", stored=b"application/vnd.oasis.opendocument.text"),
        "",
        Kind.ODT,
    ),
    "template of an odp": (
        zipped("mimetype", "content.xml", stored=b"application/vnd.oasis.opendocument.presentation-template"),
        "",
        Kind.ODP,
    ),
    "drawing": (
        zipped("mimetype", "content.xml", stored=b"application/vnd.oasis.opendocument.graphics"),
        "",
        Kind.OTHER,
    ),
    "zip": (zipped("o1.pdf", "o2.pdf"), "", Kind.ARCHIVE),
    "empty zip": (zipped(), "", Kind.ARCHIVE),
    "xls": (old_workbook(), "", Kind.XLS),
    "doc": (container({"WordDocument": b"x", "ObjectPool/1/Workbook": b"x"}), "application/vnd.ms-excel", Kind.DOC),
    "doc cut short": (stream("WordDocument"), "application/vnd.ms-excel", Kind.DOC),
    "ppt": (container({"PowerPoint Document": b"x", "Current User": b"x"}), "", Kind.PPT),
    "xls with a document inside": (container({"Workbook": b"x", "MBD1/WordDocument": b"x"}), "", Kind.XLS),
    "locked docx": (container({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "", Kind.OTHER),
    "mail": (container({"__properties_version1.0": b"x"}), "", Kind.OTHER),
    "rar": (b"Rar!\x1a\x07\x00", "", Kind.ARCHIVE),
    "gzip": (b"\x1f\x8b\x08\x00", "", Kind.ARCHIVE),
    "7z": (b"7z\xbc\xaf\x27\x1c", "", Kind.ARCHIVE),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "application/pdf", Kind.IMAGE),
    "png": (b"\x89PNG\r\n\x1a\n", "", Kind.IMAGE),
    "gif": (b"GIF89a", "", Kind.IMAGE),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "", Kind.IMAGE),
    "bmp": (b"BM" + bytes(60), "", Kind.IMAGE),
    "tiff": (b"II*\x00\x08\x00\x00\x00", "", Kind.IMAGE),
    "svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "", Kind.IMAGE),
    "text that begins with BM": (b"BMA report\nplain\n", "", Kind.TEXT),
    "csv": ("ที่,โครงการ,งบประมาณ\n1,ก,100\n2,ข,200\n".encode(), "", Kind.CSV),
    "csv in tis-620": ("ที่;โครงการ;งบ\n1;ก;100\n2;ข;200\n".encode("cp874"), "", Kind.CSV),
    "csv by header": (b"a\n1\n", "text/csv", Kind.CSV),
    "prose with commas": (b"One, two.\nThree four, five, six.\nSeven.\n", "text/plain", Kind.TEXT),
    "json": (b'{"items": []}', "text/html", Kind.TEXT),
    "rss": (b'<?xml version="1.0"?><rss version="2.0"></rss>', "text/xml", Kind.TEXT),
    "rtf": (b"{\\rtf1\\ansi x}", "application/msword", Kind.RTF),
    "rtf with binary data": (b"{\\rtf1{\\pict\\bin4 \x00\x01\x02\x03}}", "", Kind.RTF),
    "binary": (bytes(range(256)), "text/html", Kind.OTHER),
    "empty": (b"", "", Kind.TEXT),
}


@pytest.mark.parametrize("name", CASES)
def test_kind(name: str) -> None:
    body, header, expected = CASES[name]
    assert sniff(body, header, URL) is expected


def test_zip_cut_short_is_still_told_apart() -> None:
    whole = zipped("[Content_Types].xml", "word/document.xml", stored=b"<xml>" * 50)
    assert sniff(whole[:-120], "", URL) is Kind.DOCX
    assert is_truncated(whole[:-120], Kind.DOCX)
    assert not is_truncated(whole, Kind.DOCX)


def test_truncation_of_pdf_and_pictures() -> None:
    assert is_truncated(b"%PDF-1.4\n1 0 obj", Kind.PDF)
    assert not is_truncated(b"%PDF-1.4\n1 0 obj\nstartxref\n9\n%%EOF\n", Kind.PDF)
    assert is_truncated(b"\xff\xd8\xff\xe0 JFIF", Kind.IMAGE)
    assert not is_truncated(b"\xff\xd8\xff\xe0 JFIF\xff\xd9", Kind.IMAGE)
    assert is_truncated(b"\x89PNG\r\n\x1a\n", Kind.IMAGE)


def test_names_of_office_files_without_extractor() -> None:
    assert office_name(container({"Quill/QuillSub/CONTENTS": b"x"})) == "Microsoft Publisher (.pub)"
    assert office_name(container({"__properties_version1.0": b"x"})) == "Outlook message (.msg)"
    assert office_name(zipped("mimetype", "content.xml")) == "OpenDocument"
    assert office_name(zipped("Index/Document.iwa")) == "Pages, Numbers, Keynote"
    assert office_name(b"x") == ""
    assert is_encrypted_office(stream("EncryptedPackage"))
    assert is_encrypted_office(container({"EncryptedPackage": b"x"}))
    assert not is_encrypted_office(stream("WordDocument"))


def test_container_cut_short() -> None:
    whole = container({"WordDocument": bytes(9000), "1Table": b"x"})
    assert not is_truncated(whole, Kind.DOC)
    assert is_truncated(whole[:-700], Kind.DOC)
    assert is_truncated(whole[:600], Kind.DOC)


HEADS = [body[:12] for body, _, _ in CASES.values()]


@given(
    st.sampled_from(HEADS), st.binary(max_size=200), st.sampled_from(["", "text/html", "text/csv", "application/pdf"])
)
def test_any_bytes_have_a_kind(head: bytes, tail: bytes, header: str) -> None:
    kind = sniff(head + tail, header, URL)
    assert kind in Kind
    assert is_truncated(head + tail, kind) in (True, False)
    assert sniff(head + tail, header, "") is kind
