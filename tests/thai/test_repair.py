"""Repair of damaged text layers, and that it leaves right text alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.thai.dates import find_periods
from oitcrawler.thai.fold import fold
from oitcrawler.thai.repair import repair

from ..cases import table
from .damages import CERTAIN, DAMAGES

HERE: Final = Path(__file__).parent
CASES: Final = [
    pytest.param(damaged, right, id=f"{kind}: {right}")
    for kind, cases in table(HERE / "repair.yaml").items()
    for damaged, right in cases
]
CLEAN: Final = (HERE / "clean.txt").read_text(encoding="utf-8").splitlines()
BETWEEN: Final = ("\n", " | ", " 12,000.00 ", " (ITA) ", "\n- 3 -\n", " ", "\t", " ๒. ")
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


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_done_to_sentences_is_undone(name: str) -> None:
    damage, share = DAMAGES[name]
    words = [(word, line) for line in CLEAN for word in line.split(" ") if len(word) > 1]
    repaired = {line: repair(damage(line)) for line in CLEAN}

    assert sum(word in repaired[line] for word, line in words) >= share * len(words)


@pytest.mark.parametrize("word", ["ดำเนินงาน", "ประจำปี", "สำนักงาน", "ข้อมูล", "ทั้งนี้", "งบประมาณ", "ปฏิบัติ", "ทุจริต"])
@pytest.mark.parametrize("name", CERTAIN)
def test_the_commonest_words_are_whole_again(name: str, word: str) -> None:
    lines = [line for line in CLEAN if word in line]

    assert lines
    assert [line for line in lines if word not in repair(DAMAGES[name][0](line))] == []


@given(st.lists(st.tuples(st.sampled_from(CLEAN), st.sampled_from(BETWEEN)), min_size=1, max_size=8))
def test_right_sentences_in_any_order_and_layout_are_not_changed(parts: list[tuple[str, str]]) -> None:
    text = "".join(line + between for line, between in parts)

    assert repair(text) == text


@pytest.mark.parametrize(
    "right",
    [
        "บันไดหนีไฟ สเปน ไดอารี่ กระไดลิง ให้ ใหม่ ใหญ่",
        "สม่ำเสมอ พลิกคว่ำ ธำรงรักษา คะมำ รำคาญ กำราบ ควรจดจำกฎหมาย",
        "ก ข ค ง จ ฉ",
        "ส่วนรวม ส่วนร่วม",
        "ไม่รู้ทำไม ได้แต่ยืนนา ส่งเสียง",
        "เหน็ดเหนื่อย หนาวเหน็บ แข็งแกร่ง แกว่ง สง่างาม ศาสตรบัณฑิต ภาคอีสาน",
    ],
)
def test_words_that_look_like_damage_stay(right: str) -> None:
    assert repair(right) == right


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
    # A word and a label, a name that is no word of office, a request and not data.
    for text in ("นาย ก และนาย ข", "นายสา ราญ", "ขอมูลค่าของทรัพย์สิน"):
        assert repair(text) == text


def test_characters_that_no_font_explains_stay_for_others_to_judge() -> None:
    assert repair("\x01\x07\x08 1 \r\n") == "\x01\x07\x08 1 \r\n"


def test_emoji_and_line_ends_stay() -> None:
    assert repair("👨\u200d💼 ข้อมูล\r\n") == "👨\u200d💼 ข้อมูล\r\n"


def test_repair_makes_a_period_readable_and_a_phrase_matchable() -> None:
    damaged = "รำยงำนผลกำรด ำเนินงำน ประจ ำปีงบประมำณ พ.ศ. 2568"

    assert fold("รายงานผลการดำเนินงาน") in fold(repair(damaged))
    assert [period.precision.value for period in find_periods(repair(damaged))] == ["fiscal_year"]
