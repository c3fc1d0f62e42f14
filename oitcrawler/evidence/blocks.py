"""Written documents (Word, OpenDocument, RTF): their paragraphs and tables in reading order, made evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..model import Cause, Text
from ..urls import normalise
from .contacts import contacts_in
from .grids import filled, split
from .model import Evidence, Heading, Kind, Link, Passage, Place, Row, Table
from .pdf_text import title_from
from .source import Source

MAX_LETTERS: Final = 5_000_000
MAX_LINKS: Final = 5_000
_FEW_LETTERS: Final = 40
_HEADER_WITHIN: Final = 100  # rows among which titles and header stand


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `level` is 1 to 6 for a heading (a title is 1), 0 for anything else."""

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells, merged cells repeated; `header_rows` counts the rows marked as header."""

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A link as it stands in the document; `row` is the text of the table row that holds it."""

    target: str
    text: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was read of a document: `title` from its properties, how many pictures, whether reading stopped early."""

    blocks: tuple[Paragraph | Grid, ...]
    title: str = ""
    references: tuple[Reference, ...] = ()
    pictures: int = 0
    is_cut: bool = False


def written_evidence(source: Source, kind: Kind, written: Written) -> Evidence:
    """Return the evidence that a written document is."""
    passages = tuple(_passages(written.blocks))
    cause = _cause(written, sum(len(one.text) for one in passages))
    named = title_from(written.title, ["\n".join(one.text for one in passages[:20])])
    headings = tuple(
        Heading(one.level, one.text) for one in written.blocks if isinstance(one, Paragraph) and one.level and one.text
    )
    return replace(
        source.evidence(kind, obstacle=cause, detail=_why(cause)),
        title=next((one.text for one in headings if one.level == 1), named),
        passages=passages,
        headings=headings or ((Heading(1, named),) if named else ()),
        tables=tuple(table for one in written.blocks if isinstance(one, Grid) for table in tables_from(one)),
        links=tuple(links_from(source, written.references)),
        contacts=contacts_in(passages),
    )


def _passages(blocks: Sequence[Paragraph | Grid]) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from (Passage(" ".join(filled(row))) for row in block.rows if any(row))
        elif block.text:
            yield Passage(block.text)


def tables_from(grid: Grid, page: int | None = None) -> Iterator[Table]:
    """Return the table that a grid is, if it has two columns or more."""
    rows = [row for row in grid.rows if any(row)]
    if not rows or max(map(len, rows)) < 2:
        return
    parts = split(rows[:_HEADER_WITHIN], grid.header_rows)
    body = tuple(Row(row, number, page) for number, row in enumerate(rows, 1) if number > parts.body)
    yield Table(parts.header, body, " ".join(parts.titles), page=page)


def links_from(source: Source, references: Sequence[Reference]) -> Iterator[Link]:
    """Return the links that can be followed, addresses resolved against the document's own."""
    for one in references[:MAX_LINKS]:
        url = normalise(one.target, source.final_url)
        if url is not None:
            yield Link(url, one.text, Place.TABLE if one.row else Place.CONTENT, one.row)


def _cause(written: Written, letters: int) -> Cause | None:
    if written.is_cut:
        return Cause.TOO_LARGE
    if written.pictures and letters < _FEW_LETTERS:
        return Cause.SCANNED
    return None if letters else Cause.EMPTY_BODY


def _why(cause: Cause | None) -> Text | None:
    if cause is Cause.TOO_LARGE:
        return Text("เอกสารยาวเกินไป อ่านเพียงส่วนต้น", "the document is too long; only its beginning was read")
    if cause is Cause.SCANNED:
        return Text(
            "เอกสารมีแต่ภาพ อ่านข้อความไม่ได้ ควรเผยแพร่เอกสารที่พิมพ์เป็นข้อความ",
            "the document holds only pictures, whose text cannot be read; publish it as typed text",
        )
    return Text("เอกสารไม่มีข้อความ", "the document has no text") if cause else None
