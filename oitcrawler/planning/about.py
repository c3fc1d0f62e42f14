"""What every chapter needs: the report, the analysis, the agency's name, the year, and where measures come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..ita_scores import Analysis, Asked
from ..model import Text
from ..report import Finding, FindingStatus, Measure, Report
from ..report.plan import to_fill
from ..thai.periods import fiscal_year_of
from ..thai.writing import thai_day

MeasureOf = Callable[[str, str | None], Measure | None]
"""Gives the measure against a finding's code for an item, or for the site (None); None when there is none."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
OPEN: Final[tuple[FindingStatus, ...]] = ("open", "came-back")


@dataclass(frozen=True, slots=True)
class About:
    """The material of one plan. `year` is the fiscal year in which the measures run."""

    report: Report
    indicators: tuple[Asked, ...]
    analysis: Analysis | None
    doubts: tuple[Text, ...]
    measure_of: MeasureOf

    @property
    def year(self) -> int:
        """The fiscal year after the one judged: measures against its gaps run then."""
        return self.report.checklist.year + 1

    @property
    def year_done(self) -> int:
        """The fiscal year in which the check was made: what was done is reported of it."""
        try:
            return fiscal_year_of(date.fromisoformat(self.report.run.as_of[:10]))
        except ValueError:
            return self.report.checklist.year

    @property
    def scored_year(self) -> int:
        """The fiscal year whose published result is analysed."""
        return self.analysis.scores.year if self.analysis else self.report.checklist.year

    @property
    def agency(self) -> Text:
        """The agency's name, or a place to fill it in."""
        named = [*self.report.agency.names, *([self.analysis.scores.agency] if self.analysis else [])]
        name = next((one for one in named if one.strip()), "")
        return Text(name, name) if name else to_fill("ชื่อหน่วยงาน", "name of the agency")

    @property
    def same_year(self) -> bool:
        """Whether the published result and the check are of one year, so that item numbers mean the same."""
        return self.analysis is not None and self.scored_year == self.report.checklist.year


def day(iso: str) -> Text:
    """Return an ISO day or moment in words; what is no day stays as it is."""
    try:
        at = date.fromisoformat(iso[:10])
    except ValueError:
        return Text(iso, iso)
    return Text(thai_day(at), f"{at.day} {_MONTHS[at.month - 1]} {at.year}")


def place(finding: Finding) -> Text:
    """Return where in a document a finding is, or "" for the whole of it."""
    th = [f"หน้า {finding.page}"] if finding.page is not None else []
    en = [f"page {finding.page}"] if finding.page is not None else []
    if finding.row:
        th.append(f"แถว {finding.row}")
        en.append(f"row {finding.row}")
    return Text(" ".join(th), " ".join(en))


def joined(texts: tuple[Text, ...], th: str = ", ", en: str = ", ") -> Text:
    """Return texts as one."""
    return Text(th.join(one.th for one in texts), en.join(one.en for one in texts))
