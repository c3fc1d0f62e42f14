"""Services that show a book page by page: their pages are drawn by scripts, and no file can be had anonymously."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..urls import same_site
from .fields import path_of
from .model import Service, Share, ShareKind

# By the service's domain: what the path of a book looks like there.
_BOOKS: Mapping[str, re.Pattern[str]] = {
    "anyflip.com": re.compile(r"/\w{4,6}/\w{4,6}(?:/|$)"),
    "fliphtml5.com": re.compile(r"/\w{4,6}/\w{4,6}(?:/|$)"),
    "pubhtml5.com": re.compile(r"/\w{4,6}/\w{4,6}(?:/|$)"),
    "heyzine.com": re.compile(r"/flip-book/\w"),
    "issuu.com": re.compile(r"/[\w.-]+/docs/\w|/embed\.html|/\d+/\d+$"),
    "flipsnack.com": re.compile(r"/[\w-]+/[\w-]+\.html|/[A-Z0-9]{8,}/|/widget"),
    "calameo.com": re.compile(r"/(?:books|read)/\w"),
    "yumpu.com": re.compile(r"/\w+/document/"),
    "publuu.com": re.compile(r"/flip-book/"),
    "flippingbook.com": re.compile(r"/view/\w"),
    "scribd.com": re.compile(r"/(?:document|doc|embeds|presentation)/\d"),
    "slideshare.net": re.compile(r"/(?:slideshow/|[\w-]+/[\w-]{8,})"),
    "canva.com": re.compile(r"/design/\w+"),
}


def resolve_book(url: str) -> Share | None:
    """Return the book that an address shows, or None."""
    path = path_of(url)
    for domain, shape in _BOOKS.items():
        if same_site(url, domain) and shape.match(path):
            return Share(Service.BOOKS, ShareKind.BOOK, url, url, url)
    return None
