"""Reads documents of the crawl before this one again, to compare them with what stands there now."""

from __future__ import annotations

from pathlib import Path

from .errors import SnapshotError
from .evidence.model import Depth, Evidence
from .gather import Read, source_of
from .readers import Job
from .snapshots import DATABASE, Snapshot
from .versions import Earlier, Version


def in_snapshot(folder: Path, read: Read) -> Earlier:
    """Return a function that reads versions from the snapshot in `folder`; None for what is not or no longer there."""

    def earlier(version: Version) -> Evidence | None:
        if not (folder / DATABASE).is_file():
            return None
        try:
            with Snapshot.open(folder) as snapshot:
                kept = next((one for one in snapshot.resources() if one.digest == version.digest), None)
                jobs = [Job(source_of(snapshot, kept), Depth.TEXT)] if kept else []
        except SnapshotError:  # an old snapshot that was damaged or pruned only costs the comparison
            return None
        return next(read(jobs), None)

    return earlier
