"""A second look in a browser: at what refuses programs, and at pages that only scripts fill.

One browser for a run, started with the first page and closed with the run. Every page has a hard time limit; a browser
that does not obey is ended, with all that it started, and a new one is started for the next page.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Self

import psutil
from playwright.async_api import Browser, BrowserContext, Page, Playwright, Request, Response, Route, async_playwright
from playwright.async_api import Error as PlaywrightError

from ..addresses import is_private
from ..crawl.browser import find_browser, launch_arguments
from ..crawl.browser_guard import BrowserGuard
from ..crawl.options import address_and_port
from ..model import Cause
from ..walls import is_bot_wall
from .judging import BROWSER
from .model import Answer, Hop

PAGES_PER_CONTEXT: Final = 50
AT_ONCE: Final = 2
_CLOSING: Final = 8.0
_MOST_BYTES: Final = 8 * 1024 * 1024
_RENDERED_TYPE: Final = "text/html; charset=utf-8"
_RULES: Final = "--host-resolver-rules="
_FAILURES: Final[Mapping[str, Cause]] = {
    "ERR_NAME_NOT_RESOLVED": Cause.DNS,
    "ERR_NAME_RESOLUTION_FAILED": Cause.DNS,
    "ERR_CONNECTION_REFUSED": Cause.REFUSED,
    "ERR_ADDRESS_UNREACHABLE": Cause.REFUSED,
    "ERR_CONNECTION_RESET": Cause.RESET,
    "ERR_CONNECTION_CLOSED": Cause.RESET,
    "ERR_EMPTY_RESPONSE": Cause.RESET,
    "ERR_CONNECTION_TIMED_OUT": Cause.CONNECT_TIMEOUT,
    "ERR_TOO_MANY_REDIRECTS": Cause.REDIRECT_LOOP,
    "ERR_INVALID_HTTP_RESPONSE": Cause.PROTOCOL,
    "ERR_INVALID_REDIRECT": Cause.PROTOCOL,
    "ERR_CONTENT_LENGTH_MISMATCH": Cause.TRUNCATED,
    "ERR_INCOMPLETE_CHUNKED_ENCODING": Cause.TRUNCATED,
    "ERR_SSL_": Cause.TLS,
    "ERR_CERT_": Cause.TLS,
}


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """How a browser looks. `program` is its path, None when there is none; times are seconds, `whole` for a page.

    `settle` is how long a page may go on loading after its text came. `hosts` sends names to addresses
    (`203.0.113.5:8080`), as the fetcher's option does.
    """

    program: str | None = field(default_factory=find_browser)
    whole: float = 30.0
    settle: float = 4.0
    allow_private: bool = False
    hosts: Mapping[str, str] = field(default_factory=dict)


class BrowserLooks:
    """Looks at pages in a browser, at most two at once. An async context manager; it leaves no process behind."""

    def __init__(self, options: BrowserOptions | None = None) -> None:
        self._options = options or BrowserOptions()
        plain = {name: address_and_port(place)[0] for name, place in self._options.hosts.items()}
        self._guard = BrowserGuard(allow_private=self._options.allow_private, hosts=plain)
        self._mark = f"--oitcrawler-run={secrets.token_hex(8)}"
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._context: BrowserContext | None = None
        self._opened = 0
        self._open: dict[BrowserContext, int] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._stop()

    async def look(self, url: str) -> Answer | None:
        """Return what a visitor gets at an address: the last status and address, and the page as scripts made it.

        None when there is no browser, or when it could not tell: a browser's own trouble is never the site's.
        """
        if self._options.program is None:
            return None
        async with self._turns:
            try:
                return await asyncio.wait_for(self._looked(url), self._options.whole)
            except PlaywrightError as failed:
                return _failure(url, failed.message)
            except (TimeoutError, OSError):
                await self._end_if_stuck()
                return None

    async def _looked(self, url: str) -> Answer | None:
        async with self._page() as page:
            return await _Visit(page, self._options, self._guard).made(url)

    @contextlib.asynccontextmanager
    async def _page(self) -> AsyncIterator[Page]:
        """Give a page in a context that is renewed every fifty pages."""
        context = await self._current_context()
        self._open[context] = self._open.get(context, 0) + 1
        try:
            page = await context.new_page()
            try:
                yield page
            finally:
                await _within(page.close())
        finally:
            self._open[context] -= 1
            if context is not self._context and not self._open[context]:
                del self._open[context]
                await _within(context.close())

    async def _current_context(self) -> BrowserContext:
        async with self._starting:
            browser = await self._running()
            if self._context is None or self._opened >= PAGES_PER_CONTEXT:
                old, self._context = self._context, None
                if old is not None and not self._open.get(old):
                    self._open.pop(old, None)
                    await _within(old.close())
                self._context = await browser.new_context(
                    accept_downloads=False, ignore_https_errors=True, locale="th-TH", service_workers="block"
                )
                self._opened = 0
            self._opened += 1
            return self._context

    async def _running(self) -> Browser:
        if self._browser is not None and self._browser.is_connected():
            return self._browser
        if self._browser is not None or self._playwright is not None:
            await self._stop()
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(
            executable_path=self._options.program,
            args=[*self._arguments(), self._mark],
            timeout=self._options.whole * 1000,
        )
        return self._browser

    def _arguments(self) -> list[str]:
        """Return how the browser is started; names that have an address come before all rules about names."""
        arguments = launch_arguments(allow_private_hosts=self._options.allow_private)
        named = [f"MAP {name} {place}" for name, place in sorted(self._options.hosts.items())]
        kept = [one.removeprefix(_RULES) for one in arguments if one.startswith(_RULES)]
        others = [one for one in arguments if not one.startswith(_RULES)]
        return [*others, _RULES + ",".join([*named, *kept])] if named or kept else others

    async def _end_if_stuck(self) -> None:
        """End a browser that does not answer any more; one that does is kept."""
        async with self._starting:
            context = self._context
            if context is None:
                await self._stop()
                return
            try:
                probe = await asyncio.wait_for(context.new_page(), _CLOSING)
                await asyncio.wait_for(probe.close(), _CLOSING)
            except (TimeoutError, PlaywrightError):
                await self._stop()

    async def _stop(self) -> None:
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        self._context, self._opened = None, 0
        self._open.clear()
        if browser is not None:
            await _within(browser.close())
        if playwright is not None:
            await _within(playwright.stop())
        await asyncio.to_thread(_end_left, self._mark)


class _Visit:
    """One visit to one page."""

    def __init__(self, page: Page, options: BrowserOptions, guard: BrowserGuard) -> None:
        self._page = page
        self._options = options
        self._guard = guard
        self._last: Response | None = None
        self._refused = False

    async def made(self, url: str) -> Answer | None:
        """Go there, wait until the page has settled, and return what stands there."""
        page = self._page
        page.on("response", self._note)
        page.on("popup", lambda popup: asyncio.ensure_future(_within(popup.close())))
        await page.route("**/*", self._route)
        try:
            await page.goto(url, wait_until="domcontentloaded", timeout=self._options.whole * 1000)
        except PlaywrightError as failed:
            return await self._not_shown(url, failed)
        await self._settle()
        if self._last is None:
            return None
        answer = await self._answer(url, self._last)
        if answer is not None and is_bot_wall(answer.status or 0, answer.headers, answer.body):
            await asyncio.sleep(min(self._options.settle, 6.0))  # some walls let a browser in after a moment
            await self._settle()
            answer = await self._answer(url, self._last)
        return answer

    def _note(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and _frame_is_main(request, self._page):
            self._last = response

    async def _route(self, route: Route) -> None:
        if await self._guard(route.request):
            self._refused = self._refused or route.request.is_navigation_request()
            await route.abort("blockedbyclient")
        else:
            await route.continue_()

    async def _settle(self) -> None:
        try:
            await self._page.wait_for_load_state("networkidle", timeout=self._options.settle * 1000)
        except PlaywrightError:
            with contextlib.suppress(PlaywrightError):
                await self._page.evaluate("window.stop()")

    async def _not_shown(self, url: str, failed: PlaywrightError) -> Answer | None:
        if self._refused:
            return None
        if self._last is not None and ("ERR_ABORTED" in failed.message or "Download" in failed.message):
            return await self._answer(url, self._last, with_body=False)  # a file, which the browser would save
        return _failure(url, failed.message)

    async def _answer(self, url: str, response: Response, *, with_body: bool = True) -> Answer | None:
        headers = await response.all_headers()
        is_page = with_body and "html" in headers.get("content-type", "text/html").lower()
        body = (await self._page.content()).encode("utf-8", "replace")[:_MOST_BYTES] if is_page else b""
        if not self._options.allow_private and await _is_private_answer(response):
            return None
        return Answer(
            url=url,
            final_url=self._page.url if is_page else response.url,
            status=response.status,
            method=BROWSER,
            headers={**headers, "content-type": _RENDERED_TYPE} if is_page else headers,
            body=body,
            size=len(body) if is_page else None,
            whole=is_page,
            cut=not is_page,
            hops=await _hops(response),
        )


def _frame_is_main(request: Request, page: Page) -> bool:
    try:
        return request.frame == page.main_frame
    except PlaywrightError:  # the frame is gone already
        return False


async def _hops(response: Response) -> tuple[Hop, ...]:
    passed: list[Hop] = []
    request = response.request.redirected_from
    while request is not None and len(passed) < 30:
        answer = await request.response()
        passed.append(Hop(request.url, answer.status if answer else 302))
        request = request.redirected_from
    return tuple(reversed(passed))


async def _is_private_answer(response: Response) -> bool:
    """Whether a redirect inside the browser led to a private address, which no guard could stop."""
    address = await response.server_addr()
    return address is not None and is_private(address["ipAddress"])


def _failure(url: str, message: str) -> Answer | None:
    """Return what a browser's error says of the site; None when it says nothing of it."""
    cause = next((cause for mark, cause in _FAILURES.items() if mark in message), None)
    return Answer(url, url, method=BROWSER, failure=cause, detail=_words(message)) if cause else None


def _words(message: str) -> str:
    found = message.partition("net::")[2].split()
    return found[0] if found else ""


async def _within(closing: Awaitable[None]) -> None:
    """Wait for something to close, not for ever, and whatever trouble it has."""
    with contextlib.suppress(TimeoutError, PlaywrightError, OSError):
        await asyncio.wait_for(closing, _CLOSING)


def _end_left(mark: str) -> None:
    """End what is left of a browser that this process started and that did not close."""
    left = [one for one in psutil.Process().children(recursive=True) if _carries(one, mark)]
    for one in left:
        with contextlib.suppress(psutil.Error):
            one.kill()
    psutil.wait_procs(left, timeout=_CLOSING)


def _carries(process: psutil.Process, mark: str) -> bool:
    try:
        return mark in process.cmdline()
    except psutil.Error:
        return False
