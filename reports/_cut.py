"""Lists cut to a length that a page bears."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

SHOWN: Final = 200
"""How many findings, and how many broken links, are shown in full; the rest stands in a compact list."""
SHOWN_SHORT: Final = 5000
"""How many entries a compact list has at most."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """A list: the `first` entries are shown in full, the `rest` in short, and how many are `left` out."""

    first: tuple[T, ...]
    rest: tuple[T, ...]
    left: int

    @property
    def total(self) -> int:
        """How many entries there are in all."""
        return len(self.first) + len(self.rest) + self.left


def cut(entries: Iterable[T], most: int = SHOWN, most_short: int = SHOWN_SHORT) -> Cut[T]:
    """Cut a list: `most` entries in full, then `most_short` in short."""
    every = tuple(entries)
    short = every[most : most + most_short]
    return Cut(every[:most], short, max(0, len(every) - most - len(short)))
