"""Numbers as people write them into a cell: Thai digits, "ร้อยละ", "%", a comma for the point."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from ..thai.fold import fold

_HUNDREDTH: Final = Decimal("0.01")
_BLANK: Final = re.compile(r"[-._\s]*|n\s?/\s?a|na|null|none|nil|ไม่มี(?:คะแนน|ข้อมูล)?|ไม่(?:ได้)?ประเมิน|\[.*\]")
_BEFORE: Final = r"(?:ได้|คะแนน|เท่ากับ|ร้อยละ|จำนวน|score|[:=\s])*"
_AFTER: Final = r"(?:\s|คะแนน|%|ร้อยละ|points?|จาก(?:คะแนนเต็ม)?\s*100|/\s*100(?:\.0+)?)*"
_NUMBER: Final = re.compile(rf"{_BEFORE}(\d+)(?:\.(\d+)|,(\d\d?))?{_AFTER}")


class NotAScore(ValueError):
    """A cell that is neither a score from 0 to 100 nor blank."""


def score_in(cell: object) -> Decimal | None:
    """Return the score of a cell, with two decimals at most, or None for a blank one. Raises NotAScore."""
    text = fold("" if cell is None else str(cell))
    if _BLANK.fullmatch(text):
        return None
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise NotAScore(cell)
    number = Decimal(f"{found[1]}.{found[2] or found[3] or '0'}")
    if number > 100:
        raise NotAScore(cell)
    return hundredths(number)


def hundredths(number: Decimal) -> Decimal:
    """Return a number with two decimals, halves rounded up as the published results are."""
    return number.quantize(_HUNDREDTH, ROUND_HALF_UP)
