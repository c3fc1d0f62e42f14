"""Word files of 1993 to 2003 made for the tests: only what a reader of their text must know of ([MS-DOC] 2.5)."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from .containers import container, properties

TEXT_AT = 0x800


def word_97(
    pieces: Sequence[tuple[str, str]],
    *,
    language: int = 0x041E,
    flags: int = 0x1200,
    ident: int = 0xA5EC,
    title: str = "",
    boxes: int = 0,
    count: int | None = None,
) -> bytes:
    """Write a document whose text is in pieces of some code page or UTF-16; the last `boxes` letters are text boxes."""
    body, edges, places = b"", [0], list[int]()
    for text, codec in pieces:
        raw = text.encode(codec)
        offset = TEXT_AT + len(body)
        places.append(offset if codec == "utf-16-le" else offset * 2 | 0x40000000)
        edges.append(edges[-1] + len(text))
        body += raw + b"\0" * (len(raw) % 2)
    total = edges[-1] if count is None else count
    plc = struct.pack(f"<{len(edges)}I", *edges) + b"".join(struct.pack("<HIH", 0, one, 0) for one in places)
    table = b"\x01\x02\x00\xaa\xbb" + b"\x02" + struct.pack("<I", len(plc)) + plc
    pairs = [(0, 0)] * 93
    pairs[33] = (0, len(table))
    head = struct.pack("<HHHHHH", ident, 0xC1, 0, language, 0, flags).ljust(32, b"\0")
    counts = [0, 0, 0, total - boxes, 0, 0, 0, 0, 0, boxes, 0] + [0] * 11
    head += struct.pack("<H28x", 14) + struct.pack("<H22i", 22, *counts)
    head += struct.pack("<H", len(pairs)) + b"".join(struct.pack("<II", *one) for one in pairs)
    streams = {"WordDocument": head.ljust(TEXT_AT, b"\0") + body, "1Table" if flags & 0x200 else "0Table": table}
    return container(streams | ({"\x05SummaryInformation": properties(title)} if title else {}))


def word_95(text: str, *, language: int = 0x041E, codec: str = "cp874") -> bytes:
    """Write a document of Word 6 or 95, its text in one run."""
    raw = text.encode(codec)
    head = struct.pack("<HHHHHH", 0xA5DC, 0x68, 0, language, 0, 0).ljust(0x18, b"\0")
    head += struct.pack("<II", TEXT_AT, TEXT_AT + len(raw))
    head = head.ljust(0x34, b"\0") + struct.pack("<I", len(raw))
    return container({"WordDocument": head.ljust(TEXT_AT, b"\0") + raw})
