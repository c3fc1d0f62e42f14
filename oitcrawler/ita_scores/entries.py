"""What a file of scores says, one entry for each number, and how entries become `Scores`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from ..errors import UsageError
from ..model import Text
from ..thai.fold import fold
from .model import Level, Mark, Scores
from .numbers import NotAScore, score_in

_YEAR: Final = re.compile(r"(?<!\d)(25[5-9]\d|26[0-4]\d)(?!\d)")
_CHRISTIAN: Final = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")
_OFFSET: Final = 543


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the file: where it stands, what it belongs to; `year` when its column says one."""

    where: Text
    mark: Mark
    value: Decimal
    title: str = ""
    under: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """Everything that a file says. `years` are all that it names, in order; `previous` the part on the year before."""

    entries: tuple[Entry, ...] = ()
    year: int | None = None
    years: tuple[int, ...] = ()
    agency: str = ""
    rating: str = ""
    unread: tuple[Text, ...] = field(default=())
    previous: Stated | None = None


def year_in(text: str) -> int | None:
    """Return the year of the Buddhist era that a text names, the first of several; a year of our era is converted."""
    folded = fold(text)
    found = _YEAR.search(folded)
    if found:
        return int(found[1])
    christian = _CHRISTIAN.search(folded)
    return int(christian[1]) + _OFFSET if christian else None


def number_at(name: str, where: Text, cell: object) -> Decimal | None:
    """Return the score of a cell. Raises UsageError with file and row, and what would be right."""
    try:
        return score_in(cell)
    except NotAScore:
        shown = str(cell)[:60]
        raise wrong(
            name,
            where,
            Text(
                f"“{shown}” ไม่ใช่คะแนน ให้เขียนตัวเลข 0–100 เช่น 95.30 หรือเว้นว่างถ้าไม่มี",
                f"“{shown}” is not a score; write a number from 0 to 100, such as 95.30, or leave it blank",
            ),
        ) from None


def wrong(name: str, where: Text, what: Text) -> UsageError:
    """Build the error that names file and place."""
    return UsageError(Text(f"{name} {where.th}: {what.th}", f"{name}, {where.en}: {what.en}"))


def scores_from(name: str, stated: Stated, year: int | None = None) -> Scores:
    """Return the scores of a file. `year` is used when the file names none.

    Raises UsageError when the year is not known, when there is no score, or when two numbers of one thing differ.
    """
    columns = sorted({one.year for one in stated.entries if one.year is not None})
    latest = stated.year or (columns[-1] if columns else None) or _only(stated.years, year)
    if latest is None:
        raise wrong(name, *_NO_YEAR)
    now = [one for one in stated.entries if one.year in (None, latest)]
    if not now:
        raise wrong(name, *_NO_SCORE)
    scores = _built(name, now, Scores(year=latest, agency=stated.agency, rating=stated.rating, unread=stated.unread))
    return replace(scores, previous=_previous(name, stated, latest, columns))


def _only(years: Iterable[int], wanted: int | None) -> int | None:
    """Return the one year that a file names; of several the wanted one, for titles name the plan's year too."""
    there = set(years)
    return there.pop() if len(there) == 1 else wanted


def _previous(name: str, stated: Stated, latest: int, columns: Sequence[int]) -> Scores | None:
    if stated.previous is not None:
        return scores_from(name, stated.previous, latest - 1)
    earlier = [year for year in columns if year < latest]
    if not earlier:
        return None
    then = [one for one in stated.entries if one.year == earlier[-1]]
    return _built(name, then, Scores(year=earlier[-1], agency=stated.agency))


def _built(name: str, entries: Iterable[Entry], scores: Scores) -> Scores:
    seen: dict[Mark, Entry] = {}
    for one in entries:
        before = seen.setdefault(one.mark, one)
        if before.value != one.value:
            raise wrong(name, one.where, _twice(one, before))
    instruments: dict[str, list[Decimal]] = {}
    for mark in sorted(seen, key=lambda mark: (mark.level, mark.key, mark.part)):
        if mark.level is Level.INSTRUMENT and (mark.part or Mark(Level.INSTRUMENT, mark.key, 1) not in seen):
            instruments.setdefault(mark.key, []).append(seen[mark].value)
    total, goal = seen.get(Mark(Level.TOTAL)), seen.get(Mark(Level.GOAL))
    return replace(
        scores,
        total=total.value if total else None,
        goal=goal.value if goal else None,
        instruments={key: tuple(values) for key, values in instruments.items()},
        indicators=_at(seen, Level.INDICATOR),
        questions=_at(seen, Level.QUESTION),
        items=_at(seen, Level.ITEM),
        titles={one.mark.key: one.title for one in seen.values() if one.title and one.mark.key},
        under={one.mark.key: one.under for one in seen.values() if one.under and one.mark.level is Level.QUESTION},
    )


def _at(seen: dict[Mark, Entry], level: Level) -> dict[str, Decimal]:
    found = {mark.key: one.value for mark, one in seen.items() if mark.level is level}
    return {key: found[key] for key in sorted(found, key=in_order)}


def in_order(key: str) -> tuple[str, int]:
    """Sort keys as people count: e1, e2, …, e10."""
    return key.rstrip("0123456789"), int(re.sub(r"\D", "", key) or 0)


def _twice(one: Entry, before: Entry) -> Text:
    what = one.mark.key or one.mark.level.value
    return Text(
        f"{what} ได้คะแนน {one.value} แต่{before.where.th}ให้ไว้ {before.value} ให้เหลือค่าที่ถูกต้องเพียงค่าเดียว",
        f"{what} has {one.value}, but {before.where.en} has {before.value}; keep the right one only",
    )


_NO_YEAR: Final = (
    Text("(ทั้งไฟล์)", "the whole file"),
    Text(
        "ไม่บอกปีงบประมาณของคะแนน ให้เพิ่มแถว “ปีงบประมาณ” เช่น 2568",
        "the fiscal year is not given; add a row “year”, such as 2568",
    ),
)
_NO_SCORE: Final = (
    Text("(ทั้งไฟล์)", "the whole file"),
    Text(
        "ไม่พบคะแนน ให้มีแถวละหนึ่งตัวชี้วัดหรือหนึ่งข้อ เช่น “ตัวชี้วัดที่ 1” “i1” “o1” พร้อมคะแนน 0–100",
        "no score was found; write one indicator or question a row, such as “ตัวชี้วัดที่ 1”, “i1” or “o1”, with its score",
    ),
)
