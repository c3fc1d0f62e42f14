"""Every way of writing an item's number that was seen on real pages, and what is not one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.locate.codes import Writing, item_codes, without_codes
from oitcrawler.thai.fold import thai_digits

from ..cases import table

CASES = table(Path(__file__).with_name("codes.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_codes(case: dict[str, object]) -> None:
    codes = item_codes(str(case["text"]))
    assert [number for code in codes for number in code.numbers] == case["numbers"]
    if codes:
        assert (codes[0].writing < Writing.LETTER) == bool(case.get("weak"))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for code in item_codes(text):
        assert all(1 <= number <= 60 + 12 for number in code.numbers)
    assert len(without_codes(text)) == len(text)


@given(st.integers(1, 48), st.sampled_from(["O{} โครงสร้าง", "โครงสร้าง (o{})", "OIT {} โครงสร้าง"]), st.booleans())
def test_a_written_number_is_read_back(number: int, pattern: str, thai: bool) -> None:
    text = pattern.format(thai_digits(str(number)) if thai else number)
    assert [n for code in item_codes(text) for n in code.numbers] == [number]


def test_a_list_with_another_letter() -> None:
    assert [code.numbers for code in item_codes("M7 แผน และ O3", prefix="m")] == [(7,)]
