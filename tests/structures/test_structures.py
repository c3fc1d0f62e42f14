"""That on every structure of real sites each item's evidence is located, all of it and nothing else."""

from __future__ import annotations

import pytest

from oitcrawler import measures
from oitcrawler.audit import audit
from oitcrawler.checks import Agency
from oitcrawler.locate import index, locate
from oitcrawler.model import Verdict

from .figures import AS_OF, STRUCTURES
from .listing import layouts, made, reordered
from .recorded import site_of
from .scoring import Score, checklist, scores
from .written import names, written

FALLS_SHORT = {
    ("other-bodies-beside", 2565): {"o5": Score.AMBIGUOUS},
    ("other-bodies-beside", 2568): {"o5": Score.AMBIGUOUS},
}
"""What stands in another body's list only, in the words of this one."""


@pytest.mark.parametrize(("name", "year"), STRUCTURES)
def test_every_item_is_located_rightly(name: str, year: int) -> None:
    content, truth = STRUCTURES[name, year]()
    found = scores(site_of(content), checklist(str(year)), truth)
    wrong = {item: one for item, one in found.items() if one is not Score.RIGHT}
    assert wrong.items() <= FALLS_SHORT.get((name, year), {}).items()


@pytest.mark.parametrize("layout", layouts())
@pytest.mark.parametrize("year", [2565, 2568])
def test_the_order_of_the_rows_does_not_matter(layout: str, year: int) -> None:
    site = reordered(layout, year)
    found = scores(site_of(site.content), checklist(str(year)), site.truth)
    wrong = {item: one for item, one in found.items() if one is not Score.RIGHT}
    assert wrong.items() <= FALLS_SHORT.get((layout, year), {}).items()


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("empty-")])
def test_no_item_passes_where_nothing_is(name: str) -> None:
    """Requirements copied from the manual, and pages without content, are no evidence, however many words they have."""
    one = written(name)
    for year in one.truth:
        found = audit(site_of(one.content), checklist(str(year)), measures.load(), Agency(kind="lao"), AS_OF[year])
        assert Verdict.PASS not in found.verdicts().values()


def test_every_choice_says_why() -> None:
    of = index(site_of(made("table-merged-cells", 2568).content), checklist("2568"))
    for item in of.checklist.items:
        for one in locate(of, item, item.topics[0]).ranked:
            assert one.why.th
            assert one.why.en
            assert one.via.quote
