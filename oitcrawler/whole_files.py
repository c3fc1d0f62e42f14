"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Final

from .errors import OutputError
from .model import Text

_ANYBODY: Final = 0o666
_OWNER: Final = 0o600


def write_whole(path: Path, content: bytes, *, private: bool = False) -> Path:
    """Write a file, or leave the one that is there as it was; return its path. Raises OutputError.

    The content goes into a new file beside it, reaches the disk, and only then takes the name. Whatever breaks off (a
    crash, a full disk, a power cut), a reader meets the old file or the new one, never half of one; of two that write
    at once, one wins whole. A failure leaves nothing else behind; a process that is killed may leave a file
    `oitcrawler-….part`. Windows does not give away the name of a file that another program has open: the old file then
    stays, and the error says so. The folder must be there. A link is replaced by the file, not followed.

    `private`: only this user can read the file (on Windows: who can read the folder), otherwise whom the user's
    settings allow.
    """
    part = path.with_name(f"oitcrawler-{token_hex(4)}.part")
    try:
        try:
            _fill(part, content, _OWNER if private else _ANYBODY)
            os.replace(part, path)
        except BaseException:  # Ctrl-C too must leave nothing behind
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            Text(f"เขียนไฟล์ {path} ไม่ได้: {error.strerror}", f"cannot write {path}: {error.strerror}")
        ) from error
    return path


def _fill(part: Path, content: bytes, mode: int) -> None:
    """Write a new file to the disk. Raises OSError, also if the file is there."""
    with open(part, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
