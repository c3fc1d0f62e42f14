"""Runs a crawl in a process of its own, so that one crash or leak costs one crawl and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from .. import __version__
from ..errors import OutputError, SnapshotError, UsageError
from ..model import Text
from ..snapshots import Snapshot
from ..urls import normalise
from .messages import Job, Message, as_error, as_progress, read
from .options import CrawlOptions, CrawlProgress, CrawlSummary
from .unreachable import why_unreachable

LOG = "crawl.log"
GRACE_SECONDS = 15.0

_WINDOWS_FLAGS = 0
if sys.platform == "win32":
    _WINDOWS_FLAGS = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW

OnProgress = Callable[[CrawlProgress], None]


def run_crawl(
    start_url: str,
    folder: Path,
    options: CrawlOptions | None = None,
    on_progress: OnProgress | None = None,
    seeds: tuple[str, ...] = (),
) -> CrawlSummary:
    """Crawl a site into the snapshot in `folder`, or go on with the unfinished one that is there.

    `seeds` are addresses that are opened soon whether or not a page links them; one that lies on another site leads
    nowhere else.

    Raises UsageError for an address that is none, SiteUnreachable when the first page cannot be fetched (the folder
    keeps what came), SnapshotError when the folder is in use, of another site, or the crawl's process died, and
    OutputError when the folder cannot be written. On KeyboardInterrupt the crawl ends after what it is storing, and
    can be continued.
    """
    address = normalise(start_url, start_url)
    if address is None:
        raise UsageError(
            Text(
                f"“{start_url}” ไม่ใช่ที่อยู่เว็บไซต์ ต้องขึ้นต้นด้วย http:// หรือ https://",
                f"“{start_url}” is not a web address; it must begin with http:// or https://",
            )
        )
    last = _supervise(Job(address, folder, options or CrawlOptions(), __version__, seeds), on_progress)
    return _summary(folder, address, float(last.get("seconds", 0.0)))


def _supervise(job: Job, on_progress: OnProgress | None) -> Message:
    with _log(job.folder) as log:
        child = subprocess.Popen(
            [sys.executable, "-P", "-X", "utf8", "-m", "oitcrawler.crawl"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            encoding="utf-8",
            # The terminal's Ctrl-C is kept from the child: it is told to end by the end of its stdin.
            start_new_session=sys.platform != "win32",
            creationflags=_WINDOWS_FLAGS,
        )
        with child:
            try:
                return _listen(child, job, on_progress)
            finally:
                _end(child)


def _listen(child: subprocess.Popen[str], job: Job, on_progress: OnProgress | None) -> Message:
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("the crawl's process has no pipes")
    with suppress(BrokenPipeError):  # it died at once; its exit code says more
        child.stdin.write(job.to_line())
        child.stdin.flush()
    last: Message = {}
    for line in child.stdout:
        message = read(line)
        if message.get("say") == "progress" and on_progress:
            on_progress(as_progress(message))
        last = message or last
    return _verdict(last, child.wait(), job.folder)


def _verdict(last: Message, code: int, folder: Path) -> Message:
    if last.get("say") == "failed":
        raise as_error(last)
    if last.get("say") == "finished":
        return last
    raise SnapshotError(
        Text(
            f"การเก็บข้อมูลเว็บไซต์หยุดกลางคัน (รหัส {code}) ข้อมูลที่เก็บแล้วยังอยู่ สั่งซ้ำอีกครั้งเพื่อทำต่อ (ดู {folder / LOG})",
            f"the crawl broke off (exit code {code}); what was fetched is kept, run it again to go on"
            f" (see {folder / LOG})",
        )
    )


def _end(child: subprocess.Popen[str]) -> None:
    """Ask the child to end, and make it end when it does not."""
    if child.stdin is not None:
        with suppress(OSError):
            child.stdin.close()
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()


def _log(folder: Path) -> IO[bytes]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / LOG).open("ab")
    except OSError as refused:
        raise OutputError(
            Text(
                f"เขียนข้อมูลลงโฟลเดอร์ {folder} ไม่ได้: {refused.strerror}",
                f"the folder {folder} cannot be written: {refused.strerror}",
            )
        ) from refused


def _summary(folder: Path, start_url: str, seconds: float) -> CrawlSummary:
    with Snapshot.open(folder) as snapshot:
        resources = snapshot.resources()
        unfetched = len(snapshot.unfetched())
    unreachable = why_unreachable(next((one for one in resources if one.url == start_url), None))
    if unreachable is not None:
        raise unreachable
    whole = [one for one in resources if one.cause is None]
    causes = Counter(one.cause for one in resources if one.cause is not None)
    pages = sum(1 for one in whole if not one.is_document)
    return CrawlSummary(pages, len(whole) - pages, dict(sorted(causes.items())), unfetched, seconds)
