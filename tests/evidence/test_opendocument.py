"""OpenDocument texts and presentations: repeated and merged cells, notes and changes, locks, and hostile XML."""

from __future__ import annotations

import time

import pytest

from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.model import Cause

from .reading import ROOT, read
from .test_extract import zipped

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
        *(("presentation", "presentation"), ("svg", "svg-compatible"), ("xlink", "")),
    )
).replace("urn:oasis:names:tc:opendocument:xmlns::1.0", "http://www.w3.org/1999/xlink")
MANIFEST = "META-INF/manifest.xml"


def opendocument(body: str, sort: str = "text", *, styles: str = "", doctype: str = "", manifest: bytes = b"") -> bytes:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{sort}>{body}</office:{sort}></office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{sort}".encode()
    return zipped({"mimetype": mimetype, "content.xml": content.encode(), MANIFEST: manifest})


def seen(body: str, sort: str = "text", styles: str = "") -> Evidence:
    return read(opendocument(body, sort, styles=styles), url=f"{ROOT}/a/1.odt")


def row(*cells: str, name: str = "table-row") -> str:
    return f"<table:{name}>{''.join(cells)}</table:{name}>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>"


COVERED = "<table:covered-table-cell/>"


def test_words_between_marks() -> None:
    found = seen(
        "<text:p>ก<text:s text:c='2'/>ข<text:tab/>ค<text:line-break/>ง<text:span>จ</text:span>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>เชิงอรรถ</text:p></text:note-body>"
        "</text:note><office:annotation><text:p>ความเห็น</text:p></office:annotation>ฉ</text:p>"
    )
    assert (found.kind, found.obstacle, found.text) == (Kind.ODT, None, "ก ข ค งจฉ")


def test_deleted_and_hidden_text_is_left_out() -> None:
    found = seen(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>ลบ</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:section text:display='none'><text:p>ซ่อน</text:p>"
        "</text:section><text:section><text:p>เห็น</text:p></text:section>"
    )
    assert found.text == "เห็น"


def test_lists_boxes_headings_and_links() -> None:
    found = seen(
        "<text:h text:outline-level='2'>หัวข้อ</text:h><text:p text:style-name='P1'>แผนงาน</text:p>"
        "<text:list><text:list-item><text:p>หนึ่ง</text:p><text:list><text:list-item><text:p>สอง</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<text:p>ดู <text:a xlink:href='../b.pdf'>เอกสาร</text:a>"
        "<draw:frame><draw:text-box><text:p>ในกล่อง "
        "<text:a xlink:href='c.pdf'>ค</text:a></text:p></draw:text-box></draw:frame></text:p>",
        styles="<style:style style:name='P1' style:parent-style-name='Title'/>",
    )
    assert [one.text for one in found.passages] == ["หัวข้อ", "แผนงาน", "หนึ่ง", "สอง", "ดู เอกสาร", "ในกล่อง ค"]
    assert [(one.level, one.text) for one in found.headings] == [(2, "หัวข้อ"), (1, "แผนงาน")]
    assert [(one.url, one.text) for one in found.links] == [(f"{ROOT}/b.pdf", "เอกสาร"), (f"{ROOT}/a/c.pdf", "ค")]


def test_merged_and_repeated_cells() -> None:
    head = row(
        row(cell("ที่", "table:number-rows-spanned='2'"), cell("งบ", "table:number-columns-spanned='2'"), COVERED),
        row(COVERED, cell("ตั้งไว้"), cell("ใช้จริง")),
        name="table-header-rows",
    )
    rows = row(
        cell("1<office:annotation><text:p>ความเห็น</text:p></office:annotation>"),
        cell("0", "table:number-columns-repeated='2'"),
    ) + ("<table:table-row table:number-rows-repeated='2'>" + cell("2") + cell("5") + cell("6") + "</table:table-row>")
    found = seen(f"<table:table>{head}{rows}</table:table>")
    (table,) = found.tables
    assert table.header == ("ที่", "งบ ตั้งไว้", "งบ ใช้จริง")
    assert [one.cells for one in table.rows] == [("1", "0", "0"), ("2", "5", "6"), ("2", "5", "6")]


def test_absurd_repeats_are_bounded() -> None:
    started = time.perf_counter()
    many = "table:number-columns-repeated='999999999' table:number-rows-spanned='99999999999999999999'"
    rows = "<table:table-row table:number-rows-repeated='1048576'>" + cell("x", many) * 50 + "</table:table-row>"
    found = seen(f"<table:table>{rows}</table:table>")
    assert max(len(one.cells) for one in found.tables[0].rows) <= 63
    assert time.perf_counter() - started < 5


def test_slides() -> None:
    page = (
        "<draw:page draw:style-name='{}'><draw:frame svg:y='{}cm' svg:x='1cm' {}><draw:text-box><text:p>{}</text:p>"
        "</draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box><text:p>บันทึก</text:p>"
        "</draw:text-box></draw:frame></presentation:notes></draw:page>"
    )
    hidden = (
        "<style:style style:name='h'><style:drawing-page-properties presentation:visibility='hidden'/></style:style>"
    )
    found = seen(
        page.format("", 1, "presentation:class='title'", "แรก")
        + page.format("h", 1, "", "ซ่อน")
        + page.format("", 1, "", "สาม"),
        "presentation",
        styles=hidden,
    )
    assert (found.kind, found.obstacle, found.title, found.page_count) == (Kind.ODP, None, "แรก", 3)
    assert [(one.page, one.text) for one in found.passages] == [(1, "แรก"), (3, "สาม")]


LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ฮา'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 20}'>" for n in range(9))
    + "]>"
)
STOLEN = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("doctype", [LAUGHS, STOLEN], ids=["laughs", "file"])
def test_entities_are_never_resolved(doctype: str) -> None:
    name = "j" if doctype is LAUGHS else "a"
    found = read(opendocument(f"<text:p>ก&{name};ข</text:p>", doctype=doctype))
    assert found.text in ("กข", "")
    assert found.text or found.obstacle is Cause.PARSER_ERROR


BROKEN = {
    "password": (opendocument("x", manifest=b"<manifest:encryption-data/>"), Cause.ENCRYPTED),
    "no content": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}),
        Cause.PARSER_ERROR,
    ),
    "no body": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        Cause.PARSER_ERROR,
    ),
    "empty": (opendocument("<text:p/>"), Cause.EMPTY_BODY),
    "pictures": (opendocument("<text:p><draw:frame><draw:image/></draw:frame></text:p>"), Cause.SCANNED),
    "nested too deep": (opendocument("<text:section>" * 5000 + "</text:section>" * 5000), Cause.PARSER_ERROR),
    "bursting": (opendocument(" " * 30_000_000), Cause.TOO_LARGE),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_named(name: str) -> None:
    body, cause = BROKEN[name]
    found = read(body)
    assert (found.kind, found.obstacle, found.passages) == (Kind.ODT, cause, ())
    assert found.detail
