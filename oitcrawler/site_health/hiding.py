"""What a page shows to search engines and hides from people: the tricks by which spam links are hidden."""

from __future__ import annotations

import re

from ..evidence.tree import Tree

_RULE = re.compile(r"([^{}]{1,200})\{([^{}]{1,600})\}")
_SHEET = re.compile(rb"<style[^>]*>(.{1,50000}?)</style", re.IGNORECASE | re.DOTALL)
_SIMPLE = re.compile(r"[.#]([\w-]+)\s*$")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|right|bottom|margin(?:-left|-top)?|text-indent)\s*:\s*-\d{3,}"
    r"|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|!|$)|opacity\s*:\s*0?(?:\.0\d*)?\s*(?:;|!|$)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?|(?<!-)transform\s*:\s*scale\(0",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?<![-\w])(?:max-)?(?:height|width)\s*:\s*[0-2](?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_CUT = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|auto|scroll)", re.IGNORECASE)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([#\w]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.IGNORECASE)
_WHITE = {"#fff": "#ffffff", "white": "#ffffff", "#000": "#000000", "black": "#000000"}


def hides(style: str) -> bool:
    """Whether a style hides: not shown, off the screen, without size, transparent, or of its ground's colour."""
    if _HIDES.search(style) or (_SMALL.search(style) and _CUT.search(style)):
        return True
    colour, ground = _COLOUR.search(style), _GROUND.search(style)
    return bool(colour and ground) and _plain(colour[1] if colour else "") == _plain(ground[1] if ground else "")


def hidden_elements(tree: Tree, body: bytes) -> frozenset[int]:
    """Return the elements of a page that hide what is in them, by attribute, inline style, or a simple rule in it."""
    names = _hiding_names(body)
    return frozenset(one for one in range(len(tree)) if _is_hiding(tree, one, names))


def _is_hiding(tree: Tree, one: int, names: frozenset[str]) -> bool:
    style = tree.get(one, "style")
    if "hidden" in tree.attributes[one] or (style and hides(style)):
        return True
    if tree.tags[one] == "marquee" and _is_tiny(tree, one):
        return True
    return bool(names) and not names.isdisjoint([*tree.get(one, "class").split(), tree.get(one, "id")])


def _is_tiny(tree: Tree, one: int) -> bool:
    sizes = (tree.get(one, name).removesuffix("px").strip() for name in ("width", "height"))
    return any(size in ("0", "1", "2") for size in sizes)


def _hiding_names(body: bytes) -> frozenset[str]:
    """Return the classes and ids that the page's own style sheets hide."""
    found: set[str] = set()
    for sheet in _SHEET.findall(body):
        for selectors, rule in _RULE.findall(sheet.decode("latin-1")):
            if hides(rule):
                found.update(name[1] for one in selectors.split(",") if (name := _SIMPLE.search(one)))
    return frozenset(found)


def _plain(colour: str) -> str:
    low = colour.lower()
    return _WHITE.get(low, low)
