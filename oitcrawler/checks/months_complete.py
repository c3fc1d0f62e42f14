"""There is a summary of each month, with none missing.

Gathers months over all evidence: link texts, titles, file names, headings, sheet names, captions, rows, and links of
the page found. A month of which the evidence says that nothing was procured is there. Months that are not yet over
on the day of judging are not asked for.

Codes:
* `month-missing`: months that no evidence names; each is a fault. A range that holds them ("ต.ค. 67 – มี.ค. 68"), a
  month without its year, or single days of that month give a review.

Source: reference oit-2565 o23 and oit-2568 o12 (each of the first six months; a month without procurement must be
said to have none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..about.stated import readings, years
from ..evidence.model import Place
from ..model import Citation, Fault, Met, NotApplicable, Result, Review, Text
from ..thai.dates import find_periods
from ..thai.periods import Period, Precision, months
from ._periods import Wanted, statements, touches_year
from ._verdicts import blind_of, lacking, nothing_found
from ._words import Spot, by_ocr, opening, own_passages, show
from .base import Case, CheckParams, Found

CODES = ("month-missing",)

_MONTHS = (
    Text("มกราคม", "January"),
    Text("กุมภาพันธ์", "February"),
    Text("มีนาคม", "March"),
    Text("เมษายน", "April"),
    Text("พฤษภาคม", "May"),
    Text("มิถุนายน", "June"),
    Text("กรกฎาคม", "July"),
    Text("สิงหาคม", "August"),
    Text("กันยายน", "September"),
    Text("ตุลาคม", "October"),
    Text("พฤศจิกายน", "November"),
    Text("ธันวาคม", "December"),
)


_WHOLE_YEARS = (Precision.FISCAL_YEAR, Precision.YEAR)


class Params(CheckParams):
    """`offset` (years) moves the fiscal year."""

    period: Wanted = "first-half"
    offset: int = 0


class Surety(IntEnum):
    """How surely a place names a month."""

    NAMED = 0
    HINTED = 1


@dataclass(frozen=True, slots=True)
class Naming:
    """A place that names or hints at a month (by its place among the months asked for)."""

    month: int
    surety: Surety
    cite: Citation


def check(case: Case, params: Params) -> Result:
    """Judge the months that all evidence names together."""
    year = case.year + params.offset
    due = tuple(one for one in months(year, half=params.period == "first-half") if one.end and one.end < case.as_of)
    if not due:
        return NotApplicable(Text("ยังไม่ถึงเดือนที่ต้องเผยแพร่", "No month of the period is over yet"))
    if not case.found:
        return nothing_found(case, CODES[0], Text("สรุปรายเดือน", "monthly summaries"))
    namings: tuple[Naming, ...] = ()
    for spots in (_names, _content):
        namings += tuple(naming for one in case.found for naming in _namings(one, spots, due, year))
        named = {one.month: one.cite for one in reversed(namings) if one.surety is Surety.NAMED}
        if len(named) == len(due):
            return _complete(named, due)
    nameless = (one for one in case.found if not _names_a_month(one))
    return blind_of(nameless) or _missing(case, namings, due, set(named))


def _names_a_month(found: Found) -> bool:
    """Whether an evidence's own name tells its month, so that it need not be read to know which one it is."""
    names = (*found.labels, found.evidence.title)
    return any(period.precision is Precision.MONTH for text in names for period in find_periods(text))


def _namings(
    found: Found, spots: Callable[[Found], Iterator[Spot]], due: Sequence[Period], year: int
) -> Iterator[Naming]:
    own_year = _names_year(found, year)
    for spot in spots(found):
        for period in find_periods(spot.text):
            for month, surety in _months_of(period, due, year, own_year, spots is _names):
                yield Naming(month, surety, show(found.evidence, spot, period.phrase))


def _names_year(found: Found, year: int) -> bool | None:
    """Whether an evidence names the year (True), only others (False) or none at all (None)."""
    named = [one for one in statements(found) if len(years(one.period)) > 0]
    return any(touches_year(one.period, year) for one in named) if named else None


def _names(found: Found) -> Iterator[Spot]:
    """Yield what names an evidence or its parts."""
    evidence = found.evidence
    for text in (*found.labels, evidence.title, evidence.file_name.replace("_", " ")):
        yield Spot(text)
    for heading in evidence.headings:
        yield Spot(heading.text, selector=heading.selector)
    for table in evidence.tables:
        yield Spot(table.caption, table.page, table.selector, origin=table.origin)
        yield Spot(_sheet(table.sheet or ""), table.page, table.selector, origin=table.origin)
    for link in evidence.links:
        if link.place in (Place.CONTENT, Place.TABLE):
            yield Spot(f"{link.text} {link.row}".strip(), selector=link.selector)


def _content(found: Found) -> Iterator[Spot]:
    """Yield the rows and the lines of an evidence."""
    evidence = found.evidence
    for table in evidence.tables:
        for row in table.rows:
            yield Spot(" ".join(row.cells), row.page or table.page, table.selector, str(row.number), table.origin)
    for passage in own_passages(evidence):
        for line in passage.text.splitlines():
            yield Spot(line, passage.page, passage.selector, origin=passage.origin)


def _sheet(name: str) -> str:
    """Return a sheet's name so that a bare abbreviation ("ต.ค.") is read as a month."""
    return name if find_periods(name) or not name else f"เดือน {name}"


def _months_of(
    period: Period, due: Sequence[Period], year: int, own_year: bool | None, is_name: bool
) -> Iterator[tuple[int, Surety]]:
    dated = period if period.start is not None else _with_year(period, due, year)
    for number, month in enumerate(due):
        exact = any(one.start == month.start and one.end == month.end for one in readings(dated))
        if exact and (period.start is not None or own_year):
            yield number, Surety.NAMED
        elif (exact and own_year is None) or (
            is_name and period.start is not None and dated.overlaps(month) and dated.precision not in _WHOLE_YEARS
        ):
            yield number, Surety.HINTED


def _with_year(period: Period, due: Sequence[Period], year: int) -> Period:
    """Return the month of the wanted year that a phrase without a year means, or the phrase as it is."""
    if period.precision is not Precision.MONTH:
        return period
    for calendar in (year - 1, year):
        for one in find_periods(f"{period.phrase} {calendar}"):
            if any(one.start == month.start and one.end == month.end for month in due):
                return one
    return period


def _complete(named: dict[int, Citation], due: Sequence[Period]) -> Met:
    return Met(
        Text(
            f"มีสรุปครบ {len(due)} เดือน ({_name(due[0]).th} – {_name(due[-1]).th})",
            f"There are summaries of all {len(due)} months ({_name(due[0]).en} to {_name(due[-1]).en})",
        ),
        tuple(named[number] for number in range(len(due))),
    )


def _missing(case: Case, namings: Sequence[Naming], due: Sequence[Period], named: set[int]) -> Result:
    absent = [number for number in range(len(due)) if number not in named]
    hints = {one.month: one.cite for one in reversed(namings) if one.surety is Surety.HINTED and one.month in absent}
    names = [_name(due[number]) for number in absent]
    listed = Text(", ".join(one.th for one in names), ", ".join(one.en for one in names))
    evidence = case.found[0].evidence
    at = opening(evidence)
    faults = tuple(Fault(hints.get(number, at), _fault(name)) for number, name in zip(absent, names, strict=True))
    if len(hints) == len(absent) or any(by_ocr(one.evidence) and not _names_a_month(one) for one in case.found):
        return Review(CODES[0], _look(listed), tuple(hints.values()) or (at,), faults)
    return lacking(case.coverage, CODES[0], _gap(listed), (at,), faults)


def _look(listed: Text) -> Text:
    return Text(
        f"ไม่พบชื่อเดือน {listed.th} อย่างชัดเจน โปรดเปิดดูว่ามีข้อมูลของเดือนเหล่านี้หรือไม่",
        f"{listed.en} are not clearly named; please look whether there are summaries of these months",
    )


def _gap(listed: Text) -> Text:
    return Text(
        f"ไม่พบสรุปของเดือน {listed.th} ต้องมีครบทุกเดือน เดือนที่ไม่มีการจัดซื้อจัดจ้างให้ระบุว่า “ไม่มี”",
        f"no summary of {listed.en}; every month is needed, and a month without procurement must say so",
    )


def _fault(name: Text) -> Text:
    return Text(f"ไม่พบสรุปเดือน{name.th}", f"no summary of {name.en}")


def _name(month: Period) -> Text:
    day = month.start
    if day is None:
        return Text("", "")
    name, year = _MONTHS[day.month - 1], day.year + 543
    return Text(f"{name.th} {year}", f"{name.en} {year}")
