"""Sites in memory: the bytes of their pages, read and gathered as those of a crawl are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Evidence, Kind, Passage
from oitcrawler.evidence.site import Site
from oitcrawler.gather import gather
from oitcrawler.model import Cause
from oitcrawler.readers import Job
from oitcrawler.snapshots import Meta, Resource, Snapshot
from oitcrawler.urls import normalise

HOME = "https://www.example.go.th/"
AGENCY = "องค์การบริหารส่วนตำบลตัวอย่าง"
STARTED = "2025-04-30T03:00:00+00:00"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Content:
    """What a site holds: pages as HTML, files as (title, text), and addresses at which nothing is, each with why."""

    pages: Mapping[str, str]
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    failed: Mapping[str, Cause] = field(default_factory=dict)
    home: str = HOME


class Recorded(Snapshot):
    """A crawl of such a content, with nothing on disk."""

    def __init__(self, content: Content) -> None:
        self.meta = Meta(content.home, STARTED, STARTED, "0", {})
        self._content = content
        self._bodies = {digest_of(html): html.encode() for html in content.pages.values()}

    def resources(self) -> tuple[Resource, ...]:
        content = self._content
        pages = (resource(url, HTML, digest_of(html)) for url, html in content.pages.items())
        files = (resource(url, "application/pdf", digest_of(url)) for url in content.files)
        failed = (resource(url, "", "", cause) for url, cause in content.failed.items())
        return tuple(sorted((*pages, *files, *failed), key=lambda one: one.url))

    def body(self, digest: str) -> bytes:
        return self._bodies.get(digest, b"")

    def unfetched(self) -> tuple[Any, ...]:
        return ()

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        return ()

    def read(self, jobs: Iterable[Job]) -> Iterator[Evidence]:
        """Read pages as they are read elsewhere; files are what the content says."""
        for job in jobs:
            known = self._content.files.get(job.source.url)
            yield file_evidence(job.source, *known) if known else extract(job.source, job.depth)


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def resource(url: str, content_type: str, digest: str, cause: Cause | None = None) -> Resource:
    status = None if cause else 200
    return Resource(url, url, status, content_type, digest, 0, cause, False, (), STARTED, "", "", 1)


def file_evidence(source: Source, title: str, text: str) -> Evidence:
    empty = source.evidence(Kind.PDF)
    passages = (Passage(text, page=1),) if text else ()
    return Evidence(
        empty.url, empty.final_url, Kind.PDF, empty.digest, title, empty.file_name, passages=passages, page_count=1
    )


def site_of(content: Content) -> Site:
    """Gather a content as a crawl of it is gathered."""
    recorded = Recorded(content)
    return gather(recorded, recorded.read).site


def address(path: str, home: str = HOME) -> str:
    """Return the address of a path as links to it are spelt."""
    found = normalise(urljoin(home, path), home)
    if found is None:
        raise ValueError(f"not an address: {path}")
    return found


def html_of(title: str, body: str, menu: str = "", path: str = "") -> str:
    """Wrap a page as a usual CMS does: header, menu, content, footer."""
    crumb = f'<div class="breadcrumb"><a href="/">หน้าแรก</a> / {path}</div>' if path else ""
    return (
        f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<header><a href="/">{AGENCY}</a></header><nav>{menu}</nav>{crumb}'
        f'<main id="content">{body}</main>'
        f"<footer>© {AGENCY} โทร. 0 2000 0000</footer></body></html>"
    )
