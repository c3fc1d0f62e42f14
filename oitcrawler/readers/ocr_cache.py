"""What OCR read, kept from run to run: it takes seconds a page, and the same document comes every fortnight."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from ..evidence.recognised import Recognised
from .frames import Garbage
from .wire import pack, unpack
from .work import MIB

VARIABLE: Final = "OITCRAWLER_CACHE"
_MOST_BYTES: Final = 200 * MIB
_SUFFIX: Final = ".ocr.json"


@dataclass(frozen=True, slots=True)
class _Kept:
    digest: str
    key: str
    found: Recognised


def default_folder() -> Path:
    """Return where results are kept: `OITCRAWLER_CACHE`, or the folder that the system has for such things."""
    chosen = os.environ.get(VARIABLE)
    return Path(chosen) / "ocr" if chosen else platformdirs.user_cache_path("oitcrawler", appauthor=False) / "ocr"


class OcrCache:
    """A folder with one file for each document and way of reading; never more than `most` bytes for long.

    It is there to save time only: a damaged file, or a folder that cannot be written, is as if it were not there.
    """

    def __init__(self, folder: Path, most: int = _MOST_BYTES) -> None:
        self._folder = folder
        self._most = most

    def find(self, digest: str, key: str) -> Recognised | None:
        """Return what was read in a document before."""
        path = self._path(digest, key)
        try:
            kept = unpack(_Kept, path.read_bytes())
        except (OSError, Garbage):
            return None
        if (kept.digest, kept.key) != (digest, key):
            return None
        with suppress(OSError):
            os.utime(path)
        return kept.found

    def keep(self, digest: str, key: str, found: Recognised) -> None:
        """Remember what was read, unless another try may read more."""
        if found.may_improve:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self._path(digest, key), pack(_Kept(digest, key, found)))
            self._prune()

    def _path(self, digest: str, key: str) -> Path:
        return self._folder / (hashlib.sha256(f"{digest}\n{key}".encode()).hexdigest()[:40] + _SUFFIX)

    def _prune(self) -> None:
        """Remove the files that were of no use for the longest time."""
        known = [(path, path.stat()) for path in self._folder.glob(f"*{_SUFFIX}")]
        total = sum(stat.st_size for _, stat in known)
        for path, stat in sorted(known, key=lambda one: (one[1].st_mtime_ns, one[0].name)):
            if total <= self._most:
                return
            path.unlink(missing_ok=True)
            total -= stat.st_size


def _write(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
