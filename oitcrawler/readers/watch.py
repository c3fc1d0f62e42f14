"""The eye on all busy workers: one that takes too long or too much memory is killed."""

from __future__ import annotations

import threading
import time
from typing import Final

from ..model import Cause
from .process import Worker
from .work import Limits

_STEP: Final = 0.05
_FAMILY_EVERY: Final = 5
"""Finding the children of a process is slow, so it is not done at each look."""


class Watch:
    """Looks at the workers twenty times a second, from its own thread. `peak` is the most memory seen, in bytes."""

    def __init__(self, limits: Limits) -> None:
        self.peak = 0
        self._limits = limits
        self._workers: list[Worker] = []
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, worker: Worker) -> None:
        """Begin to look at a worker. One that comes after the end is killed."""
        with self._lock:
            self._workers.append(worker)
            if self._is_over.is_set():
                _kill(worker)
            elif self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()

    def remove(self, worker: Worker) -> None:
        """Look at it no longer."""
        with self._lock:
            self._workers.remove(worker)

    def note(self, worker: Worker, memory: int) -> None:
        """Remember what a worker was seen to use."""
        worker.seen = memory
        self.peak = max(self.peak, sum(one.seen for one in tuple(self._workers)))

    @property
    def is_over(self) -> bool:
        """Whether everything is ending."""
        return self._is_over.is_set()

    def end(self) -> None:
        """Kill all workers, and whatever is added from now on."""
        self._is_over.set()
        with self._lock:
            for worker in self._workers:
                _kill(worker)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        look = 0
        while not self._is_over.wait(_STEP):
            look += 1
            for worker in tuple(self._workers):
                self._check(worker, with_children=look % _FAMILY_EVERY == 0)

    def _check(self, worker: Worker, *, with_children: bool) -> None:
        with worker.lock:
            if worker.deadline is None or worker.breach is not None:
                return
            memory = worker.memory(with_children=with_children)
            self.note(worker, memory)
            if time.monotonic() > worker.deadline:
                worker.breach = Cause.READING_TIME
            elif worker.rest and memory > worker.rest + self._limits.memory:
                worker.breach = Cause.READING_MEMORY
            if worker.breach is not None:
                worker.kill()


def _kill(worker: Worker) -> None:
    with worker.lock:
        worker.kill()
