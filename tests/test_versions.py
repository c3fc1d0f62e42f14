"""That a folder remembers what its runs judged, and that the memory gives the same answer when asked again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from oitcrawler import versions
from oitcrawler.errors import SnapshotError
from oitcrawler.evidence.changes import Extent
from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.versions import Sighting, Version, Versions, grown

PAGE = "https://www.example.go.th/ita-2568"
FIRST, SECOND, THIRD = (f"2025-04-{day:02d}T03:00:00+00:00" for day in (1, 16, 30))
OF_2568 = "แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2568\nองค์การบริหารส่วนตำบลตัวอย่าง\nโครงการถนน 500,000 บาท"


def paper(text: str = OF_2568, name: str = "plan.pdf") -> Evidence:
    url = f"https://www.example.go.th/{name}"
    return Evidence(url, url, Kind.PDF, f"digest of {text}", passages=(Passage(text, 1),))


def sighting(evidence: Evidence, label: str = "แผนการใช้จ่ายงบประมาณ") -> Sighting:
    return Sighting(evidence, PAGE, label)


class Kept:
    """Old versions whose bytes were kept."""

    def __init__(self, *papers: Evidence) -> None:
        self.papers = {one.digest: one for one in papers}

    def __call__(self, version: Version) -> Evidence | None:
        return self.papers.get(version.digest)


def two_runs(before: Evidence, now: Evidence, *kept: Evidence) -> Versions:
    first = grown(Versions(), [sighting(before)], FIRST, Kept())
    return grown(first, [sighting(now)], SECOND, Kept(*kept))


def test_a_document_seen_unchanged_has_no_change() -> None:
    known = two_runs(paper(), paper())
    assert known.changes(paper().url) == ()
    assert [(one.first_seen, one.last_seen) for one in known.seen] == [(FIRST, SECOND)]


def test_a_changed_document_is_compared_with_the_version_before() -> None:
    now = paper(OF_2568.replace("500,000", "450,000"))
    (change,) = two_runs(paper(), now, paper()).changes(now.url)
    assert change.extent is Extent.TEXT
    assert (change.seen, change.since, change.before) == (FIRST, SECOND, paper().digest)


def test_a_change_is_remembered_by_later_runs() -> None:
    now = paper(OF_2568.replace("500,000", "450,000"))
    known = grown(two_runs(paper(), now, paper()), [sighting(now)], THIRD, Kept())
    assert [one.extent for one in known.changes(now.url)] == [Extent.TEXT]


def test_without_the_old_bytes_nothing_is_compared() -> None:
    now = paper(OF_2568 + " แก้ไข")
    assert [one.extent for one in two_runs(paper(), now).changes(now.url)] == [Extent.UNREADABLE]


def test_each_years_document_at_one_address_is_no_change() -> None:
    now = paper(OF_2568.replace("2568", "2569"))
    assert [one.extent for one in two_runs(paper(), now, paper()).changes(now.url)] == [Extent.OTHER_YEAR]


def test_a_file_put_under_another_name_behind_the_same_words_is_compared() -> None:
    now = paper(OF_2568.replace("500,000", "450,000"), "plan-new.pdf")
    (change,) = two_runs(paper(), now, paper()).changes(now.url)
    assert (change.extent, change.before_url) == (Extent.TEXT, paper().url)


def test_a_second_file_behind_the_same_words_replaces_nothing() -> None:
    known = grown(Versions(), [sighting(paper())], FIRST, Kept())
    other = paper(OF_2568 + "\nภาคผนวก", "annex.pdf")
    assert grown(known, [sighting(paper()), sighting(other)], SECOND, Kept(paper())).changes(other.url) == ()


def test_judging_an_old_crawl_again_knows_only_what_was_known_then() -> None:
    now = paper(OF_2568.replace("500,000", "450,000"))
    known = two_runs(paper(), now, paper())
    assert known.until(FIRST).changes(now.url) == ()
    assert grown(known.until(SECOND), [sighting(now)], SECOND, Kept()).changes(now.url) == known.changes(now.url)


def test_the_memory_survives_on_disk(tmp_path: Path) -> None:
    known = two_runs(paper(), paper(OF_2568 + "\nแก้ไข"), paper())
    versions.save(tmp_path, known)
    assert versions.load(tmp_path) == known
    assert versions.load(tmp_path / "nowhere") == Versions()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"seen": [{"url": 1}]}'])
def test_a_damaged_memory_is_named(tmp_path: Path, damage: str) -> None:
    (tmp_path / versions.FILE).write_text(damage, encoding="utf-8")
    with pytest.raises(SnapshotError, match=versions.FILE):
        versions.load(tmp_path)


def test_a_new_document_behind_the_same_words_is_no_change_of_the_old_one() -> None:
    now = paper("ประกาศรายชื่อผู้มีสิทธิ์สอบ ปี 2568\nนายตัวอย่าง ดีเสมอ\nสถานที่สอบ หอประชุม", "names.pdf")
    assert two_runs(paper(), now, paper()).changes(now.url) == ()


def test_labels_that_say_nothing_replace_nothing() -> None:
    first = grown(Versions(), [sighting(paper(), "")], FIRST, Kept())
    now = replace(paper(OF_2568 + "\nใหม่"), url="https://www.example.go.th/b.pdf")
    assert grown(first, [sighting(now, "")], SECOND, Kept(paper())).changes(now.url) == ()
