"""An HTML page as plain text, for goldens: what a reader reads, with headings, cells and where links lead."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

SILENT = {"script", "style", "svg", "head"}
BLOCKS = {"p", "li", "dt", "dd", "legend", "label", "button", "summary", "h1", "h2", "h3", "h4", "h5", "h6"}
SPACES = re.compile(r"\s+")


def outline(page: bytes) -> str:
    """Return the page's text, one line for each heading, paragraph, list entry and table row."""
    lines: list[str] = []
    body = BeautifulSoup(page, "lxml").body
    assert body is not None
    _walk(body, lines)
    return "\n".join(lines) + "\n"


def _walk(tag: Tag, lines: list[str]) -> None:
    for child in tag.children:
        if not isinstance(child, Tag) or child.name in SILENT:
            continue
        if child.name == "tr":
            lines.append(" | ".join(_words(cell) for cell in child.find_all(("th", "td"), recursive=False)))
        elif child.name in BLOCKS and not child.find(BLOCKS):
            lines.append(_mark(child) + _words(child))
        else:
            if child.name in ("section", "details"):
                lines.append(f"[{child.name} {child.get('id', '')}]".replace(" ]", "]"))
            own = "".join(part for part in child.children if isinstance(part, NavigableString)).strip()
            if child.name in BLOCKS and own:
                lines.append(_mark(child) + SPACES.sub(" ", own))
            _walk(child, lines)


def _mark(tag: Tag) -> str:
    if tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return "#" * int(tag.name[1]) + " "
    return {"li": "- ", "dt": "  ", "dd": "    "}.get(tag.name, "")


def _words(tag: Tag) -> str:
    parts: list[str] = []
    for part in tag.descendants:
        if isinstance(part, NavigableString):
            if not any(isinstance(one, Tag) and one.name in SILENT for one in part.parents):
                parts.append(str(part))
        elif isinstance(part, Tag) and part.name == "a" and str(part.get("href")) != part.get_text():
            parts.append(f"<{part.get('href')}> ")
        elif isinstance(part, Tag) and part.name in ("br", "li"):
            parts.append(" / ")
    return SPACES.sub(" ", "".join(parts)).strip(" /")
