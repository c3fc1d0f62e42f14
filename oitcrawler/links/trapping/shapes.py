"""The shape of an address: what stays of it when numbers, dates and tokens are masked and parameters are only named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from sys import intern

_TOKEN = r"(?=[0-9A-Za-z_-]*\d)(?=[0-9A-Za-z_-]*[A-Za-z])[0-9A-Za-z_-]{16,}"
_HEX = r"(?=[0-9a-fA-F-]*\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F-]{8,}"
_TOKEN_SEGMENT = re.compile(rf"(?:{_TOKEN}|{_HEX})", re.ASCII)
_DIGITS = re.compile(r"\d{1,18}", re.ASCII)
_DATED = re.compile(r"(?<!\d)\d{1,4}[-_.]\d{1,2}(?!\d)")
_NUMBERS = re.compile(r"\d+(?:[-_.]\d+)*")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_SHORTEST_TOKEN = 8
# fmt: off
_ROUTERS = frozenset([
    "act", "action", "c", "com", "content", "controller", "do", "file", "go", "m", "main", "menu", "mod",
    "module", "modules", "name", "op", "option", "r", "route", "task", "view",
])
# fmt: on
_WORD = re.compile(r"[A-Za-z][A-Za-z_./-]{0,30}")
# fmt: off
_PAGE_NAMES = frozenset([
    "from", "limitstart", "offset", "p", "page", "page_no", "paged", "pageno", "pagenum", "per_page", "pg",
    "pn", "start",
])
# fmt: on
# fmt: off
PRESENTING = frozenset([
    "asc", "contrast", "desc", "dir", "direction", "display", "filter_order", "filter_order_dir", "font_size",
    "fontsize", "forprint", "highlight", "hl", "layout", "limit", "mode_view", "order", "order_by", "orderby",
    "ordering", "page_size", "pagesize", "perpage", "pf", "popup", "print", "print_version",
    "printable", "printer", "printview", "replytocom", "share", "skin", "sort", "sort_by", "sort_order",
    "sortby", "sortorder", "style", "theme", "tmpl", "view_mode", "viewmode",
])
# fmt: on
"""Parameters that show the same things otherwise: in another order, size, dress, or on paper."""

_PRINT_SEGMENT = re.compile(r"(?i)(?:print(?:er|able|view|page|version|_?friendly)?|forprint|popup)(?:\.\w{2,5})?")


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart: `segments` and `names` are masked, `rest` is everything after the scheme.

    `path` is the masked path with its host, `key` the whole shape.
    """

    host: str
    segments: tuple[str, ...]
    names: tuple[str, ...]
    rest: str
    path: str
    key: str

    @classmethod
    def of(cls, host: str, segments: tuple[str, ...], names: tuple[str, ...], rest: str) -> Address:
        """Return the address with these parts."""
        path = f"{host}/{'/'.join(segments)}"
        return cls(host, segments, names, rest, path, f"{path}?{'&'.join(names)}" if names else path)

    @property
    def numbers(self) -> int:
        """How many places hold a number, a date, a token or any value."""
        return sum("{" in one for one in self.segments) + sum("=" not in one for one in self.names)

    @property
    def is_counted(self) -> bool:
        """Whether nothing but plain numbers varies, or one value, and they are no date."""
        place, _, query = self.rest.partition("?")
        values = [found[0] for one in place.split("/")[1:] for found in _NUMBERS.finditer(one)]
        values += [pair.partition("=")[2] for pair in query.split("&") if pair and pair not in self.names]
        if not 0 < self.numbers <= len(values) or any("{x}" in one for one in self.segments):
            return False
        plain = all(map(_DIGITS.fullmatch, values))
        return (plain or (self.numbers == 1 and not any(map(_DATED.search, values)))) and not _is_date(values)

    @property
    def is_paged(self) -> bool:
        """Whether a parameter or a segment counts pages."""
        return not _PAGE_NAMES.isdisjoint(self.names) or not _PAGE_NAMES.isdisjoint(self.segments)

    @property
    def presents(self) -> bool:
        """Whether a parameter only changes how things are shown, or the address names a copy for printing."""
        return not PRESENTING.isdisjoint(map(str.lower, self.names)) or any(map(is_print, self.segments))


class Shapes:
    """Takes addresses apart. The last ones are remembered: each is met when it is found, fetched and read."""

    def __init__(self, remembered: int = 256) -> None:
        self._known: dict[str, Address] = {}
        self._remembered = remembered

    def address(self, url: str) -> Address:
        """Return an absolute address taken apart. Never raises."""
        known = self._known.get(url)
        if known is None:
            if len(self._known) >= self._remembered:
                self._known.clear()
            known = self._known[url] = _taken_apart(url)
        return known


def _taken_apart(url: str) -> Address:
    rest = url.partition("#")[0].partition("://")[2]
    place, _, query = rest.partition("?")
    host, _, path = place.partition("/")
    return Address.of(intern(host), masked(path), _names(query) if query else (), rest)


def masked(path: str) -> tuple[str, ...]:
    """Return the segments of a path with tokens as `{x}` and numbers as `{n}`."""
    shown = _ESCAPED.sub(_letters, path) if "%" in path else path
    return tuple(one if one.isalpha() else _masked(one) for one in shown.split("/"))


def _masked(segment: str) -> str:
    if len(segment) >= _SHORTEST_TOKEN and _TOKEN_SEGMENT.fullmatch(segment):
        return "{x}"
    return _NUMBERS.sub("{n}", segment)


def _letters(escaped: re.Match[str]) -> str:
    return bytes.fromhex(escaped[0].replace("%", "")).decode("utf-8", "replace")


def _names(query: str) -> tuple[str, ...]:
    found = set()
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if name in _ROUTERS and _WORD.fullmatch(value):
            found.add(pair)
        else:
            found.add(name if name.isalpha() else _NUMBERS.sub("{n}", name))
    found.discard("")
    return tuple(sorted(found))


def rests(rest: str) -> Iterator[tuple[str, str]]:
    """Return for each part that may be thrown away its name and the address (without scheme) without it.

    A part is a parameter, or a segment that looks like a token (named `/`).
    """
    place, mark, query = rest.partition("?")
    pairs = query.split("&") if query else []
    for number, pair in enumerate(pairs):
        left = "&".join(pairs[:number] + pairs[number + 1 :])
        yield pair.partition("=")[0], f"{place}?{left}" if left else place
    segments = place.split("/")
    for number, segment in enumerate(segments[1:], 1):
        if _TOKEN_SEGMENT.fullmatch(segment):
            yield "/", "/".join(segments[:number] + segments[number + 1 :]) + mark + query


def without(rest: str, parts: frozenset[str]) -> str:
    """Return the address (without scheme) without the named parts."""
    place, _, query = rest.partition("?")
    kept = "&".join(one for one in query.split("&") if one and one.partition("=")[0] not in parts)
    if "/" in parts:
        host, *segments = place.split("/")
        place = "/".join([host, *(one for one in segments if not _TOKEN_SEGMENT.fullmatch(one))])
    return f"{place}?{kept}" if kept else place


def is_print(segment: str) -> bool:
    """Whether a segment of a path names a copy for printing."""
    return _PRINT_SEGMENT.fullmatch(segment) is not None


def _is_date(values: list[str]) -> bool:
    """Whether numbers are a year with a month or a day, or a whole date."""
    numbers = [int(one) for one in values if _DIGITS.fullmatch(one)]
    years = [one for one in numbers if 1990 <= one <= 2040 or 2533 <= one <= 2583]
    days = sum(1 <= one <= 31 for one in numbers)
    return bool(years and days) or any(19900101 <= one <= 20401231 or 25330101 <= one <= 25831231 for one in numbers)


def has_token(rest: str) -> bool:
    """Whether a value or a segment looks like a token that a server gives out: a session, a nonce."""
    place, _, query = rest.partition("?")
    values = [pair.partition("=")[2] for pair in query.split("&")] if query else []
    return any(_TOKEN_SEGMENT.fullmatch(one) for one in (*place.split("/")[1:], *values) if len(one) >= _SHORTEST_TOKEN)
