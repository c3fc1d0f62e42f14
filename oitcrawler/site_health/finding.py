"""A finding about the site as a whole, worded with the shipped measures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Text
from ..report import Finding

if TYPE_CHECKING:
    from ..measures import Measures


def health_finding(
    code: str, url: str, message: Text, measures: Measures, *, is_sure: bool = True, item: str | None = None
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
