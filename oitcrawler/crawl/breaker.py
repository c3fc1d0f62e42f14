"""Stops asking a host that does not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from ..model import Cause
from .causes import Refused, cause_of_failure

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

LIMIT = 8
_NETWORK = frozenset({Cause.DNS, Cause.REFUSED, Cause.RESET, Cause.TIMEOUT})


class BreakerMiddleware:
    """After `LIMIT` network failures of one host in a row, refuses what else is asked of it in this crawl."""

    def __init__(self) -> None:
        self._failures: dict[str, int] = {}

    def process_request(self, request: Request) -> None:
        """Let a request pass, or raise Refused (host down)."""
        host = _host(request)
        if self._failures.get(host, 0) >= LIMIT:
            raise Refused(Cause.HOST_DOWN, f"{host} failed {LIMIT} times in a row")

    def process_response(self, request: Request, response: Response) -> Response:
        """Note that the host answers."""
        self._failures.pop(_host(request), None)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that the host failed."""
        if cause_of_failure(exception) in _NETWORK and not request.meta.get("playwright"):
            host = _host(request)
            self._failures[host] = self._failures.get(host, 0) + 1


def refuse_if_down(crawler: Crawler, request: Request) -> None:
    """Raise Refused (host down) for a request that waited for its turn while its host was found to be down."""
    breaker = crawler.get_downloader_middleware(BreakerMiddleware)
    if breaker is not None:
        breaker.process_request(request)


def _host(request: Request) -> str:
    return urlparse_cached(request).netloc
