"""From what Tesseract says to text that can be compared: lines that say something, and how sure it was. Pure.

Digits are kept as they were read, and Thai ones are mostly wrong: the usual Thai data of Tesseract (2017) do not know
๔ ๖ ๗ ๘ ๙ at all and give others instead, ๒๕๖๘ as ๒๕๒๕ or ๒๕๐๕. Arabic digits are read well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ..thai.repair import repair

SURE: Final = 75.0
"""Confidence below which a page counts as illegible, from 0 to 100. Measured: upright pages, photographed ones
too, have 82 and more; pages on their heads, mirrored or blurred, and pictures without text, at most 71."""

_SURE_LINE: Final = 60.0
_FEW_LETTERS: Final = 8

# level, page, block, paragraph, line, word, left, top, width, height, confidence, text
_WORD: Final = re.compile(r"(\d)\t(\d+\t\d+\t\d+\t\d+)\t\d+\t-?\d+\t-?\d+\t-?\d+\t-?\d+\t(-?[\d.]+)\t?(.*)")
_HEADER: Final = re.compile(r"level\tpage_num\t.*")
_TELLING: Final = re.compile("[ก-ฮ][ก-๎ ]*[ก-ฮ]|[A-Za-z]{3}|[0-9๐-๙]")
_DOUBLED: Final = re.compile("([ะาำ])\\1+")
_GAP: Final = re.compile("[ \t\u00a0]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on one picture. `confidence` is the mean over its letters, from 0 to 100."""

    text: str
    confidence: float

    @property
    def is_legible(self) -> bool:
        """Whether the text can be trusted to show what stands there."""
        return self.confidence >= SURE and sum(letter.isalpha() for letter in self.text) >= _FEW_LETTERS


@dataclass(frozen=True, slots=True)
class _Line:
    letters: str
    confidence: float


def reading_of(said: str) -> Reading:
    """Return the text of Tesseract's answer without lines of noise.

    Marks over letters, stains and seals become short lines of loose letters in which Tesseract itself has little
    trust; they could match a word by accident.
    """
    words, lines = _parted(said)
    known = _lines(words)
    weight = sum(len(line.letters) for line in known)
    mean = sum(line.confidence * len(line.letters) for line in known) / weight if weight else 0.0
    kept = [line for line, sure in _with_confidence(lines, known) if sure >= _SURE_LINE and _TELLING.search(line)]
    return Reading(tidied("\n".join(kept)), mean)


def tidied(text: str) -> str:
    """Return recognised text in the spelling of Thai words, line by line; digits stay as they were read."""
    lines = [_GAP.sub(" ", line).strip() for line in text.split("\n")]
    return repair(_DOUBLED.sub(r"\1", "\n".join(line for line in lines if line))).strip()


def _parted(said: str) -> tuple[list[tuple[str, float, str]], list[str]]:
    """Part the table of words (place of the line, confidence, letters) from the lines of text."""
    words: list[tuple[str, float, str]] = []
    lines: list[str] = []
    for line in said.replace("\f", "\n").split("\n"):
        found = _WORD.fullmatch(line)
        if found is None:
            if line.strip() and not _HEADER.fullmatch(line):
                lines.append(line)
        elif found[1] == "5" and found[4].strip():
            words.append((found[2], float(found[3]), found[4]))
    return words, lines


def _lines(words: Sequence[tuple[str, float, str]]) -> list[_Line]:
    letters: dict[str, list[tuple[float, str]]] = {}
    for place, sure, word in words:
        letters.setdefault(place, []).append((sure, _squeezed(word)))
    return [
        _Line(text, sum(sure * len(word) for sure, word in parts) / len(text))
        for parts in letters.values()
        if (text := "".join(word for _, word in parts))
    ]


def _with_confidence(lines: Sequence[str], known: Sequence[_Line]) -> Iterator[tuple[str, float]]:
    """Give each line of text its confidence; a line that the table does not have counts as sure."""
    at = 0
    for line in lines:
        bare = _squeezed(line)
        found = next((place for place in range(at, min(at + 5, len(known))) if known[place].letters == bare), None)
        yield line, 100.0 if found is None else known[found].confidence
        at = at if found is None else found + 1


def _squeezed(text: str) -> str:
    return "".join(text.split())
