"""Addresses that are typed and folders that are written: what all commands that make a run share."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from ..errors import OutputError, UsageError
from ..model import Text
from ..urls import normalise
from ..whole_files import write_whole


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


def write_new(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file for a person to fill in. Raises UsageError for one that is there unless `force`, and OutputError."""
    if path.exists() and not force:
        raise UsageError(
            Text(f"มีไฟล์ {path} อยู่แล้ว ใช้ --force เพื่อเขียนทับ", f"{path} is there already; overwrite it with --force")
        )
    write_whole(path, content)


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
