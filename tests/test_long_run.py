"""A long run leaves the process as it was."""

from __future__ import annotations

import gc

import pytest

from oitcrawler.long_run import long_run


def test_the_settings_are_those_of_before_when_it_ends() -> None:
    usual, frozen = gc.get_threshold(), gc.get_freeze_count()
    with long_run():
        assert gc.get_threshold() > usual
        assert gc.get_freeze_count() > frozen
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)


def test_they_are_so_when_it_breaks_off() -> None:
    usual = gc.get_threshold()
    with pytest.raises(KeyboardInterrupt), long_run():
        raise KeyboardInterrupt
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)


def test_cycles_are_still_found() -> None:
    with long_run():
        for _ in range(120_000):
            cycle: list[object] = []
            cycle.append(cycle)
        assert gc.get_count()[0] < 120_000
