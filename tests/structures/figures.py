"""Prints how many items of each structure are located rightly: `python -m tests.structures.figures [NAME …]`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from .listing import layouts, made
from .recorded import Content, site_of
from .scoring import Score, Truth, checklist, scores
from .written import names, written

YEARS = (2565, 2568)
AS_OF = {2565: date(2022, 4, 30), 2568: date(2025, 4, 30)}
Making = Callable[[], tuple[Content, Truth]]


def _layout(name: str, year: int) -> tuple[Content, Truth]:
    site = made(name, year)
    return site.content, site.truth


def _written(name: str, year: int) -> tuple[Content, Truth]:
    return written(name).content, written(name).truth[year]


STRUCTURES: Mapping[tuple[str, int], Making] = {
    **{(name, year): partial(_layout, name, year) for name in layouts() for year in YEARS},
    **{(name, year): partial(_written, name, year) for name in names() for year in written(name).truth},
}
"""Every structure by name and year: those made from the lists, then those written by hand."""


def main(wanted: list[str]) -> None:
    print(f"{'structure':32}{'year':>6}" + "".join(f"{one:>11}" for one in Score))
    total: Counter[Score] = Counter()
    for (name, year), making in STRUCTURES.items():
        if wanted and name not in wanted:
            continue
        content, truth = making()
        found = scores(site_of(content), checklist(str(year)), truth)
        counts = Counter(found.values())
        total += counts
        wrong = {item: str(one) for item, one in found.items() if one is not Score.RIGHT}
        print(f"{name:32}{year:>6}" + "".join(f"{counts[one]:>11}" for one in Score), wrong if wanted else "")
    print(f"{'all':38}" + "".join(f"{total[one]:>11}" for one in Score))


if __name__ == "__main__":
    main(sys.argv[1:])
