"""Thai as agencies write it: folding for matching, repair of damaged text layers, dates and periods."""

from .dates import find_periods
from .fold import arabic_digits, fold, skeleton, thai_digits
from .periods import Period, Precision, first_half, fiscal_year, fiscal_year_of, months, quarter
from .repair import repair

__all__ = [
    "Period",
    "Precision",
    "arabic_digits",
    "find_periods",
    "first_half",
    "fiscal_year",
    "fiscal_year_of",
    "fold",
    "months",
    "quarter",
    "repair",
    "skeleton",
    "thai_digits",
]
