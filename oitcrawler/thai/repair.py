"""Repair of damaged text layers, where it is certain."""

from __future__ import annotations

from .fold import settle_marks


def repair(text: str) -> str:
    """Return `text` with the certain damage of text layers put right."""
    return settle_marks(text)
