"""Why a verdict is another than in the run before, as far as two reports tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oitcrawler.model import Text, Verdict
from oitcrawler.reasons import with_reasons
from oitcrawler.report import Decided, Ground, Past, Report, VerdictChange

from .reports.full import full_sample

FULL = full_sample()
GROUNDS = (Ground("https://www.example.go.th/a", "a" * 64), Ground("https://www.example.go.th/b.pdf", "b" * 64))


def pair() -> tuple[Report, Report, str]:
    """Return a report, the one before it, which is the same, and an item that stands on two pages."""
    now = replace(FULL, items=tuple(replace(one, decision=None, grounds=GROUNDS) for one in FULL.items))
    item = now.items[3]
    change = VerdictChange(item.id, Verdict.GAP, item.verdict, Text("", ""))
    past = replace(now.past or Past(()), changes=(change,))
    return replace(now, past=past), now, item.id


def why(now: Report, before: Report | None) -> str:
    told = with_reasons(now, before)
    assert told.past is not None
    (change,) = told.past.changes
    assert bool(change.why.th) is bool(change.why.en)
    return change.why.en


def altered(report: Report, item: str, **fields: object) -> Report:
    items = tuple(replace(one, **fields) if one.id == item else one for one in report.items)  # type: ignore[arg-type]
    return replace(report, items=items)


def test_a_page_with_other_bytes_is_named() -> None:
    now, before, item = pair()
    (ground, *others) = next(one for one in before.items if one.id == item).grounds
    before = altered(before, item, grounds=(replace(ground, sha256="0" * 64), *others))
    assert why(now, before) == f"the website changed: {ground.url}"


@pytest.mark.parametrize("gone", [True, False])
def test_a_page_that_is_new_or_gone_is_named(gone: bool) -> None:
    now, before, item = pair()
    grounds = next(one for one in before.items if one.id == item).grounds
    if gone:
        now = altered(now, item, grounds=grounds[1:])
    else:
        before = altered(before, item, grounds=grounds[1:])
    assert why(now, before) == f"the website changed: {grounds[0].url}"


def test_other_rules_are_said_also_beside_a_page() -> None:
    now, before, item = pair()
    before = replace(before, checklist=replace(before.checklist, digest="other"))
    assert "diff" in why(now, before)
    (ground, *_) = next(one for one in before.items if one.id == item).grounds
    both = why(now, altered(before, item, grounds=()))
    assert ground.url in both
    assert "diff" in both


def test_another_program_may_be_the_reason() -> None:
    now, before, _ = pair()
    assert "diff" in why(now, replace(before, version="0.0.1"))


def test_another_day_is_another_question() -> None:
    now, before, _ = pair()
    assert "day" in why(now, replace(before, run=replace(before.run, as_of="2020-01-01")))


def test_nothing_that_is_known_is_the_website() -> None:
    now, before, _ = pair()
    assert why(now, before) == "the website changed"


def test_a_decision_of_a_person_comes_first() -> None:
    nothing = Text("", "")
    decided = Decided(
        Verdict.PASS, "counts", nothing, Verdict.GAP, nothing, "ดูแล้ว", "2025-04-30", None, "ผู้ตรวจ", (), ()
    )
    now, before, item = pair()
    assert why(altered(now, item, decision=decided, grounds=()), before) == "a person decided"
    assert why(now, altered(before, item, decision=decided)) == "a person decided"


def test_without_a_run_before_nothing_is_said() -> None:
    now, _, _ = pair()
    assert with_reasons(now, None) == now
    assert with_reasons(replace(now, past=None), now) == replace(now, past=None)
