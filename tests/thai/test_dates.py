"""Periods in every style of writing: the cases are in `dates.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pytest
import yaml

from oitcrawler.thai import Period, find_periods

Case = tuple[date | None, date | None, str]

_TABLE: Final = yaml.safe_load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"))
_SEVERAL: Final = [(case["text"], case["periods"]) for case in _TABLE["several"]]
_SINGLE: Final = [
    pytest.param(str(case[0]), case[1:], id=f"{style}: {case[0]}")
    for style, cases in _TABLE.items()
    if style not in ("several", "ambiguous")
    for case in cases
]


def _said(period: Period) -> list[object]:
    return [period.start, period.end, period.precision.value]


@pytest.mark.parametrize(("text", "expected"), _SINGLE)
def test_a_text_with_one_period_or_none(text: str, expected: list[object]) -> None:
    found = find_periods(text)

    assert [_said(period) for period in found] == ([expected] if expected else [])


@pytest.mark.parametrize(("text", "expected"), _SEVERAL)
def test_a_text_with_several_periods(text: str, expected: list[list[object]]) -> None:
    found = find_periods(text)

    assert [[period.phrase, *_said(period)] for period in found] == expected


@pytest.mark.parametrize("case", _TABLE["ambiguous"], ids=lambda case: str(case[0]))
def test_the_other_reading_is_returned_and_not_guessed_away(case: list[object]) -> None:
    text, *other = case

    (period,) = find_periods(str(text))

    assert other in [_said(alternative) for alternative in period.alternatives]
    assert _said(period) != other


def test_a_period_names_its_phrase_and_where_it_stands() -> None:
    text = "ตาราง  ประจําปีงบประมาณ ๒๕๖๘ (รอบ 6 เดือน) ของหน่วยงาน"

    (period,) = find_periods(text)

    assert period.phrase == "ประจําปีงบประมาณ ๒๕๖๘ (รอบ 6 เดือน)"
    assert text[period.position :].startswith(period.phrase)


def test_a_phrase_keeps_the_tone_mark_at_its_end() -> None:
    (period,) = find_periods("เดือน กุมภาพันธ์")

    assert period.phrase == "เดือน กุมภาพันธ์"


@pytest.mark.parametrize(
    "text",
    [
        "ประจำปี\u200bงบประมาณ\u00a0พ.ศ.\u00a02568",
        "ประจำปีงบประมาณ\nพ.ศ. 2568",
        "ประจ\uf70aำปีงบประมาณ 2568",
        "ปี งบประมาณ พ.ศ. 2568",
    ],
)
def test_invisible_and_line_breaks_do_not_hide_a_year(text: str) -> None:
    (period,) = find_periods(text)

    assert _said(period) == [date(2024, 10, 1), date(2025, 9, 30), "fiscal_year"]


def test_a_blank_line_parts_phrases() -> None:
    found = find_periods("รอบ 6 เดือน\n\nปีงบประมาณ 2568")

    assert [period.precision.value for period in found] == ["half", "fiscal_year"]
    assert found[0].start is None
