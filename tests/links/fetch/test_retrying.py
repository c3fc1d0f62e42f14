"""What is worth another request."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from oitcrawler.links.fetch.reply import Failed, Reply
from oitcrawler.links.fetch.retrying import asked_to_wait, is_throttled, times
from oitcrawler.model import Cause

NOW = datetime(2025, 1, 6, 8, 0, 0, tzinfo=UTC)

WAITS: dict[str, float | None] = {
    "": None,
    "0": 0.0,
    "120": 120.0,
    " 5 ": 5.0,
    "Mon, 06 Jan 2025 08:00:30 GMT": 30.0,
    "Mon, 06 Jan 2025 15:00:30 +0700": 30.0,
    "Mon, 06 Jan 2025 07:00:00 GMT": 0.0,
    "soon": None,
    "-5": None,
    "๕": None,
}


@pytest.mark.parametrize("value", WAITS)
def test_how_long_a_server_asks_to_wait(value: str) -> None:
    assert asked_to_wait(Reply(503, {"retry-after": value}), NOW) == WAITS[value]
    assert is_throttled(Reply(503, {"retry-after": value}), NOW) is (WAITS[value] is not None)
    assert is_throttled(Reply(429, {"retry-after": value}), NOW)
    assert not is_throttled(Reply(200, {"retry-after": value}), NOW)


@pytest.mark.parametrize(
    ("came", "gets", "heads"),
    [
        (Failed(Cause.REFUSED, ""), 2, 2),
        (Failed(Cause.RESET, ""), 2, 0),
        (Failed(Cause.TIMEOUT, ""), 1, 0),
        (Failed(Cause.CONNECT_TIMEOUT, ""), 1, 1),
        (Failed(Cause.DNS, ""), 0, 0),
        (Failed(Cause.PROTOCOL, ""), 0, 0),
        (Failed(Cause.TOOL_ERROR, ""), 0, 0),
        (Reply(200, {}), 0, 0),
        (Reply(404, {}), 0, 0),
        (Reply(500, {}), 2, 0),
        (Reply(200, {}, failure=Cause.TRUNCATED), 2, 2),
        (Reply(200, {}, failure=Cause.TIMEOUT), 0, 0),
        (Reply(429, {}), 4, 4),
    ],
)
def test_how_often_a_request_is_repeated(came: Reply | Failed, gets: int, heads: int) -> None:
    assert (times(came, "GET"), times(came, "HEAD")) == (gets, heads)
