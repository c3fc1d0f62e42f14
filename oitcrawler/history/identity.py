"""Names that stay the same from run to run: of sites, addresses and findings. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from ..errors import UsageError
from ..model import Text
from ..report import Finding
from ..thai.fold import arabic_digits
from ..urls import normalise

LINK_CODES: Final = frozenset({"broken-link"})
"""Findings that are about the address in their words, on whichever page it stands."""
_ADDRESS: Final = re.compile(r"https?://[^\s“”\"'<>]+")
_PROJECT: Final = re.compile(r"(?<![\d-])\d(?:[ -]?\d){7,12}(?![\d-])")
_POSITION: Final = re.compile(r":(?:nth|first|last|only)-[a-z-]+(?:\([^)]*\))?")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def site_name(site: str) -> str:
    """Return the one name of a site: host without `www.`, port if it is not the usual one, folder if there is one.

    Raises UsageError for what names no site.
    """
    written = site.strip()
    spelt = normalise(written if "://" in written else f"http://{written}", "")
    if spelt is None or "@" in written:
        raise UsageError(Text(f"{site!r} ไม่ใช่ที่อยู่เว็บไซต์", f"{site!r} is no address of a website"))
    parts = urlsplit(spelt)
    return f"{_host(parts)}{parts.path.rstrip('/')}"


def link_digest(url: str) -> bytes:
    """Return the 16 bytes by which an address is known in the database."""
    return hashlib.sha256(storable(url).encode()).digest()[:16]


def storable(text: str) -> str:
    """Return a text that every database takes: without NUL and halves of surrogate pairs."""
    return _UNSTORABLE.sub("\ufffd", text)


def address_key(url: str) -> str:
    """Return an address without what changes while the place is the same.

    That is the scheme, `www.`, the last slash, the fragment, percent-encoding and the order of parameters.
    """
    spelt = normalise(url, url) or url
    try:
        parts = urlsplit(spelt)
        host = _host(parts)
    except ValueError:
        return url
    query = "&".join(sorted(part for part in parts.query.split("&") if part))
    return unquote(f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else ""))


def finding_id(finding: Finding) -> str:
    """Return the name of a finding: the same in every run that finds the same thing at the same place.

    It is made of code, item, address, and the place there: the e-GP number at fault, else the row as the document
    numbers it, else page and selector without positions. Neither wording nor order nor severity counts.
    """
    parts = (finding.code, finding.item or "", address_key(about(finding)), *_place(finding))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def identified(findings: Iterable[Finding], known: Mapping[str, str] = MappingProxyType({})) -> tuple[Finding, ...]:
    """Return the findings in their order with their ids; an id that is there already is kept.

    Several of one name (one wrong number in two rows) are numbered: each keeps the number that it had at its
    `exact_place` in an earlier run, as far as `known` (places by id) tells; the others take the numbers that are free.
    """
    several = tuple(findings)
    names = {number: one.id for number, one in enumerate(several) if one.id}
    used = set(names.values())
    open_ones = [number for number in range(len(several)) if number not in names]
    open_ones.sort(
        key=lambda number: (several[number].page or 0, exact_place(several[number]), several[number].message.en)
    )
    bases = {number: finding_id(several[number]) for number in open_ones}
    before: dict[tuple[str, str], list[str]] = {}
    for name, place in sorted(known.items(), reverse=True):
        before.setdefault((name.partition("-")[0], place), []).append(name)
    for number in open_ones:
        had = before.get((bases[number], exact_place(several[number])), [])
        if had and had[-1] not in used:
            names[number] = had.pop()
            used.add(names[number])
    for number in open_ones:
        if number not in names:
            names[number] = next(name for name in _numbered(bases[number]) if name not in used)
            used.add(names[number])
    return tuple(replace(one, id=names[number]) for number, one in enumerate(several))


def exact_place(one: Finding) -> str:
    """Return where a finding is, as it stands."""
    return _plain(" ".join((str(one.page or ""), one.row or "", one.selector or "")))


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def about(finding: Finding) -> str:
    """Return the address that a finding is about: of a broken link its target, else the finding's own."""
    if finding.code in LINK_CODES:
        named = _ADDRESS.findall(finding.message.en)
        return named[-1] if named else finding.url
    return finding.url


def _place(finding: Finding) -> tuple[str, ...]:
    number = _PROJECT.search(_plain(finding.message.en)) if finding.code.startswith("egp-") and finding.row else None
    if number:
        return ("number", re.sub(r"\D", "", number[0]))
    if finding.row:
        return ("row", _plain(finding.row))
    selector = _POSITION.sub("", finding.selector or "")
    return ("page", str(finding.page or ""), selector)


def _plain(text: str) -> str:
    return " ".join(arabic_digits(text).split())


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}:{parts.port}" if parts.port else host
