"""Opening the history that a command names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ..history import open_history

if TYPE_CHECKING:
    from ..history import History

NO_HISTORY: Final = "none"


@contextmanager
def remembering(place: str | None) -> Iterator[History | None]:
    """Open the history at a place (None: the usual one), or nothing for `none`."""
    if place == NO_HISTORY:
        yield None
        return
    with open_history(place) as history:
        yield history


def broken_before(history: History | None, site: str) -> frozenset[str]:
    """Return the addresses that were broken in the run before: a look that finds the same makes sure."""
    return frozenset(one.url for one in history.link_lives(site, broken=True)) if history is not None else frozenset()
