"""Days and looks for the tests of the history."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from oitcrawler.history import LinkObservation
from oitcrawler.links.model import Standing
from oitcrawler.model import Cause

SITE = "https://www.tambon-tuayang.example.go.th"
FIRST = datetime(2025, 4, 1, 2, 0, tzinfo=UTC)


def fortnight(number: int) -> datetime:
    """Return when the run of a fortnight begins, counted from 0."""
    return FIRST + timedelta(days=15 * number)


def look(path: str, seen: str, at: datetime, *, sure: bool = False, pages: tuple[str, ...] = ()) -> LinkObservation:
    """Return a look: `ok`, `?` (nobody can tell), or the cause for which it is broken."""
    standing = {"ok": Standing.WORKS, "?": Standing.UNVERIFIED}.get(seen, Standing.BROKEN)
    cause = {"ok": None, "?": Cause.RATE_LIMITED}.get(seen) if standing is not Standing.BROKEN else Cause(seen)
    status = {"ok": 200, "?": 429, "http-404": 404, "http-410": 410, "http-5xx": 503}.get(seen)
    return LinkObservation(
        f"{SITE}/{path}",
        standing,
        cause,
        status,
        at,
        confirmed_in_run=sure,
        first_attempt=at,
        last_attempt=at,
        pages=pages,
    )
