"""Where a redirect leads, and what a browser says about where it comes from."""

from __future__ import annotations

import re
import socket
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SPECIAL = re.compile(r"https?:", re.IGNORECASE)
_EDGES = "".join(map(chr, range(33)))
_IN_BETWEEN = re.compile(r"[\t\r\n]")
_PLAIN = re.compile(
    r"https?://(?:(?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*|(?:(?:[1-9]\d?|1\d\d|2[0-4]\d|0)\.){3}[1-9]\d?)"
    r"(?::(?!(?:80|443)/)[1-9]\d{0,4})?/[!$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z{|}~]*",
    re.ASCII,
)
_UNSAFE = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]\\^_`a-z{|}~]")
_BAD_IN_HOST = re.compile(r"[\x00-\x20\x7f #%/:<>?@\[\\\]^|\"`{}]")
_NUMBER = re.compile(r"\d+|0[xX][0-9a-fA-F]*")


def follow(location: bytes, base: str) -> str | None:
    """Return the address that a Location header names, seen from `base`; None if it is none that can be asked for.

    Bytes beyond ASCII are kept and percent-encoded one by one, as browsers do: UTF-8 and TIS-620 alike.
    """
    text = "".join(chr(byte) if byte < 0x80 else f"%{byte:02X}" for byte in location)
    return spell(_resolved(_IN_BETWEEN.sub("", text.strip(_EDGES)), base))


def spell(url: str) -> str | None:
    """Return an absolute http(s) address as it is sent, without fragment; None if it is none.

    What is encoded stays as it is, however it is encoded.
    """
    if _PLAIN.fullmatch(url):
        return url
    try:
        parts = urlsplit(url.partition("#")[0])
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.netloc.rpartition("@")[2])
    if parts.scheme not in ("http", "https") or not host:
        return None
    at = host if port in (None, 80 if parts.scheme == "http" else 443) else f"{host}:{port}"
    query = f"?{_encoded(parts.query)}" if parts.query else ""
    return f"{parts.scheme}://{at}{_encoded(parts.path) or '/'}{query}"


def referer(source: str, url: str) -> str:
    """Return what a browser says to the server of `url` about the page `source` that names it, "" for nothing.

    Its whole address within one origin, its origin to others, nothing from https to http (the browsers' standing
    policy, strict-origin-when-cross-origin).
    """
    end = source.find("/", 8)
    origin = source if end < 0 else source[:end]
    if not source or (source.startswith("https:") and url.startswith("http:")):
        return ""
    return source.partition("#")[0] if url.startswith(f"{origin}/") else f"{origin}/"


def _resolved(reference: str, base: str) -> str:
    if _SPECIAL.match(reference) or not _SCHEME.match(reference):
        path, mark, query = reference.partition("?")
        reference = path.replace("\\", "/") + mark + query
    found = _SPECIAL.match(reference)
    if found:  # browsers take any number of slashes after the scheme, and none
        scheme = found[0].lower()
        if reference[len(scheme) :].startswith("/") or not base.startswith(scheme):
            reference = f"{scheme}//{reference[len(scheme) :].lstrip('/')}"
        else:
            reference = reference[len(scheme) :]
    elif reference.startswith("//"):
        reference = f"//{reference.lstrip('/')}"
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def _host(authority: str) -> str:
    """Return the host as it is asked for: lower case, IDNA, IPv4 in its usual form; "" if it cannot be one."""
    if authority.startswith("["):
        return authority.partition("]")[0].lower() + "]"
    name = authority.partition(":")[0]
    try:
        name = unquote_to_bytes(name).decode("utf-8").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    if not name or _BAD_IN_HOST.search(name):
        return ""
    if _NUMBER.fullmatch(name.rstrip(".").rsplit(".", 1)[-1]):
        try:
            return socket.inet_ntoa(socket.inet_aton(name.rstrip(".")))
        except OSError:
            return ""
    return name


def _encoded(part: str) -> str:
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), part)
