"""The broken links that a crawl met on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..evidence.site import Inbound, Site
from ..model import Cause
from ..report import BrokenLink, Links, LinkSource
from ..snapshots import Resource

MAX_SOURCES = 50
BROKEN = frozenset(
    {
        Cause.DNS,
        Cause.REFUSED,
        Cause.NOT_FOUND,
        Cause.GONE,
        Cause.CLIENT_ERROR,
        Cause.SERVER_ERROR,
        Cause.REDIRECT_LOOP,
        Cause.EMPTY_BODY,
        Cause.TRUNCATED,
    }
)


def broken_links(site: Site, resources: Iterable[Resource]) -> Links:
    """Return the links that a visitor would find broken, with every page that carries them.

    What robots were refused, rate limits, time-outs and walls are not broken: nobody knows. After one look a link
    is a suspect: only the audit proper (`links.auditing`) looks again.
    """
    tried = tuple(resources)
    broken = tuple(
        BrokenLink(
            url=one.url,
            cause=one.cause,
            status=one.status,
            confirmed=False,
            sources=sources,
            first_seen=one.fetched_at,
        )
        for one in tried
        if one.cause in BROKEN and one.cause is not None
        if (sources := _sources(site.inbound, one))
    )
    return Links(len(tried), broken)


def _sources(inbound: Mapping[str, tuple[Inbound, ...]], one: Resource) -> tuple[LinkSource, ...]:
    found = sorted({(link.source.final_url, link.link.text or link.link.row) for link in inbound.get(one.url, ())})
    return tuple(LinkSource(page, text) for page, text in found[:MAX_SOURCES])
