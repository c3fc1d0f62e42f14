"""Why something could not be fetched: exceptions, each to its `Cause`. What answers mean is in `walls`."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from twisted.internet import error as tx
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from ..model import Cause

_BY_CLASS: tuple[tuple[type[BaseException], Cause], ...] = (
    (CannotResolveHostError, Cause.DNS),
    (tx.DNSLookupError, Cause.DNS),
    (DownloadConnectionRefusedError, Cause.REFUSED),
    (tx.ConnectionRefusedError, Cause.REFUSED),
    (DownloadTimeoutError, Cause.TIMEOUT),
    (tx.TimeoutError, Cause.TIMEOUT),
    (tx.TCPTimedOutError, Cause.TIMEOUT),
    (TimeoutError, Cause.TIMEOUT),
    (DownloadCancelledError, Cause.TOO_LARGE),
    (_DecompressionMaxSizeExceeded, Cause.TOO_LARGE),
    (ResponseDataLossError, Cause.TRUNCATED),
    (SSL.Error, Cause.TLS),
    (tx.CertificateError, Cause.TLS),
    (ParseError, Cause.PROTOCOL),
    (TunnelError, Cause.REFUSED),
    (tx.ConnectError, Cause.REFUSED),
    (tx.ConnectionLost, Cause.RESET),
    (tx.ConnectionDone, Cause.RESET),
    (ConnectionError, Cause.RESET),
    (UnsupportedURLSchemeError, Cause.PROTOCOL),
    (OSError, Cause.RESET),
)


class Refused(IgnoreRequest):
    """A request that this crawler does not make or does not follow, with the cause."""

    def __init__(self, cause: Cause, why: str) -> None:
        super().__init__(why)
        self.cause = cause


def cause_of_failure(failed: BaseException) -> Cause:
    """Return the cause of a failed download; `PROTOCOL` for what nobody foresaw."""
    for one in _chain(failed):
        if isinstance(one, Refused):
            return one.cause
    found = [cause for one in _chain(failed) for kind, cause in _BY_CLASS if isinstance(one, kind)]
    return next((cause for cause in found if cause is not Cause.RESET), found[0] if found else Cause.PROTOCOL)


def _chain(failed: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what it wraps, Twisted's lists of reasons too."""
    while failed is not None:
        yield failed
        if isinstance(failed, ResponseFailed):
            for reason in failed.reasons:
                if isinstance(reason, Failure) and reason.value is not None:
                    yield reason.value
        failed = failed.__cause__
