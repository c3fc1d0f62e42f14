"""Decides from a page's static HTML whether only a browser can show it. Pure."""

from __future__ import annotations

import re

from ..evidence.html import visible_text_and_links

FEW_CHARACTERS = 200
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_EMPTY_ROOT = re.compile(
    rb"<(div|main|section)\b[^>]*\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|q-app|main-app|application)[\"']?[^>]*>"
    rb"\s*(?:<!--.*?-->\s*)*</\1>|<(app-root|app-main|ion-app)\b[^>]*>[^<]{0,60}</\2>",
    re.IGNORECASE | re.DOTALL,
)
_NOSCRIPT = re.compile(rb"<noscript\b[^>]*>(.{0,2000}?)</noscript>", re.IGNORECASE | re.DOTALL)
_ASKS_FOR_SCRIPT = re.compile(rb"javascript|java\s?script", re.IGNORECASE)


def needs_browser(body: bytes, content_type: str, url: str) -> bool:
    """Whether a page is the shell of an application: scripts, and hardly anything to see without them.

    An intro page with a picture and a link onward is no shell. `content_type` is the HTTP header.
    """
    if not _SCRIPT.search(body):
        return False
    characters, links = visible_text_and_links(body, content_type, url)
    if characters >= FEW_CHARACTERS:
        return False
    return links == 0 or bool(_EMPTY_ROOT.search(body)) or _asks_for_script(body)


def _asks_for_script(body: bytes) -> bool:
    return any(_ASKS_FOR_SCRIPT.search(found[1]) for found in _NOSCRIPT.finditer(body))
