"""The links that a visitor sees, with the words around them: "ดาวน์โหลด" says nothing, its row does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..urls import host_of
from .headings import Spot, headings_above
from .model import Link
from .outlinks import label
from .places import Placing
from .selectors import Selectors
from .targets import frame_targets, link_targets, script_targets, viewed_document
from .tree import Tree

MAX_LINKS = 20_000
_CARD_WORDS = frozenset(["card", "item", "post", "media", "thumbnail", "tile", "entry", "news", "download", "file"])
_BLOCKS = frozenset(["p", "div", "dt", "center", "td", "th", "section", "label", "blockquote", "span"])
_ROW_LIMIT = 1500
_CARD_LIMIT = 600
_BLOCK_LIMIT = 300
_LEVELS = 8
_NOT_SHOWN = re.compile(
    r"(?:^|\.)(?:googletagmanager|doubleclick|googlesyndication|hotjar|facebook|recaptcha|truehits)\."
)


@dataclass(frozen=True, slots=True)
class Target:
    """An element and an address that it leads to."""

    element: int
    url: str
    is_frame: bool


def find_targets(tree: Tree) -> tuple[Target, ...]:
    """Return what a visitor can follow or sees embedded, in document order."""
    found: list[Target] = []
    for one in range(len(tree)):
        if one in tree.code:
            found.extend(Target(one, url, True) for url in script_targets(tree, tree.code[one]))
        if not tree.hidden[one]:
            found.extend(_of_element(tree, one))
    return tuple(found[:MAX_LINKS])


def _of_element(tree: Tree, one: int) -> Iterator[Target]:
    """Return what one visible element leads to: the document in a viewer and not the viewer, each once."""
    clicked = tuple(link_targets(tree, one))
    viewers = {viewer for viewer in clicked if viewed_document(viewer) in clicked}
    yield from (Target(one, url, False) for url in dict.fromkeys(clicked) if url not in viewers)
    frames = [url for url in frame_targets(tree, one) if not _NOT_SHOWN.search(host_of(url))]
    yield from (Target(one, url, True) for url in frames[:1] if url not in clicked)


def read_links(
    tree: Tree, placing: Placing, spots: Iterable[Spot], selectors: Selectors, targets: Iterable[Target]
) -> Iterator[Link]:
    """Return a `Link` for each target."""
    wanted = tuple(targets)
    above = headings_above(tree, placing, spots, (one.element for one in wanted))
    for one in wanted:
        yield _link(tree, placing, selectors, above, one)


def _link(
    tree: Tree, placing: Placing, selectors: Selectors, above: Mapping[int, tuple[str, ...]], target: Target
) -> Link:
    element = target.element
    text = "" if element in tree.code else label(tree, element)
    return Link(
        url=target.url,
        text=text,
        place=placing.places[element],
        row=row_of(tree, element, text),
        headings=above[element],
        selector=selectors.of(element),
        is_image=not target.is_frame and not tree.text(element) and any(tree.within(element, "img")),
    )


def row_of(tree: Tree, element: int, own: str) -> str:
    """Return the text of the table row, list item, card or paragraph that holds an element, if it says more."""
    nearest = ""
    for level, outer in enumerate(tree.ancestors(element)):
        tag = tree.tags[outer]
        if level >= _LEVELS or tag in ("body", "table", "nav", "footer", "ul", "ol", "main"):
            break
        if tag in ("tr", "li", "dd", "article", "figure") or not tree.words(outer).isdisjoint(_CARD_WORDS):
            limit = _ROW_LIMIT if tag == "tr" else _CARD_LIMIT
            text = _own_text(tree, outer, element) if tag == "li" else tree.text(outer)
            return _saying_more(text, own, limit) or nearest
        if not nearest and tag in _BLOCKS:
            nearest = "" if _is_large(tree, outer) else _saying_more(tree.text(outer), own, _BLOCK_LIMIT)
    return nearest


def _is_large(tree: Tree, block: int) -> bool:
    """Whether a block is a part of the page rather than a line of it."""
    return tree.ends[block] - block > 60 or any(tree.within(block, "table", "form", "ul", "h1", "h2", "h3", "iframe"))


def _saying_more(text: str, own: str, limit: int) -> str:
    return text if text != own and len(text) <= limit else ""


def _own_text(tree: Tree, item: int, element: int) -> str:
    """Return the text of a list item without the lists inside it that do not hold `element`."""
    nested = next((one for one in tree.within(item, "ul", "ol") if not tree.holds(one, element)), None)
    if nested is None:
        return tree.text(item)
    shown = (
        tree.pieces[number]
        for number in range(tree.starts[item], tree.starts[nested])
        if not tree.hidden[tree.owners[number]]
    )
    return " ".join("".join(shown).split())
