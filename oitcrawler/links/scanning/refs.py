"""What a page names: every address in its markup, with the words and the place by which people find it.

Made for menus: of 200 references on a page, 190 stand on every page of the site. Those cost one look-up each, and are
the same objects on all pages.
"""

from __future__ import annotations

import re
from typing import Final

from ...crawl.render import needs_browser
from ...urls import normalise
from ..model import Ref, RefKind, Scanned
from .attributes import ids_of, rarely_named
from .elements import NAMING, POST, Element, named_by
from .jumps import jumped_to
from .known import NOTHING, Key, KnownRefs
from .labels import label_of, named, short, written_in
from .markup import UNSEEN, Markup, new_parser, read_markup
from .places import CONTAINERS
from .regions import Landmarks, Regions
from .scripts import Scripts
from .spelling import names_something

FEW_LINKS: Final = 6
"""With fewer links on a page it is worth asking whether only a browser shows what is there."""
_SCRIPTED = re.compile(r"\s*javascript:", re.IGNORECASE)
_LOADING = re.compile(
    rb">\s*+(?:loading|" + "กำลังโหลด|โปรดรอสักครู่|กรุณารอสักครู่".encode() + rb")", re.IGNORECASE
)  # as `needs_browser` looks for it
_TOGGLES = ("onclick", "data-toggle", "data-bs-toggle", "data-slide", "data-bs-slide", "data-target", "aria-controls")
_TOGGLE_ROLES = frozenset(["button", "tab", "menuitem", "switch", "option"])


class Scanner:
    """Reads the pages of one site, remembering what they share. Not for several threads at once."""

    def __init__(self) -> None:
        self._parser = new_parser()
        self._known = KnownRefs()
        self._landmarks = Landmarks()
        self._scripts = Scripts()
        self._encoding = ""

    def scan(self, body: bytes, content_type: str, url: str) -> Scanned:
        """Return what the page fetched from `url` names, each reference once, in document order. Never raises.

        `content_type` is the HTTP header. Two references to one address are two when their words or places differ.
        """
        markup = read_markup(body, content_type, self._parser, self._encoding)
        self._encoding = markup.encoding
        page = _Page(markup, self._known, self._landmarks, self._scripts)
        page.read()
        self._known.turn_page()
        is_shell = page.may_be_shell() and needs_browser(body, content_type, url)
        return Scanned(
            tuple(page.met.values()),
            frozenset(page.ids),
            (normalise(page.base, url) if page.base else None) or url,
            markup.encoding,
            is_shell or page.makes_links,
        )

    def is_shared(self, ref: Ref) -> bool:
        """Whether this very object is kept for good, so that its identity may stand for it.

        References that only one page has so far are not kept.
        """
        return id(ref) in self._known.shared_ids


def is_post(ref: Ref) -> bool:
    """Whether a reference is a form that is sent by POST: asking for its address otherwise proves little."""
    return ref.kind is RefKind.FORM and ref.text.endswith(f"({POST})")


def scan(body: bytes, content_type: str, url: str) -> Scanned:
    """Return what a single page names; for the pages of a site, keep a `Scanner`."""
    return Scanner().scan(body, content_type, url)


class _Page:
    """One page while it is read."""

    __slots__ = ("_known", "_links", "_markup", "_regions", "_scripts", "_shared", "base", "ids", "makes_links", "met")

    def __init__(self, markup: Markup, known: KnownRefs, landmarks: Landmarks, scripts: Scripts) -> None:
        self._markup = markup
        self._known = known
        self._shared = known.shared
        self._scripts = scripts
        self._regions = Regions(landmarks, len(markup.elements))
        self._links = 0
        self.met: dict[int, Ref] = {}
        self.ids: list[str] = ids_of(markup.root)
        self.base = ""
        self.makes_links = False

    def read(self) -> None:
        """Go through the elements once, then through the attributes that few pages have."""
        regions = self._regions
        for number, element in enumerate(self._markup.elements):
            if number == regions.end:
                regions.leave(number)
            if regions.is_unseen:
                continue
            tag = element.tag
            if tag == "a":
                self._link(element)
            elif tag in CONTAINERS:
                regions.enter(number, tag, element)
            elif tag in UNSEEN:
                regions.hide(number, element)
            else:
                self._other(tag, element)
        for rare, raw, kind in rarely_named(self._markup.root, self._markup.low):
            self._take(raw, kind, label_of(rare, written_in(rare)) if kind is RefKind.LINK else "", "", rare)
        self.met.pop(id(NOTHING), None)

    def may_be_shell(self) -> bool:
        """Whether a closer look could tell that only a browser shows this page: few links, or content still to come."""
        low = self._markup.low
        if b"<script" not in low:
            return False
        return self._links < FEW_LINKS or (
            b"<noscript" in low and b"javascript" in low and bool(_LOADING.search(self._markup.source))
        )

    def _link(self, element: Element) -> None:
        raw = element.get("href")
        name = element.get("name")
        if name:
            self.ids.append(name)
        if not raw:
            raw = element.get("xlink:href")
            if not raw:
                return
        self._links += 1
        words = written_in(element) if len(element) else element.text
        if not words or words.isspace():
            words = label_of(element, "")
        place = self._regions.place
        if raw[0] == "#" and _is_toggle(element):
            return
        key = (raw, words, place)
        ref = self._shared.get(key) or self._known.again(key, self.met)
        if ref is None:
            ref = self._known.make(key, _linked(raw, words, place), element.sourceline)
        self.met[id(ref)] = ref

    def _other(self, tag: str, element: Element) -> None:
        if tag in ("area", "base"):
            self._map_or_base(tag, element)
            return
        if tag in NAMING:
            self._named(tag, element)
        if tag in ("script", "style"):
            found, makes_links = self._scripts.named(tag, element)
            self.makes_links = self.makes_links or makes_links
            for raw, kind in found:
                self._take(raw, kind, "", self._regions.place, element)

    def _named(self, tag: str, element: Element) -> None:
        attributes = dict(element.items())
        found = list(named_by(tag, attributes, element))
        if not found:
            return
        words = named(tag, attributes, element)
        for raw, kind in found:
            self._take(raw, kind, words, self._regions.place, element)

    def _map_or_base(self, tag: str, element: Element) -> None:
        raw = element.get("href") or ""
        if tag == "base":
            self.base = self.base or raw
        elif raw and not (raw[0] == "#" and _is_toggle(element)):
            self._take(raw, RefKind.LINK, label_of(element, ""), self._regions.place, element)

    def _take(self, raw: str, kind: RefKind, words: str, place: str, element: Element) -> None:
        key: Key = (kind, raw, words, place)
        ref = self._shared.get(key) or self._known.again(key, self.met)
        if ref is None:
            ref = self._known.make(key, _loaded(raw, kind, words, place), element.sourceline)
        self.met[id(ref)] = ref


def _linked(raw: str, words: str, place: str) -> Ref:
    """Return the reference that a link is: for a `javascript:` link, what the script opens."""
    if _SCRIPTED.match(raw):
        raw = next(jumped_to(raw), "")
    return Ref(raw, RefKind.LINK, short(words), place) if names_something(raw) else NOTHING


def _loaded(raw: str, kind: RefKind, words: str, place: str) -> Ref:
    """Return the reference that anything else is; a place on the same page is nothing that is loaded."""
    is_reference = names_something(raw) and (kind is RefKind.LINK or raw.lstrip()[:1] != "#")
    return Ref(raw, kind, words, place) if is_reference else NOTHING


def _is_toggle(element: Element) -> bool:
    """Whether a click on a link to a place on the page is handled by a script, which needs no such place."""
    if (element.get("role") or "").strip().lower() in _TOGGLE_ROLES:
        return True
    return any(element.get(name) is not None for name in _TOGGLES)
