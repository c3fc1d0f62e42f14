"""The list as CSV: the columns of the workbook, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.reports._tables import LIST_COLUMNS
from oitcrawler.reports.csv import safe

from oitcrawler.model import Lang, Text
from oitcrawler.report import Report, format_named

from . import golden
from .listed import listed
from .sample import finding, sample
from .trials import hostile, huge


def rendered(report: Report, lang: Lang = "th") -> str:
    body = format_named("csv").render(report, lang)
    assert body.startswith(b"\xef\xbb\xbf")
    return body[3:].decode("utf-8")


def rows(report: Report, lang: Lang = "th") -> list[list[str]]:
    return list(csv.reader(io.StringIO(rendered(report, lang), newline="")))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    golden.compare(f"findings.{lang}.csv.txt", rendered(listed(), lang).replace("\r\n", "\n"))


@pytest.mark.parametrize("report", [sample(), hostile(), huge(5_000, 1), sample(findings=())])
def test_every_row_has_every_column(report: Report) -> None:
    found = rows(report)
    assert found[0] == [column.heading.th for column in LIST_COLUMNS]
    assert {len(row) for row in found} == {len(LIST_COLUMNS)}
    assert len(found) == len(report.findings) + 1


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "＝1", "＠x", "'=1", " =1", "\u00a0=1", "=cmd|' /C calc'!A1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    (_, row) = rows(sample(findings=(finding(message=Text(text, text), owner=Text(text, text)),)))
    assert row[3].startswith("'")
    assert row[8].startswith("'")


@given(st.text())
def test_no_text_at_all_begins_a_formula(text: str) -> None:
    assert not safe(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_ordinary_texts_stay_as_they_are() -> None:
    assert [safe(one) for one in ("", "แถว 12", "a=b", "https://example.go.th/?a=-1")] == [
        "", "แถว 12", "a=b", "https://example.go.th/?a=-1",
    ]  # fmt: skip
