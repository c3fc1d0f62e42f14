"""The queue: order, batches, merging, traps, redirects, and going on after a crash."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from oitcrawler.crawl.frontier import BATCH, OTHER_HOSTS, OTHER_HOSTS_LIMIT, PATTERN_LIMIT, Frontier
from oitcrawler.crawl.opening import opened
from oitcrawler.crawl.priority import Rank
from oitcrawler.crawl.targets import Budget, Target
from oitcrawler.errors import SnapshotError
from oitcrawler.model import Cause
from oitcrawler.snapshots import DATABASE, Snapshot

from ..test_snapshots import HOME, START, fetched, found

PLENTY = Budget(10_000, 10_000)


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    with opened(tmp_path, START, {}, "1") as made:
        yield made


def paths(batch: tuple[Target, ...]) -> list[str]:
    return [one.url.removeprefix(HOME) for one in batch]


def store_all(frontier: Frontier, batch: tuple[Target, ...]) -> None:
    for target in batch:
        frontier.store(fetched(target.url.removeprefix(HOME), kind=target.kind))


def test_the_best_come_first_and_ties_are_broken_by_name(frontier: Frontier) -> None:
    frontier.take(PLENTY)
    links = [
        found("b"),
        found("a"),
        found("deep", depth=0),
        found("news", Rank.NEWS),
        found("ita", Rank.ITA),
        found("plan.pdf", Rank.DOCUMENT, kind="document"),
    ]
    frontier.store(fetched(), links)
    assert paths(frontier.take(PLENTY)) == ["ita", "plan.pdf", "deep", "a", "b", "news"]


def test_a_batch_is_handed_out_until_it_is_stored_whole(frontier: Frontier) -> None:
    frontier.take(PLENTY)
    frontier.store(fetched(), [found("a"), found("b")])
    assert paths(frontier.take(PLENTY)) == ["a", "b"]
    frontier.store(fetched("a"), [found("better", Rank.ITA)])
    assert paths(frontier.take(PLENTY)) == ["b"]
    frontier.store(fetched("b"))
    assert paths(frontier.take(PLENTY)) == ["better"]


def test_batches_are_bounded(frontier: Frontier) -> None:
    frontier.take(PLENTY)
    frontier.store(fetched(), [found(f"p{number:03}") for number in range(BATCH + 5)])
    first = frontier.take(PLENTY)
    assert len(first) == BATCH
    store_all(frontier, first)
    assert len(frontier.take(PLENTY)) == 5


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_best_link_names_a_url_whatever_comes_first(order: tuple[int, ...], tmp_path: Path) -> None:
    ways = [
        found("plan.pdf", Rank.PAGE, label="คลิก", source=f"{HOME}z"),
        found("plan.pdf", Rank.SUBJECT, label="แผนจัดซื้อจัดจ้าง", source=f"{HOME}m"),
        found("plan.pdf", Rank.SUBJECT, label="แผนจัดซื้อ", source=f"{HOME}y"),
    ]
    with opened(tmp_path, START, {}, "1") as frontier:
        store_all(frontier, frontier.take(PLENTY))
        for number in order:
            frontier.discover([ways[number]])
        (target,) = frontier.take(PLENTY)
    assert (target.label, target.source, target.priority) == ("แผนจัดซื้อจัดจ้าง", f"{HOME}m", Rank.SUBJECT)


def test_pages_and_documents_have_budgets_of_their_own(frontier: Frontier) -> None:
    store_all(frontier, frontier.take(Budget(3, 2)))
    frontier.discover([found(f"p{number}") for number in range(5)])
    frontier.discover([found(f"d{number}.pdf", kind="document") for number in range(5)])
    batch = frontier.take(Budget(3, 2))
    assert sorted(paths(batch)) == ["d0.pdf", "d1.pdf", "p0", "p1"]
    store_all(frontier, batch)
    assert frontier.take(Budget(3, 2)) == ()
    assert frontier.counts().queued == 6


def test_what_was_never_tried_costs_no_budget(frontier: Frontier) -> None:
    store_all(frontier, frontier.take(Budget(2, 0)))
    frontier.discover([found("a"), found("b")])
    frontier.take(Budget(2, 0))
    frontier.store(fetched("a", None, cause=Cause.ROBOTS))
    assert paths(frontier.take(Budget(2, 0))) == ["b"]


def test_a_page_that_is_a_document_counts_as_one(frontier: Frontier) -> None:
    store_all(frontier, frontier.take(PLENTY))
    frontier.discover([found("download?id=1")])
    frontier.take(PLENTY)
    frontier.store(fetched("download?id=1", b"%PDF-", kind="document"))
    assert (frontier.counts().pages, frontier.counts().documents) == (1, 1)


@pytest.mark.parametrize(
    ("pattern", "limit"), [("news/{n}", PATTERN_LIMIT), (OTHER_HOSTS, OTHER_HOSTS_LIMIT), ("", 450)]
)
def test_of_one_shape_only_so_many_are_tried(pattern: str, limit: int, frontier: Frontier, tmp_path: Path) -> None:
    store_all(frontier, frontier.take(PLENTY))
    frontier.discover([found(f"news/{number:04}", pattern=pattern) for number in range(450)])
    tried = 0
    while batch := frontier.take(PLENTY):
        tried += len(batch)
        store_all(frontier, batch)
    assert tried == limit
    with Snapshot.open(tmp_path) as snapshot:
        assert snapshot.left_alone() == (((pattern, 450 - limit),) if limit < 450 else ())
        assert snapshot.unfetched() == ()


def test_an_archive_that_leads_to_documents_is_no_trap(frontier: Frontier) -> None:
    store_all(frontier, frontier.take(PLENTY))
    archive = [found(f"news/{number:04}", pattern="news/{n}") for number in range(PATTERN_LIMIT + 50)]
    frontier.discover(archive)
    frontier.discover(
        [
            found(f"{number}.pdf", Rank.LAST, kind="document", source=one.url)
            for number, one in enumerate(archive)
            if number % 5 == 0
        ]
    )
    while batch := frontier.take(PLENTY):
        store_all(frontier, batch)
    assert frontier.counts().pages == 1 + PATTERN_LIMIT + 50


def test_what_was_left_alone_is_tried_when_a_better_link_names_it(frontier: Frontier) -> None:
    store_all(frontier, frontier.take(PLENTY))
    frontier.discover([found(f"news/{number:04}", pattern="news/{n}") for number in range(PATTERN_LIMIT + 10)])
    while batch := frontier.take(PLENTY):
        store_all(frontier, batch)
    frontier.discover([found("news/0305", Rank.ITA, label="แผนป้องกันการทุจริต")])
    assert paths(frontier.take(PLENTY)) == ["news/0305"]


def test_the_target_of_a_redirect_is_not_fetched_again(frontier: Frontier, tmp_path: Path) -> None:
    store_all(frontier, frontier.take(PLENTY))
    frontier.discover([found("old", Rank.ITA)])
    assert paths(frontier.take(PLENTY)) == ["old"]
    frontier.store(fetched("old", final_url=f"{HOME}new"), [found("new")])
    assert frontier.take(PLENTY) == ()
    with Snapshot.open(tmp_path) as snapshot:
        _, new, old = snapshot.resources()
    assert (new.url, new.final_url, new.digest) == (f"{HOME}new", f"{HOME}new", old.digest)


def test_a_crash_before_rendering_leaves_only_the_rendering(tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        frontier.take(PLENTY)
        number = frontier.store(fetched(), settled=False)
    with opened(tmp_path, START, {}, "1") as frontier:
        (again,) = frontier.take(PLENTY)
        assert again.static == number
        assert frontier.static_body(number)[0] == "text/html"


def test_what_was_in_flight_comes_first_after_a_crash(tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        store_all(frontier, frontier.take(PLENTY))
        frontier.discover([found("a"), found("b")])
        frontier.take(PLENTY)
        frontier.store(fetched("a"), [found("best", Rank.ITA)])
    with opened(tmp_path, START, {}, "1") as frontier:
        assert paths(frontier.take(PLENTY)) == ["b"]


@pytest.mark.parametrize("cause", [Cause.DNS, Cause.TIMEOUT, Cause.SERVER_ERROR])
def test_a_first_page_that_failed_is_tried_again(cause: Cause, tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        frontier.take(PLENTY)
        frontier.store(fetched("", None, cause=cause))
        frontier.finish()
    with opened(tmp_path, START, {}, "1") as frontier:
        assert paths(frontier.take(PLENTY)) == [""]


def test_what_a_failing_host_kept_from_being_tried_is_tried_at_last(tmp_path: Path) -> None:
    with opened(tmp_path, START, {}, "1") as frontier:
        store_all(frontier, frontier.take(PLENTY))
        frontier.discover([found("a"), found("b")])
        frontier.take(PLENTY)
        frontier.store(fetched("a", None, cause=Cause.HOST_DOWN))
        frontier.store(fetched("b", None, cause=Cause.NOT_FOUND))
    with opened(tmp_path, START, {}, "1") as frontier:
        assert paths(frontier.take(PLENTY)) == ["a"]


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"hello " * 100)
    with pytest.raises(SnapshotError, match="is damaged"), opened(tmp_path, START, {}, "1"):
        pass


def test_equal_bodies_are_kept_once(frontier: Frontier, tmp_path: Path) -> None:
    store_all(frontier, frontier.take(PLENTY))
    frontier.discover([found("a"), found("b")])
    store_all(frontier, frontier.take(PLENTY))
    assert len([path for path in (tmp_path / "bodies").rglob("*") if path.is_file()]) == 1
