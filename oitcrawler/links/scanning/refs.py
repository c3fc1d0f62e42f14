"""What a page names: every address in its markup, with the words and the place by which people find it.

Made for menus: of 200 references on a page, 190 stand on every page of the site. Those are the same objects on all
pages, and where they stand in the same bytes on all pages they are read once.
"""

from __future__ import annotations

import re
from typing import Final

from ...urls import normalise
from ..model import Ref, RefKind, Scanned
from .elements import POST
from .markup import Markup, new_parser, read_cut, read_markup, read_part
from .page import Context, Page, PartNames
from .parts import MARK, MOST_PARTS, Cut, Part, SharedParts
from .regions import Regions

FEW_LINKS: Final = 6
"""With fewer links on a page it is worth asking whether only a browser shows what is there."""
_LOADING = re.compile(
    rb">\s*+(?:loading|" + "กำลังโหลด|โปรดรอสักครู่|กรุณารอสักครู่".encode() + rb")", re.IGNORECASE
)  # as `needs_browser` looks for it
_MOST_NAMED: Final = 4 * MOST_PARTS
"""Readings of shared parts that are kept, those of parts that no page has any more among them."""
_BUTTONS: Final = ("button", "input")


class Scanner:
    """Reads the pages of one site, remembering what they share. Not for several threads at once."""

    def __init__(self) -> None:
        self._parser = new_parser()
        self._context = Context()
        self._parts = SharedParts()
        self._named: dict[tuple[int, str, str], PartNames] = {}
        self._encoding = ""

    def scan(self, body: bytes, content_type: str, url: str) -> Scanned:
        """Return what the page fetched from `url` names, each reference once, in document order. Never raises.

        `content_type` is the HTTP header. Two references to one address are two when their words or places differ.
        """
        cut = self._parts.cut(body)
        scanned = self._scan_cut(cut, body, content_type, url) or self._scan_whole(body, content_type, url)
        self._context.known.turn_page()
        self._encoding = scanned.encoding
        learnt = self._parts.learn(body, cut)
        if learnt:
            self._prove(learnt, body, content_type, url, scanned)
        return scanned

    def is_shared(self, ref: Ref) -> bool:
        """Whether this very object is kept for good, so that its identity may stand for it.

        References that only one page has so far are not kept.
        """
        return id(ref) in self._context.known.shared_ids

    def _scan_whole(self, body: bytes, content_type: str, url: str) -> Scanned:
        markup = read_markup(body, content_type, self._parser, self._encoding)
        page = Page(markup, self._context)
        page.read()
        return _scanned(page, markup, body, content_type, url)

    def _scan_cut(self, cut: Cut, body: bytes, content_type: str, url: str) -> Scanned | None:
        """Read a page by the marks of its shared parts; None when it has none, or must be read whole."""
        markup = read_cut(cut.body, self._parser, self._encoding) if cut.parts else None
        if markup is None:
            return None
        page = self._by_marks(cut, markup)
        if page is None:
            self._parts.strike(cut)
            return None
        return _scanned(page, markup, body, content_type, url)

    def _by_marks(self, cut: Cut, markup: Markup) -> Page | None:
        marks = [(at, one.get("n")) for at, one in enumerate(markup.elements) if one.tag == MARK]
        numbered = {str(part.number): part for part in cut.parts}
        if [number for _, number in marks] != list(numbered):
            return None  # one stands in a comment or in a text: there the part is none

        def named(number: str, place: str) -> PartNames:
            return self._part(numbered[number], place, markup.encoding)

        hidden = tuple((at, named(number or "", "").elements - 1) for at, number in marks)
        regions = Regions(self._context.landmarks, len(markup.elements), "", hidden)
        page = Page(markup, self._context, regions, named)
        page.read()
        return page if page.is_readable and len(page.parts) == len(marks) else None

    def _part(self, part: Part, place: str, encoding: str) -> PartNames:
        key = (part.number, place, encoding)
        known = self._named.get(key)
        if known is None:
            if len(self._named) >= _MOST_NAMED:
                self._named.clear()
            self._read_part(part, place, encoding)  # what is met a second time is shared
            known = self._named[key] = self._read_part(part, place, encoding)
        return known

    def _read_part(self, part: Part, place: str, encoding: str) -> PartNames:
        markup = read_part(part.whole, encoding, self._parser)
        inner = Markup(markup.root, markup.elements[1:], markup.source, markup.low, encoding)
        regions = Regions(self._context.landmarks, float("inf"), place)
        page = Page(inner, self._context, regions)
        page.read()
        own = (markup.elements[0].get("id"),) if markup.elements else ()
        return PartNames(
            refs=tuple(page.met.values()),
            ids=tuple(one for one in page.ids if one not in own),
            links=page.links,
            elements=len(inner.elements),
            widest=regions.widest,
            has_buttons=any(one.tag in _BUTTONS for one in inner.elements),
            markup=Markup(None, [], markup.source, markup.low, encoding),
        )

    def _prove(self, learnt: tuple[Part, ...], body: bytes, content_type: str, url: str, whole: Scanned) -> None:
        """Give parts up with which a page would be read otherwise than it was without them."""
        by_marks = self._scan_cut(self._parts.cut(body), body, content_type, url)
        if by_marks is None or _content(by_marks) != _content(whole):
            for part in learnt:
                self._parts.give_up(part)


def is_post(ref: Ref) -> bool:
    """Whether a reference is a form that is sent by POST: asking for its address otherwise proves little."""
    return ref.kind is RefKind.FORM and ref.text.endswith(f"({POST})")


def scan(body: bytes, content_type: str, url: str) -> Scanned:
    """Return what a single page names; for the pages of a site, keep a `Scanner`."""
    return Scanner().scan(body, content_type, url)


def _scanned(page: Page, markup: Markup, body: bytes, content_type: str, url: str) -> Scanned:
    is_shell = _may_be_shell(page, markup) and _needs_browser(body, content_type, url)
    return Scanned(
        tuple(page.met.values()),
        frozenset(page.ids),
        (normalise(page.base, url) if page.base else None) or url,
        markup.encoding,
        is_shell or page.makes_links,
        b"<script" in markup.low,
        tuple(part.refs for part in page.parts),
    )


def _needs_browser(body: bytes, content_type: str, url: str) -> bool:
    from ...crawl.render import needs_browser  # with it comes the reader of pages for evidence

    return needs_browser(body, content_type, url)


def _may_be_shell(page: Page, markup: Markup) -> bool:
    """Whether a closer look could tell that only a browser shows a page: few links, or content still to come."""
    if b"<script" not in markup.low:
        return False
    if page.links < FEW_LINKS:
        return True
    pieces = (markup, *(part.markup for part in page.parts))
    return (
        b"<noscript" in markup.low
        and any(b"javascript" in piece.low for piece in pieces)
        and any(_LOADING.search(piece.source) for piece in pieces)
    )


def _content(scanned: Scanned) -> tuple[object, ...]:
    """Return what two readings of a page must have in common; the first of them told lines for what is shared now."""
    refs = frozenset((ref.raw, ref.kind, ref.text, _without_line(ref.place)) for ref in scanned.refs)
    return refs, scanned.ids, scanned.base, scanned.encoding, scanned.needs_script


def _without_line(place: str) -> str:
    return place.partition("line ")[0].rstrip(", ")
