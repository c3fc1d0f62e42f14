"""Sheets that are written: every cell a text, none a formula, readable again, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path, PurePath
from typing import Any

import pytest
from openpyxl import load_workbook

from oitcrawler.answers import parse_answers
from oitcrawler.answers.filling import empty_rows, filled_rows
from oitcrawler.answers.writing import Row, render
from oitcrawler.checklist import available, load
from oitcrawler.errors import SnapshotError, UsageError

from ..reports.sample import sample

FORMULA = '=HYPERLINK("https://x.example","x")'
HOSTILE = ["=1+1", "+66 2000 0000", "-5", "@SUM(A1)", "\t=1", FORMULA, "https://a.go.th/?q==1", "007"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    rows = [Row("O1", text, text, text, text, text)]
    book = load_workbook(io.BytesIO(render(PurePath("a.xlsx"), rows, "th", judged=True)))
    cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row]
    assert [cell.data_type for cell in cells] == ["s"] * 6
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.hyperlink is None for cell in cells)
    written = render(PurePath("a.csv"), rows, "th", judged=True).decode("utf-8-sig")
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t")) for row in csv.reader(io.StringIO(written)) for cell in row
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("year", available())
def test_a_template_can_be_read_back_and_names_every_item(name: str, year: str) -> None:
    checklist = load(year)
    body = render(PurePath(name), empty_rows(checklist, "th"), "th", judged=False)
    found = parse_answers(name, body, checklist)
    assert list(found.by_item) == [item.id for item in checklist.items]
    assert found.addresses("https://www.example.go.th/") == ()


def test_a_template_is_made_for_people() -> None:
    book = load_workbook(io.BytesIO(render(PurePath("a.xlsx"), empty_rows(load("2568"), "th"), "th", judged=False)))
    page = book.worksheets[0]
    assert page.freeze_panes == "C2"
    assert [cell.value for cell in page[1]] == ["ข้อ", "ชื่อรายการ", "URL", "หมายเหตุ"]
    assert [cell.value for cell in page[2]][:2] == ["O1", "โครงสร้างและอำนาจหน้าที่"]
    assert page.column_dimensions["C"].width > 50
    assert page["C2"].number_format == "@"


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = empty_rows(load("2565"), "en")
    for name in ("a.xlsx", "a.csv"):
        assert render(PurePath(name), rows, "en", judged=False) == render(PurePath(name), rows, "en", judged=False)


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(UsageError, match=r"\.xlsx or \.csv"):
        render(PurePath("a.pdf"), [], "th", judged=False)


def report(folder: Path, **changes: Any) -> Path:
    from oitcrawler.report import format_named

    document = json.loads(format_named("json").render(sample(), "th"))
    document["agency"]["domain"] = "example.go.th"
    document["items"] = [document["items"][0] | changes]
    path = folder / "report.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def evidence(url: str, why: str = "ข้อความลิงก์ตรงกัน") -> dict[str, Any]:
    return {"url": url, "title": "หลักฐาน", "why": why}


def requirement(outcome: str, place: str = "https://www.example.go.th/list") -> dict[str, Any]:
    return {"id": "located", "outcome": outcome, "evidence": [{"url": place}]}


SITE = "https://www.example.go.th"
ATTACHED = evidence(f"{SITE}/o1.pdf", "เอกสารที่ลิงก์อยู่ในหน้าหลักฐาน")


def sure(*found: dict[str, Any], outcome: str = "met", filed: dict[str, Any] | None = None) -> dict[str, Any]:
    """The parts of an item whose evidence was found, or not."""
    requirements = [requirement(outcome)]
    return {
        "requirements": requirements,
        "evidence": list(found),
        "candidates": [evidence(f"{SITE}/a")],
        "filed": filed,
    }


def declared(outcome: str, *better: str) -> dict[str, Any]:
    """What was declared, with how it stands."""
    urls = [{"url": f"{SITE}/d", "note": "เมนูหลัก", "outcome": outcome}]
    return sure(evidence(f"{SITE}/o1"), filed={"urls": urls, "better": list(better)})


FILLED: list[tuple[str, dict[str, Any], list[str]]] = [
    ("what was found", sure(evidence(f"{SITE}/o1")), [f"{SITE}/o1"]),
    ("documents beside it are left out", sure(evidence(f"{SITE}/o1"), ATTACHED), [f"{SITE}/o1"]),
    ("elsewhere: the page that links it", sure(evidence("https://drive.google.com/x")), [f"{SITE}/list"]),
    ("not sure: nothing is picked", sure(outcome="review"), [""]),
    ("declared and good", declared("met"), [f"{SITE}/d"]),
    ("declared and wrong", declared("not_met"), [f"{SITE}/o1"]),
    ("declared and not sure", declared("review"), [f"{SITE}/d"]),
    ("better", declared("met", f"{SITE}/b"), [f"{SITE}/b"]),
]


@pytest.mark.parametrize(("changes", "urls"), [one[1:] for one in FILLED], ids=[one[0] for one in FILLED])
def test_filling_from_a_report(changes: dict[str, Any], urls: list[str], tmp_path: Path) -> None:
    rows = filled_rows(report(tmp_path, **changes), "th")
    assert [row.url for row in rows] == urls
    assert rows[0].item == "O1"
    assert rows[0].verdict
    assert rows[0].look


def test_candidates_are_named_for_the_person_who_looks(tmp_path: Path) -> None:
    changes = {**FILLED[3][1], "verdict": "review"}
    assert f"{SITE}/a" in filled_rows(report(tmp_path, **changes), "th")[0].look


def test_a_report_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"items": 1}', "utf-8")
    with pytest.raises(SnapshotError):
        filled_rows(tmp_path / "report.json", "th")
