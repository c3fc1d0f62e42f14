"""What the pages of a site share byte for byte: menus, side bars, footers. Found once, and cut out of later pages.

Reading a page costs by its elements, and nine of ten stand in its menu. A part is an element that two pages had in a
row; where a page has it, a mark stands for its content, and what the part names is taken from its first reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from .containers import Container, containers

MARK: Final = "oitpart"
SMALLEST: Final = 1_000
"""Bytes of a part that is worth it."""
FEWEST_TAGS: Final = 12
MOST_PARTS: Final = 24
LONGEST_PAGE: Final = 512 * 1024
_STRIKES: Final = 3
"""How often a part may be where its mark cannot stand (in a comment) until it is given up."""
_FORGOTTEN: Final = 300
"""Pages after which a part that none of them had makes room for another."""
_LONGEST_PAUSE: Final = 256
_PROBE: Final = 64
_TRIES: Final = 8


@dataclass(frozen=True, slots=True)
class Part:
    """An element that several pages have.

    `whole` are its bytes; `inner` and `close` are where its content and its end tag begin in them. `mark` stands in a
    page instead of the content.
    """

    number: int
    whole: bytes
    inner: int
    close: int
    mark: bytes

    def found_in(self, body: bytes) -> int:
        """Return where the part begins in a page, -1 if the page does not have it."""
        offset = len(self.whole) // 2
        probe = self.whole[offset : offset + _PROBE]
        at = body.find(probe)
        for _ in range(_TRIES):
            if at < 0:
                break
            if at >= offset and body.startswith(self.whole, at - offset):
                return at - offset
            at = body.find(probe, at + 1)
        return -1


@dataclass(frozen=True, slots=True)
class Cut:
    """A page without its shared parts: `body` has a mark for each of `parts`, in their order."""

    body: bytes
    parts: tuple[Part, ...] = ()


class SharedParts:
    """The parts that the pages of one site share, as they are met."""

    def __init__(self) -> None:
        self._parts: dict[int, Part] = {}
        self._met: dict[int, int] = {}
        self._strikes: dict[int, int] = {}
        self._given_up: set[int] = set()
        self._previous = b""
        self._pages = 0
        self._next = 0
        self._pause = 1

    def cut(self, body: bytes) -> Cut:
        """Return a page without what it shares with pages before."""
        self._pages += 1
        found = []
        for part in self._parts.values():
            at = part.found_in(body)
            if at >= 0:
                found.append((at, part))
        found.sort(key=lambda one: one[0])
        pieces, parts, done = [], [], 0
        for at, part in found:
            if at < done:
                continue  # it stands in another part
            pieces += [body[done : at + part.inner], part.mark]
            done = at + part.close
            parts.append(part)
            self._met[part.number] = self._pages
        return Cut(b"".join((*pieces, body[done:])), tuple(parts)) if parts else Cut(body)

    def learn(self, body: bytes, cut: Cut) -> tuple[Part, ...]:
        """Return the parts that a page shares with the one before and that were not known; mostly none.

        It is looked for less and less often while nothing is found.
        """
        previous, self._previous = self._previous, body if len(body) <= LONGEST_PAGE else b""
        if not previous or self._pages < self._next or body == previous or len(body) > LONGEST_PAGE:
            return ()
        learnt = tuple(self._new_parts(body, previous, cut))
        self._pause = 1 if learnt else min(2 * self._pause, _LONGEST_PAUSE)
        self._next = self._pages + self._pause
        return learnt

    def _new_parts(self, body: bytes, previous: bytes, cut: Cut) -> list[Part]:
        taken = [(at, at + len(part.whole)) for part in cut.parts if (at := part.found_in(body)) >= 0]
        new: list[Part] = []
        for one in containers(body):
            if one.end - one.start < SMALLEST or one.tags < FEWEST_TAGS or _overlaps(one, taken):
                continue
            part = _part(body, one)
            if hash(part.whole) in self._given_up or part.found_in(previous) < 0 or not self._has_room():
                continue
            self._parts[part.number] = part
            self._met[part.number] = self._pages
            taken.append((one.start, one.end))
            new.append(part)
        return new

    def _has_room(self) -> bool:
        if len(self._parts) < MOST_PARTS:
            return True
        oldest = min(self._met, key=self._met.__getitem__)
        if self._pages - self._met[oldest] < _FORGOTTEN:
            return False
        self._forget(oldest)
        return True

    def strike(self, cut: Cut) -> None:
        """Hear that a page could not be read by its marks."""
        for part in cut.parts:
            self._strikes[part.number] = self._strikes.get(part.number, 0) + 1
            if self._strikes[part.number] >= _STRIKES:
                self.give_up(part)

    def give_up(self, part: Part) -> None:
        """Never cut a part again: without it pages are read otherwise."""
        self._given_up.add(hash(part.whole))
        self._forget(part.number)

    def _forget(self, number: int) -> None:
        self._parts.pop(number, None)
        self._met.pop(number, None)
        self._strikes.pop(number, None)


def _part(body: bytes, one: Container) -> Part:
    """Return the part that an element is; its mark has as many lines, so that all that follows keeps its line.

    Its number is that of its bytes, so that no page has such a mark by itself.
    """
    whole = body[one.start : one.end]
    number = int.from_bytes(blake2b(whole, digest_size=7).digest())
    mark = b'<%s n="%d"></%s>' % (MARK.encode(), number, MARK.encode())
    lines = b"\n" * body.count(b"\n", one.inner, one.close)
    return Part(number, whole, one.inner - one.start, one.close - one.start, mark + lines)


def _overlaps(one: Container, taken: list[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)
