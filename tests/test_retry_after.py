"""How long a server asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.retry_after import retry_after

NOW = datetime(2026, 11, 21, 4, 0, 0, tzinfo=UTC)

ASKED: dict[str, float | None] = {
    "0": 0.0,
    "120": 120.0,
    " 5 ": 5.0,
    "9" * 400: float("inf"),
    "Sat, 21 Nov 2026 04:00:30 GMT": 30.0,
    "Sat, 21 Nov 2026 11:00:30 +0700": 30.0,
    "Sat, 21 Nov 2026 04:00:30": 30.0,
    "Saturday, 21-Nov-26 04:00:30 GMT": 30.0,
    "Sat Nov 21 04:00:30 2026": 30.0,
    "Sat, 21 Nov 2026 03:00:00 GMT": 0.0,
    "Sat, 21 Nov 99999999999999999999 04:00:00 GMT": None,
    "Sat, 21 Nov 2026 04:00:00 +99999999999999": None,
    "Sat, 21 Nov 2026 04:00:00 +9999": None,
    "Sat, 31 Nov 2026 04:00:00 GMT": None,
    "soon": None,
    "": None,
    " ": None,
    "-5": None,
    "1.5": None,
    "๕": None,
}


@pytest.mark.parametrize("value", ASKED)
def test_how_long_a_server_asks_to_wait(value: str) -> None:
    assert retry_after(value, NOW) == ASKED[value]


@given(
    st.text(max_size=40)
    | st.from_regex(
        r"[A-Z][a-z]{2}, [0-9]{1,2} (Jan|Feb|Nov) [0-9]{1,25} [0-9]{1,3}:[0-9]{2}:[0-9]{2} [+-]?[0-9]{1,20}"
    )
)
def test_nonsense_is_nothing(value: str) -> None:
    found = retry_after(value, NOW)
    assert found is None or found >= 0
