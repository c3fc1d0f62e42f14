"""Follows redirects as browsers do: twenty at most, with the cookie that a redirect sets."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from ..model import Cause
from .causes import Refused

_SEEN = "oit_redirects_seen"


class ChainMiddleware(RedirectMiddleware):
    """Scrapy's redirects, with loops refused and cookies carried along the chain (and nowhere else)."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the response, or the request it redirects to. Raises Refused (redirect loop)."""
        try:
            followed = super().process_response(request, response)
        except IgnoreRequest as endless:
            raise Refused(Cause.REDIRECT_LOOP, f"more than {self.max_redirect_times} redirects") from endless
        if not isinstance(followed, Request):
            return followed
        _carry_cookies(request, response, followed)
        return _refuse_loop(request, followed)


def _refuse_loop(request: Request, followed: Request) -> Request:
    """Refuse an address that was asked for before with the same cookies: nothing new can come."""
    seen: list[tuple[str, bytes | None]] = [*request.meta.get(_SEEN, []), _state(request)]
    if _state(followed) in seen:
        raise Refused(Cause.REDIRECT_LOOP, f"{followed.url} redirects to itself")
    followed.meta[_SEEN] = seen
    return followed


def _state(request: Request) -> tuple[str, bytes | None]:
    return request.url, request.headers.get("Cookie")


def _carry_cookies(request: Request, response: Response, followed: Request) -> None:
    if urlsplit(request.url).hostname != urlsplit(followed.url).hostname:
        return
    jar = dict(pair.split("=", 1) for pair in _text(request.headers.get("Cookie")).split("; ") if "=" in pair)
    for header in response.headers.getlist("Set-Cookie"):
        name, equals, value = _text(header).partition(";")[0].partition("=")
        if equals:
            jar[name.strip()] = value.strip()
    if jar:
        followed.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())


def _text(header: bytes | None) -> str:
    return (header or b"").decode("latin-1")
