"""Word documents: paragraphs and tables in the order in which they are read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Protocol, cast

import docx

from ..model import Cause, Text
from .blocks import Grid, Reference, links_from, tables_from
from .contacts import contacts_in
from .grids import filled
from .macros import has_macros
from .model import Evidence, Heading, Kind, Passage, Remark, Table
from .pdf_text import title_from
from .source import Source
from .zips import zip_obstacle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset([f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml", f"{_W}smartTag"])
_SKIPPED = frozenset([f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}instrText", f"{_W}delText", f"{_W}pPr"])
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_MAIN = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_FIELD = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
MAX_REFERENCES: Final = 500
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
    targets: dict[str, str]
    references: list[Reference]
    passages: list[Passage]
    headings: list[Heading]
    tables: list[Table]


def extract_docx(source: Source) -> Evidence:
    """Return what a Word document says. Raises what python-docx and lxml raise on broken files."""
    refused = zip_obstacle(source.body)
    if refused:
        return source.evidence(Kind.DOCX, obstacle=refused[0], detail=refused[1])
    document = docx.Document(io.BytesIO(_as_document(source.body)))
    styles = {style.style_id: str(style.name or "") for style in document.styles if style.style_id}
    links = {name: one.target_ref for name, one in document.part.rels.items() if one.is_external}
    reading = _Reading(styles, links, [], [], [], [])
    body = cast(_Node, document.element.body)
    _read_blocks(body, reading)
    pictures = sum(1 for _ in body.iter(*_PICTURES))
    named = title_from(
        str(document.core_properties.title or ""), ["\n".join(one.text for one in reading.passages[:20])]
    )
    return _evidence(source, reading, named, pictures)


def _as_document(body: bytes) -> bytes:
    """Return a file with macros, or a template, under the type of a document, which python-docx opens."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        types = archive.read(_TYPES) if _TYPES in archive.namelist() else b""
        if not _OTHER_MAIN.search(types):
            return body
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for name in dict.fromkeys(archive.namelist()):
                copy.writestr(name, _OTHER_MAIN.sub(_MAIN, types) if name == _TYPES else archive.read(name))
    return out.getvalue()


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
        links=tuple(links_from(source, reading.references[:MAX_REFERENCES])),
        contacts=contacts_in(reading.passages),
        remarks=(Remark.MACROS,) if has_macros(source.body) else (),
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
    reading.references.extend(_references(node, reading.targets))
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


def _references(node: _Node, targets: dict[str, str], row: str = "") -> Iterator[Reference]:
    """Yield the links in a paragraph or a table row, also those that Word keeps as fields."""
    for link in node.iter(f"{_W}hyperlink"):
        if link.get(_ID) in targets:
            yield Reference(targets[link.get(_ID)], _text(link), row)
    code = "".join(one.text or "" for one in node.iter(f"{_W}instrText"))
    for simple in node.iter(f"{_W}fldSimple"):
        for found in _FIELD.finditer(simple.get(f"{_W}instr") or ""):
            yield Reference(found[1], _text(simple), row)
    for found in _FIELD.finditer(code):
        yield Reference(found[1], _text(node), row)


def _read_table(node: _Node, reading: _Reading) -> None:
    lines = list(_parts(node, "tr"))
    rows = _grid(lines)
    reading.passages.extend(Passage(" ".join(filled(row))) for row in rows if any(row))
    for line, row in zip(lines, rows, strict=True):
        reading.references.extend(_references(line, reading.targets, " ".join(filled(row))))
    marked = next((place for place, line in enumerate(lines) if line.find(f"{_W}trPr/{_W}tblHeader") is None), 0)
    reading.tables.extend(tables_from(Grid(tuple(rows), sum(map(any, rows[:marked])))))


def _grid(lines: list[_Node]) -> list[tuple[str, ...]]:
    """Return the rows of a table, merged cells repeated."""
    rows: list[tuple[str, ...]] = []
    for row in lines:
        cells: list[str] = []
        for cell in _parts(row, "tc"):
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
            text = above if _goes_on(cell) else _text(cell)
            cells.extend([text] * _span(cell))
        rows.append(tuple(cells))
    return rows


def _parts(node: _Node, name: str) -> Iterator[_Node]:
    """Yield the rows of a table ("tr") or the cells of a row ("tc"), also those inside content controls."""
    waiting = list(node)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}{name}":
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
