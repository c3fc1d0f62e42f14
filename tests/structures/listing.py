"""ITA pages made from one list of rows in many layouts (`layouts/*.html`), with the truth that follows.

The rows carry the items' names; where they lead says nothing (opaque files, pages all of one title), so that only the
list decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from oitcrawler.model import Cause

from ..cases import table
from .recorded import AGENCY, Content, address, html_of
from .scoring import Truth, checklist

PAGE = re.compile(r"^=== (\S+) ?\|? ?(.*)\n((?:(?!^=== ).*\n?)*)", re.MULTILINE)
OTHER_YEAR = 2567

LAYOUTS = Path(__file__).with_name("layouts")
LAST = LAYOUTS / "last-year.yaml"
PENDING, GONE, SEVERAL = 5, 7, 3
"""In every list these items have no link, a link to nothing, and three links."""

MENU = (
    '<ul><li><a href="/">หน้าหลัก</a></li><li><a href="/board">กองช่าง</a></li><li><a href="/travel">สถานที่ท่องเที่ยว</a></li>'
    '<li><a href="/ita">การประเมินคุณธรรมและความโปร่งใส (ITA)</a></li></ul>'
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a list; `links` are (address, text)."""

    code: str
    number: int
    name: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A site with its truth for one year."""

    content: Content
    truth: Truth


def layouts() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in LAYOUTS.glob("*.html")))


def rows_of(year: int, names: dict[int, str]) -> tuple[Row, ...]:
    return tuple(Row(f"O{number}", number, name, links_of(year, number)) for number, name in sorted(names.items()))


def links_of(year: int, number: int) -> tuple[tuple[str, str], ...]:
    if number == PENDING:
        return ()
    count = 3 if number % 9 == SEVERAL else 1
    words = ("คลิก", "ดาวน์โหลด", "link", "ดูรายละเอียด")[number % 4]
    texts = (words,) if count == 1 else ("ลิงก์ที่ 1", "ลิงก์ที่ 2", "ลิงก์ที่ 3")
    kind = "/data/{}" if number % 3 == 0 else "/upload/pdf_{}.pdf"
    stem = (year - 2500) * 7919 + number * 331
    return tuple((kind.format(f"{stem * 10 + place:x}"), text) for place, text in enumerate(texts))


@cache
def names_of(year: int) -> dict[int, str]:
    return {item.number: item.title.th for item in checklist(str(year)).items}


@cache
def last_year() -> dict[int, str]:
    """Return the names of another year's list: nearly the same words, other numbers."""
    written: dict[int, str] = table(LAST)
    return written


def made(layout: str, year: int) -> Made:
    """Return the site of one layout with this year's list, and another year's where the layout shows one."""
    return _made(layout, year, rows_of(year, names_of(year)), rows_of(OTHER_YEAR, last_year()))


def reordered(layout: str, year: int) -> Made:
    """Return the same site with its rows from the last to the first."""
    return _made(layout, year, rows_of(year, names_of(year))[::-1], rows_of(OTHER_YEAR, last_year())[::-1])


def _made(layout: str, year: int, rows: tuple[Row, ...], other: tuple[Row, ...]) -> Made:
    jinja = Environment(
        loader=FileSystemLoader(LAYOUTS),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    written = jinja.get_template(f"{layout}.html").render(year=year, rows=rows, other=other, other_year=OTHER_YEAR)
    pages = {address(path): html_of(AGENCY, "<p>เอกสารเผยแพร่</p>", MENU) for path in ("/", "/board", "/travel")}
    for path, title, body in PAGE.findall(written):
        pages[address(path)] = html_of(title or AGENCY, body, MENU)
    return Made(with_targets(pages, (*rows, *other)), truth_of(rows, year))


def with_targets(pages: dict[str, str], rows: tuple[Row, ...]) -> Content:
    """Add what the rows lead to, unless the layout has written it."""
    opaque = html_of(AGENCY, "<p>เอกสารเผยแพร่</p>", MENU)
    there = [address(href) for row in rows if row.number != GONE for href, _ in row.links]
    gone = [address(href) for row in rows if row.number == GONE for href, _ in row.links]
    files = {url: ("", "เอกสารเผยแพร่") for url in there if url.endswith(".pdf")}
    opened = {url: opaque for url in there if url not in files}
    return Content(opened | pages, files, dict.fromkeys(gone, Cause.NOT_FOUND))


def truth_of(rows: tuple[Row, ...], year: int) -> Truth:
    """Tell that an item's evidence are all its links; o9 of 2565 is judged on the main page."""
    return {
        f"o{row.number}": frozenset(address(href) for href, _ in row.links if row.number != GONE)
        for row in rows
        if not (year == 2565 and row.number == 9)
    }
