"""How long a server asks to wait: the header Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds for which Retry-After asks, at least 0; None if it says nothing.

    It is a number of seconds or a moment (RFC 9110, section 10.2.3); a moment without a time zone is meant in UTC.
    """
    written = value.strip()
    if written.isascii() and written.isdecimal():
        return float(written)
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, OverflowError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
