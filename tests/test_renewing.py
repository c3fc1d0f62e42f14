"""Which addresses are looked at again: those of what is open, and where it would be mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from oitcrawler.model import Verdict
from oitcrawler.renewing import OPEN, addresses_to_renew, open_findings, seeks_evidence
from oitcrawler.report import ItemResult, Report

from .reports.sample import sample

SAMPLE = sample()
IN_ORDER = frozenset({Verdict.PASS, Verdict.NOT_APPLICABLE})


def all_in_order(report: Report) -> Report:
    items = tuple(replace(one, verdict=Verdict.PASS) for one in report.items)
    links = replace(report.links, broken=())
    return replace(report, items=items, findings=(), links=links)


def places(item: ItemResult) -> set[str]:
    return {one.url for one in item.grounds} | {one.url for one in (*item.evidence, *item.candidates)}


def test_open_is_what_nobody_has_mended_or_set_aside() -> None:
    (first, *_) = SAMPLE.findings
    several = tuple(replace(first, status=one) for one in (*sorted(OPEN), "mended", "set-aside"))  # type: ignore[arg-type]
    assert {one.status for one in open_findings(replace(SAMPLE, findings=several))} == OPEN


def test_the_places_of_everything_open_are_renewed() -> None:
    renewed = addresses_to_renew(SAMPLE)
    assert SAMPLE.agency.url in renewed
    assert {one.url for one in open_findings(SAMPLE)} <= renewed
    for link in SAMPLE.links.broken:
        assert {one.page for one in link.sources} <= renewed
    for item in SAMPLE.items:
        if item.verdict not in IN_ORDER:
            assert {url for url in places(item) if url.startswith("http")} <= renewed


def test_what_is_in_order_is_not_renewed() -> None:
    done = [one for one in SAMPLE.items if one.verdict in IN_ORDER]
    assert done
    whole = all_in_order(SAMPLE)
    assert addresses_to_renew(whole) <= {whole.agency.url} | {
        ground.via for item in whole.items for ground in item.grounds
    }


@pytest.mark.parametrize("verdict", sorted(Verdict))
def test_evidence_is_sought_for_what_is_not_in_order(verdict: Verdict) -> None:
    whole = all_in_order(SAMPLE)
    assert not seeks_evidence(whole)
    other = replace(whole, items=(replace(whole.items[0], verdict=verdict), *whole.items[1:]))
    assert seeks_evidence(other) is (verdict not in IN_ORDER)


def test_only_addresses_of_the_web_are_renewed() -> None:
    (first, *others) = SAMPLE.findings
    odd = replace(SAMPLE, findings=(replace(first, url="mailto:a@example.go.th", status="open"), *others))
    assert all(one.startswith(("http://", "https://")) for one in addresses_to_renew(odd))
