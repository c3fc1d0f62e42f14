"""What one element of a page names besides plain links: pictures, scripts, frames, forms, and the lazy ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from ..model import RefKind
from .jumps import chosen


class Element(Protocol):
    """What is needed of lxml's elements."""

    tag: str
    text: str | None
    tail: str | None
    sourceline: int | None

    def get(self, name: str) -> str | None:
        """Return an attribute."""

    def items(self) -> list[tuple[str, str]]:
        """Return all attributes."""

    def itertext(self) -> Iterator[str]:
        """Yield the pieces of text inside."""

    def iter(self, *tags: str) -> Iterator[Element]:
        """Yield itself and the elements inside with one of these tags."""

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """Yield the elements around it with one of these tags, nearest first."""

    def __len__(self) -> int: ...
    def __getitem__(self, place: int) -> Element: ...


Attributes = Mapping[str, str]
Named = Iterator[tuple[str, RefKind]]

POST = "POST"
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-ll-src")
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
_ADDRESS = re.compile(
    r"[^\s{}<>\"]*(?:/[^\s{}<>\"]*|\.(?:jpe?g|png|gif|webp|svg|avif|bmp|html?|php|aspx?|pdf))", re.IGNORECASE
)
_OF_PLAIN_PICTURES = frozenset(["src", "alt", "title", "class", "id", "style", "width", "height", "border", "loading"])
_CANDIDATE = re.compile(r"([^\s,]\S*)")
_REFRESH = re.compile(
    r"\s*+[\d.]*+\s*+[;,]?\s*+url\s*+=\s*+(?:'([^']*)'?|\"([^\"]*)\"?|(.*))", re.IGNORECASE | re.DOTALL
)
_PREVIEWS = re.compile(
    r"og:(?:image|video|audio)(?::secure_url|:url)?|twitter:(?:image|player)(?::src)?", re.IGNORECASE
)
_EMBEDDED = frozenset(["src", "data", "url", "file", "filename", "movie"])
_ICONS = frozenset(["icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon", "fluid-icon"])
_LINKED = frozenset(
    ["alternate", "next", "prev", "previous", "first", "last", "up", "start", "index", "contents", "home", "help"]
) | frozenset(["author", "license", "copyright", "search", "manifest", "amphtml", "shortlink", "image_src", "bookmark"])
_LOADED = {"style": RefKind.STYLE, "script": RefKind.SCRIPT, "image": RefKind.IMAGE, "font": RefKind.CSS}
_PRELOADS = frozenset(["preload", "modulepreload", "prefetch", "prerender"])


def named_by(tag: str, attributes: Attributes, element: Element) -> Named:
    """Yield what an element names, with what it is to the page; `tag` is one of `NAMING`."""
    return NAMING[tag](attributes, element)


def is_address(value: str) -> bool:
    """Whether a `data-` attribute holds an address: `data-background="dark"` and `data-lazy="true"` do not."""
    return _ADDRESS.fullmatch(value.strip()) is not None


def candidates(srcset: str) -> Iterator[str]:
    """Yield the addresses of a `srcset` (HTML standard: parsing a srcset attribute)."""
    at = 0
    while found := _CANDIDATE.search(srcset, at):
        url = found[1].rstrip(",")
        at = found.end()
        if url == found[1]:  # descriptors follow, up to the next comma
            comma = srcset.find(",", at)
            at = len(srcset) if comma < 0 else comma
        yield url


def _pictures(attributes: Attributes, _: Element) -> Named:
    if attributes.keys() <= _OF_PLAIN_PICTURES:
        if "src" in attributes:
            yield attributes["src"], RefKind.IMAGE
        return
    for name in ("src", "xlink:href", "href", "lowsrc"):
        if name in attributes:
            yield attributes[name], RefKind.IMAGE
    yield from _lazy(attributes, RefKind.IMAGE)
    for name in ("srcset", *_LAZY_SETS):
        for url in candidates(attributes.get(name, "")):
            yield url, RefKind.IMAGE


def _lazy(attributes: Attributes, kind: RefKind) -> Named:
    for name in _LAZY:
        if name in attributes and is_address(attributes[name]):
            yield attributes[name], kind


def _source(attributes: Attributes, element: Element) -> Named:
    outer = next(element.iterancestors("picture", "video", "audio"), None)
    if outer is not None and outer.tag != "picture":
        return _media(attributes, element)
    return _pictures(attributes, element)


def _media(attributes: Attributes, _: Element) -> Named:
    for name in ("src", "data-src"):
        if name in attributes:
            yield attributes[name], RefKind.MEDIA
    for name in ("poster", "data-poster"):
        if name in attributes:
            yield attributes[name], RefKind.IMAGE


def _script(attributes: Attributes, _: Element) -> Named:
    if "src" in attributes:
        yield attributes["src"], RefKind.SCRIPT


def _frame(attributes: Attributes, _: Element) -> Named:
    for name in ("src", "data"):
        if name in attributes:
            yield attributes[name], RefKind.FRAME
    yield from _lazy(attributes, RefKind.FRAME)


def _param(attributes: Attributes, _: Element) -> Named:
    if attributes.get("name", "").strip().lower() in _EMBEDDED and is_address(attributes.get("value", "")):
        yield attributes["value"], RefKind.FRAME


def _form(attributes: Attributes, _: Element) -> Named:
    for name in ("action", "formaction"):
        if name in attributes:
            yield attributes[name], RefKind.FORM


def _input(attributes: Attributes, element: Element) -> Named:
    if attributes.get("type", "").strip().lower() == "image" and "src" in attributes:
        yield attributes["src"], RefKind.IMAGE
    yield from _form(attributes, element)


def _meta(attributes: Attributes, _: Element) -> Named:
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").strip().lower() == "refresh":
        found = _REFRESH.match(content)
        if found:
            yield next((one for one in found.groups() if one), ""), RefKind.REFRESH
    elif _PREVIEWS.fullmatch((attributes.get("property") or attributes.get("name") or "").strip()):
        yield content, RefKind.CANONICAL


def _link(attributes: Attributes, _: Element) -> Named:
    relations = frozenset(attributes.get("rel", "").lower().split())
    kind = _relation(relations, attributes.get("as", "").strip().lower())
    if kind is not None and "href" in attributes:
        yield attributes["href"], kind
    for url in candidates(attributes.get("imagesrcset", "")):
        yield url, RefKind.IMAGE


def _relation(relations: frozenset[str], loaded_as: str) -> RefKind | None:
    if "stylesheet" in relations:
        return RefKind.STYLE
    if not relations.isdisjoint(_ICONS):
        return RefKind.ICON
    if "canonical" in relations:
        return RefKind.CANONICAL
    if not relations.isdisjoint(_PRELOADS):
        return RefKind.SCRIPT if "modulepreload" in relations else _LOADED.get(loaded_as, RefKind.LINK)
    return None if relations.isdisjoint(_LINKED) else RefKind.LINK


def _select(attributes: Attributes, element: Element) -> Named:
    values = (one.get("value") or "" for one in element.iter("option"))
    for url in chosen(attributes.get("onchange", ""), values):
        yield url, RefKind.LINK


NAMING: Mapping[str, Callable[[Attributes, Element], Named]] = {
    "img": _pictures,
    "image": _pictures,
    "use": _pictures,
    "source": _source,
    "video": _media,
    "audio": _media,
    "track": _media,
    "script": _script,
    "iframe": _frame,
    "frame": _frame,
    "object": _frame,
    "embed": _frame,
    "param": _param,
    "form": _form,
    "button": _form,
    "input": _input,
    "meta": _meta,
    "link": _link,
    "select": _select,
}
