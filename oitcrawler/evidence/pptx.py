"""PowerPoint presentations (.pptx): texts, tables, diagrams and links of each slide; speaker's notes are left out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pptx.package import Package
from pptx.presentation import Presentation
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.shapes.picture import Picture
from pptx.slide import Slide as PptxSlide
from pptx.table import Table
from pptx.text.text import TextFrame

from .blocks import Grid, Reference
from .edges import MAX_COLUMNS
from .model import Evidence, Kind
from .slides import MAX_SLIDES, Frame, Slide, slides_evidence
from .source import Source
from .zips import zip_obstacle

_DIAGRAM: Final = re.compile(rb"<a:t>([^<]*)</a:t>")
_MAX_DEPTH: Final = 20
_MAX_ROWS: Final = 2_000


def extract_pptx(source: Source) -> Evidence:
    """Return what a presentation says. Raises what python-pptx and lxml raise on broken files."""
    refused = zip_obstacle(source.body)
    if refused:
        return source.evidence(Kind.PPTX, obstacle=refused[0], detail=refused[1])
    # Not through pptx.Presentation, which refuses shows (.ppsx) and templates.
    shown: Presentation = Package.open(io.BytesIO(source.body)).main_document_part.presentation
    area = (shown.slide_width or 0) * (shown.slide_height or 0)
    slides = [_slide(one, area) for one in islice(shown.slides, MAX_SLIDES)]
    title = str(shown.core_properties.title or "")
    return slides_evidence(source, Kind.PPTX, slides, title, len(shown.slides))


def _slide(slide: PptxSlide, area: int) -> Slide:
    shapes = list(_shapes(slide.shapes, 0))
    title = slide.shapes.title
    number = title.shape_id if title is not None else -1
    frames = [frame for one in shapes for frame in _frames(one, one.shape_id == number)]
    frames += [Frame(text, top=1 << 40) for text in _diagrams(slide)]
    return Slide(
        tuple(frames),
        max((_share(one, area) for one in shapes if isinstance(one, Picture)), default=0.0),
        tuple(link for one in shapes for link in _links(one)),
        is_hidden=slide._element.get("show") in ("0", "false"),
    )


def _shapes(shapes: Iterable[BaseShape], depth: int) -> Iterator[BaseShape]:
    for one in shapes:
        if isinstance(one, GroupShape):
            if depth < _MAX_DEPTH:
                yield from _shapes(one.shapes, depth + 1)
        else:
            yield one


def _frames(shape: BaseShape, is_title: bool) -> Iterator[Frame]:
    top, left = int(shape.top or 0), int(shape.left or 0)
    if isinstance(shape, GraphicFrame) and shape.has_table:
        yield Frame(_grid(shape.table), top, left)
    elif isinstance(shape, Shape) and shape.has_text_frame:
        yield Frame(shape.text_frame.text.replace("\v", "\n"), top, left, is_title)


def _grid(table: Table) -> Grid:
    """Return the rows of a table, merged cells repeated."""
    width = min(len(table.columns), MAX_COLUMNS)
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int, str]] = []
    for number, row in enumerate(islice(table.rows, _MAX_ROWS)):
        rows.append([""] * width)
        for column, cell in enumerate(islice(row.cells, width)):
            rows[-1][column] = " ".join(cell.text.split())
            if cell.is_merge_origin:
                merged.append((number + cell.span_height, column, column + cell.span_width, rows[-1][column]))
        merged = [one for one in merged if one[0] > number]
        for _, first, last, text in merged:
            rows[-1][first:last] = [one or text for one in rows[-1][first:last]]
    return Grid(tuple(tuple(row) for row in rows))


def _links(shape: BaseShape) -> Iterator[Reference]:
    if isinstance(shape, GraphicFrame) and shape.has_table:
        for row in shape.table.rows:
            said = " ".join(dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells))
            for cell in row.cells:
                yield from _runs(cell.text_frame, said)
    elif isinstance(shape, Shape):
        target = shape.click_action.hyperlink.address
        if target:
            yield Reference(target, " ".join(shape.text_frame.text.split()))
        yield from _runs(shape.text_frame, "")


def _runs(frame: TextFrame, row: str) -> Iterator[Reference]:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            if run.hyperlink.address:
                yield Reference(run.hyperlink.address, " ".join(run.text.split()), row)


def _diagrams(slide: PptxSlide) -> Iterator[str]:
    """Return the texts of the slide's diagrams (SmartArt), which stand in parts of their own."""
    for link in slide.part.rels.values():
        if link.reltype.endswith("/diagramData") and not link.is_external:
            texts = _DIAGRAM.findall(link.target_part.blob)
            yield "\n".join(_unescaped(one) for one in texts)


def _unescaped(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    for name, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        text = text.replace(name, letter)
    return text


def _share(picture: Picture, area: int) -> float:
    return max(int(picture.width or 0) * int(picture.height or 0) / area, 0.001) if area else 0.001
