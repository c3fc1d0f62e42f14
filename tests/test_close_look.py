"""That what the checks will look at is read closely, within the budget for scans, and a broken look loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from oitcrawler import close_look
from oitcrawler.checks import Found
from oitcrawler.close_look import CloseLook, Past
from oitcrawler.evidence.model import Depth, Evidence, Kind, Passage
from oitcrawler.gather import Gathered
from oitcrawler.model import Cause, Coverage, Text
from oitcrawler.readers import Job
from oitcrawler.snapshots import Resource

from .audit.building import site


def paper(name: str, obstacle: Cause | None = None, text: str = "แผน") -> Evidence:
    url = f"https://www.example.go.th/{name}"
    unread = (1,) if obstacle is Cause.SCANNED else ()
    passages = () if unread else (Passage(text, 1),)
    return Evidence(
        url, url, Kind.PDF, name, obstacle=obstacle, passages=passages, depth=Depth.TEXT, unread_pages=unread
    )


def resource(one: Evidence) -> Resource:
    kind = "application/pdf"
    return Resource(one.url, one.url, 200, kind, "", 1, None, False, (), "2025-04-01T00:00:00+00:00", "", "", 1)


class Reading:
    """Stands for the readers: returns what a close reading of each document gives, and remembers what was asked."""

    def __init__(self, answers: dict[str, Evidence]) -> None:
        self.answers = answers
        self.jobs: list[Job] = []

    def __call__(self, jobs: Iterable[Job]) -> Iterator[Evidence]:
        for job in jobs:
            self.jobs.append(job)
            yield self.answers[job.source.url]


def looked(quick: list[Evidence], whole: dict[str, Evidence], *attached: str) -> tuple[list[Found], Reading]:
    home = replace(paper("home"), kind=Kind.HTML)
    of = site(home, *quick, coverage=Coverage(home=None))
    reading = Reading({one.url: whole.get(one.digest, replace(one, depth=Depth.WHOLE)) for one in quick})
    snapshot: Any = SimpleNamespace(folder=Path(), meta=SimpleNamespace(started_at="2025-04-01T00:00:00+00:00"))
    gathered = Gathered(of, tuple(resource(one) for one in quick))
    look = CloseLook(snapshot, gathered, reading, Past())
    return list(look(tuple(Found(one, attached=one.digest in attached) for one in quick))), reading


def test_what_was_read_quickly_is_read_whole_and_stays_in_order() -> None:
    quick = [paper("b.pdf"), paper("a.pdf"), paper("c.pdf")]
    found, _ = looked(quick, {})
    assert [one.evidence.digest for one in found] == ["b.pdf", "a.pdf", "c.pdf"]
    assert {one.evidence.depth for one in found} == {Depth.WHOLE}


def test_what_was_read_whole_is_not_read_again() -> None:
    _, reading = looked([replace(paper("a.pdf"), depth=Depth.WHOLE)], {})
    assert reading.jobs == []


def test_only_scans_are_given_to_ocr_and_an_items_own_document_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(close_look, "MAX_SCANS", 2)
    quick = [
        paper("z.pdf", Cause.SCANNED),
        paper("y.pdf", Cause.SCANNED),
        paper("x.pdf", Cause.SCANNED),
        paper("w.pdf"),
    ]
    found, reading = looked(quick, {}, "z.pdf")
    assert {job.source.url.rsplit("/", 1)[1]: job.ocr for job in reading.jobs} == {
        "y.pdf": True,
        "x.pdf": True,
        "w.pdf": False,
        "z.pdf": False,
    }
    left = found[0].evidence
    assert left.detail is not None
    assert "OCR" in left.detail.th
    assert left.obstacle is Cause.SCANNED


def test_a_scanners_own_text_layer_needs_no_ocr() -> None:
    layered = replace(paper("a.pdf", Cause.SCANNED), unread_pages=(), passages=(Passage("แผน", 1),))
    _, reading = looked([layered], {})
    assert [job.ocr for job in reading.jobs] == [False]


@pytest.mark.parametrize("cause", [Cause.READING_TIME, Cause.READING_MEMORY, Cause.PARSER_CRASH])
def test_a_close_look_that_breaks_off_keeps_what_was_seen_and_says_so(cause: Cause) -> None:
    why = Text("นานเกินไป", "too long")
    broken = replace(paper("a.pdf"), obstacle=cause, detail=why, passages=())
    found, _ = looked([paper("a.pdf")], {"a.pdf": broken})
    assert (found[0].evidence.text, found[0].evidence.obstacle, found[0].evidence.detail) == ("แผน", cause, why)


def test_members_of_an_archive_come_with_it() -> None:
    member = replace(paper("all.zip"), url="https://www.example.go.th/all.zip#plan.pdf", digest="plan")
    quick = replace(paper("all.zip"), kind=Kind.ARCHIVE, depth=Depth.WHOLE, members=(member,))
    whole = replace(quick, members=(replace(member, depth=Depth.WHOLE),))
    of = site(replace(paper("home"), kind=Kind.HTML), quick, coverage=Coverage(home=None))
    snapshot: Any = SimpleNamespace(folder=Path(), meta=SimpleNamespace(started_at="2025-04-01T00:00:00+00:00"))
    look = CloseLook(snapshot, Gathered(of, (resource(quick),)), Reading({quick.url: whole}), Past())
    found = look((Found(quick), Found(member, attached=True)))
    assert [one.evidence.depth for one in found] == [Depth.WHOLE, Depth.WHOLE]
