"""Tokens of time in a view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from .lexicon import COUNT_WORDS, TOKEN, Kind
from .month_names import ENGLISH, misspelt_month, month_number

MONTH_KINDS: Final = frozenset({Kind.MONTH, Kind.DOTTED_MONTH, Kind.SHORT_MONTH, Kind.ENGLISH_MONTH})
_BREAK: Final = re.compile(r"\||\n[ ]*\n")
_JOINED_CODE: Final = frozenset("abcdefghijklmnopqrstuvwxyz_=#?%@+")
# "FY2568", "Q1", "Oct2024": the letters before the number are a word of time of their own.
_INTRODUCED: Final = re.compile(rf"(?:(?<![a-z])(?:fy|q|be|year)|{ENGLISH})$")
_LEADING_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. `value` is its number, month or 0; `text` its spelling in the view."""

    kind: Kind
    start: int
    end: int
    text: str
    value: int = 0

    @property
    def is_month(self) -> bool:
        """Whether the token names a month in any way."""
        return self.kind in MONTH_KINDS


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a view's text; stretches without a word of time become one token `OTHER` each."""
    return _with_misspelt_months(list(_scan(text)))


def _scan(text: str) -> Iterator[Token]:
    position = 0
    for found in TOKEN.finditer(text):
        gap = text[position : found.start()]
        if gap.strip() or _BREAK.search(gap):
            yield Token(Kind.OTHER, position, found.start(), gap.strip())
        yield _token(text, found)
        position = found.end()


def _token(text: str, found: re.Match[str]) -> Token:
    kind, start, end, word = Kind(str(found.lastgroup)), found.start(), found.end(), found[0]
    if kind is Kind.NUMBER:
        return _number(text, start, end)
    if kind in MONTH_KINDS:
        return Token(kind, start, end, word, month_number(word))
    return Token(kind, start, end, word, COUNT_WORDS.get(word, 0))


def _number(text: str, start: int, end: int) -> Token:
    """Return a day's or year's number, or a `CODE` when it is glued to Latin letters, too long, or alone in its row."""
    word = text[start:end]
    digits = _LEADING_DIGITS.match(word)
    length = len(digits[0]) if digits else 0
    value = int(digits[0]) if digits and length <= 4 else 0
    before, after = text[start - 1 : start], text[end : end + 1]
    glued = ("a" <= after <= "z") or (
        before != "" and before in _JOINED_CODE and not _INTRODUCED.search(text, max(0, start - 12), start)
    )
    if glued or (length <= 2 and _alone_in_row(text, start, end)):
        return Token(Kind.CODE, start, end, word)
    if length <= 2:
        return Token(Kind.NUMBER, start, end, word, value)
    is_year = length == 4 and (1900 <= value <= 2100 or 2400 <= value <= 2699)
    return Token(Kind.YEAR if is_year else Kind.CODE, start, end, word, value)


def _alone_in_row(text: str, start: int, end: int) -> bool:
    """Whether a number fills its line: then it is a running number of a table, not the day before a month."""
    before = text[max(0, start - 8) : start].rstrip(" ")
    after = text[end : end + 8].lstrip(" ")
    return (not before or before[-1] == "\n") and after[:1] == "\n"


def _with_misspelt_months(tokens: list[Token]) -> list[Token]:
    """Read a word between a day and a year as the month it resembles."""
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.kind is Kind.OTHER and 4 <= len(token.text) <= 13 and _month_must_stand(tokens, index):
            number = misspelt_month(token.text)
            if number:
                tokens[index] = replace(token, kind=Kind.MONTH, value=number)
    return tokens


def _month_must_stand(tokens: list[Token], index: int) -> bool:
    before, after = tokens[index - 1], tokens[index + 1]
    return before.kind in (Kind.NUMBER, Kind.MONTHS_WORD) and after.kind in (Kind.YEAR, Kind.BUDDHIST)
