"""Opens a share link as an anonymous visitor does: the page, "download anyway", the file; and says what came.

robots.txt. A share link is asked for under the address of its page (`Share.page_url`), as every document on another
host is; when the host closes that page to programs, it is not opened. What the service itself puts behind an open
page (its download address, its redirects) is not asked again: Google opens `/file`, `/open`, `/drive/` and
`/document` to programs and closes `/uc` and its download host, which keeps crawlers from harvesting files by number;
saving the one file that an agency publishes, once, is what its page offers every visitor, and what a fetcher does that
acts on somebody's request.

A refusal of the download address is believed only when the page refuses too: services answer programs that ask for
the file with a login where a visitor would see the document.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from scrapy.http import Response

from ..evidence.model import Kind
from ..evidence.sniff import sniff
from ..model import Cause
from ..shares import Answer, Share, ShareKind, judge, resolve_share, way_on
from .answers import from_failure, from_response
from .targets import Discovered, Fetched, Target

SHARE_PAGE = "oit_share_page"
SHARE_SERVICE = "oit_share_service"
FOLDER_ENTRIES = 50
FOLDER_LEVELS = 2
_STEPS = 3
_DOUBTED = frozenset({Cause.ACCESS_REQUEST, Cause.NOT_FOUND, Cause.GONE})
_ANY_SERVERS = frozenset({Cause.BOT_WALL, Cause.TOO_LARGE, Cause.TRUNCATED, Cause.EMPTY_BODY})

Download = Callable[[str], Awaitable[Response | BaseException]]


@dataclass(frozen=True, slots=True)
class Opened:
    """The last answer to a share link, and why it is not the document (None when it is, or its bytes must tell)."""

    answer: Response | BaseException
    cause: Cause | None = None


def shared(url: str) -> Share | None:
    """Return the share that an address names, if it is opened like a document."""
    share = resolve_share(url)
    return share if share is not None and share.is_fetched else None


async def open_share(share: Share, download: Download) -> Opened:
    """Open a share link by `download`, which is given addresses on the service's machines one after another."""
    answer = await download(share.fetch_url)
    for _ in range(_STEPS):
        onward = way_on(share, _seen(answer)) if isinstance(answer, Response) else None
        if onward is None:
            break
        share = onward
        answer = await download(share.fetch_url)
    if not isinstance(answer, Response):
        return Opened(answer)
    cause = judge(share, _seen(answer))
    if cause in _DOUBTED and share.page_url not in (answer.url, share.fetch_url):
        return _judged_by_page(share, await download(share.page_url))
    return Opened(answer, cause)


def _judged_by_page(share: Share, page: Response | BaseException) -> Opened:
    """Judge a refused download by the page: what opens for a visitor is not refused, only not readable here."""
    if not isinstance(page, Response):
        return Opened(page)
    seen = _seen(page)
    is_shown = seen.is_html and seen.status < 400
    return Opened(page, judge(share, seen) or (Cause.NO_BROWSER if is_shown else None))


def fetched_share(target: Target, share: Share, opened: Opened, *, elapsed: float, max_page_bytes: int) -> Fetched:
    """Return what came of a share link, under the one address of all its spellings."""
    if not isinstance(opened.answer, Response):
        return replace(from_failure(target, opened.answer, elapsed=elapsed), final_url=share.identity)
    answer = opened.answer
    came = from_response(target, answer, elapsed=elapsed, max_page_bytes=max_page_bytes)
    is_page = _seen(answer).is_html
    cause = _cause(opened.cause, came.cause, is_whole_page=is_page and answer.status < 400)
    passed = dict.fromkeys([target.url, *came.redirects, answer.url])
    return replace(
        came,
        final_url=share.identity,
        kind="page" if is_page and cause is None else "document",
        redirects=tuple(passed)[:-1],
        cause=cause,
    )


def _cause(judged: Cause | None, general: Cause | None, *, is_whole_page: bool) -> Cause | None:
    """Return which of two causes counts: what the service said, or what any server's answer can be."""
    if judged not in _DOUBTED and general in _ANY_SERVERS:
        return general
    return judged or (None if is_whole_page else general)


def entries(folder: Share, links: list[Discovered], level: int) -> tuple[tuple[Discovered, ...], frozenset[str]]:
    """Return what a shared folder's list leads to, and those of its addresses that are too many or too deep.

    `level` counts folders in folders from 1. What is left out is named, so that nobody takes it for not there.
    """
    found: dict[str, Discovered] = {}
    for one in links:
        share = shared(one.url)
        if share is not None and share.identity != folder.identity:
            found.setdefault(share.identity, one)
    out: set[str] = set()
    for number, one in enumerate(found.values()):
        share = shared(one.url)
        is_folder = share is not None and share.kind is ShareKind.FOLDER
        if number >= FOLDER_ENTRIES or (is_folder and level >= FOLDER_LEVELS):
            out.add(one.url)
    return tuple(found.values()), frozenset(out)


def _seen(response: Response) -> Answer:
    kind_named = (response.headers.get("Content-Type") or b"").decode("latin-1")
    disposition = (response.headers.get("Content-Disposition") or b"").lower()
    return Answer(
        final_url=response.url,
        status=response.status,
        body=response.body,
        is_html=sniff(response.body, kind_named, response.url) is Kind.HTML,
        is_attachment=disposition.startswith(b"attachment"),
    )
