"""Evidence: what pages and documents say. `extract` never raises; what cannot be read says why."""

from __future__ import annotations

from ..model import Cause
from .html import extract_html
from .model import Evidence, Kind
from .sniff import sniff
from .source import Source

__all__ = ["Source", "extract"]


def extract(source: Source) -> Evidence:
    """Return what a fetched body says; an unreadable one is evidence with an obstacle."""
    kind = sniff(source.body, source.content_type, source.final_url)
    if source.cause is not None:
        return source.evidence(kind, obstacle=source.cause)
    if kind is Kind.HTML:
        return extract_html(source)
    return source.evidence(kind, obstacle=Cause.UNKNOWN_TYPE)
