"""When an address is worth another request, and how long to wait before it."""

from __future__ import annotations

from datetime import UTC, datetime

from ...model import Cause
from ...retry_after import retry_after
from .reply import Failed, Reply

_TIMES = {
    Cause.REFUSED: 2,
    Cause.RESET: 2,
    Cause.TRUNCATED: 2,
    Cause.TLS: 1,
    Cause.TIMEOUT: 1,
    Cause.CONNECT_TIMEOUT: 1,
}
_OF_THE_METHOD = frozenset({Cause.RESET, Cause.TIMEOUT})
_THROTTLED_TIMES = 4
_ERROR_TIMES = 2
_STAND = frozenset({501, 505})  # a server that lacks something lacks it the next time too


def is_throttled(came: Reply | Failed, now: datetime | None = None) -> bool:
    """Whether a server asks for patience: 429, or 503 with a Retry-After."""
    return isinstance(came, Reply) and (
        came.status == 429 or (came.status == 503 and asked_to_wait(came, now) is not None)
    )


def asked_to_wait(came: Reply, now: datetime | None = None) -> float | None:
    """Return the seconds for which Retry-After asks, at least 0; None if it says nothing."""
    value = came.headers.get("retry-after")
    return retry_after(value, now or datetime.now(UTC)) if value else None


def times(came: Reply | Failed, method: str) -> int:
    """Return how often a request is repeated after what came of it.

    Time-outs once, other network failures and server errors twice. What may be the answer to HEAD alone is not
    repeated, since GET tells more; nor is a body that trickled until its time was over.
    """
    if isinstance(came, Reply) and came.failure is None:
        return _times_of(came, method)
    cause = came.failure if isinstance(came, Reply) else came.cause
    if cause is None or (method == "HEAD" and cause in _OF_THE_METHOD):
        return 0
    return 0 if isinstance(came, Reply) and cause is Cause.TIMEOUT else _TIMES.get(cause, 0)


def _times_of(came: Reply, method: str) -> int:
    if is_throttled(came):
        return _THROTTLED_TIMES
    is_error = 500 <= came.status < 600 and came.status not in _STAND
    return _ERROR_TIMES if is_error and method != "HEAD" else 0
