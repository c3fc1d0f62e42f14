"""What a person sees of a page, as far as judging a link needs it: title, headings, text, and how much of the rest."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree  # type: ignore[import-untyped]

from ...evidence.encoding import THAI, decode

MOST_BYTES: Final = 300_000
_SILENT: Final = frozenset(
    ["title", "script", "style", "noscript", "template", "option", "svg", "datalist", "textarea"]
)
_FURNITURE: Final = frozenset(["nav", "header", "footer", "aside"])
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
    if not text.strip():
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
        blocks = tuple(text for pieces in self._blocks if (text := _flat("".join(pieces))))
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
        stack: list[tuple[etree._Element, bool, str]] = [(root, False, "")]
        while stack:
            one, aside, tail = stack.pop()
            if tail:  # the text after an element that was walked
                self._say(tail, aside=aside)
                continue
            tag = one.tag if isinstance(one.tag, str) else ""
            self._note(one, tag)
            if tag in _SILENT or _is_hidden(one):
                self._silent(one)
                continue
            if tag not in _INLINE:
                self._blocks.append([])
            inside = aside or tag in _FURNITURE
            self._say(one.text or "", aside=inside or tag == "a")
            self._push(stack, one, aside=inside or tag == "a")

    def _push(self, stack: list[tuple[etree._Element, bool, str]], one: etree._Element, *, aside: bool) -> None:
        for child in reversed(one):
            if child.tail:
                stack.append((child, aside, child.tail))
            stack.append((child, aside, ""))

    def _say(self, text: str, *, aside: bool) -> None:
        if not text.strip():
            if text and self._blocks[-1]:
                self._blocks[-1].append(" ")
            return
        self._shown.append(text)
        if not aside:
            self._blocks[-1].append(text)

    def _note(self, one: etree._Element, tag: str) -> None:
        if tag == "a" and one.get("href"):
            self._links.append(str(one.get("href")))
        elif tag in _MEDIA:
            self._media.append(str(one.get("src") or one.get("data") or one.get("data-src") or tag))
        elif tag in _FIELDS and str(one.get("type") or "").lower() != "hidden":
            self._fields += 1
        elif tag == "meta" and str(one.get("http-equiv") or "").lower() == "refresh":
            self._refresh = self._refresh or _refresh_target(str(one.get("content") or ""))
        if tag in _HEADINGS or _ERROR_CLASS.search(f"{one.get('class') or ''} {one.get('id') or ''}"):
            self._marked.append(_text_of(one)[:300])

    def _silent(self, one: etree._Element) -> None:
        """Take from what nobody sees what still works: the title, and scripts."""
        if one.tag == "script":
            self._scripts.append(one.text or str(one.get("src") or ""))
        elif one.tag == "title" and not self._title:
            self._title = _text_of(one)


def _text_of(one: etree._Element) -> str:
    return _flat(" ".join(cast("Iterator[str]", one.itertext())))


def _is_hidden(one: etree._Element) -> bool:
    if one.get("hidden") is not None:
        return True
    style = one.get("style")
    if style and _HIDDEN_STYLE.search(str(style)):
        return True
    named = one.get("class")
    return bool(named) and not _HIDDEN_CLASS.isdisjoint(str(named).split())


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
