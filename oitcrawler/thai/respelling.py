"""Reading known words whose marks stand elsewhere, are doubled or missing, or whose letters stand apart.

A stretch of text is read as a word of the vocabulary when it has the word's letters in their order and the rest can
be explained by what PDF writers do: a mark comes one letter late, a space follows it, sara aa is written sara am.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .vocabulary import HALVES, SHORT_WORDS, TWO_WAYS, WORDS

MARKS: Final = "ัิีึืฺุู็่้๊๋์"
_TOKEN: Final = re.compile(f"([ก-ฮะาำเ-ๅ])([{MARKS} \u00a0]*)|([^ก-ฮะาำเ-ๅ]+)")
_GAPS: Final = " \u00a0"
_NO_GAPS: Final = str.maketrans("", "", " \u00a0")
_STOP: Final = "|"
_LEADING: Final = "เแโใไ"
_VOWELS: Final = "ัิีึืุู"
_NO_START: Final = MARKS + "ะาำๅ"
_NO_END: Final = _LEADING + "ัื"
_PREFIX: Final = 3
_LONG: Final = 4


@dataclass(frozen=True, slots=True)
class _Word:
    """A word by its letters (sara am written as sara aa) and the marks that belong to each of them."""

    text: str
    letters: str
    spelled: str
    marks: list[str]


def _word(text: str) -> _Word:
    found = [(token[1], token[2]) for token in _TOKEN.finditer(text)]
    return _Word(
        text,
        "".join(letter for letter, _ in found).replace("ำ", "า"),
        "".join(letter for letter, _ in found),
        [marks for _, marks in found],
    )


def _table(words: tuple[str, ...]) -> dict[str, tuple[_Word, ...]]:
    """Return the words by their first letters, the longest first."""
    table: dict[str, list[_Word]] = {}
    for word in sorted(map(_word, words), key=lambda word: (-len(word.letters), word.text)):
        table.setdefault(word.letters[:_PREFIX], []).append(word)
    return {
        start: tuple(found + (table.get(start[:-1], []) if len(start) == _PREFIX else []))
        for start, found in table.items()
    }


_TABLE: Final = _table(WORDS + SHORT_WORDS)
_KNOWN: Final = frozenset(WORDS + SHORT_WORDS + HALVES)


@dataclass(slots=True)
class _Stretch:
    """A text as its letters, what stands after each of them, and the letters as they are written."""

    letters: str
    spelled: str
    tails: list[str]


@dataclass(slots=True)
class _Damage:
    """How a stretch differs from a word: marks that came late, are missing, are missing where a space is instead."""

    late: int = 0
    is_spaced: bool = False
    is_late_last: bool = False
    doubled: int = 0
    lost: tuple[int, ...] = ()
    lost_vowels: int = 0
    to_aa: int = 0
    to_am: int = 0
    gaps: tuple[int, ...] = ()
    borrowed: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What a text proves of its own damage, so that more may be believed of its words.

    `is_shifted`: marks come late; `is_toneless`: marks are missing without a trace; `is_false`: sara aa is written
    sara am.
    """

    is_shifted: bool = False
    is_toneless: bool = False
    is_false: bool = False


_NONE: Final = _Damage()


def respell(text: str, proof: Proof) -> str:
    """Return `text` with damaged words of the vocabulary in their right spelling, as far as `proof` allows."""
    stretch = _stretch(text)
    letters, at, begins = stretch.letters, 0, True
    out: list[str] = []
    while at < len(letters):
        if letters[at] == _STOP:
            out.append(stretch.tails[at])
            at += 1
            continue
        begins = begins or at == 0 or letters[at - 1] == _STOP or _gap_of(stretch.tails[at - 1]) != ""
        found = _found(stretch, at, proof, begins=begins)
        begins = found is not None
        if found is None:
            out += (stretch.spelled[at], stretch.tails[at])
            at += 1
            continue
        word, damage = found
        at += len(word.letters)
        out += (damage.returned, word.text, "" if damage.is_late_last else _gap_of(stretch.tails[at - 1]))
        if damage.borrowed:
            stretch.tails[at] = _without(stretch.tails[at], damage.borrowed).lstrip(_GAPS)
    return "".join(out)


def _stretch(text: str) -> _Stretch:
    tokens = _TOKEN.findall(text)
    spelled = "".join([letter or _STOP for letter, _, _ in tokens])
    return _Stretch(spelled.replace("ำ", "า"), spelled, [tail or other for _, tail, other in tokens])


def _found(stretch: _Stretch, at: int, proof: Proof, *, begins: bool) -> tuple[_Word, _Damage] | None:
    """Return the longest word that begins here, right or damaged."""
    start = stretch.letters[at : at + _PREFIX]
    follows_vowel = at > 0 and stretch.letters[at - 1] in _LEADING
    for word in _TABLE.get(start) or _TABLE.get(start[:-1]) or ():
        if not stretch.letters.startswith(word.letters, at):
            continue
        if _is_right(stretch, at, word):
            return word, _NONE
        damage = None if follows_vowel else _damage(stretch, at, word)
        if (
            damage is not None
            and (begins or proof.is_toneless or 1 not in damage.lost)
            and _is_certain(word, damage, proof)
        ):
            return word, damage
    return None


def _is_right(stretch: _Stretch, at: int, word: _Word) -> bool:
    last = at + len(word.marks) - 1
    return (
        stretch.tails[at:last] == word.marks[:-1]
        and stretch.tails[last].rstrip(_GAPS) == word.marks[-1]
        and stretch.spelled.startswith(word.spelled, at)
    )


def _damage(stretch: _Stretch, at: int, word: _Word) -> _Damage | None:
    """Return how the letters from `at` differ from the word; None when it cannot be explained."""
    damage, owed, before = _Damage(), "", ""
    for number, want in enumerate(word.marks):
        tail = stretch.tails[at + number]
        seen = tail.translate(_NO_GAPS)
        if stretch.spelled[at + number] != word.spelled[number]:
            damage.to_am += word.spelled[number] == "ำ"
            damage.to_aa += word.spelled[number] != "ำ"
        if len(seen) != len(tail) and number + 1 < len(word.marks):
            damage.gaps += (number + 1,)
        if seen != want or owed:
            is_late = any(mark in seen for mark in owed)
            damage.is_spaced = damage.is_spaced or (is_late and _is_open(stretch, at + number, seen))
            damage.is_late_last = is_late and number + 1 == len(word.marks)
            rest, owed = _settled(damage, word, seen, owed, number)
            if rest and not _explained(damage, stretch, at, rest, before + want if number else ""):
                return None
        before = want
    return _closed(damage, stretch, at + len(word.marks), owed)


def _is_open(stretch: _Stretch, at: int, seen: str) -> bool:
    """Whether the mark at `at` proves that it came late: a space or the end follows it."""
    return seen != stretch.tails[at] or at + 1 >= len(stretch.letters) or stretch.letters[at + 1] == _STOP


def _settled(damage: _Damage, word: _Word, seen: str, owed: str, number: int) -> tuple[str, str]:
    """Take the marks owed from before and those wanted here from those seen; return what is left, and what is owed."""
    want = word.marks[number]
    for mark in owed:
        if mark in seen:
            seen = seen.replace(mark, "", 1)
            damage.late += 1
        else:
            damage.lost += (number,)
            damage.lost_vowels += mark in _VOWELS and word.letters[number - 1] not in "ปฝฟ"
    missing = "".join(mark for mark in want if mark not in seen)
    return _without(seen, want), missing


def _explained(damage: _Damage, stretch: _Stretch, at: int, rest: str, near: str) -> bool:
    """Whether marks that the word has not here are doubles, or late ones of the letter before the word."""
    if near:
        damage.doubled += len(rest)
        return all(mark in near for mark in rest)
    damage.returned = rest
    bears = at > 0 and "ก" <= stretch.letters[at - 1] <= "ฮ" and not stretch.tails[at - 1]
    return bears and rest in _VOWELS and _gap_of(stretch.tails[at]) != ""


def _closed(damage: _Damage, stretch: _Stretch, end: int, owed: str) -> _Damage:
    """Take what the word's last letter is owed from the letter after the word."""
    if not owed:
        return damage
    follows = stretch.tails[end] if end < len(stretch.letters) and stretch.letters[end] != _STOP else ""
    if all(mark in follows for mark in owed) and not _gap_of(stretch.tails[end - 1]):
        damage.late += len(owed)
        damage.borrowed = owed
        damage.is_spaced = damage.is_spaced or _gap_of(follows) != ""
    else:
        damage.lost += (-1,) * len(owed)
        damage.lost_vowels += sum(mark in _VOWELS for mark in owed)
    return damage


def _is_certain(word: _Word, damage: _Damage, proof: Proof) -> bool:
    length = len(word.letters)
    if damage.lost and not _is_certain_loss(word, damage, proof):
        return False
    if damage.to_am and (length < _LONG or damage.lost or word.text in TWO_WAYS):
        return False
    if damage.to_aa and (length < _LONG - 1 or not proof.is_false):
        return False
    if damage.returned:
        return proof.is_shifted and length >= _LONG
    if damage.late or damage.doubled:
        return length >= _LONG or (proof.is_shifted and (length > 2 or damage.is_spaced))
    return bool(damage.lost or damage.to_am or damage.to_aa) or _is_torn(word, damage.gaps)


def _is_certain_loss(word: _Word, damage: _Damage, proof: Proof) -> bool:
    """Whether marks may be missing: a space stands where each was, or the whole text lost them."""
    if len(word.letters) < _LONG or word.text in TWO_WAYS:
        return False
    return (proof.is_toneless and not damage.lost_vowels) or all(place in damage.gaps for place in damage.lost)


def _is_torn(word: _Word, gaps: tuple[int, ...]) -> bool:
    """Whether spaces tear the word: a typist's space stands between two words only."""
    pieces = list(_pieces(word, gaps))
    if len(pieces) > 2 and len(pieces) == len(word.letters):
        return True
    if any(piece[0] in _NO_START or piece[-1] in _NO_END for piece in (*pieces[1:], *pieces[:-1])):
        return True
    return len(word.letters) > _LONG and any(
        piece not in _KNOWN and not (len(piece) == 1 and "ก" <= piece <= "ฮ") for piece in pieces
    )


def _pieces(word: _Word, gaps: tuple[int, ...]) -> Iterator[str]:
    for start, stop in zip((0, *gaps), (*gaps, len(word.letters)), strict=True):
        yield "".join(
            letter + marks for letter, marks in zip(word.spelled[start:stop], word.marks[start:stop], strict=True)
        )


def _gap_of(tail: str) -> str:
    return " " if " " in tail else "\u00a0" if "\u00a0" in tail else ""


def _without(tail: str, marks: str) -> str:
    for mark in marks:
        tail = tail.replace(mark, "", 1)
    return tail
