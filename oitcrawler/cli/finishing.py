"""From a snapshot to a report: judge, remember, date, write, tell."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import versions
from ..close_look import Past
from ..earlier import in_snapshot
from ..errors import SnapshotError, UsageError
from ..evidence.ocr import OcrSettings
from ..history import HistoryTrouble, identified
from ..judging import Question, judge
from ..measures import assigned
from ..pictures import keep as keep_pictures
from ..pictures import kept as kept_pictures
from ..pictures import places_of, take_pictures
from ..readers import Readers
from ..reasons import with_reasons
from ..replay import PREVIOUS_REPORT
from ..report import Report
from ..reported import read
from ..site_health import LastRun
from ..snapshots import Snapshot
from .places import PREVIOUS, SNAPSHOT
from .requests import Wishes
from .screen import Screen
from .writing import Done, Writer

if TYPE_CHECKING:
    from ..history import History, OpenRun

MOST_PICTURES: Final = 30
"""Places of which a check takes pictures, gaps first: each costs the person who waits a third of a second."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How pictures of places on pages are taken: with which browser (None: not at all)."""

    browser: str | None = None
    allow_private: bool = False


class Finish:
    """What follows a crawl. Made before it, so that a wrong format or file of scores is refused at once."""

    def __init__(self, question: Question, wishes: Wishes, screen: Screen, showing: Showing = Showing()) -> None:
        self._question = question
        self._screen = screen
        self._showing = showing
        self._writer = Writer(wishes, question.checklist, question.measures, screen)

    def check(self, snapshot: Path, out: Path, run: OpenRun | None, history: History | None) -> Done:
        """Judge a crawl that has just been made, and let it count in the history."""
        judged, known = self._judged(snapshot)
        versions.save(out, known)
        self._take_pictures(judged, snapshot)
        report = judged
        if run is not None and history is not None:
            remembered = run.remembered(judged)
            report = with_reasons(remembered, _before(remembered, history))
        report = self._dated(report)
        done = self._writer.written(_pictured(report, snapshot), out)
        if run is not None:
            run.report(report)
            run.finish(datetime.now(UTC))
        return done

    def again(self, snapshot: Path, out: Path, history: History | None) -> Done:
        """Judge a recorded crawl again, with what the history knew before it."""
        judged, _ = self._judged(snapshot)
        report = judged
        if history is not None:
            recalled = history.recalled(judged)
            report = with_reasons(recalled, _before(recalled, history))
        return self._writer.written(_pictured(self._dated(report), snapshot), out)

    def _judged(self, snapshot: Path) -> tuple[Report, versions.Versions]:
        known = versions.load(snapshot.parent)
        with (
            Snapshot.open(snapshot) as recorded,
            Readers(ocr=OcrSettings()) as readers,
            self._screen.reading() as progress,
        ):
            past = Past(known, in_snapshot(snapshot.with_name(PREVIOUS), readers.read))
            question = replace(self._question, last=self._last(snapshot))
            judged = judge(recorded, question, readers.read, past, progress)
        return judged.report, judged.versions

    def _last(self, snapshot: Path) -> LastRun | None:
        """Return what the run before found for the same list; None where its report is not kept or no longer fits."""
        kept = snapshot.parent / PREVIOUS_REPORT
        if snapshot.name != SNAPSHOT or not kept.is_file():
            return None
        with suppress(SnapshotError, UsageError):
            before = read(kept)
            if before.checklist.key == self._question.checklist.key:
                return LastRun(before.items, before.run.started_at)
        return None

    def _dated(self, report: Report) -> Report:
        """Name the findings, and count the days until which they should be mended from when they were first seen."""
        question = self._question
        as_of = date.fromisoformat(report.run.as_of)
        named = identified(report.findings)
        return replace(report, findings=assigned(named, question.measures, question.checklist, as_of))

    def _take_pictures(self, report: Report, snapshot: Path) -> None:
        if self._showing.browser is not None:
            places = places_of(report, MOST_PICTURES)
            pictures = take_pictures(places, self._showing.browser, allow_private_hosts=self._showing.allow_private)
            with suppress(OSError):  # a full disk costs the pictures, not the report
                keep_pictures(snapshot, pictures)


def _pictured(report: Report, snapshot: Path) -> Report:
    return replace(report, pictures=kept_pictures(snapshot))


def _before(report: Report, history: History) -> Report | None:
    """Return the report of the run before, if there is one that can still be read."""
    if report.past is None or not report.past.runs:
        return None
    try:
        return history.stored_report(report.past.runs[-1].id, report.agency.url)
    except HistoryTrouble:  # damaged, or of a newer version: then only the reasons are missing
        return None
