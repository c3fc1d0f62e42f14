"""Zip containers (Word, Excel, OpenDocument): refused before they are opened when they would burst."""

from __future__ import annotations

import io
import zipfile

from ..model import Cause, Text

MAX_UNPACKED = 300 * 1024 * 1024
MAX_RATIO = 200
_RATIO_COUNTS_FROM = 20 * 1024 * 1024


def zip_obstacle(body: bytes) -> tuple[Cause, Text] | None:
    """Return why a zip container must not be opened, or None.

    Raises zipfile.BadZipFile when the container is broken.
    """
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        infos = archive.infolist()
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * len(body)):
        size = unpacked // (1024 * 1024)
        return Cause.TOO_LARGE, Text(
            f"ไฟล์คลายออกแล้วมีขนาด {size:,} MB ซึ่งใหญ่เกินกว่าจะเปิดอ่าน",
            f"the file unpacks to {size:,} MB, too large to be opened",
        )
    if any(info.flag_bits & 0x1 for info in infos):
        return Cause.ENCRYPTED, Text("ไฟล์ตั้งรหัสผ่าน เปิดอ่านไม่ได้", "the file is protected by a password")
    return None


def member_names(body: bytes) -> tuple[str, ...]:
    """Return the names of the files in a zip archive; () when it is broken or of another format."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return tuple(info.filename for info in archive.infolist() if not info.is_dir())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return ()
