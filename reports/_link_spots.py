"""From the pages that carry a broken link to what a person has to mend: a menu is mended once, not on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from oitcrawler.report import BrokenLink, LinkSource

FRAME: Final = frozenset({"menu", "header", "footer", "sidebar"})
"""Places that one template makes for all pages of a site."""
ALIKE: Final = 5
"""So many pages with the same words for the same link elsewhere: a template too, by all likelihood."""

_LINE = re.compile(r"(?:, |^)line \d+$")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place to mend: on one page, or in a template that `pages` share.

    `place` names the part of the page, with the line where there is one page only.
    """

    text: str
    place: str
    kind: str
    written: str
    pages: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        """Whether mending it once mends all its pages."""
        return len(self.pages) > 1


def spots_of(link: BrokenLink) -> tuple[Spot, ...]:
    """Return what has to be mended for a link, what most pages share first."""
    alike: dict[tuple[str, str, str], list[LinkSource]] = {}
    for source in link.sources:
        alike.setdefault((part_of(source.place), source.text, source.kind), []).append(source)
    found = [spot for (part, _, _), sources in alike.items() for spot in _spots(part, sources)]
    return tuple(sorted(found, key=lambda one: (-len(one.pages), one.pages, one.place, one.text, one.kind)))


def part_of(place: str) -> str:
    """Return the part of a page that a place names, without the line."""
    return _LINE.sub("", place)


def _spots(part: str, sources: list[LinkSource]) -> Iterable[Spot]:
    pages = tuple(sorted({one.page for one in sources}))
    if len(pages) >= (2 if part in FRAME else ALIKE):
        first = min(sources, key=lambda one: (one.page, one.written))
        yield Spot(first.text, part, first.kind, first.written, pages)
        return
    for one in sources:
        yield Spot(one.text, one.place, one.kind, one.written, (one.page,))
