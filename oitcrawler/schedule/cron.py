"""cron: one line of the user's table between two marks; all other lines stay as they are, byte by byte.

cron never makes up for a missed start, and a clerk's machine is off at night. So the line stands for every hour: the
program it starts does nothing until the site's own time has come, and does then what should have been done at night.
crontab(5): an unescaped percent sign is a line break; a command has at most 998 characters.
"""

from __future__ import annotations

import re
import shlex
from typing import Final

from ..errors import UsageError
from ..model import Text
from .commands import NOT_FOUND, Commands, Ended, refused
from .timer import Job, Piece, title_of

_LIST: Final = ("crontab", "-l")
_WRITE: Final = ("crontab", "-")
_LONGEST: Final = 998
_NO_TABLE: Final = re.compile(rb"no crontab for|can't open .*No such file", re.DOTALL)


def line_of(job: Job) -> str:
    """Return the line of a job. Raises UsageError for one that cron would cut off."""
    called = f"cd {shlex.quote(str(job.folder))} && {shlex.join(job.program)} >/dev/null 2>&1"
    command = called.replace("%", r"\%")
    if len(command.encode()) > _LONGEST or any(ord(sign) < 32 for sign in command):
        raise UsageError(
            Text(
                f"คำสั่งยาวเกินไปหรือมีอักขระที่ cron รับไม่ได้: {called!r}",
                f"too long for cron, or with characters that it cannot take: {called!r}",
            )
        )
    return f"{job.at.minute} * * * * {command}"


def with_job(table: bytes, job: Job) -> bytes:
    """Return a table with a job in it, in the place of the one of its name. Raises UsageError for broken marks."""
    begin, end = _marks(job.name)
    rest = without_job(table, job.name)
    closed = rest if not rest or rest.endswith(b"\n") else rest + b"\n"
    return closed + b"\n".join((begin, line_of(job).encode(), end, b""))


def without_job(table: bytes, name: str) -> bytes:
    """Return a table without a job. Raises UsageError for broken marks, rather than take away what is somebody's."""
    begin, end = _marks(name)
    kept: list[bytes] = []
    inside = False
    for line in _lines(table):
        mark = line.rstrip(b"\r\n")
        if mark in (begin, end):
            if inside is not (mark == end):
                raise _broken(name)
            inside = mark == begin
        elif not inside:
            kept.append(line)
    if inside:
        raise _broken(name)
    return b"".join(kept)


class Cron:
    """Edits the user's own table by `crontab`."""

    called = Text("cron", "cron")

    def __init__(self, commands: Commands) -> None:
        self._commands = commands

    def works(self) -> bool:
        """Whether the program is there and lets this user in."""
        ended = self._commands.run(_LIST)
        return ended.code != NOT_FOUND and (ended.code == 0 or _is_empty(ended))

    def planned(self, job: Job) -> tuple[Piece, ...]:
        """Return the lines."""
        return (Piece(" ".join(_WRITE), with_job(b"", job).decode()),)

    def install(self, job: Job) -> tuple[Text, ...]:
        """Write the line into the table."""
        table = self._table()
        self._replace(table, with_job(table, job))
        return ()

    def remove(self, name: str) -> None:
        """Take the line out of the table."""
        table = self._table()
        self._replace(table, without_job(table, name))

    def is_there(self, name: str) -> bool:
        """Whether the table holds the job; no table holds none."""
        ended = self._commands.run(_LIST)
        return ended.code == 0 and any(line.rstrip(b"\r\n") in _marks(name) for line in _lines(ended.out))

    def _table(self) -> bytes:
        """Return the whole table. Raises UsageError when it cannot be read: what cannot be read is never replaced."""
        ended = self._commands.run(_LIST)
        if ended.code == 0:
            return ended.out
        if _is_empty(ended):
            return b""
        raise refused(_LIST, ended)

    def _replace(self, before: bytes, after: bytes) -> None:
        if after == before:
            return
        ended = self._commands.run(_WRITE, after)
        if ended.code != 0:
            raise refused(_WRITE, ended)


def _marks(name: str) -> tuple[bytes, bytes]:
    title = title_of(name)
    return f"# {title} begin (do not edit)".encode(), f"# {title} end".encode()


def _lines(table: bytes) -> list[bytes]:
    return re.findall(rb"[^\n]*\n|[^\n]+", table)


def _is_empty(ended: Ended) -> bool:
    return ended.code != NOT_FOUND and not ended.out and _NO_TABLE.search(ended.err) is not None


def _broken(name: str) -> UsageError:
    return UsageError(
        Text(
            f"บรรทัดของ {title_of(name)} ใน crontab ไม่ครบคู่ begin/end เปิด crontab -e แล้วลบบรรทัดของ oitcrawler ก่อน",
            f"the lines of {title_of(name)} in the crontab lack their begin or end; remove them with crontab -e",
        )
    )
