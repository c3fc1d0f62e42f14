"""Redirects: followed as browsers follow them, hop by hop."""

from __future__ import annotations

import asyncio
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.links.fetch import Fetcher
from oitcrawler.links.fetch.redirects import follow, referer, spell
from oitcrawler.links.model import Answer
from oitcrawler.model import Cause

from .server import Server, Talk, Way, answer, answers, quick, redirect, reply

BASE = "https://www.example.go.th/news/list.php?page=2"
SITE = "https://www.example.go.th"

LOCATIONS: dict[bytes, str | None] = {
    b"https://other.example.go.th/a": "https://other.example.go.th/a",
    b"/a/b": f"{SITE}/a/b",
    b"a": f"{SITE}/news/a",
    b"../a": f"{SITE}/a",
    b"../../../a": f"{SITE}/a",
    b"?page=3": f"{SITE}/news/list.php?page=3",
    b"//m.example.go.th/": "https://m.example.go.th/",
    b"http://www.example.go.th": "http://www.example.go.th/",
    b"HTTPS://WWW.EXAMPLE.GO.TH/A": f"{SITE}/A",
    b"https://www.example.go.th:443/a": f"{SITE}/a",
    b"https://www.example.go.th:8443/a": f"{SITE}:8443/a",
    b"  /a \r\n": f"{SITE}/a",
    b"/a#part": f"{SITE}/a",
    b"#part": f"{SITE}/news/list.php?page=2",
    b"\\a\\b": f"{SITE}/a/b",
    b"https:\\\\www.example.go.th\\a": f"{SITE}/a",
    b"https:///www.example.go.th/a": f"{SITE}/a",
    b"https:a": f"{SITE}/news/a",
    b"http:a": "http://a/",
    b"/a b": f"{SITE}/a%20b",
    b"/a?q=\\x": f"{SITE}/a?q=\\x",
    b"/100%": f"{SITE}/100%",
    b"/a%20b?q=%B4%D5": f"{SITE}/a%20b?q=%B4%D5",
    b"/a;jsessionid=1A2B?PHPSESSID=x1": f"{SITE}/a;jsessionid=1A2B?PHPSESSID=x1",
    "/แผน".encode(): f"{SITE}/%E0%B9%81%E0%B8%9C%E0%B8%99",
    "/แผน?q=ดี".encode("cp874"): f"{SITE}/%E1%BC%B9?q=%B4%D5",
    "https://ตัวอย่าง.ไทย/".encode(): "https://xn--72c1a1bt4awk9o.xn--o3cw4h/",
    b"http://2130706433/": "http://127.0.0.1/",
    b"http://0x7f.1/": "http://127.0.0.1/",
    b"http://[::1]:80/a": "http://[::1]/a",
    b"http://user:secret@www.example.go.th/": "http://www.example.go.th/",
    b"mailto:a@example.go.th": None,
    b"line://ti/p/x": None,
    b"javascript:void(0)": None,
    b"file:///C:/plan.pdf": None,
    b"http://": None,
    b"http://a b/": None,
    b"http://example.go.th:port/": None,
    b"http://1.2.3.4.5.6/": None,
}


@pytest.mark.parametrize("location", LOCATIONS)
def test_a_location_leads_where_browsers_go(location: bytes) -> None:
    assert follow(location, BASE) == LOCATIONS[location]


@given(st.binary(max_size=60))
def test_any_location_gives_an_address_that_can_be_sent_or_none(location: bytes) -> None:
    found = follow(location, BASE)
    assert found is None or (found.isascii() and found.isprintable() and " " not in found and spell(found) == found)


@given(st.text(max_size=60))
def test_any_text_is_spelt_or_refused(text: str) -> None:
    found = spell(f"http://{text}")
    assert found is None or spell(found) == found


REFERERS: dict[tuple[str, str], str] = {
    (BASE, f"{SITE}/plan.pdf"): BASE,
    (f"{BASE}#top", f"{SITE}/plan.pdf"): BASE,
    (BASE, "https://other.example.go.th/"): f"{SITE}/",
    (BASE, "https://www.example.go.th.evil.example/"): f"{SITE}/",
    (BASE, "http://www.example.go.th/plan.pdf"): "",
    ("http://www.example.go.th/a", f"{SITE}/b"): "http://www.example.go.th/",
    ("http://www.example.go.th", "http://www.example.go.th/b"): "http://www.example.go.th",
    ("", BASE): "",
}


@pytest.mark.parametrize("case", REFERERS)
def test_the_referer_is_what_browsers_say(case: tuple[str, str]) -> None:
    assert referer(*case) == REFERERS[case]


def chain(length: int) -> dict[str, Way]:
    ways: dict[str, Way] = {f"/{n}": redirect(f"/{n + 1}") for n in range(length)}
    return {**ways, f"/{length}": reply(b"hello")}


@pytest.mark.parametrize(
    ("length", "cause"), [(0, None), (1, None), (15, None), (20, None), (21, Cause.TOO_MANY_REDIRECTS)]
)
def test_as_many_redirects_as_browsers_follow(length: int, cause: Cause | None) -> None:
    (found,), server = answers(chain(length), "/0")
    assert found.failure is cause
    assert found.url == f"{server.url}/0"
    assert [(hop.url, hop.status) for hop in found.hops] == [(f"{server.url}/{n}", 302) for n in range(length)]
    assert found.final_url == f"{server.url}/{length}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_each_redirect_is_followed_with_its_method(status: int, method: Literal["GET", "HEAD"]) -> None:
    ways: dict[str, Way] = {"/a": redirect("/b", status=f"{status} Moved"), "/b": reply()}
    (found,), server = answers(ways, "/a", method=method)
    assert (found.failure, found.status, found.hops[0].status) == (None, 200, status)
    assert [(one.method, one.path) for one in server.log] == [(method, "/a"), (method, "/b")]


@pytest.mark.parametrize("status", [300, 304, 305])
def test_what_browsers_do_not_follow_is_an_answer(status: int) -> None:
    found = answer(redirect("/b", status=f"{status} So"))
    assert (found.failure, found.status, found.hops, found.unchanged) == (None, status, (), False)


LOOPS: dict[str, dict[str, Way]] = {
    "to itself": {"/a": redirect("/a")},
    "to itself with a part": {"/a": redirect("/a#part")},
    "of two": {"/a": redirect("/b"), "/b": redirect("/a")},
    "with a cookie that does not help": {"/a": redirect("/a", "Set-Cookie: seen=1; Path=/")},
}


@pytest.mark.parametrize("case", LOOPS)
def test_a_circle_is_a_circle(case: str) -> None:
    (found,), server = answers(LOOPS[case], "/a")
    assert (found.failure, found.status) == (Cause.REDIRECT_LOOP, 302)
    assert len(server.log) <= 3


@pytest.mark.parametrize(
    "lines", [(), ("Location: mailto:a@example.go.th",), ("Location:",), ("Location: http://a b/",)]
)
def test_a_redirect_to_nowhere(lines: tuple[str, ...]) -> None:
    found = answer(reply(b"", *lines, status="302 Found"))
    assert (found.failure, found.status, found.hops) == (Cause.PROTOCOL, 302, ())
    assert found.detail.startswith("a redirect")


def wall(*cookie: str) -> Way:
    async def way(talk: Talk) -> None:
        knows = "seen=1" in talk.asked.headers.get("cookie", "")
        await talk.say(reply(b"hello") if knows else redirect(talk.asked.path, *cookie))

    return way


COOKIES: dict[str, tuple[tuple[str, ...], bool]] = {
    "plain": (("Set-Cookie: seen=1",), True),
    "for the site": (("Set-Cookie: seen=1; Path=/; HttpOnly; SameSite=Lax",), True),
    "among others": (("Set-Cookie: lang=th; Path=/", "Set-Cookie: seen=1; Path=/"), True),
    "until later": (("Set-Cookie: seen=1; Expires=Wed, 01-Jan-2098 00:00:00 GMT",), True),
    "until nobody knows when": (("Set-Cookie: seen=1; Expires=tomorrow",), True),
    "for another folder": (("Set-Cookie: seen=1; Path=/elsewhere",), False),
    "for another site": (("Set-Cookie: seen=1; Domain=example.go.th",), False),
    "for https": (("Set-Cookie: seen=1; Secure",), False),
    "over already": (("Set-Cookie: seen=1; Max-Age=0",), False),
    "over long ago": (("Set-Cookie: seen=1; Expires=Thu, 01-Jan-1970 00:00:00 GMT",), False),
    "withdrawn": (("Set-Cookie: seen=1", "Set-Cookie: seen=; Max-Age=0"), False),
    "without a name": (("Set-Cookie: =seen=1",), False),
}


@pytest.mark.parametrize("case", COOKIES)
def test_a_cookie_opens_the_wall_that_set_it(case: str) -> None:
    lines, opens = COOKIES[case]
    assert answer(wall(*lines)).failure is (None if opens else Cause.REDIRECT_LOOP)


def test_cookies_are_forgotten_with_the_chain() -> None:
    ways: dict[str, Way] = {"/a": redirect("/b", "Set-Cookie: seen=1; Path=/"), "/b": reply()}
    _, server = answers(ways, "/a", "/b")
    assert [one.headers.get("cookie") for one in server.log] == [None, "seen=1", None]


def test_hot_links_are_protected_from_others_only() -> None:
    async def only_from_here(talk: Talk) -> None:
        is_own = talk.asked.headers.get("referer", "").endswith("/gallery")
        await talk.say(reply(b"hello") if is_own else reply(status="403 Hot link"))

    async def ask() -> list[Answer]:
        async with Server({"/a": redirect("/b"), "/b": only_from_here}) as server, Fetcher(quick()) as fetcher:
            named = (f"{server.url}/gallery", "http://other.example.go.th/gallery", "")
            return [await fetcher.ask(f"{server.url}/a", referer=one) for one in named]

    assert [one.status for one in asyncio.run(ask())] == [200, 403, 403]


def test_bytes_beyond_ascii_are_asked_for_as_they_came() -> None:
    ways: dict[str, Way] = {
        "/utf-8": "HTTP/1.1 302 Found\r\nLocation: /แผน\r\n\r\n".encode(),
        "/tis-620": "HTTP/1.1 302 Found\r\nLocation: /แผน\r\n\r\n".encode("cp874"),
        "/%E0%B9%81%E0%B8%9C%E0%B8%99": reply(b"utf-8"),
        "/%E1%BC%B9": reply(b"tis-620"),
    }
    found, _ = answers(ways, "/utf-8", "/tis-620")
    assert [one.body for one in found] == [b"utf-8", b"tis-620"]


def test_a_part_is_not_sent() -> None:
    (found,), server = answers({"/a": reply(b"hello")}, "/a#part")
    assert (found.url, found.final_url) == (f"{server.url}/a#part", f"{server.url}/a")
