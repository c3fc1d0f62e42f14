"""What an evidence says about its own period: statements, as opposed to years of laws and days of signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

from ..about.stated import is_statement, readings, years
from ..evidence.model import Evidence
from ..model import Citation, Text
from ..thai.dates import find_periods
from ..thai.fold import arabic_digits, fold, squeezed
from ..thai.periods import Period, Precision
from ._words import Spot, own_passages, show
from .base import Found

Wanted = Literal["fiscal-year", "first-half"]

COVER = 700
BODY = 4000

_FILE_NAME = re.compile(r"^microsoft\b|\.(?:docx?|xlsx?|pptx?|pdf)$", re.IGNORECASE)
_BARE = re.compile(r"^[\s(]*25\d\d(?:\s*[-–]\s*25\d\d)?[\s)]*$")
_PLAINLY = re.compile(r"ประจำปี|ประจาปี|ปี\s*งบ|งบประม|รอบ|ไตรมาส|เดือนแรก|ประจำเดือน|ปี\s*(?:พ\.|25)")


class Rank(IntEnum):
    """How near a statement stands to the document's name; a file's name is often that of an older file."""

    NAME = 0
    HEADING = 1
    COVER = 2
    FILE = 3
    BODY = 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A period that an evidence states of itself, and where."""

    period: Period
    rank: Rank
    cite: Citation


def wanted_words(year: int, kind: Wanted) -> Text:
    """Name the period that is asked for."""
    if kind == "fiscal-year":
        return Text(f"ปีงบประมาณ พ.ศ. {year}", f"fiscal year {year} B.E.")
    return Text(
        f"6 เดือนแรกของปีงบประมาณ พ.ศ. {year} (ต.ค. {year - 1} – มี.ค. {year})",
        f"the first six months of fiscal year {year} B.E. (October {year - 1} to March {year})",
    )


def statements(found: Found) -> tuple[Statement, ...]:
    """Return what an evidence says of its period: name and labels first, then headings, then the first pages.

    A bare number in running text ("2579") is no statement.
    """
    return tuple(
        Statement(period, rank, _cite(found, spot, period))
        for rank, spot in _places(found)
        for period in _stated(spot.text)
        if rank < Rank.COVER or not _BARE.match(arabic_digits(period.phrase))
    )


def heading_statements(evidence: Evidence) -> tuple[Statement, ...]:
    """Return the periods that any heading, caption or sheet name of an evidence states."""
    spots = (
        *(Spot(one.text, selector=one.selector) for one in evidence.headings),
        *(
            Spot(f"{one.caption} {one.sheet or ''}", one.page, one.selector, origin=one.origin)
            for one in evidence.tables
        ),
    )
    return tuple(
        Statement(period, Rank.HEADING, show(evidence, spot, period.phrase))
        for spot in spots
        for period in _stated(spot.text)
    )


def _places(found: Found) -> Iterator[tuple[Rank, Spot]]:
    evidence = found.evidence
    for text in dict.fromkeys(found.labels):
        yield Rank.FILE if _FILE_NAME.search(text) else Rank.NAME, Spot(text)
    if evidence.title:
        yield Rank.NAME if _is_own_title(evidence) else Rank.FILE, Spot(evidence.title)
    if evidence.file_name:
        yield Rank.FILE, Spot(evidence.file_name)
    for heading in evidence.headings[:12]:
        yield Rank.HEADING if heading.level > 2 else Rank.NAME, Spot(heading.text, selector=heading.selector)
    for table in evidence.tables[:1]:
        yield (
            Rank.HEADING,
            Spot(f"{table.caption} {table.sheet or ''}", table.page, table.selector, origin=table.origin),
        )
    yield from _body(evidence)


def _is_own_title(evidence: Evidence) -> bool:
    """Whether a title is one that readers see: the titles in files' properties are often those of older files."""
    if evidence.is_page:
        return True
    tables = (" ".join((table.caption, *table.header, *table.rows[0].cells)) for table in evidence.tables if table.rows)
    shown = squeezed(" ".join((*(one.text for one in evidence.headings), evidence.text[:BODY], *tables)))
    return squeezed(evidence.title) in shown


def _body(evidence: Evidence) -> Iterator[tuple[Rank, Spot]]:
    """Yield the first pages of a document, its cover first."""
    left, cover = BODY, COVER if not evidence.is_page else 0
    for passage in own_passages(evidence):
        if left <= 0:
            return
        head, rest = passage.text[:cover], passage.text[cover:left]
        if head:
            yield Rank.COVER, Spot(head, passage.page, passage.selector, origin=passage.origin)
        if rest:
            yield Rank.BODY, Spot(rest, passage.page, passage.selector, origin=passage.origin)
        left -= len(passage.text)
        cover = max(0, cover - len(passage.text))


def _cite(found: Found, spot: Spot, period: Period) -> Citation:
    return (
        show(found.evidence, spot, period.phrase)
        if spot.page or spot.selector
        else found.evidence.cite(spot.text if len(spot.text) < 200 else period.phrase, origin=spot.origin)
    )


def _stated(text: str) -> Iterator[Period]:
    return (period for period in find_periods(text) if is_statement(text, period))


def contradicts(one: Statement, year: int) -> bool:
    """Whether a statement says plainly that the evidence is of another year.

    On a cover only phrases such as "ประจำปีงบประมาณ" do: there, other years and ranges belong to contracts and laws.
    """
    if one.rank >= Rank.FILE or not years(one.period) or touches_year(one.period, year):
        return False
    return one.rank is not Rank.COVER or _PLAINLY.search(arabic_digits(one.period.phrase)) is not None


def is_of_year(period: Period, year: int) -> bool:
    """Whether any reading of a phrase names that one year B.E., plainly or as a fiscal year."""
    whole = (Precision.YEAR, Precision.FISCAL_YEAR)
    return any(one.precision in whole and years(one) == range(year, year + 1) for one in readings(period))


def touches_year(period: Period, year: int) -> bool:
    """Whether any reading of a phrase lies in or names that year B.E."""
    return any(year in years(one) for one in readings(period))


def of_year(found: Sequence[Found], year: int) -> tuple[Found, ...]:
    """Leave out evidence that states another year and not this one; all of it when nothing would be left."""
    kept = tuple(one for one in found if not _of_another(one, year))
    return kept or tuple(found)


def _of_another(found: Found, year: int) -> bool:
    named = [one for one in statements(found) if one.rank < Rank.FILE and years(one.period)]
    return bool(named) and not any(touches_year(one.period, year) for one in named)


def is_second_half(period: Period) -> bool:
    """Whether a phrase without a year means the second six months."""
    said = fold(period.phrase)
    return "หลัง" in said or "เม.ย" in said or "เมษา" in said
