"""Pictures: what they are and how large; only OCR can say what stands in them."""

from __future__ import annotations

import struct
from dataclasses import replace

from ..model import Cause, Text
from .model import Evidence, Kind
from .source import Source

SMALL = 200
"""Pictures narrower or lower than this (in pixels) hold no document: icons, logos, buttons."""

_UNSUPPORTED = frozenset({"ICO", "SVG"})
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def extract_image(source: Source) -> Evidence:
    """Return evidence that says that a picture was found, with its size in pixels, but not what it shows.

    A picture that may hold text has one unread page, which OCR can be asked for.
    """
    name, size = picture_size(source.body)
    shown = f"{name} {size[0]}×{size[1]}" if size else name
    if size and min(size) < SMALL:
        detail = Text(f"เป็นภาพขนาดเล็ก ({shown}) ไม่ใช่เอกสาร", f"a small picture ({shown}), no document")
        return source.evidence(Kind.IMAGE, obstacle=Cause.SCANNED, detail=detail)
    if name in _UNSUPPORTED:
        return source.evidence(Kind.IMAGE, obstacle=Cause.SCANNED, detail=_unsupported(name))
    detail = Text(
        f"เป็นไฟล์ภาพ ({shown}) ไม่มีข้อความที่คัดลอกได้ ควรเผยแพร่เนื้อหาเป็นข้อความประกอบด้วย",
        f"a picture ({shown}) without text that can be copied; publish its content as text, too",
    )
    return replace(source.evidence(Kind.IMAGE, obstacle=Cause.SCANNED, detail=detail), unread_pages=(1,))


def _unsupported(name: str) -> Text:
    return Text(
        f"เป็นไฟล์ภาพชนิด {name} ซึ่งอ่านข้อความในภาพไม่ได้ ควรเผยแพร่เป็น PDF หรือข้อความ",
        f"a picture of type {name}, in which no text can be read; publish a PDF or text",
    )


def picture_size(body: bytes) -> tuple[str, tuple[int, int] | None]:
    """Return the format of a picture and its width and height, if its first bytes tell them."""
    if body.startswith(b"\x89PNG") and len(body) >= 24:
        return "PNG", _pair(">II", body, 16)
    if body.startswith(b"GIF8") and len(body) >= 10:
        return "GIF", _pair("<HH", body, 6)
    if body.startswith(b"BM") and len(body) >= 26:
        return "BMP", _pair("<ii", body, 18)
    if body.startswith(b"\xff\xd8"):
        return "JPEG", _jpeg(body)
    if body[8:12] == b"WEBP":
        return "WebP", _webp(body)
    names = {b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"\x00\x00\x01\x00": "ICO", b"\x89PNG": "PNG", b"GIF8": "GIF"}
    return names.get(body[:4], "SVG" if b"<svg" in body[:4096].lower() else "BMP"), None


def _pair(shape: str, body: bytes, at: int) -> tuple[int, int]:
    width, height = struct.unpack_from(shape, body, at)
    return abs(int(width)), abs(int(height))


def _jpeg(body: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(body) and body[place] == 0xFF:
        if body[place + 1] in _JPEG_SIZES:
            height, width = _pair(">HH", body, place + 5)
            return width, height
        place += 2 + max(2, struct.unpack_from(">H", body, place + 2)[0])
    return None


def _webp(body: bytes) -> tuple[int, int] | None:
    if body[12:16] == b"VP8 " and len(body) >= 30:
        width, height = _pair("<HH", body, 26)
        return width & 0x3FFF, height & 0x3FFF
    if body[12:16] == b"VP8L" and len(body) >= 25:
        bits = struct.unpack_from("<I", body, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if body[12:16] == b"VP8X" and len(body) >= 30:
        return int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1
    return None
