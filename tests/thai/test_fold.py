"""Folding for matching."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.thai.fold import arabic_digits, fold, skeleton, thai_digits

anything: Final = st.text(st.one_of(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B), st.characters()))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ประจ\u0e4d\u0e32ปี", "ประจำปี"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("เเผนงาน เเละ", "แผนงาน และ"),
        ("ปีงบประมาณ ๒๕๖๘", "ปีงบประมาณ 2568"),
        ("ตำ\u200bบล\u00adตัว\ufeffอย่าง", "ตำบลตัวอย่าง"),
        ("ประจำ\u00a0\u00a0เดือน\t\r\nมีนาคม ", "ประจำ เดือน มีนาคม"),
        ("E–Service “No Gift”", 'e-service "no gift"'),
        ("O1โครงสร้าง", "o1โครงสร้าง"),
        ("ผู\uf70bบริหาร ที\uf70aปรึกษา", "ผู้บริหาร ที่ปรึกษา"),
        ("ป\uf701\uf705น", "ปิ่น"),
        ("ซ้ือ", "ซื้อ"),
        ("ที่่ ทีี่ ทีี่่", "ที่ ที่ ที่"),
        ("หนา้ที่", "หน้าที่"),
        ("ฤๅษี ราคๅ", "ฤๅษี ราคา"),
        ("\x01\x02ITA\x00", "ita"),
        ("", ""),
    ],
)
def test_what_looks_the_same_becomes_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("one", "two"), [("o11", "011"), ("O1", "๐๑"), ("เกา", "แกา"), ("ขาว", "ข้าว"), ("ทำ", "ทา")])
def test_what_differs_stays_different(one: str, two: str) -> None:
    assert fold(one) != fold(two)


@given(anything)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(anything)
def test_a_folded_text_has_single_spaces_and_no_thai_digits(text: str) -> None:
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert arabic_digits(folded) == folded


@given(anything)
def test_digits_there_and_back(text: str) -> None:
    assert arabic_digits(thai_digits(text)) == arabic_digits(text)
    assert thai_digits(arabic_digits(text)) == thai_digits(text)
    assert len(arabic_digits(text)) == len(text)


@given(st.integers(min_value=0, max_value=99_999))
def test_thai_digits_are_the_number(number: int) -> None:
    written = thai_digits(str(number))

    assert int(arabic_digits(written)) == number
    assert not any(letter in "0123456789" for letter in written)


@pytest.mark.parametrize(
    "damaged",
    ["ด าเนินงาน", "ดาเนินงาน", "ดำ เนนิ งาน", "ดํา\u200bเนินงาน", "ดำเนินงาน", "ด ำ เ นิ น ง า น"],
)
def test_damaged_texts_share_a_skeleton(damaged: str) -> None:
    assert skeleton(damaged) == "ดนนงน"


def test_a_skeleton_keeps_codes_and_years() -> None:
    assert skeleton("O11 แผนฯ ปี ๒๕๖๘ (E-Service)") == "o11ผนป2568eservice"


@given(anything)
def test_the_skeleton_of_a_skeleton_is_itself(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)
