"""Repair of damaged text layers, and that it leaves right text alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.thai import find_periods, fold, repair

HERE: Final = Path(__file__).parent
CASES: Final = [
    pytest.param(damaged, right, id=f"{kind}: {right}")
    for kind, cases in yaml.safe_load((HERE / "repair.yaml").read_text(encoding="utf-8")).items()
    for damaged, right in cases
]
CLEAN: Final = (HERE / "clean.txt").read_text(encoding="utf-8").splitlines()
# Sentences in which no sara am follows a tone mark or stands in a name, so that every way of losing it can be undone.
REPAIRABLE: Final = (
    "ผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568",
    "สำนักงานเทศบาลตำบลตัวอย่าง อำเภอตัวอย่าง",
    "มีจำนวนทั้งสิ้น 12 โครงการ ตามที่กำหนด",
    "ทั้งนี้ ให้ผู้มีอำนาจลงนามในสำเนา",
    "แต่งตั้งคณะทำงานสำรวจความสำเร็จ",
)
anything: Final = st.text(st.one_of(st.characters(min_codepoint=0x0E00, max_codepoint=0x0E5B), st.characters()))
thai_words: Final = st.lists(st.sampled_from([word for line in CLEAN for word in line.split(" ")]), max_size=12)


@pytest.mark.parametrize(("damaged", "right"), CASES)
def test_damage_is_repaired(damaged: str, right: str) -> None:
    assert repair(damaged) == right


@pytest.mark.parametrize("line", CLEAN)
def test_right_text_is_not_changed(line: str) -> None:
    assert repair(line) == line


def test_a_whole_right_text_is_not_changed() -> None:
    text = "\n".join(CLEAN)

    assert repair(text) == text


@pytest.mark.parametrize("right", REPAIRABLE)
@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("lost ring", lambda text: text.replace("ำ", " า")),
        ("space before", lambda text: text.replace("ำ", " ำ")),
        ("nikhahit", lambda text: text.replace("ำ", "\u0e4d\u0e32")),
        ("lost without a trace", lambda text: text.replace("ำ", "า")),
        ("old tone marks", lambda text: text.replace("้", "\uf70b").replace("่", "\uf70a")),
        ("doubled tone marks", lambda text: re.sub("([่้])", r"\1\1", text)),
        ("tone before vowel", lambda text: re.sub("([ิีึื])([่้])", r"\2\1", text)),
    ],
)
def test_damage_done_to_a_sentence_is_undone(name: str, damage: object, right: str) -> None:
    assert callable(damage), name

    assert repair(damage(right)) == right


@given(anything)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    once = repair(text)

    assert repair(once) == once


@given(thai_words)
def test_right_words_in_any_order_keep_their_letters(words: list[str]) -> None:
    # Right words side by side may make what looks like damage ("ลำ ดับที่"): then only a space may go.
    text = " ".join(words)

    assert repair(text).replace(" ", "") == text.replace(" ", "")


def test_what_may_be_read_in_two_ways_stays() -> None:
    spaced_letters = "งบปร ะ ม า ณ"

    assert repair(spaced_letters) == spaced_letters


def test_characters_that_no_font_explains_stay_for_others_to_judge() -> None:
    assert repair("\x01\x07\x08 1 \r\n") == "\x01\x07\x08 1 \r\n"


def test_emoji_and_line_ends_stay() -> None:
    assert repair("👨\u200d💼 ข้อมูล\r\n") == "👨\u200d💼 ข้อมูล\r\n"


def test_repair_makes_a_period_readable_and_a_phrase_matchable() -> None:
    damaged = "รำยงำนผลกำรด ำเนินงำน ประจ ำปีงบประมำณ พ.ศ. 2568"

    assert fold("รายงานผลการดำเนินงาน") in fold(repair(damaged))
    assert [period.precision.value for period in find_periods(repair(damaged))] == ["fiscal_year"]
