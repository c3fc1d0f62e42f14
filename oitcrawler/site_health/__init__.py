"""Findings about the site as a whole: certificates, domain, encryption, foreign hands in its pages, evidence that went.

Nothing here asks a network but `domain_expiry.ask_registry`, which only a caller calls. What could not be seen gives no
finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..report import Finding
from ..snapshots import Host, Snapshot
from ..urls import same_site, site_domain
from . import certificates, changed, domain_expiry, hacked, redirects, transport
from .certificates import certificate_findings
from .changed import LastRun, changed_findings
from .domain_expiry import DomainLook, ask_registry, domain_findings
from .finding import Wording
from .grouping import findings_of
from .hacked import signs
from .redirects import Compared, Seen, redirect_findings
from .transport import Door, Doors, doors_of, transport_findings
from .watching import SpamWatch

if TYPE_CHECKING:
    from ..versions import Versions

__all__ = [
    "CODES",
    "Compared",
    "DomainLook",
    "Door",
    "Doors",
    "HealthQuestion",
    "LastRun",
    "PageBytes",
    "Seen",
    "SpamWatch",
    "ask_registry",
    "doors_of",
    "hacked_findings",
    "health_findings",
    "passing_findings",
]

CODES = (
    certificates.FAULTY,
    certificates.EXPIRING,
    domain_expiry.EXPIRING,
    transport.PLAIN,
    transport.NOT_LED,
    hacked.HIDDEN,
    hacked.CONTENT,
    hacked.FOREIGN,
    redirects.CODE,
    changed.GONE,
    changed.CHANGED,
)


@dataclass(frozen=True, slots=True)
class HealthQuestion:
    """What is known beside the snapshot. `as_of` is the day for which dates are judged; None: no dates are judged.

    `doors` are the answers of http and https at the home page, `registered` what the registry said, `compared` pages
    asked for in two ways, `last` the run before with `versions` of its documents.
    """

    as_of: date | None = None
    doors: Doors | None = None
    registered: DomainLook | None = None
    compared: tuple[Compared, ...] = ()
    last: LastRun | None = None
    versions: Versions | None = None


@dataclass(frozen=True, slots=True)
class PageBytes:
    """A page of the site as it was fetched."""

    url: str
    content_type: str
    body: bytes


def health_findings(
    snapshot: Snapshot, measures: Wording, question: HealthQuestion = HealthQuestion()
) -> tuple[Finding, ...]:
    """Return findings about the site of a snapshot, in a fixed order."""
    start = snapshot.meta.start_url
    domain = site_domain(start)
    own = [one for one in snapshot.hosts() if same_site(f"https://{one.host}/", domain)]
    found = [
        *certificate_findings(own, question.as_of, measures),
        *domain_findings(question.registered, question.as_of, measures),
        *transport_findings(start, question.doors, measures),
        *hacked_findings(_pages(snapshot, domain), domain, measures),
        *(one for compared in question.compared for one in redirect_findings(compared, measures)),
    ]
    if question.last is not None:
        found.extend(changed_findings(question.last, snapshot.resources(), question.versions, measures))
    return tuple(found)


def hacked_findings(pages: Iterable[PageBytes], domain: str, measures: Wording) -> tuple[Finding, ...]:
    """Return what looks like somebody else's work in the pages of the site `domain`.

    The same words and links on many pages, as in a template, are one finding at the first page.
    """
    seen = ((page.url, sign) for page in pages for sign in signs(page.body, page.content_type, page.url, domain))
    return findings_of(seen, measures)


def passing_findings(
    start_url: str, question: HealthQuestion, certificate: Host | None, watch: SpamWatch, measures: Wording
) -> tuple[Finding, ...]:
    """Return findings about a site of which no snapshot was made, in the same order."""
    return (
        *certificate_findings([certificate] if certificate is not None else [], question.as_of, measures),
        *domain_findings(question.registered, question.as_of, measures),
        *transport_findings(start_url, question.doors, measures),
        *watch.findings(measures),
        *(one for compared in question.compared for one in redirect_findings(compared, measures)),
    )


def _pages(snapshot: Snapshot, domain: str) -> Iterator[PageBytes]:
    for one in snapshot.resources():
        is_page = one.cause is None and one.digest and "html" in one.content_type.lower()
        if is_page and same_site(one.final_url, domain):
            yield PageBytes(one.final_url, one.content_type, snapshot.body(one.digest))
