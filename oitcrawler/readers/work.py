"""What is asked of the readers, and what a worker may spend on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..evidence.model import Depth
from ..evidence.source import Source

MIB: Final = 1024 * 1024
OCR_GRACE: Final = 30.0
"""Seconds that a worker has to end OCR by itself after its time is over, before it is killed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may spend.

    `seconds` are those on the wall for one document (OCR has its own, from `OcrSettings`). `memory` is in bytes,
    resident, of the worker with the programs it started, above what it had before its first document. `answer` is the
    size in bytes of the evidence it hands back. A worker is renewed after `documents_per_worker`.
    """

    seconds: float = 60.0
    memory: int = 1024 * MIB
    answer: int = 64 * MIB
    documents_per_worker: int = 1000


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be read; with `ocr`, also its pages that hold no text."""

    source: Source
    depth: Depth = Depth.WHOLE
    ocr: bool = False
