"""The same documents in every form that offices write: the same words, table rows, titles and links out of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.evidence.model import Evidence, Kind
from oitcrawler.model import Cause

from ..cases import table
from .reading import ROOT, read

FILES = Path(__file__).parent / "files"
TRUTH: dict[str, dict[str, Any]] = {
    name: table(FILES / f"{name}.yaml") for name in ("announcement", "manual", "slides")
}
FORMS = [(name, form) for name in ("announcement", "manual") for form in ("docx", "doc", "odt", "rtf")]
SHOWS = [("slides", form) for form in ("pptx", "ppt", "odp")]


@cache
def seen(name: str, form: str) -> Evidence:
    return read((FILES / f"{name}.{form}").read_bytes(), url=f"{ROOT}/files/{name}.{form}")


def texts(name: str, form: str) -> list[str]:
    """What stands outside of tables, in order."""
    truth = TRUTH[name]
    lost = truth.get("lost", {}).get(form, [])
    return [one["text"] for one in (*truth["before"], *truth["after"]) if one["text"] not in lost]


def header_lines(name: str) -> int:
    truth = TRUTH[name]
    table = truth.get("table") or next(one["table"] for one in truth["slides"] if "table" in one)
    return len(table) - len(truth["rows"])


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_paragraphs_stand_in_order_and_nothing_else_does(name: str, form: str) -> None:
    found = seen(name, form)
    assert (found.kind, found.obstacle, found.title) == (Kind(form), None, TRUTH[name]["title"])
    rows = {" ".join(dict.fromkeys(cell for cell in row if cell)) for row in TRUTH[name]["rows"]}
    outside = [one.text for one in found.passages if one.text in texts(name, form)]
    assert outside == texts(name, form)
    assert rows <= {one.text for one in found.passages}
    assert len(found.passages) == len(texts(name, form)) + len(rows) + header_lines(name)


@pytest.mark.parametrize(("name", "form"), [*FORMS, *SHOWS])
def test_rows_are_the_same_in_every_form(name: str, form: str) -> None:
    (table,) = seen(name, form).tables
    assert list(table.header) == TRUTH[name]["header_cells"]
    assert [list(row.cells) for row in table.rows] == TRUTH[name]["rows"]
    first = header_lines(name) + 1
    assert [row.number for row in table.rows] == list(range(first, first + len(table.rows)))


@pytest.mark.parametrize(("name", "form"), [*FORMS, *SHOWS])
def test_what_no_reader_sees_is_left_out(name: str, form: str) -> None:
    assert [one for one in TRUTH[name]["left_out"] if one in seen(name, form).text] == []


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_links_and_headings(name: str, form: str) -> None:
    found = seen(name, form)
    assert [(one.url, one.text) for one in found.links] == [(one["url"], one["text"]) for one in TRUTH[name]["links"]]
    starts = [one.get("row", "") for one in TRUTH[name]["links"]]
    assert [one.row.split(" ")[0] for one in found.links] == starts
    named = [[one.level, one.text] for one in found.headings]
    assert named == (TRUTH[name]["headings"] or [[1, TRUTH[name]["title"]]])


@pytest.mark.parametrize(("name", "form"), SHOWS)
def test_slides_are_pages(name: str, form: str) -> None:
    truth, found = TRUTH[name], seen(name, form)
    assert (found.kind, found.title, found.page_count) == (Kind(form), truth["title"], truth["page_count"])
    assert (found.obstacle, list(found.unread_pages)) == (Cause.SCANNED, truth["unread_pages"])
    assert found.detail
    assert "4" in found.detail.th
    shown = [(number, one["lines"]) for number, one in enumerate(truth["slides"], 1) if "lines" in one]
    lines = {one.page: one.text.split("\n") for one in found.passages}
    assert all(lines[number][: len(said)] == said for number, said in shown if number != 5)
    assert list(lines) == [1, 2, 3]
    assert [table.page for table in found.tables] == [3]
    link = truth["slides"][1]["link"]
    assert [(one.url, one.text) for one in found.links] == [(link["url"], link["text"])]


@pytest.mark.parametrize("path", sorted(FILES.glob("*.*")), ids=lambda path: path.name)
def test_files_are_small_and_name_no_machine(path: Path) -> None:
    body = path.read_bytes()
    assert len(body) < 60_000
    words = ["".join(pieces) for pieces in (["/ro", "ot"], ["/ho", "me/"], ["/tm", "p/"])]
    found = [word for word in words for codec in ("ascii", "utf-16-le") if word.encode(codec) in body]
    assert found == []


CUTS = [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]


@pytest.mark.parametrize(("name", "form"), [*FORMS, *SHOWS])
def test_a_file_that_is_cut_short_is_never_taken_for_the_whole(name: str, form: str) -> None:
    body = (FILES / f"{name}.{form}").read_bytes()
    for share in CUTS:
        found = read(body[: int(len(body) * share)])
        if found.obstacle is None:
            assert found.passages == seen(name, form).passages, share
        assert found.detail or found.obstacle is None, share
    assert read(body[: len(body) * 7 // 10]).obstacle is Cause.TRUNCATED
