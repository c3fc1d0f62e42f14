"""From what is typed to the question that a snapshot is asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from .. import agency_file
from .. import checklist as checklists
from .. import decisions as decision_files
from .. import measures as measure_files
from ..aliases import also_named
from ..checklist import Checklist
from ..checks import Agency
from ..errors import OutputError, UsageError
from ..judging import Question
from ..model import Text
from .places import AGENCY
from .requests import Asked

USUAL_KIND: Final = "lao"


def question_of(asked: Asked, out: Path, agency: Path | None, recorded: str = USUAL_KIND) -> Question:
    """Return the question, with the agency's own file and what people have decided in the folder of the results.

    A kind that nobody asked for is the agency's own, else the recorded one, else a list's first.
    """
    checklist = checklists.load(asked.year)
    own = own_file(out, agency)
    checklist = also_named(checklist, lambda item, topic: own.aliases_of(item, (topic,)))
    kind = _kind(asked.kind or own.kind, checklist, recorded)
    measures = measure_files.load().of(kind, own)
    names = asked.names or own.names
    return Question(checklist, measures, Agency(names, kind), asked.as_of, decision_files.load(out))


def keep_agency(out: Path, given: Path | None) -> None:
    """Keep a copy of the agency's file with the results, so that judging again asks the same. Raises OutputError."""
    target = out / AGENCY
    if given is None or (target.exists() and given.samefile(target)):
        return
    try:
        shutil.copyfile(given, target)
    except OSError as refused:
        raise OutputError(
            Text(f"เขียนไฟล์ {target} ไม่ได้: {refused.strerror}", f"cannot write {target}: {refused.strerror}")
        ) from refused


def own_file(out: Path, given: Path | None) -> agency_file.AgencyFile:
    """Return the agency's own file: the one named, else the one in the folder of the results, else an empty one."""
    path = given or out / AGENCY
    if given is None and not path.is_file():
        return agency_file.AgencyFile()
    return agency_file.load(path, measure_files.known())


def _kind(asked: str | None, checklist: Checklist, recorded: str) -> str:
    kind = asked or (recorded if recorded in checklist.kinds else next(iter(checklist.kinds)))
    if kind not in checklist.kinds:
        there = ", ".join(sorted(checklist.kinds))
        raise UsageError(
            Text(f"ไม่มีประเภทหน่วยงาน {kind!r} มี: {there}", f"no kind of agency {kind!r}; there are: {there}")
        )
    return kind
