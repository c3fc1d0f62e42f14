"""The command line: what people type (`commands`, and a module a command), and what they see (`screen…`)."""

from __future__ import annotations

from .commands import main

__all__ = ["main"]
