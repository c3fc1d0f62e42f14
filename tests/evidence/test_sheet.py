"""Spreadsheets: what people see in the cells, with the header found wherever it stands."""

from __future__ import annotations

import datetime
import io
import zipfile

from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.evidence.model import Kind, Remark
from oitcrawler.evidence.sheet_cells import MAX_ROWS, read_workbook
from oitcrawler.model import Cause

from .papers import old_workbook, workbook
from .reading import read


def monthly(sheet: Worksheet) -> None:
    sheet["A1"] = "สรุปผลการดำเนินการจัดซื้อจัดจ้าง ประจำเดือนตุลาคม 2567"
    sheet.merge_cells("A1:E1")
    sheet["A2"] = "องค์การบริหารส่วนตำบลตัวอย่าง"
    for column, text in enumerate(("ลำดับที่", "งานที่จัดซื้อจัดจ้าง", "วงเงิน", "", "วันที่"), 1):
        sheet.cell(4, column, text)
    sheet.merge_cells("C4:D4")
    for column, text in enumerate(("", "", "ตั้งไว้", "จ่ายจริง", ""), 1):
        sheet.cell(5, column, text or None)
    for name in ("A", "B", "E"):
        sheet.merge_cells(f"{name}4:{name}5")
    sheet.append([1, "จ้างซ่อมรถ", 12500.0, 12000.5, datetime.datetime(2024, 10, 3)])
    sheet.append([2, "เลขที่ 67037293062", 67037293062, None, datetime.datetime(2024, 10, 5, 13, 30)])


def test_workbook_with_titles_and_a_header_of_two_lines() -> None:
    seen = read(workbook(monthly, more=("ว่าง",)))
    assert (seen.kind, seen.obstacle) == (Kind.XLSX, None)
    assert seen.title.startswith("สรุปผลการดำเนินการจัดซื้อจัดจ้าง ประจำเดือนตุลาคม 2567")
    assert len(seen.tables) == 1
    table = seen.tables[0]
    assert table.header == ("ลำดับที่", "งานที่จัดซื้อจัดจ้าง", "วงเงิน ตั้งไว้", "วงเงิน จ่ายจริง", "วันที่")
    assert [row.cells for row in table.rows] == [
        ("1", "จ้างซ่อมรถ", "12500", "12000.5", "2024-10-03"),
        ("2", "เลขที่ 67037293062", "67037293062", "", "2024-10-05 13:30"),
    ]
    assert (table.sheet, table.page) == ("ข้อมูล", 1)
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in seen.passages[0].text
    assert "องค์การบริหารส่วนตำบลตัวอย่าง" in table.caption


def test_old_workbook() -> None:
    seen = read(old_workbook([("ลำดับ", "รายการ", "จำนวน"), (1, "กระดาษ", 20), (2, "หมึก", 2.5)]))
    assert seen.kind is Kind.XLS
    assert seen.tables[0].header == ("ลำดับ", "รายการ", "จำนวน")
    assert [row.cells for row in seen.tables[0].rows] == [("1", "กระดาษ", "20"), ("2", "หมึก", "2.5")]


def test_rows_without_a_header_are_all_kept() -> None:
    seen = read(old_workbook([(1, "กระดาษ", 20), (2, "หมึก", 5)]))
    assert seen.tables[0].header == ()
    assert len(seen.tables[0].rows) == 2


def test_csv_in_tis_620_with_semicolons() -> None:
    text = 'ลำดับ;โครงการ;งบประมาณ\n1;"ถนน; สายหลัก";450000\n\n2;อาคาร;99000\n'
    seen = read(text.encode("cp874"), "text/csv")
    assert (seen.kind, seen.obstacle) == (Kind.CSV, None)
    assert seen.tables[0].header == ("ลำดับ", "โครงการ", "งบประมาณ")
    assert [row.cells[1] for row in seen.tables[0].rows] == ["ถนน; สายหลัก", "อาคาร"]


def test_empty_and_endless_workbooks() -> None:
    assert read(workbook(lambda sheet: None)).obstacle is Cause.EMPTY_BODY
    endless = ("ลำดับ,ชื่อ\n" + "1,ก\n" * (MAX_ROWS + 5)).encode()
    seen = read(endless, "text/csv")
    assert seen.obstacle is Cause.TOO_LARGE
    assert len(seen.tables[0].rows) <= MAX_ROWS


def test_links_of_cells_with_their_words_and_rows() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["ปี", "ไฟล์"])
        sheet.append([2568, "ดาวน์โหลด"])
        sheet.append([2567, '=HYPERLINK("https://a.example.go.th/67.pdf", "เปิด")'])
        sheet["B2"].hyperlink = "https://a.example.go.th/68.pdf"
        sheet["A1"].hyperlink = "mailto:x@example.go.th"

    assert [(one.url, one.text, one.row) for one in read(workbook(fill)).links] == [
        ("https://a.example.go.th/68.pdf", "ดาวน์โหลด", "2568 ดาวน์โหลด"),
        ("https://a.example.go.th/67.pdf", "", "2567"),
    ]


def test_workbook_whose_links_are_broken_is_read_all_the_same() -> None:
    body = workbook(lambda sheet: sheet.append(["ลำดับ", "รายการ"]))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as plain, zipfile.ZipFile(out, "w") as copy:
        for name in plain.namelist():
            copy.writestr(name, plain.read(name))
        copy.writestr("xl/worksheets/sheet9.xml", b"<worksheet><hyperlink ")
        copy.writestr("xl/vbaProject.bin", b"x")
    seen = read(out.getvalue())
    assert (seen.obstacle, seen.links, seen.remarks) == (None, (), (Remark.MACROS,))


def test_reader_can_be_called_in_the_process() -> None:
    book = read_workbook(old_workbook([("ลำดับ", "รายการ"), (1, "กระดาษ")]))
    assert book == {"is_cut": False, "sheets": [{"name": "แผ่น1", "rows": [["ลำดับ", "รายการ"], ["1", "กระดาษ"]]}]}
