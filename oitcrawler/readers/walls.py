"""The walls inside a worker: what a parser that went wrong, or was led astray by its document, cannot do.

They stand behind the parent's own limits (`watch.py`). Resource limits and the death with the parent are the system's;
the audit hook sees what Python code does (native code does not pass it) and refuses the network, programs other than
Tesseract and our own reader of workbooks, and changes to files outside the worker's folder.
"""

from __future__ import annotations

import ctypes
import ntpath
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from .work import MIB

_OPEN_FILES: Final = 256
_LARGEST_FILE: Final = 512 * MIB
_SPARE_MEMORY: Final = 256 * MIB
_NICER: Final = 5
_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG
_KILL: Final = 9
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED: Final = (
    "socket.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.spawn",
    "os.startfile",
    "pty.spawn",
)
_CHANGES: Final = re.compile(
    r"os\.(?:remove|rename|rmdir|mkdir|chmod|chown|link|symlink|truncate|utime|setxattr|removexattr)|shutil\..*"
)


class Refused(PermissionError):
    """A parser tried what none may do."""


def limit_resources(memory: int) -> None:
    """Let the system refuse what goes beyond reason: memory (Linux), large files, many files, core dumps.

    `memory` is what the parent allows in resident bytes; the wall stands further out, since memory that was asked for
    counts here even when it is never used.
    """
    if sys.platform == "win32":
        return
    import resource

    os.nice(_NICER)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, _LARGEST_FILE)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_DATA, _data_size() + memory + memory // 4 + _SPARE_MEMORY)


def _lower(which: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(which)
    least = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (least, least))


def _data_size() -> int:
    """Return the bytes that count against RLIMIT_DATA now."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def die_with_parent(signal_number: int = _KILL) -> None:
    """Have Linux end this process together with its parent, even when native code holds Python's lock; 0 undoes it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal_number, 0, 0, 0)


def forbid(folder: Path, programs: Sequence[Sequence[str]], before_program: Callable[[], None]) -> None:
    """Refuse, from now on and for good, what no parser needs; `Refused` is raised where it is tried.

    Files may be changed inside `folder`. Tesseract may be started, and the exact command lines in `programs`;
    `before_program` is called before either.
    """
    inside = os.path.realpath(folder)
    allowed = frozenset(tuple(one) for one in programs)

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event == "open":
            _check_open(args, inside)
        elif _CHANGES.fullmatch(event):
            for path in args:
                _check_inside(path, inside)
        elif event in ("subprocess.Popen", "os.posix_spawn"):
            if not is_allowed_program(args[0], args[1], allowed):
                raise Refused(f"a parser may not start {args[0] or args[1]!r}")
            before_program()
        elif event.startswith(_REFUSED):
            raise Refused(f"a parser may not do {event}")

    sys.addaudithook(hook)


def is_allowed_program(executable: object, args: object, allowed: frozenset[tuple[str, ...]]) -> bool:
    """Whether a program may be started; `args` is a list, or on Windows the command line in one string."""
    if isinstance(args, str):
        if args in {subprocess.list2cmdline(one) for one in allowed}:
            return True
        first = args[1:].partition('"')[0] if args.startswith('"') else args.partition(" ")[0]
        return _is_tesseract(executable or first) and _is_tesseract(first)
    words = tuple(map(_path, args)) if isinstance(args, list | tuple) else ()
    if words in allowed:
        return not executable or _path(executable) == words[0]
    return bool(words) and _is_tesseract(words[0]) and _is_tesseract(executable or words[0])


def _is_tesseract(path: object) -> bool:
    return ntpath.basename(_path(path)).lower().removesuffix(".exe") == "tesseract"


def _path(path: object) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""


def _check_open(args: tuple[object, ...], inside: str) -> None:
    path, mode, flags = args
    is_writing = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool(_flags(flags) & _WRITING)
    if is_writing and not isinstance(path, int):
        _check_inside(path, inside)


def _flags(flags: object) -> int:
    return flags if isinstance(flags, int) else 0


def _check_inside(path: object, inside: str) -> None:
    named = _path(path)
    real = os.path.realpath(named)
    if named and named != os.devnull and real != inside and not real.startswith(inside + os.sep):
        raise Refused(f"a parser may not change {named!r}")
