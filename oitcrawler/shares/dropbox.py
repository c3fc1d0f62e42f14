"""Dropbox: `dl=1` sends the file, and a folder as one ZIP; newer links are nothing without their `rlkey`."""

from __future__ import annotations

import re

from .fields import fields_of, path_of, with_fields
from .model import Service, Share, ShareKind

HOSTS = frozenset(["www.dropbox.com", "dropbox.com", "m.dropbox.com", "dl.dropboxusercontent.com", "dl.dropbox.com"])
SHORT = "db.tt"
_FILE = re.compile(r"/(?:s|scl/fi)/[\w-]{6,}")
_FOLDER = re.compile(r"/(?:sh|scl/fo)/[\w-]{6,}")
_PAPER = re.compile(r"/(?:doc|scl/fi/[\w-]+/[^/]+\.paper$)")
_OWN_VIEW = re.compile(r"/(?:home|work|personal|preview)(?:/|$)")


def resolve_dropbox(host: str, url: str) -> Share | None:
    """Return what an address of Dropbox shares, or None."""
    path, fields = path_of(url), fields_of(url)
    if host == SHORT:
        return Share(Service.DROPBOX, ShareKind.UNKNOWN, url, url, url)
    opened = f"https://www.dropbox.com{path}"
    if _OWN_VIEW.match(path):
        return Share(Service.DROPBOX, ShareKind.FILE, url, url, url)
    if not (_FILE.match(path) or _FOLDER.match(path)):
        return None
    named = [("rlkey", fields.get("rlkey", "")), ("preview", fields.get("preview", ""))]
    identity = with_fields(opened, named)
    page = with_fields(opened, [*named, ("dl", "0")])
    if _PAPER.match(path):
        return Share(Service.DROPBOX, ShareKind.DOCUMENT, identity, page, page)
    kind = ShareKind.FOLDER if _FOLDER.match(path) else ShareKind.FILE
    return Share(Service.DROPBOX, kind, identity, page, with_fields(opened, [*named, ("dl", "1")]))
