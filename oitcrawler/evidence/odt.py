"""OpenDocument texts (.odt): paragraphs, headings, lists, tables and links in reading order."""

from __future__ import annotations

from typing import Final

from .blocks import Grid, Paragraph, Reference, Written, written_evidence
from .grids import filled
from .model import Evidence, Kind
from .opendocument import DRAW, LEFT_OUT, STYLE, TABLE, TEXT, Content, Node, grid, links, open_document, rows_of, words
from .opendocument import cell_words as words_of_cell
from .source import Source

_TITLE: Final = "Title"
_HIDDEN: Final = ("none", "condition")


def extract_odt(source: Source) -> Evidence:
    """Return what a text says. Raises what zipfile and lxml raise on broken files."""
    content = open_document(source.body, "text")
    if not isinstance(content, Content):
        return source.evidence(Kind.ODT, obstacle=content[0], detail=content[1])
    blocks: list[Paragraph | Grid] = []
    references: list[Reference] = []
    waiting = list(content.body)[::-1]
    while waiting:
        node = waiting.pop()
        if node.tag in (f"{TEXT}p", f"{TEXT}h"):
            blocks.append(Paragraph(words(node), _level(node, content)))
            references += links(node, in_boxes=False)
            waiting += _boxes(node)[::-1]
        elif node.tag == f"{TABLE}table":
            blocks.append(grid(node))
            references += _table_links(node)
        elif isinstance(node.tag, str) and node.tag not in LEFT_OUT and node.get(f"{TEXT}display", "") not in _HIDDEN:
            waiting += list(node)[::-1]
    pictures = sum(1 for _ in content.body.iter(f"{DRAW}image"))
    return written_evidence(source, Kind.ODT, Written(tuple(blocks), content.title, tuple(references), pictures))


def _level(node: Node, content: Content) -> int:
    """Return the heading level of a paragraph; a title is told by its style or its style's parent."""
    name = node.get(f"{TEXT}style-name", "")
    style = content.styles.get(name)
    if _TITLE in (name, style.get(f"{STYLE}parent-style-name", "") if style is not None else ""):
        return 1
    level = node.get(f"{TEXT}outline-level", "1") if node.tag == f"{TEXT}h" else ""
    return min(max(int(level), 1), 6) if level.isascii() and level.isdigit() else 0


def _boxes(node: Node) -> list[Node]:
    """Return the boxes anchored in a paragraph, the outermost only."""
    found: list[Node] = []
    waiting = list(node)[::-1]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{DRAW}text-box":
            found.append(one)
        elif isinstance(one.tag, str) and one.tag not in LEFT_OUT:
            waiting += list(one)[::-1]
    return found


def _table_links(table: Node) -> list[Reference]:
    found: list[Reference] = []
    for row, _ in rows_of(table):
        inside = list(links(row))
        said = " ".join(filled([words_of_cell(cell) for cell in row])) if inside else ""
        found += [Reference(one.target, one.text, said) for one in inside]
    return found
