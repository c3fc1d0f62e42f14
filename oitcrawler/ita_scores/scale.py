"""Reads what is known of each year's assessment: `scales.yaml` and `indicators.yaml` in `checklists/ita/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Annotated, Final, Literal

from pydantic import Field, RootModel

from ..checklist import shipped
from ..checklist_schema import Bilingual, Id, Name, Written
from ..errors import ChecklistError
from ..model import Text
from ..yamlfile import parse

FOLDER: Final = "ita"
SCALES: Final = "scales.yaml"
INDICATORS: Final = "indicators.yaml"
_SPAN: Final = re.compile(r"([ie])(\d+)-[ie](\d+)")
InstrumentName = Literal["IIT", "EIT", "OIT"]


class WrittenInstrument(Written):
    """An instrument: its indicators and the letter of its questions."""

    title: Bilingual
    indicators: tuple[Id, ...]
    questions: Literal["i", "e", "o"]


class WrittenBand(Written):
    """A rating, from a total on; two numbers where sources disagree; `each` is asked of every instrument."""

    name: Bilingual
    at: Annotated[tuple[Decimal, ...], Field(alias="from", min_length=1, max_length=2)]
    each: Decimal | None = None
    confirmed: bool = True


class WrittenScaleYear(Written):
    """What is known of one year."""

    scale: Name
    confirmed: bool
    source: str
    threshold: Decimal
    weights: dict[InstrumentName, Decimal]
    weights_confirmed: bool
    questions: dict[Id, Annotated[str, Field(pattern=r"^[ie]\d+-[ie]\d+$")]] = Field(default_factory=dict)
    questions_confirmed: bool = False


class WrittenScales(Written):
    """The file `scales.yaml`."""

    instruments: dict[InstrumentName, WrittenInstrument]
    scales: dict[Name, tuple[WrittenBand, ...]]
    years: dict[Annotated[int, Field(ge=2550, le=2650)], WrittenScaleYear]


class WrittenIndicatorMeasure(Written):
    """The measure when an indicator's score is low, in the columns of the plans that agencies publish."""

    measure: Bilingual
    steps: Annotated[tuple[Bilingual, ...], Field(min_length=1)]
    time_frame: Bilingual
    owner: Bilingual
    monitoring: Bilingual


class WrittenAsked(Written):
    """One of the ten indicators."""

    title: Bilingual
    aliases: tuple[str, ...] = ()
    asks: Bilingual
    measure: WrittenIndicatorMeasure


class _WrittenIndicators(RootModel[dict[Id, WrittenAsked]]):
    """The file `indicators.yaml`."""


@dataclass(frozen=True, slots=True)
class Band:
    """A rating: `low` is where it begins for certain, `lowest` where some source lets it begin."""

    name: Text
    low: Decimal
    lowest: Decimal
    each: Decimal | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Instrument:
    """One of the three instruments, with its weight in the total (30 of 100)."""

    name: str
    title: Text
    indicators: tuple[str, ...]
    letter: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the ten indicators: what it is called, and what it asks."""

    number: str
    title: Text
    aliases: tuple[str, ...]
    asks: Text
    measure: WrittenIndicatorMeasure


@dataclass(frozen=True, slots=True)
class Scale:
    """How one year's result is put together and rated. `questions` gives each question's indicator, where known."""

    year: int
    bands: tuple[Band, ...]
    threshold: Decimal
    instruments: tuple[Instrument, ...]
    indicators: tuple[Asked, ...]
    questions: Mapping[str, str]
    confirmed: bool
    weights_confirmed: bool
    questions_confirmed: bool
    source: str

    def asked(self, number: str) -> Asked:
        """Return an indicator by its number. Raises KeyError."""
        for one in self.indicators:
            if one.number == number:
                return one
        raise KeyError(number)

    def instrument_of(self, indicator: str) -> Instrument:
        """Return the instrument that measures an indicator. Raises KeyError."""
        for one in self.instruments:
            if indicator in one.indicators:
                return one
        raise KeyError(indicator)


def years(folder: Traversable | None = None) -> tuple[int, ...]:
    """Return the years of which something is known, sorted."""
    return tuple(sorted(_written(folder).years))


def scale_of(year: int, folder: Traversable | None = None) -> Scale:
    """Return a year's scale. Raises ChecklistError for a year without one, or a file that does not fit."""
    written = _written(folder)
    known = written.years.get(year)
    if known is None:
        there = ", ".join(str(one) for one in sorted(written.years))
        raise ChecklistError(
            Text(f"ไม่มีเกณฑ์ระดับผลการประเมิน ITA ของปี {year} มี: {there}", f"no ITA scale for {year}; there are: {there}")
        )
    return Scale(
        year=year,
        bands=tuple(_band(one) for one in written.scales[known.scale]),
        threshold=known.threshold,
        instruments=tuple(
            Instrument(name, one.title.text(), one.indicators, one.questions, known.weights[name])
            for name, one in written.instruments.items()
        ),
        indicators=indicators(folder),
        questions={question: number for number, span in known.questions.items() for question in _spanned(span)},
        confirmed=known.confirmed,
        weights_confirmed=known.weights_confirmed,
        questions_confirmed=known.questions_confirmed,
        source=known.source,
    )


def indicators(folder: Traversable | None = None) -> tuple[Asked, ...]:
    """Return the ten indicators in their order. Raises ChecklistError for a file that does not fit."""
    text = ((folder or shipped() / FOLDER) / INDICATORS).read_text("utf-8")
    written = parse(INDICATORS, text).read(_WrittenIndicators).root
    return tuple(
        Asked(number, one.title.text(), one.aliases, one.asks.text(), one.measure) for number, one in written.items()
    )


def _written(folder: Traversable | None) -> WrittenScales:
    return parse(SCALES, ((folder or shipped() / FOLDER) / SCALES).read_text("utf-8")).read(WrittenScales)


def _band(written: WrittenBand) -> Band:
    return Band(written.name.text(), max(written.at), min(written.at), written.each, written.confirmed)


def _spanned(span: str) -> tuple[str, ...]:
    """Return the questions of a span such as `i1-i6`."""
    found = _SPAN.fullmatch(span)
    if found is None:
        raise ValueError(span)
    return tuple(f"{found[1]}{number}" for number in range(int(found[2]), int(found[3]) + 1))
