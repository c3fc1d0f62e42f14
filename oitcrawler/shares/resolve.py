"""From an address to what it shares."""

from __future__ import annotations

from collections.abc import Mapping

from ..urls import host_of, same_site
from . import dropbox, google, microsoft
from .books import resolve_book
from .model import Service, Share

# The domains of a service's own machines: redirects among them are steps on the way to one file.
_DOMAINS: Mapping[Service, tuple[str, ...]] = {
    Service.GOOGLE: (
        "drive.google.com",
        "docs.google.com",
        "drive.usercontent.google.com",
        "googleusercontent.com",
        "accounts.google.com",
    ),
    Service.ONEDRIVE: (
        "1drv.ms",
        "1drv.com",
        "onedrive.com",
        "onedrive.live.com",
        "storage.live.com",
        "login.live.com",
        "microsoftpersonalcontent.com",
    ),
    Service.SHAREPOINT: ("sharepoint.com", "svc.ms", "login.microsoftonline.com"),
    Service.DROPBOX: ("dropbox.com", "dropboxusercontent.com", "db.tt"),
    Service.BOOKS: (),
}


def resolve_share(url: str) -> Share | None:
    """Return what a share link names, or None when the address is none of a known service's. Never raises.

    `url` is absolute, as `urls.normalise` spells it.
    """
    host = host_of(url)
    if host in google.HOSTS:
        return google.resolve_google(host, url)
    if host == microsoft.SHORT:
        return microsoft.resolve_short(url)
    if host == microsoft.LIVE:
        return microsoft.resolve_live(url)
    if same_site(url, "sharepoint.com"):
        return microsoft.resolve_sharepoint(host, url)
    if host in dropbox.HOSTS or host == dropbox.SHORT:
        return dropbox.resolve_dropbox(host, url)
    return resolve_book(url)


def serves(service: Service, url: str) -> bool:
    """Whether an address is on one of a service's own machines."""
    return any(same_site(url, domain) for domain in _DOMAINS[service])
