"""What the scripts and styles written into pages name; the same code stands on every page and is read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..model import RefKind
from .css import named_in_css
from .elements import Element
from .jumps import brought_in, makes_links, sent_on

_MOST_KNOWN: Final = 2_000
_LONGEST: Final = 200_000
_PAGES: Final = 4
"""On how many pages scripts of one shape, which may make links, are worth a look in a browser."""
_DETAILS = re.compile(r"\d+|\"[^\"\n]*\"|'[^'\n]*'")
_CODE_TYPES = frozenset(["", "text/javascript", "application/javascript", "module", "text/ecmascript"])


@dataclass(frozen=True, slots=True)
class _Code:
    named: tuple[tuple[str, RefKind], ...]
    shape: int | None = None
    """What scripts that may make links have in common when only their numbers and words differ."""


class Scripts:
    """Reads inline scripts and style elements."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], _Code] = {}
        self._pages: dict[int, int] = {}

    def named(self, tag: str, element: Element) -> tuple[tuple[tuple[str, RefKind], ...], bool]:
        """Return what an inline script or style names, and whether a browser may find more of what it makes."""
        code = element.text
        if not code or (tag == "script" and not _is_code(element)):
            return (), False
        key = (tag, len(code), hash(code))
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = _read(tag, code[:_LONGEST])
        return known.named, known.shape is not None and self._is_rare(known.shape)

    def _is_rare(self, shape: int) -> bool:
        pages = self._pages.get(shape, 0)
        if pages < _PAGES and len(self._pages) < _MOST_KNOWN:
            self._pages[shape] = pages + 1
            return True
        return False


def _is_code(element: Element) -> bool:
    return (element.get("type") or "").strip().lower() in _CODE_TYPES


def _read(tag: str, code: str) -> _Code:
    if tag == "style":
        return _Code(tuple(dict.fromkeys(named_in_css(code))))
    named = tuple(dict.fromkeys(_in_script(code)))
    return _Code(named, hash(_DETAILS.sub("", code)) if makes_links(code) else None)


def _in_script(code: str) -> Iterator[tuple[str, RefKind]]:
    target = sent_on(code)
    if target:
        yield target, RefKind.REFRESH
    for url in brought_in(code):
        yield url, RefKind.FRAME
