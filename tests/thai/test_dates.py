"""Periods in every style of writing: the cases are in `dates.yaml`."""

from __future__ import annotations

import doctest
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from oitcrawler.thai import dates, periods
from oitcrawler.thai.dates import find_periods
from oitcrawler.thai.fold import thai_digits
from oitcrawler.thai.periods import Period

from ..cases import table

Case = tuple[date | None, date | None, str]

_TABLE: Final = table(Path(__file__).with_name("dates.yaml"))
_SEVERAL: Final = [(case["text"], case["periods"]) for case in _TABLE["several"]]
_OF_STYLE: Final = {
    style: [pytest.param(str(case[0]), case[1:], id=f"{style}: {case[0]}") for case in cases]
    for style, cases in _TABLE.items()
    if style not in ("several", "ambiguous")
}
_SINGLE: Final = [case for cases in _OF_STYLE.values() for case in cases]
# A text that is nothing but its period says more by that: "2567" is the head of a column, "plan_2567_v2" a name.
_ALONE: Final = ("several", "ambiguous", "alone_in_a_cell", "file_names_and_slugs")


# What changes nothing of a text's meaning.
_VARIANTS: Final[dict[str, Callable[[str], str]]] = {
    "Thai digits": thai_digits,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: re.sub("(?<! ) (?! )", "  ", text),
    "en dashes": lambda text: text.replace("-", "–"),
    "upper case": str.upper,
    "sara am in two letters": lambda text: text.replace("ำ", "ํา"),
    "sara am lost": lambda text: text.replace("ำ", " า"),
    "tone marks lost": lambda text: re.sub("[่้๊๋์]", "", text),
    "a bar": lambda text: f"{text} |",
    "space around": lambda text: f"  {text} \n",
    "Windows line ends": lambda text: re.sub("(?<!\r)\n", "\r\n", text),
}
_AMONG_WORDS: Final[dict[str, Callable[[str], str]]] = {
    "a bullet": lambda text: f"• {text}",
    "a word before": lambda text: f"รายงาน {text}",
    "words after": lambda text: f"{text} ของหน่วยงาน",
    "another page": lambda text: f"{text}\n\nหน้า 1",
    "a link": lambda text: f"ดาวน์โหลด {text} (PDF)",
    "a running number": lambda text: f"1. {text}",
}


def _said(period: Period) -> list[object]:
    return [period.start, period.end, period.precision.value]


def _all_said(text: str) -> list[list[object]]:
    return [_said(period) for period in find_periods(text)]


@pytest.mark.parametrize(("text", "expected"), _SINGLE)
def test_a_text_with_one_period_or_none(text: str, expected: list[object]) -> None:
    found = find_periods(text)

    assert [_said(period) for period in found] == ([expected] if expected else [])


@pytest.mark.parametrize("variant", _VARIANTS)
def test_another_way_of_writing_says_the_same(variant: str) -> None:
    texts = [str(case.values[0]) for case in _SINGLE] + [text for text, _ in _SEVERAL]

    differing = [text for text in texts if _all_said(_VARIANTS[variant](text)) != _all_said(text)]

    assert differing == []


@pytest.mark.parametrize("surroundings", _AMONG_WORDS)
def test_words_around_a_period_change_nothing_but_what_stands_alone(surroundings: str) -> None:
    texts = [str(case.values[0]) for style in _TABLE if style not in _ALONE for case in _OF_STYLE[style]]

    differing = [text for text in texts if _all_said(_AMONG_WORDS[surroundings](text)) != _all_said(text)]

    assert differing == []


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


def test_the_examples_in_the_documentation_are_true() -> None:
    for module in (dates, periods):
        assert doctest.testmod(module).attempted > 0
        assert doctest.testmod(module).failed == 0
