"""Why something could not be fetched: exceptions and answers, each to its `Cause`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.utils._compression import _DecompressionMaxSizeExceeded
from twisted.internet import error as tx
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from ..model import Cause

_BY_CLASS: tuple[tuple[type[BaseException], Cause], ...] = (
    (CannotResolveHostError, Cause.DNS),
    (tx.DNSLookupError, Cause.DNS),
    (DownloadConnectionRefusedError, Cause.REFUSED),
    (tx.ConnectionRefusedError, Cause.REFUSED),
    (DownloadTimeoutError, Cause.TIMEOUT),
    (tx.TimeoutError, Cause.TIMEOUT),
    (tx.TCPTimedOutError, Cause.TIMEOUT),
    (TimeoutError, Cause.TIMEOUT),
    (DownloadCancelledError, Cause.TOO_LARGE),
    (_DecompressionMaxSizeExceeded, Cause.TOO_LARGE),
    (ResponseDataLossError, Cause.TRUNCATED),
    (SSL.Error, Cause.TLS),
    (tx.CertificateError, Cause.TLS),
    (ParseError, Cause.PROTOCOL),
    (TunnelError, Cause.REFUSED),
    (tx.ConnectError, Cause.REFUSED),
    (tx.ConnectionLost, Cause.RESET),
    (tx.ConnectionDone, Cause.RESET),
    (ConnectionError, Cause.RESET),
    (UnsupportedURLSchemeError, Cause.PROTOCOL),
    (OSError, Cause.RESET),
)
_BY_STATUS: Mapping[int, Cause] = {
    401: Cause.UNAUTHORIZED,
    403: Cause.FORBIDDEN,
    404: Cause.NOT_FOUND,
    410: Cause.GONE,
    429: Cause.RATE_LIMITED,
    999: Cause.BOT_WALL,
}
_BY_HUNDRED: Mapping[int, Cause | None] = {2: None, 3: Cause.PROTOCOL, 4: Cause.CLIENT_ERROR, 5: Cause.SERVER_ERROR}

_CHALLENGE_TITLE = re.compile(
    rb"<title>[^<]{0,40}(?:just a moment|attention required|checking your browser|ddos-guard|access denied"
    rb"|are you a robot|verify(?:ing)? you are (?:a )?human|security check|bot verification)",
    re.IGNORECASE,
)
_CHALLENGE_MARK = re.compile(
    rb"_Incapsula_Resource|/cdn-cgi/challenge-platform/|sucuri_cloudproxy_js|cf-browser-verification"
    rb"|g-recaptcha|h-captcha|hcaptcha\.com/1/api|aes\.js[^<]{0,80}</script>|slowAES",
    re.IGNORECASE,
)
_SETS_COOKIE = re.compile(rb"document\.cookie\s*=", re.IGNORECASE)
_GOES_ON = re.compile(rb"location(?:\.href)?\s*=|location\.(?:reload|replace|assign)\s*\(", re.IGNORECASE)
_TAG = re.compile(rb"<script\b.*?</script>|<style\b.*?</style>|<noscript\b.*?</noscript>|<[^>]*>", re.DOTALL | re.I)
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LOGIN_WORD = re.compile(r"log-?_?in|sign-?_?in|signon|auth|sso|account|เข้าสู่ระบบ", re.IGNORECASE)
_SMALL = 8_000
_CHALLENGE_PAGE = 60_000


class Refused(IgnoreRequest):
    """A request that this crawler does not make or does not follow, with the cause."""

    def __init__(self, cause: Cause, why: str) -> None:
        super().__init__(why)
        self.cause = cause


def cause_of_failure(failed: BaseException) -> Cause:
    """Return the cause of a failed download; `PROTOCOL` for what nobody foresaw."""
    for one in _chain(failed):
        if isinstance(one, Refused):
            return one.cause
    found = [cause for one in _chain(failed) for kind, cause in _BY_CLASS if isinstance(one, kind)]
    return next((cause for cause in found if cause is not Cause.RESET), found[0] if found else Cause.PROTOCOL)


def _chain(failed: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and what it wraps, Twisted's lists of reasons too."""
    while failed is not None:
        yield failed
        if isinstance(failed, ResponseFailed):
            for reason in failed.reasons:
                if isinstance(reason, Failure) and reason.value is not None:
                    yield reason.value
        failed = failed.__cause__


def cause_of_status(status: int) -> Cause | None:
    """Return what an HTTP status says; None when it says that all is well."""
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Cause.PROTOCOL)


def is_bot_wall(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer asks for proof that a person is reading. `headers` has lower-case names."""
    if headers.get("cf-mitigated", "").lower() == "challenge" or status == 999:
        return True
    if len(body) > _CHALLENGE_PAGE:
        return False
    if _CHALLENGE_TITLE.search(body):
        return True
    if status in (403, 429, 503) and _CHALLENGE_MARK.search(body):
        return True
    return len(body) <= _SMALL and _only_sets_cookie(body)


def _only_sets_cookie(body: bytes) -> bool:
    """Whether a page shows nothing, sets a cookie by script and loads again: the challenge of shared hosts."""
    if not _SETS_COOKIE.search(body) or not _GOES_ON.search(body):
        return False
    return not _TAG.sub(b"", body).strip()


def is_login(url: str, final_url: str, body: bytes) -> bool:
    """Whether a redirect led to a page that asks for a password instead of what was asked for."""
    if url == final_url or _LOGIN_WORD.search(url.partition("://")[2].partition("/")[2]):
        return False
    return bool(_PASSWORD_FIELD.search(body)) and bool(_LOGIN_WORD.search(final_url.partition("://")[2]))
