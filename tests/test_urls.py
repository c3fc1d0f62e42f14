"""Addresses are spelt in one way, whatever a page writes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.urls import (
    _spelt,
    file_name,
    host_of,
    is_trap,
    looks_like_asset,
    looks_like_document,
    normalise,
    path_pattern,
    same_site,
    sent_name,
    site_domain,
    suffix_of,
)

BASE = "https://www.tambon.example.go.th/ita/2568/index.php?menu=3"
HOST = "https://www.tambon.example.go.th"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("o1.pdf", f"{HOST}/ita/2568/o1.pdf"),
        ("  o1.pdf \n", f"{HOST}/ita/2568/o1.pdf"),
        ("o1\n.p\tdf", f"{HOST}/ita/2568/o1.pdf"),
        ("../../o1.pdf", f"{HOST}/o1.pdf"),
        ("../../../../o1.pdf", f"{HOST}/o1.pdf"),
        ("./a/./b/..", f"{HOST}/ita/2568/a/"),
        ("%2e%2E/x", f"{HOST}/ita/x"),
        ("/a//b/", f"{HOST}/a//b/"),
        ("\\files\\o1.pdf", f"{HOST}/files/o1.pdf"),
        ("http:\\\\other.go.th\\x", "http://other.go.th/x"),
        ("//other.go.th/x", "https://other.go.th/x"),
        ("https:///other.go.th/x", "https://other.go.th/x"),
        ("https:o2.php", f"{HOST}/ita/2568/o2.php"),
        ("http:other.go.th/x", "http://other.go.th/x"),
        ("?menu=4", f"{HOST}/ita/2568/index.php?menu=4"),
        ("", f"{HOST}/ita/2568/index.php?menu=3"),
        ("#top", f"{HOST}/ita/2568/index.php?menu=3"),
        ("HTTPS://WWW.Other.GO.TH:443", "https://www.other.go.th/"),
        ("http://other.go.th:80?a=1", "http://other.go.th/?a=1"),
        ("http://other.go.th.:8080/x#y", "http://other.go.th:8080/x"),
        ("http://203.0.113.7:9998/store/1.pdf", "http://203.0.113.7:9998/store/1.pdf"),
        ("http://[2001:DB8::1]:80/x", "http://[2001:db8::1]/x"),
        ("http://0x7f.1/x", "http://127.0.0.1/x"),
        ("http://name:word@other.go.th/x", "http://other.go.th/x"),
        ("https://อบตตัวอย่าง.ไทย/ก", "https://xn--72c1aas6b3a2be8an5v.xn--o3cw4h/%E0%B8%81"),
        ("/แผน 1.pdf", f"{HOST}/%E0%B9%81%E0%B8%9C%E0%B8%99%201.pdf"),
        ("/%e0%b9%81x%zz", f"{HOST}/%E0%B9%81x%zz"),
        ("/%7Euser/%41%2d%5f", f"{HOST}/~user/A-_"),
        ("/%%341/%3%341", f"{HOST}/%%341/%3%341"),
        ("/list?q=%61%26b", f"{HOST}/list?q=a%26b"),
        ("/[1]|a", f"{HOST}/%5B1%5D%7Ca"),
        ("/view?b=2&a=1&b=3", f"{HOST}/view?b=2&a=1&b=3"),
        ("/view?", f"{HOST}/view"),
        ("/view?&a=1&", f"{HOST}/view?a=1"),
        ("/list?u=http://a.go.th/x/../y", f"{HOST}/list?u=http://a.go.th/x/../y"),
    ],
)
def test_resolves_as_a_browser_does(href: str, expected: str) -> None:
    assert normalise(href, BASE) == expected


@pytest.mark.parametrize(
    "href",
    [
        "javascript:void(0)",
        "mailto:saraban@example.go.th",
        "tel:0-4299-0000",
        "data:text/html,x",
        "about:blank",
        "ftp://other.go.th/x",
        "http://",
        "http:///",
        "http://[::1",
        "http://other.go.th:99999/",
        "http://other.go.th:8a/",
        "http://a b/",
        "http://a..b/",
        "http://999.1.1.1/",
        "https://" + "a" * 70 + ".go.th/",
    ],
)
def test_names_nothing_that_can_be_fetched(href: str) -> None:
    assert normalise(href, BASE) is None


def test_relative_link_without_a_usable_base_is_none() -> None:
    assert normalise("x.pdf", "") is None
    assert normalise("x.pdf", "file:///c:/site/index.html") is None
    assert normalise("//a.go.th/x", "about:blank") is None


@pytest.mark.parametrize("name", ["windows-874", "TIS-620", "cp874", "iso-8859-11"])
def test_query_is_written_in_the_encoding_of_the_page(name: str) -> None:
    assert normalise("/ก?q=แผน", BASE, name) == f"{HOST}/%E0%B8%81?q=%E1%BC%B9"


@pytest.mark.parametrize("name", ["utf-16", "no-such-encoding", "", "rot13", "hex"])
def test_query_falls_back_to_utf8(name: str) -> None:
    assert normalise("/?q=ก", BASE, name) == f"{HOST}/?q=%E0%B8%81"


def test_character_outside_the_encoding_is_written_as_browsers_do() -> None:
    assert normalise("/?q=漢", BASE, "windows-874") == f"{HOST}/?q=%26%2328450%3B"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/a.jsp;jsessionid=0A1B2C?x=1", "/a.jsp?x=1"),
        ("/a.php?PHPSESSID=0123456789abcdef&x=1", "/a.php?x=1"),
        ("/a.php?x=1&sid=9f86d081884c7d65", "/a.php?x=1"),
        ("/a.php?sid=12", "/a.php?sid=12"),
        ("/a.php?session=2568", "/a.php?session=2568"),
        ("/(S(lit3py55t21z5v55vlm25s55))/Default.aspx", "/Default.aspx"),
        ("/(X(1)S(lit3py55t21z5v55vlm25s55))/Page.aspx?itemID=4", "/Page.aspx?itemID=4"),
        ("/%28S%28lit3py55t21z5v55vlm25s55%29%29/Default.aspx", "/Default.aspx"),
        (
            "/แผน(ฉบับที่ 1)/x",
            "/%E0%B9%81%E0%B8%9C%E0%B8%99(%E0%B8%89%E0%B8%9A%E0%B8%B1%E0%B8%9A%E0%B8%97%E0%B8%B5%E0%B9%88%201)/x",
        ),
        ("/a?utm_source=line&id=4&fbclid=IwAR0&gclid=x", "/a?id=4"),
        ("/a?fbclid=IwAR0", "/a"),
    ],
)
def test_drops_sessions_and_tracking(href: str, expected: str) -> None:
    assert normalise(href, BASE) == HOST + expected


@given(
    st.text(max_size=80), st.sampled_from(["", BASE, "http://a.go.th", "x"]), st.sampled_from(["utf-8", "windows-874"])
)
def test_never_raises_and_is_idempotent(href: str, base: str, encoding: str) -> None:
    once = normalise(href, base, encoding)
    assert once is None or normalise(once, "", encoding) == once


@given(
    st.sampled_from(["http://a.go.th", "https:/", "//อ.ไทย", "", "/", "../", "http://[", "http://a.go.th:"]),
    st.text(alphabet="aกำ/.?&=#%;:@[]\\()S1 \t\ud800é|'\"", max_size=30),
)
def test_never_raises_and_is_idempotent_near_addresses(head: str, tail: str) -> None:
    once = normalise(head + tail, BASE)
    if once is not None:
        assert once.isascii()
        assert "#" not in once
        assert normalise(once, "") == once


PLAIN = st.lists(
    st.sampled_from(
        [
            *(
                "/",
                "//",
                "/..",
                ".",
                "news",
                "ข่าว",
                "๒๕๖๘",
                "é",
                "A-b_c~",
                "?",
                "&",
                "=",
                "#",
                "%20",
                "%e0",
                ";sid=1",
                "(S(x))",
            ),
            *(
                "sid",
                "utm_source",
                "phpsessid=ab12",
                "_ga=1",
                "page=2",
                "1",
                " ",
                "\\",
                ":",
                "@",
                "http://",
                "https://",
                "b.go.th",
            ),
            *(":80", ":8443", "ตัวอย่าง.ไทย", "B.GO.TH.", "127.1", "\t", "+", "-", "|"),
        ]
    ),
    max_size=8,
).map("".join)


@given(
    PLAIN,
    st.sampled_from(
        [
            "",
            BASE,
            "http://a.go.th",
            "http://a.go.th?x/y",
            "https://B.go.th:443/z",
            "http://[::1]/",
            "x",
            " http://c.th/",
        ]
    ),
    st.sampled_from(["utf-8", "windows-874"]),
)
@settings(max_examples=500)
def test_plain_addresses_are_spelt_as_all_others(href: str, base: str, encoding: str) -> None:
    assert normalise(href, base, encoding) == _spelt(href, base, encoding)
    assert normalise(f"/{href}", base, encoding) == _spelt(f"/{href}", base, encoding)


@given(st.text(max_size=60))
def test_other_functions_never_raise(text: str) -> None:
    for url in (text, f"http://a.go.th/{text}", f"http://{text}"):
        assert isinstance(path_pattern(url), str)
        assert isinstance(file_name(url), str)
        assert isinstance(host_of(url), str)
        assert isinstance(site_domain(url), str)
        assert is_trap(url) in (None, "too-long", "too-deep", "repeated-path", "calendar")
        assert looks_like_document(url) in (True, False)
        assert looks_like_asset(url) in (True, False)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.tambon.go.th/x", "tambon.go.th"),
        ("https://eservice.tambon.go.th:8443/", "tambon.go.th"),
        ("https://tambon.local.in.th/", "local.in.th"),
        ("http://203.0.113.7:9998/store", "203.0.113.7"),
        ("http://[2001:db8::1]:80/", "2001:db8::1"),
        ("http://localhost:8000/", "localhost"),
        ("http://intranet/", "intranet"),
        ("https://go.th/", "go.th"),
        ("https://xn--72c1aas6b3a2be8an5v.xn--o3cw4h/", "xn--72c1aas6b3a2be8an5v.xn--o3cw4h"),
        ("nonsense", ""),
    ],
)
def test_domain_of_a_site(url: str, domain: str) -> None:
    assert site_domain(url) == domain


def test_sub_domains_are_the_same_site() -> None:
    assert same_site("https://e.tambon.go.th/x", "tambon.go.th")
    assert same_site("https://tambon.go.th:8080/x", "tambon.go.th")
    assert not same_site("https://othertambon.go.th/x", "tambon.go.th")
    assert not same_site("https://tambon.go.th.example.com/x", "tambon.go.th")
    assert not same_site("nonsense", "")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        (f"{HOST}/f/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf?x=1#p", "แผน.pdf"),
        (f"{HOST}/f/%E1%BC%B9.pdf", "แผน.pdf"),
        (f"{HOST}/f/", ""),
        (HOST, ""),
    ],
)
def test_file_name_as_people_read_it(url: str, name: str) -> None:
    assert file_name(url) == name


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("http://a.go.th/public/list/data/detail/id/412/menu/1190", "a.go.th/public/list/data/detail/id/{n}/menu/{n}"),
        ("http://a.go.th/x.php?page=2&id=77", "a.go.th/x.php?id={n}&page={n}"),
        ("http://a.go.th/x.php?id=77&page=2", "a.go.th/x.php?id={n}&page={n}"),
        ("http://a.go.th/events/2025-01-31", "a.go.th/events/{date}"),
        ("http://a.go.th/2025/01/31/slug", "a.go.th/{date}/slug"),
        ("http://a.go.th/pdf_67b5c626/x", "a.go.th/pdf_{hex}/x"),
        ("http://a.go.th/f/67b5c626ab12", "a.go.th/f/{hex}"),
        ("http://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99/3", "a.go.th/แผน/{n}"),
        ("http://a.go.th", "a.go.th/"),
    ],
)
def test_shape_of_an_address(url: str, pattern: str) -> None:
    assert path_pattern(url) == pattern


@pytest.mark.parametrize(
    ("url", "trap"),
    [
        (f"{HOST}/a/b/a/b/a/b", "repeated-path"),
        (f"{HOST}/detail/id/1/menu/1/cat/1", None),
        (f"{HOST}/" + "/".join(f"s{n}" for n in range(21)), "too-deep"),
        (f"{HOST}/" + "/".join(f"s{n}" for n in range(20)), None),
        (f"{HOST}/?q=" + "x" * 2000, "too-long"),
        (f"{HOST}/calendar/2051/01", "calendar"),
        (f"{HOST}/calendar/2568/01", None),
        (f"{HOST}/index.php?option=cal&year=1899&month=2", "calendar"),
        (f"{HOST}/index.php?year=2590", "calendar"),
        (f"{HOST}/index.php?year=2568", None),
        (f"{HOST}/events/?tribe-bar-date=2047-03-01", None),
        (f"{HOST}/events/?date=2047-03-01", "calendar"),
        (f"{HOST}/news/1234/01", None),
        (f"{HOST}/news?id=3001", None),
    ],
)
def test_traps_are_named(url: str, trap: str | None) -> None:
    assert is_trap(url) == trap


def test_extensions_are_hints() -> None:
    assert looks_like_document(f"{HOST}/f/O1.PDF?x=1")
    assert looks_like_document(f"{HOST}/download.php?file=o1.docx")
    assert not looks_like_document(f"{HOST}/index.php?page=o1")
    assert looks_like_asset(f"{HOST}/theme/app.css?v=2")
    assert not looks_like_asset(f"{HOST}/app.pdf")
    assert suffix_of(f"{HOST}/a.tar.GZ") == "gz"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("attachment; filename=\"plan.pdf\"; filename*=UTF-8''%E0%B9%81%E0%B8%9C%E0%B8%99%202568.pdf", "แผน 2568.pdf"),
        ('inline; filename="../../plan 2568.pdf"', "plan 2568.pdf"),
        ('attachment; filename="C:\\docs\\o13.xlsx"', "o13.xlsx"),
        ("attachment; filename=%B9%AA.pdf", "นช.pdf"),
        ("attachment; filename=plan.pdf ; size=1", "plan.pdf"),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_the_name_that_a_server_sends_is_read(header: str, name: str) -> None:
    assert sent_name(header) == name
