"""The pool: in order, a few at a time, the same answers as in this process."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Depth, Kind
from oitcrawler.model import Cause
from oitcrawler.readers import Job, Limits, Readers

from ..evidence.papers import lines, old_workbook, pdf, picture, ruled, scan, word, workbook
from .asking import MIB, document, job, rogue, soon

PLAN = [["ลำดับ", "โครงการ", "งบประมาณ"], ["1", "ซ่อมถนน", "500,000"], ["2", "ขุดลอกคลอง", "250,000"]]


def fill(sheet: Worksheet) -> None:
    for row in PLAN:
        sheet.append(row)


BODIES = {
    "page": "<!DOCTYPE html><html><body><h1>ข่าว</h1><a href='/a.pdf'>ก</a><form><input name=q></form></body></html>",
    "pdf": pdf(lines("รายงานผลการดำเนินงาน"), ruled(PLAN), title="รายงาน"),
    "half a scan": pdf(lines("บันทึกข้อความ"), scan),
    "docx": word(lambda paper: paper.add_heading("ประกาศ")),
    "xlsx": workbook(fill),
    "xls": old_workbook(PLAN),
    "csv": "\n".join(",".join(row[:2]) + ",x" for row in PLAN),
    "picture": picture("PNG"),
    "nothing": b"",
    "noise": bytes(range(256)) * 40,
}


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(2) as readers:
        yield readers


@pytest.mark.parametrize("depth", Depth)
@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_a_worker_says_what_extraction_says(readers: Readers, body: bytes | str, depth: Depth) -> None:
    source = document(body)
    assert readers.read_one(Job(source, depth)) == extract(source, depth)


def test_what_was_not_fetched_keeps_its_cause(readers: Readers) -> None:
    source = Source("u", "f", "", b"", "", cause=Cause.TIMEOUT)
    assert readers.read_one(Job(source)) == extract(source)


def test_the_order_is_that_of_the_jobs() -> None:
    with rogue(Limits(), count=3) as readers:
        jobs = [job("remain 1" if number % 5 == 0 else f"บรรทัด {number}") for number in range(40)]
        found = list(readers.read(jobs))
    assert [one.digest for one in found] == [one.source.digest for one in jobs]


def test_only_a_few_jobs_are_taken_ahead(readers: Readers) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(200):
            taken.append(number)
            yield job(f"บรรทัด {number}")

    ahead = [len(taken) - done for done, _ in enumerate(readers.read(jobs()), 1)]
    assert len(ahead) == 200
    assert max(ahead) <= 16


def test_large_bodies_are_not_piled_up(readers: Readers) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(8):
            taken.append(number)
            yield job(bytes([number]) * (61 * MIB))

    ahead = [len(taken) - done for done, _ in enumerate(readers.read(jobs()), 1)]
    assert len(ahead) == 8
    assert max(ahead) <= 2


def test_one_who_stops_asking_does_not_wait_for_the_rest() -> None:
    with rogue(Limits(seconds=60)) as readers:
        for one in readers.read(job(text) for text in ("หนึ่ง", "loop", "loop", "loop")):
            assert one.text == "หนึ่ง"
            break
        start = time.monotonic()
    assert time.monotonic() - start < 30


def test_memory_stays_flat_over_many_documents() -> None:
    me = psutil.Process()
    page = "<!DOCTYPE html><html><body><h1>ข่าวที่ {0}</h1>" + "<p>ข้อความของข่าว {0}</p>" * 15 + "</body></html>"
    seen: list[tuple[int, int]] = []
    with Readers(2) as readers:
        for number, one in enumerate(readers.read(job(page.replace("{0}", str(n))) for n in range(2000))):
            assert one.kind is Kind.HTML
            if number % 500 == 499:
                seen.append((me.memory_info().rss, sum(child.memory_info().rss for child in me.children())))
        assert readers.peak_memory < 600 * MIB
    (first, first_workers), *_, (last, last_workers) = seen
    assert last - first < 16 * MIB
    assert last_workers - first_workers < 32 * MIB


def test_workers_are_started_when_they_are_needed_and_ended_with_the_block() -> None:
    me = psutil.Process()
    before = set(me.children())
    with Readers(3) as readers:
        assert set(me.children()) == before
        readers.read_one(job("หนึ่ง"))
        readers.read_one(job("สอง"))
        assert len(set(me.children()) - before) == 1
    assert soon(lambda: set(me.children()) == before)
