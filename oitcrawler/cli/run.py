"""What the commands do: crawl, audit the links, judge, write. Knows no terminal but through a `Screen`."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from .. import asked as asked_files
from .. import checklist as checklists
from .. import measures as measure_files
from ..answers import Answers, kept_answers, read_answers
from ..crawl import CrawlOptions, find_browser, run_crawl
from ..errors import ChecklistError, UsageError
from ..evidence.social import network_of
from ..link_audit import LinkOptions, audit_recorded
from ..links.second_looks import Patience
from ..model import Text
from ..snapshots import Snapshot
from ..urls import host_of
from .finishing import Finish, Showing
from .folders import made_folder, start_url
from .histories import NO_HISTORY, broken_before, remembering
from .places import UNFINISHED, put_in_place, snapshot_in
from .questions import USUAL_KIND, keep_agency, question_of
from .requests import Asked, CheckRequest, JudgeRequest, Wishes
from .screen import Screen
from .telling import settings_of, tell_report
from .writing import Done

if TYPE_CHECKING:
    from ..history import OpenRun


def run_check(request: CheckRequest, screen: Screen) -> Done:
    """Crawl, audit the links, judge and write. Everything that can be wrong is looked at before the first request."""
    url = start_url(request.url)
    out = made_folder(request.out or Path(f"oit-{host_of(url)}-{request.asked.year}"))
    question = question_of(request.asked, out, request.wishes.agency)
    sheet = request.asked.answers
    answers = read_answers(sheet, question.checklist) if sheet is not None else None
    showing = Showing(find_browser() if request.render != "never" else None, request.allow_private_hosts)
    finish = Finish(replace(question, answers=answers), request.wishes, screen, showing)
    settings = settings_of(request.notify, out)
    unfinished = out / UNFINISHED
    keep_agency(out, request.wishes.agency)
    with remembering(request.wishes.history) as history:
        key = question.checklist.key
        run = history.begin(url, "check", datetime.now(UTC), year=key, folder=out) if history is not None else None
        try:
            if request.fresh:
                shutil.rmtree(unfinished, ignore_errors=True)
            with screen.crawling(url) as progress:
                run_crawl(url, unfinished, _crawl_options(request), progress, seeds=_seeds(answers, url))
            _remember_question(request.asked, question.agency.kind, key, answers, unfinished)
            snapshot = put_in_place(out)
            if request.links:
                spared = broken_before(history, url)
                _audit_links(snapshot, out, request, spared, run, screen)
            done = finish.check(snapshot, out, run, history)
            changes = history.changes(run.id) if history is not None and run is not None else None
            tell_report(done, changes, settings, screen)
            return done
        finally:
            if run is not None:
                run.abandon()


def run_judge(request: JudgeRequest, screen: Screen) -> Done:
    """Judge a recorded crawl again and write the reports beside it (or where `--out` says)."""
    snapshot = snapshot_in(request.snapshot)
    Snapshot.open(snapshot).close()
    asked = asked_files.remembered(snapshot) or asked_files.Asked(USUAL_KIND)
    said = request.asked
    wanted = replace(said, names=said.names or asked.names, as_of=said.as_of or asked.as_of)
    question = question_of(wanted, snapshot.parent, request.wishes.agency, asked.kind)
    sheet, checklist = said.answers, question.checklist
    answers = read_answers(sheet, checklist) if sheet is not None else kept_answers(snapshot, checklist)
    out = made_folder(request.out or snapshot.parent)
    finish = Finish(replace(question, answers=answers), request.wishes, screen)
    with remembering(request.wishes.history) as history:
        return finish.again(snapshot, out, history)


def _crawl_options(request: CheckRequest) -> CrawlOptions:
    return CrawlOptions(
        max_pages=request.max_pages,
        max_documents=request.max_documents,
        render=request.render,
        allow_private_hosts=request.allow_private_hosts,
        browser=find_browser() if request.render != "never" else None,
    )


def _audit_links(
    snapshot: Path, out: Path, request: CheckRequest, spared: frozenset[str], run: OpenRun | None, screen: Screen
) -> None:
    patience = Patience(request.patience, request.patience * 3)
    with Snapshot.open(snapshot) as recorded, screen.auditing(recorded.meta.start_url) as progress:
        options = LinkOptions(
            _crawl_options(request), patience, spared=spared, fresh=request.fresh, on_progress=progress
        )
        audit_recorded(recorded, out, options, run)


def _remember_question(asked: Asked, kind: str, key: str, answers: Answers | None, folder: Path) -> None:
    kept = asked_files.AskedAnswers(answers.name, key) if answers is not None else None
    question = asked_files.Asked(kind, asked.names, asked.as_of, kept)
    asked_files.remember(folder, question, answers.body if answers is not None else b"")


def _seeds(answers: Answers | None, url: str) -> tuple[str, ...]:
    """Return the declared addresses that are opened: all but those of social networks, which let no program in."""
    return tuple(one for one in answers.addresses(url) if network_of(one) is None) if answers is not None else ()


def run_demo(year: str, out: Path, wishes: Wishes, screen: Screen) -> Done:
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
            asked=Asked(year, "lao", (demo.AGENCY,), as_of[year]),
            out=out,
            wishes=replace(wishes, history=NO_HISTORY),
            max_pages=300,
            max_documents=300,
            allow_private_hosts=True,
            fresh=True,
            patience=0.0,
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
