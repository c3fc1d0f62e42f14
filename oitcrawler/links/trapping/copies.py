"""Addresses under which a site shows once more what it shows elsewhere: parts that change nothing, and other hosts."""

from __future__ import annotations

from dataclasses import dataclass

from .pages import Page
from .shapes import PRESENTING, Address, is_print, rests, without

_AGREED = 3
_SAME = 5
_MOST = 60_000


@dataclass(slots=True)
class _Votes:
    same: int = 0
    differ: int = 0


class Copies:
    """Learns from pages that say the same which parts of an address change nothing, and which hosts are one."""

    def __init__(self) -> None:
        self._asked: dict[int, None] = {}  # takes a third of the memory of a set
        self._takers: dict[int, int] = {}
        self._seen: dict[int, int] = {}
        self._twins: dict[int, tuple[int, str]] = {}
        self._parts: dict[tuple[str, str], _Votes] = {}
        self._thrown: dict[str, frozenset[str]] = {}
        self._places: dict[int, tuple[str, int]] = {}
        self._ranks: dict[str, int] = {}
        self._hosts: dict[tuple[str, str, str], _Votes] = {}
        self._mirrors: dict[str, tuple[str, ...]] = {}
        self._mirrored: dict[tuple[str, str], tuple[str, ...]] = {}

    def meet(self, host: str) -> None:
        """Note that a host is met. Of two that are one, the first that was met is the original."""
        self._ranks.setdefault(host, len(self._ranks))

    def ask(self, mark: int) -> bool:
        """Note that an address (by the hash of what follows the scheme) is asked for; return whether it is new."""
        if mark in self._asked:
            return False
        self._asked[mark] = None
        return True

    @property
    def mirrors(self) -> bool:
        """Whether any host shows what another does."""
        return bool(self._mirrored or self._mirrors)

    def originals(self, host: str) -> tuple[str, ...]:
        """Return the hosts that were met before this one and are the same."""
        return self._mirrors.get(host, ())

    def is_thrown(self, address: Address) -> bool:
        """Whether an address differs from one that was asked for only in parts that change nothing."""
        thrown = self._thrown.get(address.path)
        return thrown is not None and self._is_second(address.rest, without(address.rest, thrown))

    def is_presented(self, address: Address) -> bool:
        """Whether an address, by its names, only shows otherwise what another address shows that was asked for."""
        named = frozenset(one for one in (pair.partition("=")[0] for pair in _pairs(address.rest)) if _presents(one))
        if named and self._is_second(address.rest, without(address.rest, named)):
            return True
        place, mark, query = address.rest.partition("?")
        segments = place.split("/")
        dropped = [one for one in segments if not is_print(one)]
        return len(dropped) < len(segments) and hash("/".join(dropped) + mark + query) in self._asked

    def is_printed(self, address: Address, siblings: tuple[str, ...]) -> bool:
        """Whether an address becomes one that was asked for when the word for printing gives way to a sibling's."""
        place, mark, query = address.rest.partition("?")
        segments = place.split("/")
        for number, segment in enumerate(segments):
            if number and is_print(segment):
                others = ([*segments[:number], one, *segments[number + 1 :]] for one in siblings)
                return any(hash("/".join(one) + mark + query) in self._asked for one in others)
        return False

    def is_mirrored(self, address: Address) -> bool:
        """Whether a host that was met earlier, and shows the same, was asked for the same address."""
        originals = self._mirrors.get(address.host, ())
        if self._mirrored:
            originals += self._mirrored.get((address.host, _inner(address)), ())
        inner = address.rest[len(address.host) :]
        return any(hash(one + inner) in self._asked for one in originals)

    def learn(self, address: Address, page: Page) -> None:
        """Compare a page that was looked at with those that differ from it in one part, or in the host."""
        mark = page.fingerprint
        if mark is None:
            return
        if len(self._seen) > _MOST:
            self._seen.clear()
            self._twins.clear()
            self._places.clear()
        self._learn_parts(address, mark)
        self._learn_host(address, mark)

    def _learn_parts(self, address: Address, mark: int) -> None:
        """Let pages vote on the parts of their addresses.

        Two that say the same speak against all parts in which they differ; two that do not, and differ in one part,
        speak for that part.
        """
        own = hash(address.rest)
        place, _, query = address.rest.partition("?")
        spelt = (hash(place) if query else own, query)
        twin = self._twins.setdefault(hash((address.path, mark)), spelt)
        for part in sorted(_differing(twin, spelt)):
            self._vote(address.path, part, is_same=True)
        self._seen.setdefault(own, mark)
        for part, rest in rests(address.rest):
            known = self._seen.get(hash(rest), self._seen.get(hash((part, rest))))
            self._seen.setdefault(hash((part, rest)), mark)
            if known is not None and known != mark:
                self._vote(address.path, part, is_same=False)

    def _vote(self, path: str, part: str, *, is_same: bool) -> None:
        votes = self._parts.setdefault((path, part), _Votes())
        thrown = self._thrown.get(path, frozenset())
        if not is_same:
            votes.differ += 1
            self._thrown[path] = thrown - {part}
            return
        votes.same += 1
        if votes.same >= _AGREED and not votes.differ:
            self._thrown[path] = thrown | {part}

    def _learn_host(self, address: Address, mark: int) -> None:
        """Let a page vote on whether two hosts are one, altogether and in pages of its shape."""
        own = hash(address.rest[len(address.host) :])
        other, known = self._places.setdefault(own, (address.host, mark))
        if other == address.host:
            return
        first, second = sorted((other, address.host), key=lambda host: self._ranks.get(host, len(self._ranks)))
        if first == address.host:
            self._places[own] = (first, mark)
        inner = _inner(address)
        if self._agree(first, second, "", is_same=known == mark):
            self._mirrors[second] = tuple(sorted({*self._mirrors.get(second, ()), first}))
        if self._agree(first, second, inner, is_same=known == mark):
            shape = (second, inner)
            self._mirrored[shape] = tuple(sorted({*self._mirrored.get(shape, ()), first}))

    def _agree(self, first: str, second: str, inner: str, *, is_same: bool) -> bool:
        votes = self._hosts.setdefault((first, second, inner), _Votes())
        votes.same += is_same
        votes.differ += not is_same
        return votes.same >= _SAME and votes.differ * 5 <= votes.same

    def _is_second(self, rest: str, bare: str) -> bool:
        if bare == rest:
            return False
        own = hash(rest)
        return hash(bare) in self._asked or self._takers.setdefault(hash(bare), own) != own


def _inner(address: Address) -> str:
    """Return the shape without the host."""
    return address.key[len(address.host) :]


def _differing(one: tuple[int, str], other: tuple[int, str]) -> set[str]:
    """Return the names of the parts in which two addresses of one masked path differ: each a hash, and a query."""
    parts = {pair.partition("=")[0] for pair in set(one[1].split("&")) ^ set(other[1].split("&")) if pair}
    return parts | ({"/"} if one[0] != other[0] else set())


def _pairs(rest: str) -> list[str]:
    return rest.partition("?")[2].split("&")


def _presents(name: str) -> bool:
    return name.lower() in PRESENTING
