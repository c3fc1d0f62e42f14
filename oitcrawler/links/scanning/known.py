"""The references of one site: what stands on many pages is made once, and found again by one look-up."""

from __future__ import annotations

from typing import Final

from ..model import Ref, RefKind
from .places import MAIN

MOST_SHARED: Final = 60_000
"""References kept for good (some 20 MB with their words); what comes later is made anew on each page."""
MOST_NEW: Final = 4_000
"""References kept in case that the next pages have them too."""
NOTHING: Final = Ref("", RefKind.LINK)
"""Stands for an attribute that names nothing (`mailto:`), so that this too is found out once."""

Key = tuple[str, ...]


class KnownRefs:
    """Keeps references from page to page. A key names everything of a reference but its line.

    A reference that only one page has so far tells its line, unless it stands in a landmark that people find without
    one. What a second page has too becomes shared: it is kept for good and, as its line differs from page to page,
    has none.
    """

    def __init__(self) -> None:
        self.shared: dict[Key, Ref] = {}
        self.shared_ids: set[int] = set()
        self._new: dict[Key, Ref] = {}
        self._older: dict[Key, Ref] = {}

    def make(self, key: Key, ref: Ref, line: int | None) -> Ref:
        """Keep a reference that is not known and return it with its line."""
        told = _with_line(ref, line) if ref is not NOTHING else ref
        self._new[key] = told
        return told

    def again(self, key: Key, met: dict[int, Ref]) -> Ref | None:
        """Return a reference that is not shared but was met before, and share it if that was on another page.

        `met` are the references of this page by their identity.
        """
        ref = self._new.get(key) or self._older.get(key)
        if ref is None or id(ref) in met:
            return ref
        self._new.pop(key, None)
        self._older.pop(key, None)
        if len(self.shared) >= MOST_SHARED:
            return None
        known = _without_line(ref)
        self.shared[key] = known
        self.shared_ids.add(id(known))
        return known

    def turn_page(self) -> None:
        """Forget what was met on one page long ago."""
        if len(self._new) > MOST_NEW or not self._new:
            self._older, self._new = self._new, {}


def _with_line(ref: Ref, line: int | None) -> Ref:
    if ref.place not in ("", MAIN) or not line:
        return ref
    return Ref(ref.raw, ref.kind, ref.text, f"{ref.place}, line {line}" if ref.place else f"line {line}")


def _without_line(ref: Ref) -> Ref:
    place, _, line = ref.place.rpartition("line ")
    return Ref(ref.raw, ref.kind, ref.text, place.removesuffix(", ")) if line and line != ref.place else ref
