"""Settings of the process for a long run that makes and throws away much: they change what it costs, nothing else."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_LARGE: Final = 32 * 1024 * 1024
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # mallopt(3)
_COLLECTED_AFTER: Final = (50_000, 20, 20)


@contextmanager
def long_run() -> Iterator[None]:
    """Look for unused cycles less often, and never among what was there before; keep freed memory for the next body.

    The C library of Linux gives every large block back to the system and takes it again page by page: half the cost
    of a document of 2 MB. It keeps some 5 MB more when told not to, until the process ends.
    """
    _keep_freed_blocks()
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECTED_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _keep_freed_blocks() -> None:
    if sys.platform != "linux":
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc has it, musl does not
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, 2 * _LARGE)
