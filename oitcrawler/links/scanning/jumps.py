"""Addresses in scripts that can be told without running them: whole literals to which a click or a page jumps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

SPLASH: Final = 600
"""Letters of a script that does nothing else than send the visitor on."""
_LONGEST: Final = 5_000
_CALL = re.compile(
    r"""(?<![\w$.])(?:(?:window|document|top|parent|self|opener|this)\s*+\.\s*+)*+
    (?:(?P<sure>open|location(?:\s*\.\s*(?:href|assign|replace))?)|(?P<own>\w*(?:open|popup|goto|win|redirect)\w*))
    \s*(?:\(|=(?!=))\s*(?:encodeURI\(\s*)?(?P<quote>['"])(?P<url>[^'"<>]{1,2000})(?P=quote)(?!\s*(?:\+|\.\s*\w))""",
    re.IGNORECASE | re.VERBOSE,
)
_LOCATION = re.compile(r"location", re.IGNORECASE)
_ADDRESS = re.compile(
    r"https?://\S|\.{0,2}/\S|[\w%./-]+\.(?:php|html?|aspx?|jsp|pdf|docx?|xlsx?)\b|\?\w+=", re.IGNORECASE
)
_BROUGHT = re.compile(
    r"""(?:PDFObject\s*\.\s*embed\s*\(|\b(?:PDFFile|SWFFile|pdfUrl|source)["']?\s*[:=])\s*
    (?P<quote>['"])(?P<url>[^'"<>\s{}]{1,1000}\.(?:pdf|docx?|xlsx?|pptx?)(?:[?\#][^'"]{0,200})?)(?P=quote)(?!\s*\+)""",
    re.IGNORECASE | re.VERBOSE,
)
_MAKES_LINKS = re.compile(
    r"createElement\(\s*['\"](?:a|img|iframe)['\"]|<(?:a|img|iframe|embed|object|video|source)\s[^<>]{0,300}?(?:href|src|data)\s*="
    r"|\.load\(\s*['\"]|getJSON\(|fetch\(|\$\.(?:ajax|get|post)\(|XMLHttpRequest",
    re.IGNORECASE,
)
_JUMPS = re.compile(r"location|open|submit|go\w*\(|jump", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^\s.]+\.\S", re.IGNORECASE)


def jumped_to(code: str) -> Iterator[str]:
    """Yield the addresses to which a click handler or a `javascript:` link leads.

    Only whole literals: what is put together (`'page.php?id=' + id`) is known to the script alone. Of functions of
    the page's own (`popup('…')`) an argument counts only when it looks like an address.
    """
    for found in _CALL.finditer(code[:_LONGEST]):
        if found["sure"] or _ADDRESS.match(found["url"]):
            yield found["url"]


def sent_on(code: str) -> str:
    """Return the address to which a script sends every visitor, when it does nothing else; or ""."""
    if len(code) > SPLASH or "function" in code or not _LOCATION.search(code):
        return ""
    found = _CALL.search(code)
    return found["url"] if found and found["sure"] and _LOCATION.match(found["sure"]) else ""


def brought_in(code: str) -> Iterator[str]:
    """Yield the documents that a script hands to a viewer on the page, named whole (PDFObject, dFlip, FlowPaper)."""
    for found in _BROUGHT.finditer(code):
        yield found["url"].replace("\\/", "/")


def makes_links(code: str) -> bool:
    """Whether a script may put links on the page that the page itself does not name."""
    return bool(_MAKES_LINKS.search(code))


def chosen(code: str, values: Iterator[str]) -> Iterator[str]:
    """Yield the addresses to which the choices of a `<select>` lead; `code` is what runs on a change."""
    is_jump = bool(_JUMPS.search(code))
    for value in values:
        if _WHOLE.match(value.strip()) or (is_jump and _ADDRESS.match(value.strip())):
            yield value
