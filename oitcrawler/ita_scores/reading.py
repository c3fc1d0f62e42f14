"""Reads a file of published ITA scores: YAML, CSV or a workbook. Whatever does not fit names its file and row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ..answers.sheets import DELIMITERS, Unreadable, readings
from ..errors import UsageError
from ..evidence.encoding import decode
from ..model import Text
from .entries import Stated, scores_from
from .labels import Labels, labels_of
from .model import Scores
from .scale import indicators
from .tables import fractions, read_sheet
from .trees import read_yaml

MAX_BYTES: Final = 5 * 1024 * 1024
_YAML: Final = frozenset({".yaml", ".yml"})


def read(path: Path, year: int | None = None) -> Scores:
    """Read a file of scores. `year` (fiscal, Buddhist era) is used when the file names none.

    Raises UsageError, with file and row, for a file that cannot be opened, has no scores, a score that is not from 0
    to 100, or two different scores of one thing.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(Text(f"{path.name}: ไฟล์ใหญ่เกินไป", f"{path.name}: the file is too large"))
        body = path.read_bytes()
    except OSError as refused:
        why = refused.strerror or str(refused)
        raise UsageError(
            Text(
                f"เปิดไฟล์คะแนน {path} ไม่ได้: {why} (ถ้าเปิดอยู่ใน Excel ให้ปิดก่อน)",
                f"cannot open the file of scores {path}: {why} (close it if Excel has it open)",
            )
        ) from refused
    return parse(path.name, body, year)


def parse(name: str, body: bytes, year: int | None = None) -> Scores:
    """Read the bytes of a file of scores; its kind goes by the name's suffix. Raises as `read` does."""
    labels = labels_of(indicators())
    if Path(name).suffix.lower() in _YAML:
        stated = read_yaml(name, decode(body, "text/plain")[0], labels)
    else:
        stated = _sheets(name, body, labels)
    percent = fractions(stated.entries)
    if percent is not None:
        raise UsageError(Text(f"{name}: {percent.text.th}", f"{name}: {percent.text.en}"))
    return scores_from(name, stated, year)


def _sheets(name: str, body: bytes, labels: Labels) -> Stated:
    try:
        ways = readings(body)
    except Unreadable as unreadable:
        raise UsageError(_unreadable(name, unreadable)) from unreadable
    way = ways[0] if len(ways) == 1 else ways[DELIMITERS.index(_delimiter(decode(body, "text/csv")[0]))]
    return _joined([read_sheet(name, sheet, labels) for sheet in way])


def _delimiter(text: str) -> str:
    """Return the delimiter of a CSV file: a comma only where no other stands in most rows, for it may be a point."""
    lines = [line for line in text.splitlines() if line.strip()]
    others = (one for one in DELIMITERS if one != "," and 2 * sum(one in line for line in lines) > len(lines))
    return next(others, ",")


def _joined(parts: Sequence[Stated]) -> Stated:
    """Join the sheets of one workbook; the first sheet that names year, agency or rating has the word."""
    return Stated(
        entries=tuple(entry for part in parts for entry in part.entries),
        year=next((part.year for part in parts if part.year), None),
        years=tuple(year for part in parts for year in part.years),
        agency=next((part.agency for part in parts if part.agency), ""),
        rating=next((part.rating for part in parts if part.rating), ""),
        unread=tuple(row for part in parts for row in part.unread),
    )


def _unreadable(name: str, unreadable: Unreadable) -> Text:
    if unreadable.locked:
        return Text(
            f"{name}: ไฟล์ตั้งรหัสผ่าน ให้บันทึกใหม่โดยไม่มีรหัสผ่าน", f"{name}: protected by a password; save it without one"
        )
    return Text(
        f"{name}: อ่านเป็นตารางไม่ได้ ให้บันทึกเป็น .xlsx .csv หรือ .yaml",
        f"{name}: not a table that can be read; save it as .xlsx, .csv or .yaml",
    )
