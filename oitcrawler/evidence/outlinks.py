"""Everything that a page leads to, for the crawler: hidden menus, frames and scripts included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .targets import frame_targets, link_targets, redirect_target, script_targets
from .tree import Tree, parse

OutKind = Literal["link", "frame", "asset", "refresh"]

_ASSET_SOURCES = {
    "img": ("src", "data-src", "data-lazy-src", "data-original"),
    "script": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "input": ("src",),
}
_ASSET_RELATIONS = frozenset(["stylesheet", "icon", "apple-touch-icon", "preload"])
_JUMP = re.compile(r"location|window\.open|submit|go\w*\(", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|/|\w[\w./-]*\.(?:php|html?|aspx?|jsp|pdf)\b|\?\w+=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OutLink:
    """An address that a page names. `text` is what names it there; `frame` is shown inside the page."""

    url: str
    text: str
    kind: OutKind


def outlinks(body: bytes, content_type: str, url: str) -> tuple[OutLink, ...]:
    """Return every fetchable address of the page fetched from `url`, in document order, each once.

    An address that stands there several times keeps its first kind and its first text that is not empty.
    """
    tree = parse(body, content_type, url)
    found: dict[str, OutLink] = {}
    for one in _all(tree):
        known = found.get(one.url)
        if known is None:
            found[one.url] = one
        elif not known.text and one.text:
            found[one.url] = replace(known, text=one.text)
    return tuple(found.values())


def label(tree: Tree, element: int) -> str:
    """Return the words that name a link: its text, its pictures' alternative texts, its title."""
    # The old markup parser puts what follows an <embed> inside it.
    text = "" if tree.tags[element] in ("embed", "iframe", "frame", "object") else tree.text(element)
    if text:
        return text
    pictures = (tree.get(one, name) for one in _pictures(tree, element) for name in ("alt", "title"))
    own = (tree.get(element, name) for name in ("aria-label", "title", "alt"))
    return next((" ".join(words.split()) for words in (*pictures, *own) if words.strip()), "")


def _pictures(tree: Tree, element: int) -> Iterator[int]:
    return tree.within(element, "img") if tree.tags[element] != "embed" else iter(())


def _all(tree: Tree) -> Iterator[OutLink]:
    for element in range(len(tree)):
        for url in link_targets(tree, element):
            yield OutLink(url, label(tree, element), "link")
        for url in frame_targets(tree, element):
            yield OutLink(url, label(tree, element) or tree.get(element, "name").strip(), "frame")
        yield from _sent(tree, element)
        yield from _jumps(tree, element)
        for url in _assets(tree, element):
            yield OutLink(url, " ".join(tree.get(element, "alt").split()), "asset")


def _sent(tree: Tree, element: int) -> Iterator[OutLink]:
    code = tree.code.get(element, "")
    url = redirect_target(tree, element, code)
    if url:
        yield OutLink(url, "", "refresh")
    for named in script_targets(tree, code):
        yield OutLink(named, "", "frame")


def _jumps(tree: Tree, element: int) -> Iterator[OutLink]:
    if tree.tags[element] != "select" or not _JUMP.search(tree.get(element, "onchange")):
        return
    for option in tree.within(element, "option"):
        value = tree.get(option, "value").strip()
        url = tree.url(value) if _ADDRESS.match(value) else None
        if url:
            yield OutLink(url, "", "link")


def _assets(tree: Tree, element: int) -> Iterator[str]:
    tag = tree.tags[element]
    names: tuple[str, ...] = _ASSET_SOURCES.get(tag, ())
    if tag == "link" and not _ASSET_RELATIONS.isdisjoint(tree.get(element, "rel").lower().split()):
        names = ("href",)
    for name in names:
        value = tree.get(element, name).strip()
        url = tree.url(value) if value else None
        if url:
            yield url
