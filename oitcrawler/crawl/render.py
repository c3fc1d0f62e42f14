"""Decides from a page's static HTML whether only a browser can show it, and whether a browser did. Pure."""

from __future__ import annotations

import re

from ..evidence.encoding import decode
from ..evidence.html import visible_text_and_links

FEW_CHARACTERS = 200
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
_ROOT = re.compile(
    rb"<(?:div|main|section)\b[^>]*\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|q-app|main-app|application)[\"'\s>]"
    rb"|<(?:app-root|app-main|ion-app)\b",
    re.IGNORECASE,
)
_MEDIA = re.compile(rb"<(?:img|iframe|frame|embed|object)\b", re.IGNORECASE)
_NOSCRIPT = re.compile(rb"<noscript\b[^>]*>(.{0,2000}?)</noscript>", re.IGNORECASE | re.DOTALL)
_LOADING = re.compile(r">\s*(?:กำลังโหลด|โปรดรอสักครู่|กรุณารอสักครู่|loading)[^<]{0,40}<", re.IGNORECASE)
_ASKS_FOR_SCRIPT = re.compile(rb"java\s?script", re.IGNORECASE)


def needs_browser(body: bytes, content_type: str, url: str) -> bool:
    """Whether a page is the shell of an application: scripts, and hardly anything to see without them.

    A page with menus whose content is still "Loading…" and that asks for JavaScript needs one too. An intro page
    with a picture and a link onward is no shell, nor is a page that is only a picture.
    `content_type` is the HTTP header.
    """
    if not _SCRIPT.search(body):
        return False
    characters, links = visible_text_and_links(body, content_type, url)
    if characters >= FEW_CHARACTERS:
        return _asks_for_script(body) and bool(_LOADING.search(decode(body, content_type)[0]))
    return bool(_ROOT.search(body)) or _asks_for_script(body) or (links == 0 and not _MEDIA.search(body))


def shows_more(rendered: bytes, rendered_type: str, static: bytes, static_type: str, url: str) -> bool:
    """Whether a browser made a page of a shell: a text of some length, or links that were not there.

    An application whose data did not come ("Loading…", "Error") shows neither.
    """
    characters, links = visible_text_and_links(rendered, rendered_type, url)
    return characters >= FEW_CHARACTERS or links > visible_text_and_links(static, static_type, url)[1]


def _asks_for_script(body: bytes) -> bool:
    return any(_ASKS_FOR_SCRIPT.search(found[1]) for found in _NOSCRIPT.finditer(body))
