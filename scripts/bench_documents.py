"""How fast a folder of documents is read, and how much of it can be read: `make bench-documents FOLDER=…`.

Reads every file through the reader processes, as a run does, and prints documents and pages per second and per
CPU-second, the peak memory of the reader processes and of this one, and the share of documents with text, with a
repaired layer, scanned, and unreadable by cause. `--repeat` goes over the folder again and again; the memory is then
printed on the way, to see that it stays flat.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from oitcrawler.evidence import Source
from oitcrawler.evidence.model import Depth, Evidence, Kind
from oitcrawler.evidence.ocr import OcrSettings
from oitcrawler.explain import origin_of
from oitcrawler.readers import Job, Readers

MEGABYTE = 1024 * 1024
STATIONS = 10


@dataclass(slots=True)
class Tally:
    """What has been read so far."""

    documents: int = 0
    pages: int = 0
    text_pages: int = 0
    size: int = 0
    shares: Counter[str] = field(default_factory=Counter)

    def add(self, evidence: Evidence) -> None:
        """Count one document."""
        self.documents += 1
        self.pages += evidence.page_count or 0
        if evidence.kind is Kind.PDF:
            self.text_pages += (evidence.page_count or 0) - len(evidence.unread_pages)
        self.size += evidence.size
        self.shares[_share(evidence)] += 1


def main(argv: list[str]) -> int:
    """Read the folder and print the figures."""
    asked = _arguments(argv)
    files = sorted(one for one in asked.folder.rglob("*") if one.is_file())
    if not files:
        sys.stderr.write(f"bench-documents: {asked.folder} holds no file\n")
        return 2
    tally, total = Tally(), len(files) * asked.repeat
    began, cpu = time.perf_counter(), _cpu()
    ocr = OcrSettings() if asked.ocr else None
    with Readers(count=asked.workers, ocr=ocr) as readers:
        for evidence in readers.read(_jobs(files, asked.repeat, Depth(asked.depth), ocr=asked.ocr)):
            tally.add(evidence)
            if asked.repeat > 1 and tally.documents % max(1, total // STATIONS) == 0:
                _say(f"  {tally.documents:6d} documents: {_own_memory():6.0f} MB here")
        peak = readers.peak_memory / MEGABYTE
    seconds, used = time.perf_counter() - began, _cpu() - cpu
    _print(tally, seconds, used, peak)
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench-documents", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--depth", choices=[str(one) for one in Depth], default=str(Depth.TEXT))
    parser.add_argument("--ocr", action="store_true")
    parser.add_argument("--workers", type=int, default=None)
    return parser.parse_args(argv)


def _jobs(files: list[Path], repeat: int, depth: Depth, *, ocr: bool) -> Iterator[Job]:
    for _ in range(repeat):
        for path in files:
            body = path.read_bytes()
            url = path.resolve().as_uri()
            yield Job(Source(url, url, "", body, hashlib.sha256(body).hexdigest()), depth, ocr=ocr)


def _share(evidence: Evidence) -> str:
    origin = origin_of(evidence)
    if evidence.obstacle is None:
        return {"layer": "text", "markup": "text"}.get(origin, origin)
    partly = ", partly read" if evidence.passages else ""
    return f"{evidence.obstacle}{partly}"


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _own_memory() -> float:
    return float(psutil.Process().memory_info().rss) / MEGABYTE


def _print(tally: Tally, seconds: float, used: float, peak: float) -> None:
    _say(f"documents        {tally.documents}  ({tally.size / MEGABYTE:.1f} MB, {tally.pages} pages)")
    _say(f"time             {seconds:.2f} s, {used:.2f} CPU-seconds")
    _say(f"documents        {tally.documents / seconds:.1f} per second, {tally.documents / used:.1f} per CPU-second")
    _say(f"text PDF pages   {tally.text_pages / seconds:.1f} per second, {tally.text_pages / used:.1f} per CPU-second")
    _say(f"peak memory      {peak:.0f} MB in the reader processes, {_own_memory():.0f} MB here at the end")
    for share, count in sorted(tally.shares.items(), key=lambda pair: (-pair[1], pair[0])):
        _say(f"  {100 * count / tally.documents:5.1f} %  {share} ({count})")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
