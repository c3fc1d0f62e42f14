"""What a person sees of a page, as far as judging a link needs it: title, headings, text, and how much of the rest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from lxml import etree  # type: ignore[import-untyped]

from ...evidence.encoding import THAI, decode

MOST_BYTES: Final = 300_000
_SILENT: Final = frozenset(
    ["title", "script", "style", "noscript", "template", "option", "svg", "datalist", "textarea"]
)
_BESIDE: Final = frozenset(["nav", "header", "footer", "aside", "a"])
"""Navigation, furniture and links: what stands in them is no content."""
_HEADINGS: Final = frozenset(["h1", "h2", "h3"])
_MEDIA: Final = frozenset(["img", "iframe", "frame", "embed", "object", "video", "audio", "canvas", "applet", "image"])
_FIELDS: Final = frozenset(["input", "select", "textarea", "button"])
_INLINE: Final = frozenset(
    [
        *("a", "abbr", "b", "bdo", "big", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "q", "s"),
        *("samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u"),
    ]
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS: Final = frozenset(["d-none", "hidden", "hide", "sr-only", "visually-hidden", "modal", "uk-hidden"])
_ERROR_CLASS = re.compile(
    r"(?i)(?:^|[\s_-])(?:error|e|page)?-?_?(?:404|not-?_?found)(?:$|[\s_-])|error-?_?(?:title|code|page)"
)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_SCRIPT_JUMP = re.compile(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']{1,500})[\"']|location\.(?:replace|assign)\s*\(\s*[\"']([^\"']{1,500})[\"']"
)
_ALERT = re.compile(r"\balert\s*\(\s*[\"']([^\"']{1,300})[\"']")
_TITLE = re.compile(rb"<title\b[^>]*>([^<]{0,600})", re.IGNORECASE)
_HEAD: Final = 16_384


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as people see it.

    `content` is the visible text without links, navigation, header and footer; `blocks` the same in its pieces;
    `shown` all visible text. `headlines` are title and headings, and what the page itself marks as an error.
    `onward` is where the page sends its reader by itself (refresh or script), `alerts` what it says in boxes.
    """

    title: str
    headlines: tuple[str, ...]
    blocks: tuple[str, ...]
    content: str
    shown: str
    links: tuple[str, ...]
    media: tuple[str, ...]
    fields: int
    scripts: int
    onward: str
    alerts: tuple[str, ...]


_NOTHING: Final = Reading("", (), (), "", "", (), (), 0, 0, "", ())


def title_of(body: bytes) -> str:
    """Return a page's title without reading the page: cheap, and "" when it does not stand at the beginning."""
    start = body.find(b"<title", 0, _HEAD)
    found = _TITLE.match(body, start) if start >= 0 else _TITLE.search(body, 0, _HEAD)
    if found is None:
        return ""
    try:
        text = found[1].decode("utf-8")
    except UnicodeDecodeError:
        text = found[1].decode(THAI, "replace")
    return _flat(html.unescape(text))


def read_page(body: bytes, content_type: str) -> Reading:
    """Read a page. Never raises; what is beyond 300,000 bytes is not read."""
    text = decode(body[:MOST_BYTES], content_type)[0].replace("\x00", "")
    if not text or text.isspace():
        return _NOTHING
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return _Reader().read(root) if root is not None else _NOTHING


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Reader:
    """Collects one page's parts in one walk over its tree."""

    def __init__(self) -> None:
        self._title = ""
        self._marked: list[str] = []
        self._blocks: list[list[str]] = [[]]
        self._shown: list[str] = []
        self._links: list[str] = []
        self._media: list[str] = []
        self._fields = 0
        self._scripts: list[str] = []
        self._refresh = ""

    def read(self, root: etree._Element) -> Reading:
        """Walk the tree and return what was seen."""
        self._walk(root)
        blocks = tuple(text for pieces in self._blocks if pieces and (text := _flat("".join(pieces))))
        return Reading(
            title=self._title,
            headlines=tuple(dict.fromkeys(text for text in (self._title, *self._marked) if text)),
            blocks=blocks,
            content=" ".join(blocks),
            shown=_flat(" ".join(self._shown)),
            links=tuple(self._links),
            media=tuple(self._media),
            fields=self._fields,
            scripts=len(self._scripts),
            onward=self._refresh or next(_jumps(self._scripts), ""),
            alerts=tuple(found for script in self._scripts for found in _ALERT.findall(script)),
        )

    def _walk(self, root: etree._Element) -> None:
        asides = [False]  # whether what stands directly in each open element is aside
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, one in walk:
            if event == "end":
                asides.pop()
                if one.tail and one is not root:
                    self._say(one.tail, aside=asides[-1])
                continue
            tag: str = one.tag
            attributes: dict[str, str] = dict(one.items())
            is_error, is_hidden = _marks(attributes) if attributes else (False, False)
            self._note(one, tag, attributes, is_error=is_error)
            aside = asides[-1] or tag in _BESIDE
            asides.append(aside)
            if is_hidden or tag in _SILENT:
                self._silent(one, tag)
                walk.skip_subtree()
                continue
            if tag not in _INLINE:
                self._blocks.append([])
            if one.text:
                self._say(one.text, aside=aside)

    def _say(self, text: str, *, aside: bool) -> None:
        if text.isspace():
            if self._blocks[-1]:
                self._blocks[-1].append(" ")
            return
        self._shown.append(text)
        if not aside:
            self._blocks[-1].append(text)

    def _note(self, one: etree._Element, tag: str, attributes: Mapping[str, str], *, is_error: bool) -> None:
        if tag == "a":
            if attributes.get("href"):
                self._links.append(attributes["href"])
        elif tag in _MEDIA:
            named = (attributes.get(name) for name in ("src", "data", "data-src"))
            self._media.append(next(filter(None, named), tag))
        elif tag in _FIELDS:
            self._fields += attributes.get("type", "").lower() != "hidden"
        elif tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self._refresh = self._refresh or _refresh_target(attributes.get("content", ""))
        if is_error or tag in _HEADINGS:
            self._marked.append(_text_of(one)[:300])

    def _silent(self, one: etree._Element, tag: str) -> None:
        """Take from what nobody sees what still works: the title, and scripts."""
        if tag == "script":
            self._scripts.append(one.text or one.get("src") or "")
        elif tag == "title" and not self._title:
            self._title = _text_of(one)


def _text_of(one: etree._Element) -> str:
    return _flat(" ".join(cast("Iterator[str]", one.itertext())))


def _marks(attributes: Mapping[str, str]) -> tuple[bool, bool]:
    """Return whether an element is marked as an error, and whether it is hidden."""
    is_error, is_hidden = _names(attributes.get("class", ""), attributes.get("id", ""))
    if is_hidden or "hidden" in attributes:
        return is_error, True
    style = attributes.get("style")
    return is_error, bool(style and _HIDDEN_STYLE.search(style))


@lru_cache(maxsize=512)
def _names(named: str, identity: str) -> tuple[bool, bool]:
    """Return what `_marks` does, for what stands in `class` and `id`: the same in most elements of a site."""
    return _ERROR_CLASS.search(f"{named} {identity}") is not None, not _HIDDEN_CLASS.isdisjoint(named.split())


def _refresh_target(content: str) -> str:
    """Return where a refresh leads; "" when it only loads the same page again."""
    found = _REFRESH.match(content)
    return found[1] if found else ""


def _jumps(scripts: Sequence[str]) -> Iterator[str]:
    """Yield where scripts go at once: not those that only define what a click will do."""
    for script in scripts:
        found = _SCRIPT_JUMP.search(script)
        if found and len(script) < 2000 and not re.match(r"\s*(?:var\s+\w+\s*=\s*)?function\b", script):
            yield found[1] or found[2]
