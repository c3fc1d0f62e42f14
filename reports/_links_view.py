"""The links of a site as the page shows them: what is broken in full, the rest gathered by cause or remark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from oitcrawler.model import Cause
from oitcrawler.report import BrokenLink, Links

from ._cut import SHOWN, Cut, cut

SHOWN_OF_GROUP: Final = 30
"""How many addresses of one cause, or of one remark, are listed."""
SHOWN_MENDED: Final = 100


@dataclass(frozen=True, slots=True)
class Unverified:
    """The links of which nobody knows for one cause."""

    cause: Cause
    links: Cut[BrokenLink]


@dataclass(frozen=True, slots=True)
class Remark:
    """The links that work and to which the same remark applies."""

    name: str
    links: Cut[BrokenLink]


@dataclass(frozen=True, slots=True)
class LinksView:
    """The links in the order of the page."""

    broken: Cut[BrokenLink]
    suspects: int
    unverified: tuple[Unverified, ...]
    unverified_count: int
    remarks: tuple[Remark, ...]
    mended: Cut[str]


def links_view(links: Links) -> LinksView:
    """Group and cut the links for the page: what is certain first."""
    return LinksView(
        broken=cut(sorted(links.broken, key=lambda one: not one.confirmed), SHOWN),
        suspects=sum(not one.confirmed for one in links.broken),
        unverified=tuple(_unverified(links.unverified)),
        unverified_count=len(links.unverified),
        remarks=tuple(_remarks(links.remarks)),
        mended=cut(links.mended, SHOWN_MENDED, 0),
    )


def _unverified(links: Iterable[BrokenLink]) -> Iterable[Unverified]:
    groups: dict[Cause, list[BrokenLink]] = {}
    for one in links:
        groups.setdefault(one.cause, []).append(one)
    for cause, found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield Unverified(cause, cut(found, SHOWN_OF_GROUP, 0))


def _remarks(links: Iterable[BrokenLink]) -> Iterable[Remark]:
    groups: dict[str, list[BrokenLink]] = {}
    for one in links:
        for name in dict.fromkeys(one.detail.split() or [""]):
            groups.setdefault(name, []).append(one)
    for name, found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield Remark(name, cut(found, SHOWN_OF_GROUP, 0))
