"""How a link audit goes through a site: what is read for its links, what is only looked at, and how much of it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from oitcrawler.links.model import RefKind
from oitcrawler.urls import (
    looks_like_asset,
    looks_like_document,
    same_site,
    site_domain,
    suffix_of,
)

KILOBYTE = 1024
PAGE_BYTES = 8 * 1024 * KILOBYTE
DOCUMENT_BYTES = 50 * 1024 * KILOBYTE
STYLE_BYTES = 1024 * KILOBYTE
GLANCE_BYTES = 64 * KILOBYTE
"""What is read of another site's page: enough for its title and for the words of a parked domain."""

_READ_FOR_LINKS = frozenset({"pdf", "docx", "docm", "xlsx", "xlsm", "pptx", "odt", "ods"})
_ARCHIVES = frozenset({"zip", "rar", "7z"})
"""What is read whole to see that it arrives whole."""
_NEVER_A_PAGE = frozenset({RefKind.IMAGE, RefKind.SCRIPT, RefKind.STYLE, RefKind.MEDIA, RefKind.ICON, RefKind.CSS})

Sort = Literal["page", "document", "style", "other"]


@dataclass(frozen=True, slots=True)
class Approach:
    """How an address is asked for: `limit` is in bytes; `follow` says that what its page names is looked at too."""

    sort: Sort
    method: Literal["GET", "HEAD"]
    limit: int
    is_own: bool
    follow: bool


class LinksSpider:
    """Reads every page of the agency's own site, and looks at everything that those name."""

    name = "links"

    def __init__(self, start_url: str) -> None:
        self.domain = site_domain(start_url)
        self._place = urlsplit(start_url).netloc.lower()
        self._is_bare = _is_bare(self.domain)

    def is_own(self, url: str) -> bool:
        """Whether an address is the agency's: its registrable domain, or for a bare address the very host and port."""
        if self._is_bare:
            return urlsplit(url).netloc.lower() == self._place
        return same_site(url, self.domain)

    def approach(self, url: str, kind: RefKind) -> Approach:
        """Return how to ask for an address that is named as `kind`."""
        own = self.is_own(url)
        if kind in (RefKind.STYLE, RefKind.CSS) and (kind is RefKind.STYLE or suffix_of(url) == "css"):
            return Approach("style", "GET", STYLE_BYTES if own else GLANCE_BYTES, own, own)
        if kind in _NEVER_A_PAGE or (looks_like_asset(url) and not looks_like_document(url)):
            return Approach("other", "HEAD", GLANCE_BYTES, own, follow=False)
        if looks_like_document(url):
            return self._document(url, is_own=own)
        if kind in (RefKind.FORM, RefKind.SUBMIT):
            return Approach("other", "HEAD", GLANCE_BYTES, own, follow=False)
        return Approach("page", "GET", PAGE_BYTES if own else GLANCE_BYTES, own, own)

    def _document(self, url: str, *, is_own: bool) -> Approach:
        read = suffix_of(url) in _READ_FOR_LINKS
        if is_own and suffix_of(url) in _ARCHIVES:
            return Approach("document", "GET", DOCUMENT_BYTES, is_own, follow=False)
        if is_own and read:
            return Approach("document", "GET", DOCUMENT_BYTES, True, follow=True)
        method: Literal["GET", "HEAD"] = "GET" if read else "HEAD"
        return Approach("document", method, GLANCE_BYTES, is_own, follow=False)


def _is_bare(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return "." not in domain
    return True
