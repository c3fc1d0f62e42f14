"""Links to file services: what their answer to a stranger means, by the knowledge of `shares`."""

from __future__ import annotations

from typing import Final

from ...model import Cause
from ...shares import Answer as ShareAnswer
from ...shares import Service, Share, ShareKind, resolve_share
from ...shares import judge as judge_share
from ...urls import host_of, same_site
from ..model import Answer, Look
from .model import Aim
from .places import path_of
from .standings import BROWSER, broken, unverified

_SIGN_IN: Final = frozenset(
    ["accounts.google.com", "login.microsoftonline.com", "login.live.com", "login.windows.net", "login.microsoft.com"]
)
_SERVICES: Final = (
    "google.com",
    "googleusercontent.com",
    "sharepoint.com",
    "1drv.ms",
    "live.com",
    "office.com",
    "dropbox.com",
)
_SAID: Final = frozenset({Cause.ACCESS_REQUEST, Cause.NOT_FOUND, Cause.GONE})


def judge_shared(aim: Aim, answer: Answer) -> Look | None:
    """Say what is wrong with a link to a file service; None when nothing is, or when it is no such link."""
    if answer.method == "HEAD" or aim.is_own:
        return None
    share = resolve_share(aim.url)
    if share is None:
        return _walled_service(aim, answer)
    is_html = "html" in answer.content_type.lower()
    is_file = "attachment" in answer.headers.get("content-disposition", "").lower()
    said = judge_share(share, ShareAnswer(answer.final_url, answer.status or 0, answer.body, is_html, is_file))
    if said is Cause.ACCESS_REQUEST and _is_unsure(share, aim.url):
        return unverified(said, answer.final_url, needs="" if answer.method == BROWSER else "browser")
    if said is not None and said in _SAID:
        return broken(said, answer.final_url if said is Cause.ACCESS_REQUEST else "")
    return unverified(said, needs="time") if said is Cause.RATE_LIMITED else None


def _is_unsure(share: Share, url: str) -> bool:
    """Whether the service asks strangers to sign in even for what is public: OneDrive's old way to download."""
    return share.service is Service.ONEDRIVE and "download" in path_of(url) and share.kind is not ShareKind.FORM


def _walled_service(aim: Aim, answer: Answer) -> Look | None:
    """Judge other pages of these services (sites, calendars): a sign-in page there is a page that was not shared."""
    is_service = any(same_site(aim.url, domain) for domain in _SERVICES)
    asked_for = host_of(aim.url) in _SIGN_IN
    if is_service and not asked_for and host_of(answer.final_url) in _SIGN_IN:
        return broken(Cause.ACCESS_REQUEST, answer.final_url)
    return None
