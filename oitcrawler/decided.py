"""What `decide` does with the folder of a run: note a decision, take one back, write them as labelled rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from . import checklist as checklists
from . import decisions as store
from .decisions import Decision, Decisions
from .errors import SnapshotError, UsageError
from .gather import source_of
from .grounds import ground_of
from .labelled import Row, as_lines, rows
from .model import Text, Verdict
from .readers import Job, Readers
from .report import Ground
from .reported import Reported, ReportedItem, read
from .snapshots import DATABASE, Snapshot
from .urls import normalise
from .whole_files import write_whole

_SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to decide; `urls` are the addresses that were judged (none: what the tool located)."""

    item: str
    verdict: Literal["pass", "gap"]
    reason: str
    today: date
    until: date | None = None
    by: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """The rows that were written, from how many decisions, and how many of other lists were left out."""

    rows: tuple[Row, ...]
    decisions: int
    others: int


def known_in(run: Path) -> Decisions:
    """Return the decisions of a folder. Raises UsageError for no folder, SnapshotError for a damaged file."""
    if not run.is_dir():
        raise UsageError(Text(f"ไม่มีโฟลเดอร์ {run}", f"there is no folder {run}"))
    return store.load(run)


def record(run: Path, wanted: Wanted) -> Decision:
    """Note a decision in the folder of a run, on the evidence that its report shows.

    Raises UsageError for a pass that points at nothing and for an end in the past, ChecklistError for an item that
    the list does not have, SnapshotError for a report that is not of the folder's snapshot.
    """
    known, report = known_in(run), read(run)
    found = _item(report, wanted.item, run)
    if wanted.until is not None and wanted.until < wanted.today:
        raise UsageError(Text(f"--until {wanted.until} ผ่านไปแล้ว", f"--until {wanted.until} is in the past"))
    _must_be_current(report, run)
    evidence = tuple(_named(url, report, run) for url in dict.fromkeys(wanted.urls)) or found.grounds
    if wanted.verdict == "pass" and not evidence:
        raise UsageError(
            Text(
                f"เครื่องมือไม่พบหลักฐานของข้อ {found.id} ให้บอกที่อยู่หลักฐานที่เห็นด้วย --evidence",
                f"the tool located no evidence of {found.id}; name the address that you saw with --evidence",
            )
        )
    if wanted.verdict == "pass" and wanted.until is None and not any(one.sha256 for one in evidence):
        raise UsageError(
            Text(
                "เครื่องมือไม่ได้เห็นหลักฐานที่ระบุ จึงไม่รู้เมื่อเปลี่ยนไป ให้กำหนดวันสิ้นสุดด้วย --until",
                "the tool has not seen what you name and cannot know when it changes; "
                "say with --until how long it counts",
            )
        )
    decision = Decision(
        year=report.checklist.key,
        item=found.id,
        verdict=Verdict.PASS if wanted.verdict == "pass" else Verdict.GAP,
        reason=wanted.reason,
        day=wanted.today,
        own=found.own,
        until=wanted.until,
        by=wanted.by,
        evidence=evidence,
        named=bool(wanted.urls),
    )
    store.save(run, known.with_(decision))
    return decision


def forget_item(run: Path, item: str) -> tuple[Decision, ...]:
    """Take back what was decided about an item, in whichever list. Raises UsageError if nothing was."""
    known = known_in(run)
    gone = tuple(one for one in known.decisions if one.item == item.lower())
    if not gone:
        raise UsageError(Text(f"ไม่มีคำตัดสินของข้อ {item} ใน {run}", f"there is no decision about {item} in {run}"))
    for one in gone:
        known = known.without(one.year, one.item)
    store.save(run, known)
    return gone


def export_rows(run: Path, path: Path) -> Exported:
    """Write the decisions about the list of the folder's report as labelled rows. Raises OutputError."""
    known, report = known_in(run), read(run)
    checklist = checklists.load(report.checklist.key)
    mine = known.within(checklist.key)
    found = [row for one in mine for row in rows(one, checklist, report)]
    write_whole(path, as_lines(found))
    return Exported(tuple(found), len(mine), len(known.decisions) - len(mine))


def _item(report: Reported, name: str, run: Path) -> ReportedItem:
    known = checklists.load(report.checklist.key).item(name)
    found = report.item(known.id)
    if found is None:
        raise SnapshotError(_judge_again(run))
    return found


def _must_be_current(report: Reported, run: Path) -> None:
    """Refuse a report of an earlier crawl than the one that lies beside it: its evidence is not what stands there."""
    if (run / _SNAPSHOT / DATABASE).is_file():
        with Snapshot.open(run / _SNAPSHOT) as snapshot:
            if snapshot.meta.started_at != report.run.started_at:
                raise SnapshotError(_judge_again(run))


def _judge_again(run: Path) -> Text:
    return Text(
        f"รายงานใน {run} ไม่ตรงกับข้อมูลที่เก็บไว้ สั่ง judge โดยใช้ --formats json ก่อน",
        f"the report in {run} does not belong to the snapshot there; run `judge` with --formats json first",
    )


def _named(url: str, report: Reported, run: Path) -> Ground:
    """Return what the person points at: as the report knows it, else as the snapshot does, else the address alone."""
    known = next((one for item in report.items for one in item.grounds if one.url == url), None)
    return known or _fetched(url, run) or Ground(normalise(url, url) or url, "")


def _fetched(url: str, run: Path) -> Ground | None:
    if not (run / _SNAPSHOT / DATABASE).is_file():
        return None
    wanted = {url, normalise(url, url)}
    with Snapshot.open(run / _SNAPSHOT) as snapshot, Readers(count=1) as readers:
        for one in snapshot.resources():
            if {one.url, one.final_url} & wanted and one.digest and one.cause is None:
                evidence = readers.read_one(Job(source_of(snapshot, one)))
                return ground_of(evidence, (one.label,) if one.label else (), one.source)
    return None
