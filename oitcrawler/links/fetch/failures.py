"""Tells failures apart: what the network and the libraries raise, each to its `Cause`."""

from __future__ import annotations

import errno
import re
import ssl

import aiohttp

from ...crawl.tls import verdict_of
from ...model import Cause
from .reply import Failed, Unreadable

_ERRNO = re.compile(r"\[Errno (\d+)\]")
_BY_NUMBER = {
    errno.ECONNREFUSED: Cause.REFUSED,
    errno.EHOSTUNREACH: Cause.REFUSED,
    errno.ETIMEDOUT: Cause.CONNECT_TIMEOUT,
    errno.ECONNRESET: Cause.RESET,
    errno.ENETUNREACH: Cause.TOOL_ERROR,
    errno.ENETDOWN: Cause.TOOL_ERROR,
    errno.EMFILE: Cause.TOOL_ERROR,
    errno.ENFILE: Cause.TOOL_ERROR,
}
# The likelier a cause is to be the server's word, the earlier; a name may have several addresses, each with its own.
_MOST_TELLING = (Cause.REFUSED, Cause.RESET, Cause.CONNECT_TIMEOUT, Cause.TOOL_ERROR)
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
        return Failed(Cause.TOOL_ERROR, f"the proxy of this network: {_words(failed)}")
    if isinstance(failed, aiohttp.ClientResponseError):
        return Unreadable(_words(failed))
    if isinstance(failed, aiohttp.ClientConnectorError):
        return _unconnected(failed.os_error)
    cause = next((cause for kinds, cause in _BY_KIND if isinstance(failed, kinds)), Cause.RESET)
    if cause is Cause.RESET and isinstance(failed, OSError):
        cause = cause_of_number(failed, Cause.RESET)
    return Failed(cause, _words(failed), in_handshake=cause is Cause.TLS)


def cause_of_number(failed: OSError, otherwise: Cause) -> Cause:
    """Return the cause that the operating system's number or numbers name."""
    if isinstance(failed, TimeoutError):
        return Cause.CONNECT_TIMEOUT
    if isinstance(failed, ConnectionRefusedError):  # on Windows the number is another one
        return Cause.REFUSED
    numbers = [failed.errno] if failed.errno else [int(one) for one in _ERRNO.findall(str(failed))]
    causes = {_BY_NUMBER[number] for number in numbers if number in _BY_NUMBER}
    return next((cause for cause in _MOST_TELLING if cause in causes), otherwise)


def _unconnected(failed: OSError) -> Failed:
    if isinstance(failed, ssl.SSLError | ssl.CertificateError):
        return Failed(Cause.TLS, _words(failed), in_handshake=True, tls=verdict_of(failed))
    cause = cause_of_number(failed, Cause.RESET)
    return Failed(cause, _words(failed), in_handshake=cause is Cause.RESET)


def _words(failed: Exception) -> str:
    text = " ".join(str(failed).split()) or type(failed).__name__
    return text[:300]
