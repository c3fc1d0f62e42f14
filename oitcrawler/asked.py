"""What a check asked of its snapshot, kept beside it so that `judge` asks the same again unless told otherwise.

asked.json      the agency's names and kind, the day
answers.bin     the sheet of declared addresses as it was given, when there was one
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from .errors import SnapshotError
from .model import Text

FILE = "asked.json"
ANSWERS = "answers.bin"


@dataclass(frozen=True, slots=True)
class AskedAnswers:
    """The sheet of answers: its name, and the list whose items it names (another year's have other numbers)."""

    name: str
    year: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The agency's names and kind, the day as of which it was judged (None: the day of the crawl), and the answers."""

    kind: str
    names: tuple[str, ...] = ()
    as_of: date | None = None
    answers: AskedAnswers | None = None


_ADAPTER = TypeAdapter(Asked)


def remember(folder: Path, asked: Asked, answers: bytes = b"") -> None:
    """Write the question into a snapshot's folder, with the bytes of the sheet of answers."""
    if asked.answers is not None:
        (folder / ANSWERS).write_bytes(answers)
    (folder / FILE).write_bytes(_ADAPTER.dump_json(asked, indent=2) + b"\n")


def remembered(folder: Path) -> Asked | None:
    """Read the question of a snapshot's folder, or None if there is none. Raises SnapshotError for a damaged one."""
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        return _ADAPTER.validate_python(json.loads(path.read_text("utf-8")))
    except (ValueError, ValidationError):
        raise SnapshotError(
            Text(f"ไฟล์ {path} เสียหาย ลบทิ้งแล้วสั่งใหม่ได้", f"{path} is damaged; delete it and run again")
        ) from None
