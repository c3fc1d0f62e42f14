"""Makes what sites wrote safe to show: text without control characters, links that lead only to web pages."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes, urlsplit

_SPACES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that turn the direction of writing, byte order marks and the soft hyphen: unseen, and able to deceive.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_NO_CHARACTER = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_UNFIT_FOR_LINK = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
_ESCAPED = re.compile(r"(?:%[89a-fA-F][0-9a-fA-F])+")
_CSS_PLAIN = re.compile(r"[^A-Za-z0-9ก-๛]")


def clean(text: str) -> str:
    """Return `text` on one line, without control characters and marks that turn the direction of writing."""
    return _NO_CHARACTER.sub("\ufffd", _UNSEEN.sub("", _SPACES.sub(" ", text)))


def web_address(url: str) -> str | None:
    """Return the address if a report may link to it (http or https with a host), else None."""
    if _UNFIT_FOR_LINK.search(url) or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def readable(url: str) -> str:
    """Return an address as people read it: percent-encoded Thai is written as Thai, the rest stays as it is."""
    return clean(_ESCAPED.sub(_decoded, url))


def shortened(text: str, most: int) -> str:
    """Return `text`, cut to `most` characters with an ellipsis if it is longer."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def without_start(text: str, name: str) -> str:
    """Return `text` without an item's name at its start, where the name already stands before it."""
    return re.sub(rf"^{re.escape(name)}(?!\w)[\s:–-]*", "", text, flags=re.IGNORECASE)


def css_string(text: str) -> str:
    """Return `text` as a quoted CSS string that cannot end early."""
    return '"' + _CSS_PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", clean(text)) + '"'


def _decoded(found: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(found[0]).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]
