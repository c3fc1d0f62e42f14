"""When sites were last looked at, by the history that each schedule's runs are kept in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from ..history import History, RunState, open_history
from ..schedule import Schedule
from .histories import NO_HISTORY

VARIABLE = "OITCRAWLER_HISTORY"


class HistoryRuns:
    """Asks the histories; each is opened once, when it is first asked."""

    def __init__(self, usual: str | None, stack: ExitStack) -> None:
        self._usual = usual
        self._stack = stack
        self._opened: dict[str | None, History] = {}

    def last_finished(self, schedule: Schedule) -> datetime | None:
        """Return when the last run of the schedule's command on its site finished. Raises OitError."""
        place = schedule.environment.get(VARIABLE) or self._usual
        if NO_HISTORY in (place, _option(schedule)):
            return None
        if place not in self._opened:
            self._opened[place] = self._stack.enter_context(open_history(place))
        finished = [
            one.finished_at
            for one in self._opened[place].runs(schedule.site, schedule.command)
            if one.state is RunState.FINISHED and one.finished_at is not None
        ]
        return max(finished, default=None)


@contextmanager
def known_runs(usual: str | None) -> Iterator[HistoryRuns]:
    """Give the histories, and close them in the end. `usual` is the place of those that name none."""
    with ExitStack() as stack:
        yield HistoryRuns(usual, stack)


def _option(schedule: Schedule) -> str:
    words = schedule.extra
    return words[words.index("--history") + 1] if "--history" in words[:-1] else ""
