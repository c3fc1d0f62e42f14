"""One page while it is read: its elements go by once, and what they name is collected."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from ..model import Ref, RefKind
from .attributes import ids_of, rarely_named
from .elements import NAMING, Element, named_by
from .jumps import jumped_to
from .known import NOTHING, Key, KnownRefs
from .labels import label_of, named, short, written_in
from .markup import UNSEEN, Markup
from .parts import MARK
from .places import CONTAINERS
from .regions import Landmarks, Regions
from .scripts import Scripts
from .spelling import names_something

_SCRIPTED = re.compile(r"\s*javascript:", re.IGNORECASE)
_TOGGLES = ("onclick", "data-toggle", "data-bs-toggle", "data-slide", "data-bs-slide", "data-target", "aria-controls")
_TOGGLE_ROLES = frozenset(["button", "tab", "menuitem", "switch", "option"])
_TAKE_WORDS_FROM_INSIDE: Final = ("a", "button", "select", "picture", "video", "audio", "object", "map")


@dataclass(frozen=True, slots=True)
class PartNames:
    """What a shared part names where it stands, its element's own start tag apart.

    `elements` counts its elements, `widest` those of the largest landmark by class in it, `links` the plain links.
    `has_buttons` tells that a form around it may have its name from it, `markup` how it was parsed.
    """

    refs: tuple[Ref, ...]
    ids: tuple[str, ...]
    links: int
    elements: int
    widest: int
    has_buttons: bool
    markup: Markup


class Context:
    """What pages of one site are read with: what is known of the site so far."""

    def __init__(self) -> None:
        self.known = KnownRefs()
        self.landmarks = Landmarks()
        self.scripts = Scripts()


class Page:
    """Reads one page. `part` gives what the shared part of a mark names in a place."""

    __slots__ = (
        *("_context", "_known", "_markup", "_part", "_regions", "_shared"),
        *("base", "ids", "is_readable", "links", "makes_links", "met", "parts"),
    )

    def __init__(
        self,
        markup: Markup,
        context: Context,
        regions: Regions | None = None,
        part: Callable[[str, str], PartNames] | None = None,
    ) -> None:
        self._markup = markup
        self._context = context
        self._known = context.known
        self._shared = context.known.shared
        self._regions = regions or Regions(context.landmarks, len(markup.elements))
        self._part = part
        self.links = 0
        self.met: dict[int, Ref] = {}
        self.ids: list[str] = ids_of(markup.root)
        self.base = ""
        self.makes_links = False
        self.parts: list[PartNames] = []
        self.is_readable = True
        """Whether the marks of shared parts stand where they can stand for them."""

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

    def _link(self, element: Element) -> None:
        raw = element.get("href")
        name = element.get("name")
        if name:
            self.ids.append(name)
        if not raw:
            raw = element.get("xlink:href")
            if not raw:
                return
        self.links += 1
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
            found, makes_links = self._context.scripts.named(tag, element)
            self.makes_links = self.makes_links or makes_links
            for raw, kind in found:
                self._take(raw, kind, "", self._regions.place, element)
        elif tag == MARK and self._part is not None:
            self._take_part(self._part(element.get("n") or "", self._regions.place), element)

    def _take_part(self, part: PartNames, mark: Element) -> None:
        """Take what a shared part names; not where an element around it has its words from inside."""
        around = (*_TAKE_WORDS_FROM_INSIDE, "form") if part.has_buttons else _TAKE_WORDS_FROM_INSIDE
        if self._regions.is_most(part.widest) or next(mark.iterancestors(*around), None) is not None:
            self.is_readable = False
        self.parts.append(part)
        self.ids.extend(part.ids)
        self.links += part.links

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
