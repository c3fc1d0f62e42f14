"""What `report` does: take a stored report out of the history, and write it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .. import checklist as checklists
from .. import measures as measure_files
from ..errors import SnapshotError, UsageError
from ..history import History
from ..model import Text
from ..pictures import kept as kept_pictures
from ..report import Report
from .folders import made_folder
from .histories import remembering
from .places import results_in, snapshot_in
from .questions import own_file
from .requests import Wishes
from .screen import Screen
from .writing import Done, Writer


def run_report(run: str, site: str | None, out: Path, wishes: Wishes, screen: Screen) -> Done:
    """Write the report of a stored run. Raises UsageError where there is none."""
    with remembering(wishes.history) as history:
        if history is None:
            raise UsageError(Text("คำสั่งนี้ต้องใช้ประวัติ", "this needs the history"))
        report, folder = _stored(run, site, history)
    checklist = checklists.load(report.checklist.key)
    measures = measure_files.load().of(report.checklist.kind, own_file(folder or out, wishes.agency))
    writer = Writer(wishes, checklist, measures, screen)
    return writer.written(_pictured(report, folder), made_folder(out))


def _stored(run: str, site: str | None, history: History) -> tuple[Report, Path | None]:
    if Path(run).is_dir():
        folder = results_in(Path(run))
        return history.stored_report(history.last_in(folder)), folder
    report = history.stored_report(int(run) if run.isdecimal() else run, site)
    row = next((one for one in history.runs(report.agency.url) if one.report == report.run.id), None)
    return report, Path(row.folder) if row is not None and row.folder else None


def _pictured(report: Report, folder: Path | None) -> Report:
    """Add the pictures of a run whose snapshot is still there and still its own."""
    if folder is None or not folder.is_dir():
        return report
    try:
        return replace(report, pictures=kept_pictures(snapshot_in(folder)))
    except SnapshotError:
        return report
