"""What each year asks, one line per requirement: a change of any of it must be seen in review.

After a wanted change: `OITCRAWLER_WRITE_GOLDENS=1 pytest tests/checklists/test_goldens.py`, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from oitcrawler.checklist import Checklist, Item, Requirement, available, load

GOLDENS = Path(__file__).parents[1] / "golden"
WRITE = "OITCRAWLER_WRITE_GOLDENS"
_LIST = re.compile(r"(?:[a-z]+-)?\d{4}")


def lines(checklist: Checklist) -> str:
    """Return item → topic → requirement → check with its own parameters → confirmed."""
    return "".join(f"{line}\n" for item in checklist.items for line in _of_item(item))


def _of_item(item: Item) -> list[str]:
    head = f"{item.sub} {item.id} {item.title.th} [{item.name_confidence}, {item.status}]"
    asked = [f"{head} → {_of_requirement(one)}" for one in item.requirements]
    return asked or [f"{head} → {' + '.join(topic.name for topic in item.topics)} → nothing"]


def _of_requirement(one: Requirement) -> str:
    params = one.params.model_dump(mode="json", exclude_unset=True)
    said = ", ".join(f"{key}={_short(value)}" for key, value in sorted(params.items()))
    sure = "confirmed" if one.confirmed else "advice"
    kinds = f" for {', '.join(one.kinds)}" if one.kinds else ""
    return f"{one.topic} → {one.id} → {one.check}({said}) → {sure}{kinds}"


def _short(value: object) -> str:
    """Return groups and columns by their English names."""
    if isinstance(value, list):
        return "[" + "; ".join(_short(one) for one in value) + "]"
    return str(value["name_en"]) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize("key", available())
def test_each_year_asks_what_was_reviewed(key: str) -> None:
    golden = GOLDENS / f"{key}.txt"
    now = lines(load(key))
    if os.environ.get(WRITE):
        golden.write_text(now, "utf-8")
    assert golden.exists(), f"no {golden.name}: write it with {WRITE}=1 and read it through"
    assert now == golden.read_text("utf-8")


def test_no_golden_is_left_over() -> None:
    left = {path.stem for path in GOLDENS.glob("*.txt") if _LIST.fullmatch(path.stem)}
    assert left == set(available())
