"""What has to be mended for a link: a menu once, a page each time; and the words for places."""

from __future__ import annotations

import pytest
from oitcrawler.reports._link_spots import ALIKE, spots_of
from oitcrawler.reports._link_words import KINDS, place_words

from oitcrawler.links.model import RefKind
from oitcrawler.model import Cause
from oitcrawler.report import BrokenLink, LinkSource

from .link_sample import menu, source


def spots(*sources: LinkSource) -> list[tuple[str, int]]:
    link = BrokenLink("https://x.example.go.th/a", Cause.NOT_FOUND, 404, True, sources, "")
    return [(spot.place, len(spot.pages)) for spot in spots_of(link)]


def alike(pages: int, place: str) -> tuple[LinkSource, ...]:
    return menu(pages, "อ่านต่อ", "/a", place)


MENU_AND_PAGE = (*alike(300, "menu"), source("/news", "ข่าว", "main, line 7"))
CASES: dict[str, tuple[tuple[LinkSource, ...], list[tuple[str, int]]]] = {
    "a menu": (alike(5_000, "menu"), [("menu", 5_000)]),
    "a footer of two pages": (alike(2, "footer"), [("footer", 2)]),
    "a menu of one page": (alike(1, "menu"), [("menu", 1)]),
    "a menu and a page": (MENU_AND_PAGE, [("menu", 300), ("main, line 7", 1)]),
    "a menu written relative to each page": (
        tuple(LinkSource(f"/{number}", "ติดต่อ", "menu", "link", "../" * number) for number in range(9)),
        [("menu", 9)],
    ),
    "a menu in another order of words": (
        (*menu(3, "ติดต่อ", "/a"), *menu(4, "ติดต่อเรา", "/a")),
        [("menu", 4), ("menu", 3)],
    ),
    "a few pages alike": (alike(ALIKE - 1, "main"), [("main", 1)] * (ALIKE - 1)),
    "many pages alike, the first with its line": (
        (LinkSource("/a", "อ่านต่อ", "main, line 12"), *alike(ALIKE - 1, "main")),
        [("main", ALIKE)],
    ),
    "many pages with words of their own": (
        tuple(LinkSource(f"/{number}", f"ข่าว {number}", "main") for number in range(9)),
        [("main", 1)] * 9,
    ),
    "twice on one page": (
        (source("/a", "ดู", "main, line 3", written="a"), source("/a", "ดู", "main, line 9", written="./a")),
        [("main, line 3", 1), ("main, line 9", 1)],
    ),
    "nowhere that is known": ((), []),
}


@pytest.mark.parametrize("name", CASES)
def test_spots(name: str) -> None:
    sources, expected = CASES[name]
    assert spots(*sources) == expected


@pytest.mark.parametrize("name", CASES)
def test_every_page_is_in_some_spot_whatever_the_order(name: str) -> None:
    sources, expected = CASES[name]
    assert spots(*reversed(sources)) == expected
    link = BrokenLink("https://x.example.go.th/a", Cause.NOT_FOUND, 404, True, sources, "")
    assert {page for spot in spots_of(link) for page in spot.pages} == {one.page for one in sources}


def test_every_kind_of_reference_has_words() -> None:
    assert set(KINDS) == {str(kind) for kind in RefKind}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("menu", "เมนู"),
        ("main, line 214", "เนื้อหา บรรทัด 214 ของโค้ดหน้าเว็บ"),
        ("line 3", "บรรทัด 3 ของโค้ดหน้าเว็บ"),
        ("page 3", "หน้า 3"),
        ("row 12, จ้างเหมา, 500 บาท", "แถว 12, จ้างเหมา, 500 บาท"),
        ("", ""),
        ("somewhere else", "somewhere else"),
    ],
)
def test_places(place: str, words: str) -> None:
    assert place_words(place, "th") == words
