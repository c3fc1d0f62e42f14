"""What people write into a cell for an address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.answers.cells import SpacedAddress, says_none, urls_in

from ..cases import table

CASES = table(Path(__file__).with_name("cells.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"] or "empty")
def test_cells(case: dict[str, Any]) -> None:
    if case.get("spaced"):
        with pytest.raises(SpacedAddress):
            urls_in(case["text"])
        return
    assert list(urls_in(case["text"])) == case.get("urls", [])
    assert says_none(case["text"]) == bool(case.get("none"))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    try:
        found = urls_in(text)
    except SpacedAddress:
        return
    assert all(one.startswith(("http://", "https://", "/")) for one in found)
    assert len(set(found)) == len(found)


PATHS = st.text("abcแผนก012-_", min_size=1, max_size=12)


@given(st.lists(PATHS, min_size=1, max_size=4, unique=True), st.sampled_from([" ", ", ", "; ", "\n", " | "]))
def test_addresses_beside_each_other_are_all_read(paths: list[str], between: str) -> None:
    urls = [f"https://www.example.go.th/{path}" for path in paths]
    assert list(urls_in(between.join(urls))) == urls
