"""From what a page names to what is looked at next. A reference that was met before costs one look-up."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from typing import Final, Protocol
from urllib.parse import urlsplit

from ..model import Cause
from .book import Book, Target
from .model import Ref, RefKind, Scanned
from .scanning.facts import mixed_content
from .scanning.refs import is_post
from .scanning.spelling import address

FOLDERS: Final = 64
"""Folders whose relative references are remembered at a time."""
OVER: Final = "(over budget)"
NOT_CRAWLED: Final = "(not crawled)"
"""Why addresses are not looked at, but for the names of patterns: there are too many; the crawl did not open them."""
_ABSOLUTE = ("http:", "https:", "HTTP", "/", "\\")


class Approach(Protocol):
    """How a spider asks for an address (see `spiders/links.py`)."""

    @property
    def sort(self) -> str:
        """What it is taken for: page, document, style, other."""

    @property
    def method(self) -> str:
        """GET or HEAD."""

    @property
    def limit(self) -> int:
        """How many bytes are read at most."""

    @property
    def is_own(self) -> bool:
        """Whether it is the agency's."""

    @property
    def follow(self) -> bool:
        """Whether what it names is looked at too."""


class Spider(Protocol):
    """Who says how a site is gone through."""

    def is_own(self, url: str) -> bool:
        """Whether an address is the agency's."""

    def approach(self, url: str, kind: RefKind) -> Approach:
        """How to ask for an address."""


class Gate(Protocol):
    """Who says which of a site's own pages are gone into (`traps.TrapWatch`)."""

    def admits(self, url: str, source: str) -> str:
        """Return "" for a page to read, else the name of the pattern that is left alone."""

    def read(self, url: str, body: bytes, new_addresses: int) -> None:
        """Hear what a page brought."""

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        """Return the patterns that were left alone, with how many addresses each."""


class Following:
    """Turns what was scanned into edges of the book, and returns the targets that nobody had named before."""

    def __init__(
        self,
        book: Book,
        spider: Spider,
        gate: Gate,
        *,
        start_url: str,
        allow_private: bool,
        most: int,
        is_shared: Callable[[Ref], bool],
    ) -> None:
        self._book = book
        self._spider = spider
        self._gate = gate
        self._start = start_url
        self._allow_private = allow_private
        self._hosts: dict[str, dict[int, int]] = {}
        self._folders: dict[str, tuple[dict[int, int], dict[int, array[int]]]] = {}
        self._alive: list[object] = []  # the tables know references and parts by their identity
        self._taken_up = bytearray()
        self._most = most
        self._is_shared = is_shared

    @property
    def over_budget(self) -> int:
        """How many addresses were met and not looked at because there are too many."""
        return dict(self._book.asides()).get(OVER, 0)

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        """Return the patterns of addresses that were left alone in this run, also before it was broken off."""
        return tuple((why, count) for why, count in self._book.asides() if why != OVER)

    def scanned(self, page: Target, url: str, scanned: Scanned, scripted: int) -> list[Target]:
        """Note what a page names; return what is new in this run."""
        found: list[Target] = []
        edges = array("I", self._edges(page, url, scanned, found))
        self._book.page(page.id, edges, scanned.ids, scripted=scripted)
        self._take_up(edges, url, found)
        return found

    def known(self, page: Target, edges: array[int]) -> list[Target]:
        """Name again what an unchanged page names; return what is new in this run."""
        found: list[Target] = []
        self._book.still(page.id)
        self._take_up(edges, page.url, found)
        return found

    def _take_up(self, edges: array[int], url: str, found: list[Target]) -> None:
        """Name what earlier runs met; what they left alone as a trap is not tried again."""
        fresh = self._not_taken_up(edges)
        for one in self._book.unnamed(set(self._book.targets_of(fresh))) if fresh else ():
            why = self._book.why_aside(one.id)
            if why in ("", OVER, NOT_CRAWLED):  # the gate hears of all, so that it knows what a page brings
                why = self._refusal(one.url, one.kind, url)
            self._name(one.url, one.kind, one.source, one.depth, why or self._full(), found)

    def _not_taken_up(self, edges: array[int]) -> list[int]:
        """Return the references that no page before had in this run, and take note of them."""
        marks = self._taken_up
        marks.extend(bytes(max(0, max(edges, default=0) + 1 - len(marks))))
        fresh = [edge for edge in edges if not marks[edge]]
        for edge in fresh:
            marks[edge] = 1
        return fresh

    def _name(self, url: str, kind: RefKind, source: int, depth: int, why: str, found: list[Target]) -> int:
        if why:
            return self._book.set_aside(url, kind, source, depth, why)
        new = self._book.name(url, kind, source, depth)
        if new is not None:
            found.append(new)
        return self._book.target(url) or 0

    def _edges(self, page: Target, url: str, scanned: Scanned, found: list[Target]) -> Iterable[int]:
        base = urlsplit(scanned.base)
        by_host = self._hosts.setdefault(f"{urlsplit(url).scheme} {base.scheme}://{base.netloc}", {})
        by_folder, parts = self._folder(f"{url[:5]} {scanned.base.rpartition('/')[0]}")
        seen: set[int] = set()

        def number_of(ref: Ref) -> int:
            number = by_host.get(id(ref)) or by_folder.get(id(ref))
            if number is None:
                number = self._new(page, url, ref, scanned, found)
                if self._is_shared(ref):
                    self._alive.append(ref)
                    self._remember(ref, number, by_host, by_folder)
            return number

        for part in scanned.parts:
            numbers = parts.get(id(part))
            if numbers is None:
                numbers = array("I", map(number_of, part))
                if not any(ref.raw[:1] in "?#" for ref in part):  # those depend on the page itself
                    self._alive.append(part)
                    parts[id(part)] = numbers
            seen.update(numbers)
        seen.update(map(number_of, scanned.own))
        return sorted(seen)

    def _remember(self, ref: Ref, number: int, by_host: dict[int, int], by_folder: dict[int, int]) -> None:
        if ref.raw.startswith(_ABSOLUTE):
            by_host[id(ref)] = number
        elif ref.raw and ref.raw[0] not in "?#":  # those depend on the page itself
            by_folder[id(ref)] = number

    def _folder(self, key: str) -> tuple[dict[int, int], dict[int, array[int]]]:
        """Return what the pages of a folder name: single references, and those of shared parts."""
        known = self._folders.get(key)
        if known is None:
            if len(self._folders) >= FOLDERS:
                del self._folders[next(iter(self._folders))]
            known = self._folders[key] = ({}, {})
        return known

    def _new(self, page: Target, url: str, ref: Ref, scanned: Scanned, found: list[Target]) -> int:
        place = address(ref, scanned, site=self._start, allow_private=self._allow_private)
        if place.url is None:
            return self._book.edge(ref, 0, place.fragment, place.cause)
        cause = Cause.MIXED_CONTENT if mixed_content(url, ref.kind, place.url) else None
        number = self._book.target(place.url)
        if number is None:
            why = self._refusal(place.url, ref.kind, url)
            kind = RefKind.SUBMIT if is_post(ref) else ref.kind
            number = self._name(place.url, kind, page.id, page.depth + 1, why, found)
        return self._book.edge(ref, number, place.fragment, cause)

    def _refusal(self, url: str, kind: RefKind, source: str) -> str:
        """Return why an address that was never looked at is not looked at now, or ""."""
        approach = self._spider.approach(url, kind)
        is_page = approach.follow and approach.sort == "page"
        return (self._gate.admits(url, source) if is_page else "") or self._full()

    def _full(self) -> str:
        return OVER if self._book.size >= self._most else ""
