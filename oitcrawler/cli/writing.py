"""From a finished Report to the files and the screen: what all commands with a report share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from .. import ita_scores
from ..checklist import Checklist
from ..measures import Measures
from ..model import Text, Verdict
from ..planning import plan_of
from ..report import Format, Measure, Plan, Report, format_named
from ..whole_files import write_whole
from .requests import Wishes
from .screen import Screen


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run with the files that were written."""

    report: Report
    files: tuple[Path, ...]

    def exit_code(self, fail_on: str) -> int:
        """Return 1 if what `--fail-on` names was found, else 0."""
        if fail_on == "gap" and self.report.count(Verdict.GAP):
            return 1
        return 1 if fail_on == "broken" and self.report.links.broken else 0


class Writer:
    """Writes reports. Made before the work begins, so that a wrong format or file of scores is refused at once."""

    def __init__(self, wishes: Wishes, checklist: Checklist, measures: Measures, screen: Screen) -> None:
        self._digits = wishes.thai_digits
        self._checklist = checklist
        self._measures = measures
        self._screen = screen
        self._formats: tuple[Format, ...] = tuple(format_named(name) for name in wishes.formats)
        self._scores = ita_scores.read(wishes.scores, checklist.year) if wishes.scores is not None else None

    def written(self, report: Report, out: Path) -> Done:
        """Draw up the plan, write each format, and show the result."""
        whole = replace(report, plan=self._plan(report))
        lang = self._screen.lang
        files = tuple(
            write_whole(out / f"{one.STEM}.{one.SUFFIX}", one.render(whole, lang, thai_digits=self._digits))
            for one in self._formats
        )
        self._screen.result(whole, files)
        if whole.decided():
            self._screen.say(_decided(whole))
        return Done(whole, files)

    def _plan(self, report: Report) -> Plan:
        def measure_of(code: str, item: str | None) -> Measure | None:
            return self._measures.measure_for(code, self._checklist, item)

        return plan_of(report, self._scores, measure_of, listed=self._checklist)


def _decided(report: Report) -> Text:
    states = [item.decision.state for item in report.items if item.decision]
    ended, asked = states.count("expired"), states.count("questioned")
    return Text(
        f"คำตัดสินของคน {len(states)} ข้อ: หมดอายุ {ended} ข้อ ต้องดูอีกครั้งเพราะหลักฐานเปลี่ยนไป {asked} ข้อ",
        f"Decided by people: {len(states)} items, of which {ended} ended and {asked} are questioned (evidence changed)",
    )
