"""What passes between the caller and the crawl's own process: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..errors import OitError, OutputError, SnapshotError
from ..model import Text
from .options import CrawlOptions, CrawlProgress
from .targets import Counts

Message = Mapping[str, str | int | float]
_ERRORS: Mapping[str, type[OitError]] = {"SnapshotError": SnapshotError, "OutputError": OutputError}


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be crawled, whereto, and how; `seeds` are addresses to open that no page need link."""

    start_url: str
    folder: Path
    options: CrawlOptions
    version: str
    seeds: tuple[str, ...] = ()

    def to_line(self) -> str:
        """Write the job as one line."""
        return _line({**asdict(self), "folder": str(self.folder)})

    @classmethod
    def from_line(cls, line: str) -> Job:
        """Read a job. Raises ValueError or TypeError for anything that `to_line` did not write."""
        read: dict[str, Any] = json.loads(line)
        options = CrawlOptions(**read["options"])
        return cls(read["start_url"], Path(read["folder"]), options, read["version"], tuple(read["seeds"]))

    def settings(self) -> dict[str, object]:
        """Return what the snapshot keeps of the options."""
        hosts = ", ".join(f"{host}={place}" for host, place in sorted(self.options.hosts.items()))
        return {**asdict(self.options), "hosts": hosts}


def progressed(counts: Counts, url: str) -> Message:
    """Say where the crawl stands."""
    return {"say": "progress", **asdict(counts), "url": url}


def finished(seconds: float) -> Message:
    """Say that the crawl is finished."""
    return {"say": "finished", "seconds": round(seconds, 3)}


def stopped() -> Message:
    """Say that the crawl was stopped before its end."""
    return {"say": "stopped"}


def failed(error: OitError) -> Message:
    """Say why the crawl could not be."""
    return {"say": "failed", "error": type(error).__name__, "th": error.text.th, "en": error.text.en}


def write(message: Message) -> str:
    """Write a message as one line."""
    return _line(message)


def read(line: str) -> Message:
    """Read a message; an empty one for a line that is none (a library's print)."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def as_progress(message: Message) -> CrawlProgress:
    """Return the progress that a message tells of."""
    return CrawlProgress(
        pages=int(message["pages"]),
        documents=int(message["documents"]),
        queued=int(message["queued"]),
        failed=int(message["failed"]),
        url=str(message["url"]),
    )


def as_error(message: Message) -> OitError:
    """Return the error that a message tells of."""
    kind = _ERRORS.get(str(message["error"]), SnapshotError)
    return kind(Text(str(message["th"]), str(message["en"])))


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True) + "\n"
