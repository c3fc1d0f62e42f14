"""What a page says, as far as it takes to know whether another page of its kind said it before."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

_TEXT = re.compile(rb">[^<]+")
_FILES = re.compile(rb"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|webp|gif)(?=[\"'?>\s])", re.IGNORECASE)
_ZEROS = bytes.maketrans(b"0123456789", b"0000000000")
_THAI_DIGIT = re.compile(rb"\xe0\xb9[\x90-\x99]")
_WORD = re.compile(rb"[0A-Za-z\x80-\xff]{3,}")
_DATE_WORD = re.compile(
    "มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์".encode()
    + rb"|(?i:\A(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\Z)"
)
# What a page says anew each time that it is asked for: counters, clocks, how long it took.
_VOLATILE = re.compile(
    "เข้าชม|ผู้ชม|ผู้เยี่ยม|ออนไลน์|วินาที|ขณะนี้|จำนวนครั้ง|อ่าน".encode()
    + rb"|(?i:view|visit|hit|online|seconds|generated)|\d:\d\d|\A[\d\s,./:-]*\Z"
)
_LONG = 400
"""Bytes of a piece of text that is no counter and no clock."""
_LONGEST_NAME = 200
_ENOUGH = 200
"""Bytes of text from which two pages with the same text can be called the same page."""
_MUCH = 240
_PLENTY = 2000
_LINES = 6
MOST_HEARD = 8000
_KINDS = (_SAID, _TOLD, _WORD_HEARD, _FILE) = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says: the pieces of its text by their hash, with numbers masked; the hashes of its files' names.

    `told` are the hashes of the pieces with their numbers, without counters and clocks.
    """

    said: Mapping[int, bytes]
    told: frozenset[int]
    files: frozenset[int]

    @property
    def fingerprint(self) -> int | None:
        """The same for pages that say the same in any order, numbers included; None when they say too little."""
        return hash((self.told, self.files)) if sum(map(len, self.said.values())) >= _ENOUGH else None


def look(body: bytes, common: Container[int] = ()) -> Page:
    """Read what a page says apart from `common`, which all pages of its host say; scripts count as text."""
    text = b"".join(_TEXT.findall(body))
    told = {mark: one for one in set(text.split(b">")) if (mark := hash(one)) not in common}
    said: dict[int, bytes] = {}
    for mark, one in told.items():
        plain = one.translate(_ZEROS)
        if plain is one:  # no number in it: one and the same hash is kept for both
            said[mark] = one
        elif (of_plain := hash(plain)) not in common:
            said[of_plain] = plain
    steady = (mark for mark, one in told.items() if mark in said or len(one) > _LONG or not _VOLATILE.search(one))
    files = frozenset(hash(_name(body, found.start(), found.end())) for found in _FILES.finditer(body))
    return Page(said, frozenset(steady), files)


def _name(body: bytes, dot: int, end: int) -> bytes:
    """Return the file's name without its folder: mirrors have the same files elsewhere."""
    start = max(body.rfind(mark, max(0, dot - _LONGEST_NAME), dot) for mark in (b'"', b"'", b"/"))
    return body[start + 1 : end]


class Heard:
    """Everything that some pages have said, as hashes; forgets all of a kind when it is too much.

    One table for all kinds (each a bit): most of what a page says is remembered with numbers and without.
    """

    __slots__ = ("_known", "_sizes")

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._sizes = dict.fromkeys(_KINDS, 0)

    def is_news(self, page: Page) -> bool:
        """Whether a page says something that none before it said; remember what it says.

        A new word is news, a new file is, and so is much text of known words. Known words put together otherwise, as in
        the heading of a list filtered by one more value, are none, and numbers never are.
        """
        fresh = [page.said[mark] for mark in self._hear(_SAID, page.said)]
        files = self._hear(_FILE, page.files)
        for kind, size in self._sizes.items():
            if size > MOST_HEARD:
                self._forget(kind)
        return bool(files) or sum(map(len, fresh)) >= _PLENTY or self._has_news(fresh)

    def is_numbered_news(self, page: Page) -> bool:
        """Whether at least numbers stand there as on no page before; remember them."""
        return bool(self._hear(_TOLD, page.told))

    def _hear(self, kind: int, marks: Iterable[int]) -> list[int]:
        """Remember what is heard; return what was not known."""
        known = self._known
        fresh = [mark for mark in marks if not known.get(mark, 0) & kind]
        for mark in fresh:
            known[mark] = known.get(mark, 0) | kind
        self._sizes[kind] += len(fresh)
        return fresh

    def _forget(self, kind: int) -> None:
        self._known = {mark: left for mark, kinds in self._known.items() if (left := kinds & ~kind)}
        self._sizes[kind] = 0

    def _has_news(self, fresh: list[bytes]) -> bool:
        lines = [_WORD.findall(_THAI_DIGIT.sub(b"0", one)) for one in fresh]
        known = self._known
        words = {word for line in lines for word in line if not known.get(hash(word), 0) & _WORD_HEARD}
        self._hear(_WORD_HEARD, map(hash, words))
        if any(map(_is_telling, words)) or sum(len(line) >= 3 for line in lines) >= _LINES:
            return True
        return sum(len(one.decode("utf-8", "replace")) for one in fresh) >= _MUCH


def _is_telling(word: bytes) -> bool:
    return b"0" not in word and not _DATE_WORD.search(word)
