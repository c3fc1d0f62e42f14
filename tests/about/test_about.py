"""What documents are about: every field of every case, and nothing that the case does not say."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from oitcrawler.about import About, message, understand

from ..cases import table
from .papers import KEYS, evidence_of

CASES: list[dict[str, Any]] = table(Path(__file__).parent / "cases.yaml")
FIELDS = ("title", "kind", "agency", "year", "period", "issued", "signatory")


def shown(about: About) -> dict[str, Any]:
    """Return the fields of `about` in the form in which cases write them, without the empty ones."""
    period = about.period.value if about.period else None
    values = {
        "title": about.title and about.title.value,
        "kind": about.kind and about.kind.value.value,
        "agency": about.agency and about.agency.value,
        "year": about.fiscal_year and about.fiscal_year.value,
        "period": period and f"{period.start}/{period.end}",
        "issued": about.issued and about.issued.value,
        "signatory": about.signatory and about.signatory.value,
        "disagreements": [message(one).th for one in about.disagreements],
    }
    return {name: value for name, value in values.items() if value}


def read(case: Mapping[str, Any]) -> About:
    """Return what is understood of the paper that a case describes."""
    assert set(case) <= KEYS | {"name", "labels", "missed", "expect"}
    paper = {name: value for name, value in case.items() if name in KEYS}
    return understand(evidence_of(paper), case.get("labels", ()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_document_is_understood(case: dict[str, Any]) -> None:
    assert set(case["expect"]) <= {*FIELDS, "disagreements"}
    missed = set(case.get("missed", ()))
    assert shown(read(case)) == {name: value for name, value in case["expect"].items() if name not in missed}
