"""Compares two recorded runs, and judges them again by today's rules to be certain why a verdict changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path

from . import __version__, versions
from . import checklist as checklists
from . import measures as measure_files
from .answers import Answers, kept_answers
from .asked import remembered
from .checklist import Checklist
from .checks import Agency
from .close_look import Past
from .difference import Difference, Replays, changed_between, differ, flipped
from .earlier import in_snapshot
from .errors import ChecklistError, SnapshotError, UsageError
from .evidence.model import Evidence
from .evidence.ocr import OcrSettings
from .gather import Read
from .judging import Question, judge
from .model import Text, Verdict
from .readers import Job, Readers
from .report import Report, format_named
from .reported import Reported, parse, read
from .site_changes import by_digest, changes_of, crawl_of
from .snapshots import DATABASE, Snapshot

SNAPSHOT, PREVIOUS = "snapshot", "snapshot.previous"
PREVIOUS_REPORT = "report.previous.json"
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Recorded:
    """A run: its report, and the folder of its crawl where that is kept."""

    report: Reported
    crawl: Path | None


@dataclass(frozen=True, slots=True)
class Compared:
    """What is different, and why it was not replayed where it should have been."""

    difference: Difference
    not_replayed: Text | None = None


def compare_runs(first: Path, second: Path | None, folder: Traversable | None = None) -> Compared:
    """Compare two runs (folders of `check` or their `report.json`), or a folder's run with the one before it.

    `folder` holds the checklists of today (default: the shipped ones). Raises UsageError for reports that cannot be
    compared, SnapshotError for a damaged report.
    """
    with Readers(ocr=OcrSettings()) as readers:
        today = _Today(_Once(readers.read).read, folder)
        before, after = (_before(first, today), _recorded(first)) if second is None else _two(first, second)
        _must_fit(before.report, after.report)
        return _compared(before, after, today)


def _compared(before: Recorded, after: Recorded, today: _Today) -> Compared:
    pairs = [(old, new) for old, new in flipped(before.report, after.report) if old.own is not new.own]
    starts = before.report.agency.url, after.report.agency.url
    places = {new.id: by_digest(old, new, starts) for old, new in pairs}
    if not pairs:
        return Compared(differ(before.report, after.report))
    if before.crawl is None or after.crawl is None:
        missing = Text("ไม่มีข้อมูลเว็บไซต์ที่เก็บไว้ของทั้งสองรอบ", "the crawls of both runs are not kept")
        return Compared(differ(before.report, after.report, None, places), missing)
    try:
        replays = today.replays(before, after) if len(_possible(before, after)) > 1 else None
        with Snapshot.open(before.crawl) as old_crawl, Snapshot.open(after.crawl) as new_crawl:
            was, now = crawl_of(old_crawl), crawl_of(new_crawl)
            places = {new.id: changes_of(old, new, was, now, today.read) for old, new in pairs}
    except (ChecklistError, SnapshotError) as why:
        return Compared(differ(before.report, after.report, None, places), why.text)
    return Compared(differ(before.report, after.report, replays, places))


def _possible(before: Recorded, after: Recorded) -> tuple[object, ...]:
    return changed_between(before.report, after.report).possible()


class _Today:
    """Judges recorded crawls by the rules and the tool of today, without what people decided."""

    def __init__(self, read: Read, folder: Traversable | None) -> None:
        self.read = read
        self._folder = folder

    def replays(self, before: Recorded, after: Recorded) -> Replays:
        """Return the verdicts of the steps between two runs."""
        asked_before = self.verdicts(before, before)
        changed = changed_between(before.report, after.report)
        asked_after = self.verdicts(before, after) if changed.question else asked_before
        now = self.verdicts(after, after) if changed.site else asked_after
        return Replays(asked_before, asked_after, now, self._wrote(after.report))

    def _wrote(self, report: Reported) -> bool:
        """Whether a report is by the rules and the version of today."""
        measures = measure_files.load(self._folder).files
        files = {**dict(checklists.load(report.checklist.key, self._folder).files), **dict(measures)}
        return report.checklist.files == files and report.tool.version == __version__

    def verdicts(self, run: Recorded, asked: Recorded) -> Mapping[str, Verdict]:
        """Return the verdicts of a run's crawl, asked as another run was."""
        return {item.id: item.verdict for item in self.report(_crawl(run.crawl), asked).items}

    def report(self, crawl: Path, run: Recorded) -> Report:
        """Judge a crawl as a run was asked. Raises ChecklistError if its list or kind of agency is no longer there."""
        asked = run.report
        checklist = checklists.load(asked.checklist.key, self._folder)
        answers = _answers(run, checklist)
        if asked.checklist.kind not in checklist.kinds:
            kind = asked.checklist.kind
            raise ChecklistError(
                Text(f"ไม่มีประเภทหน่วยงาน {kind!r} แล้ว", f"there is no kind of agency {kind!r} any more")
            )
        question = Question(
            checklist,
            measure_files.load(self._folder).of(asked.checklist.kind),
            Agency(asked.agency.names, asked.checklist.kind),
            date.fromisoformat(asked.run.as_of),
            answers=answers,
        )
        given = remembered(crawl)
        if given is None or given.names:
            return self._judge(crawl, question)
        unnamed = self._judge(crawl, replace(question, agency=Agency((), asked.checklist.kind)))
        named = unnamed.agency.names != asked.agency.names  # they had been given to `judge`
        return self._judge(crawl, question) if named else unnamed

    def _judge(self, crawl: Path, question: Question) -> Report:
        earlier = in_snapshot(crawl.with_name(PREVIOUS), self.read) if crawl.name != PREVIOUS else lambda version: None
        with Snapshot.open(crawl) as snapshot:
            return judge(snapshot, question, self.read, Past(versions.load(crawl.parent), earlier)).report


def _answers(run: Recorded, checklist: Checklist) -> Answers | None:
    """Return the sheet of answers of a run. Raises SnapshotError if it was not kept with its crawl."""
    wanted = run.report.answers
    kept = kept_answers(run.crawl, checklist) if wanted and run.crawl else None
    if wanted is not None and (kept is None or kept.digest != wanted.sha256):
        raise SnapshotError(
            Text(
                f"ไม่ได้เก็บไฟล์คำตอบ {wanted.name} ไว้กับข้อมูลเว็บไซต์",
                f"the answers {wanted.name} are not kept with the crawl",
            )
        )
    return kept


class _Once:
    """Reads each document once, however often a crawl is judged."""

    def __init__(self, reading: Read) -> None:
        self._reading = reading
        self._known: dict[tuple[object, ...], Evidence] = {}

    def read(self, jobs: Iterable[Job]) -> Iterator[Evidence]:
        """Return the evidence of each job in the order of the jobs."""
        waiting = iter(jobs)
        while batch := list(islice(waiting, _BATCH)):
            keys = [_key(job) for job in batch]
            new = [job for key, job in zip(keys, batch, strict=True) if key not in self._known]
            self._known.update(zip([_key(job) for job in new], self._reading(new), strict=True))
            yield from (self._known[key] for key in keys)


def _key(job: Job) -> tuple[object, ...]:
    one = job.source
    return one.url, one.final_url, one.digest, one.content_type, one.cause, one.rendered, one.name, job.depth, job.ocr


def _two(first: Path, second: Path) -> tuple[Recorded, Recorded]:
    """Read two runs; what was judged again elsewhere (`--out`) shares the crawl of the other."""
    before, after = _recorded(first), _recorded(second)
    if before.report.run.started_at == after.report.run.started_at:
        crawl = before.crawl or after.crawl
        return Recorded(before.report, crawl), Recorded(after.report, crawl)
    return before, after


def _recorded(place: Path) -> Recorded:
    report = read(place)
    folder = place if place.is_dir() else place.parent
    return Recorded(report, _crawl_of(report, folder))


def _crawl_of(report: Reported, folder: Path) -> Path | None:
    """Return the crawl in a folder that a report is of."""
    for name in (SNAPSHOT, PREVIOUS):
        if (folder / name / DATABASE).is_file():
            with Snapshot.open(folder / name) as snapshot:
                if snapshot.meta.started_at == report.run.started_at:
                    return folder / name
    return None


def _before(folder: Path, today: _Today) -> Recorded:
    """Return the run before the last one of a folder; where its report was not kept, as it is judged today."""
    crawl = folder / PREVIOUS
    if not folder.is_dir():
        raise UsageError(Text(f"ไม่มีโฟลเดอร์ {folder}", f"there is no folder {folder}"))
    if not (crawl / DATABASE).is_file():
        raise UsageError(
            Text(
                f"ใน {folder} มีผลรอบเดียว ให้ระบุสองโฟลเดอร์ หรือสั่ง check อีกครั้งในโฟลเดอร์เดิม",
                f"{folder} holds one run alone; name two folders, or run `check` into it again",
            )
        )
    with Snapshot.open(crawl) as snapshot:
        started = snapshot.meta.started_at
    kept = folder / PREVIOUS_REPORT
    report = read(kept) if kept.is_file() else None
    if report is None or report.run.started_at != started:
        judged = today.report(crawl, _recorded(folder))
        report = parse(format_named("json").render(judged, "th"))
    return Recorded(report, crawl)


def _crawl(crawl: Path | None) -> Path:
    if crawl is None:
        raise SnapshotError(Text("ไม่มีข้อมูลเว็บไซต์ที่เก็บไว้", "the crawl is not kept"))
    return crawl


def _must_fit(before: Reported, after: Reported) -> None:
    if before.checklist.key != after.checklist.key:
        lists = f"{before.checklist.key}, {after.checklist.key}"
        raise UsageError(
            Text(f"รายงานทั้งสองใช้รายการคนละปี ({lists}) เทียบกันไม่ได้", f"the two reports use different lists ({lists})")
        )
    if before.agency.domain != after.agency.domain:
        sites = f"{before.agency.domain}, {after.agency.domain}"
        raise UsageError(
            Text(f"รายงานทั้งสองเป็นของคนละเว็บไซต์ ({sites})", f"the two reports are of different websites ({sites})")
        )
