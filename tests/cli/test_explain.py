"""`explain` as a webmaster uses it, and as a program does: tables, JSON Lines, bad input, addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..evidence.papers import lines, pdf, ruled, workbook
from .running import oitcrawler
from .sites import PDF, inside, served

PLAN = pdf(
    lines(
        "ประกาศองค์การบริหารส่วนตำบลตัวอย่าง",
        "เรื่อง แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2568",
        "ประกาศ ณ วันที่ 15 ตุลาคม พ.ศ. 2567",
    ),
    ruled([["ลำดับ", "โครงการ", "งบประมาณ"], ["1", "จัดซื้อรถบรรทุกน้ำ", "2,400,000"], ["2", "ก่อสร้างถนน", "500,000"]]),
)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served({"/plan.pdf": (PDF, PLAN)}) as url:
        yield url.rstrip("/")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "แผน จัดซื้อ 2567.pdf"
    path.write_bytes(PLAN)
    return path


def told(*arguments: str, stdin: str = "") -> list[dict[str, Any]]:
    done = inside("explain", *arguments, "--json", stdin=stdin)
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_document_is_explained_as_json(plan: Path) -> None:
    (one,) = told("document", str(plan))
    assert one["schema"] == "oitcrawler.document/1"
    assert (one["format"], one["page_count"], one["obstacle"]) == ("pdf", 2, None)
    assert one["origin"] in ("layer", "repaired")
    assert "แผนการจัดซื้อจัดจ้าง" in one["title"]["value"]
    assert one["kind"]["value"] == "announcement"
    assert one["agency"]["value"] == "องค์การบริหารส่วนตำบลตัวอย่าง"
    assert (one["fiscal_year"]["value"], one["period"]["value"]["start"]) == (2568, "2024-10-01")
    assert one["issued"]["value"] == "2024-10-15"
    (table,) = one["tables"]
    assert [row["cells"] for row in table["rows"]] == [
        ["1", "จัดซื้อรถบรรทุกน้ำ", "2,400,000"],
        ["2", "ก่อสร้างถนน", "500,000"],
    ]
    assert [row["page"] for row in table["rows"]] == [2, 2]


def test_the_words_of_a_link_are_held_against_the_document(plan: Path) -> None:
    (one,) = told("document", str(plan), "--label", "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2569")
    assert [(two["field"], two["believed"]["value"], two["other"]["value"]) for two in one["disagreements"]] == [
        ("fiscal_year", "2568", "2569")
    ]


def test_people_see_the_same_in_words(plan: Path) -> None:
    shown = oitcrawler("explain", "document", str(plan)).stdout
    for words in ("ประกาศ", "องค์การบริหารส่วนตำบลตัวอย่าง", "2568", "จัดซื้อรถบรรทุกน้ำ", "15 ต.ค. 2567"):
        assert words in shown
    english = inside("explain", "document", str(plan), "--lang", "en").stdout
    assert "Title" in english
    assert "2024-10-15" in english


def test_an_address_is_fetched_and_explained(server: str) -> None:
    (one,) = told("document", f"{server}/plan.pdf", "--allow-private-hosts")
    assert (one["fiscal_year"]["value"], one["final_url"]) == (2568, f"{server}/plan.pdf")


def test_an_address_without_a_document_says_why(server: str) -> None:
    (one,) = told("document", f"{server}/lost.pdf", "--allow-private-hosts")
    assert (one["obstacle"], one["origin"], one["title"]) == ("http-404", "none", None)


def test_a_private_address_needs_a_word(server: str) -> None:
    (one,) = told("document", f"{server}/plan.pdf")
    assert one["obstacle"] == "private-address"


def test_many_documents_come_as_json_lines(plan: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "b.xlsx"
    sheet.write_bytes(workbook(lambda page: page.append(["สถิติการให้บริการ", "ปีงบประมาณ 2568"])))
    asked = [{"document": str(plan), "id": 7}, {"file": str(sheet)}, str(plan), {"document": "nowhere.pdf"}, {"x": 1}]
    lines_in = "\n".join(["", *(json.dumps(one) for one in asked), "{no json"])
    done = oitcrawler("explain", "document", "--json", stdin=lines_in)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one.get("format") for one in answers] == ["pdf", "xlsx", "pdf", None, None, None]
    assert (answers[0]["id"], done.returncode) == (7, 2)
    assert "nowhere.pdf" in answers[3]["error"]["th"]
    assert "document" in answers[4]["error"]["en"]
    assert "line 7" in answers[5]["error"]["en"]


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("ณ วันที่ ๓๑ มีนาคม พ.ศ. ๒๕๖๘", "2025-03-31", "2025-03-31", "day"),
        ("รอบ 6 เดือนแรก ปีงบประมาณ 2568", "2024-10-01", "2025-03-31", "half"),
        ("รอบ 6 เดือน", None, None, "half"),
    ],
)
def test_dates_are_explained(text: str, start: str | None, end: str | None, precision: str) -> None:
    (one,) = told("dates", text)
    (period,) = one["periods"]
    assert (period["start"], period["end"], period["precision"]) == (start, end, precision)
    assert (one["schema"], period["phrase"] in text) == ("oitcrawler.dates/1", True)


def test_dates_come_as_json_lines() -> None:
    asked = "\n".join(json.dumps({"text": text, "id": number}) for number, text in enumerate(["ปี 2568", "ไม่มี"]))
    answers = told("dates", stdin=asked)
    assert [(one["id"], len(one["periods"])) for one in answers] == [(0, 1), (1, 0)]


def test_dates_are_shown_to_people() -> None:
    shown = inside("explain", "dates", "ไตรมาสที่ 2 ปีงบประมาณ 2568").stdout
    assert "1 ม.ค. 2568" in shown
    assert "ไตรมาส" in shown


@pytest.mark.parametrize("wrong", [("document", "no-such.pdf"), ("document", "."), ("dates", "x", "--lang", "fr")])
def test_what_is_wrong_is_said_in_one_sentence(wrong: tuple[str, ...]) -> None:
    done = inside("explain", *wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    assert (done.stdout + done.stderr).strip()
