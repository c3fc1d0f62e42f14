"""Periods found in running text."""

from __future__ import annotations

import re

from .fold import arabic_digits
from .periods import Period, Precision, fiscal_year

_FISCAL = re.compile(r"ปีงบประมาณ\s*(?:พ\.?ศ\.?)?\s*(25\d\d)")


def find_periods(text: str) -> list[Period]:
    """Return the periods that `text` names, in order."""
    return [
        Period(year.start, year.end, Precision.FISCAL_YEAR, text[found.start() : found.end()], found.start())
        for found in _FISCAL.finditer(arabic_digits(text))
        for year in [fiscal_year(int(found[1]))]
    ]
