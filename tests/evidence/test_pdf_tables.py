"""Tables in PDFs without ruling lines, rows that pages tear apart, and what only looks like a table."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from oitcrawler.evidence.model import Evidence
from oitcrawler.evidence.pdf_layer import MAX_PIXELS, page_picture

from .papers import Page, aligned, lines, pdf, ruled
from .reading import read


def placed(*texts: tuple[float, float, str], right: float = 0) -> Page:
    """A page of texts at x, and y points from the top; those at `right` end there."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in texts:
            (canvas.drawRightString if x == right else canvas.drawString)(x, 780 - y, text)

    return draw


def cells(seen: Evidence) -> list[tuple[str, ...]]:
    return [row.cells for table in seen.tables for row in table.rows]


def test_two_columns_with_amounts_aligned_to_the_right() -> None:
    rows = (("รายการ", "จำนวนเงิน"), ("เงินเดือน", "1,250,000.00"), ("ค่าวัสดุ", "9,500.00"), ("ค่าสาธารณูปโภค", "80,000.00"))
    texts = [(x, 20.0 * at, text) for at, row in enumerate(rows) for x, text in zip((60, 500), row, strict=True)]
    seen = read(pdf(placed(*texts, right=500)))
    assert [table.header for table in seen.tables] == [("รายการ", "จำนวนเงิน")]
    assert cells(seen) == list(rows[1:])


def test_header_of_two_levels_and_wrapped_cells() -> None:
    texts = [
        (60, 10, "ลำดับ"), (130, 10, "โครงการ"), (330, 0, "งบประมาณที่ได้รับ (บาท)"), (310, 20, "ตั้งไว้"), (420, 20, "เบิกจ่าย"),
        (60, 45, "1"), (130, 45, "ก่อสร้างถนนคอนกรีต"), (310, 45, "450,000"), (420, 45, "449,000"),
        (130, 60, "หมู่ที่ 2"),
        (60, 85, "2"), (130, 85, "ซ่อมอาคาร"), (310, 85, "99,000"), (420, 85, "98,000"),
        (60, 110, "3"), (130, 110, "จัดซื้อครุภัณฑ์"), (310, 110, "12,500"), (420, 110, "12,000"),
        (130, 125, "สำนักงาน"),
    ]  # fmt: skip
    seen = read(pdf(placed(*texts)))
    assert [table.header for table in seen.tables] == [
        ("ลำดับ", "โครงการ", "งบประมาณที่ได้รับ (บาท) ตั้งไว้", "งบประมาณที่ได้รับ (บาท) เบิกจ่าย")
    ]
    assert cells(seen) == [
        ("1", "ก่อสร้างถนนคอนกรีตหมู่ที่ 2", "450,000", "449,000"),
        ("2", "ซ่อมอาคาร", "99,000", "98,000"),
        ("3", "จัดซื้อครุภัณฑ์สำนักงาน", "12,500", "12,000"),
    ]


def contents() -> Page:
    names = ("บทนำ", "ผลการดำเนินงาน", "ปัญหาและอุปสรรค", "ข้อเสนอแนะ")
    return placed(
        *((x, 20.0 * at, t) for at, name in enumerate(names) for x, t in ((60, name), (500, str(at * 3 + 1))))
    )


def leaders() -> Page:
    names = ("บทนำ", "ผลการดำเนินงาน", "ปัญหาและอุปสรรค", "ข้อเสนอแนะ")
    return lines(*(f"{name} {'.' * 60} {at * 3 + 1}" for at, name in enumerate(names)))


def signatures() -> Page:
    rows: tuple[tuple[str, str], ...] = (
        ("ลงชื่อ................", "ลงชื่อ................"),
        ("(นายสมมติ ตัวอย่าง)", "(นางสาวสมมุติ ทดสอบ)"),
    )
    rows += (("ปลัดองค์การบริหารส่วนตำบล", "นายกองค์การบริหารส่วนตำบล"), ("วันที่ 1 ต.ค. 2567", "วันที่ 1 ต.ค. 2567"))
    return placed(
        *((x, 20.0 * at, text) for at, row in enumerate(rows) for x, text in zip((80, 350), row, strict=True))
    )


def paragraphs() -> Page:
    texts: list[tuple[float, float, str]] = []
    for at in range(6):
        texts += [
            (60, 40.0 * at, f"({at + 1})"),
            (100, 40.0 * at, "ดำเนินการเกี่ยวกับการเงิน การบัญชี การพัสดุ และงานอื่นที่เกี่ยวข้อง"),
        ]
        texts.append((60, 40.0 * at + 20, "ตามที่ผู้บริหารมอบหมาย หรือที่กฎหมายกำหนดให้เป็นอำนาจหน้าที่ของหน่วยงานตามลำดับต่อไป"))
    return placed(*texts)


def justified() -> Page:
    """Running text whose gaps are widened to fill the line, with three to six gaps in each."""
    words = ["เพื่อ", "ให้การงาน", "เป็นไปอย่างมี", "ประสิทธิภาพ", "และเกิดประโยชน์", "สูงสุดแก่", "ประชาชน", "ในพื้นที่ทุก", "หมู่บ้าน"]
    texts: list[tuple[float, float, str]] = []
    for line in range(14):
        count = 4 + (line * 5) % 4
        texts += [(60 + (470 / count) * at, 20.0 * line, words[(line * 7 + at) % 9]) for at in range(count)]
    return placed(*texts)


@pytest.mark.parametrize("page", [contents, leaders, signatures, paragraphs, justified])
def test_what_only_stands_like_a_table_is_none(page: object) -> None:
    assert callable(page)
    assert read(pdf(page())).tables == ()


HEADER = ("ลำดับ", "โครงการ", "งบประมาณ")


def test_row_torn_by_the_end_of_a_page_is_one_row() -> None:
    first = [
        HEADER,
        ("1", "ก่อสร้างถนนสายหลัก", "450,000.00"),
        ("2", "ซ่อมอาคาร", "99,000.00"),
        ("3", "จ้างเหมาบริการ", "120,000.00"),
    ]
    second = [("", "รักษาความสะอาด", ""), ("4", "ซื้อวัสดุ", "8,000.00")]
    seen = read(pdf(ruled(first), ruled(second, top=780)))
    assert cells(seen)[2:] == [("3", "จ้างเหมาบริการรักษาความสะอาด", "120,000.00"), ("4", "ซื้อวัสดุ", "8,000.00")]
    assert [row.page for row in seen.tables[0].rows] == [1, 1, 1, 2]


def test_column_that_is_empty_on_one_page_is_a_column_all_the_same() -> None:
    edges = (60, 110, 250, 330, 530)
    first = [(*HEADER, "หมายเหตุ"), ("1", "ก่อสร้างถนน", "450,000", "")]
    seen = read(pdf(ruled(first, edges=edges), ruled([("2", "ซ่อมอาคาร", "9,000", "ยกเลิก")], edges=edges, top=780)))
    assert cells(seen) == [("1", "ก่อสร้างถนน", "450,000", ""), ("2", "ซ่อมอาคาร", "9,000", "ยกเลิก")]


@pytest.mark.parametrize("count", [1, 2])
def test_last_rows_alone_on_a_page_are_not_lost(count: int) -> None:
    columns = (60, 130, 330)
    rows = [(str(number), f"โครงการที่ {'กขคงจฉช'[number]}", f"{number * 7},500") for number in range(1, 7)]
    first = [HEADER, *rows[:-count]]
    head = "หน้า 2"
    plain = read(pdf(aligned(first, columns), lines(head), aligned(rows[-count:], columns)))
    assert cells(plain)[: len(first) - 1] == rows[:-count]
    assert cells(read(pdf(aligned(first, columns), aligned(rows[-count:], columns)))) == rows
    assert cells(read(pdf(ruled(first), ruled(rows[-count:], top=780)))) == rows


def test_form_that_fills_each_page_anew_is_no_table_over_pages() -> None:
    words = [f"ข้อความของแบบแสดงรายการแต่ละโครงการ บรรทัดที่ {number} ซึ่งยาวพอสมควร" for number in range(6)]
    rows = [HEADER, ("1", "ก่อสร้างถนน", "450,000"), ("2", "ซ่อมอาคาร", "9,000")]

    def draw(canvas: Canvas) -> None:
        ruled(rows, top=780)(canvas)
        lines(*words, top=600)(canvas)

    assert [len(table.rows) for table in read(pdf(draw, draw)).tables] == [2, 2]


def test_picture_of_a_page_for_recognition() -> None:
    body = pdf(lines("หน้าแรก"), lines("หน้าที่สอง"))
    seen = page_picture(body, 2, 72)
    assert (seen.mode, seen.size) == ("L", (round(A4[0] + 0.5), round(A4[1] + 0.5)))
    wide, high = page_picture(body, 1, 3000).size
    assert 0.95 * MAX_PIXELS < wide * high < 1.05 * MAX_PIXELS
