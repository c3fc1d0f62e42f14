"""The evidence of one whole site, with the labels by which pages and documents are linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Coverage
from .model import Evidence, Link


@dataclass(frozen=True, slots=True)
class Inbound:
    """A link to some evidence, with the page that carries it."""

    source: Evidence
    link: Link


@dataclass(frozen=True, slots=True)
class Site:
    """One agency's site as it was crawled.

    `evidence` is sorted by URL and keyed by the address that links name (`by_url`; a redirect's source and its
    target lead to the same value). `inbound` lists the visible links to each address, sorted. `domain` is the
    registrable domain of the main website, for example `example.go.th`.
    """

    start_url: str
    domain: str
    home: Evidence | None
    evidence: tuple[Evidence, ...]
    by_url: Mapping[str, Evidence]
    inbound: Mapping[str, tuple[Inbound, ...]]
    coverage: Coverage
