"""Names that must stay the same from run to run, and names that must differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.errors import UsageError
from oitcrawler.history import finding_id, identified, site_name
from oitcrawler.history.identity import address_key, exact_place, link_digest, storable
from oitcrawler.model import Text

from ..reports.sample import FINDINGS, SITE, finding

SITES = {
    "https://www.tambon.example.go.th/": "tambon.example.go.th",
    "http://tambon.example.go.th": "tambon.example.go.th",
    "WWW.Tambon.Example.go.th": "tambon.example.go.th",
    "tambon.example.go.th:443/": "tambon.example.go.th:443",
    "https://tambon.example.go.th:8443/": "tambon.example.go.th:8443",
    "https://sites.example.com/tambon/": "sites.example.com/tambon",
    "http://127.0.0.1:8000/": "127.0.0.1:8000",
    "https://ตำบล.ไทย/": "xn--m3ck7a0cwh.xn--o3cw4h",
}


@pytest.mark.parametrize("written", SITES)
def test_a_site_has_one_name(written: str) -> None:
    assert site_name(written) == SITES[written]


@pytest.mark.parametrize("written", ["", "   ", "http://", "ftp://a.example.go.th", "mailto:a@example.go.th"])
def test_what_names_no_site_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="no address of a website"):
        site_name(written)


SAME_ADDRESS = (
    (f"{SITE}/a", "http://tambon-tuayang.example.go.th/a/"),
    (f"{SITE}/?b=2&a=1", f"{SITE}/?a=1&b=2"),
    (f"{SITE}/แผน", f"{SITE}/%E0%B9%81%E0%B8%9C%E0%B8%99"),
    (f"{SITE}/a#part", f"{SITE}/a"),
    (f"{SITE}/a?PHPSESSID=0a1b2c3d4e5f6a7b8c9d", f"{SITE}/a"),
)


@pytest.mark.parametrize(("one", "other"), SAME_ADDRESS)
def test_one_place_has_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@given(st.text())
def test_no_text_is_too_odd_for_a_name(written: str) -> None:
    assert isinstance(address_key(written), str)
    assert len(link_digest(written)) == 16
    assert len(finding_id(finding(url=written, row=written, selector=written, message=Text(written, written)))) == 16


@given(st.text(st.characters(categories=("Cs", "Cc", "Lo"))))
def test_every_text_can_be_stored(written: str) -> None:
    assert "\x00" not in storable(written).encode("utf-8").decode("utf-8")


EGP = Text("แถว ๑๒ เลขที่โครงการ 6711904411", "In row 12 the e-GP number has 10 digits (6711904411)")
PLACE: Mapping[str, Any] = {"row": None, "page": None, "code": "date-missing"}
LINK: Mapping[str, Any] = {"code": "broken-link", "item": None, "row": None, "page": None}
SAME: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "other words": ({"row": "7", "code": "x"}, {"row": "7", "code": "x", "message": Text("อื่น", "other")}),
    "another severity, owner and status": ({}, {"severity": "low", "owner": Text("", ""), "status": "set-aside"}),
    "Thai digits": ({"row": "แถว 7", "code": "x"}, {"row": "แถว ๗", "code": "x"}),
    "rows in another order, the same project": ({"message": EGP}, {"message": EGP, "row": "40", "page": 9}),
    "a project number with spaces": (
        {"message": EGP},
        {"message": Text("", "In row 1 the number has 10 digits (67 119 04411)")},
    ),
    "http and https, with and without www": (
        {},
        {"url": "http://tambon-tuayang.example.go.th/uploads/procurement-2567.pdf"},
    ),
    "another place among the tables of a page": (
        {**PLACE, "selector": "#content > table:nth-of-type(2)"},
        {**PLACE, "selector": "#content > table:nth-of-type(3)"},
    ),
    "a broken link on another page, for another cause": (
        {**LINK, "message": Text("", f"the link “คู่มือ” to {SITE}/x.pdf does not work (dns)")},
        {**LINK, "url": f"{SITE}/other", "message": Text("", f"the link “” to {SITE}/x.pdf does not work (timeout)")},
    ),
}
DIFFERENT: dict[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "another code": ({}, {"code": "egp-number-missing"}),
    "another item": ({}, {"item": "o14"}),
    "another document": ({}, {"url": f"{SITE}/uploads/procurement-2568.pdf"}),
    "another query": ({"url": f"{SITE}/?id=1"}, {"url": f"{SITE}/?id=2"}),
    "another row": ({"row": "7", "code": "x"}, {"row": "8", "code": "x"}),
    "another project": (
        {"message": EGP},
        {"message": Text("", "In row 12 the e-GP number has 10 digits (6711904412)")},
    ),
    "another page": ({**PLACE, "page": 1}, {**PLACE, "page": 2}),
    "another part of the page": ({**PLACE, "selector": "#a"}, {**PLACE, "selector": "#b"}),
    "another broken link on the same page": (
        {**LINK, "message": Text("", f"the link “x” to {SITE}/1 does not work (dns)")},
        {**LINK, "message": Text("", f"the link “x” to {SITE}/2 does not work (dns)")},
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_finding_keeps_its_name(name: str) -> None:
    one, other = (finding(**more) for more in SAME[name])
    assert finding_id(one) == finding_id(other)


@pytest.mark.parametrize("name", DIFFERENT)
def test_other_findings_have_other_names(name: str) -> None:
    one, other = (finding(**more) for more in DIFFERENT[name])
    assert finding_id(one) != finding_id(other)


@given(st.permutations(FINDINGS + (replace(FINDINGS[0], page=9),) * 2))
def test_ids_are_unique_and_do_not_hang_on_the_order(mixed: list[Any]) -> None:
    named = identified(mixed)
    assert len({one.id for one in named}) == len(named)
    assert {one.id for one in named} == {one.id for one in identified(FINDINGS + (replace(FINDINGS[0], page=9),) * 2)}
    assert [replace(one, id="") for one in named] == mixed
    assert identified(named) == named


def test_of_two_rows_with_one_wrong_number_the_mended_one_is_named() -> None:
    both = identified([finding(12), finding(37)])
    places = {one.id: exact_place(one) for one in both}
    for left in both:
        (found,) = identified([replace(left, id="")], places)
        assert found == left
    moved, there = identified([finding(5), finding(37)], places)
    assert (there.id, moved.id) == (both[1].id, both[0].id)
    assert len({one.id for one in identified([finding(37), finding(5), finding(6), finding(12)], places)}) == 4
