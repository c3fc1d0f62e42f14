"""Addresses: one spelling for each, so that nothing is fetched twice and every link finds its target.

`normalise` resolves a link as a browser does (URL living standard), spells it as Scrapy will (w3lib's
percent-encoding), and drops what does not change the page: fragments, session ids, tracking parameters.
Everything here is pure; nothing raises on any text.
"""

from __future__ import annotations

import codecs
import ipaddress
import re
import socket
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes, urlsplit

from w3lib.url import safe_url_string

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_LENGTH = 2000
MAX_DEPTH = 20
DOCUMENT_SUFFIX = re.compile(
    r"pdf|doc[xm]?|dot[xm]?|rtf|odt|xls[xmb]?|ods|csv|pp[ts][xm]?|odp|zip|rar|7z|tar|t?gz|txt"
    r"|jpe?g|png|gif|webp|bmp|tiff?"
)
ASSET_SUFFIX = re.compile(
    r"css|m?js|map|json|xml|rss|atom|ico|cur|svg|woff2?|ttf|otf|eot|mp[34]|m4[av]|avi|mov|wmv|flv|webm|ogg|wav|swf"
    r"|exe|msi|apk|dmg|iso"
)

_WHITE = "".join(map(chr, range(33)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_DEFAULT_PORT = {"http": "80", "https": "443"}
_BAD_IN_HOST = re.compile(r"[\x00-\x20\x7f #%/:<>?@\[\\\]^|]")
_NUMERIC_LABEL = re.compile(r"\d+|0x[0-9a-f]*")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SURROGATES = re.compile("[\ud800-\udfff]")
_RARE = re.compile("[\u0f00-\u1dff\u1f00-\u1fff\u2800-\u2fff\u3800-\u4dff]")
_THAI_BYTES = re.compile(rb"[\x20-\x7e\xa1-\xda\xdf-\xfb]*")
_NO_DOT_ESCAPED = re.compile(r"(?:[^%.\ud800-\udfff]|%[89A-Fa-f][0-9A-Fa-f])*(?:\.[\w.-]*)?", re.ASCII)
_ONE_DOT = frozenset({".", "%2e"})
_TWO_DOTS = frozenset({"..", ".%2e", "%2e.", "%2e%2e"})

_WRITTEN_ORIGIN = re.compile(r"[^:/?#]++://[^/?#]*+")
_ORIGIN = re.compile(r"https?://[^/?#\\%@\s\[\]\x00-\x20\ud800-\udfff]++(?=/|\Z)")
# Most links: a path of plain names from the root of a site, and at most plain parameters, none of which is thrown away.
_PLAIN = re.compile(
    rf"(?P<origin>{_ORIGIN.pattern})?+(?P<path>/(?:[\w~ก-๛-][\w~ก-๛.-]*+/)*+(?:[\w~ก-๛-][\w~ก-๛.-]*+)?+"
    r"(?:\?\w[\w.=-]*+(?:&\w[\w.=-]*+)*+)?+)",
    re.ASCII,
)
_NOT_PLAIN = re.compile(r"(?i)sess|sid|cftoken|cfid|zenid|utm_|clid|gclsrc|braid|igshid|mc_|_g[al]|fb_action")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|sessionid)=[^/;]*", re.IGNORECASE)
_COOKIELESS = re.compile(r"(?:\(|%28)(?:[A-Z](?:\(|%28)[^()/%]*(?:\)|%29))+(?:\)|%29)", re.IGNORECASE)
_SESSION_NAME = re.compile(r"phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|cfid|cftoken", re.IGNORECASE)
_MAYBE_SESSION_NAME = re.compile(r"(?:\w*sid|sess|session|sessid|session_?id|zenid)", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[^&]*\d)(?=[^&]*[A-Za-z])[A-Za-z0-9_-]{16,}")
_TRACKING_NAME = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_ga|_gl|fb_action_\w+",
    re.IGNORECASE,
)
_SENT_ENCODED = re.compile(r"filename\*\s*=\s*[\w-]*'[^']*'([^;]+)", re.IGNORECASE)
_SENT_PLAIN = re.compile(r"filename\s*=\s*(?:\"([^\"]*)\"|([^;]+))", re.IGNORECASE)


def normalise(href: str, base: str, encoding: str = "utf-8") -> str | None:
    """Return the one spelling of the address that a link names, or None if it names nothing that can be fetched.

    `href` is the attribute as it stands in the page, `base` the absolute address against which it is resolved,
    `encoding` the page's encoding (browsers write queries in it, paths always in UTF-8). Only http and https
    give an address. Never raises.
    """
    plain = _PLAIN.fullmatch(href)
    home = plain and (plain["origin"] or _ORIGIN.match(base))
    if plain is None or home is None or _NOT_PLAIN.search(href):
        return _spelt(href, base, encoding)
    origin, path = _origin(home if isinstance(home, str) else home[0]), plain["path"]
    return origin and origin + (path if path.isascii() else quote(path, safe="/?=&"))


def _spelt(href: str, base: str, encoding: str) -> str | None:
    """Return what `normalise` does, of any text."""
    found = _SCHEME.match(_clean(href))
    if found and found[1].lower() not in _DEFAULT_PORT:
        return None
    resolved = _resolve(_clean(href), _clean(base))
    return None if resolved is None else _spell(*resolved, encoding)


@lru_cache(maxsize=4096)
def _origin(written: str) -> str | None:
    """Return scheme, host and port of an address in their one spelling, or None."""
    spelt = _spelt(written + "/", "", "utf-8")
    return spelt and spelt[:-1]


def origin_of(url: str) -> str:
    """Return scheme, host and port of an absolute address as it writes them; "" if it has none."""
    found = _WRITTEN_ORIGIN.match(url)
    return found[0] if found else ""


def host_of(url: str) -> str:
    """Return the host of an absolute address in lower case, without port; "" if it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def site_domain(url: str) -> str:
    """Return the registrable domain of an address (`www.tambon.go.th` → `tambon.go.th`).

    For an IP address, `localhost` and hosts without a public suffix it is the host itself, without port.
    """
    host = host_of(url)
    found = _suffix_list().extract_str(host) if host and not _is_ip(host) else None
    return (found.top_domain_under_public_suffix if found else "") or host


def same_site(url: str, domain: str) -> bool:
    """Whether the address belongs to the site of `domain`; sub-domains are the same site."""
    host = host_of(url)
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def file_name(url: str) -> str:
    """Return the last segment of the path as people read it (UTF-8, else TIS-620); "" for a folder."""
    return _readable(_path(url).rsplit("/", 1)[-1])


def sent_name(disposition: str) -> str:
    """Return the file's name in a Content-Disposition header as people read it; "" when it names none."""
    found = _SENT_ENCODED.search(disposition) or _SENT_PLAIN.search(disposition)
    name = next((part for part in found.groups() if part), "") if found else ""
    return _readable(name.replace("\\", "/").rsplit("/", 1)[-1]).strip()


def suffix_of(url: str) -> str:
    """Return the extension of the file name in lower case without its dot, or ""."""
    name = _path(url).rpartition("/")[2]
    if ("%" in name or not name.isascii()) and not _NO_DOT_ESCAPED.fullmatch(name):
        name = _readable(name)
    return name.rpartition(".")[2].lower() if "." in name else ""


def looks_like_document(url: str, suffix: str | None = None) -> bool:
    """Whether the address has a document's extension, in its path or as a file named in its query.

    A hint for ordering only: what a body is, is decided by its bytes. `suffix` is `suffix_of(url)` if it is known.
    """
    if DOCUMENT_SUFFIX.fullmatch(suffix_of(url) if suffix is None else suffix):
        return True
    if "?" not in url:
        return False
    named = (pair.rpartition(".")[2].lower() for pair in _query(url).split("&") if "." in pair)
    return any(map(DOCUMENT_SUFFIX.fullmatch, named))


def looks_like_asset(url: str) -> bool:
    """Whether the address has the extension of what only dresses a page: styles, scripts, fonts, icons, media."""
    return ASSET_SUFFIX.fullmatch(suffix_of(url)) is not None


_MASKS = (
    (re.compile(r"(?<!\d)\d{4}([-/_.])\d{1,2}\1\d{1,2}(?!\d)|(?<!\d)\d{1,2}([-/_.])\d{1,2}\2\d{4}(?!\d)"), "{date}"),
    (
        re.compile(r"(?<![0-9A-Za-z])(?=[0-9a-fA-F-]*\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F-]{8,}(?![0-9A-Za-z])"),
        "{hex}",
    ),
    (re.compile(r"\d+"), "{n}"),
)


def path_pattern(url: str) -> str:
    """Return the shape of an address, for counting addresses of one shape: `a.go.th/news/{n}?page={n}`.

    Numbers, dates and long hexadecimal names are masked; the order of parameters does not matter.
    """
    shape = _mask(_readable(_path(url)))
    names = sorted(_mask(_readable(pair)) for pair in _query(url).split("&") if pair)
    return f"{host_of(url)}{shape}" + (f"?{'&'.join(names)}" if names else "")


_CALENDAR_NAME = re.compile(r"(?i)(?:\w*(?:year|calendar|cal_?y)|yyyy|yy|yr|y|ปี|พ\.ศ\.)")
_DATE_NAME = re.compile(r"(?i)(?:\w*(?:date|month|calendar|day|week)|ym|ymd)")
_CALENDAR_WORD = re.compile(r"(?i)calend[ae]r|\bevents?\b|ปฏิทิน")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/](?:0?[1-9]|1[0-2])(?!\d)")
_YEAR_ALONE = re.compile(r"(\d{4})")


def is_trap(url: str) -> str | None:
    """Return the name of the trap that an address shows, or None.

    `too-long` (more than 2,000 characters), `too-deep` (more than 20 segments), `repeated-path` (one segment
    that is no number, three times or more), `calendar` (a calendar outside 1990–2040 or B.E. 2533–2583).
    """
    if len(url) > MAX_LENGTH:
        return "too-long"
    segments = [part for part in _path(url).split("/") if part]
    if len(segments) > MAX_DEPTH:
        return "too-deep"
    named = [part for part in segments if not part.isdigit()]
    if any(named.count(part) >= 3 for part in set(named)):
        return "repeated-path"
    return "calendar" if any(not _is_plausible(year) for year in _calendar_years(url)) else None


def is_calendar(url: str) -> bool:
    """Whether an address names a page of a calendar: a year or a day in a calendar's path or parameters."""
    return bool(_calendar_years(url))


def _calendar_years(url: str) -> list[int]:
    path = _readable(_path(url))
    years = [found[1] for found in _YEAR_FIRST.finditer(path)] if _CALENDAR_WORD.search(path) else []
    for pair in _query(url).split("&"):
        name, _, value = pair.partition("=")
        shown = _readable(value)
        if _DATE_NAME.fullmatch(_readable(name)):
            years += [found[1] for found in _YEAR_FIRST.finditer(shown)]
        elif _CALENDAR_NAME.fullmatch(_readable(name)) and (alone := _YEAR_ALONE.fullmatch(shown)):
            years.append(alone[1])
    return [int(year) for year in years]


def _is_plausible(year: int) -> bool:
    return 1990 <= year <= 2040 or 2533 <= year <= 2583


def _mask(text: str) -> str:
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text


@cache
def _suffix_list() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=False)


def _clean(text: str) -> str:
    kept = _SURROGATES.sub("\ufffd", text.strip(_WHITE))
    return kept.replace("\t", "").replace("\n", "").replace("\r", "").partition("#")[0]


def _path(url: str) -> str:
    return url.partition("#")[0].partition("?")[0].partition("://")[2].partition("/")[2].join(("/", ""))


def _query(url: str) -> str:
    return url.partition("#")[0].partition("?")[2]


def _readable(part: str) -> str:
    raw = unquote_to_bytes(_SURROGATES.sub("\ufffd", part))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp874", "replace")
    # "แผน" in TIS-620 is also valid UTF-8, for one letter of a script that no Thai agency writes.
    return raw.decode("cp874") if _RARE.search(text) and _THAI_BYTES.fullmatch(raw) else text


def _resolve(href: str, base: str) -> tuple[str, str, str, str] | None:
    """Return scheme, authority, path and query of `href` seen from `base`, or None."""
    rest, _, query = href.partition("?")
    has_query, rest = "?" in href, rest.replace("\\", "/")
    own = _SCHEME.match(rest)
    home = _SCHEME.match(base)
    scheme = own[1].lower() if own else home[1].lower() if home else ""
    if scheme not in _DEFAULT_PORT:
        return None
    rest = own[2] if own else rest
    if rest.startswith("//") or (own and (home is None or home[1].lower() != scheme)):
        authority, _, path = rest.lstrip("/").partition("/")
        return scheme, authority, f"/{path}", query
    if home is None:
        return None
    base_rest, _, base_query = home[2].partition("?")
    authority, _, base_path = base_rest.replace("\\", "/").lstrip("/").partition("/")
    if not rest:
        return scheme, authority, f"/{base_path}", query if has_query else base_query
    folder = f"/{base_path}".rsplit("/", 1)[0]
    return scheme, authority, rest if rest.startswith("/") else f"{folder}/{rest}", query


def _spell(scheme: str, authority: str, path: str, query: str, encoding: str) -> str | None:
    host, _, port = authority.rpartition("@")[2].partition(":") if "[" not in authority else _bracketed(authority)
    spelt = _spell_host(host)
    if spelt is None or (port and not (port.isascii() and port.isdigit() and int(port) <= 65535)):
        return None
    at = spelt if not port or int(port) == int(_DEFAULT_PORT[scheme]) else f"{spelt}:{int(port)}"
    shown = _query_text(query, encoding)
    plain = f"{scheme}://{at}{_spell_path(path)}" + (f"?{shown}" if shown else "")
    try:
        coded = safe_url_string(plain)
    except ValueError:  # what w3lib cannot spell, Scrapy cannot fetch
        return None
    return _ESCAPE.sub(_spell_escape, coded)


def _spell_escape(found: re.Match[str]) -> str:
    """Write a letter that needs no escape without one (RFC 3986, 6.2.2.2), any other escape in capitals."""
    letter = chr(int(found[0][1:], 16))
    is_joined = "%" in found.string[max(0, found.start() - 2) : found.start()]  # "%%341" would become "%41"
    return letter if letter in _UNRESERVED and not is_joined else found[0].upper()


def _bracketed(authority: str) -> tuple[str, str, str]:
    inside, closing, after = authority.partition("[")[2].partition("]")
    return f"[{inside}{closing}", ":", after.removeprefix(":")


def _spell_host(host: str) -> str | None:
    if host.startswith("["):
        return _spell_ipv6(host[1:-1]) if host.endswith("]") else None
    try:
        name = unquote_to_bytes(host).decode("utf-8").encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return None
    if not name or _BAD_IN_HOST.search(name) or ".." in name or name.startswith("."):
        return None
    return _spell_ipv4(name) if _NUMERIC_LABEL.fullmatch(name.rsplit(".", 1)[-1]) else name


def _spell_ipv6(name: str) -> str | None:
    try:
        return f"[{ipaddress.IPv6Address(name).compressed}]"
    except ValueError:
        return None


def _spell_ipv4(name: str) -> str | None:
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _spell_path(path: str) -> str:
    kept: list[str] = []
    parts = _SESSION_IN_PATH.sub("", path).split("/")[1:]
    for number, part in enumerate(parts, 1):
        is_last = number == len(parts)
        low = part.lower()
        if low in _TWO_DOTS:
            kept[-1:] = []
        elif low not in _ONE_DOT and not (_COOKIELESS.fullmatch(part) and not is_last):
            kept.append(part)
            continue
        if is_last:
            kept.append("")
    return "/" + "/".join(kept)


def _query_text(query: str, encoding: str) -> str:
    kept = "&".join(pair for pair in query.split("&") if pair and not _is_throw_away(pair))
    codec = _query_codec(encoding)
    return kept if kept.isascii() else "".join(one if one.isascii() else _query_letter(one, codec) for one in kept)


def _query_letter(letter: str, codec: str) -> str:
    try:
        return quote(letter.encode(codec), safe="")
    except UnicodeEncodeError:
        return f"%26%23{ord(letter)}%3B"  # as forms write a letter that the page's encoding lacks


def _query_codec(encoding: str) -> str:
    try:
        found = codecs.lookup("cp874" if encoding.lower() in ("windows-874", "x-windows-874") else encoding)
        return found.name if "a?&=".encode(found.name) == b"a?&=" else "utf-8"
    except (LookupError, ValueError):
        return "utf-8"


def _is_throw_away(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _SESSION_NAME.fullmatch(name) or _TRACKING_NAME.fullmatch(name):
        return True
    return bool(_MAYBE_SESSION_NAME.fullmatch(name) and _TOKEN.fullmatch(value))
