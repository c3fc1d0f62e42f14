"""Where the parts of a run lie in the folder of its results."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from ..errors import OutputError
from ..model import Text
from ..replay import PREVIOUS_REPORT
from ..snapshots import DATABASE

SNAPSHOT: Final = "snapshot"
UNFINISHED: Final = "snapshot.unfinished"
PREVIOUS: Final = "snapshot.previous"
AGENCY: Final = "agency.yaml"


def snapshot_in(folder: Path) -> Path:
    """Return the folder of the snapshot: `folder` itself, or the one inside a folder of results."""
    if not (folder / DATABASE).exists() and (folder / SNAPSHOT / DATABASE).exists():
        return folder / SNAPSHOT
    return folder


def results_in(folder: Path) -> Path:
    """Return the folder of results: `folder` itself, or the one around it when it is a snapshot."""
    return folder.resolve().parent if (folder / DATABASE).exists() else folder


def put_in_place(out: Path) -> Path:
    """Put a finished crawl in place; the one before is kept as the previous one. Raises OutputError."""
    current, previous = out / SNAPSHOT, out / PREVIOUS
    try:
        if current.exists():
            shutil.rmtree(previous, ignore_errors=True)
            os.replace(current, previous)
            _keep_report(out)
        os.replace(out / UNFINISHED, current)
    except OSError as error:
        raise OutputError(
            Text(
                f"ย้ายข้อมูลใน {out} ไม่ได้: {error.strerror} ปิดโปรแกรมที่ใช้โฟลเดอร์นี้แล้วสั่งใหม่",
                f"cannot move the snapshot in {out}: {error.strerror}; close what uses the folder and run again",
            )
        ) from error
    return current


def _keep_report(out: Path) -> None:
    """Keep the report of the run before for `diff`; one that cannot be kept only costs the comparison."""
    with suppress(OSError):
        shutil.copyfile(out / "report.json", out / PREVIOUS_REPORT)
