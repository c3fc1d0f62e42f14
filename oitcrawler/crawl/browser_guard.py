"""Decides what a page in the browser may load: no dressing, and nothing from private addresses."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from ..addresses import is_private


class BrowserRequest(Protocol):
    """What is needed of a request that a page makes in the browser."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def resource_type(self) -> str:
        """What the page wants it for, in the words of the DevTools protocol."""


class BrowserGuard:
    """Decides which requests of a page in the browser are stopped: dressing, and private addresses.

    `hosts` are names that the browser was told to find at an address (without port) instead of asking DNS.
    """

    DRESSING = frozenset({"image", "media", "font"})

    def __init__(self, *, allow_private: bool, hosts: Mapping[str, str] | None = None) -> None:
        self.allow_private = allow_private
        self._known = {name: is_private(address) for name, address in (hosts or {}).items()}

    async def __call__(self, request: BrowserRequest) -> bool:
        """Whether to stop this request."""
        if request.resource_type in self.DRESSING:
            return True
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https", "ws", "wss"):
            return parts.scheme not in ("data", "blob", "about")
        return not self.allow_private and await self._is_private(parts.hostname or "")

    async def _is_private(self, host: str) -> bool:
        if host not in self._known:
            self._known[host] = is_private(host) or await _any_private(host)
        return self._known[host]


async def _any_private(host: str) -> bool:
    """Whether any address of a name is private, or the name leads nowhere. Runs on the browser's own loop."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return True
    return any(is_private(str(entry[4][0])) for entry in found)
