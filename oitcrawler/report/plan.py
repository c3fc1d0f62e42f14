"""The documents that an agency publishes of its measures, as values: chapters, sentences, tables, already computed.

`Plan.measures` is the plan (2565 o42, 2568 o27), `Plan.results` the report on what was done (2565 o43, 2568 o28). What
the tool cannot know stands in brackets as something to fill in (`to_fill`), and formats make it stand out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..model import Cause, Text

FILL_STARTS: Final = ("[กรอก", "[fill in")
"""How the places begin that a person must fill in; they end with `]`."""


def to_fill(th: str, en: str) -> Text:
    """Return a place that a person must fill in, with what belongs there."""
    return Text(f"{FILL_STARTS[0]}: {th}]", f"{FILL_STARTS[1]}: {en}]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `is_note` marks what speaks to the writer and is taken out before the document is published."""

    text: Text
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, numbered or with bullets."""

    entries: tuple[Text, ...]
    is_numbered: bool = False


Cell = tuple[Text | Cause, ...]
"""A cell: its paragraphs; a cause stands in the words of the format that shows it."""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table; `widths` are the columns' shares of the width, `numeric` the columns that are centred."""

    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    numeric: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.columns)]
        if wrong or len(self.widths) != len(self.columns):
            raise ValueError(f"a table of {len(self.columns)} columns has other rows or widths")


Block = Paragraph | Listing | PlanTable


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading (`level` 1–3) and what follows it; `is_wide` asks for a page on its side, for wide tables."""

    title: Text
    body: tuple[Block, ...] = ()
    level: int = 1
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: the lines of its title, and its chapters in order."""

    title: tuple[Text, ...]
    chapters: tuple[Chapter, ...]
    before: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan against the gaps, and the report on what was done. `year`: the fiscal year in which measures run."""

    year: int
    measures: Paper
    results: Paper
