"""Scrapy's settings for one crawl: a pure function of the options.

What costs politeness (robots.txt, AutoThrottle, retries, Retry-After) is on; what an audit does not use is off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .browser import launch_arguments
from .browser_guard import BrowserGuard
from .guard import ALLOW, HOSTS
from .limits import DOCUMENT_TIMEOUT, PAGE_BYTES
from .options import CrawlOptions
from .robots import NOTE

_HERE = "oitcrawler.crawl"
BROWSER_SLOT = "browser"
BROWSER_PAGES = 2
_OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
)


def crawl_settings(
    options: CrawlOptions, version: str, note_robots: Callable[[str, str], None] | None = None
) -> Mapping[str, Any]:
    """Return the settings. `note_robots` is told (host, ok|missing|failed) of each robots.txt."""
    return {
        **_politeness(options, version),
        **_limits(options),
        **_machinery(),
        **_browser(options),
        ALLOW: options.allow_private_hosts,
        HOSTS: dict(options.hosts),
        NOTE: note_robots,
    }


def _politeness(options: CrawlOptions, version: str) -> Mapping[str, Any]:
    return {
        "USER_AGENT": options.agent(version),
        "ROBOTSTXT_OBEY": options.obey_robots,
        "ROBOTSTXT_USER_AGENT": "oitcrawler",
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": 0.1,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 2.0,
        "AUTOTHROTTLE_MAX_DELAY": 30.0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": options.concurrency,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "th,en;q=0.5",
        },
        "OIT_RETRY_DELAY": options.retry_delay,
        "OIT_LONGEST_WAIT": options.longest_wait,
        "REDIRECT_MAX_TIMES": 20,
    }


def _limits(options: CrawlOptions) -> Mapping[str, Any]:
    return {
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DOWNLOAD_MAXSIZE": options.max_document_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": False,
        "DNS_TIMEOUT": min(10.0, options.timeout),
        "REACTOR_THREADPOOL_MAXSIZE": 20,
        "CONCURRENT_ITEMS": 1,
        PAGE_BYTES: options.max_page_bytes,
        DOCUMENT_TIMEOUT: options.document_timeout,
    }


def _machinery() -> Mapping[str, Any]:
    return {
        "SPIDER_MODULES": ["oitcrawler.spiders"],
        "TWISTED_DNS_RESOLVER": f"{_HERE}.guard.GuardedResolver",
        "DOWNLOADER_MIDDLEWARES": {
            **dict.fromkeys(_OFF),
            f"{_HERE}.robots.RobotsMiddleware": 100,
            f"{_HERE}.retry.RetryMiddleware": 550,
            f"{_HERE}.breaker.BreakerMiddleware": 560,
            f"{_HERE}.redirect.ChainMiddleware": 600,
            f"{_HERE}.guard.GuardMiddleware": 760,
        },
        "EXTENSIONS": {
            f"{_HERE}.limits.KindLimits": 500,
            "scrapy.extensions.feedexport.FeedExporter": None,
            "scrapy.extensions.memdebug.MemoryDebugger": None,
            "scrapy.extensions.remote_control.RemoteControl": None,
            "scrapy.extensions.spiderstate.SpiderState": None,
            "scrapy.extensions.telnet.TelnetConsole": None,
        },
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "LOG_LEVEL": "INFO",
    }


def _browser(options: CrawlOptions) -> Mapping[str, Any]:
    if options.browser is None or options.render == "never":
        return {"DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), f"{_HERE}.handlers.TolerantHandler")}
    return {
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), f"{_HERE}.browser_handler.BrowserHandler"),
        "DOWNLOAD_SLOTS": {BROWSER_SLOT: {"concurrency": BROWSER_PAGES, "delay": 0.0}},
        "PLAYWRIGHT_BROWSER_PROVIDER": f"{_HERE}.browser_handler.LazyProvider",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": options.browser,
            "args": launch_arguments(allow_private_hosts=options.allow_private_hosts),
            "timeout": options.render_timeout * 1000,
        },
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": options.render_timeout * 1000,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": BROWSER_PAGES,
        "PLAYWRIGHT_ABORT_REQUEST": BrowserGuard(allow_private=options.allow_private_hosts),
    }
