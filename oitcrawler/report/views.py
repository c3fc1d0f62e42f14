"""Headings of a report: the list that was used, the agency, the run."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Text


@dataclass(frozen=True, slots=True)
class SubView:
    """A sub-indicator with its title, for headings."""

    id: str
    title: Text
    confirmed: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """An indicator with its title and sub-indicators, for headings."""

    id: str
    title: Text
    subs: tuple[SubView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """The list that was used. `files` are the files that it rests on, each with its digest."""

    key: str
    year: int
    authority: str
    title: Text
    kind: str
    kind_title: Text
    digest: str
    notes: tuple[Text, ...]
    indicators: tuple[IndicatorView, ...]
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyView:
    """The agency that was judged."""

    url: str
    domain: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """When the site was crawled (ISO 8601, UTC) and for which day it is judged."""

    id: str
    started_at: str
    finished_at: str
    as_of: str
