"""The workbook: what its cells hold, that nothing in it runs, and that another program opens it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.reports import _more_tables, _sheet_look, _tables
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.model import Cause, Lang, Text
from oitcrawler.report import BrokenLink, Interval, Links, LinkSource, Report, Score, format_named

from . import golden
from .listed import listed
from .sample import SITE, all_pass, finding, sample
from .trials import HOSTILE_URLS, hostile

LIST = "รายการแก้ไข"
SOFFICE = shutil.which("soffice")
ROOT = Path(__file__).parents[2]


def rendered(report: Report, lang: Lang = "th", *, thai_digits: bool = False) -> bytes:
    return format_named("xlsx").render(report, lang, thai_digits=thai_digits)


@contextmanager
def opened(report: Report, lang: Lang = "th") -> Iterator[Workbook]:
    book = load_workbook(io.BytesIO(rendered(report, lang)))
    yield book
    book.close()


def cells(sheet: Worksheet) -> Iterator[Cell | MergedCell]:
    for row in sheet.iter_rows():
        yield from row


def told(cell: Cell | MergedCell) -> str:
    value = cell.value.date().isoformat() if isinstance(cell.value, datetime) else cell.value
    link = f" <{cell.hyperlink.target}#{cell.hyperlink.location or ''}>" if cell.hyperlink else ""
    return "" if value is None else f"{value}{link}".replace("#>", ">")


def as_text(book: Workbook) -> str:
    lines = []
    for sheet in book.worksheets:
        lines.append(f"[{sheet.title}] {sheet.auto_filter.ref} frozen {sheet.freeze_panes}")
        lines.extend(" | ".join(told(cell) for cell in row) for row in sheet.iter_rows())
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    with opened(listed(), lang) as book:
        golden.compare(f"report.{lang}.xlsx.txt", as_text(book))


def test_the_same_report_gives_the_same_workbook() -> None:
    assert rendered(listed()) == rendered(listed())


def test_what_is_open_stands_first_by_the_day_it_is_due() -> None:
    with opened(listed()) as book:
        rows = list(book[LIST].iter_rows(min_row=2, values_only=True))
    assert [row[16] for row in rows] == ["f-2", "f-1", "f-4", "f-3", "f-5"]
    assert [row[11] for row in rows][:3] == ["กลับมาอีก", "ยังไม่แก้", "ตรวจซ้ำไม่ได้"]
    assert rows[0][13] == datetime(2025, 2, 1)  # half past two in the morning in Thailand


def test_a_sheet_is_set_up_to_work_with_and_to_print() -> None:
    with opened(listed()) as book:
        for sheet in book.worksheets:
            assert sheet.freeze_panes == "A2"
            assert sheet.auto_filter.ref.startswith("A1:")
            assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
            assert sheet.print_title_rows == "$1:$1"
            assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
            assert sheet.column_dimensions["B"].width > 10
        first = book[LIST]
        (rule,) = first.data_validations.dataValidation
        assert (rule.type, str(rule.sqref)) == ("list", "L2:L6")
        assert {"แก้แล้ว", "กำลังแก้"} <= set(str(rule.formula1).strip('"').split(","))
        assert len(first.conditional_formatting) == 2
        assert "A$1:$L$6" in str(first.print_area).replace("'", "")


def test_every_unit_has_a_sheet_of_its_own_rows() -> None:
    with opened(listed()) as book:
        mine = [row[16] for row in book["สำนักปลัด"].iter_rows(min_row=2, values_only=True)]
        names = book.sheetnames
    assert mine == ["f-4"]
    assert names[0] == LIST
    assert {"กองคลัง (งานพัสดุ)", "ผู้ดูแลเว็บไซต์"} <= set(names)


def test_a_row_is_as_high_as_its_longest_text_but_not_higher_than_a_screen() -> None:
    columns = (_tables.Column(Text("ก", "a"), 20), _tables.Column(Text("ข", "b"), 10))
    assert _sheet_look.height(("สั้น", 12), columns) is None
    assert _sheet_look.height(("ที่นี่ที่นั่นที่โน่น", "x" * 15), columns) == 3 * 14 + 2
    assert _sheet_look.height((_tables.Address(f"{SITE}/{'a' * 3_000}"), None), columns) == 14 * 14 + 2
    with opened(listed()) as book:
        assert book[LIST].row_dimensions[2].height > 15


@pytest.mark.parametrize(
    ("thai_digits", "pattern"), [(False, "[$-107041E]d mmm yyyy"), (True, "[$-D07041E]d mmm yyyy")]
)
def test_days_are_dates_of_the_buddhist_era(thai_digits: bool, pattern: str) -> None:
    book = load_workbook(io.BytesIO(rendered(listed(), thai_digits=thai_digits)))
    assert book[LIST]["K2"].value == datetime(2025, 5, 1)
    assert book[LIST]["K2"].number_format == pattern
    book.close()


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://evil.example","x")', "{=A1}", "_x003D_1")


def test_nothing_in_it_is_a_formula() -> None:
    findings = tuple(
        finding(
            item=None,
            row=one,
            selector=one,
            person=one,
            message=Text(one, one),
            fix=Text(one, one),
            owner=Text(one, one),
        )
        for one in FORMULAS
    )
    with opened(sample(findings=findings)) as book:
        assert not [cell for sheet in book.worksheets for cell in cells(sheet) if cell.data_type == "f"]
        wrong = [row[3] for row in book[LIST].iter_rows(min_row=2, values_only=True)]
        # what looks like an escape is escaped itself (ECMA-376, 22.9.2.19), and Excel shows it as it was
        assert wrong == [one.replace("\t", " ").replace("_x003D", "_x005F_x003D") for one in FORMULAS]
        assert all(book[LIST].cell(number, 4).quotePrefix for number in range(2, 10))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_hostile_texts_stay_texts_and_lead_nowhere(lang: Lang) -> None:
    with opened(hostile(), lang) as book:
        for sheet in book.worksheets:
            for cell in cells(sheet):
                assert cell.data_type != "f"
                if cell.hyperlink:
                    assert str(cell.hyperlink.target).startswith(("http://", "https://"))
        shown = [row[5] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert len(shown) == len(HOSTILE_URLS)


def test_an_address_too_long_for_a_link_is_text() -> None:
    url = f"{SITE}/?q=" + "a" * 2_100
    with opened(sample(findings=(finding(url=url), finding(url=f"{SITE}/#o6")))) as book:
        long, short = book[LIST]["F2"], book[LIST]["F3"]
        if long.value != url:
            long, short = short, long
        assert long.value == url
        assert long.hyperlink is None
        assert told(short) == f"{SITE}/#o6 <{SITE}/#o6>"


def test_links_of_a_sheet_end_where_excel_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oitcrawler.reports.xlsx._MOST_LINKS", 3)
    with opened(sample(findings=tuple(finding(number) for number in range(9)))) as book:
        linked = [cell for cell in cells(book[LIST]) if cell.hyperlink]
        assert len(linked) == 3
        assert book[LIST].max_row == 10


def test_every_page_that_carries_a_broken_link_has_its_row() -> None:
    sources = tuple(LinkSource(f"{SITE}/p{number}", "ดาวน์โหลด") for number in range(120))
    link = BrokenLink(f"{SITE}/gone.pdf", Cause.NOT_FOUND, 404, True, sources, "")
    with opened(sample(links=Links(500, (link,)))) as book:
        pages = [row[4] for row in book["ลิงก์"].iter_rows(min_row=2, values_only=True)]
    assert pages == [source.page for source in sources]


def test_what_could_not_be_verified_is_never_called_broken() -> None:
    table = _more_tables.links(listed(), "en")
    states = {str(row[0].shown if isinstance(row[0], _tables.Address) else row[0]): row[1] for row in table.rows}
    assert states["https://social.example.com/page"] == "Could not verify, not called broken"
    assert sorted(str(state) for state in states.values()) == [
        "Broken, confirmed",
        "Could not verify, not called broken",
        "Suspect, to be confirmed",
        "Works, could be better",
    ]


NOTHING = sample(items=(), findings=(), links=Links(0, ()), score=Score(Interval(0, 100), {}, {}))


@pytest.mark.parametrize("report", [NOTHING, all_pass()], ids=["nothing", "all pass"])
def test_a_report_with_nothing_to_mend_has_its_headings(report: Report) -> None:
    with opened(report) as book:
        assert book[LIST]["A1"].value == "ข้อ"
        assert book[LIST].max_row == 1
        assert "สรุป" in book.sheetnames


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["กองคลัง", "กองคลัง", "กองคลัง"], ["กองคลัง", "กองคลัง (2)", "กองคลัง (3)"]),
        (["A", "a"], ["A", "a (2)"]),
        (["History"], ["History (2)"]),
        (["[a]:b*c?d/e\\f"], ["a  b c d e f"]),
        (["'quoted'", "''"], ["quoted", "–"]),
        (["", " "], ["–", "– (2)"]),
    ],
)
def test_names_of_sheets_are_such_as_excel_takes(wanted: list[str], names: list[str]) -> None:
    given_names = _sheet_look.Names()
    assert [given_names.taken(one) for one in wanted] == names


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_names_become_names_of_sheets(wanted: list[str]) -> None:
    names = _sheet_look.Names()
    taken = [names.taken(one) for one in wanted]
    assert len({one.casefold() for one in taken}) == len(taken)
    for one in taken:
        assert 1 <= len(one.encode("utf-16-le")) // 2 <= 31
        assert not set(one) & set("[]:*?/\\")
        assert not one.startswith("'")
        assert not one.endswith("'")


CHILD = """
import resource
from dataclasses import replace
from tests.reports.sample import COVERAGE
from tests.reports.trials import huge
from oitcrawler.report import format_named
render = format_named("xlsx").render
render(replace(huge(50, 1), coverage=COVERAGE), "th")
before = resource.getrusage(resource.RUSAGE_SELF)
body = render(replace(huge(5_000, 1), coverage=COVERAGE), "th")
after = resource.getrusage(resource.RUSAGE_SELF)
print(len(body), after.ru_utime - before.ru_utime, after.ru_maxrss - before.ru_maxrss)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell a process its peak memory this way")
def test_five_thousand_findings_take_bounded_time_and_memory() -> None:
    told_by = subprocess.run(
        [sys.executable, "-c", CHILD], check=True, capture_output=True, text=True, timeout=120, cwd=ROOT
    )
    size, seconds, peak = (float(word) for word in told_by.stdout.split())
    assert size < 2_000_000
    assert seconds < 12
    assert peak < 80_000  # kilobytes


def _converted(folder: Path, body: bytes, to: str) -> Path:
    source = folder / "report.xlsx"
    source.write_bytes(body)
    command = [
        str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to,
        "--outdir", str(folder), str(source),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix("." + to.split(":", maxsplit=1)[0])


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice (soffice) on this machine")
def test_libreoffice_opens_it_and_shows_days_of_the_buddhist_era(tmp_path: Path) -> None:
    out = _converted(
        tmp_path, rendered(replace(listed(), links=Links(0, ()))), "csv:Text - txt - csv (StarCalc):44,34,76"
    )
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8"))))
    assert rows[0][0] == "ข้อ"
    assert rows[1][10] == "1 พ.ค. 2568"
    assert [row[16] for row in rows[1:]] == ["f-2", "f-1", "f-4", "f-3", "f-5"]
    assert _converted(tmp_path, rendered(hostile()), "pdf").read_bytes().startswith(b"%PDF")
