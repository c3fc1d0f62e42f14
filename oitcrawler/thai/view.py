"""A view of a text for reading dates: what carries no meaning for dates is left out, and every offset is known."""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = {thai: str(digit) for digit, thai in enumerate("๐๑๒๓๔๕๖๗๘๙")}
_DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－~〜～", "-")
_AA = dict.fromkeys("ำๅ", "า")
_UPPER_VOWELS = {"\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื", "\uf710": "ั", "\uf712": "็"}
_LOWER_VOWELS = {"\uf718": "ุ", "\uf719": "ู", "\uf700": "ฐ", "\uf70f": "ญ"}
_LATIN = {chr(code): chr(code + 32) for code in range(0x41, 0x5B)}
_SPACES = dict.fromkeys("\t\x0b\x1c\x1d\x1e\x1f \u00a0\u1680\u202f\u205f\u3000", " ") | {
    chr(code): " " for code in range(0x2000, 0x200B)
}
_LINES = dict.fromkeys("\r\n\x0c\x85\u2028\u2029", "\n")
_READ_AS = {**_DIGITS, **_DASHES, **_AA, **_UPPER_VOWELS, **_LOWER_VOWELS, **_LATIN, **_SPACES, **_LINES}

# Tone marks, thanthakhat and nikhahit move, double and vanish in text layers; no word of time needs them.
_MARKS = frozenset("่้๊๋์ํ๎" + "".join(map(chr, (*range(0xF705, 0xF70F), 0xF711, *range(0xF713, 0xF718)))))
_INVISIBLE = frozenset("\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff\x02")


@dataclass(frozen=True, slots=True)
class View:
    """The text as dates are read, and where each of its characters stands in the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of a slice of the view that is not empty."""
        return self.starts[start], self.ends[end - 1]


def view_of(text: str) -> View:
    """Return the view of `text`: Arabic digits, plain hyphens, lower case, one sara aa, no tone marks."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for offset, letter in enumerate(text):
        if letter in _MARKS:
            if ends:
                ends[-1] = offset + 1
            continue
        if letter in _INVISIBLE:
            continue
        letters.append(_READ_AS.get(letter, letter))
        starts.append(offset)
        ends.append(offset + 1)
    return View("".join(letters), tuple(starts), tuple(ends))


def read_as(word: str) -> str:
    """Return a Thai word, or a pattern of words, in the spelling of a view."""
    return "".join(_AA.get(letter, letter) for letter in word if letter not in _MARKS)
