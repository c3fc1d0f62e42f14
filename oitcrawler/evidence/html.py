"""Web pages: what a visitor sees on them, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..model import Cause, Text
from .forms import read_forms
from .headings import Spot, find_headings
from .links import Target, find_targets, read_links, row_of
from .model import Evidence, Form, Heading, Image, Kind, Link, Passage, Place, SocialLink, Table
from .outlinks import OutLink, label, outlinks
from .page_contacts import read_contacts
from .passages import read_runs
from .places import Placing, place
from .selectors import Selectors, selectors_of
from .social import account
from .source import Source
from .tables import is_data_table, read_table
from .targets import link_targets
from .tree import MAX_ELEMENTS, Tree, parse

__all__ = ["OutLink", "extract_html", "outlinks", "visible_text_and_links"]

_SEPARATORS = "/>»›|→\\·•- \n\t"
_PICTURE_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-lazy")
_ORNAMENT = re.compile(r"spacer|blank\.|pixel|icon|bullet|arrow|loading|new\d*\.gif|dot\.", re.IGNORECASE)
_SMALL = 40


@dataclass(frozen=True, slots=True)
class _Page:
    tree: Tree
    placing: Placing
    selectors: Selectors
    spots: tuple[Spot, ...]
    tables: frozenset[int]


def visible_text_and_links(body: bytes, content_type: str, url: str) -> tuple[int, int]:
    """Return how many characters a visitor sees on a page (without spaces) and how many links."""
    tree = parse(body, content_type, url)
    pieces = zip(tree.pieces, tree.owners, strict=True)
    characters = sum(len("".join(text.split())) for text, owner in pieces if not tree.hidden[owner])
    visible = (one for one in range(len(tree)) if not tree.hidden[one])
    return characters, sum(next(link_targets(tree, one), None) is not None for one in visible)


def extract_html(source: Source) -> Evidence:
    """Return what a web page says to its visitors."""
    page = _read(parse(source.body, source.content_type, source.final_url))
    tree, placing, selectors = page.tree, page.placing, page.selectors
    runs = tuple(read_runs(tree, page.tables))
    targets = find_targets(tree)
    links = tuple(read_links(tree, placing, page.spots, selectors, targets))
    seen = source.evidence(Kind.HTML)
    return replace(
        seen,
        title=tree.title or next((spot.text for spot in page.spots), ""),
        obstacle=Cause.TOO_LARGE if tree.is_cut else None,
        detail=_too_large() if tree.is_cut else None,
        passages=tuple(Passage(run.text, selector=selectors.of(run.element)) for run in runs),
        headings=tuple(Heading(spot.level, spot.text, selectors.of(spot.element)) for spot in page.spots),
        breadcrumb=_breadcrumb(page),
        links=links,
        tables=tuple(_tables(page)),
        forms=_forms(page),
        images=tuple(_images(page)),
        contacts=read_contacts(tree, placing, selectors, runs, targets),
        socials=tuple(_socials(page, targets, links)),
    )


def _read(tree: Tree) -> _Page:
    tables = frozenset(one for one in range(len(tree)) if tree.tags[one] == "table" and is_data_table(tree, one))
    placing = place(tree, tables.__contains__)
    return _Page(tree, placing, selectors_of(tree), find_headings(tree), tables)


def _too_large() -> Text:
    return Text(
        f"หน้านี้มีองค์ประกอบเกิน {MAX_ELEMENTS:,} รายการหรือซ้อนกันลึกเกินไป อ่านได้เพียงบางส่วน",
        f"this page has more than {MAX_ELEMENTS:,} elements or nests them too deeply; only a part was read",
    )


def _breadcrumb(page: _Page) -> tuple[str, ...]:
    tree, places = page.tree, page.placing.places
    found: list[str] = []
    for piece, owner in zip(tree.pieces, tree.owners, strict=True):
        if places[owner] is Place.BREADCRUMB and not tree.hidden[owner]:
            found.extend(" ".join(part.split()) for part in re.split("[/>»›|→]", piece))
    return tuple(text for text in found if text.strip(_SEPARATORS))


def _tables(page: _Page) -> Iterator[Table]:
    for one in sorted(page.tables):
        table = read_table(page.tree, one, page.selectors.of(one))
        if table is not None:
            yield table


def _forms(page: _Page) -> tuple[Form, ...]:
    return tuple(read_forms(page.tree, page.placing, page.spots, page.selectors))


def _images(page: _Page) -> Iterator[Image]:
    tree = page.tree
    for one in range(len(tree)):
        if tree.tags[one] != "img" or tree.hidden[one]:
            continue
        in_content = page.placing.places[one] in (Place.CONTENT, Place.TABLE)
        url = next((url for name in _PICTURE_SOURCES if (url := _picture(tree, one, name))), None)
        if in_content and url and not _is_ornament(tree, one, url):
            alt = " ".join(tree.get(one, "alt").split())
            yield Image(url, alt, row_of(tree, one, alt), page.selectors.of(one))


def _picture(tree: Tree, one: int, name: str) -> str | None:
    value = tree.get(one, name).strip()
    return tree.url(value) if value else None


def _is_ornament(tree: Tree, one: int, url: str) -> bool:
    sizes = [tree.get(one, name).removesuffix("px") for name in ("width", "height")]
    is_small = any(size.isascii() and size.isdigit() and int(size) <= _SMALL for size in sizes if len(size) < 6)
    return is_small or bool(_ORNAMENT.search(url.rsplit("/", 1)[-1]))


def _socials(page: _Page, targets: Sequence[Target], links: Iterable[Link]) -> Iterator[SocialLink]:
    del targets
    tree = page.tree
    found = [(link.url, link.text, link.place, link.selector) for link in links]
    for one in range(len(tree)):
        named = _plugin_address(tree, one)
        if named:
            found.append((named, label(tree, one), page.placing.places[one], page.selectors.of(one)))
    for url, text, where, selector in dict.fromkeys(found):
        known = account(url)
        if known:
            yield SocialLink(known.network, known.url, known.handle, text, where, known.is_share, selector)


def _plugin_address(tree: Tree, one: int) -> str | None:
    """Return the address in a Facebook page plugin: a frame, or a `<div class="fb-page" data-href>`."""
    if tree.hidden[one]:
        return None
    if tree.tags[one] == "iframe":
        return tree.url(tree.get(one, "src") or tree.get(one, "data-src"))
    classes = tree.get(one, "class").split()
    is_page = "fb-page" in classes or "fb-like-box" in classes or tree.tags[one] in ("fb:page", "fb:like-box")
    return tree.url(tree.get(one, "data-href") or tree.get(one, "href")) if is_page else None
