"""The news of a finished run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..model import Cause, Text


@dataclass(frozen=True, slots=True)
class LinkNews:
    """An address that changed, with the pages that name it, as far as they are known."""

    url: str
    cause: Cause | None = None
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GapNews:
    """An item of the checklist that has become a gap, or is one no longer."""

    item: str
    title: Text


@dataclass(frozen=True, slots=True)
class News:
    """What a finished run changed: `site` for people, the run's id, and where its report is.

    `broken` and `unverified` count the addresses that are broken now, and those of which nobody can tell; `gaps` and
    `unchecked` the items with a gap, and those that could not be checked; None where the run did not look. Raises
    ValueError for a naive datetime.
    """

    site: str
    run_id: str
    finished_at: datetime
    broke: tuple[LinkNews, ...] = ()
    mended: tuple[LinkNews, ...] = ()
    came_back: tuple[LinkNews, ...] = ()
    new_gaps: tuple[GapNews, ...] = ()
    mended_gaps: tuple[GapNews, ...] = ()
    report_path: Path | None = None
    broken: int | None = None
    unverified: int | None = None
    gaps: int | None = None
    unchecked: int | None = None
    is_test: bool = False

    def __post_init__(self) -> None:
        if self.finished_at.utcoffset() is None:
            raise ValueError(f"{self.finished_at} has no time zone")

    @property
    def anything(self) -> bool:
        """Whether something changed."""
        return bool(self.broke or self.mended or self.came_back or self.new_gaps or self.mended_gaps)


@dataclass(frozen=True, slots=True)
class Told:
    """Whom the news reached, and what went wrong."""

    sent: tuple[Text, ...] = ()
    trouble: tuple[Text, ...] = ()
