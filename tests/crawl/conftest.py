"""Crawls in these tests are real ones, in their own process, against servers on 127.0.0.1."""

from __future__ import annotations

import pytest

from .crawling import without_proxies


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    without_proxies(monkeypatch)
