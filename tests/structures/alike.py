"""The same site in other clothes: other order, other host, other spelling of addresses, more pages around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from oitcrawler.evidence.model import Evidence, Kind, Link, Passage, Place
from oitcrawler.evidence.site import Inbound, Site
from oitcrawler.urls import suffix_of

_ON_EVERY_PAGE = (Place.MENU, Place.HEADER, Place.FOOTER, Place.ASIDE)


def other_order(site: Site) -> Site:
    """Menus list their links the other way round, and the pages come in another order."""
    return gathered(site, tuple(_menu_turned(one) for one in reversed(site.evidence)), site.start_url, site.domain)


def other_host(site: Site) -> Site:
    """The agency's host has another name."""
    return moved(site, lambda text: text.replace("www.example.go.th", "ita.tambon-o13.test"), "tambon-o13.test")


def trailing_slashes(site: Site) -> Site:
    """The addresses of pages end with a slash, or no longer do."""
    pages = {
        one.final_url for one in site.evidence if one.is_page and one is not site.home and "?" not in one.final_url
    }
    turned = {url: url.rstrip("/") if url.endswith("/") else f"{url}/" for url in pages if not suffix_of(url)}
    return moved(site, lambda text: turned.get(text, text), site.domain)


def more_pages(site: Site) -> Site:
    """A page and a document about something else are there too, linked from the main page."""
    page, file = f"{site.start_url}flowers", f"{site.start_url}flowers/roses.pdf"
    links = (Link(page, "ไม้ดอกไม้ประดับ", Place.CONTENT), Link(file, "การปลูกกุหลาบ", Place.CONTENT))
    added = (
        Evidence(page, page, Kind.HTML, "flowers", "ไม้ดอกไม้ประดับ", passages=(Passage("ดอกไม้ในสวน"),), links=links[1:]),
        Evidence(file, file, Kind.PDF, "roses", "", "roses.pdf", passages=(Passage("วิธีปลูกกุหลาบ", page=1),)),
    )
    home = site.home
    if home is None:
        return site
    grown = tuple(replace(home, links=(*home.links, *links)) if one is home else one for one in site.evidence)
    return gathered(site, (*grown, *added), site.start_url, site.domain)


ALIKE: dict[str, Callable[[Site], Site]] = {
    "other-order": other_order,
    "other-host": other_host,
    "trailing-slashes": trailing_slashes,
    "more-pages": more_pages,
}


def moved(site: Site, spell: Callable[[str], str], domain: str) -> Site:
    evidence = tuple(_respelt(one, spell) for one in site.evidence)
    return gathered(site, evidence, spell(site.start_url), domain)


def gathered(site: Site, evidence: tuple[Evidence, ...], start_url: str, domain: str) -> Site:
    """Put pages together to a site, as `gather` does."""
    everything = tuple(sorted(evidence, key=lambda one: (one.final_url, one.url)))
    inbound: dict[str, list[Inbound]] = {}
    for source in everything:
        for link in source.links:
            inbound.setdefault(link.url, []).append(Inbound(source, link))
    by_url = {one.final_url: one for one in everything} | {one.url: one for one in everything}
    frozen = {url: tuple(found) for url, found in inbound.items()}
    return Site(start_url, domain, by_url.get(start_url), everything, by_url, frozen, site.coverage)


def _menu_turned(page: Evidence) -> Evidence:
    turned = reversed([link for link in page.links if link.place in _ON_EVERY_PAGE])
    return replace(page, links=tuple(next(turned) if link.place in _ON_EVERY_PAGE else link for link in page.links))


def _respelt(value: Any, spell: Callable[[str], str]) -> Any:
    """Return a value with every text in it spelt anew."""
    if type(value) is str:
        return spell(value)
    if isinstance(value, tuple):
        return tuple(_respelt(one, spell) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{one.name: _respelt(getattr(value, one.name), spell) for one in fields(value) if one.init}
        )
    return value
