"""Length-prefixed frames between parent and worker: a mark, one letter, a length, and that many bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import Enum
from typing import IO, Final

_MARK: Final = b"OIT1"
_HEAD: Final = struct.Struct(">4scQ")


class Letter(Enum):
    """What a frame holds. To the worker: `TERMS`, then `ORDER` and `BODY` for each document; from it: the rest."""

    TERMS = b"T"
    ORDER = b"O"
    BODY = b"B"
    READY = b"R"
    BEGUN = b"G"
    EVIDENCE = b"E"
    RECOGNISED = b"C"
    NO_MEMORY = b"M"


class Garbage(ValueError):
    """What came is not of this protocol."""


class Oversized(ValueError):
    """A frame is larger than it may be."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    letter: Letter
    payload: bytes


def send(stream: IO[bytes], letter: Letter, payload: bytes = b"") -> None:
    """Write a frame and flush it. Raises OSError when nobody reads any more."""
    stream.write(_HEAD.pack(_MARK, letter.value, len(payload)))
    stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], limit: int | None = None) -> Frame | None:
    """Wait for a frame; None when the other side has ended.

    Raises Garbage for anything else than a frame, and Oversized for one of more than `limit` bytes, which is not read.
    """
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size and _MARK.startswith(head[:4]):
        return None
    if not head.startswith(_MARK):
        raise Garbage(f"no frame begins with {head[:16]!r}")
    _, letter, size = _HEAD.unpack(head)
    if limit is not None and size > limit:
        raise Oversized(f"{size} bytes")
    try:
        named = Letter(letter)
    except ValueError as error:
        raise Garbage(f"unknown frame {letter!r}") from error
    payload = stream.read(size)
    return Frame(named, payload) if len(payload) == size else None
