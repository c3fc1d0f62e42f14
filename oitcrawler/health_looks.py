"""Looks at the site from outside for its health: both doors, what a searcher is answered, until when its domain runs.

What was seen is kept beside the snapshot, so that judging again needs no network.
"""

from __future__ import annotations

import asyncio
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import Base64Bytes, TypeAdapter

from .addresses import is_private
from .beside_snapshot import keep_beside, kept_beside
from .crawl.tls import probe
from .links.fetch import Fetcher
from .links.model import Answer
from .site_health import Compared, DomainLook, Door, Doors, Seen, ask_registry, doors_of
from .site_health.redirects import SEARCH_REFERRER
from .snapshots import Host
from .urls import host_of

FILE: Final = "health.json"
MOST_COMPARED: Final = 3
_GLANCE: Final = 64 * 1024
_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True)
class HealthLooks:
    """What was seen from outside; None where nothing was asked."""

    doors: Doors | None = None
    registered: DomainLook | None = None
    compared: tuple[Compared, ...] = ()
    certificate: Host | None = None


async def look_from_outside(
    start_url: str, pages: tuple[str, ...], fetcher: Fetcher, *, certificate: bool = False, is_public: bool = True
) -> HealthLooks:
    """Ask for the home page by http and https, and for a few pages as somebody who comes from a search.

    The registry is asked only about names on the public Internet (`is_public`); with `certificate` the home page's
    certificate is looked at, which a crawl does by itself. A few requests in all, one after the other.
    """
    plain, encrypted = doors_of(start_url)
    doors = None
    if plain:
        doors = Doors(
            _door(await fetcher.ask(plain, limit=_GLANCE)), _door(await fetcher.ask(encrypted, limit=_GLANCE))
        )
    compared = [await _compared(url, fetcher) for url in (start_url, *pages)[:MOST_COMPARED]]
    is_public = is_public and bool(plain) and not is_private(host_of(start_url))
    registered = await asyncio.to_thread(ask_registry, start_url) if is_public else None
    held = await asyncio.to_thread(_certificate, start_url) if certificate and is_public else None
    return HealthLooks(doors, registered, tuple(compared), held)


def _certificate(start_url: str) -> Host | None:
    """Look at the certificate of an https home page; None where there is none, or nobody answers."""
    host = host_of(start_url)
    if not start_url.startswith("https://"):
        return None
    try:
        address = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)[0][4][0]
    except OSError:
        return None
    found = probe(host, 443, str(address), _SECONDS)
    return None if found.verdict == "failed" else Host(host, found.verdict, found.not_after, None, found.detail)


def keep(folder: Path, looks: HealthLooks) -> None:
    """Write what was seen into a snapshot's folder, whole or not at all. Raises OutputError."""
    keep_beside(folder / FILE, _adapter(), _written(looks))


def kept(folder: Path) -> HealthLooks:
    """Return what was kept with a snapshot; nothing when nobody looked. Raises SnapshotError."""
    found = kept_beside(folder / FILE, _adapter())
    return _read(found) if found is not None else HealthLooks()


@dataclass(frozen=True, slots=True)
class _Seen:
    final_url: str
    status: int | None
    body: Base64Bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """The form in which looks are kept: bytes in base 64."""

    doors: Doors | None
    registered: DomainLook | None
    compared: tuple[tuple[str, _Seen, _Seen], ...]


def _adapter() -> TypeAdapter[_Kept]:
    return TypeAdapter(_Kept)


def _written(looks: HealthLooks) -> _Kept:
    pairs = ((one.url, _bare(one.plain), _bare(one.searching)) for one in looks.compared)
    return _Kept(looks.doors, looks.registered, tuple(pairs))


def _read(kept: _Kept) -> HealthLooks:
    pairs = (Compared(url, _whole(plain), _whole(searching)) for url, plain, searching in kept.compared)
    return HealthLooks(kept.doors, kept.registered, tuple(pairs))


def _bare(one: Seen) -> _Seen:
    return _Seen(one.final_url, one.status, one.body)


def _whole(one: _Seen) -> Seen:
    return Seen(one.final_url, one.status, one.body)


async def _compared(url: str, fetcher: Fetcher) -> Compared:
    usual = await fetcher.ask(url, limit=_GLANCE)
    searching = await fetcher.ask(url, referer=SEARCH_REFERRER, limit=_GLANCE)
    return Compared(url, _seen(usual), _seen(searching))


def _seen(answer: Answer) -> Seen:
    return Seen(answer.final_url, answer.status, answer.body)


def _door(answer: Answer) -> Door:
    return Door(answer.final_url, answer.status, answer.failure)
