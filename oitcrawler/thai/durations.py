"""How many years a plan runs: "แผนอัตรากำลัง 3 ปี", "แผน 5 ปี (พ.ศ. 2566-2570)"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .lexicon import Kind
from .mentions import Line, Parsed, Reading, Role
from .periods import Precision
from .view import read_as
from .year_rules import read_years

_PLAN: Final = re.compile(read_as(r"(?:แผน|ยุทธศาสตร์|กลยุทธ์|วิสัยทัศน์)[^\n\d]{0,50}$"))


def read_duration(line: Line, index: int) -> Parsed | None:
    """Read the number of years of a plan, with the years themselves when they follow in brackets."""
    counted = (
        line.kind(index) in (Kind.NUMBER, Kind.COUNT_WORD)
        and 2 <= line.value(index) <= 20
        and line.word(index + 1) == "ปี"
    )
    if not counted or not _PLAN.search(line.text[max(0, line.tokens[index].start - 60) : line.tokens[index].start]):
        return None
    after = index + 2
    start = after + 1 if line.kind(after) is Kind.OTHER and line.word(after) == "(" else after
    years = read_years(line, start) if start < len(line.tokens) else None
    if years is not None and len(years.mentions) == 1 and years.mentions[0].role is Role.DATED:
        return Parsed((replace(years.mentions[0], start=line.tokens[index].start),), years.after)
    mention = line.mention(Role.PART, index, after, (Reading(None, Precision.YEAR),))
    return Parsed((mention,), after)
