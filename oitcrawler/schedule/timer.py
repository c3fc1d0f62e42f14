"""A timer of the system: what is given to it, and what each kind can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Protocol

from ..errors import OitError
from ..model import Text
from ..whole_files import write_whole
from .registry import make_folder, unwritable


@dataclass(frozen=True, slots=True)
class Job:
    """What a timer starts: `program` is the whole command line, `folder` where it works, `day` the first day."""

    name: str
    at: time
    program: tuple[str, ...]
    folder: Path
    day: date

    @property
    def title(self) -> str:
        """The job by name, as the system's own tools show it."""
        return title_of(self.name)


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is written or called when a timer is installed: where it goes, and what it says."""

    where: str
    content: str = ""


class Timer(Protocol):
    """One of the system's timers."""

    @property
    def called(self) -> Text:
        """What people call it."""

    def works(self) -> bool:
        """Whether this machine and user have it."""

    def planned(self, job: Job) -> tuple[Piece, ...]:
        """Return what `install` writes and calls."""

    def install(self, job: Job) -> tuple[Text, ...]:
        """Install a job or bring it up to date; return what the user should know. Raises UsageError, OutputError."""

    def remove(self, name: str) -> None:
        """Take a job away. Raises UsageError, OutputError."""

    def is_there(self, name: str) -> bool:
        """Whether a job of this name is installed."""


def title_of(name: str) -> str:
    """Return a schedule's name as the system's own tools show it."""
    return f"oitcrawler-{name}"


@contextmanager
def as_before_on_failure(*paths: Path) -> Iterator[None]:
    """Put files back as they were, or away where there were none, when what follows fails. Raises OutputError."""
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        yield
    except OitError:
        for path, content in before.items():
            if content is None:
                drop(path)
            else:
                keep(path, content)
        raise


def keep(path: Path, content: bytes) -> None:
    """Write a file of a timer, and its folder; the file whole or not at all. Raises OutputError."""
    make_folder(path.parent)
    write_whole(path, content)


def drop(path: Path) -> None:
    """Delete a file of a timer, if it is there. Raises OutputError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
