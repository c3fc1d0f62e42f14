"""What `verify` does: fetch again what was open, judge, and say what is mended."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from .. import asked as asked_files
from ..answers import kept_answers
from ..crawl import CrawlOptions, find_browser, run_crawl
from ..crawl.renewal import begin_renewal
from ..errors import OutputError, UsageError
from ..link_audit import LinkOptions, audit_recorded
from ..links.kept import kept as kept_links
from ..links.second_looks import Patience
from ..model import Text
from ..renewing import addresses_to_renew, open_findings, seeks_evidence
from ..report import Report
from ..snapshots import Meta, Snapshot
from .finishing import Finish, Showing
from .histories import broken_before, remembering
from .places import UNFINISHED, put_in_place, results_in, snapshot_in
from .questions import question_of
from .requests import Asked, Wishes
from .screen import Screen
from .writing import Done

if TYPE_CHECKING:
    from ..history import History, OpenRun

RENEWING: Final = "snapshot.renewing"
"""Not where a `check` would go on: most of what is in it was fetched long ago."""
_LONGEST_NUMBER: Final = 9


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """What `verify` is asked: `run` is a folder of results, or the number of a run in the history."""

    run: str
    formats: tuple[str, ...]
    history: str | None
    patience: float
    allow_private_hosts: bool


def run_verify(request: VerifyRequest, screen: Screen) -> Done:
    """Look again at what was open in a run, and write its reports anew beside the results."""
    with remembering(request.history) as history:
        if history is None:
            raise UsageError(Text("verify ต้องใช้ประวัติ", "verify needs the history"))
        report, out = _run_of(request.run, history)
        _tell(report, screen)
        return _verified(request, report, out, history, screen)


def _run_of(written: str, history: History) -> tuple[Report, Path]:
    if Path(written).is_dir():
        out = results_in(Path(written))
        return history.stored_report(history.last_in(out)), out
    is_number = written.isdecimal() and len(written) <= _LONGEST_NUMBER
    row = history.run(int(written)) if is_number else None
    if row is None or not row.folder or not Path(row.folder).is_dir():
        raise UsageError(
            Text(
                f"ไม่พบผลตรวจ {written!r} ระบุโฟลเดอร์ผลตรวจ หรือเลขรอบจาก oitcrawler history",
                f"no run {written!r}: name a folder of results, or a number that `oitcrawler history` shows",
            )
        )
    return history.stored_report(row.id), Path(row.folder)


def _tell(report: Report, screen: Screen) -> None:
    count = len(open_findings(report))
    screen.say(Text(f"สิ่งที่ค้างอยู่ {count} รายการ", f"{count} findings were open"))


def _verified(request: VerifyRequest, report: Report, out: Path, history: History, screen: Screen) -> Done:
    url, snapshot = report.agency.url, snapshot_in(out)
    with Snapshot.open(snapshot) as recorded:
        options = _as_before(recorded.meta, request)
    asked = _asked(report, snapshot)
    question = question_of(Asked(report.checklist.key, report.checklist.kind, asked.names, asked.as_of), out, None)
    answers = kept_answers(snapshot, question.checklist)
    showing = Showing(options.browser, request.allow_private_hosts)
    wishes = Wishes(request.formats, history=request.history)
    finish = Finish(replace(question, answers=answers), wishes, screen, showing)
    has_links = kept_links(snapshot) is not None
    with history.begin(url, "verify", datetime.now(UTC), year=report.checklist.key, folder=out) as run:
        doubted = addresses_to_renew(report)
        renewed = _renewed(report, out, options, asked, screen)
        if has_links:
            links = LinkOptions(options, Patience(request.patience, request.patience * 3))
            _audit(renewed, out, replace(links, spared=broken_before(history, url)), run, doubted, screen)
        return finish.check(renewed, out, run, history)


def _as_before(meta: Meta, request: VerifyRequest) -> CrawlOptions:
    """Return the options of the crawl that is renewed: its budget, and whether a browser was wanted."""
    usual, had = CrawlOptions(browser=None), meta.settings
    render: Literal["auto", "never", "always"] = "auto"
    if had.get("render") == "never" or had.get("render") == "always":
        render = "never" if had["render"] == "never" else "always"
    return replace(
        usual,
        max_pages=int(had.get("max_pages") or usual.max_pages),
        max_documents=int(had.get("max_documents") or 0),
        render=render,
        allow_private_hosts=request.allow_private_hosts,
        browser=find_browser() if render != "never" else None,
    )


def _asked(report: Report, snapshot: Path) -> asked_files.Asked:
    """Return the question of the run, for its own day: of a later one nobody has looked at what was in order."""
    asked = asked_files.remembered(snapshot) or asked_files.Asked(report.checklist.kind)
    return replace(asked, as_of=date.fromisoformat(report.run.as_of))


def _renewed(report: Report, out: Path, options: CrawlOptions, asked: asked_files.Asked, screen: Screen) -> Path:
    """Fetch again what must be, and put the crawl in place."""
    snapshot, renewing = snapshot_in(out), out / RENEWING
    begin_renewal(snapshot, renewing, addresses_to_renew(report), seeks=seeks_evidence(report))
    with screen.crawling(report.agency.url) as progress:
        run_crawl(report.agency.url, renewing, options, progress)
    try:
        answers = snapshot / asked_files.ANSWERS
        asked_files.remember(renewing, asked, answers.read_bytes() if asked.answers is not None else b"")
        shutil.rmtree(out / UNFINISHED, ignore_errors=True)
        os.replace(renewing, out / UNFINISHED)
    except OSError as refused:
        raise OutputError(
            Text(f"เขียนลงโฟลเดอร์ {out} ไม่ได้: {refused.strerror}", f"cannot write into {out}: {refused.strerror}")
        ) from refused
    return put_in_place(out)


def _audit(
    renewed: Path, out: Path, options: LinkOptions, run: OpenRun, doubted: frozenset[str], screen: Screen
) -> None:
    with Snapshot.open(renewed) as recorded, screen.auditing(recorded.meta.start_url) as progress:
        audit_recorded(recorded, out, replace(options, on_progress=progress), run, doubted)
