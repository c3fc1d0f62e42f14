"""The links that an audit found, kept beside the snapshot that it belongs to, so that judging again shows the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from ..errors import OutputError, SnapshotError
from ..model import Text
from ..report import Links

FILE: Final = "links.json"


def keep(folder: Path, links: Links) -> None:
    """Write the links of an audit into a snapshot's folder, whole or not at all. Raises OutputError."""
    path = folder / FILE
    part = path.with_name(FILE + ".part")
    try:
        part.write_bytes(TypeAdapter(Links).dump_json(links))
        os.replace(part, path)
    except OSError as refused:
        raise OutputError(
            Text(f"เขียนไฟล์ {path} ไม่ได้: {refused.strerror}", f"cannot write {path}: {refused.strerror}")
        ) from refused


def kept(folder: Path) -> Links | None:
    """Return the links that were kept with a snapshot, None if its links were not audited. Raises SnapshotError."""
    path = folder / FILE
    try:
        return TypeAdapter(Links).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as broken:
        raise SnapshotError(
            Text(f"อ่านไฟล์ {path} ไม่ได้ ให้ตรวจเว็บไซต์ใหม่", f"{path} cannot be read; check the site again")
        ) from broken
