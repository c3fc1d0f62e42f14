"""Word documents: paragraphs and tables in the order in which they are read."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol, cast

import docx

from ..model import Cause, Text
from .contacts import contacts_in
from .grids import split
from .model import Evidence, Heading, Kind, Passage, Row, Table
from .pdf_text import title_from
from .source import Source
from .zips import zip_obstacle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset([f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"])
_SKIPPED = frozenset([f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", f"{_W}delText", f"{_W}pPr"])
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_HEADING_STYLE = re.compile(r"(?i)(?:heading|หัวเรื่อง|หัวข้อ)\s*([1-6])")
_TITLE_STYLE = re.compile(r"(?i)^(?:title|ชื่อเรื่อง)$")
_FEW_LETTERS = 40
_MAX_SPAN = 63


class _Node(Protocol):
    tag: str
    text: str | None

    def __iter__(self) -> Iterator[_Node]: ...
    def iter(self, *tags: str) -> Iterator[_Node]: ...
    def find(self, path: str) -> _Node | None: ...
    def get(self, key: str, default: str = "") -> str: ...


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    styles: dict[str, str]
    passages: list[Passage]
    headings: list[Heading]
    tables: list[Table]


def extract_docx(source: Source) -> Evidence:
    """Return what a Word document says. Raises what python-docx and lxml raise on broken files."""
    refused = zip_obstacle(source.body)
    if refused:
        return source.evidence(Kind.DOCX, obstacle=refused[0], detail=refused[1])
    document = docx.Document(io.BytesIO(source.body))
    styles = {style.style_id: str(style.name or "") for style in document.styles if style.style_id}
    reading = _Reading(styles, [], [], [])
    body = cast(_Node, document.element.body)
    _read_blocks(body, reading)
    pictures = sum(1 for _ in body.iter(*_PICTURES))
    named = title_from(
        str(document.core_properties.title or ""), ["\n".join(one.text for one in reading.passages[:20])]
    )
    return _evidence(source, reading, named, pictures)


def _evidence(source: Source, reading: _Reading, named: str, pictures: int) -> Evidence:
    letters = sum(len(one.text) for one in reading.passages)
    is_scan = bool(pictures) and letters < _FEW_LETTERS
    cause = Cause.SCANNED if is_scan else None if letters else Cause.EMPTY_BODY
    title = next((one.text for one in reading.headings if one.level == 1), named)
    return replace(
        source.evidence(Kind.DOCX, obstacle=cause, detail=_why(cause)),
        title=title,
        passages=tuple(reading.passages),
        headings=tuple(reading.headings) or ((Heading(1, named),) if named else ()),
        tables=tuple(reading.tables),
        contacts=contacts_in(reading.passages),
    )


def _why(cause: Cause | None) -> Text | None:
    if cause is Cause.SCANNED:
        return Text(
            "เอกสาร Word มีแต่ภาพ อ่านข้อความไม่ได้ ควรเผยแพร่เอกสารที่พิมพ์เป็นข้อความ",
            "the Word document holds only pictures, whose text cannot be read; publish it as typed text",
        )
    return Text("เอกสารไม่มีข้อความ", "the document has no text") if cause else None


def _read_blocks(parent: _Node, reading: _Reading) -> None:
    waiting = list(parent)[::-1]
    while waiting:
        node = waiting.pop()
        if node.tag == f"{_W}p":
            _read_paragraph(node, reading)
        elif node.tag == f"{_W}tbl":
            _read_table(node, reading)
        elif node.tag in _BLOCKS:
            waiting.extend(list(node)[::-1])


def _read_paragraph(node: _Node, reading: _Reading) -> None:
    for box in _text_boxes(node):
        _read_blocks(box, reading)
    text = _text(node)
    if not text:
        return
    reading.passages.append(Passage(text))
    style = node.find(f"{_W}pPr/{_W}pStyle")
    name = reading.styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    level = _HEADING_STYLE.search(name)
    if level or _TITLE_STYLE.match(name):
        reading.headings.append(Heading(int(level[1]) if level else 1, text))


def _text_boxes(node: _Node) -> Iterator[_Node]:
    waiting = list(node)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}txbxContent":
            yield one
        elif one.tag != _FALLBACK:
            waiting.extend(list(one)[::-1])


def _text(node: _Node) -> str:
    words: list[str] = []
    waiting = list(node)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            words.append(one.text or "")
        elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}p"):
            words.append(" ")
        if one.tag not in _SKIPPED and one.tag != _FALLBACK:
            waiting.extend(list(one)[::-1])
    return " ".join("".join(words).split())


def _read_table(node: _Node, reading: _Reading) -> None:
    rows = _grid(node)
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    reading.passages.extend(Passage(" ".join(dict.fromkeys(cell for cell in row if cell))) for row in rows)
    if max(map(len, rows)) < 2:
        return
    parts = split(rows)
    body = tuple(Row(row, number) for number, row in enumerate(rows, 1) if number > parts.body)
    reading.tables.append(Table(parts.header, body, " ".join(parts.titles)))


def _grid(table: _Node) -> list[tuple[str, ...]]:
    """Return the rows of a table, merged cells repeated."""
    rows: list[tuple[str, ...]] = []
    for row in table:
        if row.tag != f"{_W}tr":
            continue
        cells: list[str] = []
        for cell in _cells(row):
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
            text = above if _goes_on(cell) else _text(cell)
            cells.extend([text] * _span(cell))
        rows.append(tuple(cells))
    return rows


def _cells(row: _Node) -> Iterator[_Node]:
    waiting = list(row)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}tc":
            yield one
        elif one.tag in _BLOCKS:
            waiting.extend(list(one)[::-1])


def _goes_on(cell: _Node) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _span(cell: _Node) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    value = span.get(f"{_W}val") if span is not None else ""
    return min(int(value), _MAX_SPAN) if value.isascii() and value.isdigit() and int(value) else 1
