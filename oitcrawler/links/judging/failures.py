"""What it means when no server answered, and what a certificate means that browsers refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ...model import Cause
from ..model import Answer, Look
from .standings import BROWSER, broken, unverified

_FACTS: Final = frozenset({Cause.MALFORMED, Cause.LOCAL_ADDRESS, Cause.MIXED_CONTENT})
_BROKEN: Final = frozenset(
    {
        Cause.DNS,
        Cause.REFUSED,
        Cause.RESET,
        Cause.CONNECT_TIMEOUT,
        Cause.TIMEOUT,
        Cause.TLS,
        Cause.TLS_EXPIRED,
        Cause.TLS_SELF_SIGNED,
        Cause.TLS_WRONG_HOST,
        Cause.TLS_UNTRUSTED,
        Cause.TLS_CHAIN,
        Cause.TLS_OLD,
        Cause.TRUNCATED,
        Cause.PROTOCOL,
        Cause.REDIRECT_LOOP,
        Cause.TOO_MANY_REDIRECTS,
    }
)
_LOOPS: Final = frozenset({Cause.REDIRECT_LOOP, Cause.TOO_MANY_REDIRECTS})
_BY_VERDICT: Final[Mapping[str, Cause]] = {
    "expired": Cause.TLS_EXPIRED,
    "self-signed": Cause.TLS_SELF_SIGNED,
    "wrong-host": Cause.TLS_WRONG_HOST,
    "untrusted": Cause.TLS_UNTRUSTED,
    "missing-intermediate": Cause.TLS_CHAIN,
    "old-protocol": Cause.TLS_OLD,
}
FINE: Final = frozenset({"", "ok", "incomplete-chain"})
"""Verdicts on a certificate with which browsers show the page."""


def judge_failure(answer: Answer, failure: Cause) -> Look:
    """Say what a failure means.

    A drip that never ends (some of the answer came, then the time was over) cannot be told from a slow server.
    """
    if failure in _FACTS:
        return broken(failure, answer.detail, needs="")
    if answer.method == "HEAD":
        return unverified(failure, answer.detail, needs="get")
    if failure is Cause.TIMEOUT and answer.body:
        return unverified(failure, answer.detail, needs="time")
    if failure not in _BROKEN:
        return unverified(failure, answer.detail, needs="time" if failure is Cause.HOST_DOWN else "")
    cause = _BY_VERDICT.get(answer.tls, failure) if failure is Cause.TLS else failure
    further = "browser" if failure in _LOOPS and answer.method != BROWSER else "time"
    return broken(cause, answer.detail, needs=further)


def judge_certificate(answer: Answer) -> Look | None:
    """Say what a browser makes of the certificate; None when it shows the page.

    `failed` with an answer means: only a client more tolerant than browsers was let in, and why is not known.
    """
    if answer.tls in FINE:
        return None
    cause = _BY_VERDICT.get(answer.tls)
    if cause is not None:
        return broken(cause, answer.detail)
    return unverified(Cause.TLS, answer.detail, needs="browser")
