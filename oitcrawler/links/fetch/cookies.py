"""The cookies of one chain of redirects, for the sites that set one and send on to themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

Key = tuple[str, str, str]


class ChainCookies:
    """Keeps cookies from hop to hop (RFC 6265, as far as a chain needs it), and forgets them with the chain."""

    def __init__(self) -> None:
        self._kept: dict[Key, tuple[str, bool, bool]] = {}

    def take(self, lines: Iterable[str], url: str) -> None:
        """Keep or drop what the Set-Cookie headers of an answer from `url` say."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        for line in lines:
            pair, *written = line.split(";")
            name, _, value = (text.strip() for text in pair.partition("="))
            said = {key.strip().lower(): text.strip() for key, _, text in (one.partition("=") for one in written)}
            domain = said.get("domain", "").lstrip(".").lower()
            if not name or (domain and not _within(host, domain)):
                continue
            path = said.get("path", "")
            key = (name, domain or host, path if path.startswith("/") else parts.path.rpartition("/")[0] or "/")
            if _is_over(said):
                self._kept.pop(key, None)
            else:
                self._kept[key] = (value, bool(domain), "secure" in said)

    def header(self, url: str) -> str:
        """Return the Cookie header for an address, "" for none."""
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path or "/"
        return "; ".join(
            f"{name}={value}"
            for (name, domain, folder), (value, with_subdomains, secure) in self._kept.items()
            if (host == domain or (with_subdomains and _within(host, domain)))
            and (path == folder or path.startswith(f"{folder.rstrip('/')}/"))
            and (not secure or parts.scheme == "https")
        )


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _is_over(said: dict[str, str]) -> bool:
    age = said.get("max-age", "")
    if age.lstrip("-").isdecimal():
        return int(age) <= 0
    try:
        ends = parsedate_to_datetime(said.get("expires", "").replace("-", " "))
    except ValueError:
        return False
    return ends.replace(tzinfo=ends.tzinfo or UTC) <= datetime.now(UTC)
