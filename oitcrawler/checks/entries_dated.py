"""The list shows entries that are dated inside the wanted fiscal year.

Looks at the rows, cards and blocks of the pages found; an entry is one that carries a day, of publishing or
of signature.

Codes:
* `no-entry-in-period`: the entries are dated, and fewer than wanted lie in the year. Lists without dates, and lists
  of later entries with older ones behind "next", give a review.

Source: reference oit-2565 o7, oit-2568 o4 (news of the year), oit-2565 o22 (procurement notices of the year).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..evidence.model import Place
from ..model import Citation, Met, Result, Review, Text
from ..thai.dates import find_periods
from ..thai.periods import Precision, fiscal_year
from ._verdicts import blind_of, lacking, nothing_found
from ._words import Spot, opening, own_passages, show
from .base import Case, CheckParams, Found

CODES = ("no-entry-in-period",)


class Params(CheckParams):
    """`at_least` is how many entries there must be; `offset` (years) moves the fiscal year."""

    at_least: int = 1
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list with its day."""

    day: date
    cite: Citation


def check(case: Case, params: Params) -> Result:
    """Judge the entries of all evidence together."""
    if not case.found:
        return nothing_found(case, CODES[0], Text("รายการของปีนี้", "entries of this year"))
    year = case.year + params.offset
    entries = tuple(entry for one in case.found for entry in _entries(one))
    wanted = fiscal_year(year)
    inside = {one.cite: one for one in entries if wanted.start and wanted.end and wanted.start <= one.day <= wanted.end}
    if len(inside) >= params.at_least:
        return Met(
            Text(
                f"พบ {len(inside)} รายการที่ลงวันที่ในปีงบประมาณ พ.ศ. {year}",
                f"{len(inside)} entries are dated in fiscal year {year} B.E.",
            ),
            tuple(inside)[:3],
        )
    return blind_of(case.found) or _too_few(case, entries, len(inside), year, params)


def _entries(found: Found) -> Iterator[Entry]:
    evidence = found.evidence
    labels = (Spot(" ".join(found.labels)),) if found.labels else ()
    for spot in (*labels, *_spots(found)):
        for period in find_periods(spot.text):
            if period.precision is Precision.DAY and period.start is not None:
                yield Entry(period.start, show(evidence, spot, period.phrase))


def _spots(found: Found) -> Iterator[Spot]:
    evidence = found.evidence
    for table in evidence.tables:
        for row in table.rows:
            yield Spot(" ".join(row.cells), row.page or table.page, table.selector, str(row.number), table.origin)
    for link in evidence.links:
        if link.place not in (Place.MENU, Place.FOOTER):
            yield Spot(link.row or link.text, selector=link.selector)
    if not evidence.tables:
        for passage in own_passages(evidence):
            yield Spot(passage.text, passage.page, passage.selector, origin=passage.origin)


def _too_few(case: Case, entries: Sequence[Entry], count: int, year: int, params: Params) -> Result:
    evidence = case.found[0].evidence
    last = fiscal_year(year).end
    newest = max(entries, key=lambda one: one.day, default=None)
    later = newest is not None and last is not None and newest.day > last
    reason = _reason(count, year, params)
    if newest is None or later or count:
        proof = (newest.cite,) if newest is not None else (opening(evidence),)
        look = Text(f"{reason.th} โปรดเปิดดูรายการหน้าถัดไป", f"{reason.en}; please look at the next pages of the list")
        return Review(CODES[0], look, proof)
    return lacking(case.coverage, CODES[0], reason, (newest.cite,), ())


def _reason(count: int, year: int, params: Params) -> Text:
    return Text(
        f"พบรายการที่ลงวันที่ในปีงบประมาณ พ.ศ. {year} เพียง {count} รายการ ต้องมีอย่างน้อย {params.at_least} รายการ",
        f"only {count} entries are dated in fiscal year {year} B.E.; at least {params.at_least} are needed",
    )
