"""Evidence too large to be of use is cut, and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oitcrawler.evidence.model import Evidence, Heading, Kind, Link, Passage, Place, Row, Table
from oitcrawler.model import Cause, Text
from oitcrawler.readers.cuts import Room, within

EMPTY = Evidence("u", "f", Kind.HTML, "d")
ROWS = tuple(Row((f"{number}", "ซ่อมถนน"), number) for number in range(1, 101))
LARGE = {
    "passages": replace(EMPTY, passages=(Passage("ก" * 40),) * 100),
    "headings": replace(EMPTY, headings=(Heading(1, "ก" * 40),) * 100),
    "rows": replace(EMPTY, tables=(Table(("ลำดับ", "โครงการ"), ROWS),)),
    "links": replace(EMPTY, links=(Link("https://example.go.th/a", "แผน", Place.MENU, row="ก" * 40),) * 100),
    "many short ones": replace(EMPTY, passages=(Passage(""),) * 1000),
}


def test_what_is_small_is_left_as_it_is() -> None:
    for one in LARGE.values():
        assert within(one) is one


@pytest.mark.parametrize("large", LARGE.values(), ids=list(LARGE))
def test_the_beginning_is_kept_and_the_obstacle_says_that_there_was_more(large: Evidence) -> None:
    kept = within(large, Room(letters=400, parts=150))
    assert kept.obstacle is Cause.TOO_LARGE
    assert kept.detail is not None
    for one, other in ((kept.passages, large.passages), (kept.headings, large.headings), (kept.links, large.links)):
        assert one == other[: len(one)]
    assert kept != replace(EMPTY, obstacle=kept.obstacle, detail=kept.detail)
    assert sum(len(table.rows) for table in kept.tables) < 100


def test_another_obstacle_stays_and_both_are_said() -> None:
    scanned = replace(LARGE["passages"], obstacle=Cause.SCANNED, detail=Text("ภาพสแกน", "a scan"))
    kept = within(scanned, Room(letters=400))
    assert kept.obstacle is Cause.SCANNED
    assert kept.detail is not None
    assert kept.detail.en.startswith("a scan; there is too much")


def test_members_of_an_archive_share_its_room_and_those_without_any_are_left_out() -> None:
    members = tuple(replace(LARGE["passages"], final_url=f"f#{number}") for number in range(4))
    kept = within(replace(EMPTY, kind=Kind.ARCHIVE, members=members), Room(letters=6000))
    assert [(one.final_url, one.obstacle, len(one.passages)) for one in kept.members] == [
        ("f#0", None, 100),
        ("f#1", Cause.TOO_LARGE, 50),
    ]
    assert kept.obstacle is Cause.TOO_LARGE
