"""The rating that a total earns by the scale of its year; more than one when that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..model import Text
from .scale import Band, Scale


@dataclass(frozen=True, slots=True)
class Rating:
    """The ratings that are possible, best first; one when it is sure, none when the total is not known.

    `confirmed` is false where the limits were not read for that year, or sources disagree.
    """

    names: tuple[Text, ...]
    confirmed: bool

    @property
    def words(self) -> Text | None:
        """The rating in words, with “or” between several."""
        if not self.names:
            return None
        return Text(" หรือ ".join(one.th for one in self.names), " or ".join(one.en for one in self.names))


def rate(scale: Scale, total: Decimal | None, instruments: Sequence[Decimal | None]) -> Rating:
    """Return the rating of a total; `instruments` are the scores of all instruments, None for one not known."""
    if total is None:
        return Rating((), confirmed=False)
    possible: list[Band] = []
    for band in scale.bands:
        fits = _fits(band, total, instruments)
        if fits is not False:
            possible.append(band)
        if fits:
            break
    sure = len(possible) == 1 and all(one.confirmed for one in possible)
    return Rating(tuple(one.name for one in possible), confirmed=scale.confirmed and sure)


def _fits(band: Band, total: Decimal, instruments: Sequence[Decimal | None]) -> bool | None:
    """Tell whether a result earns a rating; None when nobody can say."""
    if total < band.lowest:
        return False
    if band.each is not None:
        if any(one is not None and one < band.each for one in instruments):
            return False
        if any(one is None for one in instruments):
            return None
    return True if total >= band.low else None
