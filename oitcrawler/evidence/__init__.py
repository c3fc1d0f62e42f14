"""Evidence: what pages and documents say. `extract` never raises; what cannot be read says why.

The parsers are imported when `extract` is used, not before: much else needs only the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .source import Source

if TYPE_CHECKING:
    from .extraction import MAX_BODY, extract

__all__ = ["MAX_BODY", "Source", "extract"]


def __getattr__(name: str) -> object:
    """Return what the module with the parsers gives."""
    if name in ("MAX_BODY", "extract"):
        from . import extraction

        return getattr(extraction, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
