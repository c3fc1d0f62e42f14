"""How long a server asks to wait."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oitcrawler.crawl.retry import retry_after

NOW = datetime(2026, 11, 21, 4, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 5 ", 5.0),
        ("Sat, 21 Nov 2026 04:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2026 11:00:30 +0700", 30.0),
        ("Sat, 21 Nov 2026 03:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("1.5", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=40))
def test_nonsense_is_nothing(value: str) -> None:
    found = retry_after(value, NOW)
    assert found is None or found >= 0
