"""Tokens of time in a view."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import Final, NamedTuple

from .lexicon import BEGINNINGS, COUNT_WORDS, WORDS_BY_LETTER, Kind
from .month_names import ENGLISH, misspelt_month, month_number

_KINDS: Final = {str(kind): kind for kind in Kind}
MONTH_KINDS: Final = frozenset({Kind.MONTH, Kind.DOTTED_MONTH, Kind.SHORT_MONTH, Kind.ENGLISH_MONTH})
_BREAK: Final = re.compile(r"\||\n[ ]*\n")
_JOINED_CODE: Final = frozenset("abcdefghijklmnopqrstuvwxyz_=#?%@+")
# "FY2568", "Q1", "Oct2024": the letters before the number are a word of time of their own.
_INTRODUCED: Final = re.compile(rf"(?:(?<![a-z])(?:fy|q|be|year)|{ENGLISH})$")
_WORD_AFTER: Final = re.compile(r"q\s?[1-4](?!\d)|fy\s?\d")
_BEGINNINGS_OF_YEAR: Final = frozenset({"2", "25", "256", "255", "254"})
_PARTED_YEAR: Final = re.compile(r"25[4-9]\d")
_BEFORE_YEAR: Final = frozenset({Kind.BUDDHIST, Kind.FISCAL, Kind.BUDGET, Kind.PLAIN_YEAR, Kind.SCHOOL_YEAR})
_LEADING_DIGITS: Final = re.compile(r"\d+")


class Token(NamedTuple):
    """One word or number. `value` is its number, month or 0; `text` its spelling in the view.

    A tuple and no dataclass, because a page has hundreds of them and a frozen dataclass takes thrice as long to make.
    """

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
    return _with_misspelt_months(_with_parted_years(list(_scan(text))))


def _scan(text: str) -> Iterator[Token]:
    position = 0
    for found in words_of(text):
        gap = text[position : found.start()]
        if gap and (gap.strip() or _BREAK.search(gap)):
            yield Token(Kind.OTHER, position, found.start(), gap.strip())
        yield _token(text, found)
        position = found.end()


def words_of(text: str) -> Iterator[re.Match[str]]:
    """Return what `TOKEN.finditer` would, looking only where a word of time can begin."""
    position = 0
    while beginning := BEGINNINGS.search(text, position):
        at = beginning.start()
        found = WORDS_BY_LETTER[text[at]].match(text, at)
        if found is not None:
            yield found
        position = at + 1 if found is None else found.end()


def _token(text: str, found: re.Match[str]) -> Token:
    kind, word = _KINDS[found.lastgroup or ""], found[0]
    start, end = found.span()
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
    glued = ("a" <= after <= "z" and not _WORD_AFTER.match(text, end)) or (
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


def _with_parted_years(tokens: list[Token]) -> list[Token]:
    """Join the digits of a year that a text layer has parted ("พ.ศ. ๒๕ ๖๗", "ปีงบประมาณ 256 7")."""
    years = deque(
        whole
        for index in range(1, len(tokens))
        if tokens[index].text in _BEGINNINGS_OF_YEAR and _year_must_stand(tokens, index)
        if (whole := _joined_year(tokens, index)) is not None
    )
    if not years:
        return tokens
    result: list[Token] = []
    for token in tokens:
        if years and token.start == years[0].start:
            result.append(years.popleft())
        elif not result or token.start >= result[-1].end:
            result.append(token)
    return result


def _year_must_stand(tokens: list[Token], index: int) -> bool:
    """Whether a year is due here: after a word for years, or a month that is part of a date and no row of a table."""
    before = tokens[index - 1]
    if before.is_month:
        return index > 1 and tokens[index - 2].kind in (Kind.NUMBER, Kind.MONTHS_WORD)
    return before.kind in _BEFORE_YEAR


def _joined_year(tokens: list[Token], index: int) -> Token | None:
    first, digits = tokens[index], tokens[index].text
    end = first.end
    for token in tokens[index + 1 : index + 5]:
        if not token.text.isdigit() or token.start - end not in (1, 2):
            break
        if len(digits) >= 4:  # one more number in the row: these are columns
            return None
        digits, end = digits + token.text, token.end
    return Token(Kind.YEAR, first.start, end, digits, int(digits)) if _PARTED_YEAR.fullmatch(digits) else None


def _with_misspelt_months(tokens: list[Token]) -> list[Token]:
    """Read a word between a day and a year as the month it resembles."""
    for index in range(1, len(tokens) - 1):
        token = tokens[index]
        if token.kind is Kind.OTHER and 4 <= len(token.text) <= 13 and _month_must_stand(tokens, index):
            number = misspelt_month(token.text)
            if number:
                tokens[index] = token._replace(kind=Kind.MONTH, value=number)
    return tokens


def _month_must_stand(tokens: list[Token], index: int) -> bool:
    before, after = tokens[index - 1], tokens[index + 1]
    return before.kind in (Kind.NUMBER, Kind.MONTHS_WORD) and after.kind in (Kind.YEAR, Kind.BUDDHIST)
