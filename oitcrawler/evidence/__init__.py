"""Evidence: what pages and documents say. `extract` never raises; what cannot be read says why."""

from __future__ import annotations

from .extraction import MAX_BODY, extract
from .source import Source

__all__ = ["MAX_BODY", "Source", "extract"]
