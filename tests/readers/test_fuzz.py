"""Every parser on damaged documents: it never raises, never hangs, and what it says holds together.

`OITCRAWLER_FUZZ` sets how many documents are tried for each sample; then they differ from run to run. The last one of
a test that fails is kept in its folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from oitcrawler.evidence import extract
from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.evidence.sniff import sniff
from oitcrawler.model import Cause
from oitcrawler.readers import Job, Limits, Readers

from .asking import MIB, document
from .mutations import Paper, damaged, samples

ASKED = os.environ.get("OITCRAWLER_FUZZ", "")
# These start a process for each document.
SLOW = {Kind.XLSX, Kind.XLS, Kind.ODS}
ALIKE = settings(
    deadline=None,
    database=None,
    derandomize=not ASKED,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def holds_together(found: Evidence, body: bytes) -> bool:
    """Whether evidence says what it is about, and why when there is nothing in it."""
    assert found.size == len(body)
    if found.obstacle is None and found.kind not in (Kind.HTML, Kind.ARCHIVE):
        assert found.text.strip()
    pages = [one.page for one in found.passages if one.page is not None]
    return all(page >= 1 for page in (*pages, *found.unread_pages))


def test_there_is_a_sample_of_every_kind() -> None:
    kinds = {name: sniff(body, "", "") for name, (_, body) in samples().items()}
    assert kinds == {name: kind for name, (kind, _) in samples().items()}
    assert set(kinds.values()) == set(Kind) - {Kind.OTHER}


@pytest.mark.parametrize("name", samples())
def test_extraction_never_raises_on_damaged_documents(name: str, tmp_path: Path) -> None:
    kind, body = samples()[name]
    others = [one for _, one in samples().values()]

    @settings(ALIKE, max_examples=int(ASKED or (4 if kind in SLOW else 12)))
    @given(damaged(body, others))
    def try_it(broken: Paper) -> None:
        (tmp_path / "last").write_bytes(broken.body)
        assert holds_together(extract(document(broken.body)), broken.body)

    try_it()


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(2, Limits(seconds=60, memory=500 * MIB)) as pool:
        yield pool


def test_damaged_documents_break_no_worker(readers: Readers, tmp_path: Path) -> None:
    """In workers, so that a parser that crashes is seen as such."""
    others = [body for _, body in samples().values()]
    papers = st.sampled_from(others).flatmap(lambda body: damaged(body, others))

    @settings(ALIKE, max_examples=int(ASKED or 3) * len(others))
    @given(papers)
    def try_it(broken: Paper) -> None:
        (tmp_path / "last").write_bytes(broken.body)
        found = readers.read_one(Job(document(broken.body)))
        assert holds_together(found, broken.body)
        assert found.obstacle not in (Cause.PARSER_CRASH, Cause.READING_TIME, Cause.TOOL_ERROR), found.detail

    try_it()


@settings(ALIKE, max_examples=200)
@given(st.binary(max_size=400))
def test_extraction_never_raises_on_noise(noise: bytes) -> None:
    found = extract(document(noise))
    assert found.size == len(noise)
