"""Periods in running text, in every style in which agencies write them.

A text is read in four steps: a view without what carries no meaning (`view`), tokens (`lexicon`, `tokens`), rules that
read the longest phrase at each token (`calendar_rules`, `part_rules`, `year_rules`), and neighbours put together
(`neighbours`). Every step looks at each place a bounded number of times, so the work grows with the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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
from .tokens import MONTH_KINDS, tokens_of
from .view import View, view_of
from .year_rules import read_years

Rule = Callable[[Line, int], Parsed | None]
_UNDERSCORE: Final = re.compile(r"(?<=[ก-๎.])_|_(?=[ก-๎])")  # a space in the file names of Thai words
_YEARS: Final = (Kind.FISCAL, Kind.BUDGET, Kind.CALENDAR_YEAR, Kind.PLAIN_YEAR, Kind.BUDDHIST, Kind.COMMON)
_CALENDAR: Final = (Kind.DATE, *MONTH_KINDS, Kind.MONTHS_WORD, Kind.DAY_WORD, Kind.FROM)
_PARTS: Final = (Kind.QUARTER, Kind.HALF, Kind.TERM, Kind.APPRAISAL, Kind.ROUND)
# The rules to try at a token of each kind; no phrase begins with a token of any other kind.
_RULES: Final[dict[Kind, tuple[Rule, ...]]] = {
    **dict.fromkeys((*_YEARS, Kind.YEAR, Kind.ASSESSMENT), (read_years,)),
    **dict.fromkeys(_CALENDAR, (read_calendar,)),
    **dict.fromkeys(_PARTS, (read_part,)),
    Kind.SCHOOL_YEAR: (read_part, read_years),
    Kind.COUNT_WORD: (read_part, read_duration),
    Kind.NUMBER: (read_part, read_calendar, read_duration),
}
# After a number only these can make it the beginning of a phrase.
_AFTER_NUMBER: Final = MONTH_KINDS | {
    *(Kind.MONTHS_WORD, Kind.DASH, Kind.SLASH, Kind.UNTIL, Kind.COMMA, Kind.AND, Kind.PLAIN_YEAR, Kind.QUARTER)
}


def find_periods(text: str) -> list[Period]:
    """Return the periods that `text` names, ordered by position and not overlapping.

    `text` is any text, of a label as of a whole document; damaged Thai of PDF text layers need not be repaired first.
    Nothing raises, and the time grows with the length of the text only. Each `Period` gives inclusive days of the
    common era, the phrase as it stands and its offset in `text`:

    >>> [(str(one.start), str(one.end), one.precision.value) for one in find_periods("รอบ 6 เดือนแรก ปีงบประมาณ 2568")]
    [('2024-10-01', '2025-03-31', 'half')]
    >>> [one.phrase for one in find_periods("ประกาศ ณ วันที่ ๕ ม.ค. ๖๗ แก้ไข 12/1/2567")]
    ['วันที่ ๕ ม.ค. ๖๗', '12/1/2567']
    >>> find_periods("โทร. 0 2568 1234 ตามมาตรา 9 แห่ง พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. 2540")
    []

    What is one period is returned as one: words that say the same twice ("ปีงบประมาณ 2568 (1 ต.ค. 67 – 30 ก.ย. 68)"),
    a part beside its year, months or days within the year named beside them, and a round with the deadline of its
    report, which stands for it ("รอบ 6 เดือน ภายในวันที่ 15 มีนาคม 2567" is that day).

    Not guessed: a phrase without a year ("รอบ 6 เดือน", "ไตรมาส 3") has neither start nor end, and the other readings of
    an ambiguous phrase are its `alternatives`, likeliest first ("ไตรมาส 2/2567": fiscal or calendar quarter; "ปี 2567":
    fiscal or calendar year; "25654": 2565 or 2564). No periods are years in the names of Acts, regulations and
    ordinances, numbers of documents ("ครั้งที่ 2/2567"), item codes, e-GP and telephone numbers, money, and lengths of
    time ("ระยะเวลา 6 เดือน"), except that of a plan ("แผนอัตรากำลัง 3 ปี" names a period of years without the years).

    Rules of reading. Years from 2400 are of the Buddhist era, as are two digits from 43. An impossible day becomes the
    last of its month. A fiscal year, its halves and quarters run from 1 October of the year before (Budget Procedures
    Act B.E. 2561, section 4); plans of several years are in fiscal years; a school year runs from 16 May to 31 March
    (regulation of the ministry of education on opening and closing schools; its bounds differ from school to school).
    The year in a file name or slug ("ita66-2") is read as the fiscal year of the assessment, and is a hint only.
    """
    view = view_of(text)
    mentions = put_together(view.text, _mentions(_UNDERSCORE.sub(" ", view.text)))
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
    rules = _RULES.get(line.tokens[index].kind, ())
    if not rules or (rules is _RULES[Kind.NUMBER] and not _can_begin(line, index)):
        return None
    readings = [parsed for rule in rules if (parsed := rule(line, index)) is not None and parsed.mentions]
    return max(readings, key=lambda parsed: parsed.after, default=None)


def _can_begin(line: Line, number: int) -> bool:
    """Whether a number may begin a phrase; in a table most numbers do not, and need no closer look."""
    return line.kind(number + 1) in _AFTER_NUMBER or line.word(number + 1) == "of"


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
