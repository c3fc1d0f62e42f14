"""Who is responsible for what: the units and people by whom items and findings can be filtered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oitcrawler.model import Text
from oitcrawler.report import SET_ASIDE, Finding, Report


@dataclass(frozen=True, slots=True)
class Owners:
    """Units and people, each once, in the order of their Thai names; items and findings name them by number."""

    every: tuple[Text, ...]
    of_item: Mapping[str, tuple[int, ...]]
    number: Mapping[Text, int]

    def of(self, finding: Finding) -> tuple[int, ...]:
        """Return the numbers of those who are responsible for a finding."""
        return tuple(self.number[one] for one in _named(finding) if one in self.number)


def owners(report: Report) -> Owners:
    """Gather who is responsible, by the findings that stand and the measures."""
    by_item: dict[str, set[Text]] = {item.id: {one.owner for one in item.measures} for item in report.items}
    every: set[Text] = set().union(*by_item.values())
    for one in report.findings:
        if one.status not in (SET_ASIDE, "mended"):
            every.update(_named(one))
            if one.item in by_item:
                by_item[one.item].update(_named(one))
    known = sorted((one for one in every if one.th.strip()), key=lambda one: (one.th, one.en))
    number = {one: at for at, one in enumerate(known)}
    of_item = {
        item: tuple(sorted(number[one] for one in named if one in number)) for item, named in by_item.items() if named
    }
    return Owners(tuple(known), of_item, number)


def _named(one: Finding) -> tuple[Text, ...]:
    return (one.owner, Text(one.person, one.person)) if one.person else (one.owner,)
