"""Zip containers (Word, Excel, OpenDocument): refused before they are opened when they would burst."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

from ..model import Cause, Text

MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
_RATIO_COUNTS_FROM = 20 * 1024 * 1024
# Office Open XML keeps macros in vbaProject.bin; OpenDocument in libraries under Basic/, or in Scripts/.
_MACROS = re.compile(r"(?:.*/)?vbaProject\.bin|Basic/[^/]+/(?!script-lb\.xml)[^/]+\.xml|Scripts/.+", re.IGNORECASE)


def zip_obstacle(body: bytes) -> tuple[Cause, Text] | None:
    """Return why a zip container must not be opened, or None.

    Raises zipfile.BadZipFile when the container is broken.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        infos = archive.infolist()
    refused = burst_obstacle(infos, len(body))
    if refused:
        return refused
    if any(info.flag_bits & 0x1 for info in infos):
        return Cause.ENCRYPTED, Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
    return None


def burst_obstacle(infos: Sequence[zipfile.ZipInfo], size: int) -> tuple[Cause, Text] | None:
    """Return why a container of `size` bytes with these members must not be unpacked, or None."""
    unpacked = sum(info.file_size for info in infos)
    if unpacked <= MAX_UNPACKED and (unpacked <= _RATIO_COUNTS_FROM or unpacked <= MAX_RATIO * size):
        return None
    shown = unpacked // (1024 * 1024)
    return Cause.TOO_LARGE, Text(
        f"ไฟล์คลายออกแล้วมีขนาด {shown:,} MB ซึ่งใหญ่เกินกว่าจะเปิดอ่าน",
        f"the file unpacks to {shown:,} MB, too large to be opened",
    )


def member_names(body: bytes) -> tuple[str, ...]:
    """Return the names of the files in a zip archive; () when it is broken or of another format."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return tuple(name for name in archive.namelist() if name and not name.endswith("/"))
    except (zipfile.BadZipFile, struct.error, zlib.error, ValueError, LookupError, OSError, EOFError, RuntimeError):
        return ()


def has_zip_macros(body: bytes) -> bool:
    """Whether an Office Open XML or OpenDocument file holds macros. Never raises."""
    return any(_MACROS.fullmatch(name) for name in member_names(body))
