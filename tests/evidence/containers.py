"""OLE containers made for the tests ([MS-CFB]): named streams in 512-byte sectors, small ones in the mini stream."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

import olefile

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5


@dataclass(slots=True)
class Entry:
    name: str
    kind: int
    body: bytes = b""
    kids: list[int] = field(default_factory=list)
    right: int = NONE
    first: int = END


def container(streams: Mapping[str, bytes]) -> bytes:
    """Write a container; a path with "/" puts a stream into storages."""
    entries = [Entry("Root Entry", ROOT)]
    places = {"": 0}
    for path, body in streams.items():
        *folders, name = path.split("/")
        above = ""
        for folder in folders:
            here = f"{above}/{folder}"
            if here not in places:
                places[here] = _add(entries, places[above], Entry(folder, STORAGE))
            above = here
        _add(entries, places[above], Entry(name, STREAM, body))
    for one in entries:
        one.kids.sort(key=lambda kid: (len(entries[kid].name), entries[kid].name.upper()))
        for kid, after in zip(one.kids, [*one.kids[1:], NONE], strict=False):
            entries[kid].right = after
    return _written(entries)


def _add(entries: list[Entry], above: int, one: Entry) -> int:
    entries.append(one)
    entries[above].kids.append(len(entries) - 1)
    return len(entries) - 1


def _written(entries: list[Entry]) -> bytes:
    table: list[int] = []
    sectors: list[bytes] = []
    minis, mini_table = bytearray(), list[int]()
    for one in entries:
        if one.kind == STREAM and 0 < len(one.body) < CUTOFF:
            one.first = _chain(mini_table, -(-len(one.body) // MINI))
            minis += one.body.ljust(-(-len(one.body) // MINI) * MINI, b"\0")
        elif one.body:
            one.first = _store(one.body, table, sectors)
    entries[0].body = bytes(minis)
    entries[0].first = _store(bytes(minis), table, sectors) if minis else END
    mini = struct.pack(f"<{len(mini_table)}I", *mini_table)
    minis_at = _store(mini, table, sectors, fill=b"\xff") if mini else END
    directory = _store(b"".join(_entry(one) for one in entries), table, sectors)
    count = -(-(len(table) + 1) // 127)
    places = [_store(b"\xff", table, sectors) for _ in range(count)]
    for place in places:
        table[place] = FAT
    flat = [*table, *[FREE] * (count * 128 - len(table))]
    for number, place in enumerate(places):
        sectors[place] = struct.pack("<128I", *flat[number * 128 : number * 128 + 128])
    head = struct.pack("<8s16s6H", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, 0) + bytes(4)
    counts = (0, count, directory, 0, CUTOFF, minis_at, -(-len(mini) // SECTOR), END, 0)
    head += struct.pack("<9I", *counts) + struct.pack("<109I", *places, *[FREE] * (109 - count))
    return head + b"".join(sectors)


def _chain(table: list[int], count: int) -> int:
    first = len(table)
    table += [*range(first + 1, first + count), END]
    return first


def _store(body: bytes, table: list[int], sectors: list[bytes], fill: bytes = b"\0") -> int:
    count = -(-len(body) // SECTOR)
    padded = body.ljust(count * SECTOR, fill)
    sectors += [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]
    return _chain(table, count)


def _entry(one: Entry) -> bytes:
    name = (one.name + "\0").encode("utf-16-le")
    kid = one.kids[0] if one.kids else NONE
    head = struct.pack("<64sHBBIII", name, len(name), one.kind, 1, NONE, one.right, kid)
    return head + bytes(36) + struct.pack("<IQ", one.first, len(one.body))


def streams_of(body: bytes) -> dict[str, bytes]:
    """Return the streams of a container by their paths, to be written again with changes."""
    with olefile.OleFileIO(io.BytesIO(body)) as opened:
        return {"/".join(path): opened.openstream(path).read() for path in opened.listdir()}


def properties(title: str, code_page: int = 65001, codec: str = "utf-8") -> bytes:
    """Write a stream `\\x05SummaryInformation` with a title ([MS-OLEPS])."""
    raw = (title + "\0").encode(codec)
    words = struct.pack("<II", 0x1E, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")
    page = struct.pack("<IHH", 2, code_page, 0)
    body = struct.pack("<4I", 1, 24, 2, 32) + page + words
    head = struct.pack("<HHI16sI", 0xFFFE, 0, 2, bytes(16), 1) + bytes(16) + struct.pack("<I", 48)
    return head + struct.pack("<II", len(body) + 8, 2) + body
