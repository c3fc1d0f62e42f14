"""Tells apart the failures that the operating system names, each to its `Cause`."""

from __future__ import annotations

import errno
import re
import ssl

from ...model import Cause
from .reply import Failed

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


def broken_off(failed: OSError) -> Failed:
    """Return what it means that the network raised an error on a connection."""
    if isinstance(failed, ssl.SSLError):
        return Failed(Cause.TLS, words(failed), in_handshake=True)
    if isinstance(failed, TimeoutError):
        return Failed(Cause.TIMEOUT, words(failed))
    return Failed(cause_of_number(failed, Cause.RESET), words(failed))


def unconnected(failed: OSError) -> Failed:
    """Return what the failure to get a connection means."""
    if isinstance(failed, ssl.SSLError | ssl.CertificateError):
        from ...crawl.tls import verdict_of

        return Failed(Cause.TLS, words(failed), in_handshake=True, tls=verdict_of(failed))
    cause = cause_of_number(failed, Cause.RESET)
    return Failed(cause, words(failed), in_handshake=cause is Cause.RESET)


def cause_of_number(failed: OSError, otherwise: Cause) -> Cause:
    """Return the cause that the operating system's number or numbers name."""
    if isinstance(failed, TimeoutError):
        return Cause.CONNECT_TIMEOUT
    if isinstance(failed, ConnectionRefusedError):  # on Windows the number is another one
        return Cause.REFUSED
    numbers = [failed.errno] if failed.errno else [int(one) for one in _ERRNO.findall(str(failed))]
    causes = {_BY_NUMBER[number] for number in numbers if number in _BY_NUMBER}
    return next((cause for cause in _MOST_TELLING if cause in causes), otherwise)


def words(failed: Exception) -> str:
    """Return what an exception says, on one line."""
    text = " ".join(str(failed).split()) or type(failed).__name__
    return text[:300]
