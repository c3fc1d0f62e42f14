"""OneDrive (1drv.ms, onedrive.live.com) and SharePoint.

`download=1` makes SharePoint, and the OneDrive that was rebuilt on it, send the file to whoever holds an "anyone"
link. The old `onedrive.live.com/download` answers many public links with a login since 2024 (rclone issue 7898), so a
refusal there says nothing until the page itself was tried. Folders are pages that only scripts fill.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..urls import looks_like_document
from .fields import fields_of, path_of, replaced, with_fields
from .model import Service, Share, ShareKind

SHORT = "1drv.ms"
LIVE = "onedrive.live.com"
_LETTER = re.compile(r"/:?([a-z]):?/", re.IGNORECASE)
_LINK = re.compile(r"/:[a-z]:/", re.IGNORECASE)
_LAYOUT = re.compile(r"/_layouts/15/(?:guestaccess|doc|wopiframe\d?|download|onedrive|embed)\.aspx", re.IGNORECASE)
_LISTING = re.compile(r"/_layouts/15/onedrive\.aspx|/forms/\w+\.aspx", re.IGNORECASE)
_SHOWN = frozenset(["web"])
_KINDS: Mapping[str, ShareKind] = {
    "w": ShareKind.DOCUMENT,
    "x": ShareKind.SPREADSHEET,
    "p": ShareKind.PRESENTATION,
    "f": ShareKind.FOLDER,
    "b": ShareKind.FILE,
    "i": ShareKind.FILE,
    "t": ShareKind.FILE,
    "v": ShareKind.FILE,
}


def resolve_short(url: str) -> Share | None:
    """Return what a short link of OneDrive shares, or None."""
    path = path_of(url)
    found = _LETTER.match(path)
    return _linked(Service.ONEDRIVE, f"https://{SHORT}{path}", url, found[1]) if found else None


def resolve_live(url: str) -> Share | None:
    """Return what an address of personal OneDrive shares, or None."""
    path, fields = path_of(url), fields_of(url)
    found = _LETTER.match(path) if _LINK.match(path) else None
    if found:
        return _linked(Service.ONEDRIVE, f"https://{LIVE}{path}", url, found[1])
    number = fields.get("resid") or fields.get("id", "")
    if not number:
        return None
    named = [("resid", number), ("authkey", fields.get("authkey", ""))]
    identity = with_fields(f"https://{LIVE}/redir", named)
    is_file = path.strip("/") != "" or fields.get("o", "").lower() == "oneup"
    if not is_file or fields.get("ithint", "").startswith("folder"):
        return Share(Service.ONEDRIVE, ShareKind.FOLDER, identity, url, url)
    page = url if "download" not in path else identity
    return Share(Service.ONEDRIVE, ShareKind.FILE, identity, page, with_fields(f"https://{LIVE}/download", named))


def resolve_sharepoint(host: str, url: str) -> Share | None:
    """Return what an address of a SharePoint tenant shares, or None for its ordinary pages."""
    path = path_of(url)
    found = _LETTER.match(path) if _LINK.match(path) else None
    if found:
        return _linked(Service.SHAREPOINT, f"https://{host}{path}", url, found[1])
    if _LISTING.search(path):
        return Share(Service.SHAREPOINT, ShareKind.FOLDER, url, url, url)
    if _LAYOUT.search(path) or looks_like_document(url):
        plain = replaced(url, _SHOWN)
        return Share(Service.SHAREPOINT, ShareKind.FILE, plain, url, plain)
    return None


def _linked(service: Service, identity: str, url: str, letter: str) -> Share:
    kind = _KINDS.get(letter.lower(), ShareKind.UNKNOWN)
    fetched = url if kind is ShareKind.FOLDER else replaced(url, _SHOWN, download="1")
    return Share(service, kind, identity, replaced(url, frozenset(["download"])), fetched)
