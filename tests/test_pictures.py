"""Pictures of places: what is shown, what gives none, and that they are kept as they were."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image

from oitcrawler.crawl import find_browser
from oitcrawler.pictures import FOLDER as PICTURES
from oitcrawler.pictures import INDEX, MOST_BYTES, PER_ITEM, Limits, Place, keep, kept, places_of, take_pictures
from oitcrawler.report import Picture

from .crawl.server import Answer, Route, Server, hang, pdf, redirect, serve
from .reports.full import NEWS, SELECTOR, STATISTICS, full_sample
from .reports.sample import all_pass

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge on this computer"),
]
ORANGE = (194, 65, 12)
STYLE = "<style>body{margin:0;background:#fff} p{margin:0;height:3000px}</style>"
TABLE = "<table id=t style='width:400px;height:90px;background:#0a0'><tr><td>จำนวนผู้รับบริการ 1,204 ราย</table>"
FOLD = "<style>.collapse{display:none}</style>"
COVER = "<div style='position:fixed;inset:0;background:#d00;z-index:9'>ถวายพระพร <a href='#'>เข้าสู่เว็บไซต์</a></div>"
NOISE = """<canvas id=c width=900 height=500></canvas><script>
const g = c.getContext("2d"), d = g.createImageData(900, 500);
let s = 7;
for (let i = 0; i < d.data.length; i++)
  d.data[i] = i % 4 == 3 ? 255 : (s = (s * 1103515245 + 12345) % 2147483648) % 256;
g.putImageData(d, 0, 0);
</script>"""


def shown(body: str) -> Answer:
    return Answer(f"<!doctype html><meta charset=utf-8>{STYLE}<body>{body}".encode())


ROUTES: Mapping[str, Route] = {
    "/far": shown(f"<p>ข้างบน</p>{TABLE}<p>ข้างล่าง</p>"),
    "/covered": shown(f"{TABLE}{COVER}"),
    "/app": shown("<div id=root></div><script>setTimeout(() => root.innerHTML = `" + TABLE + "`, 200)</script>"),
    "/tall": shown("<ul id=t style='background:#0a0;height:5000px;width:3000px'><li>ข่าวประชาสัมพันธ์</ul>"),
    "/folded": shown(f"{FOLD}<details><div class='accordion-body collapse'>{TABLE}</div></details>"),
    "/hidden": shown(f"<div style='display:none'>{TABLE}</div>"),
    "/noise": shown(NOISE),
    "/missing": Answer(f"<body>{TABLE}".encode(), status=404),
    "/file": pdf(),
    "/hang": Answer(act=hang),
    "/busy": shown(f"{TABLE}<script>while (true) {{}}</script>"),
    "/moved": redirect("/far"),
    "/box": shown(f"{TABLE}<script>alert('ก'); window.open('/far'); print()</script>"),
}


def taken(server: Server, *places: tuple[str, str, str], **more: float) -> dict[str, Picture]:
    browser = find_browser()
    assert browser is not None
    limits = replace(Limits(page_seconds=12.0, all_seconds=60.0), **more)  # type: ignore[arg-type]
    wanted = tuple(Place(server.url + path, selector, quote) for path, selector, quote in places)
    pictures = take_pictures(wanted, browser, limits, allow_private_hosts=True)
    return {one.url.removeprefix(server.url) + " " + one.selector: one for one in pictures}


def has(picture: Picture, colour: tuple[int, int, int]) -> bool:
    """Whether more than a few points of a picture have a colour, as far as JPEG keeps it."""
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (picture.width, picture.height)
        raw = image.convert("RGB").tobytes()
    near = sum(
        all(abs(raw[at + channel] - colour[channel]) < 50 for channel in range(3)) for at in range(0, len(raw), 3)
    )
    return near > 100


class TestInABrowser:
    pytestmark = needs_browser

    def test_the_place_is_found_framed_and_small(self) -> None:
        with serve(ROUTES) as server:
            found = taken(
                server,
                ("/far", "#t", "จำนวนผู้รับบริการ ๑,๒๐๔ ราย"),
                ("/covered", "#t", ""),
                ("/app", "#root > table", "ผู้รับบริการ"),
                ("/tall", "#t", "ข่าวประชาสัมพันธ์"),
                ("/folded", "#t", ""),
                ("/noise", "#c", ""),
                ("/moved", "#t", ""),
                ("/box", "#t", ""),
            )
        assert set(found) == {
            "/far #t", "/folded #t", "/covered #t", "/app #root > table",
            "/tall #t", "/noise #c", "/moved #t", "/box #t",
        }  # fmt: skip
        for name, one in found.items():
            assert one.media_type == "image/jpeg"
            assert len(one.data) <= MOST_BYTES, name
            assert one.width <= 900, name
            assert one.height <= 500, name
            assert has(one, ORANGE) or name == "/noise #c", name
            assert has(one, (0, 170, 0)) or name == "/noise #c", name
        assert not has(found["/covered #t"], (221, 0, 0))

    def test_what_cannot_be_shown_gives_no_picture(self) -> None:
        with serve(ROUTES) as server:
            found = taken(
                server,
                ("/hidden", "#t", ""),
                ("/missing", "#t", ""),
                ("/file", "#t", ""),
                ("/far", "#nowhere", ""),
                ("/far", "::::", ""),
                ("/far", "#t", "โครงสร้างหน่วยงาน"),  # the page has moved on: other words stand there now
                ("/far", "body > p:nth-of-type(1)", "ข้างบน"),
            )
            assert set(found) == {"/far body > p:nth-of-type(1)"}
            assert server.times("/far") == 1

    def test_a_page_that_hangs_costs_its_own_time_alone(self) -> None:
        before = {one.pid for one in psutil.Process().children(recursive=True)}
        with serve(ROUTES) as server:
            begun = time.monotonic()
            found = taken(server, ("/hang", "#t", ""), ("/busy", "#t", ""), ("/far", "#t", ""), page_seconds=2.5)
            assert set(found) >= {"/far #t"}
            assert time.monotonic() - begun < 40
        assert not {one.pid for one in psutil.Process().children(recursive=True)} - before

    def test_the_limits_hold(self) -> None:
        with serve(ROUTES) as server:
            found = taken(server, ("/far", "#t", ""), ("/tall", "#t", ""), pages=1)
            assert set(found) == {"/far #t"}
            assert taken(server, ("/hang", "#t", ""), ("/far", "#t", ""), all_seconds=1.5) == {}

    def test_private_addresses_are_not_asked(self) -> None:
        browser = find_browser()
        assert browser is not None
        with serve(ROUTES) as server:
            assert take_pictures((Place(f"{server.url}/far", "#t"),), browser) == ()
            assert server.log == []

    def test_a_browser_that_does_not_start_is_no_error(self, tmp_path: Path) -> None:
        assert take_pictures((Place("https://www.example.go.th/", "#t"),), str(tmp_path / "none")) == ()


def test_without_places_no_browser_is_started() -> None:
    assert take_pictures((), "/no/such/browser") == ()


def test_gaps_come_first_then_findings_then_passes() -> None:
    places = places_of(full_sample())
    assert [(one.url, one.selector) for one in places] == [(STATISTICS, SELECTOR), (NEWS, "body > ul")]
    assert places[0].quote == "จำนวนผู้รับบริการ 1,204 ราย"
    assert places_of(all_pass()) == ()


def test_no_item_takes_the_room_of_all_others() -> None:
    report = full_sample()
    gap = next(one for one in report.items if one.id == "o11")
    cite = gap.requirements[1].evidence[0]
    many = tuple(replace(cite, selector=f"#p{at}") for at in range(90))
    items = tuple(
        replace(one, requirements=(replace(gap.requirements[1], evidence=many),)) if one is gap else one
        for one in report.items
    )
    places = places_of(replace(report, items=items, findings=()))
    assert [one.selector for one in places] == [*(f"#p{at}" for at in range(PER_ITEM)), "body > ul"]
    assert len(places_of(replace(report, items=items), most=3)) == 3


PICTURES_OF_TWO = (
    Picture("https://www.example.go.th/ก", "#t", "image/jpeg", 2, 3, b"\xff\xd8\xffone"),
    Picture("https://www.example.go.th/", "body > p", "image/jpeg", 4, 5, b"\xff\xd8\xfftwo"),
)


def test_pictures_are_kept_as_they_were(tmp_path: Path) -> None:
    keep(tmp_path, PICTURES_OF_TWO)
    assert kept(tmp_path) == PICTURES_OF_TWO
    keep(tmp_path, PICTURES_OF_TWO[1:])
    assert kept(tmp_path) == PICTURES_OF_TWO[1:]
    assert len(list((tmp_path / PICTURES).glob("*.jpg"))) == 1


def test_what_is_damaged_gives_no_picture(tmp_path: Path) -> None:
    assert kept(tmp_path) == ()
    keep(tmp_path, PICTURES_OF_TWO)
    next((tmp_path / PICTURES).glob("*.jpg")).write_bytes(b"changed")
    assert len(kept(tmp_path)) == 1


NOT_OURS = (
    "",
    "{",
    "{}",
    "7",
    "null",
    "[7]",
    '[["u", "s", 1, 2, "../../../secret"]]',
    '[["u", "s", "1", 2, "' + "0" * 64 + '"]]',
    '[["u", "s", 1, 2, "' + "0" * 64 + '"]]',
    '[["u"]]',
    "[" * 5000,
    "\x00",
)


@pytest.mark.parametrize("index", NOT_OURS)
def test_an_index_that_is_not_ours_gives_none(tmp_path: Path, index: str) -> None:
    (tmp_path / PICTURES).mkdir()
    (tmp_path / PICTURES / INDEX).write_text(index, "utf-8")
    assert kept(tmp_path) == ()


def test_the_index_is_readable(tmp_path: Path) -> None:
    keep(tmp_path, PICTURES_OF_TWO)
    rows = json.loads((tmp_path / PICTURES / INDEX).read_text("utf-8"))
    assert [row[:4] for row in rows] == [
        ["https://www.example.go.th/ก", "#t", 2, 3],
        ["https://www.example.go.th/", "body > p", 4, 5],
    ]
