"""macOS: an agent of the user for launchd.

launchd.plist(5): a start that was missed while the machine slept is made up for; after one that was missed while it was
off, `RunAtLoad` starts the program at the next login, which does nothing when nothing is due.
"""

from __future__ import annotations

import plistlib
from collections.abc import Sequence
from pathlib import Path

from ..model import Text
from .commands import Commands, refused
from .timer import Job, Piece, as_before_on_failure, drop, keep, title_of


def agent_file(job: Job) -> bytes:
    """Return the agent as a property list."""
    return plistlib.dumps(
        {
            "Label": job.title,
            "ProgramArguments": list(job.program),
            "WorkingDirectory": str(job.folder),
            "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
            "RunAtLoad": True,
            "ProcessType": "Background",
        }
    )


class Launchd:
    """Installs agents in the user's own folder."""

    called = Text("launchd ของ macOS", "launchd")

    def __init__(self, commands: Commands, folder: Path | None = None) -> None:
        self._commands = commands
        self._folder = folder if folder is not None else Path.home() / "Library" / "LaunchAgents"

    def works(self) -> bool:
        """Every macOS has it; what it refuses is told by `install`."""
        return True

    def planned(self, job: Job) -> tuple[Piece, ...]:
        """Return the agent, and the call that loads it."""
        path = self._file(job.name)
        return (Piece(str(path), agent_file(job).decode()), Piece(" ".join(_loading(path))))

    def install(self, job: Job) -> tuple[Text, ...]:
        """Write the agent and load it; when that fails, the file is as before."""
        path = self._file(job.name)
        if path.exists():
            self._commands.run(_unloading(path))
        with as_before_on_failure(path):
            keep(path, agent_file(job))
            self._call(_loading(path))
        return ()

    def remove(self, name: str) -> None:
        """Unload the agent and delete its file."""
        self._commands.run(_unloading(self._file(name)))
        drop(self._file(name))

    def is_there(self, name: str) -> bool:
        """Whether its file is there."""
        return self._file(name).exists()

    def _file(self, name: str) -> Path:
        return self._folder / f"{title_of(name)}.plist"

    def _call(self, words: Sequence[str]) -> None:
        ended = self._commands.run(words)
        if ended.code != 0:
            raise refused(words, ended)


def _loading(path: Path) -> tuple[str, ...]:
    return ("launchctl", "load", "-w", str(path))


def _unloading(path: Path) -> tuple[str, ...]:
    return ("launchctl", "unload", "-w", str(path))
