"""Turns what a download came to into what is stored: pure, from a Scrapy response or an exception."""

from __future__ import annotations

from collections.abc import Mapping

from scrapy.http import Response, TextResponse

from ..evidence.model import Kind
from ..evidence.sniff import office_name, sniff
from ..model import Cause
from ..urls import looks_like_document, normalise, suffix_of
from ..walls import cause_of_status, is_bot_wall, is_login
from .causes import cause_of_failure
from .targets import Fetched, Target, UrlKind

_KEPT_HEADERS = frozenset(
    {
        "cf-mitigated",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "date",
        "last-modified",
        "location",
        "retry-after",
        "server",
        "www-authenticate",
        "x-powered-by",
    }
)
# Not .doc, .xls, .txt or .csv: programs of agencies export HTML under these names, and people can open it.
_NEVER_HTML = frozenset(
    [
        "pdf",
        "docx",
        "xlsx",
        "xlsm",
        "ods",
        "odt",
        "pptx",
        "ppt",
        "odp",
        "zip",
        "rar",
        "7z",
        "gz",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "bmp",
        "tif",
        "tiff",
    ]
)
RENDERED_TYPE = "text/html; charset=utf-8"


def from_response(target: Target, response: Response, *, elapsed: float, max_page_bytes: int) -> Fetched:
    """Return what a server's answer is, with its cause when it is not what was asked for."""
    headers = _headers(response)
    content_type = dict(headers).get("content-type", "")
    final_url = normalise(response.url, response.url) or response.url
    kind = sniff(response.body, content_type, final_url)
    cause = _cause(target.url, final_url, response, headers, kind)
    too_large = cause is None and kind is Kind.HTML and len(response.body) > max_page_bytes
    return Fetched(
        url=target.url,
        final_url=final_url,
        kind=_url_kind(kind, target, cause),
        status=response.status,
        content_type=content_type,
        headers=headers,
        body=None if too_large else response.body,
        elapsed=elapsed,
        redirects=_redirects(response),
        cause=Cause.TOO_LARGE if too_large else cause,
    )


def from_failure(target: Target, failed: BaseException, *, elapsed: float) -> Fetched:
    """Return what a failed download is: no answer, and a cause."""
    return Fetched(
        url=target.url,
        final_url=target.url,
        kind=target.kind,
        elapsed=elapsed,
        cause=cause_of_failure(failed),
    )


def from_browser(target: Target, response: Response, *, elapsed: float) -> Fetched:
    """Return what a browser made of a page; its text is stored in UTF-8 whatever the server's encoding."""
    body = response.text.encode() if isinstance(response, TextResponse) else response.body
    return Fetched(
        url=target.url,
        final_url=normalise(response.url, response.url) or target.url,
        kind="page",
        status=response.status,
        content_type=RENDERED_TYPE if isinstance(response, TextResponse) else "",
        headers=_headers(response),
        body=body,
        elapsed=elapsed,
        rendered=True,
        redirects=_redirects(response),
        cause=cause_of_status(response.status),
    )


def _headers(response: Response) -> tuple[tuple[str, str], ...]:
    found = [
        (name.decode("latin-1").lower(), value.decode("utf-8", "replace"))
        for name, values in response.headers.items()
        for value in values or ()
    ]
    return tuple(sorted((name, value) for name, value in found if name in _KEPT_HEADERS))


def _redirects(response: Response) -> tuple[str, ...]:
    passed = response.request.meta.get("redirect_urls", ()) if response.request else ()
    return tuple(str(url) for url in passed)


def _cause(
    url: str, final_url: str, response: Response, headers: tuple[tuple[str, str], ...], kind: Kind
) -> Cause | None:
    by_name: Mapping[str, str] = dict(headers)
    is_text = kind in (Kind.HTML, Kind.TEXT)
    if is_text and is_bot_wall(response.status, by_name, response.body):
        return Cause.BOT_WALL
    return cause_of_status(response.status) or _cause_of_body(url, final_url, response, kind)


def _cause_of_body(url: str, final_url: str, response: Response, kind: Kind) -> Cause | None:
    if not response.body.strip():
        return Cause.EMPTY_BODY
    if "dataloss" in response.flags:
        return Cause.TRUNCATED
    if kind is Kind.HTML and is_login(url, final_url, response.body):
        return Cause.LOGIN
    if kind is Kind.HTML and not _NEVER_HTML.isdisjoint((suffix_of(url), suffix_of(final_url))):
        return Cause.WRONG_TYPE
    is_garbage = kind is Kind.OTHER and not office_name(response.body) and not looks_like_document(final_url)
    return Cause.UNKNOWN_TYPE if is_garbage else None


def _url_kind(kind: Kind, target: Target, cause: Cause | None) -> UrlKind:
    """Return what a body is; a page that stands where a document should be counts as that document."""
    if kind is not Kind.HTML:
        return "document"
    return "document" if cause is not None and target.kind == "document" else "page"
