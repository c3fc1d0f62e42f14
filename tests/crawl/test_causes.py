"""Exceptions, each to its cause."""

from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet import error as tx
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseNeverReceived

from oitcrawler.crawl.causes import Refused, cause_of_failure
from oitcrawler.model import Cause


def because(outer: Exception, inner: BaseException) -> Exception:
    outer.__cause__ = inner
    return outer


def never_received(*reasons: Exception) -> Exception:
    return because(DownloadFailedError(), ResponseNeverReceived([Failure(one) for one in reasons]))  # type: ignore[no-untyped-call]


FAILURES: list[tuple[BaseException, Cause]] = [
    (CannotResolveHostError("x"), Cause.DNS),
    (tx.DNSLookupError("x"), Cause.DNS),
    (DownloadConnectionRefusedError("x"), Cause.REFUSED),
    (tx.NoRouteError(), Cause.REFUSED),  # type: ignore[no-untyped-call]
    (DownloadTimeoutError("x"), Cause.TIMEOUT),
    (tx.TCPTimedOutError(), Cause.TIMEOUT),  # type: ignore[no-untyped-call]
    (TimeoutError(), Cause.TIMEOUT),
    (DownloadCancelledError("x"), Cause.TOO_LARGE),
    (ResponseDataLossError(), Cause.TRUNCATED),
    (never_received(tx.ConnectionLost()), Cause.RESET),
    (never_received(tx.ConnectionDone()), Cause.RESET),
    (never_received(SSL.Error([("SSL routines", "", "dh key too small")])), Cause.TLS),
    (never_received(tx.ConnectionLost(), SSL.Error([])), Cause.TLS),
    (never_received(ParseError("x", b"y")), Cause.PROTOCOL),  # type: ignore[no-untyped-call]
    (DownloadFailedError("x"), Cause.PROTOCOL),
    (UnsupportedURLSchemeError("x"), Cause.PROTOCOL),
    (ConnectionResetError(), Cause.RESET),
    (IgnoreRequest("x"), Cause.PROTOCOL),
    (Refused(Cause.ROBOTS, "x"), Cause.ROBOTS),
    (because(IgnoreRequest("x"), Refused(Cause.HOST_DOWN, "y")), Cause.HOST_DOWN),
    (ZeroDivisionError(), Cause.PROTOCOL),
]


@pytest.mark.parametrize(("failed", "cause"), FAILURES)
def test_every_failure_has_a_cause(failed: BaseException, cause: Cause) -> None:
    assert cause_of_failure(failed) is cause
