"""One run in a process of its own; what it says is kept in a file of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from .commands import NO_WINDOW, NOT_FOUND
from .model import Schedule
from .registry import make_folder, unwritable

CARRIED: Final = (
    "OITCRAWLER_HISTORY",
    "OITCRAWLER_CACHE",
    "OITCRAWLER_BROWSER",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)
"""Variables that a timer does not know, and that a run needs as it had them when it was asked for. No passwords of
notifications: these stand in files of their own."""
_STOP_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Starter:
    """Starts runs; `folder` is where their logs are."""

    folder: Path

    def log_of(self, name: str) -> Path:
        """Return the file that holds what the last run of a schedule said."""
        return self.folder / f"{name}.log"

    def start(self, schedule: Schedule) -> int:
        """Run a schedule to its end and return its exit code. Raises OutputError when the log cannot be written."""
        words = [sys.executable, "-m", "oitcrawler", *schedule.arguments()]
        with self._opened(schedule.name) as log:
            try:
                process = subprocess.Popen(  # noqa: S603 (words, no shell; our own program)
                    words,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **schedule.environment, "NO_COLOR": "1", "PYTHONUTF8": "1"},
                    creationflags=NO_WINDOW,
                )
            except OSError as error:
                log.write(str(error).encode())
                return NOT_FOUND
            return _end_of(process)

    def _opened(self, name: str) -> BinaryIO:
        make_folder(self.folder)
        path = self.log_of(name)
        try:
            return path.open("wb")
        except OSError as error:
            raise unwritable(path, error) from error


def _end_of(process: subprocess.Popen[bytes]) -> int:
    """Wait for a run; one that is interrupted is given the time to keep what it has."""
    try:
        return process.wait()
    except KeyboardInterrupt:
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def carried(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what of an environment a later run needs."""
    return {name: environment[name] for name in CARRIED if environment.get(name)}


def own_program(registry: Path) -> tuple[str, ...]:
    """Return the command line that a timer starts."""
    return (sys.executable, "-m", "oitcrawler", "due", "--run", "--retry", "15", "--registry", str(registry))
