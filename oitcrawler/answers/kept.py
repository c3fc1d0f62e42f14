"""The sheet of answers that a check kept beside its snapshot."""

from __future__ import annotations

from pathlib import Path

from ..asked import ANSWERS, remembered
from ..checklist import Checklist
from .model import Answers
from .reading import read


def kept_answers(snapshot: Path, checklist: Checklist) -> Answers | None:
    """Return the sheet of a snapshot's folder, or None when there is none or it names the items of another list.

    Raises SnapshotError or UsageError for a damaged one.
    """
    asked = remembered(snapshot)
    if asked is None or asked.answers is None or asked.answers.year != checklist.key:
        return None
    return read(snapshot / ANSWERS, checklist, asked.answers.name)
