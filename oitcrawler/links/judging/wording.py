"""Texts as phrases are compared with them, and phrases put together from their alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "\u200b": None, "\ufeff": None})
_BY_THAI = re.compile(r"(?<=[ก-๛])\s+|\s+(?=[ก-๛])")
_PARTS = re.compile(
    r"\s+[-–—|:»«·•>/]+\s+|\s*[|»«·•—]+\s*|(?<=\D)[:–]\s+|\s[-–]|(?<=\d)\s*[:–—-]\s+(?=\D)",
)
_EDGES: Final = " \t.!?,;:-–—…\"'()[]*#|>»«✕×😢😞🙁☹😕"
_POLITE = re.compile(r"(?:นะ)?(?:ค่ะ|คะ|ครับ|จ้า)$")
_CONDITION = re.compile(r"หาก|ถ้า|กรณี|เมื่อ|\bif\b|\bwhen\b|คู่มือ|วิธี|แก้ไข|แก้ปัญหา|สาเหตุ|how to|คืออะไร|หมายถึง", re.IGNORECASE)


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern that is one of the alternatives, in any case."""
    return re.compile("|".join(alternatives), re.IGNORECASE | re.DOTALL)


def plain(text: str) -> str:
    """Return a text as phrases are compared: in lower case, straight quotes, Thai without spaces between words."""
    return _BY_THAI.sub("", " ".join(text.translate(_QUOTES).casefold().split()))


def wordings(text: str) -> Iterator[str]:
    """Yield a text whole, and in the parts from which titles are put together, without what surrounds the words."""
    whole = " ".join(text.translate(_QUOTES).split())
    for part in dict.fromkeys((whole, *_PARTS.split(whole))):
        shown = _POLITE.sub("", plain(part).strip(_EDGES)).strip(_EDGES)
        if shown:
            yield shown


def is_condition(text: str) -> bool:
    """Whether a text only speaks of what may happen, or of how to mend it."""
    return bool(_CONDITION.search(text))


def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text, or a part of it, says what the pattern says and nothing else.

    "If you do not find the page" and "How to mend it" say something else.
    """
    return any(pattern.fullmatch(part) and not is_condition(part) for part in wordings(text))
