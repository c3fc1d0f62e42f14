"""An item whose name was not found in any source can never be a gap, and never a pass."""

from __future__ import annotations

from datetime import date

import pytest

from oitcrawler import measures
from oitcrawler.audit import audit
from oitcrawler.checklist import available, load
from oitcrawler.checks import Agency
from oitcrawler.model import Verdict

from ..audit.building import link, page, site

PRESUMED = ("o2", "o5", "o6", "o7")
BARE = page("", "องค์การบริหารส่วนตำบลตัวอย่าง", "ยินดีต้อนรับ")
WITH_PLAN = page("", "องค์การบริหารส่วนตำบลตัวอย่าง", "ยินดีต้อนรับ", link("plan", "แผนพัฒนาท้องถิ่น"))
PLAN = page("plan", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570) ยุทธศาสตร์ เป้าหมาย ตัวชี้วัด")


def test_what_is_presumed_and_nowhere_is_left_to_people() -> None:
    found = audit(site(BARE), load("2569"), measures.load(), Agency(kind="lao"), date(2026, 4, 30)).verdicts()
    assert {item: found[item] for item in PRESUMED} == dict.fromkeys(PRESUMED, Verdict.REVIEW)
    assert found["o8"] is Verdict.GAP


def test_what_is_presumed_and_there_is_left_to_people_too() -> None:
    found = audit(site(WITH_PLAN, PLAN), load("2569"), measures.load(), Agency(kind="lao"), date(2026, 4, 30))
    assert found.verdicts()["o5"] is Verdict.REVIEW
    (plan,) = [item for item in found.items if item.id == "o5"]
    assert plan.evidence


@pytest.mark.parametrize("key", available())
def test_a_bare_site_gets_no_pass_and_every_item_a_verdict(key: str) -> None:
    checklist = load(key)
    kind = sorted(checklist.kinds)[0]
    found = audit(site(BARE), checklist, measures.load(), Agency(kind=kind), date(2026, 4, 30))
    assert [item.id for item in found.items] == [item.id for item in checklist.items]
    assert Verdict.PASS not in found.verdicts().values()
