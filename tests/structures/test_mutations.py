"""That no check and no item still passes when its evidence is damaged: removed, of another year, cut, without words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from oitcrawler import demo, measures
from oitcrawler.audit import audit, verdict
from oitcrawler.checklist import Item, Topic
from oitcrawler.checks import Agency, Case, load, names
from oitcrawler.locate import coverage_for, index, locate
from oitcrawler.locate.candidates import Index
from oitcrawler.model import Cause, Met, Outcome, Verdict
from oitcrawler.requirements import judge_requirement

from ..cases import table
from ..checks.building import case_of
from ..checks.test_checks import Sample, samples
from .damage import BY_CHECK, OTHER_YEAR, CaseDamage
from .demo_site import demo_site
from .scoring import checklist

YEARS = (2565, 2568)
PASSING = Path(__file__).with_name("passing.yaml")
TIMELY = frozenset(["activity-dated", "document-covers-period", "entries-dated", "months-complete"])
UNTOUCHED = {
    ("egp-numbers-complete", "nothing was procured at all"): {"cut-numbers"},
    ("on-main-page", "the main page itself carries the evidence"): {"moved-away"},
}
"""What a damage leaves as good as it was."""
STILL_THERE = {2565: {"o7", "o9", "o17"}, 2568: {"o10"}}
"""What the demo agency has twice: a second page of news, accounts on the main page, the form behind its e-service."""


class Mutation(NamedTuple):
    sample: Sample
    damage: str


def mutations() -> Iterable[Mutation]:
    for sample in samples():
        if sample.raw["expect"]["outcome"] == "met":
            spared = UNTOUCHED.get((sample.check, sample.raw["name"]), set())
            yield from (Mutation(sample, name) for name in BY_CHECK[sample.check] if name not in spared)


def test_every_check_has_its_damages() -> None:
    assert set(BY_CHECK) == set(names())


@pytest.mark.parametrize(
    "one", list(mutations()), ids=lambda one: f"{one.sample.check}: {one.sample.raw['name']}: {one.damage}"
)
def test_no_check_is_met_by_damaged_evidence(one: Mutation) -> None:
    module, raw = load(one.sample.check), one.sample.raw
    params = module.Params.model_validate(raw.get("params", {}))
    assert isinstance(module.check(case_of(raw), params), Met)
    damaged = BY_CHECK[one.sample.check][one.damage](case_of(raw))
    assert not isinstance(module.check(damaged, params), Met)


@pytest.mark.parametrize("check", names())
def test_no_check_is_met_by_nothing(check: str) -> None:
    module = load(check)
    raw = next(sample.raw for sample in samples() if sample.check == check)
    params = module.Params.model_validate(raw.get("params", {}))
    assert not isinstance(module.check(case_of({"params": raw.get("params", {})}), params), Met)


@cache
def known(year: int) -> Index:
    return index(demo_site(), checklist(str(year)))


@cache
def passing() -> dict[tuple[int, str], dict[str, Case]]:
    """Return for every item evidence that passes, by topic: the demo agency's, else what is written for it."""
    found: dict[tuple[int, str], dict[str, Case]] = {}
    written = table(PASSING)
    for year in YEARS:
        truth = demo.truth(year)
        for item in checklist(str(year)).items:
            raw = written[year].get(item.id)
            of_demo = truth[item.id].verdict == "pass" and not truth[item.id].script
            assert of_demo != bool(raw), f"{item.id} of {year} passes on the demo site or is written, not both"
            found[year, item.id] = {
                topic.name: case_of({"year": year, "found": raw, "as_of": demo.AS_OF[year]})
                if raw
                else located(year, item, topic)
                for topic in item.topics
            }
    return found


def evidence_written(year: int, raw: list[dict[str, object]]) -> Case:
    return case_of({"year": year, "found": raw, "as_of": demo.AS_OF[year]})


def located(year: int, item: Item, topic: Topic) -> Case:
    of = known(year)
    seen = locate(of, item, topic)
    pages = (of.site.by_url.get(one.via.url) for one in seen.found if one.via is not None)
    return Case(
        found=seen.found,
        home=of.site.home,
        domain=of.site.domain,
        agency=Agency(kind="lao"),
        year=year,
        as_of=demo.AS_OF[year],
        coverage=coverage_for(of, of.site.coverage, topic.name),
        carriers=tuple({page.final_url: page for page in pages if page is not None}.values()),
    )


def judged(year: int, item_id: str, damage: CaseDamage = lambda case: case) -> Verdict:
    """Judge an item as an audit does, its evidence damaged after it was located."""
    item = checklist(str(year)).item(item_id)
    cases = {topic: damage(case) for topic, case in passing()[year, item_id].items()}
    results = [judge_requirement(one, cases[one.topic]) for one in item.requirements]
    return verdict([Outcome.MET, *(Outcome(one.outcome) for one in results)], item.status)


ITEMS = [(year, item.id) for year in YEARS for item in checklist(str(year)).items]


def checks_of(year: int, item_id: str) -> list[str]:
    requirements = checklist(str(year)).item(item_id).requirements
    return sorted({one.check for one in requirements if not one.kinds or "lao" in one.kinds})


@pytest.mark.parametrize(("year", "item_id"), ITEMS)
def test_no_item_passes_with_damaged_evidence(year: int, item_id: str) -> None:
    """With what any of its requirements rests on damaged, no item passes that has passed."""
    assert judged(year, item_id) is Verdict.PASS
    at_home = any(
        one.evidence is known(year).site.home for case in passing()[year, item_id].values() for one in case.found
    )
    for check in checks_of(year, item_id):
        for name, damage in BY_CHECK[check].items():
            if not (at_home and name == "moved-away"):
                assert judged(year, item_id, damage) is not Verdict.PASS, (check, name)


@pytest.mark.parametrize(("year", "item_id"), [one for one in ITEMS if TIMELY.intersection(checks_of(*one))])
def test_no_item_of_a_year_passes_with_another_years_evidence(year: int, item_id: str) -> None:
    assert judged(year, item_id, OTHER_YEAR) is not Verdict.PASS


@pytest.mark.parametrize("year", YEARS)
def test_no_item_passes_on_a_site_whose_evidence_is_gone(year: int) -> None:
    """What was located answers 404 now: nothing else on the site may take its place."""
    site, list_ = demo_site(), checklist(str(year))
    away = {
        one.evidence.final_url: replace(
            one.evidence, obstacle=Cause.NOT_FOUND, passages=(), tables=(), links=(), forms=(), headings=(), title=""
        )
        for item in list_.items
        for topic in item.topics
        for one in locate(known(year), item, topic).found
        if one.evidence is not site.home
    }
    left = replace(
        site,
        evidence=tuple(away.get(one.final_url, one) for one in site.evidence),
        by_url={url: away.get(one.final_url, one) for url, one in site.by_url.items()},
    )
    verdicts = audit(left, list_, measures.load(), Agency(kind="lao"), demo.AS_OF[year]).verdicts()
    assert {item for item, one in verdicts.items() if one is Verdict.PASS} == STILL_THERE[year]
