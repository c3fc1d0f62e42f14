"""That nothing flips a verdict but what the agency publishes: not order, host, spelling, or other pages."""

from __future__ import annotations

from functools import cache

import pytest

from oitcrawler import measures
from oitcrawler.audit import audit
from oitcrawler.checks import Agency
from oitcrawler.evidence.site import Site
from oitcrawler.model import Verdict

from .alike import ALIKE
from .demo_site import demo_site
from .figures import AS_OF, STRUCTURES
from .recorded import site_of
from .scoring import checklist

TAKEN = [
    "cards-picture-names",
    "news-posts",
    "plain-lines",
    "tabs-by-year",
    "vendor-lists",
    "year-folders",
]


known_measures = cache(measures.load)


def verdicts(site: Site, year: int) -> dict[str, Verdict]:
    found = audit(site, checklist(str(year)), known_measures(), Agency(kind="lao"), AS_OF[year])
    return dict(found.verdicts())


@cache
def of_demo(year: int) -> dict[str, Verdict]:
    return verdicts(demo_site(), year)


def test_the_demo_has_verdicts_to_lose() -> None:
    assert {Verdict.PASS, Verdict.GAP} <= set(of_demo(2568).values())


@pytest.mark.parametrize(("year", "name"), [*((2568, name) for name in ALIKE), (2565, "other-host")])
def test_no_verdict_of_the_demo_flips(year: int, name: str) -> None:
    assert verdicts(ALIKE[name](demo_site()), year) == of_demo(year)


@cache
def of_structure(structure: str) -> tuple[Site, dict[str, Verdict]]:
    site = site_of(STRUCTURES[structure, 2568]()[0])
    return site, verdicts(site, 2568)


@pytest.mark.parametrize("name", ALIKE)
@pytest.mark.parametrize("structure", TAKEN)
def test_nothing_flips_on_other_structures(structure: str, name: str) -> None:
    site, before = of_structure(structure)
    assert verdicts(ALIKE[name](site), 2568) == before
