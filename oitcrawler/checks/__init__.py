"""The checks, found by their file names. To add one, add a module and its cases (see `base.py`)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import cast

from .base import Agency, Case, Check, CheckParams, Found

__all__ = ["Agency", "Case", "Check", "CheckParams", "Found", "load", "names"]

_NOT_CHECKS = {"base"}


@cache
def names() -> tuple[str, ...]:
    """Return the names of all checks, sorted."""
    modules = (module.name for module in iter_modules(__path__))
    return tuple(sorted(name.replace("_", "-") for name in modules if name not in _NOT_CHECKS and name[0] != "_"))


@cache
def load(name: str) -> Check:
    """Return the check of that name. Raises KeyError with the names that exist."""
    if name not in names():
        raise KeyError(f"no check {name!r}; there are {', '.join(names())}")
    return cast(Check, import_module(f"{__name__}.{name.replace('-', '_')}"))
