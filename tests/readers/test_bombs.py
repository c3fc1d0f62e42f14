"""Documents made to break their readers: each has its cause, costs no more than it may, and the run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Evidence
from oitcrawler.model import Cause
from oitcrawler.readers import Job, Limits, Readers

from . import bombs
from .asking import MIB, document, job

LIMITS = Limits(seconds=20, memory=200 * MIB)
STOPPED = (Cause.READING_TIME, Cause.READING_MEMORY)
BROKEN = (Cause.PARSER_ERROR, Cause.PARSER_CRASH, Cause.TOO_LARGE, Cause.TRUNCATED)

EXPECTED: dict[str, tuple[Callable[[], bytes], tuple[Cause | None, ...]]] = {
    "a zip bomb": (bombs.swollen_word, (Cause.TOO_LARGE,)),
    "a zip that lies about its size": (bombs.lying_word, (*BROKEN, *STOPPED)),
    "XML nested without end": (bombs.deep_word, BROKEN),
    "a billion laughs in Word": (bombs.laughing_word, BROKEN),
    "a billion laughs in Excel": (bombs.laughing_workbook, (*BROKEN, None)),
    "cells repeated a billion times": (bombs.repeating_sheet, (*BROKEN, *STOPPED)),
    "a PDF whose pages hold each other": (bombs.circular_pages, (*BROKEN, Cause.EMPTY_BODY)),
    "a PDF that says it has a billion pages": (bombs.claimed_pages, (*BROKEN, Cause.EMPTY_BODY)),
    "a PDF of ten thousand pages": (bombs.many_pages, (Cause.TOO_LARGE,)),
    "a drawing that draws itself": (bombs.drawing_itself, (*BROKEN, *STOPPED, Cause.EMPTY_BODY, Cause.SCANNED)),
    "drawings that double": (bombs.doubling_drawings, (*BROKEN, *STOPPED, Cause.EMPTY_BODY, Cause.SCANNED)),
    "a page that swells": (bombs.swollen_page, (*BROKEN, *STOPPED, Cause.EMPTY_BODY, Cause.SCANNED)),
    "a page of a million words": (bombs.many_letters, (*BROKEN, *STOPPED)),
    "a picture as large as a field": (bombs.huge_picture, (Cause.SCANNED, Cause.TOO_LARGE)),
    "a page nested without end": (bombs.deep_page, (Cause.TOO_LARGE,)),
    "tables in tables": (bombs.deep_table, (*BROKEN, None)),
    "rows without end": (bombs.endless_rows, (Cause.TOO_LARGE,)),
    "a line without end": (bombs.endless_line, (Cause.TOO_LARGE,)),
    "letters without end": (bombs.endless_letters, (Cause.TOO_LARGE,)),
}


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(1, LIMITS) as pool:
        yield pool


@pytest.mark.parametrize(("bomb", "causes"), EXPECTED.values(), ids=list(EXPECTED))
def test_a_bomb_has_its_cause_and_the_next_document_is_read(
    readers: Readers, bomb: Callable[[], bytes], causes: tuple[Cause | None, ...]
) -> None:
    source = document(bomb())
    found = readers.read_one(Job(source))
    assert found.obstacle in causes, found.detail
    assert (found.detail is None) is (found.obstacle is None)
    assert readers.read_one(job("ข้อความ")).text == "ข้อความ"
    assert readers.peak_memory < LIMITS.memory + 400 * MIB


def test_every_bomb_is_tried() -> None:
    assert {bomb for bomb, _ in EXPECTED.values()} == set(bombs.BOMBS)


def test_extraction_itself_never_raises_on_a_bomb_that_needs_little() -> None:
    for bomb in (bombs.swollen_word, bombs.deep_word, bombs.laughing_word, bombs.circular_pages, bombs.deep_page):
        source: Source = document(bomb())
        assert isinstance(extract(source), Evidence)
