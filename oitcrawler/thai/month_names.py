"""Names of months: full, misspelt, abbreviated with and without dots, English."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from .view import read_as

LETTER: Final = "[ก-ฺเ-ๆ]"

_NAMES: Final = tuple(
    map(
        read_as,
        (
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
        ),
    )
)
# Every stem in the spellings that agencies use; the ending is tried apart, because it is what gets confused.
_STEMS: Final = (
    "มกร?า",
    "กุ[มภ]?[ภพ]า",
    "มีนา",
    "เม[ษศส]า",
    "พฤ(?:ก?[ษศส])?ภา",
    "มิถุนา",
    "กร+ก?ก[ฎฏดต]ิ?า",
    "สิงหา",
    "กันยา",
    "ตุลา",
    "พฤ[ษศส]?จิกา",
    "ธันวา",
)
_ENDING: Final = r"\s?(?:คม|ยน|คน|ยม|พัน(?:ธ|ท)?[ุิ]?|พัธ)"
_PAIRS: Final = ("ม ค", "ก พ", "มี ค", "เม ย", "พ ค", "มิ ย", "ก ค", "ส ค", "ก ย", "ต ค", "พ ย", "ธ ค")
_ENGLISH: Final = (
    "jan(?:uary)?",
    "feb(?:ruary)?",
    "mar(?:ch)?",
    "apr(?:il)?",
    "may",
    "june?",
    "july?",
    "aug(?:ust)?",
    "sept?(?:ember)?",
    "oct(?:ober)?",
    "nov(?:ember)?",
    "dec(?:ember)?",
)
# An abbreviation stands free, or directly after one of the words that introduce a month.
_FREE: Final = rf"(?:(?<!{LETTER})|(?<=เดือน)|(?<=ถึง)|(?<=และ)|(?<=ที)|(?<=ปี))(?:(?<![ก-ฮ]\.)|(?<=ขร\.))"
_ERA_AHEAD: Final = r"(?=\s?[พค]\s?\.+\s?ศ)"


def _dotted(pair: str) -> str:
    """Return a pattern for one dotted abbreviation. ก.ค.ศ., ก.พ.ร. and ส.ค.ส. are no months."""
    first, second = pair.split()
    return rf"{first}\s?\.\s?{second}(?:\s?\.{_ERA_AHEAD}|{_ERA_AHEAD}|\s?\.(?![ก-ฮ]\.)|(?!\s?\.)(?![ก-ฮ]\.))"


def _undotted(pair: str) -> str:
    return pair.replace(" ", "") + rf"\.?(?!{LETTER})"


def _any_of(patterns: tuple[str, ...]) -> str:
    return "(?:" + "|".join(patterns) + ")"


# The offices ก.พ. and ก.ค. are named with these words before them.
_NO_OFFICE: Final = "".join(
    f"(?<!{word})(?<!{word} )"
    for word in ("สำนักงาน", "ส ำนักงาน", "มติ", "กฎ", "เลขาธิการ", "คณะกรรมการ", "ระเบียบ", "ประกาศ")
)
_PAIRS_DOTTED: Final = tuple(r"\s?\.\s?".join(pair.split()) for pair in _PAIRS)

FULL: Final = _any_of(_STEMS) + _ENDING
DOTTED: Final = (
    _NO_OFFICE
    + rf"(?:{_FREE}|(?<![ก-ฮ]\.)(?={_any_of(_PAIRS_DOTTED)}\s?\.?\s?[/'’-]?\s?(?:\d\d|พ\s?\.\s?ศ)))"
    + _any_of(tuple(map(_dotted, _PAIRS)))
)
SHORT: Final = _FREE + _any_of((*map(_undotted, _PAIRS), _any_of(_STEMS) + rf"(?!{LETTER})"))
ENGLISH: Final = r"(?<![a-z])" + _any_of(_ENGLISH) + r"(?![a-z])\.?"

_READERS: Final = tuple(
    re.compile("(?:{}|{}|{})".format(stem, r"\s?\.?\s?".join(pair.split()) + r"\s?\.?$", english))
    for stem, pair, english in zip(_STEMS, _PAIRS, _ENGLISH, strict=True)
)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name, short name or abbreviation in the spelling of a view; 0 for none."""
    return next((number for number, reader in enumerate(_READERS, 1) if reader.match(word)), 0)


def misspelt_month(word: str) -> int:
    """Return 1 to 12 when `word`, standing where only a month can stand, resembles one full name; else 0."""
    close = get_close_matches(word, _NAMES, n=2, cutoff=0.72)
    return _NAMES.index(close[0]) + 1 if len(close) == 1 else 0
