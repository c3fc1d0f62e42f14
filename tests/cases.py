"""Tables of cases that lie beside the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where there is one: large tables are read whenever tests are collected."""


def table(path: Path) -> Any:
    """Return what a YAML file says."""
    return yaml.load(path.read_text("utf-8"), Loader=_LOADER)
