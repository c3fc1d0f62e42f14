"""The text of a Word file of 1993 to 2003 ([MS-DOC]): its pieces, in the order in which they are read."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .blocks import MAX_LETTERS
from .doc_marks import Marks, read_marks
from .encoding import THAI, decode
from .ole import Container

_WORD_97: Final = 0xA5EC
_WORD_95: Final = 0xA5DC
_THAI_LANGUAGE: Final = 0x1E
_STYLES, _CHARACTERS, _PARAGRAPHS, _PIECES = 1, 12, 13, 33
_KEPT_MARKS: Final = re.compile("[^\x07]")


class Locked(Exception):
    """The document is behind a password."""


class OlderWord(Exception):
    """The document is older than Word 6."""


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    offset: int
    width: int


@dataclass(frozen=True, slots=True)
class Story:
    """A stretch of the text with the pieces it comes from."""

    text: str
    first: int
    pieces: tuple[_Piece, ...]

    def offset(self, place: int) -> int:
        """Return where in the stream the letter at a place of `text` stands, -1 if nowhere."""
        at = place + self.first
        found = bisect_right(self.pieces, at, key=lambda one: one.start) - 1
        if found < 0 or at >= self.pieces[found].end:
            return -1
        return self.pieces[found].offset + (at - self.pieces[found].start) * self.pieces[found].width


@dataclass(frozen=True, slots=True)
class WordText:
    """A document's main text, its text boxes, and what is known of its paragraphs (nothing before Word 97)."""

    main: Story
    boxes: Story
    marks: Marks
    is_cut: bool


def read_word(container: Container) -> WordText:
    """Read a document. Raises Locked, OlderWord, and EOFError, KeyError or struct.error when it is broken."""
    document = container.read("WordDocument")
    ident, _, _, language = struct.unpack_from("<HHHH", document)
    flags = struct.unpack_from("<H", document, 0x0A)[0]
    if flags & 0x0100:
        raise Locked
    if ident == _WORD_95:
        return _older(document, bool(flags & 0x0004), language)
    if ident != _WORD_97:
        raise OlderWord
    table = container.read("1Table" if flags & 0x0200 else "0Table")
    counts, places = _information(document)
    pieces = list(_pieces(table[places[_PIECES][0] :][: places[_PIECES][1]]))
    data = container.read("Data") if "data" in container.names else b""
    marks = read_marks(document, table, data, [places[_STYLES], places[_CHARACTERS], places[_PARAGRAPHS]])
    before_boxes = sum(counts[3:9])
    codec = _codec(document, pieces, language)
    main = _story(document, pieces, marks, codec, 0, counts[3])
    boxes = _story(document, pieces, marks, codec, before_boxes, before_boxes + counts[9])
    return WordText(main, boxes, marks, counts[3] > MAX_LETTERS)


def _information(document: bytes) -> tuple[tuple[int, ...], list[tuple[int, int]]]:
    """Return the counts of characters and the places of structures in the table stream ([MS-DOC] 2.5.1)."""
    at = 0x22 + 2 * struct.unpack_from("<H", document, 0x20)[0]
    longs = struct.unpack_from("<H", document, at)[0]
    counts = struct.unpack_from(f"<{longs}i", document, at + 2)
    at += 2 + 4 * longs
    pairs = struct.unpack_from("<H", document, at)[0]
    flat = struct.unpack_from(f"<{2 * pairs}I", document, at + 2)
    if len(counts) < 11 or pairs <= _PIECES or min(counts[3:11]) < 0:
        raise EOFError("the file information block is too short")
    return counts, list(zip(flat[::2], flat[1::2], strict=True))


def _pieces(clx: bytes) -> Iterator[_Piece]:
    """Yield the pieces of the text ([MS-DOC] 2.9.38, 2.9.177)."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise EOFError("no table of pieces")
    raw = clx[at + 5 :][: struct.unpack_from("<I", clx, at + 1)[0]]
    count = max(len(raw) - 4, 0) // 12
    edges = struct.unpack_from(f"<{count + 1}I", raw) if count else ()
    for place in range(count):
        where = struct.unpack_from("<I", raw, 4 * (count + 1) + 8 * place + 2)[0]
        narrow = bool(where & 0x40000000)
        offset = where & 0x3FFFFFFF
        if edges[place] < edges[place + 1]:
            yield _Piece(edges[place], edges[place + 1], offset // 2 if narrow else offset, 1 if narrow else 2)


def _older(document: bytes, is_complex: bool, language: int) -> WordText:
    """Read a document of Word 6 or 95: bytes of one code page, in one run or in pieces of the same stream."""
    first, last = struct.unpack_from("<II", document, 0x18)
    count = struct.unpack_from("<I", document, 0x34)[0]
    pieces = [_Piece(0, min(count, max(last - first, 0)), first, 1)]
    if is_complex:
        at, size = struct.unpack_from("<II", document, 0x160)
        pieces = [_Piece(one.start, one.end, one.offset, 1) for one in _pieces(document[at : at + size])]
    codec = _codec(document, pieces, language)
    main = _story(document, pieces, Marks(), codec, 0, count)
    return WordText(main, Story("", 0, ()), Marks(), count > MAX_LETTERS)


def _codec(document: bytes, pieces: Sequence[_Piece], language: int) -> str:
    """Return the code page of narrow pieces: Thai when the bytes read as Thai, whatever the language says."""
    first = [one for one in pieces if one.width == 1][:64]
    narrow = b" ".join(document[one.offset : one.offset + min(one.end - one.start, 4096)] for one in first)
    if narrow.isascii():
        return "cp1252"
    hint = "windows-874" if language & 0x3FF == _THAI_LANGUAGE else "windows-1252"
    return THAI if decode(narrow, f"text/plain; charset={hint}")[1] == THAI else "cp1252"


def _story(document: bytes, pieces: Sequence[_Piece], marks: Marks, codec: str, first: int, last: int) -> Story:
    """Return the text between two positions, what is gone blanked out. Raises EOFError if it is not all there."""
    last = min(last, first + MAX_LETTERS)
    kept = tuple(_clipped(pieces, first, last))
    shown: list[str] = []
    for one in kept:
        raw = document[one.offset : one.offset + (one.end - one.start) * one.width]
        if len(raw) < (one.end - one.start) * one.width:
            raise EOFError("a piece of the text ends after the file")
        text = raw.decode(codec, "replace") if one.width == 1 else _wide(raw)
        shown.append(_blanked(text, one, marks.gone))
    if sum(map(len, shown)) < last - first:
        raise EOFError("pieces of the text are missing")
    return Story("".join(shown), first, kept)


def _clipped(pieces: Sequence[_Piece], first: int, last: int) -> Iterator[_Piece]:
    """Yield the pieces between two positions, up to the first gap or overlap."""
    at = first
    for one in pieces:
        start, end = max(one.start, first), min(one.end, last)
        if start >= end:
            continue
        if start != at:
            return
        yield _Piece(start, end, one.offset + (start - one.start) * one.width, one.width)
        at = end


def _wide(raw: bytes) -> str:
    text = raw.decode("utf-16-le", "replace")
    if len(text) == len(raw) // 2:
        return text
    units = struct.iter_unpack("<H", raw[: len(raw) // 2 * 2])
    return "".join("\ufffd" if 0xD800 <= one <= 0xDFFF else chr(one) for (one,) in units)


def _blanked(text: str, piece: _Piece, gone: Sequence[tuple[int, int]]) -> str:
    """Replace what is gone by zeros; ends of cells stay, so that rows keep their cells."""
    end = piece.offset + len(text) * piece.width
    shown: list[str] = []
    at = 0
    for start, stop in gone[bisect_right(gone, piece.offset, key=lambda one: one[1]) :]:
        if start >= end:
            break
        first = max((start - piece.offset) // piece.width, at)
        last = max(min((stop - piece.offset) // piece.width, len(text)), first)
        shown += [text[at:first], _KEPT_MARKS.sub("\0", text[first:last])]
        at = last
    return "".join((*shown, text[at:]))
