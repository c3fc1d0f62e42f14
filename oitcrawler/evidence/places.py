"""Where on a page things stand: menu, header, content, side column, footer.

Told by tags and roles, else by the words in class and id, else by shape: a list of many short links is a menu.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from ..urls import looks_like_document
from .model import Place
from .tree import Tree

_TAGS = {"nav": Place.MENU, "footer": Place.FOOTER, "aside": Place.ASIDE, "header": Place.HEADER, "main": Place.CONTENT}
_ROLES = {
    "navigation": Place.MENU,
    "menubar": Place.MENU,
    "banner": Place.HEADER,
    "contentinfo": Place.FOOTER,
    "complementary": Place.ASIDE,
    "main": Place.CONTENT,
}
_INSIDE = frozenset(["article", "section", "main", "li", "td", "details", "figure", "blockquote", "dialog"])
_NO_CLASS = frozenset(["html", "body", "main", "article", "form", "a", "span", "i", "img", "button", "h1", "h2", "h3"])

_BREADCRUMB = frozenset(["breadcrumb", "breadcrumbs", "crumbs", "crumb", "pathway"])
_FOOTER = frozenset(["footer", "foot", "copyright", "footermenu", "bottombar"])
_HEADER = frozenset(["header", "topbar", "masthead", "toolbar", "headbar"])
_ASIDE = frozenset(["sidebar", "aside", "sidenav", "sidemenu", "leftbar", "rightbar", "sidepanel"])
_MENU = frozenset(["nav", "navi", "navbar", "navigation", "menu", "menus", "menubar", "mainmenu", "topmenu", "submenu"])
_MENU_TOO = frozenset(["topnav", "mainnav", "leftmenu", "rightmenu", "megamenu", "dropdown", "offcanvas", "sitenav"])
_PART_OF = frozenset(
    ["card", "panel", "modal", "accordion", "entry", "post", "article", "table", "tab", "tabs", "title"]
)
_PART_OF_TOO = frozenset(["collapse", "item", "list", "dialog", "content", "page", "section", "box", "pills", "pane"])
_CODE = re.compile(r"(?:ข้อ\s*)?[oO0๐]\s?[-.:]?\s?[0-9๐-๙]{1,2}(?![0-9๐-๙])|OIT\s?\d", re.IGNORECASE)
_MENU_LINKS = 8
_SHORT = 32


@dataclass(frozen=True, slots=True)
class Placing:
    """The place of every element, and the zone: the element that gave it a place of its own (-1 in the content)."""

    places: tuple[Place, ...]
    zones: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Weights:
    """Running sums, so that the text and links of any element are known at once."""

    letters: tuple[int, ...]
    linked: tuple[int, ...]
    links: tuple[int, ...]


def place(tree: Tree, is_data_table: Callable[[int], bool]) -> Placing:
    """Return the place of every element of a page. `is_data_table` tells tables of data from those for layout."""
    weights = _weigh(tree)
    places: list[Place] = []
    zones: list[int] = []
    for one in range(len(tree)):
        parent = tree.parents[one]
        outer = places[parent] if parent >= 0 else Place.CONTENT
        own = _own_place(tree, one, weights, outer)
        if own is None and outer is Place.CONTENT and tree.tags[one] == "table" and is_data_table(one):
            own = Place.TABLE
        chosen = _combined(outer, own)
        places.append(chosen)
        is_new = chosen is not outer and chosen not in (Place.TABLE, Place.CONTENT)
        zones.append(one if is_new or _is_window(tree, one) else _outer_zone(zones, parent, chosen, outer))
    return Placing(tuple(places), tuple(zones))


def _outer_zone(zones: list[int], parent: int, chosen: Place, outer: Place) -> int:
    if parent < 0 or (chosen is Place.CONTENT and outer is not Place.CONTENT):
        return -1
    return zones[parent]


def _is_window(tree: Tree, one: int) -> bool:
    return tree.tags[one] == "dialog" or "modal" in tree.get(one, "class").lower().split()


def _combined(outer: Place, own: Place | None) -> Place:
    if own is None or outer in (Place.FOOTER, Place.BREADCRUMB):
        return outer
    if own is Place.BREADCRUMB or outer in (Place.CONTENT, Place.TABLE):
        return own if not (outer is Place.TABLE and own in (Place.CONTENT, Place.HEADER, Place.FOOTER)) else outer
    if outer is Place.MENU:
        return outer
    return own if own in (Place.MENU, Place.CONTENT) and outer in (Place.HEADER, Place.ASIDE) else outer


def _own_place(tree: Tree, one: int, weights: _Weights, outer: Place) -> Place | None:
    tag = tree.tags[one]
    role = _ROLES.get(tree.get(one, "role").lower())
    if role is not None:
        return role
    if tag in ("header", "footer"):
        return None if _is_inside_content(tree, one) else _TAGS[tag]
    if tag == "nav" and _is_breadcrumb(tree, one):
        return Place.BREADCRUMB
    if tag in _TAGS:
        return _TAGS[tag]
    named = None if tag in _NO_CLASS else _named_place(tree, one, weights)
    if named is None and outer is Place.CONTENT and tag in ("ul", "ol", "table", "td"):
        return Place.MENU if _has_menu_shape(tree, one, weights) else None
    return named


def _is_inside_content(tree: Tree, one: int) -> bool:
    return any(tree.tags[outer] in _INSIDE for outer in tree.ancestors(one))


def _is_breadcrumb(tree: Tree, one: int) -> bool:
    named = tree.words(one) | frozenset(re.findall(r"[a-z]+", tree.get(one, "aria-label").lower()))
    return not _BREADCRUMB.isdisjoint(named) or "breadcrumblist" in tree.get(one, "itemtype").lower()


def _named_place(tree: Tree, one: int, weights: _Weights) -> Place | None:
    if _is_breadcrumb(tree, one) and weights.letters[tree.stops[one]] - weights.letters[tree.starts[one]] <= 400:
        return Place.BREADCRUMB
    words = tree.words(one)
    is_part = not (_PART_OF.isdisjoint(words) and _PART_OF_TOO.isdisjoint(words))
    if not is_part and not words.isdisjoint(_FOOTER):
        return Place.FOOTER
    if not is_part and not words.isdisjoint(_HEADER) and _share_of_page(tree, one, weights) < 0.5:
        return Place.HEADER
    if (not words.isdisjoint(_MENU) or not words.isdisjoint(_MENU_TOO)) and not is_part:
        return Place.MENU if _is_mostly_links(tree, one, weights) else None
    is_aside = not words.isdisjoint(_ASIDE) or {"widget", "area"} <= words
    return Place.ASIDE if is_aside and _share_of_page(tree, one, weights) < 0.5 else None


def _weigh(tree: Tree) -> _Weights:
    in_link = [False] * len(tree)
    is_link = [tree.tags[one] == "a" and bool(tree.get(one, "href")) for one in range(len(tree))]
    for one in range(len(tree)):
        parent = tree.parents[one]
        in_link[one] = is_link[one] or (parent >= 0 and in_link[parent])
    sizes = [
        0 if tree.hidden[owner] else len("".join(text.split()))
        for text, owner in zip(tree.pieces, tree.owners, strict=True)
    ]
    linked = [size if in_link[owner] else 0 for size, owner in zip(sizes, tree.owners, strict=True)]
    return _Weights((0, *accumulate(sizes)), (0, *accumulate(linked)), (0, *accumulate(map(int, is_link))))


def _sums(tree: Tree, one: int, weights: _Weights) -> tuple[int, int, int]:
    """Return the letters, the letters inside links, and the number of links of an element."""
    start, stop = tree.starts[one], tree.stops[one]
    return (
        weights.letters[stop] - weights.letters[start],
        weights.linked[stop] - weights.linked[start],
        weights.links[tree.ends[one]] - weights.links[one],
    )


def _share_of_page(tree: Tree, one: int, weights: _Weights) -> float:
    return _sums(tree, one, weights)[0] / max(1, weights.letters[-1])


def _is_mostly_links(tree: Tree, one: int, weights: _Weights) -> bool:
    letters, linked, links = _sums(tree, one, weights)
    return links >= 1 and (linked >= 0.5 * letters or letters <= 30)


def _has_menu_shape(tree: Tree, one: int, weights: _Weights) -> bool:
    letters, linked, links = _sums(tree, one, weights)
    if (
        _share_of_page(tree, one, weights) > 0.6
        or links < _MENU_LINKS
        or linked < 0.9 * letters
        or not 0 < linked <= _SHORT * links
    ):
        return False
    if any(tree.tags[outer] in ("main", "article") or "content" in tree.words(outer) for outer in tree.ancestors(one)):
        return False
    shown = [link for link in tree.within(one, "a") if tree.get(link, "href")]
    coded = sum(bool(_CODE.match(tree.text(link))) for link in shown)
    files = sum(looks_like_document(tree.get(link, "href")) for link in shown)
    return coded < 3 and files < 3
