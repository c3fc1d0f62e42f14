"""From the writing of a reference to the address that is asked for, or to what is wrong with the writing."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.model import Ref, RefKind, Scanned
from oitcrawler.links.scanning.spelling import Address, address, matches, names_something
from oitcrawler.model import Cause

HOST = "https://www.tambon-example.go.th"
BASE = f"{HOST}/ita/2568/index.php?menu=3"
THAI = "%E0%B9%81%E0%B8%9C%E0%B8%99"


def of(
    raw: str, *, encoding: str = "utf-8", base: str = BASE, site: str = HOST, allow_private: bool = False
) -> Address:
    scanned = Scanned((), frozenset(), base, encoding)
    return address(Ref(raw, RefKind.LINK), scanned, site=site, allow_private=allow_private)


WORKING = {
    "relative": ("o1.pdf", f"{HOST}/ita/2568/o1.pdf"),
    "empty": ("", BASE),
    "white-space-around": ("\n  /o1.pdf \t", f"{HOST}/o1.pdf"),
    "newline-inside": ("/news/\n  1.html", f"{HOST}/news/%20%201.html"),
    "tab-inside-scheme": ("ht\ttps://other.go.th/", "https://other.go.th/"),
    "backslashes": ("\\files\\o1.pdf", f"{HOST}/files/o1.pdf"),
    "backslashes-to-a-host": ("\\\\www.other.go.th\\a.pdf", "https://www.other.go.th/a.pdf"),
    "no-scheme": ("//other.go.th/x", "https://other.go.th/x"),
    "three-slashes": ("https:///other.go.th/x", "https://other.go.th/x"),
    "one-slash-own-scheme": ("https:/x", f"{HOST}/x"),
    "one-slash-other-scheme": ("http:/other.go.th/x", "http://other.go.th/x"),
    "host-written-as-path": ("www.other.go.th/x", f"{HOST}/ita/2568/www.other.go.th/x"),
    "spaces": ("/แผน 1.pdf", f"{HOST}/{THAI}%201.pdf"),
    "brackets-and-pipe": ("/[1]|a.pdf", f"{HOST}/%5B1%5D%7Ca.pdf"),
    "punycode": ("https://อบตตัวอย่าง.ไทย/", "https://xn--72c1aas6b3a2be8an5v.xn--o3cw4h/"),
    "user-and-word": ("http://name:word@other.go.th/x", "http://other.go.th/x"),
    "odd-port": ("http://203.0.114.7:9998/store", "http://203.0.114.7:9998/store"),
    "public-number": ("http://8.8.8.8/", "http://8.8.8.8/"),
    "host-that-begins-like-local": ("http://local.example.go.th/", "http://local.example.go.th/"),
    "localhost-in-the-path": ("/localhost/x", f"{HOST}/localhost/x"),
    "drive-letter-in-the-path": ("/c:/x", f"{HOST}/c:/x"),
}


@pytest.mark.parametrize(("raw", "url"), WORKING.values(), ids=WORKING)
def test_browsers_find_it(raw: str, url: str) -> None:
    assert of(raw) == Address(url)


EQUAL = {
    "percent-encoding-of-utf-8": ("utf-8", ["/แผน.pdf", f"/{THAI}.pdf", f"/{THAI.lower()}.pdf"]),
    "query-of-a-tis-620-page": ("cp874", ["/s.php?q=แผน", "/s.php?q=%E1%BC%B9", "/s.php?q=%e1%bc%b9"]),
    "path-of-a-tis-620-page": ("cp874", ["/แผน.pdf", f"/{THAI}.pdf"]),
    "international-host": (
        "utf-8",
        ["https://อบตตัวอย่าง.ไทย/ก", "https://xn--72c1aas6b3a2be8an5v.xn--o3cw4h/%e0%b8%81"],
    ),
    "trailing-dot": ("utf-8", [f"{HOST}/x", f"{HOST}./x"]),
    "default-port": ("utf-8", [f"{HOST}/x", f"{HOST}:443/x", f"{HOST}:/x"]),
    "case-of-the-host": ("utf-8", [f"{HOST}/x", "HTTPS://WWW.Tambon-Example.GO.TH/x"]),
    "dots-in-the-path": ("utf-8", ["/x", "../../x", "/a/../x", "/a/%2e%2E/./x"]),
    "no-path": ("utf-8", [HOST, f"{HOST}/"]),
    "escapes-that-need-not-be": ("utf-8", ["/~office/a-b", "/%7Eoffice/a%2Db"]),
    "fragments": ("utf-8", ["/x", "/x#", "/x#top"]),
    "session": ("utf-8", ["/x.php?id=1", "/x.php?PHPSESSID=0123456789abcdef&id=1"]),
}


@pytest.mark.parametrize(("encoding", "spellings"), EQUAL.values(), ids=EQUAL)
def test_equal_spellings_are_one_address(encoding: str, spellings: list[str]) -> None:
    assert len({of(raw, encoding=encoding) for raw in spellings}) == 1


DIFFERENT = {
    "case-of-the-path": ["/A.pdf", "/a.pdf"],
    "slash-at-the-end": ["/a", "/a/"],
    "tis-620-in-the-path": [f"/{THAI}.pdf", "/%E1%BC%B9.pdf"],
    "escaped-slash": ["/a%2Fb", "/a/b"],
    "scheme": ["http://www.tambon-example.go.th/", f"{HOST}/"],
    "port": [f"{HOST}/", f"{HOST}:8443/"],
}


@pytest.mark.parametrize("spellings", DIFFERENT.values(), ids=DIFFERENT)
def test_different_addresses_stay_different(spellings: list[str]) -> None:
    assert len({of(raw).url for raw in spellings}) == 2


FAULTY = {
    "nothing-after-the-scheme": ("http://", Cause.MALFORMED),
    "three-slashes-and-nothing": ("http:///", Cause.MALFORMED),
    "space-in-the-host": ("http://www.other .go.th/", Cause.MALFORMED),
    "space-before-the-host": ("http:// www.other.go.th/", Cause.MALFORMED),
    "two-dots-in-the-host": ("http://www..go.th/", Cause.MALFORMED),
    "port-that-is-a-word": ("http://www.other.go.th:abc/", Cause.MALFORMED),
    "port-too-large": ("http://www.other.go.th:99999/", Cause.MALFORMED),
    "bracket-never-closed": ("http://[::1/", Cause.MALFORMED),
    "number-that-is-none": ("http://999.1.1.1/", Cause.MALFORMED),
    "scheme-twice": ("http://http://www.other.go.th/", Cause.MALFORMED),
    "scheme-twice-secure": ("http://https//www.other.go.th/", Cause.MALFORMED),
    "scheme-mistyped": ("htp://www.other.go.th/", Cause.MALFORMED),
    "scheme-mistyped-more": ("htttps://www.other.go.th/", Cause.MALFORMED),
    "scheme-without-its-head": ("ttps://www.other.go.th/", Cause.MALFORMED),
    "host-taken-for-a-scheme": ("www.other.go.th:8080/x", Cause.MALFORMED),
    "file": ("file:///C:/Users/office/o1.pdf", Cause.LOCAL_ADDRESS),
    "file-of-a-server": ("FILE://server/share/o1.pdf", Cause.LOCAL_ADDRESS),
    "drive-letter": ("C:\\Users\\office\\o1.pdf", Cause.LOCAL_ADDRESS),
    "drive-letter-and-slash": ("d:/o1.pdf", Cause.LOCAL_ADDRESS),
    "server-of-the-office": ("\\\\server\\share\\o1.pdf", Cause.LOCAL_ADDRESS),
    "server-by-number": ("\\\\192.168.1.9\\share\\o1.pdf", Cause.LOCAL_ADDRESS),
    "localhost": ("http://localhost/site/", Cause.LOCAL_ADDRESS),
    "localhost-with-port": ("http://LOCALHOST:8080/site/", Cause.LOCAL_ADDRESS),
    "localhost-without-scheme": ("localhost:8080/site/", Cause.LOCAL_ADDRESS),
    "loopback": ("http://127.0.0.1/site/", Cause.LOCAL_ADDRESS),
    "loopback-in-disguise": ("http://0x7f.1/", Cause.LOCAL_ADDRESS),
    "loopback-6": ("http://[::1]:8080/", Cause.LOCAL_ADDRESS),
    "private": ("http://192.168.1.10/ita", Cause.LOCAL_ADDRESS),
    "private-ten": ("https://10.0.0.5/", Cause.LOCAL_ADDRESS),
    "private-172": ("http://172.16.0.1:81/", Cause.LOCAL_ADDRESS),
    "link-local": ("http://169.254.1.1/", Cause.LOCAL_ADDRESS),
    "printer": ("http://printer.local/", Cause.LOCAL_ADDRESS),
    "windows-domain": ("http://portal.intranet/x", Cause.LOCAL_ADDRESS),
}


@pytest.mark.parametrize(("raw", "cause"), FAULTY.values(), ids=FAULTY)
def test_the_writing_is_at_fault(raw: str, cause: Cause) -> None:
    assert names_something(raw)
    assert of(raw) == Address(None, "", cause)


NOT_FOR_THE_WEB = {
    "mail": "mailto:saraban@example.go.th",
    "telephone": "tel:0-4299-0000",
    "chat": "line://ti/p/@office",
    "app": "fb-messenger://user-thread/1",
    "ftp": "ftp://files.example.go.th/",
    "script": "javascript:void(0)",
    "script-broken-in-two": "java\nscript:void(0)",
    "data": "data:text/html,x",
    "blob": "blob:https://www.example.go.th/1",
    "about": "about:blank",
    "template": "{{ item.url }}",
    "template-inside": "/news/{{id}}.html",
    "template-of-php": "<?php echo $link ?>",
    "template-of-script": "/news/${id}",
    "template-escaped": "/news/%7B%7Bid%7D%7D",
}


@pytest.mark.parametrize("raw", NOT_FOR_THE_WEB.values(), ids=NOT_FOR_THE_WEB)
def test_nothing_that_is_asked_for(raw: str) -> None:
    assert not names_something(raw)
    assert of(raw) == Address(None)


@pytest.mark.parametrize("raw", ["", " ", "#", " # ", "\n"])
def test_what_names_nothing(raw: str) -> None:
    assert not names_something(raw)


def test_a_site_on_a_private_address_may_link_to_itself() -> None:
    site = "http://192.168.1.20:8080/"
    assert of("/x", base=site, site=site) == Address("http://192.168.1.20:8080/x")
    assert of("http://192.168.1.20:8080/y", base=site, site=site).cause is None
    for other in ("http://192.168.1.20/y", "http://192.168.1.21:8080/", "http://localhost:8080/"):
        assert of(other, base=site, site=site).cause is Cause.LOCAL_ADDRESS
        assert of(other, base=site, site=site, allow_private=True).cause is None


def test_the_default_port_of_a_private_site_is_its_own() -> None:
    assert of("http://127.0.0.1:80/x", base="http://127.0.0.1/", site="http://127.0.0.1/").cause is None


def test_files_of_somebody_stay_local_whatever_is_allowed() -> None:
    assert of("file:///C:/x.doc", allow_private=True).cause is Cause.LOCAL_ADDRESS


FRAGMENTS = {
    "none": ("x.html", ""),
    "alone": ("#s1", "s1"),
    "on-another-page": ("x.html#s1", "s1"),
    "case": ("#S1", "S1"),
    "thai": ("#หมวด1", "หมวด1"),
    "escaped-utf-8": ("#%E0%B8%AB1", "ห1"),
    "escaped-tis-620": ("#%CB1", "ห1"),
    "space": ("#a%20b", "a b"),
    "hash-in-it": ("#a#b", "a#b"),
    "top": ("#top", ""),
    "top-in-capitals": ("#TOP", ""),
    "bang": ("#!", ""),
    "bang-route": ("#!/news/1", ""),
    "route": ("#/news/1", ""),
    "text": ("x.html#:~:text=%E0%B8%81", ""),
    "id-and-text": ("x.html#s1:~:text=a", "s1"),
    "page-of-a-pdf": ("x.pdf#page=3", ""),
    "zoom": ("x.pdf#view=FitH&toolbar=0", ""),
    "seconds": ("x.mp4#t=10", ""),
}


@pytest.mark.parametrize(("raw", "fragment"), FRAGMENTS.values(), ids=FRAGMENTS)
def test_fragments_are_decoded_and_what_every_page_offers_is_left_out(raw: str, fragment: str) -> None:
    found = of(raw, encoding="cp874")
    assert (found.fragment, found.cause) == (fragment, None)
    assert found.url is not None
    assert "#" not in found.url


@pytest.mark.parametrize(
    ("fragment", "ids", "expected"),
    [
        ("", [], True),
        ("s1", ["s1", "s2"], True),
        ("s1", ["S1"], False),
        ("s1", ["s10"], False),
        ("s1", [], False),
        ("หมวด", ["หมวด"], True),
        ("หมวด", ["%E0%B8%AB%E0%B8%A1%E0%B8%A7%E0%B8%94"], True),
        ("หมวด", ["%CB%C1%C7%B4"], True),
        ("100%", ["100%"], True),
    ],
)
def test_fragments_are_compared_decoded(fragment: str, ids: list[str], expected: bool) -> None:
    assert matches(fragment, frozenset(ids)) is expected


NEAR = st.text(alphabet="aกำ/.?&=#%;:@[]\\{}()C1 \t\ud800é|'\"-", max_size=30)
HEADS = st.sampled_from(
    ["", "http://", "https:", "//", "\\\\", "c:", "file:", "http://a.go.th", "#", "http://[", "htp:"]
)


@given(HEADS, NEAR, st.sampled_from(["utf-8", "cp874", "utf-16", "no-such"]), st.sampled_from([BASE, "", "x"]))
def test_never_raises_and_gives_addresses_or_causes(head: str, tail: str, encoding: str, base: str) -> None:
    found = of(head + tail, encoding=encoding, base=base)
    if found.url is not None:
        assert found.cause is None
        assert found.url.isascii()
        assert of(found.url, base="").url == found.url
    elif names_something(head + tail):
        assert found.cause in (Cause.MALFORMED, Cause.LOCAL_ADDRESS)
    assert matches(found.fragment, frozenset([found.fragment]))


@given(st.text(alphabet="กขa ~-_.1é", min_size=1, max_size=12))
def test_escaped_and_plain_spellings_agree(name: str) -> None:
    urls = {of(f"/f/{one}x").url for one in (name, quote(name), quote(name).lower())}
    assert len(urls) == 1
