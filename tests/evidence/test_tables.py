"""Tables of web pages: headers, merged cells, and rows that are not swallowed by a header."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.grids import split
from oitcrawler.evidence.model import Table

from .reading import read_page


def table(markup: str) -> Table:
    tables = read_page(markup).tables
    assert len(tables) == 1
    return tables[0]


def cells(one: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in one.rows]


def test_header_of_two_lines_with_merged_cells() -> None:
    one = table(
        """<table><caption>สรุปผลการจัดซื้อจัดจ้าง</caption><thead>
        <tr><th rowspan="2">ลำดับ</th><th colspan="2">งบประมาณ</th><th rowspan="2">วิธี</th></tr>
        <tr><th>ตั้งไว้</th><th>เบิกจ่าย</th></tr></thead>
        <tbody><tr><td>1</td><td>100</td><td>90</td><td rowspan="2">เฉพาะเจาะจง</td></tr>
        <tr><td>2</td><td>200</td><td>180</td></tr></tbody></table>"""
    )
    assert one.header == ("ลำดับ", "งบประมาณ ตั้งไว้", "งบประมาณ เบิกจ่าย", "วิธี")
    assert cells(one) == [("1", "100", "90", "เฉพาะเจาะจง"), ("2", "200", "180", "เฉพาะเจาะจง")]
    assert [row.number for row in one.rows] == [3, 4]
    assert one.caption == "สรุปผลการจัดซื้อจัดจ้าง"


def test_header_of_two_lines_without_th() -> None:
    one = table(
        """<table><tr><td rowspan=2>ที่</td><td rowspan=2>โครงการ</td><td colspan=2>ระยะเวลา</td></tr>
        <tr><td>เริ่มต้น</td><td>สิ้นสุด</td></tr>
        <tr><td>1</td><td>ก่อสร้างถนน</td><td>ต.ค. 67</td><td>ธ.ค. 67</td></tr>
        <tr><td>2</td><td>ซ่อมอาคาร</td><td>ม.ค. 68</td><td>มี.ค. 68</td></tr></table>"""
    )
    assert one.header == ("ที่", "โครงการ", "ระยะเวลา เริ่มต้น", "ระยะเวลา สิ้นสุด")
    assert [row[0] for row in cells(one)] == ["1", "2"]


def test_title_row_becomes_the_caption() -> None:
    one = table(
        """<table><tr><td colspan=3>สถิติการให้บริการ ปี 2568</td></tr><tr><td>เดือน</td><td>จำนวน</td><td>ช่องทาง</td></tr>
        <tr><td>ต.ค. 67</td><td>12</td><td>จุดบริการ</td></tr></table>"""
    )
    assert (one.caption, one.header) == ("สถิติการให้บริการ ปี 2568", ("เดือน", "จำนวน", "ช่องทาง"))
    assert one.rows[0].number == 3


def test_first_row_of_data_is_no_header() -> None:
    one = table(
        """<table><tr><td>1</td><td>นายสมมติ ตัวอย่าง</td><td>นายกองค์การบริหารส่วนตำบล</td></tr>
        <tr><td>2</td><td>นางสาวสมมุติ ทดสอบ</td><td>ปลัด</td></tr></table>"""
    )
    assert one.header == ()
    assert len(one.rows) == 2


def test_row_headers_are_not_taken_for_a_header() -> None:
    one = table("""<table><tr><th>ชื่อ</th><td>นายสมมติ ตัวอย่าง</td></tr><tr><th>ตำแหน่ง</th><td>ปลัด</td></tr></table>""")
    assert ("ตำแหน่ง", "ปลัด") in cells(one)


def test_picture_in_a_cell_counts_by_its_alternative_text() -> None:
    one = table("<table><tr><th>ข้อ</th><th>ผล</th></tr><tr><td>O1</td><td><img src=v.png alt='มี'></td></tr></table>")
    assert cells(one) == [("O1", "มี")]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>เดี่ยว</td></tr></table>",
        "<table><tr><td>ก</td><td>ข</td></tr></table>",
        "<table role=presentation><tr><td>ก</td><td>ข</td></tr><tr><td>ค</td><td>ง</td></tr></table>",
        "<table style='display:none'><tr><th>ก</th><th>ข</th></tr><tr><td>1</td><td>2</td></tr></table>",
        "<table><tr><td>ก</td><td><form><input name=q></form></td></tr><tr><td>ค</td><td>ง</td></tr></table>",
        "<table><tr><td><img src=1.jpg></td><td><img src=2.jpg></td></tr><tr><td></td><td></td></tr></table>",
        "<table></table>",
    ],
)
def test_what_is_no_table_of_data(markup: str) -> None:
    assert read_page(f"<p>ก</p>{markup}").tables == ()


def test_absurd_spans_do_not_hurt() -> None:
    one = table(
        "<table><tr><th colspan=999999999 rowspan=99999>ก</th><th rowspan=0>ข</th></tr>"
        "<tr><td colspan=-1>1</td><td colspan=x>2</td></tr><tr><td>3</td></tr></table>"
    )
    assert len(one.rows) <= 3


def test_each_row_is_one_passage() -> None:
    page = read_page("<table><tr><th>ข้อ</th><th>ผล</th></tr><tr><td><p>O1</p></td><td><div>มี</div></td></tr></table>")
    assert [" ".join(one.text.split()) for one in page.passages] == ["ข้อ ผล", "O1 มี"]


ROWS = st.lists(st.lists(st.sampled_from(["", "1", "ลำดับ", "รายการ", "ก", "100.00", "O1"]), max_size=4), max_size=8)


@given(ROWS)
def test_rows_of_any_shape_split(rows: list[list[str]]) -> None:
    parts = split(rows)
    assert 0 <= parts.body <= len(rows)
    assert not parts.header or parts.body > 0
