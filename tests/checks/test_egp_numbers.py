"""Project numbers in every spelling that spreadsheets and text layers give them."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from oitcrawler.checks._egp import Cell, read_number
from oitcrawler.thai.fold import thai_digits

DIGITS = 11


@st.composite
def spelt(draw: st.DrawFn, digits: st.SearchStrategy[str]) -> tuple[str, str]:
    """Return a number and one way of writing it: Thai digits, single spaces or hyphens inside, decimals."""
    number = draw(digits)
    cut = draw(st.integers(1, 3))
    divided = number[:cut] + draw(st.sampled_from(["", " ", "-", " - "])) + number[cut:]
    ending = draw(st.sampled_from(["", " ", ".0"])) if divided == number else ""
    written = divided + ending
    return number, draw(st.sampled_from([written, thai_digits(written)]))


def numbers(*lengths: int) -> st.SearchStrategy[str]:
    return st.sampled_from(lengths).flatmap(lambda length: st.integers(10 ** (length - 1), 10**length - 1).map(str))


@given(spelt(numbers(DIGITS)))
def test_eleven_digits_are_good_however_written(case: tuple[str, str]) -> None:
    assert read_number(case[1], DIGITS).kind is Cell.GOOD


@given(spelt(numbers(5, 9, 10, 12, 13)))
def test_another_number_of_digits_is_wrong_and_shown_whole(case: tuple[str, str]) -> None:
    assume(not any(len(part.strip("-")) == DIGITS for part in case[1].split()))
    read = read_number(case[1], DIGITS)
    assert read.kind is Cell.WRONG
    assert read.shown == case[0]


@given(st.text(alphabet="กขค -–.*_\n", max_size=30))
def test_text_without_digits_is_empty(text: str) -> None:
    assert read_number(text, DIGITS).kind in (Cell.EMPTY, Cell.EXEMPT)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert isinstance(read_number(text, DIGITS).kind, Cell)
