"""Crawling: from a start address to a snapshot, in a process of its own."""

from .browser import find_browser
from .options import CrawlOptions, CrawlProgress, CrawlSummary
from .process import run_crawl

__all__ = ["CrawlOptions", "CrawlProgress", "CrawlSummary", "find_browser", "run_crawl"]
