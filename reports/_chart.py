"""The geometry of small charts over the runs: where each mark stands. The templates draw it, with a text beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from oitcrawler.model import Verdict
from oitcrawler.report import Interval, ItemResult, Report

MOST_RUNS: Final = 26
"""How many runs a chart shows, the last ones: a year of fortnights."""
STEP: Final = 24
SCORE_STEP: Final = 56
SCORE_HEIGHT: Final = 100
_LEFT: Final = 30
_TOP: Final = 8
_THIN: Final = 1.5


@dataclass(frozen=True, slots=True)
class Mark:
    """One run's verdict of one item at `x`; None where the item was not judged in that run."""

    x: int
    day: str
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One item's verdicts over the runs, oldest first, the present one last."""

    marks: tuple[Mark, ...]
    width: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One run's score: a bar from the lowest to the highest score there can be."""

    x: int
    y: float
    height: float
    day: str
    score: Interval


@dataclass(frozen=True, slots=True)
class ScoreChart:
    """The score over the runs; `lines` are (score, y) to compare with."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float], ...]
    width: int
    height: int
    left: int


def timeline(report: Report, item: ItemResult) -> Timeline | None:
    """Return the history of an item; None when there is no run before this one that judged it."""
    runs = report.past.runs if report.past is not None else ()
    every = [*((run.day, run.verdicts.get(item.id)) for run in runs), (report.run.as_of, item.verdict)]
    if all(verdict is None for _, verdict in every[:-1]):
        return None
    shown = every[-MOST_RUNS:]
    marks = tuple(Mark(at * STEP + 2, day, verdict) for at, (day, verdict) in enumerate(shown))
    return Timeline(marks, len(shown) * STEP, len(every) - len(shown))


def score_chart(report: Report, lines: Iterable[int]) -> ScoreChart | None:
    """Return the score over the runs; None when this is the first one."""
    runs = report.past.runs if report.past is not None else ()
    if not runs:
        return None
    every = [*((run.day, run.oit) for run in runs), (report.run.as_of, report.score.oit)][-MOST_RUNS:]
    bars = tuple(_bar(_LEFT + 8 + at * SCORE_STEP, day, score) for at, (day, score) in enumerate(every))
    levels = tuple((line, _y(line)) for line in lines)
    return ScoreChart(bars, levels, _LEFT + 16 + len(every) * SCORE_STEP, _TOP + SCORE_HEIGHT + 22, _LEFT)


def _bar(x: int, day: str, score: Interval) -> Bar:
    top, bottom = _y(score.max), _y(score.min)
    thin = max(0.0, 2 * _THIN - (bottom - top)) / 2
    return Bar(x, round(top - thin, 2), round(bottom - top + 2 * thin, 2), day, score)


def _y(score: float) -> float:
    return round(_TOP + SCORE_HEIGHT * (1 - score / 100), 2)
