"""Item codes as agencies write them: O13, o1โครงสร้าง, (O10), ข้อ 13, O๑๓, ๐13, 010, OIT 3, O11-O12.

Real pages mix the letter O, the digit zero and the Thai zero ๐ (reference: sites, section 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from ..thai.fold import arabic_digits

_LETTER = re.compile(
    r"(?<![a-z0-9])(?:ข้อ(?:ที่)?\s*)?(?P<oit>oit\s*[-:.]?\s*)?(?(oit)o?|o)\s*[-.]?\s*(?P<first>[0-9]{1,2})(?![0-9])"
    r"(?:\s*(?:-|–|ถึง)\s*o?\s*(?P<last>[0-9]{1,2})(?![0-9.,/]))?",
    re.IGNORECASE,
)
_ITEM_WORD = re.compile(r"ข้อ(?:ที่)?\s*(?P<first>[0-9]{1,2})(?![0-9./])")
_ZERO = re.compile(
    r"^[\s(\[]*0(?P<first>[0-9]{1,2})(?![0-9])(?:\s*[-–]\s*0?(?P<last>[0-9]{1,2})(?![0-9]))?(?!\s*[-/.][0-9])"
)
_BARE = re.compile(r"^[\s(\[]*(?P<first>[1-9][0-9]?)(?:\s*[.)\]]?\s+|[.)\]]\s*|\s*$)(?![0-9])")

WIDEST = 12


class Writing(IntEnum):
    """How plainly a code is written; a weaker one counts only inside a list of items."""

    BARE_NUMBER = 1
    ITEM_WORD = 2
    ZERO_FOR_LETTER = 2
    LETTER = 3


@dataclass(frozen=True, slots=True)
class Code:
    """An item code in a text: the numbers that it names (a range names several) and where it stands."""

    numbers: tuple[int, ...]
    writing: Writing
    start: int
    end: int


def item_codes(text: str, prefix: str = "o") -> tuple[Code, ...]:
    """Return the item codes in a text, plainest writing only, in order.

    `prefix` is the letter of the list ("o"). Lists with another letter know only letter and digits.
    """
    plain = arabic_digits(text)
    if prefix != "o":
        other = re.compile(
            rf"(?<![a-z0-9]){re.escape(prefix)}\s*[-.]?\s*(?P<first>[0-9]{{1,2}})(?![0-9])", re.IGNORECASE
        )
        return _all(other, plain, Writing.LETTER)
    return (
        _all(_LETTER, plain, Writing.LETTER)
        or _all(_ITEM_WORD, plain, Writing.ITEM_WORD)
        or _all(_ZERO, plain, Writing.ZERO_FOR_LETTER)
        or _all(_BARE, plain, Writing.BARE_NUMBER)
    )


def without_codes(text: str, prefix: str = "o") -> str:
    """Return the text with its item codes blanked out."""
    plain = list(arabic_digits(text))
    for code in item_codes(text, prefix):
        plain[code.start : code.end] = " " * (code.end - code.start)
    return "".join(plain)


def _all(pattern: re.Pattern[str], text: str, writing: Writing) -> tuple[Code, ...]:
    found = []
    for match in pattern.finditer(text):
        first = int(match["first"])
        last = int(match.groupdict().get("last") or first)
        if not 1 <= first <= 60 or first + WIDEST < last <= 60:
            continue  # "O1-O28" is a whole list
        numbers = tuple(range(first, last + 1)) if first < last <= 60 else (first,)
        found.append(Code(numbers, writing, match.start(), match.end()))
    return tuple(found)
