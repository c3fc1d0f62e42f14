"""Days as Thai readers expect them."""

from __future__ import annotations

from datetime import date
from typing import Final

from .periods import BUDDHIST_OFFSET

_MONTHS: Final = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")


def thai_day(day: date) -> str:
    """Return a day in the Buddhist era, for example "1 เม.ย. 2568"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year + BUDDHIST_OFFSET}"
