"""Properties of reading dates: what is written in a style is read back, and no text makes it fail."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.thai.dates import find_periods
from oitcrawler.thai.fold import thai_digits
from oitcrawler.thai.lexicon import TOKEN
from oitcrawler.thai.periods import BUDDHIST_OFFSET, Precision, first_half, fiscal_year, quarter
from oitcrawler.thai.tokens import words_of
from oitcrawler.thai.view import view_of

NAMES: Final = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT: Final = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
ENGLISH: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS: Final = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"]

days: Final = st.dates(min_value=date(2005, 1, 1), max_value=date(2042, 12, 31))
fiscal_years: Final = st.integers(min_value=2545, max_value=2585)


def _be(day: date) -> int:
    return day.year + BUDDHIST_OFFSET


DAY_STYLES: Final[tuple[Callable[[date], str], ...]] = (
    lambda day: f"{day.day} {NAMES[day.month - 1]} {_be(day)}",
    lambda day: f"{day.day} {NAMES[day.month - 1]} พ.ศ. {_be(day)}",
    lambda day: f"วัน{WEEKDAYS[day.weekday()]}ที่ {day.day} {NAMES[day.month - 1]} {_be(day)}",
    lambda day: f"วันที่ {day.day} เดือน {NAMES[day.month - 1]} พ.ศ. {_be(day)}",
    lambda day: f"{day.day} {SHORT[day.month - 1]} {_be(day)}",
    lambda day: f"{day.day} {SHORT[day.month - 1]}{_be(day) % 100:02}",
    lambda day: f"{day.day} {SHORT[day.month - 1].replace('.', '')} {_be(day) % 100:02}",
    lambda day: f"{day.day} {SHORT[day.month - 1].rstrip('.')} {_be(day)}",
    lambda day: f"{day.day} {SHORT[day.month - 1]} {day.year}",
    lambda day: f"{day:%d/%m}/{_be(day)}",
    lambda day: f"{day.day}/{day.month}/{_be(day)}",
    lambda day: f"{day.day}/{day.month}/{_be(day) % 100:02}",
    lambda day: f"{day:%d-%m}-{_be(day)}",
    lambda day: f"{day.day}.{day.month}.{_be(day)}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day}-{ENGLISH[day.month - 1][:3]}-{day.year}",
    lambda day: f"{NAMES[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {SHORT[day.month - 1]} '{_be(day) % 100:02}",
    lambda day: f"{day.day}{SHORT[day.month - 1]}{_be(day)}",
    lambda day: f"{day.day}-{SHORT[day.month - 1]}-{_be(day) % 100:02}",
    lambda day: f"{day.day}{NAMES[day.month - 1]}{_be(day)}",
    lambda day: f"{day.day} / {day.month} / {_be(day)}",
    lambda day: f"{day.day} {NAMES[day.month - 1]}\r\n{_be(day)}",
    lambda day: f"{day.day} {NAMES[day.month - 1]} พ.ศ. {_be(day) // 100} {_be(day) % 100:02}",
    lambda day: f"{day.day} {NAMES[day.month - 1]} พ.ศ. {_be(day)} (ค.ศ. {day.year})",
    lambda day: f"{day:%Y-%m-%d}T08:30:00",
)
MONTH_STYLES: Final[tuple[Callable[[date], str], ...]] = (
    lambda day: f"เดือน {NAMES[day.month - 1]} {_be(day)}",
    lambda day: f"ประจำเดือน{NAMES[day.month - 1]} พ.ศ.{_be(day)}",
    lambda day: f"{SHORT[day.month - 1]} {_be(day)}",
    lambda day: f"{SHORT[day.month - 1]} {_be(day) % 100:02}",
    lambda day: f"{ENGLISH[day.month - 1]} {day.year}",
    lambda day: f"เดือน {day.month}/{_be(day)}",
    lambda day: f"เดือน{SHORT[day.month - 1]}{_be(day) % 100:02}",
    lambda day: f"แบบ สขร.1 {NAMES[day.month - 1]} {_be(day)}",
    lambda day: f"{SHORT[day.month - 1]} / {_be(day)}",
    lambda day: f"{ENGLISH[day.month - 1][:3]}-{day.year}",
)
RANGE_STYLES: Final[tuple[Callable[[str, str], str], ...]] = (
    lambda start, end: f"{start} - {end}",
    lambda start, end: f"{start}–{end}",
    lambda start, end: f"{start} ถึง {end}",
    lambda start, end: f"ตั้งแต่{start} จนถึง{end}",
    lambda start, end: f"ระหว่าง {start} ถึง {end}",
)


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@pytest.mark.parametrize("style", DAY_STYLES)
@given(day=days, in_thai_digits=st.booleans())
def test_a_day_is_read_back(style: Callable[[date], str], day: date, in_thai_digits: bool) -> None:
    text = thai_digits(style(day)) if in_thai_digits else style(day)

    (period,) = find_periods(f"ประกาศ {text} ณ ที่ทำการ")

    assert (period.start, period.end, period.precision) == (day, day, Precision.DAY)


@pytest.mark.parametrize("style", MONTH_STYLES)
@given(day=days, in_thai_digits=st.booleans())
def test_a_month_is_read_back(style: Callable[[date], str], day: date, in_thai_digits: bool) -> None:
    text = thai_digits(style(day)) if in_thai_digits else style(day)

    (period,) = find_periods(f"รายงาน{text}")

    assert (period.start, period.end) == (day.replace(day=1), _end_of_month(day))
    assert period.precision is Precision.MONTH


@pytest.mark.parametrize("joined", RANGE_STYLES)
@pytest.mark.parametrize("style", [*DAY_STYLES[:6], DAY_STYLES[9], DAY_STYLES[11]])
@given(first=days, length=st.integers(min_value=1, max_value=2000))
def test_a_range_of_days_is_read_back(
    style: Callable[[date], str], joined: Callable[[str, str], str], first: date, length: int
) -> None:
    last = first + timedelta(days=length)

    (period,) = find_periods(joined(style(first), style(last)))

    assert (period.start, period.end, period.precision) == (first, last, Precision.DAY)


@pytest.mark.parametrize("style", MONTH_STYLES[:4])
@given(first=days, length=st.integers(min_value=40, max_value=700))
def test_a_range_of_months_is_read_back(style: Callable[[date], str], first: date, length: int) -> None:
    last = first + timedelta(days=length)

    (period,) = find_periods(f"{style(first)} - {style(last)}")

    assert (period.start, period.end) == (first.replace(day=1), _end_of_month(last))


@given(first=days, length=st.integers(min_value=1, max_value=300))
def test_a_year_named_once_at_the_end_holds_for_both_ends(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    text = f"{first.day} {NAMES[first.month - 1]} - {last.day} {NAMES[last.month - 1]} {_be(last)}"

    (period,) = find_periods(text)

    assert (period.start, period.end) == (first, last)


@given(year=fiscal_years, number=st.integers(min_value=1, max_value=4))
def test_quarters_agree_with_the_fiscal_calendar(year: int, number: int) -> None:
    wanted = quarter(year, number)

    for text in (
        f"ไตรมาสที่ {number}/{year}",
        f"ไตรมาส {number} ปีงบประมาณ พ.ศ. {year}",
        f"ปีงบประมาณ {year} ไตรมาสที่ {number}",
    ):
        (period,) = find_periods(text)
        assert (period.start, period.end, period.precision) == (wanted.start, wanted.end, wanted.precision)


@given(year=fiscal_years)
def test_fiscal_years_and_their_halves_agree_with_the_fiscal_calendar(year: int) -> None:
    for text in (f"ปีงบประมาณ {year}", f"ประจำปีงบประมาณ พ.ศ.{thai_digits(str(year))}", f"ปีงบ {year % 100}"):
        (period,) = find_periods(text)
        assert (period.start, period.end, period.precision) == (
            fiscal_year(year).start,
            fiscal_year(year).end,
            Precision.FISCAL_YEAR,
        )
    (half,) = find_periods(f"รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. {year}")
    assert (half.start, half.end) == (first_half(year).start, first_half(year).end)


@given(year=fiscal_years, years=st.integers(min_value=1, max_value=9), in_thai_digits=st.booleans())
def test_years_of_a_plan_are_fiscal_years(year: int, years: int, in_thai_digits: bool) -> None:
    last = year + years
    for style in (
        f"แผน {years + 1} ปี (พ.ศ. {year} - {last})",
        f"พ.ศ. {year} ถึง พ.ศ. {last}",
        f"ประจำปีงบประมาณ {year}-{last}",
        f"ปี {year} - {last}",
        f"แผนพัฒนา-{year}-{last}.pdf",
    ):
        (period,) = find_periods(thai_digits(style) if in_thai_digits else style)
        assert (period.start, period.end) == (fiscal_year(year).start, fiscal_year(last).end)
        assert period.precision is Precision.FISCAL_YEAR


@given(year=fiscal_years)
def test_a_half_with_its_months_or_days_is_one_period(year: int) -> None:
    wanted = first_half(year)
    for text in (
        f"รอบ 6 เดือน (ต.ค. {year - 1} - มี.ค. {year})",
        f"รอบ 6 เดือนแรก (1 ต.ค. {(year - 1) % 100:02} – 31 มี.ค. {year % 100:02})",
        f"1 ตุลาคม {year - 1} - 31 มีนาคม {year} (รอบ 6 เดือนแรก)",
        f"ประจำปีงบประมาณ พ.ศ. {year} รอบ 6 เดือน (ตุลาคม {year - 1} ถึง มีนาคม {year})",
        f"รอบการประเมินที่ 1/{year}",
        f"ครึ่งปีแรก ปีงบประมาณ {year}",
    ):
        (period,) = find_periods(text)
        assert (period.start, period.end, period.precision) == (wanted.start, wanted.end, Precision.HALF)


@given(day=days)
def test_a_day_in_the_name_of_a_file_is_read_back(day: date) -> None:
    for name in (f"{day:%Y%m%d}.pdf", f"plan_{_be(day)}{day:%m%d}.pdf", f"{day:%d%m}{_be(day)}-1.xlsx"):
        (period,) = find_periods(f"ดาวน์โหลด {name}")
        assert (period.start, period.end, period.precision) == (day, day, Precision.DAY)


_WORDS: Final = (
    "2568|68|31|พ.ศ.|ค.ศ.|ปีงบประมาณ|ปี|ไตรมาสที่|รอบ|เดือน|แรก|หลัง|ถึง|และ|วันที่|ภาคเรียนที่|ครึ่งปี|งบประมาณ|ita|.pdf|แผน"
    "|พระราชบัญญัติ|ฉบับที่|ภายใน|สขร.|FY|Q|\u200b|้|ำ"
)
_PIECES: Final = st.sampled_from([*NAMES, *SHORT, *ENGLISH[:3], *"0123456789๐๖/.-–,()|\n ", *_WORDS.split("|")])
any_text: Final = st.one_of(st.text(), st.lists(_PIECES, max_size=30).map("".join))


@given(any_text)
def test_no_text_makes_it_fail_and_every_phrase_stands_where_it_says(text: str) -> None:
    found = find_periods(text)

    for period in found:
        assert period.phrase
        assert text[period.position : period.position + len(period.phrase)] == period.phrase
        assert (period.start is None) == (period.end is None)
        assert period.start is None or period.end is None or period.start <= period.end
    for one, two in pairwise(found):
        assert one.position + len(one.phrase) <= two.position


@given(any_text)
def test_reading_is_deterministic(text: str) -> None:
    assert find_periods(text) == find_periods(text)


@given(any_text)
def test_no_word_of_time_is_overlooked_where_it_can_begin(text: str) -> None:
    view = view_of(text).text

    assert [(one.span(), one.lastgroup) for one in words_of(view)] == [
        (one.span(), one.lastgroup) for one in TOKEN.finditer(view)
    ]


def test_no_word_of_time_of_the_table_is_overlooked() -> None:
    view = view_of(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8")).text

    assert [one.span() for one in words_of(view)] == [one.span() for one in TOKEN.finditer(view)]


@given(any_text)
def test_a_view_leads_back_to_the_original(text: str) -> None:
    view = view_of(text)

    for place in range(len(view.text)):
        start, end = view.original(place, place + 1)
        assert view_of(text[start:end]).text.strip(" ") == view.text[place].strip(" ")


def test_no_word_of_time_is_empty() -> None:
    assert TOKEN.match("") is None


@pytest.mark.parametrize(
    "piece",
    [
        "ก",
        " ",
        "\n",
        "1",
        "1-",
        "1/2/",
        "12 ",
        "-",
        "(",
        "ita_",
        "พ. ",
        "มกรา ",
        "วันที่ 1, 2 และ ",
        "1 ตุลาคม 2567 - ",
        "พระราชบัญญัติ พ.ศ. 2560 ",
        "1 กขคงจ 2567 ",
        "ไตรมาสที่ 1 - ",
        "a.pdf ",
        "ต.ค. ",
        "2567 ",
        "พ.ศ. 2 5 6 7 ",
        "1. ",
        "(ปี 2567) ",
        "15 - 16, ",
        "20240331_",
    ],
)
def test_the_work_grows_with_the_length_and_not_faster(piece: str) -> None:
    text = piece * (100_000 // len(piece))

    started = time.process_time()
    find_periods(text)

    assert time.process_time() - started < 5, "100 KB take well under a second; five would be another order of growth"


def test_a_page_is_read_fast() -> None:
    row = "{} งานจ้างตัวอย่าง โดยวิธีเฉพาะเจาะจง 67039{:06} 12,500.00 {} มกราคม 2567 ประจำปีงบประมาณ พ.ศ. ๒๕๖๗\n"
    page = "".join(row.format(number, number, number) for number in range(1, 29))
    taken = []
    for _ in range(5):
        started = time.process_time()
        assert len(find_periods(page)) == 56
        taken.append(time.process_time() - started)

    assert min(taken) < 0.03, f"{len(page)} characters are read in some 3 ms"
