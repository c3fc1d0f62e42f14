"""What is kept beside a snapshot comes back the same, or is told to be broken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from oitcrawler.beside_snapshot import keep_beside, kept_beside
from oitcrawler.errors import OutputError, SnapshotError
from oitcrawler.links import kept as kept_links
from oitcrawler.report import Links


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that a run saw."""

    where: str
    times: tuple[int, ...] = ()


FORM = TypeAdapter(Seen)
SEEN = Seen("หน้าแรก", (1, 2))


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "seen.json"
    assert kept_beside(path, FORM) is None
    keep_beside(path, FORM, Seen("ก่อนหน้า"))
    keep_beside(path, FORM, SEEN)
    assert kept_beside(path, FORM) == SEEN
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"where": 1}', b"\xff\xfe", b'{"times": []}'])
def test_a_file_that_does_not_fit_is_told_by_its_name(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "seen.json"
    path.write_bytes(body)
    with pytest.raises(SnapshotError, match=r"seen\.json cannot be read; check the site again"):
        kept_beside(path, FORM)


def test_a_file_that_cannot_be_opened_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match="cannot be read"):
        kept_beside(tmp_path, FORM)
    with pytest.raises(OutputError, match="cannot write"):
        keep_beside(tmp_path / "nowhere" / "seen.json", FORM, SEEN)


def test_links_that_were_not_audited_are_not_links_of_which_none_is_broken(tmp_path: Path) -> None:
    assert kept_links.kept(tmp_path) is None
    kept_links.keep(tmp_path, Links(checked=7, broken=()))
    assert kept_links.kept(tmp_path) == Links(checked=7, broken=())
