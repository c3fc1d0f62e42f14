"""Readers with the rogue worker, and documents for it."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from oitcrawler.evidence import Source
from oitcrawler.readers import Job, Limits, Readers

from .rogue import WITHOUT_WALLS

SCRIPT = Path(__file__).with_name("rogue.py")
MIB = 1024 * 1024
STRICT = Limits(seconds=30, memory=150 * MIB, answer=4 * MIB)
HURRIED = Limits(seconds=1.5)


def rogue(limits: Limits = STRICT, *, count: int = 1, walls: bool = True) -> Readers:
    return Readers(count, limits, worker=rogue_command(walls=walls))


def rogue_command(*, walls: bool = True) -> list[str]:
    return [sys.executable, "-I", str(SCRIPT), *(() if walls else (WITHOUT_WALLS,))]


def document(body: bytes | str, name: str = "paper", content_type: str = "") -> Source:
    raw = body.encode("utf-8") if isinstance(body, str) else body
    url = f"https://www.tambon.example.go.th/ita/{name}"
    return Source(url, url, content_type, raw, hashlib.sha256(raw).hexdigest())


def job(body: bytes | str, name: str = "paper", *, ocr: bool = False) -> Job:
    return Job(document(body, name), ocr=ocr)


def is_alive(pid: int) -> bool:
    """Whether a process still runs; one that waits for its parent to ask how it ended does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def soon(is_so: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Wait until something is so, for as long as a busy machine may need."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if is_so():
            return True
        time.sleep(0.02)
    return is_so()
