"""One request: without TLS and proxy over a connection of our own, else over aiohttp."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING

from yarl import URL

from .direct import Direct
from .names import Names
from .options import FetchOptions
from .reply import Reply, Request

if TYPE_CHECKING:
    from .client import Client


class Wire:
    """The connections of a run. `headers` go with every request."""

    def __init__(self, options: FetchOptions, names: Names, headers: Mapping[str, str]) -> None:
        self._options = options
        self._names = names
        self._headers = headers
        self._direct = Direct(options, names, headers)
        self._client: Client | None = None

    async def close(self) -> None:
        """Close all connections."""
        await self._direct.close()
        if self._client is not None:
            await self._client.close()

    async def exchange(self, request: Request, url: URL, authority: str, context: ssl.SSLContext | None) -> Reply:
        """Return a server's reply. Raises Failed, or Unreadable when a lenient reader should try."""
        proxy = self._names.proxy_for(url)
        if context is None and proxy is None:
            return await self._direct.exchange(request, url, authority)
        if self._client is None:
            from .client import Client  # aiohttp takes as much memory as all the rest of fetching

            self._client = Client(self._options, self._names, self._headers)
        return await self._client.exchange(request, url, context, proxy)
