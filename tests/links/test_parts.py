"""What pages share is read once: never another reading than that of the page alone, and far fewer elements."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.links.model import Scanned
from oitcrawler.links.scanning.containers import containers
from oitcrawler.links.scanning.parts import LONGEST_PAGE, MARK, MOST_PARTS, SharedParts
from oitcrawler.links.scanning.refs import Scanner, scan

URL = "https://www.tambon.example.go.th/ita/index.php"
UTF8 = "text/html; charset=utf-8"
THAI = "<p>องค์การบริหารส่วนตำบลตัวอย่าง ประกาศแผนพัฒนาท้องถิ่น</p>"


def items(word: str, count: int = 30) -> str:
    return "".join(f'<li><a href="/{word}/{n}" title="{word}">{word} หน้าที่ {n}</a></li>\n' for n in range(count))


MENU = f'<nav class="top"><ul id="menu">{items("เมนู")}</ul></nav>'
OPEN_ITEMS = f'<ul class="navbar">{items("บริการ").replace("</li>", "")}</ul>'
TILES = "".join(f"<div><a href=s{n}?a=1&amp;b=2><img src=/i/{n}.png alt=ป้าย{n}></a></div>" for n in range(20))
SIDE = f'<div class="sidebar"><h3>ลิงก์</h3>{TILES}</div>'
ROWS = "".join(f"<tr><td><a name=f{n} href=#f{n}>ข้อ {n}</a><td>ก" for n in range(30))
FOOTER = f"<footer id=foot><!-- ท้าย --><table>{ROWS}</table></footer>"
SEARCH = f'<div class="header"><form action="/find"><input type=submit value="ค้นหา"></form>{items("ทาง", 20)}</div>'
CLICKS = (
    f'<div id="quick" onclick="location=\'/quick\'">{items("ด่วน", 20)}<p style="background:url(/bg.png)">ก</p></div>'
)
STRAY = f'<div class="menu">{items("ค้าง", 20)}</div></div></span></p>'
SCRIPTED = f'<div class="nav">{items("สคริปต์", 20)}<script src="/a.js"></script></div>'
BROKEN = f'<div class="nav"{items("เสีย", 20)}<a href="x>y</div>'
PARTS = {
    "menu": MENU,
    "items that stay open": OPEN_ITEMS,
    "sidebar": SIDE,
    "footer": FOOTER,
    "search": SEARCH,
    "clicks": CLICKS,
    "stray end tags": STRAY,
    "scripts": SCRIPTED,
    "broken": BROKEN,
}
AROUND = {
    "plain": ("", ""),
    "comment": ("<!--", "-->"),
    "script": ("<script>document.write('", "')</script>"),
    "noscript": ("<noscript>", "</noscript>"),
    "textarea": ("<textarea>", "</textarea>"),
    "title": ("<title>", "</title>"),
    "link": ("<a href=/around>", "</a>"),
    "form": ("<form action=/send method=post>", "<button>ส่ง</button></form>"),
    "button": ("<button formaction=/b>", "</button>"),
    "picture": ("<picture>", "</picture>"),
    "menu": ('<div class="menu">', "</div>"),
    "main": ("<main>", "</main>"),
    "hidden": ("<template>", "</template>"),
    "attribute": ('<p title="', '">'),
    "unclosed": ("<p><b><div class=content><a href=/open>", ""),
    "table": ("<table><tr><td>", "</table>"),
    "select": ("<select onchange=go()>", "</select>"),
    "base": ("<base href=/other/>", ""),
    "marks": (f'<{MARK} n="1"></{MARK}>', ""),
}


def whole(number: int, *pieces: str) -> str:
    """Write a page with something of its own before, between and after the pieces."""
    own = (f'\n{THAI}<a href="own{number}-{k}">ข่าว {number}</a><i id=own{number}-{k}></i>' for k in range(9))
    inner = "".join(one + piece for one, piece in zip(own, pieces, strict=False))
    head = f"<html><head><meta charset=utf-8><title>หน้า {number}</title></head>"
    return f"{head}<body>{inner}{THAI}<a href=end>จบ</a></body></html>"


def content(scanned: Scanned) -> tuple[object, ...]:
    refs = sorted((ref.raw, ref.kind, ref.text, ref.place.partition("line ")[0].rstrip(", ")) for ref in scanned.refs)
    return refs, scanned.ids, scanned.base, scanned.encoding, scanned.has_scripts


def assert_read_as_alone(pages: Iterable[bytes], content_type: str = UTF8) -> Scanner:
    scanner = Scanner()
    for page in pages:
        together, alone = scanner.scan(page, content_type, URL), scan(page, content_type, URL)
        assert content(together) == content(alone)
        assert not {ref for ref in together.refs if "line" in ref.place} - set(alone.refs)
    return scanner


@pytest.mark.parametrize("charset", ["utf-8", "cp874"])
@pytest.mark.parametrize("name", PARTS)
def test_a_page_is_read_as_it_is_alone(name: str, charset: str) -> None:
    pages = [whole(n, PARTS[name]).encode(charset) for n in range(6)]
    scanner = assert_read_as_alone(pages, f"text/html; charset={charset}")
    is_cut = bool(scanner._parts.cut(pages[-1]).parts)
    assert is_cut is (name not in ("scripts", "broken", "clicks"))


@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize("part", ["menu", "search", "footer"])
def test_a_part_is_none_where_it_cannot_be_one(part: str, name: str) -> None:
    before, after = AROUND[name]
    odd = [whole(n, before + PARTS[part] + after) for n in range(10, 14)]
    plain = [whole(n, PARTS[part]) for n in range(3)]
    scanner = assert_read_as_alone(one.encode() for one in (*plain, *odd, *plain))
    assert_read_as_alone(one.encode() for one in (*odd, *plain))
    assert scanner._parts.cut(plain[0].encode()).parts or name not in ("plain", "main", "menu", "table")


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(sorted(PARTS)), st.sampled_from(sorted(AROUND))), max_size=4),
        min_size=3,
        max_size=9,
    )
)
@settings(max_examples=100)
def test_any_pages_in_any_order_are_read_as_alone(pages: list[list[tuple[str, str]]]) -> None:
    written = (
        whole(n, *(AROUND[around][0] + PARTS[name] + AROUND[around][1] for name, around in pieces))
        for n, pieces in enumerate(pages)
    )
    assert_read_as_alone(one.encode() for one in written)


def test_a_mark_that_a_page_has_itself_stands_for_nothing() -> None:
    plain = [whole(n, MENU) for n in range(3)]
    odd = [whole(n, f'<{MARK} n="1"></{MARK}><!--{MENU}-->') for n in range(3, 6)]
    assert_read_as_alone(one.encode() for one in (*plain, *odd))


def test_the_item_that_is_open_differs_and_the_rest_of_the_menu_is_shared() -> None:
    def menu(number: int) -> str:
        lists = "".join(
            f'<li class="{"active" if k == number else ""}"><ul>{items(f"ชุด{k}", 20)}</ul>' for k in range(6)
        )
        return f"<nav><ul>{lists}</ul></nav>"

    scanner = assert_read_as_alone(whole(n, menu(n)).encode() for n in range(6))
    assert len(scanner._parts.cut(whole(2, menu(2)).encode()).parts) == 6


def test_lines_after_a_part_are_those_of_the_page() -> None:
    scanner = Scanner()
    pages = [scanner.scan(whole(n, MENU, "").encode(), UTF8, URL) for n in range(4)]
    lines = [next(ref.place for ref in one.refs if ref.raw == f"own{n}-1") for n, one in enumerate(pages)]
    assert lines == ["line 33"] * 4


def test_a_whole_page_costs_only_what_is_its_own() -> None:
    scanner = Scanner()
    pages = [whole(n, MENU, SIDE, FOOTER).encode() for n in range(3)]
    for page in pages:
        scanner.scan(page, UTF8, URL)
    cut = scanner._parts.cut(whole(9, MENU, SIDE, FOOTER).encode())
    assert cut.body.count(b"<a ") == len(b"012") + 1
    assert len(cut.parts) == 3


def test_parts_are_few_and_make_room_for_others() -> None:
    parts = SharedParts()
    for block in range(3 * MOST_PARTS):
        for number in range(20):
            page = whole(number, f"<div>{items(f'บล็อก{block}', 20)}</div>").encode()
            parts.learn(page, parts.cut(page))
    assert len(parts._parts) == MOST_PARTS


def test_readings_of_parts_that_went_are_not_kept_for_ever() -> None:
    scanner = Scanner()
    for block in range(5 * MOST_PARTS):
        for number in range(20):
            scanner.scan(whole(number, f"<div>{items(f'บล็อก{block}', 20)}</div>").encode(), UTF8, URL)
    assert MOST_PARTS <= len(scanner._named) <= 4 * MOST_PARTS


def test_large_pages_are_not_kept_to_compare_with() -> None:
    parts = SharedParts()
    page = whole(1, MENU, "ก" * LONGEST_PAGE).encode()
    assert parts.learn(page, parts.cut(page)) == ()
    assert parts._previous == b""


@given(
    st.lists(st.sampled_from(["<div>", "</div>", "<p>", "</p>", "<li", ">", "<!--", "-->", "<br/>", '"', "<script>"]))
)
def test_containers_close_all_that_they_open(pieces: list[str]) -> None:
    source = "".join(pieces).encode()
    for one in containers(source):
        assert source[one.start : one.inner].lower().startswith(b"<div")
        assert source[one.close : one.end] == b"</div>"
        assert one.inner <= one.close


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<script ", "<a '", '<a "', "<a \"'<a'\" ", "<title><", "<div '\"<"]
)
def test_a_page_of_nothing_but_beginnings_is_gone_through_in_no_time(piece: str) -> None:
    assert containers((piece * (LONGEST_PAGE // len(piece))).encode()) == []
