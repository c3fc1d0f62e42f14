"""What went wrong with a worker, and the evidence that says so."""

from __future__ import annotations

import signal
import sys
from dataclasses import replace
from typing import Final

from ..evidence.model import Evidence
from ..model import Cause, Text
from .guesses import probable_kind
from .work import MIB, Job, Limits

_MEMORY_WORDS: Final = ("MemoryError", "memory allocation of", "bad_alloc", "Out of memory", "out of memory")
_TIMER_WORDS: Final = "Timeout ("
_WINDOWS_CRASHES: Final = {
    0xC0000005: "access violation",
    0xC00000FD: "stack overflow",
    0xC0000409: "stack buffer overrun",
    0xC0000374: "heap corruption",
}


class Mishap(Exception):
    """A worker could not finish a document; `is_innocent` when the document had no part in it."""

    def __init__(self, cause: Cause, said: str = "", *, is_innocent: bool = False) -> None:
        super().__init__(cause, said)
        self.cause = cause
        self.said = said
        self.is_innocent = is_innocent


def evidence_of(mishap: Mishap, job: Job, limits: Limits) -> Evidence:
    """Return evidence with an obstacle in the place of what could not be read."""
    kind = probable_kind(job.source)
    detail = detail_of(mishap, limits)
    return replace(job.source.evidence(kind, obstacle=mishap.cause, detail=detail), depth=job.depth)


def detail_of(mishap: Mishap, limits: Limits) -> Text:
    """Say for people what happened."""
    said = f" ({mishap.said})" if mishap.said else ""
    if mishap.cause is Cause.READING_TIME:
        return Text(
            f"อ่านเอกสารนี้ไม่จบใน {limits.seconds:g} วินาที จึงหยุดอ่าน ควรเผยแพร่เป็นไฟล์ที่เล็กลงหรือแยกเป็นหลายไฟล์",
            f"reading did not end within {limits.seconds:g} seconds and was stopped; publish smaller files",
        )
    if mishap.cause is Cause.READING_MEMORY:
        return Text(
            f"การอ่านเอกสารนี้ต้องใช้หน่วยความจำเกิน {limits.memory // MIB:,} MB จึงหยุดอ่าน",
            f"reading needed more than {limits.memory // MIB:,} MB of memory and was stopped",
        )
    if mishap.cause is Cause.TOO_LARGE:
        return Text("เนื้อหาในเอกสารมากเกินกว่าจะรับได้ จึงหยุดอ่าน", "the document says more than can be taken over")
    if mishap.cause is Cause.TOOL_ERROR:
        return Text(f"โปรแกรมเปิดตัวอ่านเอกสารไม่ได้{said}", f"the tool could not start its reader of documents{said}")
    return Text(
        f"ไฟล์นี้ทำให้ตัวอ่านเอกสารหยุดทำงานกลางคัน{said} ไฟล์อาจเสียหรือผิดรูปแบบ",
        f"the file broke the reader of documents{said}; it may be damaged or malformed",
    )


def why_ended(code: int, last_words: str) -> Mishap:
    """Return what the end of a worker means that nobody asked to end: its exit code and what it wrote at last."""
    if any(word in last_words for word in _MEMORY_WORDS):
        return Mishap(Cause.READING_MEMORY)
    if _TIMER_WORDS in last_words and code == 1:
        return Mishap(Cause.READING_TIME)
    if code < 0:
        return Mishap(Cause.PARSER_CRASH, _signal_name(-code))
    if sys.platform == "win32" and code in _WINDOWS_CRASHES:
        return Mishap(Cause.PARSER_CRASH, _WINDOWS_CRASHES[code])
    return Mishap(Cause.PARSER_CRASH, f"exit code {code}{_last_line(last_words)}")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _last_line(words: str) -> str:
    """Return the last line that says something, after a colon; short, and without what differs from run to run."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return f": {lines[-1][:160]}" if lines else ""
