"""What one phrase says, before neighbouring phrases are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .lexicon import Kind
from .periods import Precision
from .stretches import Basis, Span, Stretch
from .tokens import Token

if TYPE_CHECKING:
    from .points import Point


class Role(StrEnum):
    """What a mention brings: days, a part of a year without the year, or the year alone."""

    DATED = "dated"
    PART = "part"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a phrase; `span` is None when no year is named."""

    span: Span | None
    precision: Precision


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase at `start` to `end` of a view, with its readings, likeliest first.

    `stretch` is set for a part of a year, `year` (common era) for a year; `basis` is what the phrase itself says
    about the kind of year, and None when it says nothing. `named_months` is set when the phrase of a part of a year
    names its months too ("ไตรมาสที่ 1 (ต.ค.-ธ.ค.)").
    """

    role: Role
    start: int
    end: int
    readings: tuple[Reading, ...]
    stretch: Stretch | None = None
    year: int | None = None
    basis: Basis | None = None
    named_months: bool = False

    @property
    def precision(self) -> Precision:
        """The precision of the likeliest reading."""
        return self.readings[0].precision

    @property
    def span(self) -> Span | None:
        """The days of the likeliest reading."""
        return self.readings[0].span


@dataclass(frozen=True, slots=True)
class Parsed:
    """The mentions that a rule read, and the index of the first token after them."""

    mentions: tuple[Mention, ...]
    after: int


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a view, safe to look past the end; `points` remembers what was read at a token."""

    text: str
    tokens: tuple[Token, ...]
    points: dict[int, Point | None] = field(default_factory=dict, compare=False, repr=False)

    def kind(self, index: int) -> Kind:
        """Return the kind of a token, `OTHER` outside the line."""
        try:
            return self.tokens[index].kind if index >= 0 else Kind.OTHER
        except IndexError:
            return Kind.OTHER

    def value(self, index: int) -> int:
        """Return the number or month of a token, 0 outside the line."""
        return self.tokens[index].value if 0 <= index < len(self.tokens) else 0

    def word(self, index: int) -> str:
        """Return the spelling of a token, empty outside the line."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def is_month(self, index: int) -> bool:
        """Whether a token names a month."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_month

    def skip(self, index: int, *kinds: Kind) -> int:
        """Return the index after one token of these kinds, or the same index."""
        return index + 1 if self.kind(index) in kinds else index

    def glue(self, index: int) -> int:
        """Return the index after a hyphen or slash that joins two words without spaces ("15-ม.ค.-67"), or `index`."""
        if not 0 < index < len(self.tokens) - 1 or self.kind(index) not in (Kind.DASH, Kind.SLASH):
            return index
        before, token, after = self.tokens[index - 1 : index + 2]
        return index + 1 if before.end == token.start and token.end == after.start else index

    def mention(self, role: Role, first: int, after: int, readings: tuple[Reading, ...]) -> Mention:
        """Return a mention over the tokens from `first` up to, not including, `after`."""
        return Mention(role, self.tokens[first].start, self.tokens[after - 1].end, readings)
