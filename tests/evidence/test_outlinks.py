"""The crawler is told of every address in a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.html import OutLink, outlinks, visible_text_and_links

from ..cases import table
from .reading import ROOT, read_page

PAGE = """<html><head><base href="/public/"><link rel="stylesheet" href="app.css">
<link rel="canonical" href="/canonical">
<meta http-equiv="Refresh" content="5;URL='/home'"></head>
<frameset><frame src="top.html" name="เมนู"></frameset>
<body><a href="one"><img src="a.gif" alt="หนึ่ง"></a><a href="one">ซ้ำ</a>
<ul style="display:none"><li><a href="hidden">ซ่อน</a></li></ul>
<a href="javascript:openWindow('two')">สอง</a><img usemap="#m" src="b.gif"><map><area href="three" title="สาม"></map>
<iframe data-src="/viewer.html?file=four.pdf"></iframe><embed src="five.pdf">
<select onchange="location = this.value"><option value="/y67">2567</option><option value="">-</option></select>
<select><option value="/never">x</option></select>
<script src="app.js"></script><script>var config = {pdfUrl: "/f/six.pdf"};</script>
<div data-pdf-url="seven.pdf"></div><a href="mailto:x@example.go.th">m</a><a href="#x">x</a></body></html>"""


def test_every_address_in_document_order() -> None:
    public = f"{ROOT}/public"
    assert outlinks(PAGE.encode(), "text/html", f"{ROOT}/index.php") == (
        OutLink(f"{public}/app.css", "", "asset"),
        OutLink(f"{ROOT}/home", "", "refresh"),
        OutLink(f"{public}/top.html", "เมนู", "frame"),
        OutLink(f"{public}/one", "หนึ่ง", "link"),
        OutLink(f"{public}/a.gif", "หนึ่ง", "asset"),
        OutLink(f"{public}/hidden", "ซ่อน", "link"),
        OutLink(f"{public}/two", "สอง", "link"),
        OutLink(f"{public}/b.gif", "", "asset"),
        OutLink(f"{public}/three", "สาม", "link"),
        OutLink(f"{ROOT}/four.pdf", "", "frame"),
        OutLink(f"{ROOT}/viewer.html?file=four.pdf", "", "frame"),
        OutLink(f"{public}/five.pdf", "", "frame"),
        OutLink(f"{ROOT}/y67", "", "link"),
        OutLink(f"{public}/app.js", "", "asset"),
        OutLink(f"{ROOT}/f/six.pdf", "", "frame"),
        OutLink(f"{public}/seven.pdf", "", "frame"),
    )


def test_splash_page_that_only_sends_on() -> None:
    body = b"<html><body><script>window.location.href = 'main.php';</script></body></html>"
    assert outlinks(body, "", f"{ROOT}/") == (OutLink(f"{ROOT}/main.php", "", "refresh"),)


def test_visible_text_and_links_of_an_empty_shell() -> None:
    shell = b"<html><body><noscript>Please enable JavaScript</noscript><div id=app></div><script>x()</script></html>"
    assert visible_text_and_links(shell, "text/html", ROOT) == (0, 0)
    assert visible_text_and_links("<p>ก ข</p><a href=/x>ค</a><a href='#'>ง</a>".encode(), "", ROOT) == (4, 1)


@given(st.text(alphabet="<>/a='\"!-ก& \x00bodytrhefscip", max_size=200))
def test_any_markup_is_read(markup: str) -> None:
    for one in outlinks(markup.encode(), "text/html", f"{ROOT}/x/"):
        assert one.url.startswith("http")
    text, links = visible_text_and_links(markup.encode(), "text/html", f"{ROOT}/x/")
    assert text >= 0
    assert links >= 0


@dataclass(frozen=True, slots=True)
class Shown:
    name: str
    markup: str
    shows: list[str]
    also: list[str] = field(default_factory=list)

    @property
    def links(self) -> list[str]:
        return [whole(one) for one in self.shows]


def whole(address: str) -> str:
    return address if "://" in address else f"{ROOT}{address}"


CASES = [Shown(**one) for one in table(Path(__file__).with_name("viewers.yaml"))]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_file_behind_a_viewer_is_linked_by_the_page_that_shows_it(case: Shown) -> None:
    page = read_page(f"<h2>O7 แผน</h2>{case.markup}")
    assert list(dict.fromkeys(one.url for one in page.links)) == case.links
    assert all(one.headings == ("O7 แผน",) for one in page.links)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_crawler_hears_of_it(case: Shown) -> None:
    found = outlinks(f"<html><body>{case.markup}".encode(), "text/html; charset=utf-8", f"{ROOT}/ita/page.php")
    assert [one.url for one in found if one.kind != "asset"] == [*case.links, *map(whole, case.also)]
