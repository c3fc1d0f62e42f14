"""From a reference as it is written to the one address that is asked for, and what is wrong with the writing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

from ...addresses import is_private
from ...model import Cause
from ...urls import host_of, normalise, origin_of
from ..model import Ref, Scanned

_WHITE: Final = "".join(map(chr, range(33)))
_BREAKS: Final = {9: None, 10: None, 13: None}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = frozenset(["http", "https"])
# Mistyped `http:` and `https:`, and a host or `localhost` before a port, which browsers take for a scheme.
_MISTYPED = re.compile(r"(?:h+t*p+s*|h*t+p+s*|h+t+s?|https?[a-z]?|localhost|[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_UNRENDERED = re.compile(r"\{\{|\}\}|\{%|<%|\$\{|<\?|\[\[.*\]\]|@\{|#\{|%7B%7B", re.IGNORECASE)
_IN_THE_SITE = re.compile(r"/[\w.~=&?ก-๛-][\w.~=&?/ก-๛-]*\Z", re.ASCII)  # nothing of what is looked for in others
_SHARE = re.compile(r"\\\\[^\\/.]+(?:[\\/]|$)")
_LOCAL_NAME = re.compile(
    r"(?:.*\.)?(?:local|localhost|localdomain|internal|intranet|lan|home|corp|home\.arpa)", re.IGNORECASE
)
_NO_HOST = frozenset(["http", "https", "www"])
# What scripts and viewers read, and what a browser finds without an element of that name.
_STATE = re.compile(r"top|[!/?&].*|.*=.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """What a reference leads to.

    `url` is the one spelling that is asked for, None when nothing can be; then `cause` says why, and is None only when
    the reference names nothing for the web (`mailto:`). `fragment` is decoded, and "" when every page offers it.
    """

    url: str | None
    fragment: str = ""
    cause: Cause | None = None


def names_something(raw: str) -> bool:
    """Whether an attribute names something that a visitor's browser would open or load, working or not.

    Not: nothing at all, "#", what other programs open (`mailto:`, `tel:`, `line:`), what is no address (`data:`,
    `javascript:`, `about:`, `blob:`), and templates that nobody filled in (`{{link}}`).
    """
    text = _cleaned(raw)
    if not text or text == "#" or _UNRENDERED.search(text):
        return False
    found = _SCHEME.match(text)
    if found is None:
        return True
    name = found[1].lower()
    return name in _WEB or len(name) == 1 or name == "file" or bool(_MISTYPED.fullmatch(name))


def address(ref: Ref, scanned: Scanned, *, site: str = "", allow_private: bool = False) -> Address:
    """Return what a reference leads to, seen from the page that holds it.

    `site` is the start address of the audit: when it is itself on a private address, links to that host and port
    lead where they should; `allow_private` says so of all private addresses. MALFORMED and LOCAL_ADDRESS are faults
    of the writing: nobody outside could ever follow it. Never raises.
    """
    text = _cleaned(ref.raw)
    if not _IN_THE_SITE.match(text):
        if not names_something(ref.raw) and text and text != "#":
            return Address(None)
        if is_of_this_machine(text):
            return Address(None, "", Cause.LOCAL_ADDRESS)
    url = normalise(text, scanned.base, scanned.encoding)
    if url is None:
        found = _SCHEME.match(text)
        is_local = found is not None and found[1].lower() == "localhost"
        return Address(None, "", Cause.LOCAL_ADDRESS if is_local else Cause.MALFORMED)
    cause = _fault_of_host(f"{origin_of(url)}/", site, allow_private=allow_private)
    if cause is not None:
        return Address(None, "", cause)
    return Address(url, _fragment(text, scanned.encoding) if "#" in text else "")


@lru_cache(maxsize=4096)
def _fault_of_host(root: str, site: str, *, allow_private: bool) -> Cause | None:
    """Return what is wrong with the host of an address, of which `root` is all before its path."""
    host = host_of(root)
    if host in _NO_HOST:
        return Cause.MALFORMED
    if not allow_private and _is_local_host(host) and _place(root) != _place(site):
        return Cause.LOCAL_ADDRESS
    return None


def matches(fragment: str, ids: frozenset[str]) -> bool:
    """Whether a page with these ids offers a fragment (decoded, as `address` gives it). Case matters."""
    if not fragment or fragment in ids:
        return True
    return any(_decoded(one, "utf-8") == fragment or _decoded(one, "cp874") == fragment for one in ids if "%" in one)


def _cleaned(raw: str) -> str:
    """Return what browsers make of an attribute before they read it (URL standard: basic URL parser)."""
    return raw.strip(_WHITE).translate(_BREAKS)


def is_of_this_machine(text: str) -> bool:
    """Whether an address names a file on somebody's own machine or on a server of the office."""
    if _SHARE.match(text):
        return True
    found = _SCHEME.match(text)
    return found is not None and (len(found[1]) == 1 or found[1].lower() == "file")


def _is_local_host(host: str) -> bool:
    return ((host[-1:].isdigit() or ":" in host) and is_private(host)) or bool(_LOCAL_NAME.fullmatch(host))


def _place(url: str) -> str:
    try:
        parts = urlsplit(url)
        return f"{parts.hostname}:{parts.port or {'https': 443}.get(parts.scheme, 80)}"
    except ValueError:
        return ""


def _fragment(text: str, encoding: str) -> str:
    shown = text.partition("#")[2].partition(":~:")[0]
    decoded = _decoded(shown, encoding)
    return "" if not decoded or _STATE.fullmatch(decoded) else decoded


def _decoded(text: str, encoding: str) -> str:
    if "%" not in text:
        return text
    raw = unquote_to_bytes(text.encode("utf-8", "replace"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode(encoding)
    except (LookupError, ValueError):
        return raw.decode("utf-8", "replace")
