"""What an HTTP answer says by its status, and whether a wall stands before the page: for robots, or for strangers.

Everything here is pure and reads only bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from .model import Cause

_BY_STATUS: Final[Mapping[int, Cause]] = {
    401: Cause.UNAUTHORIZED,
    403: Cause.FORBIDDEN,
    404: Cause.NOT_FOUND,
    410: Cause.GONE,
    429: Cause.RATE_LIMITED,
    999: Cause.BOT_WALL,
}
_BY_HUNDRED: Final[Mapping[int, Cause | None]] = {
    2: None,
    3: Cause.PROTOCOL,
    4: Cause.CLIENT_ERROR,
    5: Cause.SERVER_ERROR,
}

_CHALLENGE_TITLE = re.compile(
    rb"<title>[^<]{0,40}(?:just a moment|attention required|checking your browser|ddos-guard|access denied"
    rb"|are you a robot|verify(?:ing)? you are (?:a )?human|security check|bot verification|robot check"
    rb"|human verification|pardon our interruption|one moment, please)",
    re.IGNORECASE,
)
_CHALLENGE_MARK = re.compile(
    rb"_Incapsula_Resource|/cdn-cgi/challenge-platform/|sucuri_cloudproxy_js|cf-browser-verification"
    rb"|g-recaptcha|h-captcha|hcaptcha\.com/1/api|aes\.js[^<]{0,80}</script>|slowAES",
    re.IGNORECASE,
)
_PARTS_OF_MARKS: Final = (
    *(b"captcha", b"/challenge-platform/", b"_incapsula_", b"sucuri_cloudproxy", b"cf-browser-", b"aes.js"),
    b"slowaes",
)
"""One of these, in lower case, stands in each mark, and they are found a hundred times as fast."""
_CHALLENGE_HEADERS: Final[Mapping[str, frozenset[str]]] = {
    "cf-mitigated": frozenset({"challenge"}),
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),
}
_SETS_COOKIE = re.compile(rb"document\.cookie\s*=", re.IGNORECASE)
_GOES_ON = re.compile(rb"location(?:\.href)?\s*=|location\.(?:reload|replace|assign)\s*\(", re.IGNORECASE)
_TAG = re.compile(rb"<script\b.*?</script>|<style\b.*?</style>|<noscript\b.*?</noscript>|<[^>]*>", re.DOTALL | re.I)
_PASSWORD_FIELD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_LOGIN_WORD = re.compile(r"log-?_?in|sign-?_?in|signon|auth|sso|account|เข้าสู่ระบบ", re.IGNORECASE)
_SMALL: Final = 8_000
_CHALLENGE_PAGE: Final = 60_000


def cause_of_status(status: int) -> Cause | None:
    """Return what an HTTP status says; None when it says that all is well."""
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Cause.PROTOCOL)


def is_bot_wall(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether an answer asks for proof that a person is reading. `headers` has lower-case names."""
    if names_challenge(status, headers):
        return True
    if len(body) > _CHALLENGE_PAGE:
        return False
    if _CHALLENGE_TITLE.search(body):
        return True
    if status in (403, 429, 503) and has_challenge(body):
        return True
    return len(body) <= _SMALL and _only_sets_cookie(body)


def names_challenge(status: int, headers: Mapping[str, str]) -> bool:
    """Whether status or headers (lower-case names) alone say that an answer asks for such proof."""
    if status == 999:
        return True
    return any(name in headers and headers[name].lower() in said for name, said in _CHALLENGE_HEADERS.items())


def has_challenge(body: bytes) -> bool:
    """Whether a page carries the machinery of a challenge for robots; a form's own captcha is such machinery too."""
    low = body.lower()
    return any(low.rfind(part) >= 0 for part in _PARTS_OF_MARKS) and bool(_CHALLENGE_MARK.search(body))


def asks_password(body: bytes) -> bool:
    """Whether a page has a field for a password."""
    return bool(_PASSWORD_FIELD.search(body))


def names_login(text: str) -> bool:
    """Whether an address without its scheme speaks of signing in."""
    return bool(_LOGIN_WORD.search(text))


def is_login(url: str, final_url: str, body: bytes) -> bool:
    """Whether a redirect led to a page that asks for a password instead of what was asked for."""
    if url == final_url or names_login(url.partition("://")[2].partition("/")[2]):
        return False
    return asks_password(body) and names_login(final_url.partition("://")[2])


def _only_sets_cookie(body: bytes) -> bool:
    """Whether a page shows nothing, sets a cookie by script and loads again: the challenge of shared hosts."""
    if not _SETS_COOKIE.search(body) or not _GOES_ON.search(body):
        return False
    return not _TAG.sub(b"", body).strip()
