"""Where redirects led: home, to a sign-in page, to an error page, or where the link promised."""

from __future__ import annotations

import re
from typing import Final

from ...model import Cause
from ...urls import DOCUMENT_SUFFIX, normalise, site_domain, suffix_of
from ...walls import asks_password
from ..model import Answer, Look, RefKind
from .impressions import false_pages
from .model import Aim, HostHabits
from .places import (
    chooses_language,
    counts_clicks,
    fields_of,
    is_home,
    is_sign_in,
    is_social,
    is_way_in,
    names_missing,
    path_of,
    same_host,
)
from .standings import BROWSER, broken, unverified

_SOCIAL_WALLS: Final = ("/login", "/checkpoint", "/accounts/login", "/authwall", "/uas/", "/i/flow/login", "/signup")
_ASKED_BACK = re.compile(
    r"(?i)next|return(?:_?(?:url|to))?|redirect(?:_?(?:url|to|uri))?|continue|url|back|ref|dest(?:ination)?|goto|from"
    r"|came_from|target|service"
)
_EXPECTS_OWN: Final = frozenset({RefKind.FORM, RefKind.SCRIPT, RefKind.STYLE, RefKind.ICON, RefKind.CANONICAL})


def judge_destination(aim: Aim, answer: Answer, host: HostHabits) -> Look | None:
    """Say what a redirect to another page means; None when it led where it may."""
    final = answer.final_url
    if is_social(final):
        return _at_social(aim, answer)
    if _same_address(aim.url, final) or aim.kind is RefKind.FORM:
        return None
    cause = _astray(aim, answer, host)
    return broken(cause, final) if cause is not None else None


def _astray(aim: Aim, answer: Answer, host: HostHabits) -> Cause | None:
    final = answer.final_url
    if _asks_to_sign_in(aim, answer):
        return Cause.LOGIN
    if names_missing(final) and not names_missing(aim.url):
        return Cause.SOFT_NOT_FOUND
    if leads_home(aim.url, final, host):
        return Cause.REDIRECT_HOME
    return Cause.SOFT_NOT_FOUND if _is_false_page(final, host) else None


def leads_home(url: str, final_url: str, host: HostHabits) -> bool:
    """Whether a link to something deep in a site led to the site's home page.

    Not so when the link asks for a home page itself, chooses a language, counts a click, or is another name of the
    host that answered (`www.example.go.th/museum` → `museum.example.go.th`).
    """
    if not _is_home_of(final_url, host) or is_home(url) or is_sign_in(url):
        return False
    if chooses_language(url) and not _asks_for_file(url):
        return False
    if same_host(url, final_url):
        return not counts_clicks(url) or _asks_for_file(url)
    return _moved_home(url, final_url)


def _moved_home(url: str, final_url: str) -> bool:
    """Whether another host's home page answers for what was deep in this one; short links lead there on purpose."""
    if _asks_for_file(url):
        return not counts_clicks(url)
    related = site_domain(url) == site_domain(final_url)
    segments = [part for part in path_of(url).split("/") if part]
    return len(segments) > (1 if related else 2) and not counts_clicks(url)


def _is_home_of(final_url: str, host: HostHabits) -> bool:
    if is_home(final_url):
        return True
    return host.home is not None and _same_address(final_url, host.home.final_url)


def _asks_for_file(url: str) -> bool:
    suffix = suffix_of(url)
    return bool(DOCUMENT_SUFFIX.fullmatch(suffix)) or suffix in ("html", "htm", "shtml")


def _asks_to_sign_in(aim: Aim, answer: Answer) -> bool:
    """Whether a page to sign in came instead of what was asked for, and nobody asked for it."""
    final = answer.final_url
    if aim.kind in _EXPECTS_OWN or is_sign_in(aim.url) or is_way_in(aim.url, final):
        return False
    if not is_sign_in(final):
        return asks_password(answer.body) and _carries_back(final)
    return answer.method == "HEAD" or asks_password(answer.body) or _carries_back(final) or _is_elsewhere(aim, final)


def _carries_back(final_url: str) -> bool:
    """Whether an address says where to go after signing in."""
    return any(_ASKED_BACK.fullmatch(name) for name, _ in fields_of(final_url))


def _is_elsewhere(aim: Aim, final_url: str) -> bool:
    return not same_host(aim.url, final_url)


def _at_social(aim: Aim, answer: Answer) -> Look | None:
    path = "/" + path_of(answer.final_url).lower()
    is_wall = any(path.startswith(start) for start in _SOCIAL_WALLS) or "unsupportedbrowser" in path
    if not is_wall or _same_address(aim.url, answer.final_url) or is_sign_in(aim.url):
        return None
    return unverified(Cause.LOGIN, answer.final_url, needs="" if answer.method == BROWSER else "browser")


def _is_false_page(final_url: str, host: HostHabits) -> bool:
    """Whether the redirect led where this host sends everybody who asks for what cannot exist."""
    return any(_same_address(final_url, one.final_url) for one in false_pages(host))


def _same_address(one: str, other: str) -> bool:
    return (normalise(one, one) or one) == (normalise(other, other) or other)
