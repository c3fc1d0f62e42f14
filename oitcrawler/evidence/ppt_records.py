"""Records of PowerPoint 97–2003 files ([MS-PPT] 2.3.1), and where the newest version of each slide stands."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from .ole import Container

_CONTAINER: Final = 0xF
_USER_EDIT, _PERSIST = 0x0FF5, 0x1772
_ENCRYPTED: Final = 0xF3D1C4DF
_MAX_EDITS: Final = 500
_MAX_OBJECTS: Final = 20_000


class LockedSlides(Exception):
    """The presentation is behind a password."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its type, its instance, and its content, which holds records when `is_container`."""

    type: int
    instance: int
    is_container: bool
    body: bytes

    def parts(self) -> Iterator[Record]:
        """Yield the records inside a container, in order."""
        at = 0
        while self.is_container and at + 8 <= len(self.body):
            head, kind, size = struct.unpack_from("<HHI", self.body, at)
            yield Record(kind, head >> 4, head & 0xF == _CONTAINER, self.body[at + 8 : at + 8 + size])
            at += 8 + size

    def first(self, kind: int) -> Record | None:
        """Return the first record of a type directly inside."""
        return next((one for one in self.parts() if one.type == kind), None)


def record_at(stream: bytes, at: int) -> tuple[Record, int]:
    """Return the record at an offset and the offset after it. Raises EOFError where there is no whole one."""
    if not 0 <= at <= len(stream) - 8:
        raise EOFError("a record outside of the stream")
    head, kind, size = struct.unpack_from("<HHI", stream, at)
    end = at + 8 + size
    if end > len(stream):
        raise EOFError("a record ends after the stream")
    return Record(kind, head >> 4, head & 0xF == _CONTAINER, stream[at + 8 : end]), end


def persisted(container: Container) -> tuple[bytes, Mapping[int, int], int]:
    """Return the stream, the offset in it of each persistent object, and the number of the document's object.

    Raises LockedSlides, or KeyError, EOFError and struct.error when the file is broken.
    """
    stream = container.read("PowerPoint Document")
    user = container.read("Current User")
    token, edit = struct.unpack_from("<II", user, 12)
    if token == _ENCRYPTED or "encryptedsummary" in container.names:
        raise LockedSlides
    places: dict[int, int] = {}
    document = 0
    for _ in range(_MAX_EDITS):
        record, _ = record_at(stream, edit)
        if record.type != _USER_EDIT:
            raise EOFError("no record of the last edit")
        before, directory, number = struct.unpack_from("<III", record.body, 8)
        for one, offset in islice(_directory(stream, directory), _MAX_OBJECTS):
            places.setdefault(one, offset)
        document = document or number
        if before == 0 or before >= edit:
            break
        edit = before
    return stream, places, document


def _directory(stream: bytes, at: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers and offsets of a PersistDirectoryAtom ([MS-PPT] 2.3.4)."""
    record, _ = record_at(stream, at)
    if record.type != _PERSIST:
        raise EOFError("no directory of objects")
    place = 0
    while place + 4 <= len(record.body):
        head = struct.unpack_from("<I", record.body, place)[0]
        first, count = head & 0xFFFFF, head >> 20
        offsets = record.body[place + 4 : place + 4 + 4 * count]
        for step, (offset,) in enumerate(struct.iter_unpack("<I", offsets[: len(offsets) // 4 * 4])):
            yield first + step, offset
        place += 4 + 4 * count
