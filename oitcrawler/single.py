"""One document, from a file of this machine or an address: what `explain document` is given."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from .crawl import CrawlOptions, run_crawl
from .errors import OutputError, SiteUnreachable, UsageError
from .evidence import MAX_BODY, Source
from .gather import source_of
from .model import Text
from .snapshots import Snapshot
from .urls import normalise


def source_named(name: str, options: CrawlOptions | None = None) -> Source:
    """Return the document at an address (http, https) or in a file.

    Raises UsageError for a name that is neither, OutputError for a file that cannot be read, and what `run_crawl`
    raises. An address that does not give a document is a Source with its cause.
    """
    if name.lower().startswith(("http://", "https://")):
        return _fetched(name, options or CrawlOptions())
    path = Path(name)
    if not path.exists():
        raise UsageError(
            Text(
                f"ไม่พบไฟล์ {name} (ถ้าเป็นที่อยู่เว็บให้ขึ้นต้นด้วย https://)",
                f"there is no file {name} (an address must begin with https://)",
            )
        )
    return _read(path)


def _read(path: Path) -> Source:
    try:
        if path.stat().st_size > MAX_BODY * 2:  # the extractor says that it is too large without its last bytes
            with path.open("rb") as opened:
                body = opened.read(MAX_BODY + 1)
        else:
            body = path.read_bytes()
    except OSError as refused:
        raise OutputError(
            Text(f"อ่านไฟล์ {path} ไม่ได้: {refused.strerror}", f"cannot read {path}: {refused.strerror}")
        ) from refused
    address = path.resolve().as_uri()
    return Source(address, address, "", body, hashlib.sha256(body).hexdigest())


def _fetched(url: str, options: CrawlOptions) -> Source:
    address = normalise(url, url)
    with tempfile.TemporaryDirectory(prefix="oitcrawler-") as folder:
        place = Path(folder) / "snapshot"
        try:
            run_crawl(url, place, options)
        except SiteUnreachable as unreachable:
            return Source(address or url, address or url, "", b"", "", cause=unreachable.cause)
        with Snapshot.open(place) as snapshot:
            for resource in snapshot.resources():
                if resource.url == address:
                    return source_of(snapshot, resource)
    raise UsageError(Text(f"ไม่ได้อะไรจาก {url}", f"nothing came from {url}"))
