"""The broken links as CSV: one row for a link and a page, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from oitcrawler.reports.links_csv import COLUMNS

from oitcrawler.model import Lang
from oitcrawler.report import LinkRun, Links, LinkSource, link_format_named

from . import golden
from .link_sample import BROKEN, CLEAN, PARTNER, RUN, SITE, hostile, huge

FEW = replace(RUN, links=replace(RUN.links, broken=tuple(one for one in BROKEN if len(one.sources) < 100)))


def rendered(run: LinkRun, lang: Lang = "th") -> str:
    body = link_format_named("csv").render(run, lang)
    assert body.startswith(b"\xef\xbb\xbf")
    return body[3:].decode("utf-8")


def rows(run: LinkRun, lang: Lang = "th") -> list[list[str]]:
    return list(csv.reader(io.StringIO(rendered(run, lang), newline="")))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_golden(lang: Lang) -> None:
    golden.compare(f"links.{lang}.csv.txt", rendered(FEW, lang).replace("\r\n", "\n"))


@pytest.mark.parametrize("run", [RUN, CLEAN, hostile(), huge(100, 2, 300)])
def test_one_row_for_each_link_and_page(run: LinkRun) -> None:
    found = rows(run)
    assert found[0] == [column.th for column in COLUMNS]
    assert {len(row) for row in found} == {len(COLUMNS)}
    assert len(found) - 1 == sum(len({source.page for source in one.sources}) for one in run.links.broken)


def test_a_link_in_a_menu_says_on_how_many_pages_it_is() -> None:
    mine = [row for row in rows(RUN) if row[1] == f"{PARTNER}/complaint"]
    assert len(mine) == 5_000
    assert {row[13] for row in mine} == {"5000"}
    assert {row[5] for row in mine} == {"เมนู"}


def test_two_links_to_the_same_on_one_page_are_one_row_with_both_words() -> None:
    (mine,) = [row for row in rows(RUN) if row[1].endswith("/old-news/9")]
    assert mine[4] == "ข่าวกิจกรรม | อ่านต่อ"
    assert mine[5] == "เนื้อหา บรรทัด 40 ของโค้ดหน้าเว็บ | เนื้อหา บรรทัด 41 ของโค้ดหน้าเว็บ"


def test_what_cannot_be_verified_and_what_works_is_no_row() -> None:
    shown = rendered(RUN)
    assert "social.example.com" not in shown
    assert "district.example.go.th/form" not in shown


@pytest.mark.parametrize("text", ["=1+1", "+66", "-1", "@x", "＝1", " =1", "\t=1", "=cmd|' /C calc'!A1"])
def test_no_cell_begins_a_formula(text: str) -> None:
    broken = replace(BROKEN[0], url=text, final_url=text, sources=(LinkSource(text, text, text, text, text),))
    (_, row) = rows(replace(RUN, links=Links(1, (broken,))))
    assert all(row[column].startswith("'") for column in (0, 1, 4, 5, 6, 7, 14))


def test_no_cell_is_longer_than_a_spreadsheet_takes() -> None:
    sources = tuple(LinkSource(f"{SITE}/a", f"{number} " + "ก" * 190) for number in range(400))
    (_, row) = rows(replace(RUN, links=Links(1, (replace(BROKEN[0], sources=sources),))))
    assert max(map(len, row)) < 32_767


def test_a_link_whose_pages_nobody_knows_is_not_lost() -> None:
    (_, row) = rows(replace(RUN, links=Links(1, (replace(BROKEN[0], sources=()),))))
    assert row[:2] == ["", f"{SITE}/ita/2568/o13.pdf"]
