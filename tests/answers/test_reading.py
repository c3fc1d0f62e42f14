"""Sheets as clerks make them: encodings, delimiters, headers, ways of writing an item, links; and what is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.answers import Answers, parse_answers, read_answers
from oitcrawler.checklist import Checklist, load
from oitcrawler.errors import UsageError

SITE = "https://www.example.go.th"


@pytest.fixture(scope="module")
def checklist() -> Checklist:
    return load("2568")


def given(answers: Answers) -> dict[str, list[str]]:
    return {item: [one.written for one in answer.urls] for item, answer in answers.by_item.items()}


def book(*rows: list[object], sheet: str = "แผ่น1") -> Workbook:
    made = Workbook()
    page = made.active
    assert isinstance(page, Worksheet)
    page.title = sheet
    for row in rows:
        page.append(row)
    return made


def saved(made: Workbook) -> bytes:
    body = io.BytesIO()
    made.save(body)
    return body.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_every_encoding_and_delimiter(encoding: str, delimiter: str, checklist: Checklist) -> None:
    rows = [["ข้อ", "URL", "หมายเหตุ"], ["o1", f"{SITE}/o1", "เมนูหลัก"], ["o2", "-", ""]]
    body = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    found = parse_answers("a.csv", body, checklist)
    assert given(found) == {"o1": [f"{SITE}/o1"], "o2": []}
    assert (found.by_item["o1"].urls[0].row, found.by_item["o1"].urls[0].note) == (2, "เมนูหลัก")


@pytest.mark.parametrize(
    "written",
    ["o7", "O7", "7", "7.0", "ข้อ 7", "ข้อที่ 7", "O๗", "๗", "07", "O 7", "o7 รายงานผลการดำเนินงานประจำปี", "7. รายงานผล",
     "OIT 7",      "รายงานผลการดำเนินงานประจำปี"],
)  # fmt: skip
def test_an_item_is_written_in_many_ways(written: str, checklist: Checklist) -> None:
    body = f"ข้อ,URL\n{written},{SITE}/x\n".encode()
    assert given(parse_answers("a.csv", body, checklist)) == {"o7": [f"{SITE}/x"]}


@pytest.mark.parametrize(
    "header",
    ["ข้อ,ชื่อข้อมูล,URL", "Item,Title,Link", "OIT,รายการ,ลิงก์คำตอบ", "ลำดับ,ข้อมูล,URL ที่เผยแพร่", "รหัสข้อ,ประเด็น,ที่อยู่เว็บไซต์"],
)
def test_headers_in_both_languages_below_titles(header: str, checklist: Checklist) -> None:
    body = f"แบบตอบ OIT ปี 2568,,\nอบต.ตัวอย่าง,,\n\n{header}\nตัวชี้วัดที่ 9 การเปิดเผยข้อมูล,,\no1,โครงสร้าง,{SITE}/o1\n"
    found = parse_answers("a.csv", body.encode(), checklist)
    assert given(found) == {"o1": [f"{SITE}/o1"]}
    assert found.by_item["o1"].row == 6


def test_a_sheet_without_header(checklist: Checklist) -> None:
    body = f"o1,{SITE}/o1\no2,www.example.go.th/o2\no3,-\n".encode()
    assert given(parse_answers("a.csv", body, checklist)) == {
        "o1": [f"{SITE}/o1"], "o2": ["//www.example.go.th/o2"], "o3": [],
    }  # fmt: skip


def test_several_addresses_in_columns_rows_and_one_cell(checklist: Checklist) -> None:
    body = f"ข้อ,URL 1,URL 2\no1,{SITE}/a,{SITE}/b\n,{SITE}/c,\no2,{SITE}/d {SITE}/e,\no1,{SITE}/a,\n".encode()
    assert given(parse_answers("a.csv", body, checklist)) == {
        "o1": [f"{SITE}/a", f"{SITE}/b", f"{SITE}/c"], "o2": [f"{SITE}/d", f"{SITE}/e"],
    }  # fmt: skip


def test_workbooks_with_numbers_links_and_merged_cells(checklist: Checklist) -> None:
    made = book(
        ["ข้อ", "รายการ", "URL"], [1, "โครงสร้าง", "คลิกที่นี่"], [2, "ผู้บริหาร", f"{SITE}/o2"], [3, "ติดต่อ", f"{SITE}/3a"]
    )
    page = made.active
    assert isinstance(page, Worksheet)
    page.append([None, None, f"{SITE}/3b"])
    page.append([4, "ข่าว", '=HYPERLINK("https://www.example.go.th/o4","ข่าว")'])
    page["C2"].hyperlink = f"{SITE}/o1"
    page["C3"].hyperlink = f"{SITE}/of-another-row"
    page.merge_cells("A4:A5")
    found = parse_answers("a.xlsx", saved(made), checklist)
    assert given(found) == {
        "o1": [f"{SITE}/o1"], "o2": [f"{SITE}/o2"], "o3": [f"{SITE}/3a", f"{SITE}/3b"], "o4": [f"{SITE}/o4"],
    }  # fmt: skip
    assert found.by_item["o3"].urls[1].row == 5


def test_sheets_that_are_no_answers_are_passed_over(checklist: Checklist) -> None:
    made = book(["คำชี้แจง", "ให้กรอกให้ครบ"], sheet="คำชี้แจง")
    page = made.create_sheet("คำตอบ")
    page.append(["ข้อ", "URL"])
    page.append(["o9", f"{SITE}/o9"])
    found = parse_answers("a.xlsx", saved(made), checklist)
    assert given(found) == {"o9": [f"{SITE}/o9"]}
    assert found.by_item["o9"].sheet == "คำตอบ"


def test_one_row_may_answer_two_items(checklist: Checklist) -> None:
    body = f"ข้อ,URL\nO12-O13,{SITE}/x\n".encode()
    assert given(parse_answers("a.csv", body, checklist)) == {"o12": [f"{SITE}/x"], "o13": [f"{SITE}/x"]}


def test_an_address_without_scheme_gets_that_of_the_main_website(checklist: Checklist) -> None:
    body = "ข้อ,URL\no1,example.go.th/แผน\no2,/index.php?id=2\n".encode()
    found = parse_answers("a.csv", body, checklist)
    assert found.addresses("http://www.example.go.th/") == (
        "http://example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99",
        "http://www.example.go.th/index.php?id=2",
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"ข้อ,URL\no1,{SITE}/a\no99,{SITE}/b\n", ["แถว 3", "o99", "o1–o28"]),
        ("ข้อ,URL\no1,ดูที่เว็บไซต์\n", ["แถว 2", "ดูที่เว็บไซต์"]),
        (f"ข้อ,URL\no1,{SITE}/แผน งาน.pdf\n", ["แถว 2", "%20"]),
        (f"ข้อ,URL\n,{SITE}/a\n", ["แถว 2", "ไม่ระบุข้อ"]),
        ("ข้อ,URL\nตัวชี้วัด,\n", ["ไม่มีแถวของข้อใดเลย"]),
        ("ชื่อ,ที่อยู่\nก,ข\n", ["ไม่พบคอลัมน์"]),
        ("", ["ไม่พบคอลัมน์"]),
    ],
)
def test_what_is_wrong_is_said_with_file_and_row(body: str, words: list[str], checklist: Checklist) -> None:
    with pytest.raises(UsageError) as wrong:
        parse_answers("คำตอบ.csv", body.encode(), checklist)
    assert all(word in wrong.value.text.th for word in ["คำตอบ.csv", *words]), wrong.value.text.th
    assert "คำตอบ.csv" in wrong.value.text.en


def test_all_wrong_rows_are_told_at_once(checklist: Checklist) -> None:
    rows = "".join(f"o{number},ไม่ใช่ URL\n" for number in range(1, 13))
    with pytest.raises(UsageError) as wrong:
        parse_answers("a.csv", f"ข้อ,URL\n{rows}".encode(), checklist)
    assert "แถว 2" in wrong.value.text.th
    assert "แถว 9" in wrong.value.text.th
    assert "4 more rows" in wrong.value.text.en


@pytest.mark.parametrize(
    "body", [b"PK\x03\x04 not a workbook", b"%PDF-1.7\x00\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40]
)
def test_a_file_that_is_no_sheet(body: bytes, checklist: Checklist) -> None:
    with pytest.raises(UsageError):
        parse_answers("a.xlsx", body, checklist)


def test_a_file_that_is_not_there(tmp_path: Path, checklist: Checklist) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read_answers(tmp_path / "nowhere.csv", checklist)
