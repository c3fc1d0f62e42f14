"""What changed since the run before, as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from oitcrawler.report import Finding, ItemResult, PastRun, Report, VerdictChange

from ._cut import Cut, cut

SHOWN_EACH: Final = 8
"""How many findings of each kind of change are named."""


@dataclass(frozen=True, slots=True)
class Change:
    """An item whose verdict changed; `item` is None when it is not in this list any more."""

    change: VerdictChange
    item: ItemResult | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The findings that moved in one way (`new`, `came_back`, `mended`): how many, and those that can be shown."""

    kind: str
    count: int
    findings: Cut[Finding]


@dataclass(frozen=True, slots=True)
class PastView:
    """The run before, and what is different now."""

    before: PastRun
    changes: tuple[Change, ...]
    moved: tuple[Moved, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing at all has changed."""
        return not self.changes and not self.moved


def past_view(report: Report) -> PastView | None:
    """Return what changed since the last run; None when there was none."""
    past = report.past
    if past is None or not past.runs:
        return None
    items = {item.id: item for item in report.items}
    kinds = (("came_back", past.came_back), ("new", past.new), ("mended", past.mended))
    return PastView(
        before=past.runs[-1],
        changes=tuple(Change(one, items.get(one.item)) for one in past.changes),
        moved=tuple(_moved(report, kind, ids) for kind, ids in kinds if ids),
    )


def _moved(report: Report, kind: str, ids: tuple[str, ...]) -> Moved:
    wanted = frozenset(ids)
    return Moved(kind, len(wanted), cut((one for one in report.findings if one.id in wanted), SHOWN_EACH, 0))
