"""People's decisions as labelled rows, so that the measurement of accuracy can grow by what was decided. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .checklist import Checklist
from .decisions import Decision
from .locate.codes import item_codes
from .locate.labels import says_something
from .model import Verdict
from .report import Ground
from .reported import Reported

Row = dict[str, str | int | bool | None]


def rows(decision: Decision, checklist: Checklist, report: Reported) -> Iterator[Row]:
    """Yield one row for each different link that led to the evidence that a person judged.

    Only a pass says whose words these are: its `item` is the item. A gap says that something is lacking, which is no
    label of the words: its `item` is None, and `judged` tells what it was about. `explicit` says that the agency itself
    wrote the item's code in the words. Neither the reason nor who decided is exported.
    """
    seen: set[tuple[str, str]] = set()
    for ground in decision.evidence:
        if not says_something(ground.label, checklist.item_prefix) or (ground.label, ground.url) in seen:
            continue
        seen.add((ground.label, ground.url))
        yield _row(decision, ground, checklist, report)


def as_lines(found: list[Row]) -> bytes:
    """Return rows as JSON Lines, UTF-8."""
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found).encode("utf-8", "replace")


def _row(decision: Decision, ground: Ground, checklist: Checklist, report: Reported) -> Row:
    number = checklist.item(decision.item).number
    coded = any(number in code.numbers for code in item_codes(ground.label, checklist.item_prefix))
    return {
        "year": checklist.year,
        "framework": f"{checklist.authority.upper()}-{len(checklist.items)}-{checklist.year}",
        "kind": report.checklist.kind,
        "item": decision.item if decision.verdict is Verdict.PASS else None,
        "text": ground.label,
        "href": ground.url,
        "page_url": ground.via,
        "agency": next(iter(report.agency.names), report.agency.domain),
        "agency_kind": report.checklist.kind_title,
        "explicit": coded,
        "source": "decision",
        "judged": decision.item,
        "verdict": str(decision.verdict),
        "own_verdict": str(decision.own),
        "decided": decision.day.isoformat(),
        "sha256": ground.sha256,
    }
