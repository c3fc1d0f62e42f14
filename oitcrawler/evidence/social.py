"""Social networks: whose account a link leads to, and what only shares the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from ..urls import host_of, normalise

_HOSTS = {
    "facebook": ("facebook.com", "fb.com", "fb.me", "fb.watch", "m.me"),
    "line": ("line.me", "lin.ee", "line.naver.jp"),
    "youtube": ("youtube.com", "youtu.be", "youtube-nocookie.com"),
    "instagram": ("instagram.com", "instagr.am"),
    "x": ("twitter.com", "x.com", "t.co"),
    "tiktok": ("tiktok.com",),
}
_SHARE = re.compile(
    r"/sharer?(?:\.php|/|$|\?)|/share(?:\.php)?(?:/|$)|/intent/|/dialog/|lineit|/msg/text|/R/msg|/R/share|/plugins/"
    r"|/tr(?:/|$)|/home\?status",
    re.IGNORECASE,
)
_PAGE_PLUGIN = re.compile(r"/plugins/(?:page|likebox|fan|like_box)(?:\.php)?", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:home|index|login|profile|story|permalink|photo|sharer?|about|help|policies|business|signup|search|events|reels?"
    r"|watch|explore|hashtag|videos?|results|feed|playlist|shorts|embed|live|media|i|intent|dialog|tr|th|en|t|pages"
    r"|stories|marketplace|gaming|privacy|legal|notifications|messages|r|ti|p)(?:\.php)?|#"
)
# What stands before a name in the path: line.me/R/ti/p/@name, youtube.com/channel/name, facebook.com/pages/Name/12345.
_BEFORE_A_NAME = {
    "facebook": frozenset(["groups", "pages", "people", "pg", "p", "share"]),
    "line": frozenset(["r", "ti", "p"]),
    "youtube": frozenset(["channel", "user", "c"]),
}
_POSTS = {
    "facebook": re.compile(r"/share/[a-z]/|/(?:watch|reel|events)/", re.IGNORECASE),
    "youtube": re.compile(r"/(?:watch|embed|shorts|playlist|live)(?:/|$)", re.IGNORECASE),
    "instagram": re.compile(r"/(?:p|reel|tv)/", re.IGNORECASE),
}
_FACEBOOK_SHORT = re.compile(r"/share/[A-Za-z0-9]{8,}/?")


@dataclass(frozen=True, slots=True)
class Account:
    """What a social address names: `handle` is "" for a bare network address; `url` the account's own address."""

    network: str
    handle: str
    url: str
    is_share: bool = False


def account(url: str) -> Account | None:
    """Return what an address names on a social network, or None when it is of none.

    A Facebook page plugin (`plugins/page.php?href=…`) names a real account: the page that it shows.
    """
    network = network_of(url)
    if network is None:
        return None
    parts = urlsplit(url)
    if network == "facebook" and _PAGE_PLUGIN.search(parts.path):
        named = normalise(parse_qs(parts.query).get("href", [""])[0], "")
        inside = account(named) if named and not _PAGE_PLUGIN.search(named) else None
        return inside or Account(network, "", url, True)
    is_short = network == "facebook" and _FACEBOOK_SHORT.fullmatch(parts.path)
    if not is_short and (_SHARE.search(parts.path) or "social-plugins" in host_of(url)):
        return Account(network, "", url, True)
    return Account(network, _handle(network, url), url)


def network_of(url: str) -> str | None:
    """Return the social network that an address belongs to, or None."""
    host = host_of(url)
    for network, domains in _HOSTS.items():
        if any(host == domain or host.endswith(f".{domain}") for domain in domains):
            return network
    return None


def _handle(network: str, url: str) -> str:
    parts = urlsplit(url)
    segments = [unquote(part) for part in parts.path.split("/") if part]
    if segments[:1] == ["profile.php"]:
        return parse_qs(parts.query).get("id", [""])[0]
    post = _POSTS.get(network)
    if host_of(url) in ("youtu.be", "t.co", "fb.watch") or (post and post.search(parts.path)):
        return ""
    before = _BEFORE_A_NAME.get(network, frozenset())
    places = [number for number, part in enumerate(segments) if part.lower() not in before]
    named = segments[places[0] :] if places else []
    if places and places[0] and network == "facebook" and named[-1].isdigit():
        return named[-1]
    return "" if not named or _NOBODY.fullmatch(named[0].lower()) else named[0]
