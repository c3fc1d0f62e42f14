"""From the bytes of a page to its elements, as fast as they can be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final, Protocol, cast

from lxml import etree  # type: ignore[import-untyped]

from ...evidence.encoding import THAI, decode
from .elements import NAMING, Element
from .parts import MARK
from .places import CONTAINERS

UNSEEN: Final = frozenset(["template", "noscript", "textarea", "xmp", "noembed", "noframes", "plaintext"])
"""What a browser with scripts makes no elements of, or shows as text."""
TAGS: Final = tuple(sorted({"a", "area", "base", "style", MARK} | set(NAMING) | CONTAINERS | UNSEEN))

_NOT_ASCII: Final = bytes(range(128, 256))
_LETTER = re.compile("[\u0e01-\u0e5b]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Parser(Protocol):
    """lxml's parser for HTML."""


class Root(Element, Protocol):
    """The root of a page."""


@dataclass(frozen=True, slots=True)
class Markup:
    """A parsed page: `elements` are those with tags in `TAGS`, in document order.

    `source` is the page in UTF-8; `low` the same in lower case with nothing but ASCII, where names of tags and
    attributes are found fast.
    """

    root: Root | None
    elements: list[Element]
    source: bytes
    low: bytes
    encoding: str


def new_parser() -> Parser:
    """Return a parser for many pages, by one thread at a time (making one costs a third of parsing a page)."""
    made = etree.HTMLParser(
        encoding="utf-8", collect_ids=False, huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    return cast("Parser", made)


def read_markup(body: bytes, content_type: str, parser: Parser, usual: str = "") -> Markup:
    """Parse a page; whatever the bytes are, there is a `Markup`, at worst one without elements.

    `usual` is the encoding of the site's page before, which saves proving it anew.
    """
    return _parsed(*(_plainly(body, usual) or _decoded(body, content_type)), parser)


def read_cut(body: bytes, parser: Parser, usual: str) -> Markup | None:
    """Parse a page without its shared parts, None when only the whole page tells its encoding."""
    found = _plainly(body, usual)
    return None if found is None else _parsed(*found, parser)


def read_part(whole: bytes, encoding: str, parser: Parser) -> Markup:
    """Parse a part that pages in an encoding share; its own element is the first."""
    source = whole if encoding == "utf-8" else _NOT_XML.sub(" ", whole.decode(encoding)).encode()
    return _parsed(b"<html><body>%s</body></html>" % source, encoding, parser)


def _parsed(source: bytes, encoding: str, parser: Parser) -> Markup:
    """Parse a page in UTF-8 that came in an encoding."""
    try:
        root = etree.fromstring(source, parser) if source else None
    except etree.LxmlError:
        root = None
    elements = [] if root is None else cast("list[Element]", list(root.iter(*TAGS)))
    return Markup(cast("Root | None", root), elements, source, source.translate(None, _NOT_ASCII).lower(), encoding)


def _plainly(body: bytes, usual: str) -> tuple[bytes, str] | None:
    """Return a page in UTF-8 and the name of its encoding when its bytes leave no doubt; UTF-8 is not copied."""
    if b"\x00" in body or body.startswith(codecs.BOM_UTF8) or body.isascii():
        return None
    try:
        return (body, "utf-8") if _LETTER.search(body.decode("utf-8")) else None
    except UnicodeDecodeError:
        text = _in_thai(body) if usual == THAI else ""
        return (_NOT_XML.sub(" ", text).encode(), THAI) if text else None


def _decoded(body: bytes, content_type: str) -> tuple[bytes, str]:
    text, encoding = decode(body, content_type)
    return _NOT_XML.sub(" ", text).encode("utf-8", "replace"), encoding


def _in_thai(body: bytes) -> str:
    """Return a page in windows-874, or "" when it has bytes that this encoding lacks (as Thai in UTF-8 always has)."""
    try:
        return body.decode(THAI)
    except UnicodeDecodeError:
        return ""
