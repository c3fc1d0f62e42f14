"""A worker process as its parent sees it: started with little, spoken to in frames, killed with all its children."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

import psutil

from ..model import Cause
from .frames import Frame, Letter, receive, send
from .wire import Order, Terms, pack
from .work import Limits

# The package may be where isolated Python does not look (a folder named in PYTHONPATH, the user's own packages): then
# its folder comes last, so that no file in it takes the place of a module of Python's or of a library.
_START: Final = """\
import sys
try:
    import oitcrawler.readers
except ImportError:
    sys.path.append(sys.argv[1])
from oitcrawler.readers.worker import main
main()
"""
_PACKAGE_FOLDER: Final = Path(__file__).resolve().parents[2]
_ENVIRONMENT: Final = frozenset(
    (
        *("PATH", "PATHEXT", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432", "LOCALAPPDATA"),
        "TESSDATA_PREFIX",
    )
)
_WORDS_KEPT: Final = 4096
_PATIENCE: Final = 5.0


def default_command() -> tuple[str, ...]:
    """Return the command line of a worker: this Python, isolated from the current folder and the environment."""
    return (sys.executable, "-I", "-X", "utf8", "-c", _START, str(_PACKAGE_FOLDER))


def environment(given: Mapping[str, str], folder: str) -> dict[str, str]:
    """Return the variables that Python and Tesseract need, and no others; temporary files go to `folder`."""
    kept = {name: value for name, value in given.items() if name.upper() in _ENVIRONMENT}
    return kept | {"TMPDIR": folder, "TEMP": folder, "TMP": folder}


def _spawn(command: Sequence[str], folder: str) -> subprocess.Popen[bytes]:
    """Start a process out of reach of the terminal's Ctrl-C, with lower priority."""
    flags = 0
    if sys.platform == "win32":
        flags = (
            subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        )
    return subprocess.Popen(  # noqa: S603 - our own Python with our own module
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(os.environ, folder),
        start_new_session=True,
        creationflags=flags,
    )


class Worker:
    """One process.

    `rest` is its memory in bytes when it was ready for its first job, `seen` when it was last looked at; `jobs` counts
    what it has finished. `deadline` (monotonic seconds) is None while nobody waits for it; `breach` says why it was
    killed. Both belong to `lock`.
    """

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        # The real path: Windows and macOS know their temporary folders under several names.
        self._folder = os.path.realpath(tempfile.mkdtemp(prefix="oitcrawler-reader-"))
        self._limits = limits
        try:
            self._process = _spawn(command, self._folder)
        except OSError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        self._in_view = psutil.Process(self._process.pid)
        self._words: deque[int] = deque(maxlen=_WORDS_KEPT)
        self._listener = threading.Thread(target=self._drain, daemon=True)
        self._listener.start()
        self._ended: tuple[int, str] | None = None
        self.lock = threading.Lock()
        self.deadline: float | None = None
        self.breach: Cause | None = None
        self.rest = 0
        self.seen = 0
        self.jobs = 0

    def _drain(self) -> None:
        """Keep the last words on standard error, so that the worker never waits for us to read them."""
        stderr = _pipe(self._process.stderr)
        while chunk := os.read(stderr.fileno(), 65536):
            self._words.extend(chunk[-_WORDS_KEPT:])

    def greet(self) -> None:
        """Tell the worker its terms. Raises OSError when it has ended."""
        terms = Terms(os.getpid(), self._limits.memory, self._limits.answer, self._folder)
        send(_pipe(self._process.stdin), Letter.TERMS, pack(terms))

    def order(self, order: Order, body: bytes) -> None:
        """Hand a document over. Raises OSError when the worker has ended."""
        send(_pipe(self._process.stdin), Letter.ORDER, pack(order))
        send(_pipe(self._process.stdin), Letter.BODY, body)

    def receive(self) -> Frame | None:
        """Wait for a frame; None when the worker has ended. Raises Garbage and Oversized."""
        return receive(_pipe(self._process.stdout), self._limits.answer)

    def memory(self, *, with_children: bool) -> int:
        """Return resident bytes, 0 when the process has ended."""
        total = 0
        with suppress(psutil.Error):
            total = self._in_view.memory_info().rss
            for child in self._in_view.children(recursive=True) if with_children else ():
                with suppress(psutil.Error):
                    total += child.memory_info().rss
        return total

    def kill(self) -> None:
        """End the process and all that it started. The caller holds `lock`."""
        if self._ended is not None:
            return
        family: list[psutil.Process] = []
        with suppress(psutil.Error):
            family = self._in_view.children(recursive=True)
        if sys.platform != "win32":
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        for child in family:
            with suppress(psutil.Error):
                child.kill()
        self._process.kill()

    def bury(self, *, at_once: bool = False) -> tuple[int, str]:
        """Wait a little for the end, or make it `at_once`, clean up, and return the exit code and the last words."""
        if self._ended is not None:
            return self._ended
        if not at_once:
            self._let_end()
        with self.lock:
            self.kill()
            code = self._process.wait()
            self._listener.join(_PATIENCE)
            self._ended = code, bytes(self._words).decode("utf-8", "replace")
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(OSError):
                _pipe(pipe).close()
        shutil.rmtree(self._folder, ignore_errors=True)
        return self._ended

    def _let_end(self) -> None:
        """Give a process that has closed its output the time to say with which code it ends.

        It is not waited for as usual: as long as it has not been, nobody else can have its number, and killing its
        whole group is safe.
        """
        until = time.monotonic() + (_PATIENCE if self.breach is None else 0.0)
        while time.monotonic() < until and not self._has_ended():
            time.sleep(0.005)

    def _has_ended(self) -> bool:
        if sys.platform == "win32":
            return self._process.poll() is not None
        try:
            return self._in_view.status() == psutil.STATUS_ZOMBIE
        except psutil.Error:
            return True


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise OSError("the process was started without this pipe")
    return pipe
