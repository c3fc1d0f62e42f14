"""What a document is about, as values: every one with the words that say so and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from ..model import Origin
from ..thai.periods import Period

T = TypeVar("T")


class DocumentKind(StrEnum):
    """What sort of document it is, by the head noun of its title.

    An announcement, an order or a letter that brings a plan is an announcement, an order or a letter: its title
    says what it brings.
    """

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
    """What says something, the most trustworthy first.

    The properties of a file come last: agencies write new documents over old files, whose properties stay.
    """

    CONTENT = "content"
    LABEL = "label"
    FILE_NAME = "file-name"
    PROPERTIES = "properties"


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A value with the phrase that says it. `page` (from 1) and `origin` tell where the content says it."""

    value: T
    quote: str
    where: Where
    page: int | None = None
    origin: Origin = Origin.MARKUP


class Field(StrEnum):
    """What two places can say differently; the values are the names in `About`."""

    KIND = "kind"
    AGENCY = "agency"
    FISCAL_YEAR = "fiscal_year"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two places that say plainly different things of one field: what is believed, and what contradicts it."""

    field: Field
    believed: Said[str]
    other: Said[str]


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; None where nothing says it.

    `fiscal_year` is B.E., the one year that the document says it is of: "ประจำปี 2567" counts too, with the
    calendar year as another reading of `period`; a plan of several years, a school year and a year that is called a
    calendar year have none. `period` is the stretch of time that the content is of, `issued` the day on which the
    document was signed or announced, `signatory` who signed, as printed: the name in parentheses, then the post.
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
