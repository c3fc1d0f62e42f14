"""What attributes name that any element can have: ids, click handlers, styles, backgrounds, lazy pictures.

Most pages have few of them, so each is looked for only when its name occurs somewhere in the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, cast

from lxml import etree  # type: ignore[import-untyped]

from ..model import RefKind
from .css import named_in_css
from .elements import NAMING, Element, is_address
from .jumps import jumped_to
from .markup import UNSEEN

Found = tuple[Element, str, RefKind]
_Query = Callable[[object], list[Element]]

# Strings of lxml that know their element ("smart") would keep whole pages in memory.
_IDS = etree.XPath("descendant-or-self::*/@id", smart_strings=False)
_DATA: Final = {
    "data-src": RefKind.IMAGE,
    "data-bg": RefKind.IMAGE,
    "data-background": RefKind.IMAGE,
    "data-background-image": RefKind.IMAGE,
    "data-image-src": RefKind.IMAGE,
    "data-thumb": RefKind.IMAGE,
    "data-href": RefKind.LINK,
}
_SPOILT = re.compile(r"\s*url\(([^)]*)\)\s*", re.IGNORECASE)


def _having(name: str) -> _Query:
    return cast("_Query", etree.XPath(f"descendant::*[@{name}]", smart_strings=False))


_CLICKS, _STYLES, _BACKGROUNDS = _having("onclick"), _having("style"), _having("background")
_WITH_DATA: Final = tuple((name, name.encode(), kind, _having(name)) for name, kind in _DATA.items())


def ids_of(root: object) -> list[str]:
    """Return the ids on a page."""
    return [] if root is None else cast("list[str]", _IDS(root))


def rarely_named(root: object, low: bytes) -> Iterator[Found]:
    """Yield what such attributes name; `low` is the page in lower case, ASCII alone."""
    if root is None:
        return
    if b"onclick" in low:
        yield from _clicked(root)
    if b"url(" in low:
        yield from _styled(root)
    if b"background=" in low:
        yield from _seen(_BACKGROUNDS(root), "background", RefKind.IMAGE)
    if b"data-" in low:
        for name, letters, kind, query in _WITH_DATA:
            if letters in low:
                yield from _seen(query(root), name, kind)


def _clicked(root: object) -> Iterator[Found]:
    for element in _CLICKS(root):
        if _is_seen(element):
            yield from ((element, url, RefKind.LINK) for url in jumped_to(element.get("onclick") or ""))


def _styled(root: object) -> Iterator[Found]:
    for element in _STYLES(root):
        style = element.get("style") or ""
        if "(" in style and _is_seen(element):
            yield from ((element, url, kind) for url, kind in named_in_css(style))


def _seen(elements: list[Element], name: str, kind: RefKind) -> Iterator[Found]:
    for element in elements:
        value = element.get(name) or ""
        if name.startswith("data-"):
            if element.tag in NAMING and name == "data-src":
                continue
            spoilt = _SPOILT.fullmatch(value)
            value = spoilt[1].strip("\"' ") if spoilt else value
            if not is_address(value):
                continue
        if _is_seen(element):
            yield element, value, kind


def _is_seen(element: Element) -> bool:
    return next(element.iterancestors(*UNSEEN), None) is None
