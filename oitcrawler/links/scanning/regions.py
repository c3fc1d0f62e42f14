"""Follows the landmarks of a page while its elements go by in document order."""

from __future__ import annotations

from typing import Final

from .elements import Element
from .markup import TAGS
from .places import MOST_OF_PAGE, combined, landmark_of

_MOST_KNOWN: Final = 5_000


class Landmarks:
    """What the containers of a site are, by tag, role, class and id; asked once for each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None, str | None, str | None], tuple[str, bool]] = {}

    def of(self, tag: str, element: Element) -> tuple[str, bool]:
        """Return the landmark that an element is, as `landmark_of` does."""
        key = (tag, element.get("role"), element.get("class"), element.get("id"))
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = landmark_of(tag, key[1] or "", f"{key[2] or ''} {key[3] or ''}")
        return known


class Regions:
    """Where the element is that goes by.

    `place` is its landmark, `is_unseen` tells that it stands in markup that nobody sees, and `end` is the number of
    the first element after that region (-1 when there is none). `widest` is the size of the largest element that is a
    landmark by its class, as far as it does not hold most of the page.
    """

    __slots__ = ("_hidden", "_landmarks", "_outer", "_total", "end", "is_unseen", "place", "widest")

    def __init__(
        self, landmarks: Landmarks, total: float, place: str = "", hidden: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """Begin at the first of `total` elements, inside `place`.

        `hidden` tells of how many elements more some stand for, by their number: marks of parts that were cut out.
        """
        self._landmarks = landmarks
        self._total = total + sum(count for _, count in hidden)
        self._hidden = hidden
        self._outer: list[tuple[int, str, bool]] = []
        self.place = place
        self.is_unseen = False
        self.end = -1
        self.widest = 0

    def is_most(self, size: int) -> bool:
        """Whether an element of a size holds most of the page."""
        return size > MOST_OF_PAGE * self._total

    def enter(self, number: int, tag: str, element: Element) -> None:
        """Take note of a container that begins at `number`."""
        found, is_sure = self._landmarks.of(tag, element)
        place = combined(self.place, found) if found else self.place
        if place == self.place:
            return
        size = len(list(element.iter(*TAGS)))
        if not is_sure:
            whole = size + sum(count for at, count in self._hidden if number <= at < number + size)
            if self.is_most(whole):
                return
            self.widest = max(self.widest, whole)
        self._begin(number + size, place, is_unseen=False)

    def hide(self, number: int, element: Element) -> None:
        """Take note of an element whose content nobody sees."""
        self._begin(number + len(list(element.iter(*TAGS))), self.place, is_unseen=True)

    def leave(self, number: int) -> None:
        """Go back to the region around those that end at `number`."""
        while self.end == number:
            self.end, self.place, self.is_unseen = self._outer.pop()

    def _begin(self, end: int, place: str, *, is_unseen: bool) -> None:
        self._outer.append((self.end, self.place, self.is_unseen))
        self.end, self.place, self.is_unseen = end, place, is_unseen
