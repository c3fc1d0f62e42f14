"""Addresses that are typed and folders that are written: what all commands that make a run share."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import OutputError, UsageError
from ..model import Text
from ..urls import normalise


def start_url(written: str) -> str:
    """Return the address of the main website as it is fetched. Raises UsageError for what is no address."""
    candidate = written.strip()
    if "://" not in candidate:
        candidate = f"https://{candidate}"
    url = normalise(candidate, candidate)
    host = urlsplit(url).hostname if url else None
    if url is None or not host or ("." not in host and host != "localhost" and ":" not in host):
        raise UsageError(
            Text(
                f"ที่อยู่เว็บไซต์ไม่ถูกต้อง: {written!r} ตัวอย่างที่ถูก: https://www.example.go.th",
                f"not the address of a website: {written!r}; right is, for example, https://www.example.go.th",
            )
        )
    return url


def write(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all. Raises OutputError."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError(
            Text(f"เขียนไฟล์ {path} ไม่ได้: {error.strerror}", f"cannot write {path}: {error.strerror}")
        ) from error
    return path


def made_folder(out: Path) -> Path:
    """Make a folder, and see that it can be written. Raises OutputError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / ".oitcrawler-can-write"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise OutputError(
            Text(
                f"เขียนลงโฟลเดอร์ {out} ไม่ได้: {error.strerror} ใช้ --out ระบุโฟลเดอร์อื่น",
                f"cannot write into {out}: {error.strerror}; name another folder with --out",
            )
        ) from error
    return out
