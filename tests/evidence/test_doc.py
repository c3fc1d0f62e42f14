"""Word 97–2003 and older: pieces, code pages, fields, special letters, locks, and what is broken."""

from __future__ import annotations

import struct

import pytest

from oitcrawler.evidence.model import Kind
from oitcrawler.model import Cause

from .containers import container
from .old_word import word_95, word_97
from .reading import ROOT, read

UTF_16 = "utf-16-le"
THAI = "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง"
ROWS = "ลำดับ\x07รายการ\x07\x071\x07จ้างเหมา\x07\x072\x07\x07\x07"


@pytest.mark.parametrize(
    "pieces",
    [
        [(f"{THAI}\rเรื่อง แผน\r", UTF_16)],
        [(f"{THAI}\rเรื่อง แผน\r", "cp874")],
        [(f"{THAI[:9]}", UTF_16), (f"{THAI[9:]}\rเรื่อง ", "cp874"), ("แผน\r", UTF_16)],
    ],
    ids=["wide", "narrow", "saved fast"],
)
@pytest.mark.parametrize("language", [0x041E, 0x0409])
def test_pieces_are_joined_and_narrow_thai_is_read_as_thai(pieces: list[tuple[str, str]], language: int) -> None:
    found = read(word_97(pieces, language=language))
    assert (found.kind, found.obstacle) == (Kind.DOC, None)
    assert [one.text for one in found.passages] == [THAI, "เรื่อง แผน"]


def test_narrow_latin_stays_latin() -> None:
    assert read(word_97([("Résumé – “plan”\r", "cp1252")], language=0x0409)).text == "Résumé – “plan”"


def test_title_is_that_of_the_properties_or_the_first_line() -> None:
    assert read(word_97([("\x01\r", UTF_16)], title="แผนจัดหาพัสดุ ปี 2568")).title == "แผนจัดหาพัสดุ ปี 2568"
    assert read(word_97([(f"{THAI}\rเรื่อง ก\r", UTF_16)], title="Microsoft Word - 1.doc")).title == f"{THAI} เรื่อง ก"


def test_special_letters() -> None:
    text = "ก\xa0ข\x0bค\tง\x1eจ\x1fฉ\x01\x08\x05\x02ช\x0cหน้าใหม่\r"
    assert [one.text for one in read(word_97([(text, UTF_16)])).passages] == ["ก ข ค ง-จฉช", "หน้าใหม่"]


FIELDS = {
    "link": ('ดู\x13 HYPERLINK "files/1.pdf" \\t "_blank" \x14เอกสาร\x15นี้\r', "ดูเอกสารนี้", "เอกสาร"),
    "without a result": ("ก\x13 PAGE \x15ข\r", "กข", None),
    "nested": ('\x13 HYPERLINK "http://a.go.th/\x13 X \x15x" \x14ก\x13 REF y \x14ข\x15\x15\r', "กข", "กข"),
    "over paragraphs": ("\x13 TOC \\o \x14บทที่ 1\x13 PAGEREF _1 \x141\x15\x15\r", "บทที่ 11", None),
    "never closed": ("ก \x13 HYPERLINK ข\r", "ก HYPERLINK ข", None),
    "bookmark": ('\x13 HYPERLINK \\l "_1" \x14ก\x15\r', "ก", None),
    "stray marks": ("\x15ก\x14ข\r", "กข", None),
}


@pytest.mark.parametrize("name", FIELDS)
def test_codes_of_fields_are_left_out_and_links_are_kept(name: str) -> None:
    text, shown, link = FIELDS[name]
    found = read(word_97([(text, UTF_16)]), url=f"{ROOT}/a/b.doc")
    assert found.text == shown
    assert [one.text for one in found.links] == ([link] if link and name != "nested" else [])
    if name == "link":
        assert found.links[0].url == f"{ROOT}/a/files/1.pdf"


def test_text_boxes_follow_the_main_text() -> None:
    found = read(word_97([("เนื้อหา\rในกล่อง\r", UTF_16)], boxes=8))
    assert [one.text for one in found.passages] == ["เนื้อหา", "ในกล่อง"]


@pytest.mark.parametrize("make", [word_95, lambda text: word_97([(text, UTF_16)])], ids=["95", "97 without properties"])
def test_tables_without_properties_are_told_by_the_marks_at_the_ends_of_rows(make: object) -> None:
    assert callable(make)
    found = read(make(f"{THAI}\r{ROWS}ท้าย\r"))
    (table,) = found.tables
    assert table.header == ("ลำดับ", "รายการ")
    assert [row.cells for row in table.rows] == [("1", "จ้างเหมา"), ("2", "")]
    assert [one.text for one in found.passages] == [THAI, "ลำดับ รายการ", "1 จ้างเหมา", "2", "ท้าย"]


def test_cells_that_make_no_rows_are_paragraphs() -> None:
    found = read(word_95("ก\x07ข\x07ค\x07ง\r"))
    assert (found.tables, found.text) == ((), "ก\nข\nค\nง")


def test_word_95_in_thai() -> None:
    found = read(word_95(f"{THAI}\r", language=0x0409))
    assert (found.kind, found.obstacle, found.text) == (Kind.DOC, None, THAI)


def test_pictures_only() -> None:
    assert read(word_97([("\x01\r\x08\r", UTF_16)])).obstacle is Cause.SCANNED
    assert read(word_97([("\r", UTF_16)])).obstacle is Cause.EMPTY_BODY


BROKEN = {
    "password": (word_97([("x\r", UTF_16)], flags=0x1300), Cause.ENCRYPTED),
    "before Word 6": (word_97([("x\r", UTF_16)], ident=0xA5DB), Cause.UNKNOWN_TYPE),
    "no table stream": (container({"WordDocument": word_97([("x\r", UTF_16)])[512:4096]}), Cause.PARSER_ERROR),
    "empty": (container({"WordDocument": b"", "1Table": b""}), Cause.PARSER_ERROR),
    "only a head": (container({"WordDocument": struct.pack("<H30x", 0xA5EC), "0Table": b"x"}), Cause.PARSER_ERROR),
    "more letters than pieces": (word_97([("abc\r", UTF_16)], count=900), Cause.PARSER_ERROR),
    "four billion letters": (word_97([("abc\r", UTF_16)], count=0x7FFFFFFF), Cause.PARSER_ERROR),
    "fewer than no letters": (word_97([("abc\r", UTF_16)], count=-5), Cause.PARSER_ERROR),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_named(name: str) -> None:
    body, cause = BROKEN[name]
    found = read(body)
    assert (found.kind, found.obstacle, found.passages) == (Kind.DOC, cause, ())
    assert found.detail


def test_pieces_that_all_show_one_stretch_do_not_grow_without_end() -> None:
    text = "ก" * 20_000
    whole = bytearray(word_97([(text, UTF_16), *[("ข" * 10, UTF_16)] * 300]))
    assert read(bytes(whole)).obstacle is None
    repeated = word_97([(text, UTF_16)] * 40)
    assert read(repeated).size == len(repeated)


def test_other_formats_under_the_name_doc() -> None:
    url = f"{ROOT}/files/1.doc"
    assert read("<html><body><p>รายงาน</p></body></html>".encode(), url=url).kind is Kind.HTML
    assert read(b"{\\rtf1\\ansi plan}", url=url).kind is Kind.RTF
