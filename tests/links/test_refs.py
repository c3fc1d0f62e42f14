"""What a page names: snippets and their references in names.yaml; here whole pages, encodings and memory."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.model import Ref, RefKind, Scanned
from oitcrawler.links.scanning.known import MOST_NEW
from oitcrawler.links.scanning.refs import Scanner, is_post, scan
from oitcrawler.links.scanning.spelling import address

from ..cases import table

URL = "https://www.tambon.example.go.th/ita/index.php"
UTF8 = "text/html; charset=utf-8"
THAI = "<p>องค์การบริหารส่วนตำบลตัวอย่าง ประกาศแผนพัฒนาท้องถิ่น พ.ศ. ๒๕๖๘</p>"


class Snippet(TypedDict, total=False):
    html: str
    refs: list[str]
    ids: list[str]
    base: str


SNIPPETS: dict[str, Snippet] = table(Path(__file__).with_name("names.yaml"))


def read(html: str) -> Scanned:
    return scan(html.encode(), UTF8, URL)


def told(ref: Ref, like: str) -> str:
    """Write a reference as closely as an expectation does."""
    return " | ".join([f"{ref.kind} {ref.raw}", ref.text, ref.place][: like.count(" | ") + 1])


@pytest.mark.parametrize("name", SNIPPETS)
def test_names(name: str) -> None:
    snippet = SNIPPETS[name]
    scanned = read(snippet["html"])
    wanted = snippet.get("refs", [])
    shown = [told(ref, like) for ref, like in zip(scanned.refs, wanted, strict=False)]
    assert shown + [told(ref, "") for ref in scanned.refs[len(wanted) :]] == wanted
    if "ids" in snippet:
        assert sorted(scanned.ids) == snippet["ids"]
    assert scanned.base == snippet.get("base", URL)


@pytest.mark.parametrize("prefix", ["", THAI], ids=["ascii", "thai"])
@pytest.mark.parametrize("name", SNIPPETS)
def test_the_cache_changes_nothing_but_lines(name: str, prefix: str) -> None:
    body = (prefix + SNIPPETS[name]["html"]).encode()
    scanner = Scanner()
    first, second, third = (scanner.scan(body, UTF8, URL) for _ in range(3))
    alone = scan(body, UTF8, URL)
    assert first == alone
    assert [bare(ref) for ref in second.refs] == [bare(ref) for ref in alone.refs]
    assert all(one is other for one, other in zip(second.refs, third.refs, strict=True))
    assert all(scanner.is_shared(ref) for ref in third.refs)


def bare(ref: Ref) -> tuple[str, RefKind, str, str]:
    return ref.raw, ref.kind, ref.text, ref.place.partition("line ")[0].rstrip(", ")


def page(menu: str, content: str, charset: str = "utf-8") -> str:
    links = "".join(f'<li><a href="/menu/{n}">{menu} {n}</a></li>' for n in range(20))
    return (
        f'<html><head><meta charset="{charset}"><link rel=stylesheet href=/a.css></head><body>'
        f"<nav><ul>{links}</ul></nav><main>{content}</main><footer><a href=/contact>ติดต่อ</a></footer></body></html>"
    )


def test_a_menu_is_the_same_objects_on_every_page() -> None:
    scanner = Scanner()
    pages = [scanner.scan(page("เมนู", f'\n<a href="n{n}">ข่าว {n}</a>').encode(), UTF8, URL) for n in range(3)]
    menus = [[ref for ref in one.refs if ref.place in ("menu", "footer")] for one in pages]
    assert len(menus[0]) == 21
    assert all(a is b is c for a, b, c in zip(*menus, strict=True))
    assert [ref.place for ref in pages[2].refs if ref.raw == "n2"] == ["main, line 2"]
    assert not scanner.is_shared(pages[2].refs[-2])


def test_what_several_pages_have_tells_no_line_that_is_wrong() -> None:
    scanner = Scanner()
    pages = [scanner.scan(("\n" * n + "<a href=x>x</a>").encode(), UTF8, URL) for n in range(3)]
    assert [one.refs[0].place for one in pages] == ["line 1", "", ""]


def test_memory_does_not_grow_with_what_single_pages_name() -> None:
    scanner = Scanner()
    for n in range(40):
        links = "".join(f'<a href="/n/{n}-{k}">{k}</a>' for k in range(500))
        scanner.scan((links + "<a href=/home>h</a>").encode(), UTF8, URL)
    known = scanner._context.known
    assert len(known._new) + len(known._older) <= 2 * (MOST_NEW + 501)
    assert len(known.shared) == 1


def test_a_menu_larger_than_memory_for_new_things_is_shared_too() -> None:
    scanner = Scanner()
    body = "".join(f'<a href="/n/{n}">{n}</a>' for n in range(MOST_NEW + 9)).encode()
    _, second = scanner.scan(body, UTF8, URL), scanner.scan(body, UTF8, URL)
    assert all(map(scanner.is_shared, second.refs))


@pytest.mark.parametrize(
    ("charset", "declared"), [("cp874", "windows-874"), ("cp874", "tis-620"), ("cp874", "utf-8"), ("utf-8", "tis-620")]
)
def test_pages_in_windows_874_are_read_whatever_they_declare(charset: str, declared: str) -> None:
    html = page("แผนพัฒนา", '<a href="/ค้น?q=แผน">ค้นหาแผน</a><p id="หมวด1">ก</p>', declared)
    scanned = scan(html.encode(charset), f"text/html; charset={declared}", URL)
    found = next(ref for ref in scanned.refs if "ค้น" in ref.raw)
    assert (found.raw, found.text, scanned.encoding) == ("/ค้น?q=แผน", "ค้นหาแผน", charset)
    assert "หมวด1" in scanned.ids
    query = "%E1%BC%B9" if charset == "cp874" else "%E0%B9%81%E0%B8%9C%E0%B8%99"
    url = address(found, scanned).url
    assert url == f"https://www.tambon.example.go.th/%E0%B8%84%E0%B9%89%E0%B8%99?q={query}"


def test_a_site_may_change_its_encoding_from_page_to_page() -> None:
    scanner = Scanner()
    pages = [page("แผนพัฒนา", THAI).encode(charset) for charset in ("cp874", "utf-8", "cp874", "cp874", "utf-8")]
    found = [scanner.scan(one, "", URL) for one in pages]
    assert [one.encoding for one in found] == ["cp874", "utf-8", "cp874", "cp874", "utf-8"]
    assert {one.refs[1].text for one in found} == {"แผนพัฒนา 0"}


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_byte_order_marks(mark: str) -> None:
    scanned = scan(page("เมนู", "").encode(mark), "text/html", URL)
    assert len(scanned.refs) == 22


def test_bytes_that_no_letter_has_hide_nothing_behind_them() -> None:
    body = page("เมนู", THAI * 5).encode().replace("ประกาศ".encode(), b"\xff\xe0\x00\x01", 1)
    assert [ref.raw for ref in scan(body, UTF8, URL).refs][-1] == "/contact"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<div id="root"></div><script src="/app.js"></script>', True),
        ('<script src="/app.js"></script>' + "<a href=x>ข่าว</a>" * 9 + THAI * 9, False),
        ("<a href=x>ข่าวประชาสัมพันธ์</a>", False),
        ('<a href=x><img src=intro.jpg></a><script src="/a.js"></script>', False),
        (
            '<noscript>Please enable JavaScript</noscript><script src="/a.js"></script>'
            + "".join(f"<a href=/{n}>เมนูหน้าที่ {n} ของเว็บไซต์</a>" for n in range(20))
            + "<div>กำลังโหลดข้อมูล</div>",
            True,
        ),
        (
            '<noscript>Please enable JavaScript</noscript><script src="/a.js"></script>'
            + "".join(f"<a href=/{n}>เมนูหน้าที่ {n} ของเว็บไซต์</a>" for n in range(20)),
            False,
        ),
        ("<script>box.innerHTML = '<a href=\"/x\">x</a>';</script>" + THAI * 9, True),
        ("<script>var a = document.createElement('a'); b.append(a);</script>" + THAI * 9, True),
        ('<script>box.innerHTML = "<img alt=x src=\\"" + name + "\\">";</script>' + THAI * 9, True),
        ("<script>window.dataLayer = [];</script>" + THAI * 9, False),
    ],
)
def test_only_a_browser_shows_what_scripts_make(html: str, expected: bool) -> None:
    assert read(html).needs_script is expected


def test_one_script_on_every_page_does_not_send_every_page_to_a_browser() -> None:
    scanner = Scanner()
    body = "<script>id = {}; $.getJSON('/list/{}', show);</script>" + THAI * 9
    asked = [scanner.scan(body.format(n, n).replace("{", "(").encode(), UTF8, URL).needs_script for n in range(50)]
    assert 1 <= sum(asked) <= 5


@pytest.mark.parametrize(("method", "expected"), [("", False), ("method=get", False), ("method='Post'", True)])
def test_forms_that_post_are_told(method: str, expected: bool) -> None:
    refs = read(f"<form action=a.php {method}><button>ส่ง</button></form><a href=b>(POST)</a>").refs
    assert [is_post(ref) for ref in refs] == [expected, False]


def test_text_is_cut_at_200_letters() -> None:
    assert len(read(f"<a href=x>{'ก' * 500}</a>").refs[0].text) == 200


@pytest.mark.parametrize(
    "body", [b"", b" ", b"\x00", b"\xff\xfe", b"%PDF-1.4", b"<", b"<a href", b"<a href='x", b"]]>"]
)
def test_what_is_no_page_names_nothing(body: bytes) -> None:
    assert scan(body, "", URL).refs == ()


def test_a_page_nested_without_end_is_read() -> None:
    assert read("<div>" * 5000 + "<a href=x>x</a>").base == URL


HEAVY = {
    "spaces-in-a-refresh": f"<meta http-equiv=refresh content='{' ' * 50_000}'>",
    "calls-that-never-close": '<p onclick="' + "open" * 1300 + '">x</p><p onclick="' + "window. " * 700 + '">x</p>',
    "scripts-full-of-tags": f"<script>{'<a ' * 60_000}</script>",
    "a-srcset-of-commas": f"<img srcset='{'a ,' * 50_000}'>",
    "styles-that-never-close": f"<style>{'url(' * 50_000}</style>",
    "menus-in-menus": "<div class=menu>" * 20_000 + "<nav>" * 3_000,
}


@pytest.mark.parametrize("html", HEAVY.values(), ids=HEAVY)
def test_a_hostile_page_takes_no_long(html: str) -> None:
    begun = time.perf_counter()
    read(html)
    assert time.perf_counter() - begun < 3


WORDS = """<a·href='|<a·href=#|'>|</a>|<img·src=|<nav>|</nav>|<main>|<template>|</template>|<noscript>|<base·href=
|<style>|</style>|url(|)|<script>|location='|</script>|·|<div·class=footer>|</div>|x.php|http://|ก|&amp;|\\|\x00
|<form·action=a>|srcset='a·1x,""".replace("·", " ").split("|")
PIECES = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


@given(PIECES, st.sampled_from(["utf-8", "cp874", "utf-16"]))
def test_never_raises_and_each_reference_is_there_once(html: str, charset: str) -> None:
    scanned = scan(html.encode(charset, "replace"), "", URL)
    assert len(set(scanned.refs)) == len(scanned.refs)
    assert all(ref.raw.strip() for ref in scanned.refs)


@given(st.binary(max_size=200), st.text(max_size=20))
def test_never_raises_on_any_bytes(body: bytes, content_type: str) -> None:
    assert scan(body, content_type, URL).base


@given(st.lists(PIECES, min_size=2, max_size=4))
def test_pages_are_read_alike_with_and_without_memory(pages: list[str]) -> None:
    scanner = Scanner()
    for html in pages:
        known, alone = scanner.scan(html.encode(), UTF8, URL), scan(html.encode(), UTF8, URL)
        assert {bare(ref) for ref in known.refs} == {bare(ref) for ref in alone.refs}
        assert (known.ids, known.base, known.encoding) == (alone.ids, alone.base, alone.encoding)
