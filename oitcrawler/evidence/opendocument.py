"""What texts and presentations of OpenDocument share: the parsed content, words, tables and links."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol, cast

from lxml import etree  # type: ignore[import-untyped]

from ..model import Cause, Text
from .blocks import Grid, Reference
from .edges import MAX_COLUMNS
from .zips import zip_obstacle

_NAMESPACE: Final = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}"
OFFICE, TEXT, TABLE, DRAW, STYLE, PRESENTATION, SVG = (
    _NAMESPACE.format(one) for one in ("office", "text", "table", "drawing", "style", "presentation", "svg-compatible")
)
HREF: Final = "{http://www.w3.org/1999/xlink}href"
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_MAX_ROWS: Final = 20_000
_GAPS: Final = frozenset([f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break", f"{TEXT}p", f"{TEXT}h"])
# Notes, comments, what is deleted, ruby and the drawings' own titles are no part of the running text.
LEFT_OUT: Final = frozenset(
    [
        *(f"{TEXT}{one}" for one in ("note", "tracked-changes", "ruby-text", "hidden-text", "hidden-paragraph")),
        *(f"{OFFICE}{one}" for one in ("annotation", "annotation-end", "forms")),
        f"{PRESENTATION}notes",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    ]
)
_ROW_GROUPS: Final = frozenset(f"{TABLE}{one}" for one in ("table-header-rows", "table-rows", "table-row-group"))


class Node(Protocol):
    """An XML element, as far as it is used here."""

    tag: str
    text: str | None
    tail: str | None

    def __iter__(self) -> Iterator[Node]:
        """Yield the children."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """Yield the element and all that are inside, of these tags."""

    def find(self, path: str) -> Node | None:
        """Return the first element at a path."""

    def get(self, key: str, default: str) -> str:
        """Return an attribute."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document's body, its title and its automatic styles by name."""

    body: Node
    title: str
    styles: dict[str, Node] = field(default_factory=dict)


def open_document(body: bytes, sort: str) -> Content | tuple[Cause, Text]:
    """Return the content of an OpenDocument file (`sort` is `text` or `presentation`), or why it cannot be read.

    Entities are not resolved and nothing is fetched. Raises zipfile.BadZipFile, KeyError and lxml's errors.
    """
    refused = zip_obstacle(body)
    if refused:
        return refused
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        names = archive.namelist()
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
            return Cause.ENCRYPTED, Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
        content = _parsed(archive.read("content.xml"))
        meta = _parsed(archive.read("meta.xml")) if "meta.xml" in names else None
    found = content.find(f"{OFFICE}body/{OFFICE}{sort}")
    if found is None:
        raise ValueError(f"no {sort} in the content")
    title = next((one.text or "" for one in meta.iter(_TITLE)), "") if meta is not None else ""
    styles = {one.get(f"{STYLE}name", ""): one for one in content.iter(f"{STYLE}style")}
    return Content(found, title, styles)


def _parsed(raw: bytes) -> Node:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return cast(Node, etree.fromstring(raw, parser))


def words(node: Node) -> str:
    """Return the text of an element, without notes, comments and the texts of boxes inside it."""
    shown: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            shown.append(one)
            continue
        waiting.append((one.tail or "") if one is not node else "")
        if one.tag in _GAPS:
            shown.append(" ")
        if isinstance(one.tag, str) and one.tag not in LEFT_OUT and one.tag != f"{DRAW}text-box":
            waiting += list(one)[::-1]
            waiting.append(one.text or "")
    return " ".join("".join(shown).split())


def paragraphs(node: Node, *, in_boxes: bool = True) -> Iterator[Node]:
    """Yield the paragraphs and headings in an element, notes and comments left out, those in boxes on request."""
    for one in _inside(node, in_boxes):
        if one.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield one


def links(node: Node, row: str = "", *, in_boxes: bool = True) -> Iterator[Reference]:
    """Yield the links in an element, notes and comments left out, those in boxes on request."""
    for one in _inside(node, in_boxes):
        if one.tag in (f"{TEXT}a", f"{DRAW}a") and one.get(HREF, ""):
            yield Reference(one.get(HREF, ""), words(one), row)


def _inside(node: Node, in_boxes: bool) -> Iterator[Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one.tag, str) and one.tag not in LEFT_OUT and (in_boxes or one.tag != f"{DRAW}text-box"):
            waiting += list(one)[::-1]


def grid(table: Node) -> Grid:
    """Return the rows of a table, merged cells repeated; at most 20,000 rows and 63 columns."""
    rows: list[list[str]] = []
    header = 0
    merged: list[tuple[int, int, int, str]] = []
    for row, is_header in rows_of(table):
        if len(rows) >= _MAX_ROWS:
            break
        number = len(rows)
        rows.append([])
        for cell in row:
            _add_cell(cell, rows[-1], merged, number)
        merged = [one for one in merged if one[0] > number]
        for _, first, last, text in merged:
            rows[-1][first:last] = [one or text for one in rows[-1][first:last]]
        repeated = _number(row.get(f"{TABLE}number-rows-repeated", "")) if any(rows[-1]) else 1
        rows += [rows[-1]] * min(repeated - 1, _MAX_ROWS - len(rows))
        header += is_header
    return Grid(tuple(tuple(row) for row in rows), header)


def rows_of(table: Node) -> Iterator[tuple[Node, bool]]:
    """Yield the rows of a table, and whether each is marked as header."""
    waiting = [(one, False) for one in list(table)[::-1]]
    while waiting:
        one, is_header = waiting.pop()
        if one.tag == f"{TABLE}table-row":
            yield one, is_header
        elif one.tag in _ROW_GROUPS:
            marked = is_header or one.tag == f"{TABLE}table-header-rows"
            waiting += [(part, marked) for part in list(one)[::-1]]


def _add_cell(cell: Node, row: list[str], merged: list[tuple[int, int, int, str]], number: int) -> None:
    if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell") or len(row) >= MAX_COLUMNS:
        return
    text = cell_words(cell) if cell.tag == f"{TABLE}table-cell" else ""
    first = len(row)
    row += [text] * min(_number(cell.get(f"{TABLE}number-columns-repeated", "")), MAX_COLUMNS - len(row))
    across, down = (_number(cell.get(f"{TABLE}number-{one}-spanned", "")) for one in ("columns", "rows"))
    if text and (across > 1 or down > 1):
        merged.append((number + down, first, first + across, text))


def cell_words(cell: Node) -> str:
    """Return the text of a cell, texts in boxes included."""
    parts = [words(one) for one in paragraphs(cell)]
    return " ".join(part for part in parts if part)


def _number(value: str) -> int:
    return min(int(value), _MAX_ROWS) if value.isascii() and value.isdigit() and int(value[:9]) else 1
