"""Word 97–2003 documents (.doc): paragraphs, tables and links in reading order; Word 6 and 95 without table edges.

The format is [MS-DOC]. Headers, footers, notes and comments are left out, and so is what is deleted or hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ..model import Cause, Text
from .blocks import Grid, Paragraph, Reference, Written, written_evidence
from .doc_marks import Marks, ParagraphMarks
from .doc_text import Locked, OlderWord, Story, read_word
from .edges import MAX_COLUMNS, RowCell, merged_down, rows_from
from .grids import filled
from .model import Evidence, Kind
from .ole import open_container
from .source import Source

_PARAGRAPH: Final = re.compile("([^\r\x07\x0c]*)([\r\x07\x0c]|\\Z)")
_FIELD_MARK: Final = re.compile("[\x13\x14\x15]")
_TARGET: Final = re.compile(r'HYPERLINK\s+(?:\\[a-km-z]\s+)*"([^"\x00-\x1f]{1,2000})"', re.IGNORECASE)
_PICTURES: Final = re.compile("[\x01\x08]")
_SHOWN: Final = str.maketrans({"\t": " ", "\x0b": " ", "\x0e": " ", "\xa0": " ", "\x1e": "-", "\xad": ""}) | {
    one: None for one in range(32) if one not in (9, 10, 11, 13, 14, 30)
}
_SLACK: Final = 60  # twentieths of a point between edges that are meant as one
_MAX_DEPTH: Final = 32


def extract_doc(source: Source) -> Evidence:
    """Return what a .doc says. Raises what `open_container` and `read_word` raise on broken files."""
    container = open_container(source.body)
    try:
        found = read_word(container)
    except Locked:
        detail = Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
        return source.evidence(Kind.DOC, obstacle=Cause.ENCRYPTED, detail=detail)
    except OlderWord:
        return source.evidence(Kind.DOC, obstacle=Cause.UNKNOWN_TYPE, detail=_too_old())
    main, boxes = _read(found.main, found.marks), _read(found.boxes, found.marks)
    written = Written(
        blocks=(*main.blocks, *boxes.blocks),
        title=container.title(),
        references=(*main.references, *boxes.references),
        pictures=len(_PICTURES.findall(found.main.text)),
        is_cut=found.is_cut,
    )
    return written_evidence(source, Kind.DOC, written)


def _too_old() -> Text:
    return Text(
        "เป็นไฟล์ Word รุ่นเก่ามาก (ก่อน Word 6) ยังอ่านไม่ได้ ควรบันทึกใหม่เป็น PDF ที่คัดลอกข้อความได้",
        "a file of a Word before Word 6, which cannot be read; save it again as a PDF with real text",
    )


@dataclass(frozen=True, slots=True)
class _Field:
    start: int
    middle: int
    end: int


@dataclass(slots=True)
class _Reading:
    """What has been read so far; `rows` says which stretch of the text each table row is."""

    blocks: list[Paragraph | Grid] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    rows: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Growing:
    """A table that is being read; a row keeps its cells' texts, its properties and its stretch of the text."""

    rows: list[tuple[list[str], ParagraphMarks, int, int]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    start: int = 0


def _read(story: Story, marks: Marks) -> _Reading:
    reading = _Reading()
    fields = list(_fields(story.text))
    text = _without_codes(story.text, fields)
    growing: _Growing | None = None
    for found in _PARAGRAPH.finditer(text):
        known = marks.at(story.offset(found.end(1)))
        is_cell = found[2] == "\x07"
        if growing is None and (is_cell or (known is not None and known.depth > 0)):
            growing = _Growing(start=found.start())
        if growing is not None and (is_cell or (known is not None and known.depth > 0)):
            _grow(growing, found, known)
            continue
        _close(growing, reading)
        growing = None
        reading.blocks.append(Paragraph(_shown(found[1]), marks.level(known) if known else 0))
    _close(growing, reading)
    reading.references = list(_references(story.text, text, fields, reading.rows))
    return reading


def _grow(growing: _Growing, found: re.Match[str], known: ParagraphMarks | None) -> None:
    text = _shown(found[1])
    if found[2] != "\x07":
        growing.words.append(text)
    elif known is not None and known.ends_row:
        growing.rows.append((growing.cells, known, growing.start, found.end()))
        growing.cells, growing.words, growing.start = [], [], found.end()
    else:
        growing.cells.append(" ".join(one for one in (*growing.words, text) if one))
        growing.words = []


def _close(growing: _Growing | None, reading: _Reading) -> None:
    if growing is None:
        return
    reading.rows += [(start, end, " ".join(filled(cells))) for cells, _, start, end in growing.rows]
    if growing.rows:
        reading.blocks.append(Grid(_rows(growing)))
    loose = [*growing.cells, *growing.words]
    bare = _bare_rows(loose) if not growing.rows else ()
    if bare:
        reading.blocks.append(Grid(bare))
    else:
        reading.blocks += [Paragraph(one) for one in loose if one]


def _rows(growing: _Growing) -> tuple[tuple[str, ...], ...]:
    """Return the rows, told by their cells' edges when every row has its edges, else by the order of cells."""
    is_known = all(len(marks.edges) == len(cells) + 1 for cells, marks, _, _ in growing.rows)
    if not is_known:
        return tuple(tuple(cells[:MAX_COLUMNS]) for cells, _, _, _ in growing.rows)
    rows = [
        [
            RowCell(text, marks.edges[place], marks.edges[place + 1], place in marks.goes_on)
            for place, text in enumerate(cells)
        ]
        for cells, marks, _, _ in growing.rows
    ]
    cells = merged_down(rows, _SLACK)
    return rows_from(cells, _SLACK) if cells else ()


def _bare_rows(cells: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return rows told by the second mark at their ends: the narrowest width at which every end is empty."""
    for width in range(2, MAX_COLUMNS):
        if len(cells) % (width + 1) == 0 and not any(cells[width :: width + 1]):
            starts = range(0, len(cells), width + 1)
            return tuple(tuple(cells[start : start + width]) for start in starts)
    return ()


def _fields(text: str) -> Iterator[_Field]:
    """Yield the fields that are closed, inner ones first ([MS-DOC] 2.8.25)."""
    opened: list[tuple[int, int]] = []
    for found in _FIELD_MARK.finditer(text):
        if found[0] == "\x13":
            opened.append((found.start(), -1))
            del opened[:-_MAX_DEPTH]
        elif opened and found[0] == "\x14":
            opened[-1] = (opened[-1][0], found.start())
        elif opened:
            start, middle = opened.pop()
            yield _Field(start, middle if middle >= 0 else found.start(), found.start())


def _without_codes(text: str, fields: Sequence[_Field]) -> str:
    """Return the text with the codes of fields blanked out, their results kept."""
    shown: list[str] = []
    at = 0
    for start, end in sorted((one.start, one.middle) for one in fields):
        if end > at:
            first = max(start, at)
            shown += [text[at:first], "\0" * (end - first)]
            at = end
    return "".join((*shown, text[at:]))


def _references(
    text: str, visible: str, fields: Sequence[_Field], rows: Sequence[tuple[int, int, str]]
) -> Iterator[Reference]:
    place = 0
    for one in sorted(fields, key=lambda one: one.start):
        target = _TARGET.search(text[one.start : min(one.middle, one.start + 3000)])
        while place < len(rows) and rows[place][1] <= one.start:
            place += 1
        if target:
            is_inside = place < len(rows) and rows[place][0] <= one.start
            yield Reference(target[1], _shown(visible[one.middle : one.end]), rows[place][2] if is_inside else "")


def _shown(text: str) -> str:
    return " ".join(text.translate(_SHOWN).split())
