"""Tells apart what aiohttp raises, each to its `Cause`."""

from __future__ import annotations

import ssl

import aiohttp

from ...model import Cause
from .network import cause_of_number, unconnected, words
from .reply import Failed, Unreadable

_BY_KIND: tuple[tuple[tuple[type[Exception], ...], Cause], ...] = (
    ((aiohttp.ClientPayloadError,), Cause.TRUNCATED),
    ((aiohttp.ConnectionTimeoutError,), Cause.CONNECT_TIMEOUT),
    ((TimeoutError,), Cause.TIMEOUT),
    ((ssl.SSLError,), Cause.TLS),
    ((aiohttp.InvalidURL,), Cause.MALFORMED),
    ((aiohttp.ClientError, OSError), Cause.RESET),
    ((ValueError,), Cause.MALFORMED),
)


def failure_of(failed: Exception) -> Failed | Unreadable:
    """Return what an exception of aiohttp or of the network means. Unreadable is what a lenient reader may mend."""
    if isinstance(failed, aiohttp.ClientHttpProxyError | aiohttp.ClientProxyConnectionError):
        return Failed(Cause.TOOL_ERROR, f"the proxy of this network: {words(failed)}")
    if isinstance(failed, aiohttp.ClientResponseError):
        return Unreadable(words(failed))
    if isinstance(failed, aiohttp.ClientConnectorError):
        return unconnected(failed.os_error)
    cause = next((cause for kinds, cause in _BY_KIND if isinstance(failed, kinds)), Cause.RESET)
    if cause is Cause.RESET and isinstance(failed, OSError):
        cause = cause_of_number(failed, Cause.RESET)
    return Failed(cause, words(failed), in_handshake=cause is Cause.TLS)
