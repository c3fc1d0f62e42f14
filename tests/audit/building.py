"""Builds small sites from values, without bytes or network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from oitcrawler.evidence.model import Evidence, Heading, Kind, Link, Passage, Place
from oitcrawler.evidence.site import Inbound, Site
from oitcrawler.model import BlindSpot, Cause, Coverage

BASE = "https://www.example.go.th/"


def link(path: str, text: str, place: Place = Place.MENU, row: str = "", headings: tuple[str, ...] = ()) -> Link:
    return Link(BASE + path, text, place, row, headings)


def page(path: str, title: str, text: str = "", *links: Link, headings: tuple[str, ...] = ()) -> Evidence:
    url = BASE + path
    return Evidence(
        url=url,
        final_url=url,
        kind=Kind.HTML,
        digest=f"digest-of-{path or 'home'}",
        title=title,
        passages=(Passage(text),) if text else (),
        headings=tuple(Heading(1, heading) for heading in headings),
        links=links,
    )


def document(path: str, title: str, text: str = "", obstacle: Cause | None = None) -> Evidence:
    url = BASE + path
    passages = (Passage(text, page=1),) if text else ()
    return Evidence(url, url, Kind.PDF, f"digest-of-{path}", title, path, obstacle, passages=passages)


def site(home: Evidence | None, *others: Evidence, coverage: Coverage | None = None) -> Site:
    """A site whose coverage is whole unless told otherwise; what has an obstacle is a blind spot."""
    everything = tuple(sorted(((home,) if home else ()) + others, key=lambda one: one.final_url))
    inbound: dict[str, list[Inbound]] = {}
    for source in everything:
        for one in source.links:
            inbound.setdefault(one.url, []).append(Inbound(source, one))
    links: Mapping[str, tuple[Inbound, ...]] = {url: tuple(found) for url, found in inbound.items()}
    spots = tuple(
        BlindSpot(one.url, one.obstacle, tuple(i.link.text for i in links.get(one.url, ())))
        for one in everything
        if one.obstacle is not None and not one.obstacle.means_gone
    )
    seen = coverage or Coverage(pages=len(everything), home=home.obstacle if home else Cause.NOT_FETCHED)
    return Site(
        start_url=BASE,
        domain="example.go.th",
        home=home,
        evidence=everything,
        by_url={one.url: one for one in everything},
        inbound=links,
        coverage=replace(seen, blind_spots=spots),
    )
