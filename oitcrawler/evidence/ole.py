"""OLE containers (Word, Excel and PowerPoint 97–2003): their streams, within bounds that a broken file cannot move.

The format is [MS-CFB]; `olefile` reads it, but believes counts in the header that would take hours or gigabytes.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import olefile

from .encoding import THAI, decode

OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What olefile raises on broken containers, its own error being an OSError.
OLE_ERRORS: Final = (
    OSError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    TypeError,
    RuntimeError,
    EOFError,
)
_ERRORS: Final = (*OLE_ERRORS, struct.error)
_FREE: Final = 0xFFFFFFFF
_MAX_SECTOR: Final = 0xFFFFFFFA
_SUMMARY: Final = "\x05SummaryInformation"
_TITLE: Final = 2
_CODE_PAGE: Final = 1
_MACRO_STORAGES: Final = frozenset({"macros", "_vba_project_cur", "vba", "_vba_project"})
# PowerPoint keeps its macros inside its one stream: VBAInfoContainer with VBAInfoAtom.fHasMacros ([MS-PPT] 2.4.10).
_SLIDE_MACROS: Final = re.compile(
    b"\x1f\x00\xff\x03\x14\x00\x00\x00\x02\x00\x00\x04\x0c\x00\x00\x00.{4}\x01\x00\x00\x00", re.DOTALL
)


if TYPE_CHECKING:
    _OleFile = olefile.OleFileIO[str]
else:
    _OleFile = olefile.OleFileIO


class _Guarded(_OleFile):
    def _check_duplicate_stream(self, first_sect: int, minifat: bool = False) -> None:
        """Leave out a check whose time grows with the square of the number of streams."""


@dataclass(frozen=True, slots=True)
class Container:
    """An opened container. `names` are the paths of its streams and storages in lower case, joined by "/"."""

    names: frozenset[str]
    _file: _Guarded
    _size: int

    def read(self, name: str) -> bytes:
        """Return a stream. Raises KeyError when there is none, EOFError when it is shorter than it says."""
        if name.lower() not in self.names:
            raise KeyError(name)
        size = self._file.get_size(name)
        if size > self._size:
            raise EOFError(f"{name} says that it has {size} bytes, more than the file")
        body: bytes = self._file.openstream(name).read()
        if len(body) < size:
            raise EOFError(f"{name} has {len(body)} bytes of {size}")
        return body

    def title(self) -> str:
        """Return the title in the document's properties, or ""."""
        try:
            return _property_text(self.read(_SUMMARY))
        except _ERRORS:
            return ""


def open_container(body: bytes) -> Container:
    """Open a container. Raises one of `OLE_ERRORS` or struct.error when it is broken."""
    _refuse_impossible_counts(body)
    opened = _Guarded(io.BytesIO(body))
    if opened.root is None or opened.root.size > len(body):  # type: ignore[attr-defined]
        raise EOFError("the container says that it is larger than the file")
    paths = opened.listdir(streams=True, storages=True)
    return Container(frozenset("/".join(path).lower() for path in paths), opened, len(body))


def _refuse_impossible_counts(body: bytes) -> None:
    if len(body) < 1536:
        raise EOFError("too short for a container")
    shift, mini = struct.unpack_from("<HH", body, 0x1E)
    fats, minis, difats = (struct.unpack_from("<I", body, at)[0] for at in (0x2C, 0x40, 0x48))
    if shift not in (9, 12) or mini != 6:
        raise ValueError("sectors of an unknown size")
    sectors = (len(body) >> shift) + 1
    if fats > sectors // 32 + 109 or minis > sectors or difats > sectors // 32 + 1:
        raise EOFError("the container counts more sectors than the file holds")


def root_names(body: bytes) -> frozenset[str]:
    """Return the names of the streams at the top of a container in lower case; () when it is broken."""
    try:
        return frozenset(name for name in open_container(body).names if "/" not in name)
    except _ERRORS:
        return frozenset()


def is_cut_short(body: bytes) -> bool:
    """Whether the container's own allocation table tells of sectors after the end of the file."""
    if len(body) < 1536:
        return True
    shift = struct.unpack_from("<H", body, 0x1E)[0]
    if shift not in (9, 12):
        return False
    sector = 1 << shift
    held = -(-len(body) // sector) - 1
    tables = [one for one in struct.unpack_from("<109I", body, 0x4C) if one < _MAX_SECTOR]
    if any(one >= held for one in tables):
        return True
    last = 0
    for number, table in enumerate(tables):
        used = struct.unpack_from(f"<{sector // 4}I", body[(table + 1) * sector : (table + 2) * sector].ljust(sector))
        last = max((number * sector // 4 + place for place, one in enumerate(used) if one != _FREE), default=last)
    return bool(last >= held)


def has_ole_macros(body: bytes) -> bool:
    """Whether a Word, Excel or PowerPoint file of 97–2003 holds macros. Never raises."""
    try:
        opened = open_container(body)
        if any(part in _MACRO_STORAGES for name in opened.names for part in name.split("/")):
            return True
        slides = "powerpoint document" in opened.names
        return slides and _SLIDE_MACROS.search(opened.read("PowerPoint Document")) is not None
    except _ERRORS:
        return False


def _property_text(stream: bytes) -> str:
    """Return property 2 (PIDSI_TITLE) of the first property set ([MS-OLEPS] 2.21)."""
    start = struct.unpack_from("<I", stream, 44)[0]
    size, count = struct.unpack_from("<II", stream, start)
    places = {
        number: start + offset
        for number, offset in struct.iter_unpack("<II", stream[start + 8 : start + 8 + 8 * min(count, 100)])
        if offset < size
    }
    if _TITLE not in places:
        return ""
    kind, length = struct.unpack_from("<II", stream, places[_TITLE])
    raw = stream[places[_TITLE] + 8 :]
    if kind == 0x1F:  # VT_LPWSTR counts letters
        return raw[: 2 * min(length, 1000)].decode("utf-16-le", "replace").partition("\0")[0]
    if kind != 0x1E:
        return ""
    page = struct.unpack_from("<H", stream, places[_CODE_PAGE] + 4)[0] if _CODE_PAGE in places else 0
    return text_of(raw[: min(length, 2000)], page).partition("\0")[0]


def text_of(raw: bytes, code_page: int) -> str:
    """Return the text of bytes in a Windows code page; Thai bytes are read as Thai whatever is declared."""
    if code_page == 1200:
        return raw.decode("utf-16-le", "replace")
    codec = decode(raw, "")[1] if not raw.isascii() else "ascii"
    if code_page == 65001 or codec == "utf-8":
        return raw.decode("utf-8", "replace")
    return raw.decode(THAI if codec == THAI or code_page == 874 else "cp1252", "replace")
