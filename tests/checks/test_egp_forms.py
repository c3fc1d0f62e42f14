"""The project numbers' check names exactly the wrong rows, whatever the form of the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from oitcrawler.checks import Found, load
from oitcrawler.model import Met, NotMet, Result

from ..evidence.papers import pdf
from ..evidence.reading import read
from .building import case_of
from .procurement import (
    HEADER,
    WRONG,
    Rows,
    Ruling,
    as_csv,
    as_docx,
    as_html,
    as_ods,
    as_pages,
    as_pdf,
    as_xls,
    as_xlsx,
    dashed,
    dotted,
    double,
    drawn,
    filled,
    full,
    in_thai,
    level,
    monthly,
    none,
    rows,
    spelt,
    split_row,
    turned,
    with_sections,
)


def broken(table: Rows) -> Rows:
    return spelt(table, lambda number: f"{number[:7]} {number[7:]}")


def hyphens(table: Rows) -> Rows:
    return spelt(table, lambda number: f"{number[:2]}-{number[2:4]}-{number[4:]}")


def floats(table: Rows) -> Rows:
    return spelt(table, lambda number: f"{number}.0")


def once(table: Rows, ruling: Ruling = full) -> bytes:
    """The header on the first page alone."""
    return as_pdf(as_pages(table, 14, repeated=False), ruling, title="")


def each(table: Rows, ruling: Ruling = full, *, centred: bool = False) -> bytes:
    """The header on every page."""
    return as_pdf(as_pages(table, 14, repeated=True), ruling, centred=centred)


def narrow(table: Rows, ruling: Ruling = full) -> bytes:
    """Numbers broken over two lines."""
    edges = (40, 80, 235, 300, 370, 470, 512)
    return pdf(*(drawn(page, ruling, edges=edges) for page in as_pages(table, 12, repeated=True)))


def on_its_side(table: Rows, ruling: Ruling = full) -> bytes:
    return pdf(*(turned(drawn(page, ruling, top=550)) for page in as_pages(table, 14, repeated=True)))


FORMS: dict[str, Callable[[Rows], bytes]] = {
    "pdf": each,
    "pdf, header on the first page": once,
    "pdf, Thai digits": lambda table: each(in_thai(table)),
    "pdf, spaces": lambda table: each(broken(table)),
    "pdf, hyphens": lambda table: each(hyphens(table)),
    "pdf, sections": lambda table: once(with_sections(table)),
    "pdf, centred cells": lambda table: each(table, centred=True),
    "pdf, dashed": lambda table: each(table, dashed),
    "pdf, dotted": lambda table: each(table, dotted),
    "pdf, double": lambda table: each(table, double),
    "pdf, filled": lambda table: each(table, filled),
    "pdf, level lines": lambda table: each(table, level),
    "pdf, level lines, centred": lambda table: each(table, level, centred=True),
    "pdf, level lines, header on the first page": lambda table: once(in_thai(table), level),
    "pdf, no lines": lambda table: each(table, none),
    "pdf, no lines, header on the first page": lambda table: once(in_thai(table), none),
    "pdf, no lines, centred": lambda table: each(table, none, centred=True),
    "pdf, no lines, sections": lambda table: once(with_sections(table), none),
    "pdf, numbers over two lines": narrow,
    "pdf, no lines, numbers over two lines": lambda table: narrow(table, none),
    "pdf, turned": on_its_side,
    "pdf, turned, no lines": lambda table: on_its_side(table, none),
    "pdf, a row over two pages": lambda table: split_row(table, 12),
    "pdf, no lines, a row over two pages": lambda table: split_row(table, 12, none),
    "xlsx": lambda table: as_xlsx(with_sections(table)),
    "xlsx, numbers": lambda table: as_xlsx(table, numbers=True),
    "xlsx, written floats": lambda table: as_xlsx(floats(table)),
    "xlsx, Thai digits": lambda table: as_xlsx(in_thai(table)),
    "xls": lambda table: as_xls(with_sections(table)),
    "xls, numbers": lambda table: as_xls(table, numbers=True),
    "ods": lambda table: as_ods(in_thai(table)),
    "ods, numbers": lambda table: as_ods(table, numbers=True),
    "csv": lambda table: as_csv(with_sections(table), "utf-8-sig"),
    "csv, windows-874, tabs": lambda table: as_csv(in_thai(table), "cp874", "\t"),
    "csv, floats": lambda table: as_csv(floats(table), "utf-8", ";"),
    "docx": lambda table: as_docx(with_sections(table)),
    "docx, numbers in two paragraphs": lambda table: as_docx(table, numbers_in_two_paragraphs=True),
    "docx, Thai digits, spaces": lambda table: as_docx(in_thai(broken(table))),
    "html": lambda table: as_html(with_sections(table)),
    "html, Thai digits": lambda table: as_html(in_thai(hyphens(table))),
}
COUNTS = {"pdf, a row over two pages": 30, "pdf, no lines, a row over two pages": 30}
PAGES = {"pdf": (2, 3), "pdf, header on the first page": (2, 3), "pdf, no lines": (2, 3), "pdf, turned": (2, 3)}


def judged(form: str, body: bytes) -> Result:
    csv = "text/csv" if "csv" in form else ""
    evidence = read(body, csv, f"https://www.example.go.th/o13{'.csv' if csv else ''}")
    module = load("egp-numbers-complete")
    return module.check(replace(case_of({}), found=(Found(evidence, ()),)), module.Params())


@pytest.mark.parametrize("form", FORMS)
def test_exactly_the_wrong_rows_are_named(form: str) -> None:
    result = judged(form, FORMS[form](rows(COUNTS.get(form, 32))))
    assert isinstance(result, NotMet), result
    assert tuple(fault.at.row for fault in result.faults) == WRONG, result.faults
    if form in PAGES:
        assert tuple(fault.at.page for fault in result.faults) == PAGES[form]


@pytest.mark.parametrize("form", FORMS)
def test_right_numbers_are_all_counted_and_none_is_accused(form: str) -> None:
    count = COUNTS.get(form, 32)
    result = judged(form, FORMS[form](rows(count, right=True)))
    assert isinstance(result, Met), result
    assert f"all {count} " in result.reason.en


@pytest.mark.parametrize("form", ["pdf", "pdf, header on the first page", "pdf, no lines", "xlsx", "docx", "html"])
def test_rows_whose_numbers_begin_anew_each_month_are_named_with_the_month(form: str) -> None:
    write = {"xlsx": as_xlsx, "docx": as_docx, "html": as_html}.get(form, FORMS[form])
    result = judged(form, write(monthly(rows())))
    assert isinstance(result, NotMet), result
    assert [fault.at.row for fault in result.faults] == ["9 (เดือนพฤศจิกายน 2566)", "9 (เดือนธันวาคม 2566)"]


def test_rows_of_pages_with_numbers_of_their_own_are_named_with_the_page() -> None:
    pages = [
        [(str(place), *row[1:]) for place, row in enumerate(page, 1)] for page in as_pages(rows(), 16, repeated=False)
    ]
    result = judged("pdf", as_pdf([[HEADER, *page[number == 0 :]] for number, page in enumerate(pages)]))
    assert isinstance(result, NotMet), result
    assert [(fault.at.row, fault.at.page) for fault in result.faults] == [("3 (หน้า 2)", 2), ("13 (หน้า 2)", 2)]
