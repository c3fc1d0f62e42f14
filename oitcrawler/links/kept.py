"""The links that an audit found, kept beside the snapshot that it belongs to, so that judging again shows the same."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from ..beside_snapshot import keep_beside, kept_beside
from ..report import Links

FILE: Final = "links.json"


def keep(folder: Path, links: Links) -> None:
    """Write the links of an audit into a snapshot's folder, whole or not at all. Raises OutputError."""
    keep_beside(folder / FILE, TypeAdapter(Links), links)


def kept(folder: Path) -> Links | None:
    """Return the links that were kept with a snapshot, None if its links were not audited. Raises SnapshotError."""
    return kept_beside(folder / FILE, TypeAdapter(Links))
