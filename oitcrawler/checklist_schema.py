"""The shape of the files in `checklists/`, as they are written (see `checklist.py` for how they are joined)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from .model import Text

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2)]


class Written(BaseModel):
    """A part of a file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Bilingual(Written):
    """A sentence in Thai and English."""

    th: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    en: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

    def text(self) -> Text:
        """Return the value that the engine speaks."""
        return Text(self.th, self.en)


class Find(Written):
    """How a topic's evidence is recognised.

    `names` are full names of the subject as labels carry them; `words` are groups of words of which each group
    must occur somewhere in a label (a weaker sign); `avoid` are phrases that show that a label speaks of another
    subject. `on: main-page` says that the main page itself is the evidence.
    """

    names: tuple[Phrase, ...]
    words: tuple[tuple[Phrase, ...], ...] = ()
    avoid: tuple[Phrase, ...] = ()
    on: Literal["site", "main-page"] = "site"


class WrittenRequirement(Written):
    """What a topic can require: words for people, the check, and its parameters."""

    text: Bilingual
    check: Name
    params: dict[str, object] = Field(default_factory=dict, alias="with")


def _as_list(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Units = Annotated[tuple[Name, ...], BeforeValidator(_as_list), Field(min_length=1)]
"""One key of `units.yaml`, or several units that work together."""


class WrittenTopic(Written):
    """A file of `checklists/topics/`; `owner` names the units that prepare its evidence."""

    title: Bilingual
    find: Find
    owner: Units
    requirements: dict[Name, WrittenRequirement] = Field(default_factory=dict)


class UsedRequirement(Written):
    """A requirement as one year's item uses it.

    `confirmed` says whether the source of the rule is known for that year; an unconfirmed one can give `review`
    with advice, never `gap`. `kinds` limits it to kinds of agency (empty: all).
    """

    use: Name
    confirmed: bool
    source: Annotated[str, StringConstraints(min_length=2)]
    params: dict[str, object] = Field(default_factory=dict, alias="with")
    kinds: tuple[Name, ...] = ()


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int | float) else value


Id = Annotated[str, BeforeValidator(_as_text), StringConstraints(min_length=1)]


class WrittenItem(Written):
    """One item of a year: its number, official wording, place in the arithmetic, topics and requirements."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+[0-9]+$")]
    title: Bilingual
    sub: Id
    topics: Annotated[tuple[Name, ...], Field(min_length=1)]
    name_confidence: Literal["sure", "likely", "guess"]
    period: str = ""
    status: Literal["automated", "partial", "manual"] = "automated"
    requires: tuple[UsedRequirement, ...] = ()


class WrittenSub(Written):
    """A sub-indicator; `confirmed` says whether its grouping of items is known."""

    id: Id
    title: Bilingual
    confirmed: bool = True


class WrittenIndicator(Written):
    """An indicator with its sub-indicators."""

    id: Id
    title: Bilingual
    subs: Annotated[tuple[WrittenSub, ...], Field(min_length=1)]


class WrittenScoring(Written):
    """How verdicts become a score: what an item is worth, from 0 to 100, and how items are averaged.

    `means` averages items to sub-indicators, these to indicators, and indicators to the whole. `unknown` says that
    the grouping is not known, so that only bounds that hold for every grouping can be given.
    """

    met: Annotated[float, Field(ge=0, le=100)] = 100
    not_met: Annotated[float, Field(ge=0, le=100)] = 0
    arithmetic: Literal["means", "unknown"] = "means"
    confirmed: bool
    source: Annotated[str, StringConstraints(min_length=2)]


class WrittenYear(Written):
    """A file of `checklists/`: one authority's list for one fiscal year, complete.

    A list that says nothing of `scoring` is scored as those of the anti-corruption commission: 100 or 0, and means.
    """

    year: Annotated[int, Field(ge=2550, le=2650)]
    authority: Name
    title: Bilingual
    item_prefix: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")] = "o"
    kinds: Annotated[dict[Name, Bilingual], Field(min_length=1)]
    notes: tuple[Bilingual, ...] = ()
    scoring: WrittenScoring = WrittenScoring(confirmed=True, source="as in the lists of the anti-corruption commission")
    indicators: Annotated[tuple[WrittenIndicator, ...], Field(min_length=1)]
    items: Annotated[tuple[WrittenItem, ...], Field(min_length=1)]


class WrittenUnit(Written):
    """A general unit: its name by kind of agency, and one for every kind that is not named."""

    neutral: Bilingual
    names: dict[Name, Bilingual] = Field(default_factory=dict)


class WrittenUnits(Written):
    """The file `checklists/units.yaml`."""

    units: Annotated[dict[Name, WrittenUnit], Field(min_length=1)]


class WrittenDue(Written):
    """Until when a finding should be mended: days after it was first seen, or the end of a month (1–12)."""

    within_days: Annotated[int, Field(ge=1, le=366)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> WrittenDue:
        if (self.within_days is None) is (self.month is None):
            raise ValueError("write either within_days or month")
        return self


class WrittenStep(Bilingual):
    """A step of a measure; with `from_topic` the topic's own steps stand in its place where there are any."""

    from_topic: bool = False


class WrittenMeasure(Written):
    """A measure in the columns of the plans that agencies publish.

    Texts may name `{item}`, `{title}`, `{year}` (the fiscal year judged), `{next_year}` (in which the measure runs),
    and units by their keys: `{finance}`. `from_topic` names the columns that a topic's own measure replaces.
    """

    from_topic: tuple[Literal["measure", "time_frame", "monitoring"], ...] = ()
    issue: Bilingual
    measure: Bilingual
    steps: Annotated[tuple[WrittenStep, ...], Field(min_length=1)]
    time_frame: Bilingual
    owner: Units | None = None
    monitoring: Bilingual


class WrittenFinding(Written):
    """What a finding code means, how it is mended, by whom, until when, and the measure that keeps it from coming back.

    Without `owner` it is the units of the topic.
    """

    title: Bilingual
    meaning: Bilingual
    fix: Bilingual
    severity: Literal["high", "medium", "low"]
    due: WrittenDue
    owner: Units | None = None
    measure: WrittenMeasure


class WrittenTopicMeasure(Written):
    """How the evidence of some topics is prepared year by year, in the columns of a plan."""

    topics: Annotated[tuple[Name, ...], Field(min_length=1)]
    measure: Bilingual
    steps: Annotated[tuple[Bilingual, ...], Field(min_length=1)]
    time_frame: Bilingual
    monitoring: Bilingual


class WrittenMeasures(Written):
    """The file `checklists/measures.yaml`: measures by finding code."""

    findings: dict[Name, WrittenFinding]


class WrittenTopicMeasures(Written):
    """The file `checklists/topic-measures.yaml`: what topics say of their own."""

    topics: tuple[WrittenTopicMeasure, ...]
