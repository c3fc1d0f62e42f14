"""A finding about the site as a whole, worded with the shipped measures."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from ..model import Text
from ..report import Finding, Severity


class Wording(Protocol):
    """What is needed of `measures.Measures`."""

    def severity(self, code: str) -> Severity:
        """Return how much a finding matters."""

    def fix(self, code: str) -> Text:
        """Return how it is mended."""

    def owner(self, code: str, topic: None) -> Text:
        """Return who mends it."""


def health_finding(
    code: str, url: str, message: Text, measures: Wording, *, is_sure: bool = True, item: str | None = None
) -> Finding:
    """Return a finding at an address; what a person must look at first is of low severity."""
    found = Finding(
        code=code,
        item=item,
        severity=measures.severity(code),
        url=url,
        message=message,
        fix=measures.fix(code),
        owner=measures.owner(code, None),
    )
    return found if is_sure else replace(found, severity="low")


def both(start: Text, rest: Text) -> Text:
    """Return two texts as one line."""
    return Text(f"{start.th} {rest.th}", f"{start.en} {rest.en}")
