"""What a published result says: order, rating, strengths, weaknesses, and where points were lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from ..checklist import Checklist
from ..model import Text
from ..score import worth
from .model import Scores
from .numbers import hundredths
from .rating import Rating, rate
from .scale import Instrument, Scale

FULL: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class ScoredInstrument:
    """An instrument: its score (None: not known), the points of the total that it lost, and its parts as published."""

    instrument: Instrument
    score: Decimal | None
    lost: Decimal | None
    parts: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoredIndicator:
    """An indicator: its score, the points of the total that it lost, and the change since the year before."""

    number: str
    title: Text
    asks: Text
    instrument: str
    score: Decimal
    lost: Decimal
    change: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """A question of the perception surveys; `indicator` "" where its place is not known, `lost` None then."""

    code: str
    words: str
    indicator: str
    score: Decimal
    lost: Decimal | None


@dataclass(frozen=True, slots=True)
class LostItem:
    """An OIT item below 100; `lost` in points of the total, None where the grouping of the year is not known.

    `indicator` is the one that the year's list puts it under, the first of the instrument where there is no list.
    """

    code: str
    title: Text
    indicator: str
    score: Decimal
    lost: Decimal | None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis of one year's result.

    `ranked` are the indicators from high to low. `strengths` reach the threshold, from high to low; `weaknesses` do
    not, from low to high; `below_goal` reach the threshold but not the agency's own goal, from high to low. `questions`
    and `items` are what is below 100, the lowest first.
    """

    scores: Scores
    scale: Scale
    total: Decimal | None
    rating: Rating
    instruments: tuple[ScoredInstrument, ...]
    ranked: tuple[ScoredIndicator, ...]
    strengths: tuple[ScoredIndicator, ...]
    weaknesses: tuple[ScoredIndicator, ...]
    below_goal: tuple[ScoredIndicator, ...]
    questions: tuple[ScoredQuestion, ...]
    items: tuple[LostItem, ...]

    @property
    def change(self) -> Decimal | None:
        """How the total differs from that of the year before."""
        before = self.scores.previous.total if self.scores.previous else None
        return None if before is None or self.total is None else self.total - before


def analyse(scores: Scores, scale: Scale, checklist: Checklist | None = None) -> Analysis:
    """Analyse a year's result by its scale. `checklist` is the list of that year, for titles and worth of items."""
    instruments = tuple(_instrument(one, scores) for one in scale.instruments)
    total = scores.total if scores.total is not None else _total(instruments)
    ranked = _ranked(scores, scale)
    goal = scores.goal
    return Analysis(
        scores=scores,
        scale=scale,
        total=total,
        rating=rate(scale, total, [one.score for one in instruments]),
        instruments=instruments,
        ranked=ranked,
        strengths=tuple(one for one in ranked if one.score >= scale.threshold),
        weaknesses=tuple(
            sorted((one for one in ranked if one.score < scale.threshold), key=lambda one: (one.score, int(one.number)))
        ),
        below_goal=tuple(one for one in ranked if goal is not None and scale.threshold <= one.score < goal),
        questions=_questions(scores, scale),
        items=_items(scores, scale, checklist),
    )


def _instrument(instrument: Instrument, scores: Scores) -> ScoredInstrument:
    """Return an instrument's score: as published, else the mean of its indicators when all are given.

    Two published parts (the external survey from 2567 on) have weights that were read nowhere; the indicators decide.
    """
    parts = scores.instruments.get(instrument.name, ())
    there = [scores.indicators[number] for number in instrument.indicators if number in scores.indicators]
    mean = sum(there, Decimal(0)) / len(there) if len(there) == len(instrument.indicators) else None
    score = mean if mean is not None else parts[0] if len(parts) == 1 else None
    lost = None if score is None else hundredths(instrument.weight * (FULL - score) / FULL)
    return ScoredInstrument(instrument, score, lost, parts)


def instrument_mean(scored: ScoredInstrument) -> Decimal | None:
    """Return the score of an instrument as it is written: with two decimals."""
    return None if scored.score is None else hundredths(scored.score)


def _total(instruments: Iterable[ScoredInstrument]) -> Decimal | None:
    weighted = [None if one.score is None else one.instrument.weight * one.score / FULL for one in instruments]
    known = [one for one in weighted if one is not None]
    return hundredths(sum(known, Decimal(0))) if len(known) == len(weighted) else None


def computed_total(analysis: Analysis) -> Decimal | None:
    """Return the total that the instruments give, None when one of them is not known."""
    return _total(analysis.instruments)


def _ranked(scores: Scores, scale: Scale) -> tuple[ScoredIndicator, ...]:
    before = scores.previous.indicators if scores.previous else {}
    found = []
    for number, score in scores.indicators.items():
        instrument, asked = scale.instrument_of(number), scale.asked(number)
        share = instrument.weight / len(instrument.indicators)
        change = score - before[number] if number in before else None
        lost = hundredths(share * (FULL - score) / FULL)
        found.append(ScoredIndicator(number, asked.title, asked.asks, instrument.name, score, lost, change))
    return tuple(sorted(found, key=lambda one: (-one.score, int(one.number))))


def _questions(scores: Scores, scale: Scale) -> tuple[ScoredQuestion, ...]:
    places: Mapping[str, str] = {**scores.under, **scale.questions}
    sizes: dict[str, int] = {}
    for code in scale.questions or scores.questions:
        sizes[places.get(code, "")] = sizes.get(places.get(code, ""), 0) + 1
    found = []
    for code, score in scores.questions.items():
        number = places.get(code, "")
        lost = None
        if number:
            instrument = scale.instrument_of(number)
            share = instrument.weight / len(instrument.indicators) / max(1, sizes.get(number, 0))
            lost = hundredths(share * (FULL - score) / FULL)
        found.append(ScoredQuestion(code, scores.titles.get(code, ""), number, score, lost))
    return tuple(sorted((one for one in found if one.score < FULL), key=lambda one: (one.score, _order(one.code))))


def _items(scores: Scores, scale: Scale, checklist: Checklist | None) -> tuple[LostItem, ...]:
    instrument = next(one for one in scale.instruments if one.letter == "o")
    known = checklist is not None and checklist.scoring.means
    points = worth(checklist) if checklist is not None and known else {}
    titles = {one.id: one.title for one in checklist.items} if checklist is not None else {}
    places = _places(checklist) if checklist is not None else {}
    found = []
    for code, score in scores.items.items():
        own = scores.titles.get(code, "")
        share = Decimal(repr(points[code])) if code in points else None
        lost = None if share is None else hundredths(share * (FULL - score) / FULL * instrument.weight / FULL)
        number = places.get(code, instrument.indicators[0])
        found.append(LostItem(code, titles.get(code, Text(own, own)), number, score, lost))
    return tuple(sorted((one for one in found if one.score < FULL), key=lambda one: (one.score, _order(one.code))))


def _places(checklist: Checklist) -> Mapping[str, str]:
    subs = {sub.id: one.id for one in checklist.indicators for sub in one.subs}
    return {item.id: subs[item.sub] for item in checklist.items}


def _order(code: str) -> tuple[str, int]:
    return code[:1], int(code[1:])
