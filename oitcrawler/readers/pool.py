"""Several workers side by side, and the documents in the order in which they were asked for."""

from __future__ import annotations

import os
import queue
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ..evidence.model import Evidence
from ..evidence.ocr import OcrSettings
from .mishaps import Mishap, evidence_of
from .process import default_command
from .recognition import Recognition, broken_off, joined
from .seat import Answer, Seat
from .watch import Watch
from .wire import Order, Scans
from .work import MIB, Job, Limits

_MOST_WORKERS: Final = 4
_AHEAD: Final = 8
_BYTES_AHEAD: Final = 64 * MIB

_Flying = tuple[Future[Evidence], int]


class Readers:
    """A pool of workers, started as they are needed and ended with the `with` block.

    `count` is how many work side by side (default: one for each processor, at most four). `ocr` None leaves scans
    unread even for jobs that ask for it. `cache` is the folder of OCR results (default: `OITCRAWLER_CACHE`, or the
    user's cache folder). `worker` is another command line for workers, for tests.
    """

    def __init__(
        self,
        count: int | None = None,
        limits: Limits | None = None,
        ocr: OcrSettings | None = None,
        cache: Path | None = None,
        worker: Sequence[str] | None = None,
    ) -> None:
        self._count = count or min(os.cpu_count() or 1, _MOST_WORKERS)
        self._limits = limits or Limits()
        self._recognition = Recognition(ocr, cache) if ocr else None
        self._watch = Watch(self._limits)
        command = tuple(worker or default_command())
        self._seats = [Seat(command, self._limits, self._watch) for _ in range(self._count)]
        # The one that was used last comes first, so that few workers are started for few documents.
        self._free: queue.LifoQueue[Seat] = queue.LifoQueue()
        for seat in self._seats:
            self._free.put(seat)
        self._threads = ThreadPoolExecutor(self._count, thread_name_prefix="reader")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all workers, also those that are busy."""
        self._watch.end()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for seat in self._seats:
            seat.close()

    @property
    def peak_memory(self) -> int:
        """The most bytes that all workers together were seen to use at a time; short peaks may be missed."""
        return self._watch.peak

    def read(self, jobs: Iterable[Job]) -> Iterator[Evidence]:
        """Read documents and yield their evidence in the order of `jobs`, from which only a few are taken ahead."""
        flying: deque[_Flying] = deque()
        try:
            for job in jobs:
                flying.append((self._threads.submit(self._read, job), len(job.source.body)))
                while flying and (flying[0][0].done() or not self._has_room(flying)):
                    yield flying.popleft()[0].result()
            while flying:
                yield flying.popleft()[0].result()
        finally:
            for future, _ in flying:
                future.cancel()

    def read_one(self, job: Job) -> Evidence:
        """Read one document."""
        return self._threads.submit(self._read, job).result()

    def _has_room(self, flying: deque[_Flying]) -> bool:
        return len(flying) < _AHEAD * self._count and sum(size for _, size in flying) < _BYTES_AHEAD

    def _read(self, job: Job) -> Evidence:
        seat = self._free.get()
        try:
            return self._read_at(seat, job)
        except Mishap as mishap:
            return evidence_of(mishap, job, self._limits)
        finally:
            self._free.put(seat)

    def _read_at(self, seat: Seat, job: Job) -> Evidence:
        recognition = self._recognition if job.ocr else None
        if recognition is None:
            return self._ask(seat, job, None).evidence
        scans = recognition.scans()
        if scans is None:
            return recognition.without_program(self._ask(seat, job, None).evidence)
        known = recognition.known(job.source, scans)
        if known is not None:
            evidence = self._ask(seat, job, None).evidence
            if recognition.covers(known, evidence):
                return joined(evidence, known)
        answer = self._ask(seat, job, scans)
        if answer.mishap is not None:
            return broken_off(answer.evidence, answer.mishap, scans, self._limits)
        if answer.recognised is None:
            return answer.evidence
        recognition.keep(job.source, scans, answer.evidence, answer.recognised)
        return joined(answer.evidence, answer.recognised)

    def _ask(self, seat: Seat, job: Job, scans: Scans | None) -> Answer:
        one = job.source
        order = Order(
            one.url,
            one.final_url,
            one.content_type,
            one.digest,
            one.cause,
            one.rendered,
            job.depth,
            self._limits.seconds,
            scans,
            one.name,
        )
        return seat.ask(order, one)
