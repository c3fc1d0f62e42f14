"""How numbers and days are written in reports: two decimals rounded half up, years of the Buddhist era."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

from oitcrawler.model import Lang
from oitcrawler.report import Interval

BUDDHIST_OFFSET = 543
BANGKOK = timezone(timedelta(hours=7))
_MONTHS_TH = (
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
)
_MONTHS_EN = (
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
)


def rounded(number: float) -> Decimal:
    """Return a number of points with two decimals, halves rounded up."""
    return Decimal(repr(number)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def points(number: float) -> str:
    """Write a number of points: `81.25`."""
    return str(rounded(number))


def interval(score: Interval) -> str:
    """Write a score: one number when it is decided, else from–to."""
    low, high = points(score.min), points(score.max)
    return low if low == high else f"{low}–{high}"


def day(iso: str, lang: Lang) -> str:
    """Write an ISO day or moment as a day in Thailand: `5 มกราคม พ.ศ. 2568`. What is no date stays as it is."""
    try:
        return _day(_in_thailand(iso), lang)
    except ValueError:
        return iso


def moment(iso: str, lang: Lang) -> str:
    """Write an ISO moment as day and time in Thailand. What is no moment stays as it is."""
    try:
        at = _in_thailand(iso)
    except ValueError:
        return iso
    clock = f"{at:%H.%M} น." if lang == "th" else f"{at:%H:%M} (Thailand)"
    return f"{_day(at, lang)} {clock}"


def fiscal_year(year: int, lang: Lang) -> str:
    """Write a fiscal year of the Buddhist era."""
    return f"ปีงบประมาณ พ.ศ. {year}" if lang == "th" else f"fiscal year B.E. {year} ({year - BUDDHIST_OFFSET})"


def _in_thailand(iso: str) -> datetime:
    if "T" not in iso and " " not in iso:
        only = date.fromisoformat(iso)
        return datetime(only.year, only.month, only.day, tzinfo=BANGKOK)
    at = datetime.fromisoformat(iso)
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(BANGKOK)


def _day(at: datetime, lang: Lang) -> str:
    if lang == "th":
        return f"{at.day} {_MONTHS_TH[at.month - 1]} พ.ศ. {at.year + BUDDHIST_OFFSET}"
    return f"{at.day} {_MONTHS_EN[at.month - 1]} {at.year}"
