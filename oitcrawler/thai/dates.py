"""Periods in running text, in every style in which agencies write them.

A text is read in four steps: a view without what carries no meaning (`view`), tokens (`lexicon`, `tokens`), rules that
read the longest phrase at each token (`calendar_rules`, `part_rules`, `year_rules`), and neighbours put together
(`neighbours`). Every step looks at each place a bounded number of times, so the work grows with the text's length.
"""

from __future__ import annotations

from typing import Final

from .calendar_rules import read_calendar
from .durations import read_duration
from .laws import is_year_of_law
from .lexicon import Kind
from .mentions import Line, Mention, Parsed, Reading, Role
from .neighbours import put_together
from .part_rules import read_part
from .periods import Period
from .slugs import slug_years
from .tokens import tokens_of
from .view import View, view_of
from .year_rules import read_years

_RULES: Final = (read_part, read_calendar, read_years, read_duration)


def find_periods(text: str) -> list[Period]:
    """Return the periods that `text` names, ordered by position and not overlapping.

    At each place the longest reading wins. A phrase without a year ("รอบ 6 เดือน") has neither start nor end. Other
    readings of an ambiguous phrase ("ไตรมาส 2/2567": fiscal or calendar quarter) are its `alternatives`. Years in the
    names of Acts and regulations, item codes, e-GP numbers, telephone numbers and money are no periods. Two-digit
    years are Buddhist from 43 on; an impossible day becomes the last of its month.
    """
    view = view_of(text)
    mentions = put_together(view.text, _mentions(view.text))
    names = [name for name in slug_years(view.text) if not _dated_within(name, mentions)]
    kept = (
        [mention for mention in mentions if not any(_overlap(mention, name) for name in names)] if names else mentions
    )
    return [_period(text, view, mention) for mention in sorted(kept + names, key=lambda one: one.start)]


def _mentions(text: str) -> list[Mention]:
    line = Line(text, tuple(tokens_of(text)))
    mentions: list[Mention] = []
    index = 0
    while index < len(line.tokens):
        parsed = _longest(line, index)
        if parsed is None:
            index += 1
            continue
        mentions.extend(one for one in parsed.mentions if not _names_law(line, one))
        index = parsed.after
    return mentions


def _longest(line: Line, index: int) -> Parsed | None:
    if line.kind(index) is Kind.OTHER:
        return None
    readings = [parsed for rule in _RULES if (parsed := rule(line, index)) is not None and parsed.mentions]
    return max(readings, key=lambda parsed: parsed.after, default=None)


def _names_law(line: Line, mention: Mention) -> bool:
    """Whether a year stands bare or with its era only, directly after the name of a law."""
    plain = mention.role is Role.YEAR and mention.basis is None and "ปี" not in line.text[mention.start : mention.end]
    return plain and is_year_of_law(line.text, mention.start)


def _dated_within(name: Mention, mentions: list[Mention]) -> bool:
    """Whether the grammar read a full date, a month or a part of a year inside a file name."""
    return any(_overlap(name, one) and one.role is not Role.YEAR and one.span is not None for one in mentions)


def _overlap(one: Mention, two: Mention) -> bool:
    return one.start < two.end and two.start < one.end


def _period(text: str, view: View, mention: Mention) -> Period:
    start, end = view.original(mention.start, _with_bracket(view.text, mention))
    first, *others = [_reading(reading, text[start:end], start) for reading in mention.readings]
    return Period(first.start, first.end, first.precision, first.phrase, first.position, tuple(others))


def _with_bracket(text: str, mention: Mention) -> int:
    """Return the end of a mention, with the bracket that closes one opened inside it."""
    inside = text[mention.start : mention.end]
    opened = inside.count("(") > inside.count(")")
    return mention.end + 1 if opened and text[mention.end : mention.end + 1] == ")" else mention.end


def _reading(reading: Reading, phrase: str, position: int) -> Period:
    first, last = reading.span if reading.span is not None else (None, None)
    return Period(first, last, reading.precision, phrase, position)
