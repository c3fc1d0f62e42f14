"""The published result of one agency's assessment (ITA), as its file states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from ..model import Text


class Level(StrEnum):
    """What a number in a file of scores belongs to."""

    TOTAL = "total"
    INSTRUMENT = "instrument"
    INDICATOR = "indicator"
    SUB = "sub"
    QUESTION = "question"
    ITEM = "item"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a label names: `Mark(Level.INDICATOR, "9")`, `Mark(Level.QUESTION, "i10")`, `Mark(Level.INSTRUMENT, "EIT")`.

    `part` tells the parts of an instrument apart (the external survey has two from 2567 on); 0 is the whole.
    """

    level: Level
    key: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Scores:
    """The published result of one year; every number is from 0 to 100.

    `instruments` has for each instrument one number or those of its parts; `rating` the word as published, or "";
    `goal` what the head of the agency aims at. `titles` are the words that the file has for a question or item, `under`
    the indicator that a question stands under in the file. `unread` are rows with a number that nobody could place.
    """

    year: int
    agency: str = ""
    total: Decimal | None = None
    rating: str = ""
    goal: Decimal | None = None
    instruments: Mapping[str, tuple[Decimal, ...]] = field(default_factory=dict)
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    questions: Mapping[str, Decimal] = field(default_factory=dict)
    items: Mapping[str, Decimal] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    under: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Text, ...] = ()
    previous: Scores | None = None
