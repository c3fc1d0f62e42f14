"""How a link audit goes through a site: what is read for its links, what is only looked at, and how much of it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from oitcrawler.links.model import RefKind
from oitcrawler.urls import ASSET_SUFFIX, looks_like_document, origin_of, same_site, site_domain, suffix_of

KILOBYTE = 1024
PAGE_BYTES = 8 * 1024 * KILOBYTE
DOCUMENT_BYTES = 50 * 1024 * KILOBYTE
STYLE_BYTES = 1024 * KILOBYTE
GLANCE_BYTES = 64 * KILOBYTE
"""What is read of another site's page: enough for its title and for the words of a parked domain."""

MOST_ORIGINS = 5_000
"""Hosts of which is remembered whether they are the agency's."""

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
        self._origins: dict[str, bool] = {}
        self._approaches = {own: _approaches(is_own=own) for own in (True, False)}

    def is_own(self, url: str) -> bool:
        """Whether an address is the agency's: its registrable domain, or for a bare address the very host and port."""
        origin = origin_of(url)
        own = self._origins.get(origin)
        if own is None:
            own = urlsplit(url).netloc.lower() == self._place if self._is_bare else same_site(url, self.domain)
            if len(self._origins) < MOST_ORIGINS:
                self._origins[origin] = own
        return own

    def approach(self, url: str, kind: RefKind) -> Approach:
        """Return how to ask for an address that is named as `kind`."""
        suffix, known = suffix_of(url), self._approaches[self.is_own(url)]
        if kind is RefKind.STYLE or (kind is RefKind.CSS and suffix == "css"):
            return known.style
        if kind in _NEVER_A_PAGE:
            return known.other
        if looks_like_document(url, suffix):
            return known.archive if suffix in _ARCHIVES else known.read if suffix in _READ_FOR_LINKS else known.document
        if kind in (RefKind.FORM, RefKind.SUBMIT) or ASSET_SUFFIX.fullmatch(suffix):
            return known.other
        return known.page


@dataclass(frozen=True, slots=True)
class _Approaches:
    """All ways in which addresses are asked for; `read` are documents that are read for links."""

    page: Approach
    style: Approach
    document: Approach
    read: Approach
    archive: Approach
    other: Approach


def _approaches(*, is_own: bool) -> _Approaches:
    def to(sort: Sort, method: Literal["GET", "HEAD"], limit: int, *, follow: bool) -> Approach:
        return Approach(sort, method, limit if is_own else GLANCE_BYTES, is_own, follow and is_own)

    return _Approaches(
        page=to("page", "GET", PAGE_BYTES, follow=True),
        style=to("style", "GET", STYLE_BYTES, follow=True),
        document=to("document", "HEAD", GLANCE_BYTES, follow=False),
        read=to("document", "GET", DOCUMENT_BYTES, follow=True),
        archive=to("document", "GET" if is_own else "HEAD", DOCUMENT_BYTES, follow=False),
        other=to("other", "HEAD", GLANCE_BYTES, follow=False),
    )


def _is_bare(domain: str) -> bool:
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return "." not in domain
    return True
