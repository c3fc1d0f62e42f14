"""Looks for foreign hands in the pages of a site while they pass by."""

from __future__ import annotations

from typing import Final

from ..report import Finding
from ..urls import site_domain
from .finding import Wording
from .grouping import findings_of
from .hacked import Sign, signs

MOST: Final = 150
"""Pages of one run that are looked at: what is put into a site stands in its template or on its first pages."""


class SpamWatch:
    """Keeps the signs of at most `most` pages of the site of `start_url`."""

    def __init__(self, start_url: str, most: int = MOST) -> None:
        self._domain = site_domain(start_url)
        self._left = most
        self._seen: list[tuple[str, Sign]] = []

    def see(self, url: str, content_type: str, body: bytes) -> None:
        """Look at a page."""
        if self._left > 0:
            self._left -= 1
            self._seen.extend((url, sign) for sign in signs(body, content_type, url, self._domain))

    def findings(self, measures: Wording) -> tuple[Finding, ...]:
        """Return what was seen; the same on many pages is one finding."""
        return findings_of(self._seen, measures)
