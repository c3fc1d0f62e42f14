"""OpenDocument presentations (.odp): texts, tables and links of each slide; speaker's notes are left out."""

from __future__ import annotations

import re
from typing import Final

from .blocks import Reference
from .model import Evidence, Kind
from .opendocument import (
    DRAW,
    LEFT_OUT,
    PRESENTATION,
    STYLE,
    SVG,
    TABLE,
    Content,
    Node,
    grid,
    links,
    open_document,
    paragraphs,
    words,
)
from .slides import MAX_SLIDES, Frame, Slide, slides_evidence
from .source import Source

_LENGTH: Final = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)?")
_HUNDREDTHS: Final = {"cm": 1000.0, "mm": 100.0, "in": 2540.0, "pt": 35.28, "pc": 423.3, "px": 26.46, None: 1000.0}
_SLIDE_AREA: Final = 25_400 * 19_050  # hundredths of a millimetre, for a slide of 4:3


def extract_odp(source: Source) -> Evidence:
    """Return what a presentation says. Raises what zipfile and lxml raise on broken files."""
    content = open_document(source.body, "presentation")
    if not isinstance(content, Content):
        return source.evidence(Kind.ODP, obstacle=content[0], detail=content[1])
    pages = [one for one in content.body if one.tag == f"{DRAW}page"]
    slides = [_slide(one, content) for one in pages[:MAX_SLIDES]]
    return slides_evidence(source, Kind.ODP, slides, content.title, len(pages))


def _slide(page: Node, content: Content) -> Slide:
    frames: list[Frame] = []
    references: list[Reference] = []
    share = 0.0
    waiting = list(page)[::-1]
    while waiting:
        node = waiting.pop()
        if not isinstance(node.tag, str) or node.tag in LEFT_OUT:
            continue
        table = node.find(f"{TABLE}table") if node.tag == f"{DRAW}frame" else None
        if table is not None:
            frames.append(Frame(grid(table), _place(node, "y"), _place(node, "x")))
        elif node.tag == f"{DRAW}g":
            waiting += list(node)[::-1]
            continue
        else:
            frames += _text(node)
            share = max(share, _picture(node))
        references += links(node)
    return Slide(tuple(frames), share, tuple(references), _is_hidden(page, content))


def _text(node: Node) -> list[Frame]:
    lines = [words(one) for one in paragraphs(node)]
    is_title = node.get(f"{PRESENTATION}class", "") == "title"
    text = "\n".join(line for line in lines if line)
    return [Frame(text, _place(node, "y"), _place(node, "x"), is_title)] if text else []


def _picture(node: Node) -> float:
    if node.tag != f"{DRAW}frame" or node.find(f"{DRAW}image") is None:
        return 0.0
    return max(_place(node, "width") * _place(node, "height") / _SLIDE_AREA, 0.001)


def _is_hidden(page: Node, content: Content) -> bool:
    style = content.styles.get(page.get(f"{DRAW}style-name", ""))
    said = style.find(f"{STYLE}drawing-page-properties") if style is not None else None
    return said is not None and said.get(f"{PRESENTATION}visibility", "") == "hidden"


def _place(node: Node, name: str) -> int:
    found = _LENGTH.match(node.get(f"{SVG}{name}", ""))
    return round(float(found[1]) * _HUNDREDTHS[found[2]]) if found else 0
