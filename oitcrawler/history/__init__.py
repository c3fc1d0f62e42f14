"""What earlier runs saw: runs, lives of links and findings, whole reports; in SQLite or PostgreSQL.

`open_history` and the classes that it leads to (`History`, `OpenRun`) need the database's libraries, which are imported
when one of these names is used, not before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .identity import finding_id, identified, site_name
from .model import (
    Change,
    ChangedLink,
    FindingLife,
    HistoryBusy,
    HistoryTrouble,
    LinkChanges,
    LinkLife,
    LinkObservation,
    RunKind,
    RunRow,
    RunState,
    RunTaken,
    SiteRow,
    day_of,
)

if TYPE_CHECKING:
    from .ledger import History
    from .open_run import OpenRun

__all__ = [
    "Change",
    "ChangedLink",
    "FindingLife",
    "History",
    "HistoryBusy",
    "HistoryTrouble",
    "LinkChanges",
    "LinkLife",
    "LinkObservation",
    "OpenRun",
    "RunKind",
    "RunRow",
    "RunState",
    "RunTaken",
    "SiteRow",
    "day_of",
    "finding_id",
    "identified",
    "open_history",
    "site_name",
]


def open_history(url: str | None = None) -> History:
    """Open the history at a URL or path (`place.resolve`), making or updating its tables first.

    Raises UsageError for a URL that names no database that can be used, HistoryTrouble for one that cannot be opened.
    """
    from .ledger import History

    return History.open(url)


def __getattr__(name: str) -> object:
    """Return a class whose module imports the database's libraries."""
    if name == "History":
        from .ledger import History

        return History
    if name == "OpenRun":
        from .open_run import OpenRun

        return OpenRun
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
