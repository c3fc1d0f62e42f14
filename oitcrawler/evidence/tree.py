"""A web page as an indexed tree: element 0 is the root, and every other element has a higher number than its parent.

lxml reads the markup here and nowhere else; what follows works on plain tuples, so that a page with 50,000 elements
is still a matter of a second, and text can be cut for any element without walking the tree again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, cast

from lxml import etree  # type: ignore[import-untyped]

from ..urls import normalise
from .encoding import decode
from .visible import is_hidden, is_mute, opens_next, shown_by_controls

_OF_HEAD = frozenset(
    ["title", "meta", "link", "base", "script", "style", "noscript", "template", "basefont", "bgsound"]
)
MAX_ELEMENTS = 200_000
_CODE_LENGTH = 100_000
BLOCKS = (
    frozenset(["address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog"])
    | frozenset(["div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"])
    | frozenset(["h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "search"])
    | frozenset(["section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"])
)
CELLS = frozenset(["td", "th"])
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n[\s]*")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class _Node(Protocol):
    tag: object
    text: str | None
    tail: str | None

    def items(self) -> list[tuple[str, str]]:
        """Return all attributes."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page. All tuples but `pieces` and `owners` have one entry an element.

    `ends[i]` is the number after the last descendant of `i`; `pieces[starts[i]:stops[i]]` is its text
    (line breaks at block boundaries), `owners` the element that each piece stands in directly; a piece is hidden
    when its owner is. `base` is the
    address against which links are resolved, `encoding` the codec for their queries;
    `code` holds the inline scripts; `is_cut` tells that the page has more elements than are read.
    """

    base: str
    encoding: str
    tags: tuple[str, ...]
    attributes: tuple[Mapping[str, str], ...]
    named: tuple[frozenset[str], ...]
    parents: tuple[int, ...]
    ends: tuple[int, ...]
    hidden: tuple[bool, ...]
    pieces: tuple[str, ...]
    owners: tuple[int, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]
    code: Mapping[int, str]
    title: str = ""
    is_cut: bool = False

    def __len__(self) -> int:
        return len(self.tags)

    def get(self, element: int, name: str) -> str:
        """Return an attribute, or "" when it is not there."""
        return self.attributes[element].get(name, "")

    def words(self, element: int) -> frozenset[str]:
        """Return the words of class and id in lower case, split at hyphens, underscores and capital letters."""
        return self.named[element]

    def text(self, element: int) -> str:
        """Return the visible text of an element in one line; of a hidden element, its hidden text."""
        return " ".join("".join(self.visible_pieces(element)).split())

    def visible_pieces(self, element: int) -> Iterator[str]:
        """Return the pieces of text in an element, without those that are hidden inside it."""
        is_hidden_itself = self.hidden[element]
        for number in range(self.starts[element], self.stops[element]):
            if is_hidden_itself or not self.hidden[self.owners[number]]:
                yield self.pieces[number]

    def within(self, element: int, *tags: str) -> Iterator[int]:
        """Return the descendants of an element in document order, those with one of `tags` if given."""
        for one in range(element + 1, self.ends[element]):
            if not tags or self.tags[one] in tags:
                yield one

    def children(self, element: int) -> Iterator[int]:
        """Return the child elements in document order."""
        one = element + 1
        while one < self.ends[element]:
            yield one
            one = self.ends[one]

    def ancestors(self, element: int) -> Iterator[int]:
        """Return the ancestors of an element, nearest first."""
        one = self.parents[element]
        while one >= 0:
            yield one
            one = self.parents[one]

    def holds(self, outer: int, inner: int) -> bool:
        """Whether `inner` is `outer` or lies in it."""
        return outer <= inner < self.ends[outer]

    def url(self, href: str) -> str | None:
        """Return the address that a link of this page names, or None."""
        return normalise(href, self.base, self.encoding)


def class_words(names: str) -> frozenset[str]:
    """Return the words in class names: `mainMenu nav-bar_2` gives main, menu, nav, bar, 2."""
    return frozenset(re.findall(r"[a-z]+|\d+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).lower()))


def tidy(text: str) -> str:
    """Return text with single spaces and single line breaks."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()


def parse(body: bytes, content_type: str, url: str) -> Tree:
    """Parse a page that was fetched from `url`; the worst markup still gives a tree of one element."""
    text, encoding = decode(body, content_type)
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False, huge_tree=True, remove_pis=True)
    markup = _NOT_XML.sub(" ", text).encode() or b"<html></html>"
    root = etree.fromstring(markup, parser)
    if root is None:
        root = etree.fromstring(b"<html></html>", parser)
    _end_head(root)
    builder = _Builder(_base(root, url), encoding, root.iter())
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walk:
        builder.feed(cast(str, event), cast(_Node, node))
        if len(builder.tags) >= MAX_ELEMENTS:
            break
    tree = builder.finish()
    return replace(tree, is_cut=True) if _was_limited(parser) else tree


def _end_head(root: etree._Element) -> None:
    """Let the body begin where a browser begins it.

    libxml2 knows no `nav`, `main` or `header`, and leaves them in the head of a page that writes no `<body>`.
    """
    head = root.find("head")
    if head is None:
        return
    children = list(head)
    first = next((at for at, one in enumerate(children) if isinstance(one.tag, str) and one.tag not in _OF_HEAD), None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for place, one in enumerate(children[first:]):
        body.insert(place, one)


def _was_limited(parser: object) -> bool:
    """Whether the parser itself left something out, because elements stood too deep in each other."""
    return any(one.type_name == "ERR_RESOURCE_LIMIT" for one in parser.error_log)  # type: ignore[attr-defined]


def _base(root: Iterable[object], url: str) -> str:
    found = [dict(cast(_Node, one).items()).get("href", "") for one in root.iter("base")]  # type: ignore[attr-defined]
    named = next((href for href in found if href), None)
    return (normalise(named, url) if named else None) or url


class _Builder:
    """Collects the tuples of a tree while lxml walks through a page."""

    def __init__(self, base: str, encoding: str, nodes: Iterable[object]) -> None:
        self._base, self._encoding = base, encoding
        real = (cast(_Node, one) for one in nodes)
        self._shown = shown_by_controls(dict(one.items()) for one in real if isinstance(one.tag, str))
        self.tags: list[str] = []
        self._attributes: list[Mapping[str, str]] = []
        self._named: list[frozenset[str]] = []
        self._known_words: dict[str, frozenset[str]] = {}
        self._parents: list[int] = []
        self._ends: list[int] = []
        self._hidden: list[bool] = []
        self._silent: list[bool] = []
        self._pieces: list[str] = []
        self._owners: list[int] = []
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._title_before: dict[int, bool] = {}
        self._open: list[int] = []
        self._code: dict[int, str] = {}
        self._title = ""
        self._after_link = False

    def feed(self, event: str, node: _Node) -> None:
        if event == "start":
            self._begin(node)
        elif event == "end":
            self._finish_element()
        if event != "start" and self._open:
            self._add(node.tail)

    def finish(self) -> Tree:
        is_cut = bool(self._open)
        while self._open:
            self._finish_element()
        return Tree(
            self._base,
            self._encoding,
            tuple(self.tags),
            tuple(self._attributes),
            tuple(self._named),
            tuple(self._parents),
            tuple(self._ends),
            tuple(self._hidden),
            tuple(self._pieces),
            tuple(self._owners),
            tuple(self._starts),
            tuple(self._stops),
            self._code,
            self._title,
            is_cut,
        )

    def _begin(self, node: _Node) -> None:
        tag = str(node.tag).lower()
        parent = self._open[-1] if self._open else -1
        attributes = dict(node.items())  # `attrib` breaks at names such as {{class}}
        outer_tag = self.tags[parent] if parent >= 0 else ""
        named = self._words(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        is_off = is_hidden(tag, attributes, outer_tag, self._shown, self._title_before.get(parent, False))
        self._title_before[parent] = opens_next(tag, named)
        self._boundary(tag, parent)
        self._open.append(len(self.tags))
        self.tags.append(tag)
        self._attributes.append(attributes)
        self._named.append(named)
        self._parents.append(parent)
        self._hidden.append(is_off or (parent >= 0 and (self._hidden[parent] or self._silent[parent])))
        self._silent.append(is_mute(tag, attributes) or (parent >= 0 and self._silent[parent]))
        self._starts.append(len(self._pieces))
        self._ends.append(0)
        self._stops.append(0)
        if tag == "script" and node.text:
            self._code[len(self.tags) - 1] = node.text[:_CODE_LENGTH]
        if tag == "title" and not self._title and outer_tag != "svg":
            self._title = " ".join((node.text or "").split())
        self._add(node.text)

    def _words(self, names: str) -> frozenset[str]:
        if names not in self._known_words:
            self._known_words[names] = class_words(names)
        return self._known_words[names]

    def _finish_element(self) -> None:
        one = self._open.pop()
        self._ends[one] = len(self.tags)
        self._stops[one] = len(self._pieces)
        self._boundary(self.tags[one], one)
        self._after_link = self.tags[one] in ("a", "button", "label")

    def _boundary(self, tag: str, owner: int) -> None:
        """Mark the place where a block or a cell begins or ends, and where two links touch."""
        if owner < 0 or self._silent[owner]:
            return
        if tag in BLOCKS or tag == "br":
            self._put("\n", owner)
        elif tag in CELLS or (self._after_link and tag in ("a", "button", "label")):
            self._put(" ", owner)

    def _add(self, text: str | None) -> None:
        if text and not self._silent[self._open[-1]]:
            self._put(_SPACE.sub(" ", text), self._open[-1])

    def _put(self, text: str, owner: int) -> None:
        self._pieces.append(text)
        self._owners.append(owner)
        self._after_link = False
