"""Traps: addresses without end that lead to nothing new (calendars, sessions, loops, filters, copies, mirrors).

Addresses of one shape are read as long as they bring something: text or files that no other page of the shape had, or
pages of other shapes. Where they stop to, the shape is left alone and counted. A shape never costs more than about
forty pages in vain, nor does a folder or a script with many such shapes; an archive is read whole however long it is.
"""

from __future__ import annotations

from zlib import crc32

from ...urls import MAX_LENGTH, is_calendar, is_trap
from .copies import Copies
from .pages import Heard, Page, look
from .patterns import Pattern, Pool
from .shapes import Address, Shapes, has_token

SIBLINGS = 24
"""Folders, files or sets of parameters under one roof that are told apart; what comes later is one shape."""
FOLDERS = 4
_COPIES_PER_FOLDER = 3
_COPIES = 20
_FIRST_ON_HOST = 60
_NEW_SHAPE = 3
_HEAD = 2000
_LIST = 4
"""Addresses of one shape that a page must name first to be a list of them."""
_OTHER = "{*}"
_REMEMBERED = 256


class TrapWatch:
    """Watches one run over one site. `limit` is how many pages a shape may cost in vain.

    Ask `admits` when an address is found and again right before it is fetched (many may be queued when a trap is
    recognised); call `read` for every page of the site that was read, after `admits` was asked about what it names.
    """

    def __init__(self, limit: int = 40) -> None:
        self._limit = limit
        self._shapes = Shapes()
        self._patterns: dict[str, Pattern] = {}
        self._pooled: dict[str, Pattern] = {}
        self._pools: dict[str, Pool] = {}
        self._children: dict[str, set[str]] = {}
        self._copies = Copies()
        self._left: dict[str, int] = {}
        self._refused: set[int] = set()
        self._hosts: dict[str, int] = {}
        self._common: dict[str, frozenset[int]] = {}
        self._site = Heard()
        self._copied = 0
        self._vouched: set[int] = set()
        self._source = ""
        self._source_pattern: Pattern | None = None
        self._named: dict[Pattern, list[int]] = {}

    def admits(self, url: str, source: str) -> str:
        """Return "" if an address is worth fetching, else the name of the pattern that is left alone.

        `source` is the page that names it. Both are absolute and spelt by `urls.normalise`. An address that is refused
        is counted once.
        """
        address = self._shapes.address(url)
        pattern = self._pattern(address, url)
        origin = self._pattern_of(source) if source else None
        refused = self._refusal(url, address, pattern, origin)
        mark = hash(address.rest)
        if refused:
            self._count(refused, mark)
            return refused
        if not self._copies.ask(mark):
            pattern.visits += 1
        elif origin is not None and origin is not pattern:
            self._note(mark, pattern, origin)
        return ""

    def read(self, url: str, body: bytes, new_addresses: int) -> None:
        """Learn from a page that was read: `new_addresses` of those it names had not been named before.

        A body that is no page is a document behind a script; an empty one says that something is there which is not
        looked at, as a page that has not changed since the last run.
        """
        address = self._shapes.address(url)
        pattern = self._pattern(address, url)
        on_host = self._hosts[address.host] = self._hosts.get(address.host, 0) + 1
        self._copies.meet(address.host)
        mark = hash(address.rest)
        vouched = mark in self._vouched
        self._vouched.discard(mark)
        named = self._named if new_addresses > 0 and url == self._source else {}
        pattern.reads += 1
        if not _is_page(body):
            pattern.papers += bool(body)
        elif pattern.closed:
            return
        else:
            is_late = on_host <= _FIRST_ON_HOST and address.host != next(iter(self._hosts))
            inner = address.rest[len(address.host) :]
            if is_late or pattern.wants_look(crc32(inner.encode("utf-8", "replace"))) or has_token(inner):
                pattern.judge(self._look(address, pattern, body), vouched=vouched, named=named)
        self._vouch(pattern, named)

    def _look(self, address: Address, pattern: Pattern, body: bytes) -> Page:
        page = look(body, self._common.get(address.host, ()))
        if address.host not in self._common:
            self._common[address.host] = frozenset(page.said) | page.told
        self._copies.learn(address, page)
        if pattern.reads <= _NEW_SHAPE and not self._site.is_news(page):
            self._copied += 1
            pattern.copied = True
            if pattern.pools:
                pattern.pools[-1].copies += 1
        return page

    def _vouch(self, pattern: Pattern, named: dict[Pattern, list[int]]) -> None:
        """Let a page that is itself no waste vouch for what it lists, or for anything if it says something itself."""
        if pattern.stale or not named:
            return
        least = 1 if pattern.is_telling else _LIST
        for other, marks in named.items():
            if other.is_counted and len(marks) >= least:
                self._vouched.update(marks)

    def left_alone(self) -> tuple[tuple[str, int], ...]:
        """Return the patterns of which addresses were left alone, with their number, sorted."""
        return tuple(sorted(self._left.items()))

    def _count(self, refused: str, mark: int) -> None:
        if mark not in self._refused:
            self._refused.add(mark)
            self._left[refused] = self._left.get(refused, 0) + 1

    def _refusal(self, url: str, address: Address, pattern: Pattern, origin: Pattern | None) -> str:
        """Return the name under which an address is left alone, or ""."""
        if pattern.closed or pattern.trap or len(url) > MAX_LENGTH or (pattern.is_calendar and is_trap(url)):
            return pattern.key
        if self._copies.is_thrown(address) or (self._copies.mirrors and self._is_mirrored(address, pattern)):
            return pattern.key
        if pattern.presents and pattern.reads >= self._limit // 2 and self._is_shown_elsewhere(address):
            return pattern.key
        if not pattern.proved or pattern.copied:
            return self._refused_by_pool(address, pattern, origin)
        return ""

    def _is_mirrored(self, address: Address, pattern: Pattern) -> bool:
        """Whether the same is to be had, or is left alone, on a host that was met earlier."""
        if self._copies.is_mirrored(address):
            return True
        host = pattern.address.host
        twins = (self._patterns.get(one + pattern.key[len(host) :]) for one in self._copies.originals(host))
        return any(twin is not None and twin.closed for twin in twins)

    def _refused_by_pool(self, address: Address, pattern: Pattern, origin: Pattern | None) -> str:
        for pool in pattern.pools:
            if pool.closed and not (pattern.reads == 0 and _comes_from_outside(pool, origin)):
                return pool.key
        if pattern.pools:
            outer = pattern.pools[-1]
            most = _COPIES_PER_FOLDER if self._copied < _COPIES else 1
            if outer.copies >= most and self._is_echo(address):
                return outer.key
        return ""

    def _is_echo(self, address: Address) -> bool:
        """Whether the last segment of a path is known in a folder further up, as when relative links go wrong."""
        *folders, last = address.segments
        names = f"?{'&'.join(address.names)}" if address.names else ""
        return any(
            (known := self._patterns.get("/".join([address.host, *folders[:level], last]) + names)) and known.reads
            for level in range(len(folders))
        )

    def _is_shown_elsewhere(self, address: Address) -> bool:
        if self._copies.is_presented(address):
            return True
        folders = (_folder(address, level) for level in range(len(address.segments)))
        siblings = {one for folder in folders for one in self._children.get(folder, ())}
        return self._copies.is_printed(address, tuple(sorted(siblings)))

    def _note(self, mark: int, pattern: Pattern, origin: Pattern) -> None:
        """Note what the page that is gone through names of other shapes."""
        self._named.setdefault(pattern, []).append(mark)
        if pattern.is_counted and not origin.reads:
            self._vouched.add(mark)  # a run that was broken off goes on: who named it was read before

    def _pattern_of(self, source: str) -> Pattern:
        if source != self._source or self._source_pattern is None:
            address = self._shapes.address(source)
            self._copies.meet(address.host)
            self._source, self._named = source, {}
            self._source_pattern = self._pattern(address, source)
        return self._source_pattern

    def _pattern(self, address: Address, url: str) -> Pattern:
        """Return the pattern of an address; a shape of too many siblings stays pooled with the others."""
        known = self._patterns.get(address.key) or self._pooled.get(address.key)
        return known or self._new_pattern(address, url)

    def _new_pattern(self, address: Address, url: str) -> Pattern:
        """Return the pattern of a shape that was not met before, or is not remembered."""
        shape = self._among_siblings(address)
        known = self._patterns.get(shape.key)
        if known is not None:
            if len(self._pooled) >= _REMEMBERED:
                self._pooled.clear()
            self._pooled[address.key] = known
            return known
        calendar = is_calendar(url)
        trap = is_trap(url)
        made = Pattern(
            address=shape,
            key=shape.key,
            limit=self._limit * 3 // 4,
            pools=tuple(self._pools_of(shape)),
            trap=trap if trap and trap != "calendar" else "",
            is_calendar=calendar,
            presents=shape.presents,
            is_counted=address.is_counted and not shape.is_paged and not calendar and _OTHER not in shape.key,
            is_paged=shape.is_paged,
        )
        self._patterns[shape.key] = made
        return made

    def _among_siblings(self, address: Address) -> Address:
        segments: list[str] = []
        for segment in address.segments:
            place = "/".join([address.host, *segments])
            segments.append(segment if self._is_told_apart(place, segment) else _OTHER)
        path = "/".join([address.host, *segments])
        names = address.names
        if names and not self._is_told_apart(f"{path}?", "&".join(names)):
            names = (_OTHER,)
        return Address.of(address.host, tuple(segments), names, address.rest)

    def _is_told_apart(self, place: str, name: str) -> bool:
        known = self._children.setdefault(place, set())
        if name not in known and len(known) < SIBLINGS:
            known.add(name)
        return name in known

    def _pools_of(self, address: Address) -> list[Pool]:
        found = [f"{address.path}?**"] if address.names else []
        folders = address.segments[:-1][:FOLDERS]
        for level in range(len(folders), 0, -1):
            found.append("/".join([address.host, *folders[:level], "**"]))
        return [self._pools.setdefault(key, Pool(key, self._limit // 2)) for key in found]


def _folder(address: Address, level: int) -> str:
    return "/".join([address.host, *address.segments[:level]])


def _comes_from_outside(pool: Pool, origin: Pattern | None) -> bool:
    return origin is not None and all(one is not pool for one in origin.pools)


def _is_page(body: bytes) -> bool:
    if body.find(b"<", 0, _HEAD) < 0 or body.find(b"\0", 0, _HEAD) >= 0:
        return False
    return not body[:_HEAD].lstrip().startswith(b"%PDF")
