"""What the page of a link run shows: cut to what a person can read, with how much was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from oitcrawler.model import Cause
from oitcrawler.report import BrokenLink, LinkRun

from ._link_spots import Spot, spots_of
from ._link_words import remarks_of

MOST_LINKS: Final = 2_000
MOST_SPOTS: Final = 3
FEW_SPOTS_AFTER: Final = 300
"""After so many links only the first place of each is shown, so that the file stays small."""
MOST_SHARED: Final = 300
MOST_PAGES: Final = 400
MOST_ON_PAGE: Final = 12
MOST_CHANGES: Final = 100
MOST_UNVERIFIED: Final = 300
MOST_REMARKS: Final = 100
MOST_PATTERNS: Final = 60
MOST_FINDINGS: Final = 200

T = TypeVar("T")
Change = Literal["", "broke", "came-back"]


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The first of many, and how many more there are."""

    shown: tuple[T, ...]
    more: int = 0

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.shown) + self.more


@dataclass(frozen=True, slots=True)
class Row:
    """A broken link, with what has to be mended for it. `id` is its place on this page."""

    id: str
    link: BrokenLink
    spots: Cut[Spot]
    pages: int
    kinds: tuple[str, ...]
    change: Change


@dataclass(frozen=True, slots=True)
class CauseGroup:
    """The links with one cause."""

    cause: Cause
    rows: Cut[Row]


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to mend: a link at one spot."""

    row: Row
    spot: Spot
    is_listed: bool


@dataclass(frozen=True, slots=True)
class PageGroup:
    """What has to be mended on one page."""

    page: str
    mends: Cut[Mend]


@dataclass(frozen=True, slots=True)
class Changed:
    """An address that changed since the run before, with its row if it is broken now."""

    url: str
    row: Row | None = None
    is_listed: bool = False


@dataclass(frozen=True, slots=True)
class RemarkGroup:
    """The links that work, and of which there is the same to know."""

    name: str
    links: Cut[BrokenLink]


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the page shows of one run."""

    confirmed: int
    suspects: int
    spots: int
    groups: tuple[CauseGroup, ...]
    shared: Cut[Mend]
    pages: Cut[PageGroup]
    kinds: tuple[str, ...]
    broke: Cut[Changed]
    came_back: Cut[Changed]
    mended: Cut[str]
    unverified: tuple[tuple[Cause, Cut[BrokenLink]], ...]
    remarks: tuple[RemarkGroup, ...]
    patterns: Cut[tuple[str, int]]
    left_alone: int


def view_of(run: LinkRun) -> View:
    """Return what is shown of a run."""
    rows = _rows(run)
    listed = frozenset(row.id for row, _ in rows[:MOST_LINKS])
    mends = [Mend(row, spot, row.id in listed) for row, spots in rows for spot in spots]
    by_url = {row.link.url: row for row, _ in reversed(rows)}
    broken = run.links.broken
    return View(
        confirmed=sum(one.confirmed for one in broken),
        suspects=sum(not one.confirmed for one in broken),
        spots=len(mends),
        groups=_by_cause([row for row, _ in rows]),
        shared=_cut(_shared(mends), MOST_SHARED),
        pages=_pages(mends),
        kinds=tuple(sorted({kind for row, _ in rows for kind in row.kinds})),
        broke=_changed(run.broke, by_url, listed),
        came_back=_changed(run.came_back, by_url, listed),
        mended=_cut(run.mended, MOST_CHANGES),
        unverified=_unverified(run.links.unverified),
        remarks=_remarks(run.links.remarks),
        patterns=_cut(sorted(run.left_alone, key=lambda one: (-one[1], one[0])), MOST_PATTERNS),
        left_alone=sum(count for _, count in run.left_alone),
    )


def _rows(run: LinkRun) -> list[tuple[Row, tuple[Spot, ...]]]:
    """Return the broken links, what most pages have first, each with all that has to be mended for it."""
    broke, back = frozenset(run.broke), frozenset(run.came_back)
    found = [(one, spots_of(one)) for one in run.links.broken]
    counts = {id(one): len({source.page for source in one.sources}) for one, _ in found}
    found.sort(key=lambda pair: (-counts[id(pair[0])], pair[0].url, pair[0].cause))
    rows = []
    for number, (one, spots) in enumerate(found, start=1):
        most = MOST_SPOTS if number <= FEW_SPOTS_AFTER else 1
        change: Change = "came-back" if one.url in back else "broke" if one.url in broke else ""
        kinds = tuple(sorted({spot.kind for spot in spots}))
        rows.append((Row(f"b{number}", one, _cut(spots, most), counts[id(one)], kinds, change), spots))
    return rows


def _by_cause(rows: list[Row]) -> tuple[CauseGroup, ...]:
    total = Counter(row.link.cause for row in rows)
    shown: dict[Cause, list[Row]] = {cause: [] for cause in total}
    for row in rows[:MOST_LINKS]:
        shown[row.link.cause].append(row)
    return tuple(
        CauseGroup(cause, Cut(tuple(shown[cause]), count - len(shown[cause])))
        for cause, count in sorted(total.items(), key=lambda one: (-one[1], one[0]))
    )


def _shared(mends: list[Mend]) -> list[Mend]:
    return sorted((one for one in mends if one.spot.is_shared), key=lambda one: -len(one.spot.pages))


def _pages(mends: list[Mend]) -> Cut[PageGroup]:
    by_page: dict[str, list[Mend]] = {}
    for one in mends:
        if not one.spot.is_shared:
            by_page.setdefault(one.spot.pages[0], []).append(one)
    most_first = sorted(by_page.items(), key=lambda one: (-len(one[1]), one[0]))
    first = (PageGroup(page, _cut(sorted(own, key=_by_place), MOST_ON_PAGE)) for page, own in most_first[:MOST_PAGES])
    return Cut(tuple(first), max(0, len(most_first) - MOST_PAGES))


def _by_place(mend: Mend) -> tuple[str, int, str]:
    part, _, line = mend.spot.place.rpartition("line ")
    return (part, int(line), mend.row.id) if line.isdecimal() else (mend.spot.place, 0, mend.row.id)


def _changed(urls: tuple[str, ...], rows: Mapping[str, Row], listed: frozenset[str]) -> Cut[Changed]:
    found = []
    for url in sorted(urls):
        row = rows.get(url)
        found.append(Changed(url, row, row is not None and row.id in listed))
    return _cut(found, MOST_CHANGES)


def _unverified(links: Iterable[BrokenLink]) -> tuple[tuple[Cause, Cut[BrokenLink]], ...]:
    by_cause: dict[Cause, list[BrokenLink]] = {}
    for one in links:
        by_cause.setdefault(one.cause, []).append(one)
    most_first = sorted(by_cause.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple((cause, _cut(found, MOST_UNVERIFIED)) for cause, found in most_first)


def _remarks(links: Iterable[BrokenLink]) -> tuple[RemarkGroup, ...]:
    by_name: dict[str, list[BrokenLink]] = {}
    for one in links:
        for name in remarks_of(one):
            by_name.setdefault(name, []).append(one)
    return tuple(RemarkGroup(name, _cut(by_name[name], MOST_REMARKS)) for name in sorted(by_name))


def _cut(found: Iterable[T], most: int) -> Cut[T]:
    every = tuple(found)
    return Cut(every[:most], max(0, len(every) - most))
