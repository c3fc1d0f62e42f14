"""The way from an address over its redirects to an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from ...model import Cause
from ..model import Answer, Hop
from .asking import Came
from .cookies import ChainCookies
from .options import FetchOptions, Validators
from .redirects import follow, referer, spell
from .reply import REDIRECTS, Failed, Reply, Request, printable
from .tls import OK

Method = Literal["GET", "HEAD"]
MOST_REDIRECTS = 20  # as browsers
_MENDED = "incomplete-chain"


class Chain:
    """One address on its way: what is to be asked for next, and what came of it."""

    def __init__(
        self, options: FetchOptions, url: str, method: Method, source: str, limit: int, validators: Validators | None
    ) -> None:
        self._url = url
        self._method = method
        self._source = source
        self._limit = limit or options.page_bytes
        self._seconds = options.page_timeout if self._limit <= options.page_bytes else options.document_timeout
        self._first = self._next = spell(url)
        self._at = self._first or url
        self._validators = validators
        self._hops: list[Hop] = []
        self._cookies: ChainCookies | None = None
        self._seen: set[tuple[str, str]] = set()
        self._tls = ""
        self._came = Came(Failed(Cause.MALFORMED, "this is no address of the web"))

    def next_request(self) -> Request | None:
        """Return what is to be asked for next, or None at the end of the way."""
        if self._next is None:
            return None
        self._at, self._next = self._next, None
        cookie = self._cookies.header(self._at) if self._cookies else ""
        if (self._at, cookie) in self._seen:
            self._end(Cause.REDIRECT_LOOP, "the redirects lead in a circle")
            return None
        if len(self._hops) > MOST_REDIRECTS:
            self._end(Cause.TOO_MANY_REDIRECTS, f"more than {MOST_REDIRECTS} redirects")
            return None
        self._seen.add((self._at, cookie))
        return Request(self._at, self._method, self._headers(cookie), self._limit, self._seconds)

    def take(self, came: Came) -> None:
        """Take what came of the last request, and find where it leads."""
        self._came = came
        self._tls = _graver(self._tls, came.tls)
        if isinstance(came.reply, Reply) and came.reply.status in REDIRECTS and came.reply.failure is None:
            self._redirected(came.reply)

    def answer(self) -> Answer:
        """Return what came of it all."""
        came, reply = self._came, self._came.reply
        if isinstance(reply, Failed):
            return Answer(
                self._url,
                self._at,
                method=self._method,
                whole=False,
                hops=tuple(self._hops),
                failure=reply.cause,
                detail=reply.detail,
                tls=self._tls,
                attempts=came.attempts,
                elapsed=came.elapsed,
            )
        return Answer(
            self._url,
            self._at,
            reply.status,
            self._method,
            reply.headers,
            reply.body,
            reply.size,
            reply.whole,
            reply.cut,
            tuple(self._hops),
            reply.failure,
            reply.detail,
            self._tls,
            came.attempts,
            came.elapsed,
            unchanged=reply.status == 304 and self._is_conditional(),
        )

    def _headers(self, cookie: str) -> dict[str, str]:
        headers: dict[str, str] = {}
        if self._source and (said := referer(self._source, self._at)):
            headers["Referer"] = said
        if cookie:
            headers["Cookie"] = cookie
        if self._method == "HEAD":
            headers["Accept-Encoding"] = "identity"  # so that the length is the document's own
        if self._validators is not None and self._is_conditional():
            headers |= self._validators.headers()
        return headers

    def _is_conditional(self) -> bool:
        return self._validators is not None and self._at == (self._validators.url or self._first)

    def _redirected(self, reply: Reply) -> None:
        self._next = follow(reply.location, self._at) if reply.location else None
        if self._next is None:
            where = f"to {printable(reply.location)[:200]}" if reply.location else "without an address"
            self._end(Cause.PROTOCOL, f"a redirect {where}")
            return
        self._hops.append(Hop(self._at, reply.status))
        if reply.cookies:
            self._cookies = self._cookies or ChainCookies()
            self._cookies.take(reply.cookies, self._at)

    def _end(self, cause: Cause, detail: str) -> None:
        """End the way at the redirect that came last."""
        if isinstance(self._came.reply, Reply):
            self._came = replace(self._came, reply=replace(self._came.reply, failure=cause, detail=detail))


def _graver(before: str, now: str) -> str:
    """Return the verdict that counts for a chain: a fault on the way is met before what follows it."""
    return before if _gravity(before) and _gravity(before) >= _gravity(now) else now


def _gravity(verdict: str) -> int:
    return 0 if verdict in ("", OK) else 1 if verdict == _MENDED else 2
