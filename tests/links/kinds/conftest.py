"""One world for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .world import World, serve


@pytest.fixture(scope="session")
def world() -> Iterator[World]:
    with serve() as running:
        yield running
