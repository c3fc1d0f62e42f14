"""The archive can be built again to the same bytes, and its small tools do what they say."""

from __future__ import annotations

import pytest

from oitcrawler.demo import build
from oitcrawler.demo.making.linebreak import wrap
from oitcrawler.demo.making.markup import Command, Grid, Items, Para, read_markup
from oitcrawler.demo.making.procurement import annual, egp_number


@pytest.fixture(scope="module")
def built() -> bytes:
    return build.build()


def test_the_shipped_archive_is_up_to_date(built: bytes) -> None:
    assert build.differences(build.ARCHIVE.read_bytes(), built) == []


def test_building_twice_gives_the_same_bytes(built: bytes) -> None:
    assert build.build() == built


def test_a_difference_is_named(built: bytes) -> None:
    assert build.differences(b"", built)[0] == "differs: 000"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("แผนการดำเนินงาน ประจำปี", 15, ["แผนการดำเนินงาน", "ประจำปี"]),
        ("รายงานผลการดำเนินงาน", 10, ["รายงานผล", "การ", "ดำเนินงาน"]),
        ("ราชการ", 4, ["ราช", "การ"]),
        ("67109503869", 11, ["67109503869"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_before_words(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, len) == lines


def test_the_markup_is_read() -> None:
    text = "§ ยินดีต้อนรับ\n- ก\n- ข\n|: 1 2\n| a | b |\n| 1 | |\n!sign nayok 3 มกราคม 2565"
    assert read_markup(text, "อบต.") == (
        Para("อบต. ยินดีต้อนรับ"),
        Items(("ก", "ข")),
        Grid(("a", "b"), (("1", ""),), (1.0, 2.0)),
        Command("sign", "nayok 3 มกราคม 2565"),
    )


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns"):
        read_markup("| a | b |\n| 1 |", "")


def test_numbers_of_projects_have_eleven_digits_and_are_unique() -> None:
    numbers = [egp_number(2567, 3, running) for running in range(1, 200)]
    assert {len(number) for number in numbers} == {11}
    assert len(set(numbers)) == len(numbers)
    assert [row[0] for row in annual().rows if len(row[-1]) == 10] == ["19", "29"]
