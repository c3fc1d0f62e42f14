"""Traps cost little, and nothing of an honest site is lost, however much it looks like a trap."""

from __future__ import annotations

from functools import cache
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oitcrawler.links.trapping.pages import Heard, look
from oitcrawler.links.trapping.shapes import Shapes, has_token, rests, without
from oitcrawler.links.trapping.watch import TrapWatch

from .honest_archives import ARCHIVES
from .honest_parts import HONEST, SECTIONS
from .trap_parts import MIRRORS, TRAPS, mirror
from .trap_rings import RINGS
from .trap_sites import HOME, Part, made, prose, site_of, walk

DEAREST = 60


@cache
def honest() -> frozenset[str]:
    """Return the pages of the site without traps."""
    return frozenset(walk(site_of(SECTIONS)).read)


def test_a_site_without_traps_is_read_whole_and_nothing_is_left_alone() -> None:
    seen = walk(site_of(SECTIONS), watch=TrapWatch())
    assert frozenset(seen.read) == honest()
    assert len(honest()) == 793
    assert seen.left_alone == ()


@pytest.mark.parametrize("name", [*HONEST, *ARCHIVES])
def test_an_archive_is_read_whole(name: str) -> None:
    part, pages = (HONEST | ARCHIVES)[name]
    site = site_of(part, SECTIONS)
    whole = frozenset(walk(site).read)
    assert len(whole - honest()) == pages
    seen = walk(site, watch=TrapWatch())
    assert frozenset(seen.read) == whole
    assert seen.left_alone == ()


@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.parametrize("at_once", [1, 24])
def test_an_archive_is_read_whole_at_any_pace(name: str, at_once: int) -> None:
    part, pages = ARCHIVES[name]
    seen = walk(site_of(part), watch=TrapWatch(), at_once=at_once)
    assert (len(seen.read), seen.left_alone) == (1 + pages, ())


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_of_which_most_has_not_changed_is_read_whole(name: str) -> None:
    part, pages = ARCHIVES[name]
    site = site_of(part)
    unchanged = {one for one in walk(site).read if crc32(one.encode()) % 8 or "id=" in one or one.count("/") > 4}
    seen = walk(site, watch=TrapWatch(), unchanged=unchanged)
    assert (len(seen.read), seen.left_alone) == (1 + pages, ())


def _cost(part: Part, worth: int) -> int:
    seen = walk(site_of(part, SECTIONS), watch=TrapWatch(), most=5_000)
    assert honest() <= frozenset(seen.read)
    assert sum(count for _, count in seen.left_alone) > 0
    return len(frozenset(seen.read) - honest()) - worth


@pytest.mark.parametrize("name", [*TRAPS, *RINGS])
def test_a_trap_costs_little_and_no_honest_page(name: str) -> None:
    assert 0 <= _cost(*(TRAPS | RINGS)[name]) <= DEAREST


@pytest.mark.parametrize("name", MIRRORS)
def test_the_same_site_under_another_name_is_left_alone(name: str) -> None:
    assert 0 < _cost(mirror(MIRRORS[name]), 0) <= DEAREST


@pytest.mark.parametrize("name", MIRRORS)
def test_of_two_that_are_one_the_start_is_read_whole_though_the_copy_is_read_first(name: str) -> None:
    entry = MIRRORS[name]
    seen = walk(site_of(mirror(entry), SECTIONS), watch=TrapWatch(), ahead=f"https:{entry}")
    assert honest() <= frozenset(seen.read)
    assert all(not pattern.startswith("www.example.go.th/") for pattern, _ in seen.left_alone)


def test_traps_together_cost_no_more_than_one_by_one() -> None:
    parts = [part for part, _ in TRAPS.values()]
    worth = sum(count for _, count in TRAPS.values())
    seen = walk(site_of(*parts, SECTIONS), watch=TrapWatch(), most=10_000)
    assert honest() <= frozenset(seen.read)
    assert len(frozenset(seen.read) - honest()) - worth <= DEAREST * len(parts)


def test_every_trap_without_a_watch_is_a_trap() -> None:
    for part, worth in (TRAPS["calendar"], TRAPS["session in the query"], TRAPS["items without end"]):
        assert len(walk(site_of(part, SECTIONS), most=1_400).read) - len(honest()) - worth > 500


def test_the_pattern_is_named_with_its_number() -> None:
    part, _ = TRAPS["calendar"]
    ((pattern, count),) = walk(site_of(part, SECTIONS), watch=TrapWatch()).left_alone
    assert pattern == "www.example.go.th/calendar.php?month&year"
    assert count >= 1


@pytest.mark.parametrize("at_once", [1, 8, 16])
def test_pages_in_flight_do_not_break_the_budget(at_once: int) -> None:
    part, worth = TRAPS["session in the query"]
    seen = walk(site_of(part, SECTIONS), watch=TrapWatch(), at_once=at_once, most=5_000)
    assert len(frozenset(seen.read) - honest()) - worth <= DEAREST


def test_a_page_that_cannot_be_seen_is_no_proof_of_a_trap() -> None:
    watch = TrapWatch()
    for number in range(500):
        url = f"{HOME}news/view.php?id={number}"
        assert watch.admits(url, HOME) == ""
        watch.read(url, b"", 0)


def test_an_address_is_counted_once_however_often_it_is_named() -> None:
    watch = TrapWatch()
    url = f"{HOME}a/b/a/b/a/b/"
    assert {watch.admits(url, HOME) for _ in range(3)} == {"www.example.go.th/a/b/a/b/a/b/"}
    assert watch.left_alone() == (("www.example.go.th/a/b/a/b/a/b/", 1),)


def test_asking_twice_for_one_address_is_not_asking_for_a_copy() -> None:
    watch = TrapWatch()
    url = f"{HOME}list.php?id=1&sort=name&s=0123456789abcdef0123"
    assert [watch.admits(url, HOME) for _ in range(3)] == ["", "", ""]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (f"{HOME}news/view.php?id=12&cat=3", "www.example.go.th/news/view.php?cat&id"),
        (f"{HOME}index.php?mod=news&id=5", "www.example.go.th/index.php?id&mod=news"),
        (f"{HOME}2567/05/12/news-123.html", "www.example.go.th/{n}/{n}/{n}/news-{n}.html"),
        (f"{HOME}s/0f8a9b7c6d5e4f3a/form", "www.example.go.th/s/{x}/form"),
        (f"{HOME}%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/5", "www.example.go.th/ข่าว/{n}"),
        ("http://192.0.2.7:8080/a?filter[3]=x&filter[9]=y", "192.0.2.7:8080/a?filter[{n}]"),
        (HOME, "www.example.go.th/"),
    ],
)
def test_a_shape_masks_what_varies(url: str, key: str) -> None:
    assert Shapes().address(url).key == key


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("a.go.th/x?id=5&s=0123456789abcdef", True),
        ("a.go.th/s/0f8a9b7c6d5e4f3a/form", True),
        ("a.go.th/news/view.php?id=12345678901234567890", False),
        ("a.go.th/แผนพัฒนาท้องถิ่น-2567?lang=th", False),
    ],
)
def test_a_token_is_told_from_a_number_or_a_name(rest: str, expected: bool) -> None:
    assert has_token(rest) is expected


def test_parts_are_taken_out_one_by_one() -> None:
    rest = "a.go.th/s/0f8a9b7c6d5e4f3a/x?id=5&from=a"
    assert dict(rests(rest)) == {
        "id": "a.go.th/s/0f8a9b7c6d5e4f3a/x?from=a",
        "from": "a.go.th/s/0f8a9b7c6d5e4f3a/x?id=5",
        "/": "a.go.th/s/x?id=5&from=a",
    }
    assert without(rest, frozenset({"/", "from"})) == "a.go.th/s/x?id=5"


@pytest.mark.parametrize(
    ("body", "is_news"),
    [
        ("<h1>สีแดง ขนาดใหญ่</h1>", False),  # two known words put together
        ("<h1>วันพุธที่ 5 มีนาคม 2575</h1>", False),
        ("<p>ผู้เข้าชม 99,999</p>", False),
        ("<p>๑๒๓</p>", False),
        ("<p>ประกาศผลผู้ชนะการเสนอราคา</p>", True),
        ('<a href="/files/plan-2569.pdf">สีแดง</a>', True),
        ("<p>Results of the tender</p>", True),
    ],
)
def test_what_is_news(body: str, is_news: bool) -> None:
    heard = Heard()
    heard.is_news(look("<p>สีแดง</p><p>ขนาดใหญ่</p><p>ผู้เข้าชม 12</p><a>1</a>".encode()))
    assert heard.is_news(look(f"{body}<i>".encode())) is is_news


def test_counters_and_order_do_not_make_two_pages_of_one() -> None:
    one = look(made("ก", prose(1) + prose(2) + "<b>ผู้เข้าชม 5</b><i>10:31 น.</i>")[1].encode())
    other = look(made("ก", prose(2) + prose(1) + "<b>ผู้เข้าชม 7</b><i>10:32 น.</i>")[1].encode())
    assert one.fingerprint == other.fingerprint is not None
    assert one.fingerprint != look(made("ก", prose(3))[1].encode()).fingerprint


ADDRESSES = st.builds(
    lambda segments, query: HOME + "/".join(segments) + (f"?{query}" if query else ""),
    st.lists(st.text("ab1/%.-", min_size=1, max_size=6), max_size=6),
    st.text("ab=&1%2;", max_size=20),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ADDRESSES, ADDRESSES, st.binary(max_size=80)), max_size=40))
def test_any_addresses_and_bodies_are_taken(visits: list[tuple[str, str, bytes]]) -> None:
    watch, again = TrapWatch(), TrapWatch()
    for url, source, body in visits:
        answers = []
        for one in (watch, again):
            answers.append(one.admits(url, source))
            one.read(url, body, len(body) % 3)
        assert answers[0] == answers[1]
    refused = sum(count for _, count in watch.left_alone())
    assert watch.left_alone() == again.left_alone() == tuple(sorted(watch.left_alone()))
    assert refused <= len(visits)
