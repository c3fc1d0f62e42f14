"""The links of a site, as reports show them, and the report of a run that looked at links alone."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Cause
from .items import Finding


@dataclass(frozen=True, slots=True)
class LinkSource:
    """A page that carries a link: the link's words, what it is there, and where on the page.

    `kind` is a `links.model.RefKind` value; `written` the address as it stands in the page.
    """

    page: str
    text: str
    place: str = ""
    kind: str = "link"
    written: str = ""


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A link that does not work, or (in `Links.unverified`) of which nobody knows.

    `confirmed` only after attempts spread in time or in two runs; else it is a suspect. `first_seen` is the ISO 8601
    moment since when it is so.
    """

    url: str
    cause: Cause
    status: int | None
    confirmed: bool
    sources: tuple[LinkSource, ...]
    first_seen: str
    final_url: str = ""
    detail: str = ""
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Links:
    """The links of the site: how many addresses were looked at, which are broken, and which nobody could verify.

    `remarks` are links that work but not as well as they should (a permanent redirect, an incomplete chain).
    """

    checked: int
    broken: tuple[BrokenLink, ...]
    unverified: tuple[BrokenLink, ...] = ()
    remarks: tuple[BrokenLink, ...] = ()
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkRun:
    """One run of the link audit: what was looked at, what is broken, and what has changed since the run before.

    Moments are ISO 8601 in UTC. `pages` were read for their links. `left_alone` are patterns of addresses that lead
    nowhere new, with how many were left alone; `over_budget` counts addresses that were known and not looked at.
    `broke`, `mended` and `came_back` are addresses, compared with the run before; `before` is when that was, "" for
    none. `findings` concern the site as a whole.
    """

    version: str
    url: str
    domain: str
    id: str
    started_at: str
    finished_at: str
    pages: int
    links: Links
    left_alone: tuple[tuple[str, int], ...] = ()
    over_budget: int = 0
    before: str = ""
    broke: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    came_back: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
