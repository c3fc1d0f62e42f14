"""Regular runs: which site is due (`rules`, `running`), and the system's own timer that asks (`timers`).

One mechanism for every system: the timer starts `oitcrawler due --run` once a day (cron: once an hour, for it never
makes up for a missed start), which looks at the history and does nothing when nothing is due. So the interval is kept
by what was really done, not by a timer: systemd counts intervals (`OnUnitActiveSec`) from the start of the machine and
remembers only calendar times over a restart, cron knows no "every 15 days"; and a machine that was off, a site that
could not be reached, a run that somebody made by hand are all taken into account in the same way.
"""

from __future__ import annotations

from .commands import Commands, Ended, SystemCommands
from .jitter import first_day, name_of, night_time
from .model import COMMANDS, Attempt, CommandName, Due, LastRuns, Schedule
from .registry import Attempts, Registry
from .rules import due_at, standings

__all__ = [
    "COMMANDS",
    "Attempt",
    "Attempts",
    "CommandName",
    "Commands",
    "Due",
    "Ended",
    "LastRuns",
    "Registry",
    "Schedule",
    "SystemCommands",
    "due_at",
    "first_day",
    "name_of",
    "night_time",
    "standings",
]
