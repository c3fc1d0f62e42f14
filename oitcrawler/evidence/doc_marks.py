"""What a Word 97–2003 file says of its characters and paragraphs beside their text ([MS-DOC] 2.4.6, 2.6).

Which are deleted or hidden, which stand in a table and where its cells end, which are headings.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

_PAGE: Final = 512
_MAX_CELLS: Final = 63
_OPERAND: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_IN_TABLE, _TTP, _DEPTH = 0x2416, 0x2417, 0x6649
_OUTLINE, _STYLE, _HUGE = 0x2640, 0x4600, (0x6645, 0x6646)
_TABLE, _VERTICAL = 0xD608, 0xD62B
_DELETED, _HIDDEN = 0x0800, 0x083C
_TITLE_STYLE: Final = 62
_MAX_STYLES: Final = 4096
_MAX_RUNS: Final = 500_000
_MAX_PROPERTIES: Final = 4096


@dataclass(frozen=True, slots=True)
class ParagraphMarks:
    """The properties of a paragraph: its style, table depth (0 outside), and of a row's end the edges of its cells."""

    style: int = 0
    outline: int = 9
    depth: int = 0
    ends_row: bool = False
    edges: tuple[int, ...] = ()
    goes_on: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Marks:
    """Paragraph properties and deleted or hidden text, by offset in the WordDocument stream."""

    starts: tuple[int, ...] = ()
    paragraphs: tuple[ParagraphMarks, ...] = ()
    gone: tuple[tuple[int, int], ...] = ()
    titles: frozenset[int] = field(default_factory=frozenset)

    def at(self, offset: int) -> ParagraphMarks | None:
        """Return the properties of the paragraph whose text holds an offset."""
        place = bisect_right(self.starts, offset) - 1
        return self.paragraphs[place] if place >= 0 else None

    def level(self, marks: ParagraphMarks) -> int:
        """Return the heading level of a paragraph, 0 for none: styles 1 to 9 are the headings in every document."""
        if marks.style in self.titles:
            return 1
        if 1 <= marks.style <= 9:
            return min(marks.style, 6)
        return min(marks.outline + 1, 6) if marks.outline < 9 else 0


def read_marks(document: bytes, table: bytes, data: bytes, places: Sequence[tuple[int, int]]) -> Marks:
    """Read the properties. `places` are the FIB's offset and size of the style sheet, PlcfBteChpx and PlcfBtePapx."""
    styles, characters, paragraphs = places
    runs = islice(_paragraph_runs(document, _bin_table(table, paragraphs), data), _MAX_RUNS)
    found = sorted(runs, key=lambda one: one[0])
    return Marks(
        tuple(start for start, _ in found),
        tuple(marks for _, marks in found),
        tuple(_joined(sorted(islice(_gone_runs(document, _bin_table(table, characters)), _MAX_RUNS)))),
        frozenset(_title_styles(table[styles[0] : styles[0] + styles[1]])),
    )


def _bin_table(table: bytes, place: tuple[int, int]) -> list[int]:
    """Return the numbers of the pages that hold the properties ([MS-DOC] 2.8.5, 2.8.6)."""
    raw = table[place[0] : place[0] + place[1]]
    count = max(len(raw) - 4, 0) // 8
    numbers = struct.unpack_from(f"<{count}I", raw, 4 * (count + 1)) if count else ()
    return list(dict.fromkeys(number & 0x3FFFFF for number in numbers))


def _runs(document: bytes, pages: Sequence[int], width: int) -> Iterator[tuple[int, int, bytes, int]]:
    """Yield for each run its start, its end, its page and the place of its properties in the page."""
    for number in pages:
        page = document[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        count = page[-1]
        if 4 * (count + 1) + width * count >= _PAGE:
            continue
        edges = struct.unpack_from(f"<{count + 1}I", page)
        for place in range(count):
            yield edges[place], edges[place + 1], page, 2 * page[4 * (count + 1) + width * place]


def _paragraph_runs(document: bytes, pages: Sequence[int], data: bytes) -> Iterator[tuple[int, ParagraphMarks]]:
    for start, _, page, place in _runs(document, pages, 13):
        yield start, _paragraph(_properties(page, place), data) if place else ParagraphMarks()


def _properties(page: bytes, place: int) -> bytes:
    size = page[place]
    if size:
        return page[place + 1 : place + 2 * size]
    return page[place + 2 : place + 2 + 2 * page[place + 1]] if place + 1 < len(page) else b""


def _paragraph(raw: bytes, data: bytes) -> ParagraphMarks:
    style = struct.unpack_from("<H", raw)[0] if len(raw) >= 2 else 0
    said = dict(_modifiers(raw[2:]))
    huge = next((said[one] for one in _HUGE if one in said), b"")
    if huge:
        at = struct.unpack("<I", huge)[0]
        size = min(int.from_bytes(data[at : at + 2], "little"), _MAX_PROPERTIES)
        said |= dict(_modifiers(data[at + 2 : at + 2 + size]))
    depth = int.from_bytes(said.get(_DEPTH, b""), "little", signed=True) or int(any(said.get(_IN_TABLE, b"")))
    edges, goes_on = _table_row(said.get(_TABLE, b""), said.get(_VERTICAL, b""))
    return ParagraphMarks(
        int.from_bytes(said[_STYLE], "little") if _STYLE in said else style,
        said.get(_OUTLINE, b"\x09")[0],
        max(depth, 0),
        any(said.get(_TTP, b"")),
        edges,
        goes_on,
    )


def _modifiers(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the property modifiers of a list with their operands ([MS-DOC] 2.6.1)."""
    at = 0
    while at + 2 < len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        size = _OPERAND.get(code >> 13)
        if size is None:
            first = 2 if code == _TABLE else 1
            size = int.from_bytes(raw[at : at + first], "little") - (1 if code == _TABLE else 0)
            at += first
        if size < 0 or at + size > len(raw):
            return
        yield code, raw[at : at + size]
        at += size


def _table_row(raw: bytes, vertical: bytes) -> tuple[tuple[int, ...], frozenset[int]]:
    """Return the edges of a row's cells, in twentieths of a point, and which go on from above ([MS-DOC] 2.9.321)."""
    count = min(raw[0], _MAX_CELLS) if raw else 0
    if len(raw) < 1 + 2 * (count + 1):
        return (), frozenset()
    edges = struct.unpack_from(f"<{count + 1}h", raw, 1)
    formats = raw[3 + 2 * count :]
    flags = struct.iter_unpack("<H18x", formats[: min(len(formats) // 20, count) * 20])
    goes_on = {place for place, (one,) in enumerate(flags) if one & 0x60 == 0x20}
    if len(vertical) == 2 and vertical[1] == 1:
        goes_on.add(vertical[0])
    return edges, frozenset(goes_on)


def _gone_runs(document: bytes, pages: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that are marked as deleted, or hidden."""
    for start, end, page, place in _runs(document, pages, 1):
        if place:
            said = dict(_modifiers(page[place + 1 : place + 1 + page[place]]))
            if any(said.get(code, b"") == b"\x01" for code in (_DELETED, _HIDDEN)):
                yield start, end


def _joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for start, stop in stretches:
        if stop > max(start, end):
            yield max(start, end), stop
            end = stop


def _title_styles(sheet: bytes) -> Iterator[int]:
    """Yield the numbers of the styles that are Word's own "Title" ([MS-DOC] 2.9.271)."""
    if len(sheet) < 4:
        return
    at = 2 + struct.unpack_from("<H", sheet)[0]
    for number in range(_MAX_STYLES):
        if at + 4 > len(sheet):
            return
        size, kind = struct.unpack_from("<HH", sheet, at)
        if size and kind & 0xFFF == _TITLE_STYLE:
            yield number
        at += 2 + size + size % 2
