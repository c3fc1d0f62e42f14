"""The headings of a page, and which of them stand above an element or name the box that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .places import Placing
from .tree import BLOCKS, Tree

MAX_HEADING = 300
MAX_LABEL = 200
MAX_ABOVE = 12
_REAL = re.compile(r"h([1-6])")
_TITLE_WORDS = frozenset(["title", "heading", "headline", "topic", "subject", "caption"])
_PAGE_WORDS = frozenset(["page", "main", "entry", "content", "article", "head"])
_BOXES = frozenset(
    ["card", "panel", "accordion", "toggle", "box", "widget", "portlet", "module", "moduletable", "block"]
)
_BOX_TAGS = frozenset(["li", "td", "th", "details", "figure", "dialog", "dd", "fieldset"])
_BOX_HEADS = frozenset(["header", "heading", "title", "head", "caption", "toggle", "topic"])
_OPENED = frozenset(["tab", "tabs", "pane", "panel", "collapse", "collapsible", "accordion", "modal", "toggle", "fade"])
_TOGGLES = ("data-bs-toggle", "data-toggle", "aria-controls", "aria-expanded", "data-bs-target", "data-target")
_HEADING_TAGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_TITLE_TAGS = {"details": "summary", "fieldset": "legend", "figure": "figcaption"}
_BOLD = frozenset(["b", "strong"])


@dataclass(frozen=True, slots=True)
class Spot:
    """A heading with its element, and the box (card, cell, list item) within which alone it counts, or -1."""

    element: int
    level: int
    text: str
    box: int = -1


def find_headings(tree: Tree) -> tuple[Spot, ...]:
    """Return the visible headings in document order.

    Besides `<h1>` to `<h6>`: elements with role `heading`, blocks whose class calls them a title, and paragraphs
    that are bold as a whole (level 6), for pages made in a word processor.
    """
    found: list[Spot] = []
    for one in range(len(tree)):
        level = 0 if tree.hidden[one] else _level(tree, one)
        text = tree.text(one) if level else ""
        if text and len(text) <= MAX_HEADING and not (found and tree.holds(found[-1].element, one)):
            found.append(Spot(one, level, text, _box_of(tree, one, text)))
    return tuple(found)


def headings_above(
    tree: Tree, placing: Placing, spots: Iterable[Spot], wanted: Iterable[int]
) -> Mapping[int, tuple[str, ...]]:
    """Return for each wanted element the headings above it, outermost first, then the titles of what holds it.

    A heading counts within its zone: one in the side column says nothing about the content after it.
    """
    boxes = _Boxes(_control_labels(tree), _box_heads(tree), _row_groups(tree))
    waiting = sorted(spots, key=lambda spot: -spot.element)
    stacks: dict[int, list[Spot]] = {}
    found: dict[int, tuple[str, ...]] = {}
    for one in sorted(set(wanted)):
        while waiting and waiting[-1].element <= one:
            _push(tree, stacks.setdefault(placing.zones[waiting[-1].element], []), waiting.pop())
        stack = stacks.get(placing.zones[one], ())
        above = [spot.text for spot in stack if _counts(tree, spot, one) and not tree.holds(spot.element, one)]
        holding = [text for text in reversed(list(_holders(tree, one, boxes))) if text]
        kept = [text for text in above if text not in holding]
        found[one] = tuple(dict.fromkeys((*kept, *holding)))[-MAX_ABOVE:]
    return found


def _push(tree: Tree, stack: list[Spot], spot: Spot) -> None:
    """Put a heading on the stack, in place of those that it ends: of its level or lower, in its own box."""
    while stack and not _counts(tree, stack[-1], spot.element):
        stack.pop()
    while stack and stack[-1].level >= spot.level and stack[-1].box == spot.box:
        stack.pop()
    stack.append(spot)


def _counts(tree: Tree, spot: Spot, one: int) -> bool:
    return spot.box < 0 or tree.holds(spot.box, one)


def _box_of(tree: Tree, heading: int, text: str) -> int:
    for outer in tree.ancestors(heading):
        is_box = tree.tags[outer] in _BOX_TAGS or not tree.words(outer).isdisjoint(_BOXES)
        if is_box and tree.text(outer) != text:
            return outer
    return -1


def _level(tree: Tree, one: int) -> int:
    tag = tree.tags[one]
    real = _REAL.fullmatch(tag)
    if real:
        return int(real[1])
    if tree.get(one, "role") == "heading":
        named = tree.get(one, "aria-level")
        return int(named) if named in ("1", "2", "3", "4", "5", "6") else 6
    is_small = tree.stops[one] - tree.starts[one] <= 40 and tree.ends[one] - one <= 40
    if (
        tag not in ("div", "p", "td", "header", "center")
        or not is_small
        or any(tree.within(one, "table", "ul", "form"))
    ):
        return 0
    return _looks_like_title(tree, one)


def _looks_like_title(tree: Tree, one: int) -> int:
    words = tree.words(one)
    links = sum(1 for _ in tree.within(one, "a"))
    is_short = 0 < len(tree.text(one)) <= 150
    if not is_short or any(tree.tags[outer] in ("li", "a", "label") for outer in tree.ancestors(one)):
        return 0
    if (
        not words.isdisjoint(_TITLE_WORDS)
        and links <= 1
        and not any(tree.tags[i] in _HEADING_TAGS for i in tree.within(one))
    ):
        return 2 if not words.isdisjoint(_PAGE_WORDS) else 6
    return 6 if links == 0 and tree.tags[one] in ("p", "div", "center") and _is_bold(tree, one) else 0


def _is_bold(tree: Tree, one: int) -> bool:
    if any(tree.tags[inner] in BLOCKS for inner in tree.within(one)):
        return False
    loose = (
        piece.strip()
        for piece, owner in zip(
            tree.pieces[tree.starts[one] : tree.stops[one]],
            tree.owners[tree.starts[one] : tree.stops[one]],
            strict=True,
        )
        if not any(tree.tags[outer] in _BOLD for outer in (owner, *_up_to(tree, owner, one)))
    )
    return not any(loose) and not any(tree.tags[outer] in ("td", "th") for outer in tree.ancestors(one))


def _up_to(tree: Tree, element: int, top: int) -> Iterator[int]:
    for outer in tree.ancestors(element):
        if outer <= top:
            return
        yield outer


def _control_labels(tree: Tree) -> Mapping[str, str]:
    """Return the text of the button, tab or link that opens each id."""
    found: dict[str, str] = {}
    for one in range(len(tree)):
        names = [tree.get(one, name).lstrip("#") for name in ("data-bs-target", "data-target", "aria-controls")]
        href = tree.get(one, "href")
        is_toggle = any(name in tree.attributes[one] for name in _TOGGLES) or tree.get(one, "role") == "tab"
        if href.startswith("#") and len(href) > 1 and (is_toggle or not tree.words(one).isdisjoint(_OPENED)):
            names.append(href[1:])
        elif href.startswith("#") and tree.tags[tree.parents[one]] == "li":
            names.append(f"tab:{href[1:]}")
        for name in names:
            if name and (text := tree.text(one)) and len(text) <= MAX_LABEL:
                found.setdefault(name, text)
    return found


def _box_heads(tree: Tree) -> Mapping[int, tuple[int, ...]]:
    """Return for each box (card, panel, accordion item) the elements that may be its title, at most two levels in."""
    found: dict[int, tuple[int, ...]] = {}
    for one in range(len(tree)):
        if tree.words(one).isdisjoint(_BOX_HEADS):
            continue
        parent = tree.parents[one]
        for outer in (parent, tree.parents[parent] if parent >= 0 else -1):
            if outer >= 0 and not tree.words(outer).isdisjoint(_BOXES) and len(found.get(outer, ())) < 5:
                found[outer] = (*found.get(outer, ()), one)
    return found


def _row_groups(tree: Tree) -> Mapping[int, str]:
    """Return for each table row the group that the nearest row above names: one cell with text, and no link."""
    found: dict[int, str] = {}
    current: dict[int, str] = {}
    for row in range(len(tree)):
        if tree.tags[row] != "tr":
            continue
        table = tree.parents[row]
        found[row] = current.get(table, "")
        cells = [cell for cell in tree.children(row) if tree.tags[cell] in ("td", "th")]
        filled = [cell for cell in cells if tree.text(cell)]
        has_link = any(tree.get(link, "href") for link in tree.within(row, "a"))
        if len(filled) == 1 and not has_link and (len(cells) == 1 or tree.get(filled[0], "colspan") not in ("", "1")):
            current[table] = _short(tree.text(filled[0]))
    return found


@dataclass(frozen=True, slots=True)
class _Boxes:
    """What names the boxes of a page: controls that open them, their own heads, rows above."""

    labels: Mapping[str, str]
    heads: Mapping[int, tuple[int, ...]]
    groups: Mapping[int, str]


def _holders(tree: Tree, one: int, boxes: _Boxes) -> Iterator[str]:
    inner = one
    for outer in tree.ancestors(one):
        yield _opened_by(tree, outer, boxes.labels)
        yield _holder(tree, outer, inner, boxes)
        inner = outer


def _opened_by(tree: Tree, outer: int, labels: Mapping[str, str]) -> str:
    name = tree.get(outer, "id")
    if not name:
        return ""
    if name in labels:
        return labels[name]
    is_panel = tree.get(outer, "role") == "tabpanel" or not tree.words(outer).isdisjoint(_OPENED)
    return labels.get(f"tab:{name}", "") if is_panel else ""


def _holder(tree: Tree, outer: int, inner: int, boxes: _Boxes) -> str:
    """Return the title of `outer`, a box whose child `inner` leads to the element in question."""
    tag = tree.tags[outer]
    if tag in _TITLE_TAGS:
        return _first(tree, inner, (one for one in tree.children(outer) if tree.tags[one] == _TITLE_TAGS[tag]))
    if tag == "li" and tree.tags[inner] in ("ul", "ol", "div"):
        return _before(tree, outer, inner)
    if tag == "dl" and tree.tags[inner] == "dd":
        terms = [one for one in tree.children(outer) if one < inner and tree.tags[one] == "dt"]
        return _short(tree.text(terms[-1])) if terms else ""
    if tag == "table":
        return _first(tree, inner, (one for one in tree.children(outer) if tree.tags[one] == "caption"))
    return boxes.groups.get(outer, "") or _first(tree, inner, boxes.heads.get(outer, ()))


def _first(tree: Tree, inner: int, heads: Iterable[int]) -> str:
    """Return the text of the first head that has one and does not hold `inner`."""
    texts = (tree.text(head) for head in heads if not tree.holds(head, inner))
    return next((text for text in map(_short, texts) if text), "")


def _before(tree: Tree, outer: int, inner: int) -> str:
    shown = [
        tree.pieces[number]
        for number in range(tree.starts[outer], tree.starts[inner])
        if not tree.hidden[tree.owners[number]]
    ]
    return _short(" ".join("".join(shown).split()))


def _short(text: str) -> str:
    return text if len(text) <= MAX_LABEL else ""
