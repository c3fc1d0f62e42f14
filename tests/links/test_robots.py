"""robots.txt of the agency's own hosts is obeyed, and asked for once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.spiders.links import LinksSpider
from protego import Protego

from oitcrawler.links.asking import Asker
from oitcrawler.links.model import Answer
from oitcrawler.links.robots import AGENT, Obedient, _may_forbid
from oitcrawler.model import Cause

from .small_site import START, Site, audited, page, sources

OPEN = page(words="เปิด")
ROBOTS = "https://www.tuayang.example.go.th/robots.txt"


def text(body: bytes, status: int = 200) -> Answer:
    return Answer(ROBOTS, ROBOTS, status, headers={"content-type": "text/plain"}, body=body)


def obedient(site: Site) -> Asker:
    return Obedient(site, LinksSpider(START))


def ask(asker: Asker, *urls: str) -> list[Answer]:
    async def all_of_them() -> list[Answer]:
        return list(await asyncio.gather(*(asker.ask(url) for url in urls)))

    return asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("robots", "forbidden"),
    [
        (b"User-agent: *\nDisallow: /a\n", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", True),
        (b"User-agent: oitcrawler\nDisallow: /\n\nUser-agent: *\nAllow: /\n", True),
        (b"User-agent: *\nDisallow: /\nAllow: /a\n", False),
        (b"User-agent: otherbot\nDisallow: /\n", False),
        (b"<!doctype html><h1>User-agent: *\nDisallow: /</h1>", False),
        ("User-agent: *\nDisallow: /a # ห้าม".encode("cp874"), True),
        (b"", False),
        (b"\x00\xff\xfe", False),
        (b"User-agent: *\nDisallow:\nSitemap: https://www.tuayang.example.go.th/sitemap.xml\n", False),
        (b"User-agent: *\nDisallow /a\n", True),
        (b"User agent: *\nDissallow: /a\n", True),
    ],
)
def test_what_is_forbidden_is_not_asked_for(robots: bytes, forbidden: bool) -> None:
    site = Site({"/robots.txt": text(robots), "/a": OPEN})
    (answer,) = ask(obedient(site), f"{START}a")
    assert (answer.failure is Cause.ROBOTS, "/a" in site.asked) == (forbidden, not forbidden)


LINES = (
    "User-agent: *",
    "User-agent *",
    "Disallow: /a",
    "Disallow /a",
    "diasllow:/a",
    "Disallow:",
    "Allow: /",
    "# a",
    "x",
)


@given(st.lists(st.sampled_from(LINES), max_size=6).map("\n".join) | st.text(max_size=30))
def test_rules_that_are_not_looked_into_forbid_nothing(text: str) -> None:
    assert _may_forbid(text) or Protego.parse(text).can_fetch(f"{START}a", AGENT)


def test_rules_are_asked_for_once_for_each_host() -> None:
    site = Site({"/robots.txt": text(b"User-agent: *\nDisallow: /x"), "/a": OPEN, "/b": OPEN})
    ask(obedient(site), f"{START}a", f"{START}b", f"{START}x", f"{START}a", "https://web2.tuayang.example.go.th/")
    assert site.asked.count("/robots.txt") == 1
    assert site.asked.count("https://web2.tuayang.example.go.th/robots.txt") == 1


@pytest.mark.parametrize("answer", [text(b"User-agent: *\nDisallow: /", 404), Answer("", "", failure=Cause.TIMEOUT)])
def test_rules_that_cannot_be_had_forbid_nothing(answer: Answer) -> None:
    site = Site({"/robots.txt": answer, "/a": OPEN})
    assert ask(obedient(site), f"{START}a")[0].status == 200


def test_other_sites_are_looked_at_as_a_person_would() -> None:
    site = Site({"https://other.example.com/robots.txt": text(b"User-agent: *\nDisallow: /")})
    assert ask(obedient(site), "https://other.example.com/a")[0].status == 404
    assert site.asked == ["https://other.example.com/a"]


def test_a_forbidden_page_is_no_broken_link(tmp_path: Path) -> None:
    site = Site({"/": page("/a", "/lost"), "/a": OPEN, "/robots.txt": text(b"User-agent: *\nDisallow: /a\n")})
    found = audited(tmp_path, obedient(site))
    assert sources(found.links.broken) == {"/lost http-404": ["/"]}
    assert sources(found.links.unverified) == {"/a robots": ["/"]}
