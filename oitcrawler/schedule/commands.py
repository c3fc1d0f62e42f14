"""Calling the system's own programs: lists of words, never a shell, and never without an end."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ..errors import UsageError
from ..model import Text

NOT_FOUND: Final = 127
TIMED_OUT: Final = 124
_SECONDS: Final = 60.0
_MOST_TOLD: Final = 300


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit code (`NOT_FOUND`, `TIMED_OUT` as shells have it) and what it wrote."""

    code: int
    out: bytes = b""
    err: bytes = b""

    @property
    def said(self) -> str:
        """What it wrote about what went wrong, in one line."""
        line = " ".join((self.err or self.out).decode("utf-8", "replace").split())
        return line[:_MOST_TOLD] or f"exit {self.code}"


class Commands(Protocol):
    """Calls programs."""

    def run(self, words: Sequence[str], stdin: bytes = b"") -> Ended:
        """Call a program, give it its input, and wait for its end."""


class SystemCommands:
    """Calls the programs of this machine; their messages are in English, for some have to be understood."""

    def run(self, words: Sequence[str], stdin: bytes = b"") -> Ended:
        """Call a program; one that is not there and one that does not end are told by their exit code."""
        try:
            done = subprocess.run(  # noqa: S603 (words, no shell; the program is named by this package)
                list(words),
                input=stdin,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
                env={**os.environ, "LC_ALL": "C"},
                creationflags=NO_WINDOW,
            )
        except subprocess.TimeoutExpired:
            return Ended(TIMED_OUT, err=f"no answer within {_SECONDS:.0f} s".encode())
        except OSError as error:
            return Ended(NOT_FOUND, err=str(error).encode())
        return Ended(done.returncode, done.stdout, done.stderr)


NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Keeps Windows from opening a black window for a program that is started in the background."""


def refused(words: Sequence[str], ended: Ended) -> UsageError:
    """Build the error of a program that did not do what it was called for."""
    called = " ".join(words[:3])
    return UsageError(
        Text(
            f"ตั้งเวลากับระบบไม่สำเร็จ คำสั่ง {called} ตอบว่า: {ended.said}",
            f"the system's timer could not be set, {called} answered: {ended.said}",
        )
    )
