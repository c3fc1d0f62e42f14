"""What an address says about itself: a home page, a choice of language, a sign-in page, a social network."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from ...urls import host_of, same_site

_HOME_NAME = re.compile(
    r"(?i)(?:(?:index|home|main|default|welcome|intro|start|front|frontpage|landing|portal|site|web|www|hompage"
    r"|homepage|home_?page|mainpage|skip|enter|splash|log-?out|sign-?out|หน้าหลัก|หน้าแรก)"
    r"(?:[-_]?(?:th|en|eng|thai|page|index|new|\d))?(?:\.(?:php\d?|html?|shtml|aspx?|jsp|do|cfm))?)"
)
_LANGUAGE = re.compile(
    r"(?i)(?:(?:set|switch|change)?-?_?(?:lang|language|locale)s?|th|en|cn|zh|ja|jp|lo|la|my|kh|km|ms|vi|ko|kr|ru|de|fr"
    r"|tha|eng|thai|english|th-th|en-us|en-gb|th_th|en_us|zh-cn|zh-hans|chinese|japanese)(?:\.(?:php|html?|aspx?))?"
)
_SWITCH = re.compile(
    r"(?i)(?:set|switch|change|select)?-?_?(?:lang|language|locale)s?(?:-?_?(?:switch|change)\w*)?(?:\.\w+)?"
)
_LANGUAGE_FIELD = re.compile(r"(?i)(?:set|site|change|switch)?_?-?(?:lang|language|locale|lng)|hl")
_IDLE_FIELD = re.compile(
    r"(?i)(?:(?:set|site|change|switch)?_?(?:lang|language|locale|lng)|hl|l|ln|skip|intro|theme|template|style|view|mode"
    r"|error|err|msg|message|alert|notice|status|warning|notfound|device|m|mobile|font(?:size)?|size|color|contrast|ref|referr?er|from|source|v|ver|version|t|ts|time|rand(?:om)?"
    r"|nocache|cache|utm_\w+|fbclid|gclid|sid|session|phpsessid|token|code|state|logout|amp)"
)
_STEP_ON = re.compile(
    r"(?i)(?:^|[/_.?&=-])(?:go|goto|out|exit|away|leave|link|links|click|count|counter|redirect|redir|jump|banner"
    r"|ads?|track|url|visit|forward|external|r)(?:[/_.?&=-]|\d|$)"
)
_MISSING_PATH = re.compile(
    r"(?i)(?:^|[/_.?&=-])(?:(?:error|err|e|page|http)?[-_]?404|(?:page|file)?[-_]?not[-_]?found|(?:page|file)?[-_]?notfound"
    r"|errors?(?:[-_]?(?:page|doc(?:ument)?))?|no[-_]?page|missing)(?:\.\w{2,5})?(?:[/?&]|$)"
)
_LOGIN_HOST = re.compile(r"(?i)(?:^|\.)(?:log-?in|sign-?in|sso|auth\d?|oauth\d?|accounts?|openid|idp|adfs|imauth)\.")
_SIGN_IN = re.compile(
    r"(?i)(?<!b)log-?_?in(?!dex|es)|(?<![a-z])(?:user|member|customer)?sign-?_?in(?![a-z])"
    r"|(?<![a-z])(?:signon|sso|auth|oauth2?|authorize|authenticate|authentication|saml2?|adfs|cas)(?![a-z])"
    r"|(?:user|member|my)-?accounts?(?![a-z])|servicelogin|เข้าสู่ระบบ|ล็อกอิน|ลงชื่อเข้าใช้"
)
_STAFF = re.compile(
    r"(?i)(?:web-?)?mail|roundcube|e-?office|intranet|admin(?:istrator)?|back-?(?:end|office)|staff|members?|dashboard"
    r"|my-?account|profile|user|users|panel|cpanel|e-?saraban|saraban|wp-admin|manage(?:r)?|office|portal|system"
    r"|register|signup|sign-up|cms|moodle|elearning|e-?learning|lms|e-?service|hr|erp|backoffice"
)
_SOCIAL: Final = (
    "facebook.com",
    "fb.com",
    "fb.me",
    "fb.watch",
    "m.me",
    "messenger.com",
    "instagram.com",
    "threads.net",
    "threads.com",
    "twitter.com",
    "x.com",
    "t.co",
    "line.me",
    "lin.ee",
    "liff.line.me",
    "tiktok.com",
    "linkedin.com",
    "lnkd.in",
    "pinterest.com",
    "reddit.com",
    "weibo.com",
    "quora.com",
)
_SHORT: Final = 3
_ACTION: Final = 24


def path_of(url: str) -> str:
    """Return the path of an address as people read it, without its leading slash."""
    return _parts(url)[0]


def fields_of(url: str) -> tuple[tuple[str, str], ...]:
    """Return the names and values in an address's query."""
    return _parts(url)[1]


@lru_cache(maxsize=512)
def _parts(url: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    try:
        split = urlsplit(url)
        fields = tuple(parse_qsl(split.query, keep_blank_values=True, max_num_fields=100))
    except ValueError:
        return "", ()
    return unquote(split.path).lstrip("/"), fields


def is_home(url: str) -> bool:
    """Whether an address is that of a home page: the root, an index or language page there, and nothing else asked."""
    segments = [part for part in path_of(url).split("/") if part]
    if len(segments) > _SHORT or not _asks_nothing(url):
        return False
    return all(_HOME_NAME.fullmatch(part) or _LANGUAGE.fullmatch(part) for part in segments)


def chooses_language(url: str) -> bool:
    """Whether following an address only sets a language (`?lang=en`, `/switch-language/th`)."""
    first = path_of(url).partition("/")[0]
    if _SWITCH.fullmatch(first):
        return True
    return _asks_nothing(url) and any(_LANGUAGE_FIELD.fullmatch(name) for name, _ in fields_of(url))


def _asks_nothing(url: str) -> bool:
    return all(_IDLE_FIELD.fullmatch(name) for name, _ in fields_of(url))


def counts_clicks(url: str) -> bool:
    """Whether an address is a step on the way to another: a click counter, a banner, a short link."""
    return bool(_STEP_ON.search(path_of(url)) or any(_STEP_ON.fullmatch(name) for name, _ in fields_of(url)))


def names_missing(url: str) -> bool:
    """Whether an address is that of a page which says that something is missing or failed (`/404.html`)."""
    tail = "/" + "/".join(path_of(url).split("/")[-2:])
    return bool(_MISSING_PATH.search(tail))


def is_sign_in(url: str) -> bool:
    """Whether an address speaks of signing in: by its host, its path, or an action in its query."""
    if _LOGIN_HOST.search(host_of(url)) or _SIGN_IN.search(path_of(url)):
        return True
    return any(_SIGN_IN.match(value) and len(value) <= _ACTION for _, value in fields_of(url))


def is_way_in(url: str, final_url: str) -> bool:
    """Whether an address is the door of a system, so that a page to sign in is what people expect there.

    That is: the root of a host, the folder in which the sign-in page stands, or a name that says so (`/webmail`).
    """
    path, final = path_of(url).rstrip("/"), path_of(final_url)
    if fields_of(url) and not _asks_nothing(url):
        return False
    last = path.rpartition("/")[2]
    if not path or _STAFF.fullmatch(last) or (is_home(url) and "/" not in path):
        return True
    folder = path.rpartition("/")[0] if _HOME_NAME.fullmatch(last) else path
    is_inside = host_of(url) == host_of(final_url) and final.lower().startswith(f"{folder.lower()}/")
    return is_inside and "." not in last.replace(".php", "", 1)


def is_social(url: str) -> bool:
    """Whether an address is on a social network that shows itself to strangers as it likes."""
    return any(same_site(url, domain) for domain in _SOCIAL)


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are on the same host; `www.` does not matter."""
    return host_of(one).removeprefix("www.") == host_of(other).removeprefix("www.")
