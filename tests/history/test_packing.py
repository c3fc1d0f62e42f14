"""A stored report is the report again: every field, in every shape there can be."""

from __future__ import annotations

import zlib
from collections import ChainMap
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oitcrawler.history import HistoryTrouble
from oitcrawler.history.packing import VERSION, pack, unpack
from oitcrawler.model import Text, Verdict
from oitcrawler.report import (
    BrokenLink,
    Finding,
    Interval,
    ItemResult,
    Links,
    Past,
    PastRun,
    Picture,
    Report,
    VerdictChange,
)

from ..reports.sample import all_pass, finding, sample

PICTURE = Picture("https://a.example.go.th/", "#content", "image/png", 4, 3, bytes(range(256)))
PAST = Past(
    (PastRun("1", "2025-04-13", Interval(40.0, 55.5), {"o1": Verdict.GAP}),),
    (VerdictChange("o1", Verdict.GAP, Verdict.PASS, Text("แก้แล้ว", "mended")),),
    ("a",),
    ("b",),
    ("c",),
)
REPORTS = {
    "the sample": sample(),
    "all pass": all_pass(),
    "with pictures and past": sample(pictures=(PICTURE, PICTURE), past=PAST),
    "empty": sample(items=(), findings=(), links=Links(0, ())),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_comes_back_as_it_was(name: str) -> None:
    assert unpack(pack(REPORTS[name]), VERSION, "0.1.0") == REPORTS[name]


PARTS: dict[str, st.SearchStrategy[object]] = {
    "finding": st.from_type(Finding),
    "broken link": st.from_type(BrokenLink),
    "item": st.builds(ItemResult, worth=st.floats(0, 100)),
    "picture": st.from_type(Picture),
}


@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@pytest.mark.parametrize("name", PARTS)
@given(data=st.data())
def test_every_part_of_a_report_comes_back(name: str, data: st.DataObject) -> None:
    report = holding(data.draw(PARTS[name]))
    assert unpack(pack(report), VERSION, "") == report


@pytest.mark.parametrize("kind", [dict, MappingProxyType, ChainMap])
def test_a_mapping_of_another_kind_comes_back_as_one(
    kind: Callable[[dict[str, Verdict]], Mapping[str, Verdict]],
) -> None:
    told = {"o1": Verdict.GAP, "o2": Verdict.PASS}
    report = sample(past=replace(PAST, runs=(replace(PAST.runs[0], verdicts=kind(told)),)))
    for one in (report, replace(report, findings=(finding(message=Text("\ud800", "")),))):
        found = unpack(pack(one), VERSION, "").past
        assert found is not None
        assert found.runs[0].verdicts == told


def holding(one: object) -> Report:
    match one:
        case Finding():
            return sample(findings=(one,))
        case BrokenLink():
            return sample(links=Links(1, (one,), (one,), (one,)))
        case ItemResult():
            return sample(items=(one,))
        case Picture():
            return sample(pictures=(one,))
    raise AssertionError(one)


def test_half_a_letter_from_a_page_does_not_lose_the_report() -> None:
    broken = sample(findings=(finding(message=Text("ก\ud800ข", "a\udfffb")),), pictures=(PICTURE,))
    found = unpack(pack(broken), VERSION, "0.1.0")
    assert found.findings[0].message == Text("ก\ufffdข", "a\ufffdb")
    assert (found.items, found.pictures, found.score) == (broken.items, broken.pictures, broken.score)


def test_a_report_of_a_newer_version_is_refused_clearly() -> None:
    with pytest.raises(HistoryTrouble, match=r"newer version \(9\.0\)"):
        unpack(pack(sample()), VERSION + 1, "9.0")


@pytest.mark.parametrize("damaged", [b"", b"nonsense", zlib.compress(b"[]"), zlib.compress(b'[{"version": 1}]')])
def test_a_damaged_report_is_refused_clearly(damaged: bytes) -> None:
    with pytest.raises(HistoryTrouble, match="cannot be read"):
        unpack(damaged, VERSION, "0.1.0")


def test_a_large_report_is_small_when_stored() -> None:
    many = sample(findings=tuple(finding(number) for number in range(5000)))
    assert len(pack(many)) < 300_000
