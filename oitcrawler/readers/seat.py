"""One place of the pool: a worker, started when needed, asked, renewed, and replaced when a document broke it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from ..evidence.model import Evidence
from ..evidence.recognised import Recognised
from ..evidence.source import Source
from ..model import Cause
from .frames import Garbage, Letter, Oversized
from .mishaps import Mishap, why_ended
from .process import Worker
from .watch import Watch
from .wire import Order, same_document, unpack
from .work import OCR_GRACE, Limits

_START_SECONDS: Final = 60.0
_FAILED_STARTS: Final = 4
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker said about a document; `mishap` when it was well read and OCR broke the worker."""

    evidence: Evidence
    recognised: Recognised | None = None
    mishap: Mishap | None = None


class Seat:
    """Asks one worker at a time. Not for several threads at once."""

    def __init__(self, command: Sequence[str], limits: Limits, watch: Watch) -> None:
        self._command = command
        self._limits = limits
        self._watch = watch
        self._worker: Worker | None = None
        self._failed_starts = 0

    def ask(self, order: Order, source: Source) -> Answer:
        """Return what a worker says; a document that had no part in a worker's end is tried once more.

        Raises Mishap when the document broke its worker.
        """
        try:
            return self._once(order, source)
        except Mishap as mishap:
            if not mishap.is_innocent or self._watch.is_over:
                raise
        return self._once(order, source)

    def close(self) -> None:
        """End the worker."""
        self._drop()

    def _once(self, order: Order, source: Source) -> Answer:
        worker = self._ready()
        carried = worker.seen - worker.rest > self._limits.memory // 8
        try:
            answer = _Talk(worker, self._limits).about(order, source)
        except Mishap as mishap:
            self._drop()
            if mishap.cause is Cause.READING_MEMORY and carried:
                mishap.is_innocent = True
            raise
        if answer.mishap is not None:
            self._drop()
        else:
            worker.jobs += 1
            self._watch.note(worker, worker.memory(with_children=False))
        return answer

    def _ready(self) -> Worker:
        if self._worker is not None and self._is_worn(self._worker):
            self._drop()
        if self._worker is None:
            self._worker = self._start()
        return self._worker

    def _is_worn(self, worker: Worker) -> bool:
        return worker.jobs >= self._limits.documents_per_worker or worker.seen - worker.rest > self._limits.memory // 4

    def _start(self) -> Worker:
        if self._failed_starts >= _FAILED_STARTS:
            raise Mishap(Cause.TOOL_ERROR)
        self._failed_starts += 1
        try:
            worker = Worker(self._command, self._limits)
        except OSError as error:
            raise Mishap(Cause.TOOL_ERROR, error.strerror or type(error).__name__) from error
        self._watch.add(worker)
        try:
            _Talk(worker, self._limits).greet()
        except Mishap as mishap:
            self._bury(worker)
            raise Mishap(Cause.TOOL_ERROR, mishap.said, is_innocent=True) from mishap
        self._failed_starts = 0
        worker.rest = worker.memory(with_children=False)
        self._watch.note(worker, worker.rest)
        return worker

    def _drop(self) -> None:
        if self._worker is not None:
            worker, self._worker = self._worker, None
            self._bury(worker)

    def _bury(self, worker: Worker) -> None:
        worker.bury(at_once=True)
        self._watch.remove(worker)


class _Talk:
    """One exchange with a worker, with the clock running."""

    def __init__(self, worker: Worker, limits: Limits) -> None:
        self._worker = worker
        self._limits = limits
        self._has_begun = False

    def greet(self) -> None:
        """Wait until the worker is ready for its first document. Raises Mishap."""
        self._set_clock(_START_SECONDS)
        try:
            self._worker.greet()
        except OSError:
            raise self._end() from None
        self._hear(Letter.READY)
        self._stop_clock()

    def about(self, order: Order, source: Source) -> Answer:
        """Have a document read. Raises Mishap, which is innocent when the worker had not begun."""
        try:
            evidence = self._evidence(order, source)
        except Mishap as mishap:
            mishap.is_innocent = not self._has_begun
            raise
        if order.scans is None:
            return Answer(evidence)
        try:
            self._set_clock(order.scans.settings.seconds_per_document + OCR_GRACE)
            found = self._unpacked(Recognised, self._hear(Letter.RECOGNISED))
            self._stop_clock()
        except Mishap as mishap:
            return Answer(evidence, mishap=mishap)
        return Answer(evidence, found)

    def _evidence(self, order: Order, source: Source) -> Evidence:
        self._set_clock(order.seconds)
        try:
            self._worker.order(order, source.body)
        except OSError:
            raise self._end() from None
        self._hear(Letter.BEGUN)
        self._has_begun = True
        self._set_clock(order.seconds)
        evidence = self._unpacked(Evidence, self._hear(Letter.EVIDENCE))
        if not same_document(evidence, source):
            raise Mishap(Cause.PARSER_CRASH, "it answered for another document")
        self._stop_clock()
        return evidence

    def _hear(self, letter: Letter) -> bytes:
        try:
            frame = self._worker.receive()
        except Oversized as error:
            raise Mishap(Cause.TOO_LARGE) from error
        except Garbage as error:
            raise Mishap(Cause.PARSER_CRASH, "its answer cannot be understood") from error
        if frame is None:
            raise self._end()
        if frame.letter is Letter.NO_MEMORY:
            raise Mishap(Cause.READING_MEMORY)
        if frame.letter is not letter:
            raise Mishap(Cause.PARSER_CRASH, "its answer cannot be understood")
        return frame.payload

    def _unpacked(self, kind: type[_Value], payload: bytes) -> _Value:
        try:
            return unpack(kind, payload)
        except Garbage as error:
            raise Mishap(Cause.PARSER_CRASH, "its answer cannot be understood") from error

    def _set_clock(self, seconds: float) -> None:
        with self._worker.lock:
            self._worker.deadline = time.monotonic() + seconds

    def _stop_clock(self) -> None:
        with self._worker.lock:
            self._worker.deadline = None
            is_killed = self._worker.breach is not None
        if is_killed:
            raise self._end()

    def _end(self) -> Mishap:
        code, words = self._worker.bury()
        return Mishap(self._worker.breach) if self._worker.breach else why_ended(code, words)
