"""What a document is about, as values: every one with the words that say so and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from ..thai import Period

T = TypeVar("T")


class DocumentKind(StrEnum):
    """What sort of document it is."""

    PLAN = "plan"
    REPORT = "report"
    ANNOUNCEMENT = "announcement"
    ORDER = "order"
    MANUAL = "manual"
    STATISTICS = "statistics"
    FORM = "form"
    RULES = "rules"
    LETTER = "letter"
    MINUTES = "minutes"


class Where(StrEnum):
    """What says something, the most trustworthy first."""

    CONTENT = "content"
    PROPERTIES = "properties"
    FILE_NAME = "file-name"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value with the phrase that says it. `page` counts from 1 where the content says it."""

    value: T
    quote: str
    where: Where
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two places that say different things of one `field` ("fiscal_year"): what is believed, what contradicts it."""

    field: str
    believed: Said[str]
    other: Said[str]


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; None where nothing says it.

    `fiscal_year` is B.E.; `period` is the stretch of time that the content is of, `issued` the day on which the
    document was signed or announced, `signatory` the line of who signed.
    """

    title: Said[str] | None = None
    kind: Said[DocumentKind] | None = None
    agency: Said[str] | None = None
    fiscal_year: Said[int] | None = None
    period: Said[Period] | None = None
    issued: Said[date] | None = None
    signatory: Said[str] | None = None
    page_count: int | None = None
    disagreements: tuple[Disagreement, ...] = ()
