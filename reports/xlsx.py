"""The webmaster's list as a workbook: a row a finding, a sheet for each unit, items, links, what was not checked.

Everything that comes from a site is written as text: no formula, and no link but to web pages. Days are real dates, so
that they sort, and are shown in the Buddhist era.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from oitcrawler.model import Lang, Outcome, Text, Verdict
from oitcrawler.report import FindingStatus, Report

from . import _more_tables, _sheet_look
from ._safe import web_address
from ._sheet_look import Look
from ._tables import BEING_MENDED, STATUSES, Address, Cell, Day, Table, by_owner, to_mend
from ._text import OUTCOME_VERDICTS, OUTCOMES, SEVERITIES, VERDICTS

STEM: Final = "report"
SUFFIX: Final = "xlsx"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_LINKS: Final = 65_530
"""Hyperlinks that Excel opens on one sheet; what comes after is text."""
_LONGEST_LINK: Final = 2_079
_MOST_ROWS: Final = 1_000_000
_MOST_OWNERS: Final = 60
_OPTIONS: Final = {
    "in_memory": False,
    "constant_memory": True,  # rows are written once, in order: a site of 100,000 broken links stays small
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A fixed day, so that the same Report gives the same workbook.
_CREATED: Final = datetime(2000, 1, 1)


def render(report: Report, lang: Lang, *, thai_digits: bool = False) -> bytes:
    """Return the workbook; with `thai_digits` days are shown in Thai digits."""
    body = io.BytesIO()
    with Workbook(body, _OPTIONS) as book:
        book.set_properties({"title": Text("รายการแก้ไข OIT", "OIT list to mend").to(lang), "created": _CREATED})
        look = Look.made(book, lang, thai_digits=thai_digits)
        names = _sheet_look.Names()
        for name, table in _tables(report, lang):
            _sheet(book, names.taken(name), table, look, report)
    return body.getvalue()


def _tables(report: Report, lang: Lang) -> Iterator[tuple[str, Table]]:
    first = to_mend(report, lang)
    yield first.name.to(lang), first
    for make in (_more_tables.summary, _more_tables.items, _more_tables.links, _more_tables.unseen):
        table = make(report, lang)
        yield table.name.to(lang), table
    for table in (_more_tables.filed(report, lang), _more_tables.decisions(report, lang)):
        if table.rows:
            yield table.name.to(lang), table
    for number, (owner, rows) in enumerate(by_owner(report, lang)):
        if number < _MOST_OWNERS:
            yield owner, replace(first, rows=rows)


def _sheet(book: Workbook, name: str, table: Table, look: Look, report: Report) -> None:
    sheet = book.add_worksheet(name)
    last = min(len(table.rows), _MOST_ROWS)
    _set_up(sheet, table, look, report, last)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading.to(look.lang), look.heading)
    left = _MOST_LINKS
    for number, row in enumerate(table.rows[:last], 1):
        sheet.set_row(number, _sheet_look.height(row, table.columns))
        for place, cell in enumerate(row):
            left -= _cell(sheet, number, place, cell, look, can_link=left > 0)


def _set_up(sheet: Worksheet, table: Table, look: Look, report: Report, last: int) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if table.printed:
        sheet.print_area(0, 0, last, table.printed - 1)
    name = report.agency.names[0] if report.agency.names else report.agency.domain
    sheet.set_header(f"&L{_sheet_look.in_margin(name)}&R{_sheet_look.in_margin(table.name.to(look.lang))}")
    sheet.set_footer("&C&P / &N")
    for place, column in enumerate(table.columns):
        if column.marks and last:
            _mark(sheet, place, column.marks, look, last)


def _mark(sheet: Worksheet, place: int, marks: str, look: Look, last: int) -> None:
    for words, colour in _marked(marks):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words.to(look.lang)}"', "format": look.colours[colour]}
        sheet.conditional_format(1, place, last, place, rule)
    if marks == "status":
        choices = [one.to(look.lang) for one in (*STATUSES.values(), BEING_MENDED)]
        sheet.data_validation(1, place, last, place, {"validate": "list", "source": choices})


def _marked(marks: str) -> tuple[tuple[Text, str], ...]:
    """Return the values of a column that are coloured."""
    if marks == "verdict":
        return tuple((VERDICTS[one], _VERDICT_COLOURS[one]) for one in Verdict)
    if marks == "outcome":
        return tuple((OUTCOMES[one], _VERDICT_COLOURS[OUTCOME_VERDICTS[one]]) for one in Outcome)
    if marks == "severity":
        return tuple(zip(SEVERITIES.values(), ("bad", "warn", "plain"), strict=True))
    if marks == "status":
        return tuple((STATUSES[one], colour) for one, colour in _STATUS_COLOURS.items())
    return ()


_VERDICT_COLOURS: Final = {
    Verdict.PASS: "good",
    Verdict.GAP: "bad",
    Verdict.REVIEW: "warn",
    Verdict.COULD_NOT_CHECK: "unseen",
    Verdict.NOT_APPLICABLE: "plain",
}
_STATUS_COLOURS: Final[dict[FindingStatus, str]] = {
    "mended": "good",
    "came-back": "bad",
    "could-not-check": "unseen",
    "set-aside": "plain",
}


def _cell(sheet: Worksheet, row: int, place: int, cell: Cell, look: Look, *, can_link: bool) -> int:
    """Write one cell, and return how many links that took."""
    if isinstance(cell, Address):
        return _address(sheet, row, place, cell, look, can_link=can_link)
    if isinstance(cell, Day):
        day = cell.date
        if day is None:
            sheet.write_blank(row, place, None, look.text)
        else:
            sheet.write_datetime(row, place, datetime(day.year, day.month, day.day), look.day)
    elif isinstance(cell, str):
        sheet.write_string(row, place, cell, look.text)
    elif cell is None:
        sheet.write_blank(row, place, None, look.text)
    else:
        sheet.write_number(row, place, cell, look.number)
    return 0


def _address(sheet: Worksheet, row: int, place: int, cell: Address, look: Look, *, can_link: bool) -> int:
    url = web_address(cell.url)
    if url is None or not can_link or len(url) > _LONGEST_LINK:
        sheet.write_string(row, place, cell.shown, look.text)
        return 0
    return 1 if sheet.write_url(row, place, url, look.link, cell.shown) == 0 else 0
