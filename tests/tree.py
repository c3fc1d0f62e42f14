"""The project's own files, for the tests that look at the project itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

PACKAGES = {"oitcrawler": "oitcrawler", "checklists": "oitcrawler.checklists"} | {
    leaf: f"oitcrawler.{leaf}" for leaf in ("reports", "spiders")
}
"""The folders of the top level that are shipped, and the package that each becomes."""

SOURCE_ONLY = {"oitcrawler/demo/making"}
"""Folders inside the packages that only the source tree has: they need the development dependencies."""

_MADE = {"__pycache__", "build", "dist"}
"""Folders that tools make beside the source; so are hidden ones and `*.egg-info`."""


def is_made(path: Path) -> bool:
    """Whether a path inside the project is made by tools and no part of the source."""
    parts = path.relative_to(ROOT).parts
    return any(part in _MADE or part.endswith(".egg-info") or (part[0] == "." and part != ".ci") for part in parts)


def files(*folders: str) -> list[Path]:
    """Return the source files in folders of the project, sorted."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return sorted(path for path in found if not is_made(path))


def shipped() -> list[Path]:
    """Return the files that the wheel must hold, sorted."""
    inside = [ROOT / folder for folder in SOURCE_ONLY]
    return [path for path in files(*PACKAGES) if not any(path.is_relative_to(folder) for folder in inside)]


def package_of(folder: Path) -> str:
    """Return the name under which a folder of the source is imported."""
    first, *rest = folder.relative_to(ROOT).parts
    return ".".join([PACKAGES[first], *rest])


def pyproject() -> dict[str, Any]:
    """Return `pyproject.toml`."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
