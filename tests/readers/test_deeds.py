"""What goes wrong in a worker becomes evidence with its cause, and the run goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from oitcrawler.model import Cause
from oitcrawler.readers import Limits, Readers

from .asking import HURRIED, MIB, STRICT, is_alive, job, rogue, soon


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with rogue() as pool:
        yield pool


DEEDS = {
    "reads address zero": ("crash", Cause.PARSER_CRASH, "SIGSEGV"),
    "aborts": ("abort", Cause.PARSER_CRASH, "SIGABRT"),
    "ends with a code": ("leave 3", Cause.PARSER_CRASH, "exit code 3"),
    "raises what extraction never raises": ("stumble", Cause.PARSER_CRASH, "ZeroDivisionError"),
    "swallows memory": ("swallow", Cause.READING_MEMORY, "150 MB"),
    "asks for more memory than there is": ("ask_much", Cause.READING_MEMORY, "150 MB"),
    "floods its output": ("flood", Cause.PARSER_CRASH, "cannot be understood"),
    "announces a huge answer": ("announce", Cause.TOO_LARGE, "more than can be taken over"),
    "says more than it may": ("gush 2000", Cause.TOO_LARGE, "more than can be taken over"),
    "answers with no JSON": ("lie {", Cause.PARSER_CRASH, "cannot be understood"),
    "answers for another document": ("mistake", Cause.PARSER_CRASH, "another document"),
}


@pytest.mark.parametrize(("word", "cause", "says"), DEEDS.values(), ids=list(DEEDS))
def test_what_breaks_a_worker_is_named_and_the_next_document_is_read(
    readers: Readers, word: str, cause: Cause, says: str
) -> None:
    broken, well = readers.read([job(word), job("ข้อความธรรมดา")])
    assert (broken.obstacle, broken.passages) == (cause, ())
    assert broken.detail is not None
    assert says in broken.detail.en
    assert any("ก" <= letter <= "ฮ" for letter in broken.detail.th)
    assert (well.obstacle, well.text) == (None, "ข้อความธรรมดา")


def test_a_document_that_takes_too_long_is_stopped_whatever_its_worker_thinks_of_it() -> None:
    """It loops; it lets none of its threads run; it ignores what asks it politely to end."""
    with rogue(HURRIED) as readers:
        *late, well = readers.read([job("loop"), job("hold"), job("stay"), job("ข้อความธรรมดา")])
    assert [one.obstacle for one in late] == [Cause.READING_TIME] * 3
    assert all(one.detail is not None and "1.5 seconds" in one.detail.en for one in late)
    assert well.text == "ข้อความธรรมดา"


def test_a_document_that_breaks_its_worker_keeps_its_name(readers: Readers) -> None:
    one = job("crash", "แผน.pdf")
    broken, given = readers.read_one(one), one.source
    assert (broken.url, broken.file_name, broken.digest, broken.size) == (given.url, "แผน.pdf", given.digest, 5)


def test_what_libraries_print_does_not_reach_the_parent(readers: Readers) -> None:
    assert readers.read_one(job("chatter")).text == "well read"


def test_halves_of_surrogate_pairs_are_replaced(readers: Readers) -> None:
    found = readers.read_one(job("halve"))
    assert (found.text, found.title, found.obstacle) == ("a\ufffdb", "\ufffd", None)


def test_a_worker_that_cannot_be_started_is_the_trouble_of_the_tool() -> None:
    for command in (["no-such-program-here"], [os.fspath(Path("/")), "x"], ["python3", "-c", "raise SystemExit(9)"]):
        with Readers(1, STRICT, worker=command) as readers:
            found = list(readers.read(job(f"{number}") for number in range(6)))
        assert {one.obstacle for one in found} == {Cause.TOOL_ERROR}, command


def test_memory_left_by_earlier_documents_is_not_held_against_a_later_one() -> None:
    with rogue() as readers:
        first = readers.read_one(job("keep 30"))
        later = readers.read_one(job("remain 135"))
        assert (later.obstacle, later.text) == (None, f"{135 * MIB}")
        assert readers.read_one(job("keep 1")).text != first.text


def test_a_worker_that_rests_with_much_memory_is_renewed() -> None:
    with rogue() as readers:
        first, second, third = (readers.read_one(job(f"keep {size}")).text for size in (60, 1, 1))
    assert first != second
    assert second == third


def test_a_worker_is_renewed_after_some_documents() -> None:
    limits = Limits(documents_per_worker=3)
    with rogue(limits) as readers:
        pids = [one.text for one in readers.read(job("keep 0") for _ in range(7))]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_children_of_a_worker_are_killed_with_it(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    with rogue(HURRIED, walls=False) as readers:
        assert readers.read_one(job(f"beget {path}")).obstacle is Cause.READING_TIME
        child = int(path.read_text("ascii"))
        assert soon(lambda: not is_alive(child))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(psutil.Process().children(recursive=True))
    with rogue(count=2) as readers:
        one, _, other = readers.read([job("confess"), job("crash"), job("confess")])
        told = [json.loads(one.text), json.loads(other.text)]
        assert all(Path(one["folder"]).parent == tmp_path.resolve() for one in told)
    assert list(tmp_path.iterdir()) == []
    assert not any(is_alive(one["pid"]) for one in told)
    assert set(psutil.Process().children(recursive=True)) <= before


def test_a_worker_sees_no_secrets_and_no_modules_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OITCRAWLER_SECRET", "hidden")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("json", "lxml", "psutil", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('this module is not for you')", "utf-8")
    with rogue() as readers, Readers(1) as honest:
        told = json.loads(readers.read_one(job("confess")).text)
        assert honest.read_one(job("ข้อความ")).text == "ข้อความ"
    assert not {"OITCRAWLER_SECRET", "PYTHONPATH", "HOME"} & set(told["environment"])
    assert not {"", ".", str(tmp_path)} & set(told["path"])
