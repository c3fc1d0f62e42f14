"""A view of a text for reading dates: what carries no meaning for dates is left out, and every offset is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = {thai: str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_DASHES: Final = dict.fromkeys("‐‑‒–—―−﹘﹣－~〜～", "-")
_AA: Final = dict.fromkeys("ำๅ", "า")
_UPPER_VOWELS: Final = {"\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื", "\uf710": "ั", "\uf712": "็"}
_LOWER_VOWELS: Final = {"\uf718": "ุ", "\uf719": "ู", "\uf700": "ฐ", "\uf70f": "ญ"}
_LATIN: Final = {chr(code): chr(code + 32) for code in range(0x41, 0x5B)}
_SPACES: Final = dict.fromkeys("\t\x0b\x1c\x1d\x1e\x1f \u00a0\u1680\u202f\u205f\u3000", " ") | {
    chr(code): " " for code in range(0x2000, 0x200B)
}
_LINES: Final = dict.fromkeys("\r\n\x0c\x85\u2028\u2029", "\n")

# Tone marks, thanthakhat and nikhahit move, double and vanish in text layers; no word of time needs them.
_MARKS: Final = frozenset("่้๊๋์ํ๎" + "".join(map(chr, (*range(0xF705, 0xF70F), 0xF711, *range(0xF713, 0xF718)))))
_INVISIBLE: Final = "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff\x02"
# Left out too: a space before a vowel that belongs to the letter before it, the second of two spaces (more than two
# part columns), and half of a line break.
_STRAY_SPACE: Final = r"[ \u00a0](?=[ัิ-ฺ็]|[ \u00a0][^ \u00a0])"
_DROPPED: Final = re.compile(f"[{''.join(sorted(_MARKS))}{_INVISIBLE}]|\r(?=\n)|{_STRAY_SPACE}")
_SAME: Final = {chr(code): chr(code) for code in (*range(0x20, 0x7F), *range(0x0E00, 0x0E80))}  # a miss is slow
_READ_AS: Final = str.maketrans(
    {**_SAME, **_DIGITS, **_DASHES, **_AA, **_UPPER_VOWELS, **_LOWER_VOWELS, **_LATIN, **_SPACES, **_LINES}
)


@dataclass(frozen=True, slots=True)
class View:
    """The text as dates are read, and where each of its characters stands in the original.

    `dropped` holds, for every character of `source` that was left out, the place in `text` before which it stood.
    """

    text: str
    source: str
    dropped: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a slice of the view that is not empty, with its last tone marks."""
        first = start + bisect_right(self.dropped, start)
        after = end + bisect_right(self.dropped, end - 1)
        while after < len(self.source) and self.source[after] in _MARKS:
            after += 1
        return first, after


def view_of(text: str) -> View:
    """Return the view of `text`: Arabic digits, plain hyphens, lower case, one sara aa, no tone marks."""
    dropped = tuple(found.start() - number for number, found in enumerate(_DROPPED.finditer(text)))
    return View(_DROPPED.sub("", text).translate(_READ_AS), text, dropped)


def read_as(word: str) -> str:
    """Return a Thai word, or a pattern of words, in the spelling of a view."""
    return "".join(_AA.get(letter, letter) for letter in word if letter not in _MARKS)
