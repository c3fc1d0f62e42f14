"""What the commands do: crawl, judge, write. Knows no terminal but through a `Screen`."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from .. import checklist as checklists
from .. import decisions as decision_files
from .. import measures as measure_files
from .. import versions
from ..answers import Answers, kept_answers, read_answers
from ..asked import Asked, AskedAnswers, remember, remembered
from ..checks import Agency
from ..close_look import Past
from ..crawl import CrawlOptions, find_browser, run_crawl
from ..earlier import in_snapshot
from ..errors import ChecklistError, OutputError, UsageError
from ..evidence.ocr import OcrSettings
from ..evidence.social import network_of
from ..judging import Question, judge
from ..model import Lang, Text, Verdict
from ..readers import Readers
from ..replay import PREVIOUS_REPORT
from ..report import Format, Report, format_named
from ..snapshots import DATABASE, Snapshot
from ..urls import host_of, normalise
from .screen import Screen

SNAPSHOT = "snapshot"
UNFINISHED = "snapshot.unfinished"
PREVIOUS = "snapshot.previous"
USUAL_KIND = "lao"


@dataclass(frozen=True, slots=True)
class JudgeRequest:
    """What `judge` is asked."""

    snapshot: Path
    year: str
    kind: str | None
    names: tuple[str, ...]
    as_of: date | None
    out: Path | None
    formats: tuple[str, ...]
    lang: Lang
    answers: Path | None = None


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What `check` is asked."""

    url: str
    year: str
    kind: str | None
    names: tuple[str, ...]
    as_of: date | None
    out: Path | None
    formats: tuple[str, ...]
    max_pages: int
    max_documents: int
    render: Literal["auto", "never", "always"]
    allow_private_hosts: bool
    fresh: bool
    lang: Lang
    answers: Path | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run with the files that were written."""

    report: Report
    files: tuple[Path, ...]

    def exit_code(self, fail_on: str) -> int:
        """Return 1 if what `--fail-on` names was found, else 0."""
        if fail_on == "gap" and self.report.count(Verdict.GAP):
            return 1
        return 1 if fail_on == "broken" and self.report.links.broken else 0


def run_check(request: CheckRequest, screen: Screen) -> Done:
    """Crawl, judge and write the reports. Everything that can be wrong is looked at before the first request."""
    url = start_url(request.url)
    question = _question(request.year, request.kind, request.names, request.as_of)
    formats = tuple((name, format_named(name)) for name in request.formats)
    out = _folder(request.out or Path(f"oit-{host_of(url)}-{request.year}"))
    answers = read_answers(request.answers, question.checklist) if request.answers is not None else None
    question = replace(question, decisions=decision_files.load(out), answers=answers)
    unfinished = out / UNFINISHED
    if request.fresh and unfinished.exists():
        shutil.rmtree(unfinished)
    options = CrawlOptions(
        max_pages=request.max_pages,
        max_documents=request.max_documents,
        render=request.render,
        allow_private_hosts=request.allow_private_hosts,
        browser=find_browser() if request.render != "never" else None,
    )
    with screen.crawling(url) as progress:
        run_crawl(url, unfinished, options, progress, seeds=_seeds(answers, url))
    kept = AskedAnswers(answers.name, question.checklist.key) if answers is not None else None
    asked = Asked(question.agency.kind, request.names, request.as_of, kept)
    remember(unfinished, asked, answers.body if answers is not None else b"")
    snapshot = _finish(out)
    return _judge_and_write(snapshot, question, formats, out, screen, remembers=True)


def run_judge(request: JudgeRequest, screen: Screen) -> Done:
    """Judge a recorded crawl again and write the reports beside it (or where `--out` says)."""
    folder = request.snapshot
    if not (folder / DATABASE).exists() and (folder / SNAPSHOT / DATABASE).exists():
        folder = folder / SNAPSHOT
    Snapshot.open(folder).close()
    asked = remembered(folder) or Asked(USUAL_KIND)
    question = _question(
        request.year, request.kind, request.names or asked.names, request.as_of or asked.as_of, asked.kind
    )
    sheet, checklist = request.answers, question.checklist
    answers = read_answers(sheet, checklist) if sheet is not None else kept_answers(folder, checklist)
    question = replace(question, decisions=decision_files.load(folder.parent), answers=answers)
    formats = tuple((name, format_named(name)) for name in request.formats)
    out = _folder(request.out or folder.parent)
    return _judge_and_write(folder, question, formats, out, screen)


def _seeds(answers: Answers | None, url: str) -> tuple[str, ...]:
    """Return the declared addresses that are opened: all but those of social networks, which let no program in."""
    return tuple(one for one in answers.addresses(url) if network_of(one) is None) if answers is not None else ()


def run_demo(year: str, out: Path, formats: tuple[str, ...], screen: Screen) -> Done:
    """Serve the fictional agency on this machine, check it, and say where the report is."""
    from .. import demo

    as_of = {str(one): day for one, day in demo.AS_OF.items()}
    if year not in as_of:
        there = ", ".join(sorted(as_of))
        raise UsageError(Text(f"หน่วยงานสมมติมีปี {there}", f"the fictional agency has the years {there}"))
    screen.say(Text(f"หน่วยงานสมมติ: {demo.AGENCY}", f"Fictional agency: {demo.AGENCY}"))
    with demo.serve() as url:
        request = CheckRequest(
            url=url,
            year=year,
            kind="lao",
            names=(demo.AGENCY,),
            as_of=as_of[year],
            out=out,
            formats=formats,
            max_pages=300,
            max_documents=300,
            render="auto",
            allow_private_hosts=True,
            fresh=True,
            lang=screen.lang,
        )
        return run_check(request, screen)


def check_folder(folder: Path | None, screen: Screen) -> None:
    """Load every list, topic and measure of a folder. Raises ChecklistError for the first that does not fit."""
    place: Traversable = folder if folder is not None else checklists.shipped()
    if not place.is_dir():
        raise ChecklistError(Text(f"ไม่มีโฟลเดอร์ {folder}", f"there is no folder {folder}"))
    checklists.check_topics(place)
    loaded = tuple(checklists.load(key, place) for key in checklists.available(place))
    if not loaded:
        raise ChecklistError(
            Text(f"ในโฟลเดอร์ {place} ไม่มีรายการของปีใด (เช่น 2568.yaml)", f"{place} has no list (such as 2568.yaml)")
        )
    measure_files.load(place)
    screen.checklists(loaded)


def start_url(written: str) -> str:
    """Return the address of the main website as it is fetched. Raises UsageError for what is no address."""
    candidate = written.strip()
    if "://" not in candidate:
        candidate = f"https://{candidate}"
    url = normalise(candidate, candidate)
    host = urlsplit(url).hostname if url else None
    if url is None or not host or ("." not in host and host != "localhost" and ":" not in host):
        raise UsageError(
            Text(
                f"ที่อยู่เว็บไซต์ไม่ถูกต้อง: {written!r} ตัวอย่างที่ถูก: https://www.example.go.th",
                f"not the address of a website: {written!r}; right is, for example, https://www.example.go.th",
            )
        )
    return url


def _question(
    year: str, asked: str | None, names: tuple[str, ...], as_of: date | None, recorded: str = USUAL_KIND
) -> Question:
    """Return the question; a kind that nobody asked for is the recorded one, or a list's first when it has no such."""
    checklist = checklists.load(year)
    kind = asked or (recorded if recorded in checklist.kinds else next(iter(checklist.kinds)))
    if kind not in checklist.kinds:
        there = ", ".join(sorted(checklist.kinds))
        raise UsageError(
            Text(f"ไม่มีประเภทหน่วยงาน {kind!r} มี: {there}", f"no kind of agency {kind!r}; there are: {there}")
        )
    return Question(checklist, measure_files.load(), Agency(names, kind), as_of)


def _judge_and_write(
    folder: Path,
    question: Question,
    formats: tuple[tuple[str, Format], ...],
    out: Path,
    screen: Screen,
    *,
    remembers: bool = False,
) -> Done:
    known = versions.load(folder.parent)
    with Snapshot.open(folder) as snapshot, Readers(ocr=OcrSettings()) as readers, screen.reading() as progress:
        past = Past(known, in_snapshot(folder.with_name(PREVIOUS), readers.read))
        judged = judge(snapshot, question, readers.read, past, progress)
    if remembers:
        versions.save(folder.parent, judged.versions)
    report = judged.report
    files = tuple(write(out / f"report.{one.SUFFIX}", one.render(report, screen.lang)) for _, one in formats)
    screen.result(report, files)
    if report.decided():
        screen.say(_decided(report))
    return Done(report, files)


def _decided(report: Report) -> Text:
    states = [item.decision.state for item in report.items if item.decision]
    ended, asked = states.count("expired"), states.count("questioned")
    return Text(
        f"คำตัดสินของคน {len(states)} ข้อ: หมดอายุ {ended} ข้อ ต้องดูอีกครั้งเพราะหลักฐานเปลี่ยนไป {asked} ข้อ",
        f"Decided by people: {len(states)} items, of which {ended} ended and {asked} are questioned (evidence changed)",
    )


def write(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all. Raises OutputError."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            Text(f"เขียนไฟล์ {path} ไม่ได้: {error.strerror}", f"cannot write {path}: {error.strerror}")
        ) from error
    return path


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".oitcrawler-can-write"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise OutputError(
            Text(
                f"เขียนลงโฟลเดอร์ {out} ไม่ได้: {error.strerror} ใช้ --out ระบุโฟลเดอร์อื่น",
                f"cannot write into {out}: {error.strerror}; name another folder with --out",
            )
        ) from error
    return out


def _keep_report(out: Path) -> None:
    """Keep the report of the run before for `diff`; one that cannot be kept only costs the comparison."""
    with suppress(OSError):
        shutil.copyfile(out / "report.json", out / PREVIOUS_REPORT)


def _finish(out: Path) -> Path:
    """Put a finished crawl in place; the one before is kept as the previous one."""
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
