"""A worker whose parser does what its document says: crash, loop, swallow memory, lie, break out. For the tests.

Started as a script: it says `Readers(worker=…)`. The document is a word and perhaps a path after it.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Depth, Evidence, Kind, Passage
from oitcrawler.evidence.ocr import OcrSettings, Recogniser
from oitcrawler.evidence.recognised import Recognised
from oitcrawler.model import Cause, Text
from oitcrawler.readers import walls
from oitcrawler.readers.worker import serve

WITHOUT_WALLS = "without-walls"
BUSY = "busy"
_FRAME = struct.Struct(">4scQ")
_CHUNK = 8 * 1024 * 1024


def read(source: Source, depth: Depth) -> Evidence:
    word, _, rest = source.body.decode("utf-8", "replace").partition(" ")
    deed = DEEDS.get(word)
    return deed(source, rest) if deed else extract(source, depth)


def said(source: Source, *texts: str) -> Evidence:
    return replace(source.evidence(Kind.TEXT), passages=tuple(Passage(text) for text in texts))


def crash(source: Source, _: str) -> Evidence:
    return said(source, repr(ctypes.string_at(0)))


def abort(_: Source, __: str) -> Evidence:
    os.abort()


def leave(_: Source, code: str) -> Evidence:
    os._exit(int(code))


def stumble(source: Source, _: str) -> Evidence:
    return said(source, str(1 // len(source.body[:0])))


def loop(_: Source, path: str) -> Evidence:
    note(path)
    while True:
        pass


def hold(_: Source, path: str) -> Evidence:
    """Never let another thread of this process run, as native code can."""
    note(path)
    re.fullmatch(r"(?:a|a)+b", "a" * 64)
    raise AssertionError


def stay(_: Source, path: str) -> Evidence:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note(path)
    time.sleep(600)
    raise AssertionError


def alone(source: Source, path: str) -> Evidence:
    """Refuse the system's help to die with the parent."""
    walls.die_with_parent(0)
    return loop(source, path)


def recognise(_: Source, path: str) -> Evidence:
    """Wait for a program that may be started (its name is all that the walls look at), and that waits for ever."""
    named = Path("tesseract")
    named.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(600)\n", "utf-8")
    named.chmod(0o700)
    with subprocess.Popen([named.resolve()]) as child:
        note(path, child.pid)
    raise AssertionError


def swallow(_: Source, __: str) -> Evidence:
    kept: list[bytes] = []
    while True:
        kept.append(b"x" * _CHUNK)
        time.sleep(0.005)


def ask_much(source: Source, _: str) -> Evidence:
    return said(source, str(len(bytearray(1 << 46))))


def keep(source: Source, megabytes: str) -> Evidence:
    KEPT.append(b"x" * (int(megabytes) * 1024 * 1024))
    return said(source, f"{os.getpid()}")


def remain(source: Source, megabytes: str) -> Evidence:
    """Need memory for a moment."""
    kept = b"x" * (int(megabytes) * 1024 * 1024)
    time.sleep(0.3)
    return said(source, f"{len(kept)}")


def chatter(source: Source, _: str) -> Evidence:
    print("a library says something", flush=True)
    os.write(1, b"OIT1E" + bytes(8))
    sys.stderr.write("x" * 1_000_000)
    return said(source, "well read")


def flood(_: Source, __: str) -> Evidence:
    while True:
        to_parent(b"x" * 65536)


def announce(_: Source, __: str) -> Evidence:
    """Begin a message of a size that nobody can take."""
    to_parent(_FRAME.pack(b"OIT1", b"E", 1 << 40))
    time.sleep(600)
    raise AssertionError


def lie(_: Source, answer: str) -> Evidence:
    payload = answer.encode("utf-8")
    to_parent(_FRAME.pack(b"OIT1", b"E", len(payload)) + payload)
    time.sleep(600)
    raise AssertionError


def mistake(source: Source, _: str) -> Evidence:
    return replace(said(source, "about another one"), digest="another")


def halve(source: Source, _: str) -> Evidence:
    return replace(said(source, "a\ud800b"), title="\udfff", detail=Text("\ud800", "x"))


def gush(source: Source, count: str) -> Evidence:
    return said(source, *(["ก" * 1000] * int(count)))


def beget(_: Source, path: str) -> Evidence:
    """Start a program that outlives everything that is asked of it politely."""
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code], start_new_session=True)
    note(path, child.pid)
    time.sleep(600)
    raise AssertionError


def confess(source: Source, _: str) -> Evidence:
    told = {"pid": os.getpid(), "environment": dict(os.environ), "path": sys.path, "folder": os.getcwd()}
    return said(source, json.dumps(told))


def limits(source: Source, _: str) -> Evidence:
    import resource

    told = {
        "core": resource.getrlimit(resource.RLIMIT_CORE)[1],
        "files": resource.getrlimit(resource.RLIMIT_NOFILE)[1],
        "nice": os.nice(0),
        "session": os.getsid(0),
        "pid": os.getpid(),
    }
    return said(source, *(f"{name}={value}" for name, value in told.items()))


def break_out(source: Source, folder: str) -> Evidence:
    """Try everything that no parser needs, and say what could be done."""
    outside = Path(folder) / "outside.txt"
    attempts: dict[str, Callable[[], object]] = {
        "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
        "socket": lambda: socket.socket().connect(("127.0.0.1", 9)),
        "resolve": lambda: socket.getaddrinfo("localhost", 80),
        "fetch": lambda: urllib.request.urlopen("http://127.0.0.1:9/"),
        "program": lambda: subprocess.run([sys.executable, "-c", "1"], check=True),
        "shell": lambda: os.system("true"),
        "named tesseract": lambda: subprocess.run(["tesseract"], executable=sys.executable, check=True),
        "fork": os.fork,
        "exec": lambda: os.execv(sys.executable, [sys.executable]),
        "write": lambda: outside.write_text("x"),
        "append": lambda: os.open(outside, os.O_WRONLY | os.O_CREAT),
        "up": lambda: Path("..", "outside.txt").write_text("x"),
        "remove": (Path(folder) / "precious.txt").unlink,
        "rename": lambda: (Path(folder) / "precious.txt").rename("mine.txt"),
        "folder": (Path(folder) / "new").mkdir,
        "link": lambda: (Path(folder) / "link").symlink_to("precious.txt"),
        "inside": lambda: Path("own.txt").write_text("x"),
        "nothing": lambda: Path(os.devnull).write_bytes(b""),
        "look": (Path(folder) / "precious.txt").read_text,
    }
    return said(source, *(name for name, attempt in attempts.items() if is_done(attempt)))


def is_done(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except walls.Refused:
        return False
    return True


def to_parent(chunk: bytes) -> None:
    """Write to the parent, past the worker: its end of the pipe is the copy of standard output made at the start."""
    os.write(PARENT, chunk)


def note(path: str = "", number: int = 0) -> None:
    """Tell the test which process is busy, in the worker's own folder unless there are no walls."""
    part = Path(path or BUSY).with_suffix(".part")
    part.write_text(f"{number or os.getpid()}", "ascii")
    part.rename(path or BUSY)


def see(source: Source, evidence: Evidence, settings: OcrSettings, program: Recogniser) -> Recognised:
    """Stand in for OCR of documents such as `scan slow text`: what happens, and what is read."""
    del evidence, program
    _, deed, text = source.body.decode("utf-8").split(" ", 2)
    if deed in ("crash", "stay", "swallow"):
        DEEDS[deed](source, "")
    if deed == "pause":
        time.sleep(2.2)
    pages = tuple((number + 1, text) for number in range(settings.max_pages))
    return Recognised(pages, Text("ช้า", "slow") if deed == "slow" else None, may_improve=deed == "slow")


def scan(source: Source, _: str) -> Evidence:
    detail = Text("ภาพสแกน", "a scan")
    found = source.evidence(Kind.PDF, obstacle=Cause.SCANNED, detail=detail)
    return replace(found, unread_pages=(1, 2), page_count=2)


DEEDS: dict[str, Callable[[Source, str], Evidence]] = {
    deed.__name__: deed
    for deed in (
        *(crash, abort, leave, stumble, loop, hold, stay, alone, recognise, swallow, ask_much, keep, remain),
        *(chatter, flood, announce, lie, mistake, halve, gush, beget, confess, limits, break_out, scan),
    )
}
KEPT: list[bytes] = []

if __name__ == "__main__":
    PARENT = os.dup(1)
    if WITHOUT_WALLS in sys.argv:
        walls.forbid = lambda *_: None
    threading.current_thread().name = "rogue"
    serve(read, see)
