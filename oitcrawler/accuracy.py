"""How often a text is given to the right item, counted on texts that people have labelled: for `make accuracy`.

Pure counting; `scripts/accuracy.py` reads the file and prints the tables. One text may belong to several items (an
agency writes "O19-O20" beside one link); any of them is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from .locate.codes import without_codes
from .locate.labelling import NONE, Labeller, LabelView

OTHER_YEARS_ITEM = "other-year-item"
BINS = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the items to which it belongs (none: no item). `list_key` names the list that is used.

    `explicit` says that the agency itself wrote the number; `negative_kind` what a text of no item is.
    """

    text: str
    list_key: str
    items: frozenset[str]
    section: str = ""
    explicit: bool = False
    agency: str = ""
    negative_kind: str = ""

    @property
    def without_code(self) -> Labelled:
        """The same with the numbers of items taken out, so that only the meaning counts."""
        return replace(self, text=without_codes(self.text).strip(), section=without_codes(self.section).strip())


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled text with the answer that was given."""

    row: Labelled
    view: LabelView

    @property
    def right(self) -> bool:
        """Whether the answer is one of the items, or "none" for a text of no item."""
        return self.view.item in self.row.items if self.row.items else self.view.item == NONE


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one item, list or agency: texts that belong there, answers that name it, and right ones of them.

    `by_code` counts right answers that the number alone gave, without help of the words.
    """

    name: tuple[str, ...]
    n: int
    answered: int
    right: int
    by_code: int

    @property
    def precision(self) -> float | None:
        """The share of the answers that were right; None without answers."""
        return self.right / self.answered if self.answered else None

    @property
    def recall(self) -> float | None:
        """The share of the texts that were found; None without texts."""
        return self.right / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: texts of no item that were taken for one, or right answers of one bin of confidence."""

    name: str
    n: int
    count: int
    mean: float = 0.0

    @property
    def share(self) -> float:
        """The part, from 0 to 1."""
        return self.count / self.n if self.n else 0.0


def merged(rows: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Return the rows with the labels of one text in one place of one agency put together, in their order."""
    found: dict[tuple[str, str, str, str, bool], Labelled] = {}
    for row in rows:
        key = (row.list_key, row.agency, row.section, row.text, row.explicit and bool(row.items))
        known = found.get(key)
        found[key] = replace(known, items=known.items | row.items) if known else row
    return tuple(found.values())


def judge(rows: Iterable[Labelled], labellers: Mapping[str, Labeller]) -> tuple[Judged, ...]:
    """Answer for every row that has words and whose list is there, leaving out the items of other years' lists."""
    return tuple(
        Judged(row, labellers[row.list_key].explain(row.text, row.section))
        for row in rows
        if row.list_key in labellers and row.negative_kind != OTHER_YEARS_ITEM and (row.text or row.section)
    )


def per_item(judged: Iterable[Judged]) -> tuple[Score, ...]:
    """Return a score per list and item, in the order of the list."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in judged:
        belongs = _own_item(one)
        if belongs:
            counts[one.row.list_key, belongs][0] += 1
        if one.view.item != NONE:
            count = counts[one.row.list_key, one.view.item]
            count[1] += 1
            count[2] += one.right
            count[3] += one.right and one.view.by_code
    return tuple(Score(name, *counts[name]) for name in sorted(counts, key=lambda name: (name[0], _number(name[1]))))


def per_list(judged: Iterable[Judged]) -> tuple[Score, ...]:
    """Return a score per list over all its items."""
    return _scores(judged, lambda one: one.row.list_key)


def per_agency(judged: Iterable[Judged]) -> tuple[Score, ...]:
    """Return a score per agency, the worst recall and precision first: whether the rules serve one agency only."""
    scores = _scores(judged, lambda one: one.row.agency)
    return tuple(sorted(scores, key=lambda one: ((one.recall or 0.0) + (one.precision or 0.0), one.name)))


def negatives(judged: Iterable[Judged]) -> tuple[Share, ...]:
    """Return per kind of text that belongs to no item how many were taken for one."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        if not one.row.items:
            kinds[one.row.negative_kind].append(one)
    return tuple(Share(kind, len(kinds[kind]), sum(not one.right for one in kinds[kind])) for kind in sorted(kinds))


def calibration(judged: Iterable[Judged]) -> tuple[Share, ...]:
    """Return per bin of confidence how often the best candidate was right, whether or not it was given as the answer.

    `mean` is the mean confidence of the bin: near `share` means that the confidence says what it is worth.
    """
    bins: dict[float, list[tuple[float, bool]]] = defaultdict(list)
    for one in judged:
        if one.view.candidates:
            best = one.view.candidates[0]
            low = max(edge for edge in BINS if edge <= best.confidence)
            bins[low].append((best.confidence, best.item in one.row.items))
    return tuple(
        Share(f"{low:.2f}", len(found), sum(right for _, right in found), sum(c for c, _ in found) / len(found))
        for low, found in sorted(bins.items())
    )


def errors(judged: Iterable[Judged]) -> Iterator[Judged]:
    """Yield the wrong answers, to be looked at one by one."""
    return (one for one in judged if not one.right)


def _scores(judged: Iterable[Judged], key: Callable[[Judged], str]) -> tuple[Score, ...]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        groups[key(one)].append(one)
    return tuple(_score(name, groups[name]) for name in sorted(groups))


def _score(name: str, judged: list[Judged]) -> Score:
    answered = [one for one in judged if one.view.item != NONE]
    right = [one for one in answered if one.right]
    by_code = sum(one.view.by_code for one in right)
    return Score((name,), sum(bool(one.row.items) for one in judged), len(answered), len(right), by_code)


def _own_item(one: Judged) -> str:
    """Return the item under which a text is counted: the answer when it is right, or the lowest of its items."""
    if one.view.item in one.row.items:
        return one.view.item
    return min(one.row.items, key=_number, default="")


def _number(item: str) -> tuple[int, str]:
    return int("".join(char for char in item if char.isdigit()) or 0), item
