"""A worker: one document after another from its standard input, evidence to its standard output.

Its standard output belongs to the parent alone: what libraries print goes to standard error. It ends when its input
does, also in the midst of a document, so that nothing is left behind when the parent is killed.
"""

from __future__ import annotations

import faulthandler
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

import psutil

from ..evidence import sheet_cells
from ..evidence.extraction import extract
from ..evidence.model import Depth, Evidence
from ..evidence.ocr import OcrSettings, Recogniser, recognise
from ..evidence.recognised import Recognised
from ..evidence.source import Source
from ..model import Cause, Text
from . import walls
from .cuts import within
from .frames import Letter, receive, send
from .wire import Order, Scans, Terms, has_unread, pack, unpack
from .work import OCR_GRACE

Reading = Callable[[Source, Depth], Evidence]
Recognising = Callable[[Source, Evidence, OcrSettings, Recogniser], Recognised]

_OUT_OF_MEMORY: Final = 77
_LAST_WILL: Final = 5.0


def main() -> None:
    """Serve the parent until it ends."""
    serve(extract, recognise)


def serve(read: Reading, see: Recognising) -> None:
    """Answer every order with what `read` makes of its document, and `see` of its pages that hold no text."""
    incoming, outgoing = _channel()
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    first = receive(incoming)
    if first is None or first.letter is not Letter.TERMS:
        return
    terms = unpack(Terms, first.payload)
    _build_walls(terms)
    orders: queue.SimpleQueue[tuple[Order, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, orders), daemon=True).start()
    send(outgoing, Letter.READY)
    while True:
        order, body = orders.get()
        source = order.source(body)
        try:
            evidence = _read(read, source, order, terms, outgoing)
            if order.scans is not None:
                _see(see, source, evidence, order.scans, outgoing)
        except MemoryError:
            send(outgoing, Letter.NO_MEMORY)
            os._exit(_OUT_OF_MEMORY)


def _channel() -> tuple[BinaryIO, BinaryIO]:
    """Take standard input and output for ourselves, and leave others nothing to read and standard error to write."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def _build_walls(terms: Terms) -> None:
    walls.die_with_parent()
    if sys.platform != "win32" and os.getppid() != terms.parent:
        _end()
    walls.limit_resources(terms.memory)
    cells = (sys.executable, "-I", str(Path(sheet_cells.__file__)))
    walls.forbid(Path(terms.folder), [cells], _release)


def _release() -> None:
    """Leave ending to the thread that listens, which also ends the program that is about to be started."""
    walls.die_with_parent(0)


def _listen(incoming: BinaryIO, orders: queue.SimpleQueue[tuple[Order, bytes]]) -> None:
    while (order := receive(incoming)) is not None and (body := receive(incoming)) is not None:
        orders.put((unpack(Order, order.payload), body.payload))
    _end()


def _end() -> None:
    """End at once, with all programs that were started from here."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    for child in psutil.Process().children(recursive=True):
        child.kill()
    os._exit(0)


def _read(read: Reading, source: Source, order: Order, terms: Terms, outgoing: BinaryIO) -> Evidence:
    send(outgoing, Letter.BEGUN)
    walls.die_with_parent()
    _give_up_after(order.seconds)
    evidence = within(read(source, order.depth))
    packed = pack(evidence)
    if len(packed) > terms.answer:
        evidence = _too_much(source, evidence)
        packed = pack(evidence)
    faulthandler.cancel_dump_traceback_later()
    send(outgoing, Letter.EVIDENCE, packed)
    return evidence


def _see(see: Recognising, source: Source, evidence: Evidence, scans: Scans, outgoing: BinaryIO) -> None:
    _give_up_after(scans.settings.seconds_per_document + OCR_GRACE)
    found = see(source, evidence, scans.settings, scans.program) if has_unread(evidence) else Recognised()
    faulthandler.cancel_dump_traceback_later()
    send(outgoing, Letter.RECOGNISED, pack(found))


def _give_up_after(seconds: float) -> None:
    """Have this process end by itself; for when its parent, who watches the clock, has gone and so could not end it.

    Unlike Python's threads this also works while native code holds Python's lock.
    """
    faulthandler.dump_traceback_later(seconds + _LAST_WILL, exit=True)


def _too_much(source: Source, evidence: Evidence) -> Evidence:
    detail = Text("เนื้อหาในเอกสารมากเกินกว่าจะรับได้", "the document says more than can be taken over")
    return source.evidence(evidence.kind, obstacle=Cause.TOO_LARGE, detail=detail)
