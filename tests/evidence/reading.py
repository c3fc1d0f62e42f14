"""Bodies to evidence, for the tests of extraction."""

from __future__ import annotations

from oitcrawler.evidence import Source, extract
from oitcrawler.evidence.model import Evidence, Link

URL = "https://www.tambon.example.go.th/ita/page.php"
ROOT = "https://www.tambon.example.go.th"


def read(body: bytes, content_type: str = "", url: str = URL) -> Evidence:
    """Extract a body fetched from `url`."""
    return extract(Source(url, url, content_type, body, "digest"))


def read_page(markup: str, url: str = URL) -> Evidence:
    """Extract a page given as text."""
    return read(f"<!DOCTYPE html><html><body>{markup}</body></html>".encode(), "text/html; charset=utf-8", url)


def link(evidence: Evidence, ending: str) -> Link:
    """Return the one link whose address ends so."""
    found = [one for one in evidence.links if one.url.endswith(ending)]
    assert len(found) == 1, f"{ending}: {[one.url for one in evidence.links]}"
    return found[0]
