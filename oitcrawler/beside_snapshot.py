"""What a run saw beside the pages themselves, kept in the snapshot's folder so that judging again sees the same."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from .errors import SnapshotError
from .model import Text
from .whole_files import write_whole

Value = TypeVar("Value")


def keep_beside(path: Path, form: TypeAdapter[Value], value: Value) -> None:
    """Write a value as JSON, whole or not at all. Raises OutputError."""
    write_whole(path, form.dump_json(value))


def kept_beside(path: Path, form: TypeAdapter[Value]) -> Value | None:
    """Return what `keep_beside` wrote, None if it never did. Raises SnapshotError for a file that cannot be read."""
    try:
        return form.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as broken:
        raise SnapshotError(
            Text(f"อ่านไฟล์ {path} ไม่ได้ ให้ตรวจเว็บไซต์ใหม่", f"{path} cannot be read; check the site again")
        ) from broken
