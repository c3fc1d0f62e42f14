"""Tesseract's answers, as it gives them: kept, tidied, or refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.evidence.ocr_text import reading_of, tidied
from oitcrawler.thai.fold import arabic_digits

HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def answer(*lines: tuple[str, float]) -> str:
    """An answer of Tesseract 5 with its table of words, one letter each as for Thai, and then its text."""
    rows = [HEADER, "1\t1\t0\t0\t0\t0\t0\t0\t1240\t1754\t-1\t"]
    for number, (text, sure) in enumerate(lines, 1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t132\t276\t959\t34\t-1\t")
        rows.extend(
            f"5\t1\t1\t1\t{number}\t{at}\t1\t2\t3\t4\t{sure:.6f}\t{letter}" for at, letter in enumerate(text, 1)
        )
    return "\n".join([*rows, *(f"{text}\n" for text, _ in lines), "\f"])


def test_a_sure_page_is_kept_line_by_line() -> None:
    reading = reading_of(answer(("บันทึกข้อความ", 93.1), ("ส่วนราชการ  สํานักปลัด", 92.0)))
    assert reading.text == "บันทึกข้อความ\nส่วนราชการ สำนักปลัด"
    assert 92 < reading.confidence < 93.1
    assert reading.is_legible


NOISE = {
    "marks over letters": ("a wv a ๑", 41.0),
    "a stain": (". -", 95.0),
    "loose letters": ("๓ % ส", 30.0),
    "a seal": ("oF, (", 90.0),
    "one vowel": ("ะ", 93.0),
}


@pytest.mark.parametrize("name", NOISE)
def test_noise_between_the_lines_is_left_out(name: str) -> None:
    page = answer(("เรื่อง รายงานผลการดำเนินงาน", 93.0), NOISE[name], ("ประจำปีงบประมาณ", 94.0))
    assert reading_of(page).text == "เรื่อง รายงานผลการดำเนินงาน\nประจำปีงบประมาณ"


@pytest.mark.parametrize("line", ["- 2 -", "No Gift Policy", "รวม", "๕"])
def test_short_lines_that_say_something_stay(line: str) -> None:
    assert reading_of(answer(("เรื่อง รายงานผล", 93.0), (line, 88.0))).text.split("\n")[1] == line


ILLEGIBLE = {
    "on its head": answer(("นกดครดไกลิมปแกเษธดัจคบ", 61.0), ("mded ens ๐๒", 58.0)),
    "no letters": "\n".join([HEADER, "1\t1\t0\t0\t0\t0\t0\t0\t1240\t1754\t-1\t", " ", "\f"]),
    "too few letters": answer(("กขค", 96.0)),
    "digits alone": answer(("๑๒๓๔๕๖๗๘๙๐ 1234567890", 96.0)),
    "no table of words": "บันทึกข้อความ\nเรื่อง รายงานผลการดำเนินงาน",
    "nothing": "",
}


@pytest.mark.parametrize("name", ILLEGIBLE)
def test_what_cannot_be_trusted_is_not_legible(name: str) -> None:
    assert not reading_of(ILLEGIBLE[name]).is_legible


SPELLINGS = {
    "sara am in two parts": ("ประจําปี การดําเนินงาน", "ประจำปี การดำเนินงาน"),
    "a vowel twice": ("และะประะเมิน", "และประเมิน"),
    "wide gaps": ("ลำดับ      รายการ\t วงเงิน", "ลำดับ รายการ วงเงิน"),
    "empty lines": ("ก่อน\n\n  \nหลัง", "ก่อน\nหลัง"),
    "digits as they were read": ("พ.ศ. ๒๕๒ ปี 2568", "พ.ศ. ๒๕๒ ปี 2568"),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_recognised_text_is_spelt_as_thai_is(name: str) -> None:
    read, right = SPELLINGS[name]
    assert tidied(read) == right


@given(st.text(alphabet="กขงนรสปอะาำิ่้ํ ๐๑๒5aB.-\n\t\f", max_size=60))
def test_tidying_keeps_every_digit_and_is_done_once(text: str) -> None:
    once = tidied(text)
    assert tidied(once) == once
    assert [one for one in arabic_digits(once) if one.isdigit()] == [
        one for one in arabic_digits(text) if one.isdigit()
    ]


@given(st.text(max_size=200), st.lists(st.text(alphabet="5\t1-.กa\n", max_size=40), max_size=6))
def test_no_answer_is_too_strange(text: str, rows: list[str]) -> None:
    reading = reading_of("\n".join([HEADER, *rows, text]))
    assert reading.confidence <= 10**40
