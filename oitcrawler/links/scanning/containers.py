"""Where the elements of a page begin and end in its bytes, as far as that is certain without a parser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# What has no end reaches to the end of the page, so that a page full of such beginnings is gone through once.
_TOKEN: Final = re.compile(
    rb"<!--.*?(?:-->|\Z)"
    rb"|<(?P<raw>script|style|textarea|title|xmp|noscript|template|noembed|noframes)\b[^>]*+(?:\Z|>.*?(?:</(?P=raw)\s*+>|\Z))"
    rb"|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:-]*+)(?P<rest>[^<>\"']*+(?:\"[^\"]*+\"[^<>\"']*+|'[^']*+'[^<>\"']*+)*+)>"
    rb"|<[!?/a-z]",
    re.IGNORECASE | re.DOTALL,
)
_MOST_ODD: Final = 50
"""Beginnings of tags that are none, after which a page is not worth it: each may be read to the end of the page."""
_KEPT: Final = frozenset([b"nav", b"ul", b"ol", b"div", b"header", b"footer", b"aside", b"section", b"table"])
_EMPTY: Final = frozenset(
    [
        *(b"area", b"basefont", b"bgsound", b"br", b"col", b"embed", b"frame", b"hr", b"img", b"input", b"keygen"),
        *(b"link", b"meta", b"param", b"source", b"track", b"wbr"),
    ]
)
_MAY_STAY_OPEN: Final = frozenset(
    [b"li", b"p", b"dt", b"dd", b"option", b"optgroup", b"tr", b"td", b"th", b"tbody", b"thead", b"tfoot", b"colgroup"]
)
_NOWHERE_INSIDE: Final = frozenset([b"html", b"head", b"body", b"frameset", b"base", b"plaintext"])


@dataclass(frozen=True, slots=True)
class Container:
    """An element by its place in the page's bytes: the beginnings of its start tag, content, end tag, and its end.

    `tags` counts the start tags in it.
    """

    start: int
    inner: int
    close: int
    end: int
    tags: int


@dataclass(slots=True)
class _Open:
    tag: bytes
    start: int
    inner: int
    tags: int
    is_pure: bool = True


def containers(source: bytes) -> list[Container]:
    """Return the elements that mean the same wherever they stand, in the order in which they begin.

    Such an element closes all that it opens and nothing else, and holds no scripts, styles or templates. An element
    whose end is not certain is left out.
    """
    walk = _Walk()
    odd = 0
    for token in _TOKEN.finditer(source):
        if token["tag"] is not None:
            walk.take(token)
        elif token["raw"] is not None:
            walk.spoil()
        elif not token[0].startswith(b"<!--"):
            walk.spoil()
            odd += 1
            if odd > _MOST_ODD:
                break
    return sorted(walk.found, key=lambda one: one.start)


class _Walk:
    """Follows start and end tags."""

    def __init__(self) -> None:
        self.found: list[Container] = []
        self._open: list[_Open] = []
        self._tags = 0

    def spoil(self) -> None:
        """Note that something stands here that no part may hold."""
        for one in self._open:
            one.is_pure = False

    def take(self, token: re.Match[bytes]) -> None:
        """Take a start or end tag."""
        tag = token["tag"].lower()
        if tag in _NOWHERE_INSIDE:
            self.spoil()
        elif token["end"]:
            self._close(tag, token)
        else:
            self._tags += 1
            if tag not in _EMPTY and not token["rest"].endswith(b"/"):
                self._open.append(_Open(tag, token.start(), token.end(), self._tags))

    def _close(self, tag: bytes, token: re.Match[bytes]) -> None:
        stays = len(self._open)
        while stays and self._open[stays - 1].tag != tag and self._open[stays - 1].tag in _MAY_STAY_OPEN:
            stays -= 1
        if not stays or self._open[stays - 1].tag != tag:
            self.spoil()
            return
        closed = self._open[stays - 1]
        del self._open[stays - 1 :]
        if closed.is_pure and tag in _KEPT:
            tags = self._tags - closed.tags
            self.found.append(Container(closed.start, closed.inner, token.start(), token.end(), tags))
