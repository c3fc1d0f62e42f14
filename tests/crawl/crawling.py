"""What the crawl tests share: quick options, and a crawl read back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from oitcrawler.crawl import CrawlOptions, run_crawl
from oitcrawler.snapshots import Resource, Snapshot

QUICK = CrawlOptions(
    allow_private_hosts=True,
    browser=None,
    timeout=2.0,
    document_timeout=2.0,
    render_timeout=20.0,
    retry_delay=0.01,
    longest_wait=1.0,
)


def quick(**changes: Any) -> CrawlOptions:
    """Return options for a crawl on loopback, where nothing takes long."""
    from dataclasses import replace

    return replace(QUICK, **changes)


def without_proxies(patch: pytest.MonkeyPatch) -> None:
    """Reach the servers of the tests without this computer's proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        patch.delenv(name, raising=False)
        patch.delenv(name.upper(), raising=False)


def crawled(url: str, folder: Path, options: CrawlOptions = QUICK) -> dict[str, Resource]:
    """Crawl a site; return what was tried, by the part of the address after the host."""
    run_crawl(url, folder, options)
    return read_back(folder)


def read_back(folder: Path) -> dict[str, Resource]:
    """Return what a snapshot holds, by the part of the address after the host."""
    with Snapshot.open(folder) as snapshot:
        return {"/" + one.url.partition("://")[2].partition("/")[2]: one for one in snapshot.resources()}
