"""Numbers and days as reports write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oitcrawler.reports import _written

from oitcrawler.model import Lang
from oitcrawler.report import Interval


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0.00"),
        (100.0, "100.00"),
        (62.5, "62.50"),
        (0.125, "0.13"),
        (2.675, "2.68"),
        (84.995, "85.00"),
        (1 / 3, "0.33"),
    ],
)
def test_points_have_two_decimals_and_halves_go_up(number: float, written: str) -> None:
    assert _written.points(number) == written


@given(st.integers(0, 100_000))
def test_a_number_of_thousandths_is_rounded_as_by_hand(thousandths: int) -> None:
    by_hand = Decimal((thousandths + 5) // 10) / 100
    assert _written.rounded(thousandths / 1000) == by_hand


@pytest.mark.parametrize(
    ("score", "written"),
    [
        (Interval(81.25, 81.25), "81.25"),
        (Interval(62.5, 81.25), "62.50–81.25"),
        (Interval(66.66666, 66.66667), "66.67"),
    ],
)
def test_a_score_is_one_number_only_when_it_is_decided(score: Interval, written: str) -> None:
    assert _written.interval(score) == written


@pytest.mark.parametrize(
    ("iso", "lang", "written"),
    [
        ("2025-04-30", "th", "30 เมษายน พ.ศ. 2568"),
        ("2025-04-30", "en", "30 April 2025"),
        ("2024-12-31T18:30:00+00:00", "th", "1 มกราคม พ.ศ. 2568"),  # already the new year in Thailand
        ("2024-12-31T18:30:00Z", "th", "1 มกราคม พ.ศ. 2568"),
        ("2024-12-31 18:30:00", "en", "1 January 2025"),
        ("2024-12-31T23:30:00+07:00", "th", "31 ธันวาคม พ.ศ. 2567"),
        ("", "th", ""),
        ("เมื่อวาน", "th", "เมื่อวาน"),
        ("2025-02-31", "en", "2025-02-31"),
    ],
)
def test_days_are_of_thailand_and_the_buddhist_era(iso: str, lang: Lang, written: str) -> None:
    assert _written.day(iso, lang) == written


@pytest.mark.parametrize(
    ("iso", "lang", "written"),
    [
        ("2025-04-28T02:10:00+00:00", "th", "28 เมษายน พ.ศ. 2568 09.10 น."),
        ("2025-04-28T02:10:00+00:00", "en", "28 April 2025 09:10 (Thailand)"),
        ("soon", "en", "soon"),
    ],
)
def test_moments_say_the_time_in_thailand(iso: str, lang: Lang, written: str) -> None:
    assert _written.moment(iso, lang) == written


@given(st.dates(date(1957, 1, 1), date(2200, 12, 31)))
def test_every_day_keeps_its_number_and_year(day: date) -> None:
    words = _written.day(day.isoformat(), "th").split()
    assert (words[0], words[-1]) == (str(day.day), str(day.year + 543))
