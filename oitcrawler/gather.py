"""Reads a snapshot into the evidence of one site, quickly. The same snapshot gives the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .evidence import Source
from .evidence.model import Depth, Evidence, Kind
from .evidence.site import Inbound, Site
from .model import BlindSpot, Cause, Coverage
from .readers import Job
from .shares import resolve_share
from .snapshots import Resource, Snapshot
from .urls import same_site, sent_name, site_domain

Progress = Callable[[int, int, str], None]
Read = Callable[[Iterable[Job]], Iterator[Evidence]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A site with the responses it was read from, in the order of their addresses."""

    site: Site
    resources: tuple[Resource, ...]


def gather(snapshot: Snapshot, read: Read, progress: Progress | None = None) -> Gathered:
    """Read everything that a snapshot holds, quickly. `progress` is told (done, total, address).

    `read` returns the evidence of each job in the order of the jobs (`readers.Readers.read`).
    """
    resources = snapshot.resources()
    start = snapshot.meta.start_url
    domain = site_domain(start)
    by_target: dict[str, Evidence] = {}
    once = _each_target_once(resources)
    jobs = (Job(source_of(snapshot, resource), Depth.TEXT) for resource in once)
    for place, (resource, evidence) in enumerate(zip(once, read(jobs), strict=True)):
        if progress:
            progress(place, len(once), resource.url)
        by_target[_target(resource)] = evidence
    by_url = {resource.url: by_target[_target(resource)] for resource in resources}
    for evidence in tuple(by_target.values()):
        by_url.setdefault(evidence.final_url, evidence)
    everything = tuple(sorted(by_target.values(), key=lambda one: (one.final_url, one.url)))
    inbound = _inbound(everything)
    home = by_url.get(start)
    site = Site(
        start_url=start,
        domain=domain,
        home=home if home is not None and home.is_page else None,
        evidence=everything,
        by_url=by_url,
        inbound=inbound,
        coverage=_coverage(snapshot, everything, inbound, home, domain),
    )
    return Gathered(site, resources)


def source_of(snapshot: Snapshot, resource: Resource) -> Source:
    """Return a response as the extractors take it."""
    return Source(
        url=resource.url,
        final_url=resource.final_url,
        content_type=resource.content_type,
        body=snapshot.body(resource.digest) if resource.digest else b"",
        digest=resource.digest,
        cause=resource.cause,
        rendered=resource.rendered,
        name=sent_name(dict(resource.headers).get("content-disposition", "")),
    )


def _each_target_once(resources: Sequence[Resource]) -> tuple[Resource, ...]:
    first: dict[str, Resource] = {}
    for resource in resources:
        first.setdefault(_target(resource), resource)
    return tuple(first.values())


def _target(resource: Resource) -> str:
    """Name what two addresses share when one redirects to the other."""
    return resource.final_url if resource.cause is None else resource.url


def _inbound(everything: Iterable[Evidence]) -> Mapping[str, tuple[Inbound, ...]]:
    found: dict[str, list[Inbound]] = {}
    for source in everything:
        for link in source.links:
            found.setdefault(link.url, []).append(Inbound(source, link))
    return {url: tuple(links) for url, links in sorted(found.items())}


def _coverage(
    snapshot: Snapshot,
    everything: tuple[Evidence, ...],
    inbound: Mapping[str, tuple[Inbound, ...]],
    home: Evidence | None,
    domain: str,
) -> Coverage:
    failed: dict[Cause, int] = {}
    spots: list[BlindSpot] = []
    for one in everything:
        if one.obstacle is None:
            continue
        failed[one.obstacle] = failed.get(one.obstacle, 0) + 1
        if _hides_something(one, domain):
            spots.append(BlindSpot(one.url, one.obstacle, _labels(inbound, one.url, one.final_url)))
    whole = [one for one in everything if one.obstacle is None]
    return Coverage(
        pages=sum(1 for one in whole if one.is_page),
        documents=sum(1 for one in whole if not one.is_page),
        refused=sum(failed.get(cause, 0) for cause in (Cause.ROBOTS, Cause.FORBIDDEN, Cause.UNAUTHORIZED)),
        failed_by_cause=dict(sorted(failed.items())),
        over_budget=len(snapshot.unfetched()),
        home=_home_obstacle(home),
        blind_spots=tuple(sorted(spots, key=lambda spot: spot.url)),
        left_alone=tuple(snapshot.left_alone()),
    )


def _hides_something(one: Evidence, domain: str) -> bool:
    """Whether something unseen may be the agency's evidence.

    Not: what the server says is not there, what lies on other sites' hosts, and pictures whose text cannot be read
    but that nothing links as a document.
    """
    if one.obstacle is None or one.obstacle.means_gone:
        return False
    return same_site(one.final_url, domain) or one.kind is not Kind.HTML or resolve_share(one.url) is not None


def _home_obstacle(home: Evidence | None) -> Cause | None:
    if home is None:
        return Cause.NOT_FETCHED
    if home.obstacle is not None:
        return home.obstacle
    return None if home.is_page and (home.links or home.passages) else Cause.EMPTY_BODY


def _labels(inbound: Mapping[str, tuple[Inbound, ...]], *urls: str) -> tuple[str, ...]:
    texts: dict[str, None] = {}
    for url in urls:
        for one in inbound.get(url, ()):
            for text in (one.link.text, one.link.row):
                if text:
                    texts[text] = None
    return tuple(sorted(texts))
