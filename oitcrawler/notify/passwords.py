"""Passwords and secrets: from an environment variable, or from a file that only its owner can read."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ..errors import UsageError
from ..model import Text

_MOST_BYTES: Final = 4096
_OTHERS: Final = 0o077


def from_place(variable: str | None, file: str | None, folder: Path, environment: Mapping[str, str]) -> str | None:
    """Return a password: what a variable holds, or the first line of a file; None when neither is named.

    Raises UsageError, which never holds the password, when it is not there or others can read it.
    """
    if variable is not None:
        return _from_environment(variable, environment)
    return _from_file(folder / Path(file).expanduser()) if file is not None else None


def _from_environment(variable: str, environment: Mapping[str, str]) -> str:
    found = environment.get(variable, "")
    if not found:
        raise UsageError(Text(f"ไม่มีตัวแปร {variable} หรือว่างเปล่า", f"the variable {variable} is not set, or empty"))
    return found


def _from_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            _refuse_shared(path, os.fstat(file.fileno()))
            found = file.read(_MOST_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise UsageError(
            Text(f"เปิดไฟล์รหัสผ่าน {path} ไม่ได้: {error.strerror}", f"cannot open {path}: {error.strerror}")
        ) from error
    except UnicodeDecodeError:
        raise UsageError(Text(f"ไฟล์ {path} ไม่ใช่ข้อความ UTF-8", f"{path} is not UTF-8 text")) from None
    line = found.partition("\n")[0].rstrip("\r")
    if not line:
        raise UsageError(Text(f"ไฟล์รหัสผ่าน {path} ว่างเปล่า", f"{path} is empty"))
    return line


def _refuse_shared(path: Path, about: os.stat_result) -> None:
    """Refuse a file that others can read; Windows keeps what is in a user's folder from others by itself."""
    if os.name == "posix" and stat.S_IMODE(about.st_mode) & _OTHERS:
        raise UsageError(
            Text(
                f"ผู้อื่นอ่านไฟล์รหัสผ่าน {path} ได้ สั่ง chmod 600 {path} ก่อน",
                f"others can read {path}; say chmod 600 {path} first",
            )
        )
